package report

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"preflight/assess"
)

// The bounds of a sheet. Excel takes 1,048,576 rows and 65,530 hyperlinks a sheet:
// https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
const (
	maxSheetRows  = 1_048_576
	maxSheetLinks = 65_000 // an address beyond them is plain text
)

// WriteWorkbook writes the remediation workbook of d as an .xlsx file. The rows of the evidence stream through, so
// that memory hangs on the number of hyperlinks, which is bounded, and not on that of rows: sheets wait in temporary files.
// The same document gives the same bytes.
func WriteWorkbook(w io.Writer, d Document) error {
	return writeWorkbook(w, d, maxSheetRows, maxSheetLinks)
}

// writeWorkbook is WriteWorkbook with bounds that tests can lower.
func writeWorkbook(w io.Writer, d Document, maxRows, maxLinks int) (err error) {
	d = d.worded()
	b := &book{file: excelize.NewFile(), doc: d, maxRows: maxRows, maxLinks: maxLinks, links: map[string][]sheetLink{}, areas: map[string]string{}, sight: newSight(d)}
	defer func() {
		if e := b.file.Close(); err == nil && e != nil {
			err = fmt.Errorf("removing the workbook's temporary files: %w", e)
		}
	}()
	if err := b.build(); err != nil {
		return fmt.Errorf("making the workbook: %w", err)
	}
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &archive{out: w, links: b.partLinks()} })
	if _, err := b.file.WriteTo(io.Discard); err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return nil
}

// A book is a workbook that is being made.
type book struct {
	file  *excelize.File
	doc   Document
	style bookStyles
	sight sight
	links map[string][]sheetLink // by sheet
	pages []string               // the sheets with tables, in the order of the workbook

	areas map[string]string // by sheet: what of it is printed

	maxRows, maxLinks int // of a sheet
}

// build makes the sheets in their order. Those of the evidence are filled in one pass over its rows.
func (b *book) build() error {
	var err error
	if b.style, err = newBookStyles(b.file, b.doc); err != nil {
		return fmt.Errorf("making the styles: %w", err)
	}
	if err := b.file.SetSheetName("Sheet1", SheetDashboard); err != nil {
		return err
	}
	b.file.SetActiveSheet(0) // as long as there is one: see arrange
	list := actions(b.doc)
	if err := b.dashboard(list); err != nil {
		return fmt.Errorf("making the sheet %s: %w", SheetDashboard, err)
	}
	tables := map[string]*sheetTable{}
	for _, def := range Sheets {
		t, err := b.open(def)
		if err != nil {
			return fmt.Errorf("making the sheet %s: %w", def.Name, err)
		}
		tables[def.Name] = t
	}
	for _, a := range list {
		if err := tables["Actions"].add(b.doc.actionRow(a)); err != nil {
			return err
		}
	}
	if err := b.evidence(tables); err != nil {
		return err
	}
	for _, row := range b.doc.gapRows(b.doc.Assessment) {
		if err := tables["Not assessed"].add(row); err != nil {
			return err
		}
	}
	for _, row := range aboutRows(b.doc) {
		if err := tables["About"].add(row); err != nil {
			return err
		}
	}
	for _, def := range Sheets {
		if err := tables[def.Name].close(); err != nil {
			return fmt.Errorf("making the sheet %s: %w", def.Name, err)
		}
		b.pages = append(b.pages, tables[def.Name].pages...)
	}
	if err := b.lists(); err != nil {
		return fmt.Errorf("making the sheet %s: %w", SheetLists, err)
	}
	return b.finish()
}

// evidence writes the rows of the evidence to their sheets.
func (b *book) evidence(tables map[string]*sheetTable) error {
	if b.doc.Evidence == nil {
		return errors.New("the document has no evidence")
	}
	file, err := b.doc.Evidence()
	if err != nil {
		return fmt.Errorf("opening the evidence: %w", err)
	}
	defer file.Close()
	owners := worklist{}
	if err := assess.ReadEvidence(file, b.visitor(tables, owners)); err != nil {
		return err
	}
	for row := range owners.rows(b.doc) {
		if err := tables["Site owners' worklist"].add(row); err != nil {
			return err
		}
	}
	return nil
}

