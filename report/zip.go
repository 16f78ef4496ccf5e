package report

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/xml"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

// An archive writes the parts of a workbook as a ZIP file whose bytes hang on nothing but their content: the parts
// sorted by name, [Content_Types].xml first, all with one time stamp. On the way it mends what excelize v2.11.0 writes
// against the schema, and it adds the hyperlinks of sheets, for which excelize needs a time that grows with the square
// of their number. It implements excelize.ZipWriter.
type archive struct {
	out   io.Writer
	links map[string][]sheetLink // by the path of the sheet's part
	parts []*zipPart
}

// A sheetLink is a hyperlink on a cell.
type sheetLink struct {
	cell  string
	url   string // outside the workbook
	place string // inside of it: 'Sharing links'!A4
}

// A zipPart is one file of the archive. Sheets are packed as they come, since they can be large; the rest waits for its
// mending.
type zipPart struct {
	name   string
	plain  bytes.Buffer
	packed bytes.Buffer
	flate  *flate.Writer
	splice *splice // puts the sheet's hyperlinks in; nil: it has none
	sum    hash.Hash32
	size   uint64
}

// The marks at which hyperlinks are put in: the element that the schema has behind them, which setUp gives to every
// sheet, and the end of a sheet's relationships. Neither can be part of a text, where < is escaped.
const (
	afterLinks    = "<printOptions"
	afterRelation = "</Relationships>"
)

// Create begins the part of that name.
func (a *archive) Create(name string) (io.Writer, error) {
	p := &zipPart{name: name}
	a.parts = append(a.parts, p)
	if !isSheet(name) {
		return &p.plain, nil
	}
	p.sum = crc32.NewIEEE()
	var err error
	if p.flate, err = flate.NewWriter(&p.packed, flate.DefaultCompression); err != nil {
		return nil, fmt.Errorf("packing %s: %w", name, err)
	}
	if len(a.links[name]) == 0 {
		return p, nil
	}
	p.splice = &splice{to: p, mark: []byte(afterLinks), insert: []byte(linksXML(a.links[name]))}
	return p.splice, nil
}

// Write packs more of a sheet.
func (p *zipPart) Write(data []byte) (int, error) {
	p.size += uint64(len(data))
	p.sum.Write(data) // never fails
	return p.flate.Write(data)
}

// AddFS is asked for by excelize.ZipWriter and never called.
func (a *archive) AddFS(fs.FS) error { return fmt.Errorf("adding a file system: %w", fs.ErrInvalid) }

// Close writes the archive out.
func (a *archive) Close() error {
	slices.SortFunc(a.parts, func(x, y *zipPart) int {
		return cmp.Or(cmp.Compare(zipOrder(x.name), zipOrder(y.name)), cmp.Compare(x.name, y.name))
	})
	zw := zip.NewWriter(a.out)
	for _, p := range a.parts {
		if err := a.write(zw, p); err != nil {
			return fmt.Errorf("writing %s: %w", p.name, err)
		}
	}
	return zw.Close()
}

// zipOrder puts the list of content types before everything else, where Office expects it.
func zipOrder(name string) int {
	if name == contentTypes {
		return 0
	}
	return 1
}

func (a *archive) write(zw *zip.Writer, p *zipPart) error {
	if p.flate == nil {
		w, err := zw.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, ModifiedDate: firstDay})
		if err != nil {
			return err
		}
		_, err = w.Write(a.mend(p.name, p.plain.Bytes()))
		return err
	}
	if p.splice != nil && !p.splice.done {
		return fmt.Errorf("there is no %s before which its hyperlinks belong", afterLinks)
	}
	if err := p.flate.Close(); err != nil {
		return err
	}
	w, err := zw.CreateRaw(&zip.FileHeader{
		Name: p.name, Method: zip.Deflate, ModifiedDate: firstDay, CRC32: p.sum.Sum32(),
		CompressedSize64: uint64(p.packed.Len()), UncompressedSize64: p.size,
	})
	if err != nil {
		return err
	}
	_, err = p.packed.WriteTo(w)
	return err
}

// firstDay is 1 January 1980, the first date that a ZIP file can name, as MS-DOS writes it. The newer field for the
// time would add an extension to each entry.
const firstDay = 1<<5 | 1

const contentTypes = "[Content_Types].xml"

// isSheet reports whether name is the part of a sheet.
func isSheet(name string) bool {
	return strings.HasPrefix(name, "xl/worksheets/") && !strings.HasPrefix(name, "xl/worksheets/_rels/")
}

