package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// headerRow is the row of a table's header, below the sheet's title, its sentence and a free row.
const headerRow = 4

// A sheetTable writes the rows of one sheet's table, over several sheets where one cannot hold them.
type sheetTable struct {
	book  *book
	def   Sheet
	sw    *excelize.StreamWriter
	sheet string   // the sheet that is being written: "Sharing links", then "Sharing links (2)"
	pages []string // the sheets so far, the one that is being written included
	row   int      // the last row written
	empty bool     // no row was added yet, on no page
}

// open begins the sheet of def.
func (b *book) open(def Sheet) (*sheetTable, error) {
	t := &sheetTable{book: b, def: def, empty: true}
	return t, t.turn()
}

// turn begins the next page of the table: a sheet with its set-up, title and header.
func (t *sheetTable) turn() error {
	f := t.book.file
	t.sheet = t.def.Name
	if n := len(t.pages); n > 0 {
		t.sheet = fmt.Sprintf("%s (%d)", t.def.Name, n+1)
	}
	t.pages = append(t.pages, t.sheet)
	if _, err := f.NewSheet(t.sheet); err != nil {
		return err
	}
	if err := t.book.setUp(t.sheet, t.def.A3, "landscape", 0); err != nil {
		return err
	}
	var err error
	if t.sw, err = f.NewStreamWriter(t.sheet); err != nil {
		return err
	}
	for i, c := range t.def.Columns {
		if err := t.sw.SetColWidth(i+1, i+1, c.Width); err != nil {
			return err
		}
	}
	if err := t.sw.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: t.def.Frozen, YSplit: headerRow, TopLeftCell: cellName(t.def.Frozen+1, headerRow+1), ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: cellName(t.def.Frozen+1, headerRow+1), ActiveCell: cellName(t.def.Frozen+1, headerRow+1), Pane: "bottomRight"}},
	}); err != nil {
		return err
	}
	style := t.book.style
	title, about := t.sheet, t.def.About
	if lost := t.book.sight.sentence(t.def.Parts); lost != "" {
		about = lost + " " + about
	}
	if len(t.pages) > 1 {
		about = "Continued from the sheet before, which holds as many rows as Excel allows. " + about
	}
	header := make([]any, len(t.def.Columns))
	for i, c := range t.def.Columns {
		header[i] = excelize.Cell{StyleID: style.headerOf(c.Kind), Value: c.Name}
	}
	if err := t.sw.SetRow("A1", []any{excelize.Cell{StyleID: style.title, Value: cellText(title)}}, excelize.RowOpts{Height: 28}); err != nil {
		return err
	}
	if err := t.sw.SetRow("A2", []any{excelize.Cell{StyleID: style.about, Value: cellText(about)}}, excelize.RowOpts{Height: 16}); err != nil {
		return err
	}
	t.row = headerRow
	return t.sw.SetRow(cellName(1, headerRow), header, excelize.RowOpts{Height: 42})
}

// add writes one row, a value a column. The empty string is an empty cell; a time is a date, the zero time an empty
// cell; a number or a time in a column of text, and text in a column of numbers, keep their own form.
func (t *sheetTable) add(values []any) error {
	if len(values) != len(t.def.Columns) {
		return fmt.Errorf("sheet %s has %d columns and a row has %d values", t.def.Name, len(t.def.Columns), len(values))
	}
	if t.row == t.book.maxRows {
		if err := t.close(); err != nil {
			return err
		}
		if err := t.turn(); err != nil {
			return err
		}
	}
	t.empty = false
	t.row++
	cells := make([]any, len(values))
	lines := 1
	for i, v := range values {
		c := t.def.Columns[i]
		cell, words := t.cell(i, v)
		cells[i] = cell
		if c.Kind != KindKey {
			lines = max(lines, wrapped(words, c.Width))
		}
	}
	return t.sw.SetRow(cellName(1, t.row), cells, excelize.RowOpts{Height: sheetRowHeight(lines)})
}

// close ends the sheet that is being written: its table, drop-downs and colours. A table without rows gets one, with
// the sentence that says why.
func (t *sheetTable) close() error {
	style := t.book.style
	if t.empty {
		t.row++
		row := make([]any, len(t.def.Columns))
		for i, c := range t.def.Columns {
			row[i] = excelize.Cell{StyleID: style.of(c.Kind)}
		}
		row[0] = excelize.Cell{StyleID: style.none, Value: cellText(cmp.Or(t.book.sight.nothing(t.def.Parts), t.def.None))}
		if err := t.sw.SetRow(cellName(1, t.row), row, excelize.RowOpts{Height: 20}); err != nil {
			return err
		}
	}
	for i, c := range t.def.Columns {
		cells := cellName(i+1, headerRow+1) + ":" + cellName(i+1, t.row)
		if err := t.dropDown(c, cells); err != nil {
			return fmt.Errorf("drop-down of %s: %w", c.Name, err)
		}
		if err := t.highlight(c, cells); err != nil {
			return fmt.Errorf("colours of %s: %w", c.Name, err)
		}
	}
	if err := t.printed(); err != nil {
		return fmt.Errorf("what is printed: %w", err)
	}
	name, stripes := t.def.Table, false
	if n := len(t.pages); n > 1 {
		name = fmt.Sprintf("%s_%d", name, n)
	}
	if err := t.sw.AddTable(&excelize.Table{
		Range: "A4:" + cellName(len(t.def.Columns), t.row), Name: name, StyleName: "TableStyleLight1", ShowRowStripes: &stripes,
	}); err != nil {
		return fmt.Errorf("table %s: %w", name, err)
	}
	return t.sw.Flush()
}