// lists writes what the drop-downs offer to a hidden sheet, a list a column, and names the ranges.
func (b *book) lists() error {
	if _, err := b.file.NewSheet(SheetLists); err != nil {
		return err
	}
	sw, err := b.file.NewStreamWriter(SheetLists)
	if err != nil {
		return err
	}
	longest := 0
	header := make([]any, len(Lists))
	for i, l := range Lists {
		longest = max(longest, len(l.Items))
		header[i] = strings.TrimPrefix(l.Name, "list")
	}
	if err := sw.SetRow("A1", header); err != nil {
		return err
	}
	for n := range longest {
		row := make([]any, len(Lists))
		for i, l := range Lists {
			if n < len(l.Items) {
				row[i] = l.Items[n]
			}
		}
		if err := sw.SetRow(cellName(1, n+2), row); err != nil {
			return err
		}
	}
	if err := sw.Flush(); err != nil {
		return err
	}
	for i, l := range Lists {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		name := &excelize.DefinedName{Name: l.Name, RefersTo: fmt.Sprintf("%s!$%s$2:$%s$%d", SheetLists, column, column, len(l.Items)+1)}
		if err := b.file.SetDefinedName(name); err != nil {
			return fmt.Errorf("naming %s: %w", l.Name, err)
		}
	}
	return nil
}

// finish puts split sheets behind their first part, names the rows that repeat in print, and sets the properties of
// the file.
func (b *book) finish() error {
	b.arrange()
	for _, page := range b.pages {
		rows := fmt.Sprintf("%s!$%d:$%d", quoteSheet(page), headerRow, headerRow)
		titles := &excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: page, RefersTo: rows}
		if err := b.file.SetDefinedName(titles); err != nil {
			return fmt.Errorf("repeating the header in print: %w", err)
		}
		area := &excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: page, RefersTo: b.areas[page]}
		if err := b.file.SetDefinedName(area); err != nil {
			return fmt.Errorf("setting what is printed: %w", err)
		}
	}
	recalculate := true
	if err := b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &recalculate}); err != nil {
		return err
	}
	a := b.doc.Assessment
	stamp := a.AsOf.UTC().Format(time.RFC3339)
	if err := b.file.SetDocProps(&excelize.DocProperties{
		Title: cellText("Copilot readiness – " + b.doc.client()), Subject: "Remediation workbook", Creator: cellText(b.doc.Brand.Name),
		LastModifiedBy: cellText(b.doc.Brand.Name), Created: stamp, Modified: stamp, Language: b.doc.Locale.String(), Category: cellText(b.doc.Brand.Classification),
	}); err != nil {
		return err
	}
	return b.file.SetAppProps(&excelize.AppProperties{Application: "Preflight", Company: cellText(b.doc.Brand.Name)})
}

// arrange orders the sheets and hides the one with the lists. What excelize has for either, and for choosing the one that
// opens first, reads every sheet back into memory, all its cells.
func (b *book) arrange() {
	order := slices.Concat([]string{SheetDashboard}, b.pages, []string{SheetLists})
	sheets := b.file.WorkBook.Sheets.Sheet
	sort.Slice(sheets, func(i, j int) bool { return slices.Index(order, sheets[i].Name) < slices.Index(order, sheets[j].Name) })
	sheets[len(sheets)-1].State = "hidden"
}

// partLinks gives the hyperlinks by the parts that they belong to.
func (b *book) partLinks() map[string][]sheetLink {
	parts := map[string][]sheetLink{}
	for id, name := range b.file.GetSheetMap() {
		parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", id)] = b.links[name]
	}
	return parts
}

// quoteSheet writes a sheet's name as a formula has it.
func quoteSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// cellName writes a cell's name: cellName(1, 4) is A4. Both count from 1 and stay within a sheet.
func cellName(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row)
	return name
}
