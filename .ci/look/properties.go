package main

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// checkFonts wants every font embedded, cut down to what is used, and readable as text.
func checkFonts(d *document) (f faults) {
	r, err := runTool("pdffonts", d.file)
	if err != nil {
		return faults{err.Error()}
	}
	lines := strings.Split(strings.TrimSpace(r.out), "\n")
	if len(lines) < 3 { // two of head
		f.add("pdffonts lists no font")
		return f
	}
	for _, line := range lines[2:] {
		fields := strings.Fields(line)
		if len(fields) < 7 {
			f.add("pdffonts says %q", line)
			continue
		}
		marks := fields[len(fields)-5:] // emb, sub, uni, object, generation
		for i, what := range []string{"embedded", "marked as a subset (a name like ABCDEF+Font)", "mapped to Unicode"} {
			if marks[i] != "yes" {
				f.add("%s is not %s", fields[0], what)
			}
		}
	}
	return f
}

// checkProperties wants what a reader shows and a screen reader needs before the first page.
func checkProperties(d *document) (f faults) {
	info := d.dict(d.trailer["/Info"])
	for _, key := range []string{"/Title", "/Author", "/Creator"} {
		if strings.TrimSpace(d.text(info[key])) == "" {
			f.add("no %s", strings.ToLower(key[1:]))
		}
	}
	if d.text(d.catalog["/Lang"]) == "" {
		f.add("no language")
	}
	if marked, _ := d.get(d.dict(d.catalog["/MarkInfo"])["/Marked"]).(bool); !marked {
		f.add("not tagged")
	}
	if display, _ := d.get(d.dict(d.catalog["/ViewerPreferences"])["/DisplayDocTitle"]).(bool); !display {
		f.add("a reader shows the file's name instead of the title (DisplayDocTitle)")
	}
	if len(d.list(d.trailer["/ID"])) != 2 {
		f.add("no file ID")
	}
	if d.trailer["/Encrypt"] != nil {
		f.add("encrypted")
	}
	return f
}

// checkMetadata wants an XMP packet that says the same as the properties, and that claims no standard: nobody has
// validated the file against one.
func checkMetadata(d *document) (f faults) {
	if d.catalog["/Metadata"] == nil {
		return faults{"no metadata stream (XMP)"}
	}
	packet, err := d.stream(d.catalog["/Metadata"])
	if err != nil {
		return faults{err.Error()}
	}
	var words strings.Builder
	decoder := xml.NewDecoder(strings.NewReader(string(packet)))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			f.add("the XMP is no XML: %v", err)
			break
		}
		if text, ok := token.(xml.CharData); ok {
			words.Write(text)
		}
	}
	info := d.dict(d.trailer["/Info"])
	for _, key := range []string{"/Title", "/Author"} {
		if text := d.text(info[key]); !strings.Contains(words.String(), text) {
			f.add("the XMP does not say the %s %q", strings.ToLower(key[1:]), text)
		}
	}
	for _, claim := range []string{"pdfuaid", "pdfaid"} {
		if strings.Contains(string(packet), claim) {
			f.add("the XMP claims a standard (%s)", claim)
		}
	}
	return f
}

// checkAttachments wants nothing in the file but pages.
func checkAttachments(d *document) (f faults) {
	names := d.dict(d.catalog["/Names"])
	if files := d.dict(names["/EmbeddedFiles"]); len(d.list(files["/Names"]))+len(d.list(files["/Kids"])) > 0 {
		f.add("files are attached")
	}
	for _, key := range []string{"/AF", "/AA", "/AcroForm", "/Collection"} {
		if d.catalog[key] != nil {
			f.add("the catalogue has %s", key)
		}
	}
	if names["/JavaScript"] != nil {
		f.add("there is JavaScript")
	}
	return f
}