// printed notes what of the sheet is printed: all but the key. Of a table without rows, whose sentence is all there is
// to read, only as many columns as that needs, on the smaller paper.
func (t *sheetTable) printed() error {
	width, last := 0.0, 0
	for _, c := range t.def.Columns {
		if c.Kind == KindKey || t.empty && width > emptyPage {
			break
		}
		width += c.Width
		last++
	}
	t.book.areas[t.sheet] = fmt.Sprintf("%s!$A$1:%s", quoteSheet(t.sheet), absolute(last, t.row))
	if !t.empty {
		return nil
	}
	paper := paperCodes[t.book.doc.Paper.Name][false]
	return t.book.file.SetPageLayout(t.sheet, &excelize.PageLayoutOptions{Size: &paper})
}

// emptyPage is how many characters the longest sentence under a sheet's title takes, about.
const emptyPage = 150

// absolute writes a cell's name as a range that stays has it: $D$7.
func absolute(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row, true)
	return name
}

// dropDown offers a column's list. A list that is not strict lets people write something else after a warning.
func (t *sheetTable) dropDown(c Column, cells string) error {
	i := slices.IndexFunc(Lists, func(l List) bool { return l.Name == c.List })
	if i < 0 {
		return nil
	}
	dv := excelize.NewDataValidation(true)
	dv.Sqref = cells
	dv.SetSqrefDropList(Lists[i].Name)
	kind, title, words := excelize.DataValidationErrorStyleWarning, "Not on the list", "The list does not offer this. Keep it all the same?"
	if Lists[i].Strict {
		kind, words = excelize.DataValidationErrorStyleStop, "Choose one of: "+strings.Join(Lists[i].Items, ", ")+"."
	}
	dv.SetError(kind, title, words)
	return t.book.file.AddDataValidation(t.sheet, dv)
}

// highlight colours the words of a column that stand out, and dates that are past.
func (t *sheetTable) highlight(c Column, cells string) error {
	first, _, _ := strings.Cut(cells, ":")
	var rules []excelize.ConditionalFormatOptions
	for _, word := range slices.Sorted(maps.Keys(highlights[c.Name])) {
		id, err := highlight(t.book.file, highlights[c.Name][word])
		if err != nil {
			return err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "formula", Criteria: fmt.Sprintf(`%s="%s"`, "$"+first, word), Format: &id})
	}
	if c.Kind == KindDue {
		status := slices.IndexFunc(t.def.Columns, func(c Column) bool { return c.Name == "Status" })
		id, err := highlight(t.book.file, tint{0xFBE3E6, 0x7A0C1E, 0xA3142A})
		if err != nil {
			return err
		}
		late := fmt.Sprintf(`AND(%s<>"",%s<TODAY(),%s<>"%s")`, first, first, "$"+cellName(status+1, headerRow+1), StatusDone)
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "formula", Criteria: late, Format: &id})
	}
	if len(rules) == 0 {
		return nil
	}
	return t.book.file.SetConditionalFormat(t.sheet, cells, rules)
}

// paperCodes are the numbers of papers in Excel (ECMA-376 part 1, 18.3.1.63), and of the papers twice as large.
var paperCodes = map[string]map[bool]int{A4.Name: {false: 9, true: 8}, Letter.Name: {false: 1, true: 3}}

// setUp prepares a sheet before it is written: its tab, its view, and print, one page wide and, unless high is 0, so many
// high.
func (b *book) setUp(sheet string, a3 bool, orientation string, high int) error {
	tab, fit, off := "FF"+rgbHex(b.doc.Brand.tone()), true, false
	if err := b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{TabColorRGB: &tab, FitToPage: &fit}); err != nil {
		return err
	}
	if err := b.file.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: &off}); err != nil {
		return err
	}
	paper, wide := paperCodes[b.doc.Paper.Name][a3], 1
	if err := b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	side, top, edge := 0.25, 0.7, 0.3
	if err := b.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge, Horizontally: &fit}); err != nil {
		return err
	}
	brand := b.doc.Brand
	return b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{
		OddHeader: "&L&8" + headText("Copilot readiness – "+b.doc.client()) + "&R&8&A",
		OddFooter: "&L&8" + headText(cmp.Or(brand.Footer, brand.Name)) + "&C&8" + headText(brand.Classification) + "&R&8Page &P of &N",
	})
}

// headText is s as the text of a header or footer, where & begins a code and a digit would join the font size.
func headText(s string) string {
	s = strings.ReplaceAll(cellText(s), "\n", " ")
	if r := []rune(s); len(r) > 60 {
		s = string(r[:59]) + "…"
	}
	return " " + strings.ReplaceAll(s, "&", "&&")
}