// mend repairs the parts that excelize writes in another order than the schema's, or in one that changes from run to
// run.
func (a *archive) mend(name string, data []byte) []byte {
	switch {
	case name == contentTypes:
		return sortElements(data, contentType)
	case name == "xl/styles.xml":
		return fontElement.ReplaceAllFunc(data, func(font []byte) []byte { return sortFont(font) })
	case strings.HasPrefix(name, "xl/charts/"):
		return chartFlags.ReplaceAll(data, nil)
	case strings.HasPrefix(name, "xl/worksheets/_rels/"):
		sheet := "xl/worksheets/" + strings.TrimSuffix(strings.TrimPrefix(name, "xl/worksheets/_rels/"), ".rels")
		return bytes.Replace(data, []byte(afterRelation), []byte(relationsXML(a.links[sheet])+afterRelation), 1)
	}
	return data
}

var (
	contentType = regexp.MustCompile(`<(?:Default|Override)\b[^>]*(?:/>|></(?:Default|Override)>)`)
	fontElement = regexp.MustCompile(`<font>.*?</font>`)
	fontChild   = regexp.MustCompile(`<([A-Za-z]+)\b[^>]*?(?:/>|></[A-Za-z]+>)`)
	chartFlags  = regexp.MustCompile(`<(?:c:)?(?:invertIfNegative|smooth) val="(?:0|false)"\s*(?:/>|></(?:c:)?(?:invertIfNegative|smooth)>)`)
)

// sortElements sorts the elements that pattern finds, which stand one behind the other.
func sortElements(data []byte, pattern *regexp.Regexp) []byte {
	found := pattern.FindAll(data, -1)
	if len(found) == 0 {
		return data
	}
	start := bytes.Index(data, found[0])
	last := pattern.FindAllIndex(data, -1)[len(found)-1][1]
	sorted := slices.Clone(found)
	slices.SortFunc(sorted, bytes.Compare) // "<Default" before "<Override"
	return slices.Concat(data[:start], bytes.Join(sorted, nil), data[last:])
}

// fontOrder is the order of a font's children in the schema (ECMA-376 part 1, 18.8.22) as Office writes it.
var fontOrder = []string{"b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme"}

func sortFont(font []byte) []byte {
	inner := font[len("<font>") : len(font)-len("</font>")]
	children := fontChild.FindAllSubmatch(inner, -1)
	slices.SortStableFunc(children, func(x, y [][]byte) int {
		return cmp.Compare(slices.Index(fontOrder, string(x[1])), slices.Index(fontOrder, string(y[1])))
	})
	out := []byte("<font>")
	for _, child := range children {
		out = append(out, child[0]...)
	}
	return append(out, "</font>"...)
}

// A splice copies a stream and puts insert before the first mark in it.
type splice struct {
	to     io.Writer
	mark   []byte
	insert []byte
	held   []byte // the end of what came, which may be the beginning of the mark
	done   bool
}

func (s *splice) Write(data []byte) (int, error) {
	if s.done {
		return s.to.Write(data)
	}
	s.held = append(s.held, data...)
	var out []byte
	if i := bytes.Index(s.held, s.mark); i >= 0 {
		s.done = true
		out = slices.Concat(s.held[:i], s.insert, s.held[i:])
		s.held = nil
	} else {
		keep := min(len(s.held), len(s.mark)-1)
		out, s.held = s.held[:len(s.held)-keep], slices.Clone(s.held[len(s.held)-keep:])
	}
	if _, err := s.to.Write(out); err != nil {
		return 0, err
	}
	return len(data), nil
}

// linksXML is the element that puts the hyperlinks on their cells.
func linksXML(links []sheetLink) string {
	var b strings.Builder
	b.WriteString("<hyperlinks>")
	for i, l := range links {
		if l.place != "" {
			fmt.Fprintf(&b, `<hyperlink ref="%s" location="%s"/>`, l.cell, escapeXML(l.place))
			continue
		}
		fmt.Fprintf(&b, `<hyperlink ref="%s" r:id="link%d"/>`, l.cell, i+1)
	}
	b.WriteString("</hyperlinks>")
	return b.String()
}

// relationsXML names the targets of linksXML.
func relationsXML(links []sheetLink) string {
	var b strings.Builder
	for i, l := range links {
		if l.place == "" {
			fmt.Fprintf(&b, `<Relationship Id="link%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="%s" TargetMode="External"/>`, i+1, escapeXML(l.url))
		}
	}
	return b.String()
}

// escapeXML writes s as it stands in an attribute.
func escapeXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder never fails
	return b.String()
}
