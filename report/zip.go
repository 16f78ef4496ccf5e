package report

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

// An archive writes the parts of a workbook as a ZIP file whose bytes hang on nothing but their content: the parts
// sorted by name, [Content_Types].xml first, all with one time stamp. On the way it mends what excelize v2.11.0 writes
// against the schema, and it adds the hyperlinks of sheets, for which excelize needs a time that grows with the square
// of their number. Sheets, which can be large and come in any order, wait for their turn in a temporary file. It
// implements excelize.ZipWriter.
type archive struct {
	out   io.Writer
	links map[string][]sheetLink // by the path of the sheet's part
	parts []*zipPart
	sheet *sheetPacker // nil: no sheet has come yet
}

// A sheetLink is a hyperlink on a cell.
type sheetLink struct {
	cell  string
	url   string // outside the workbook
	place string // inside of it: 'Sharing links'!A4
}

// A zipPart is one file of the archive. Sheets are packed as they come; the rest waits for its mending.
type zipPart struct {
	name   string
	plain  bytes.Buffer
	packed *packed // nil: it is no sheet
	splice *splice // puts the sheet's hyperlinks in; nil: it has none
}

// The marks at which hyperlinks are put in: the element that the schema has behind them, which setUp gives to every
// sheet, and the end of a sheet's relationships. Neither can be part of a text, where < is escaped.
const (
	afterLinks    = "<printOptions"
	afterRelation = "</Relationships>"
)

// Create begins the part of that name, and ends the one before.
func (a *archive) Create(name string) (io.Writer, error) {
	p := &zipPart{name: name}
	a.parts = append(a.parts, p)
	if !isSheet(name) {
		return &p.plain, nil
	}
	if a.sheet == nil {
		var err error
		if a.sheet, err = newSheetPacker(); err != nil {
			return nil, fmt.Errorf("packing %s: %w", name, err)
		}
	}
	var err error
	if p.packed, err = a.sheet.begin(); err != nil {
		return nil, fmt.Errorf("packing %s: %w", name, err)
	}
	if len(a.links[name]) == 0 {
		return a.sheet, nil
	}
	p.splice = &splice{to: a.sheet, mark: []byte(afterLinks), insert: func(w io.Writer) error { return writeLinks(w, a.links[name]) }}
	return p.splice, nil
}

// AddFS is asked for by excelize.ZipWriter and never called.
func (a *archive) AddFS(fs.FS) error { return fmt.Errorf("adding a file system: %w", fs.ErrInvalid) }

// Close writes the archive out.
func (a *archive) Close() (err error) {
	if a.sheet != nil {
		defer func() { err = cmp.Or(err, a.sheet.remove()) }()
		if err := a.sheet.end(); err != nil {
			return fmt.Errorf("packing a sheet: %w", err)
		}
	}
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
	header := zip.FileHeader{Name: p.name, Method: zip.Deflate, ModifiedDate: firstDay}
	if p.packed == nil {
		w, err := zw.CreateHeader(&header)
		if err != nil {
			return err
		}
		return a.writeMended(w, p.name, p.plain.Bytes())
	}
	if p.splice != nil && !p.splice.done {
		return fmt.Errorf("there is no %s before which its hyperlinks belong", afterLinks)
	}
	header.CRC32, header.CompressedSize64, header.UncompressedSize64 = p.packed.sum, uint64(p.packed.size), p.packed.plain
	w, err := zw.CreateRaw(&header)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, a.sheet.open(p.packed))
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

// writeMended repairs the parts that excelize writes in another order than the schema's, or in one that changes from run
// to run, and names the targets of hyperlinks.
func (a *archive) writeMended(w io.Writer, name string, data []byte) error {
	switch {
	case name == contentTypes:
		data = sortElements(data, contentType)
	case name == "xl/styles.xml":
		data = fontElement.ReplaceAllFunc(data, func(font []byte) []byte { return sortFont(font) })
	case strings.HasPrefix(name, "xl/charts/"):
		data = chartFlags.ReplaceAll(data, nil)
	case strings.HasPrefix(name, "xl/worksheets/_rels/"):
		sheet := "xl/worksheets/" + strings.TrimSuffix(strings.TrimPrefix(name, "xl/worksheets/_rels/"), ".rels")
		to := &splice{to: w, mark: []byte(afterRelation), insert: func(w io.Writer) error { return writeRelations(w, a.links[sheet]) }}
		if _, err := to.Write(data); err != nil {
			return err
		}
		return to.flush()
	}
	_, err := w.Write(data)
	return err
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
