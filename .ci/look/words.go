package main

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A box is a piece of text on a page, in points from the upper left corner.
type box struct {
	x0, y0, x1, y1 float64
	text           string
}

// mm is a millimetre in points.
const mm = 72 / 25.4

// lineGap is the part of a word's box above and below in which letters do not stand: pdftotext's boxes are as high as
// the font says its lines are (1.3 times the size in Plex), but letters with accents reach from 0.2 below to 0.92 above.
const lineGap = 0.08

// readWords reads the words of all pages with their places.
func (d *document) readWords() error {
	r, err := runTool("pdftotext", "-bbox-layout", d.file, "-")
	if err != nil {
		return err
	}
	decoder := xml.NewDecoder(strings.NewReader(strings.ToValidUTF8(r.out, "�")))
	decoder.Strict, decoder.Entity = false, xml.HTMLEntity
	n := 0
	for {
		token, err := decoder.Token()
		if err != nil {
			break // the end, or what pdftotext could not write; the count of pages below tells
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		at := map[string]float64{}
		for _, a := range start.Attr {
			at[a.Name.Local], _ = strconv.ParseFloat(a.Value, 64)
		}
		switch start.Name.Local {
		case "page":
			if n++; n <= len(d.pages) {
				d.pages[n-1].width, d.pages[n-1].height = at["width"], at["height"]
			}
		case "word":
			var text string
			if err := decoder.DecodeElement(&text, &start); err != nil || n == 0 || n > len(d.pages) {
				return fmt.Errorf("reading what pdftotext says of page %d: %v", n, err)
			}
			gap := (at["yMax"] - at["yMin"]) * lineGap
			d.pages[n-1].words = append(d.pages[n-1].words, box{at["xMin"], at["yMin"] + gap, at["xMax"], at["yMax"] - gap, text})
		}
	}
	if n != len(d.pages) {
		return fmt.Errorf("pdftotext sees %d pages, qpdf %d: %s", n, len(d.pages), r.complaints)
	}
	return nil
}

// spaceless is text without its spaces: where lines break does not matter then.
func spaceless(s string) string { return strings.Join(strings.Fields(s), "") }

// find returns the places at which a text begins on a page.
func (p page) find(text string) []box {
	text = spaceless(text)
	if text == "" {
		return nil
	}
	var all strings.Builder
	starts := map[int]box{}
	for _, w := range p.words {
		starts[all.Len()] = w
		all.WriteString(w.text)
	}
	var places []box
	for from := 0; ; {
		i := strings.Index(all.String()[from:], text)
		if i < 0 {
			return places
		}
		if w, ok := starts[from+i]; ok {
			places = append(places, w)
		}
		from += i + 1
	}
}

// within returns the words whose middle lies in an area.
func (p page) within(area box) (words []box) {
	for _, w := range p.words {
		x, y := (w.x0+w.x1)/2, (w.y0+w.y1)/2
		if area.x0-1 < x && x < area.x1+1 && area.y0-1 < y && y < area.y1+1 {
			words = append(words, w)
		}
	}
	return words
}

// textOf joins words.
func textOf(words []box) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}

var pageOf = regexp.MustCompile(`Page (\d+) of (\d+)$`)

// checkPages holds what the foot of a page says against the number of pages. The cover has none.
func checkPages(d *document) (f faults) {
	if len(d.pages) < 2 {
		f.add("%d pages", len(d.pages))
	}
	for i, p := range d.pages {
		if p.width != d.pages[0].width || p.height != d.pages[0].height {
			f.add("page %d is not as large as the first", i+1)
		}
		if len(p.words) == 0 {
			f.add("page %d has no text", i+1)
		}
		if i == 0 {
			continue
		}
		foot := textOf(p.within(box{0, p.height - 15*mm, p.width, p.height, ""}))
		if m := pageOf.FindStringSubmatch(strings.ReplaceAll(foot, ",", "")); m == nil || m[1] != strconv.Itoa(i+1) || m[2] != strconv.Itoa(len(d.pages)) {
			f.add("the foot of page %d of %d says %q", i+1, len(d.pages), foot)
		}
	}
	return f
}
