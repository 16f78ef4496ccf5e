package report

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"preflight/assess"
)

// A figured is an assessment with the documents made from it, as they are read back.
type figured struct {
	Document
	truth assess.Assessment // as assessment.json has it
	pages []string          // the words of each page
	text  string            // of all of them
	book  *excelize.File
}

// madeFrom makes both documents and reads them back.
func madeFrom(t testing.TB, d Document) figured {
	t.Helper()
	dir := t.TempDir()
	file, err := os.Create(filepath.Join(dir, assess.AssessmentFile))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Assessment.Save(file); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	truth, err := assess.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	d.Assessment = truth
	var pdf, book bytes.Buffer
	if err := WritePDF(&pdf, d); err != nil {
		t.Fatal(err)
	}
	if err := WriteWorkbook(&book, d); err != nil {
		t.Fatal(err)
	}
	f := figured{Document: d, truth: truth, pages: pdfPages(t, pdf.Bytes()), book: opened(t, book.Bytes())}
	for i, page := range f.pages {
		f.pages[i] = " " + flat(page) + " "
	}
	f.text = " " + flat(f.pages...) + " "
	return f
}

// figuredDocuments are the documents whose figures are read back: one made by hand, with lower bounds and facts that were
// not seen, and the one of the demo's tenant.
func figuredDocuments(t testing.TB) map[string]figured {
	t.Helper()
	hand := bookDocument(t)
	hand.Assessment.Names = testNames()
	a, err := assess.Load("../samples/output")
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := assess.LoadCatalogue(os.DirFS("../assess/rules"))
	if err != nil {
		t.Fatal(err)
	}
	contoso := Document{Assessment: a, Catalogue: catalogue, Brand: testBrand(t), Words: english, Evidence: evidenceOf(t)}
	return map[string]figured{"by hand": madeFrom(t, hand), "contoso": madeFrom(t, contoso)}
}

// beside reports whether values stand in a row right before or right behind words.
func (f figured) beside(words string, values ...string) bool {
	words, row := " "+flat(words)+" ", flat(strings.Join(values, " "))
	return strings.Contains(f.text, words+row+" ") || strings.Contains(f.text, " "+row+words)
}

// severityPattern finds the numbers of findings by severity, with a note about blockers or without.
func severityPattern(f figured) *regexp.Regexp {
	var parts []string
	for _, s := range assess.Severities {
		parts = append(parts, `([\d,]+) `+f.Severity(s))
	}
	return regexp.MustCompile(`^ ` + strings.Join(parts, `(?: [\d,]+ blockers? among them)? `))
}

// aboutValues are the values of the sheet About by topic and item.
func aboutValues(t testing.TB, f *excelize.File) map[string]string {
	t.Helper()
	about := map[string]string{}
	for _, row := range rowsOf(t, f, "About") {
		about[row["Topic"]+" "+row["Item"]] = row["Value"]
	}
	return about
}

// hoursOf reads a cell of hours.
func hoursOf(t testing.TB, cell string) float64 {
	t.Helper()
	var h float64
	if _, err := fmt.Sscan(strings.ReplaceAll(cell, ",", ""), &h); err != nil && err != io.EOF {
		t.Fatalf("%q are no hours: %v", cell, err)
	}
	return h
}

// dashboardFigures reads the dashboard's key figures: their values stand right of their names.
func dashboardFigures(t testing.TB, f *excelize.File) map[string]string {
	t.Helper()
	figures := map[string]string{}
	for _, row := range dashboardRows(t, f, false) {
		for i, name := range row {
			if i > 0 && slices.ContainsFunc(keyFigures, func(k struct{ measure, name string }) bool { return k.name == name }) {
				figures[name] = firstOf(row[i+1:])
			}
		}
	}
	return figures
}

// dashboardPillars reads the dashboard's table of pillars, by the names of its columns.
func dashboardPillars(t testing.TB, f *excelize.File) map[string]map[string]string {
	t.Helper()
	pillars, header := map[string]map[string]string{}, []string(nil)
	for _, row := range dashboardRows(t, f, true) {
		switch name := firstOf(row); {
		case name == "Pillar":
			header = row
		case header != nil && name == "":
			return pillars
		case header != nil:
			pillars[name] = map[string]string{}
			for i, column := range header {
				if i < len(row) {
					pillars[name][column] = row[i]
				}
			}
		}
	}
	return pillars
}

// keptRows are the rows of a sheet's table by the names of its columns, as they are kept, not as they are shown.
func keptRows(t testing.TB, f *excelize.File, sheet string) []map[string]string {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	var list []map[string]string
	for _, row := range rows[headerRow:] {
		named := map[string]string{}
		for i, cell := range row {
			named[rows[headerRow-1][i]] = cell
		}
		list = append(list, named)
	}
	return list
}

// dashboardRows are the cells of the dashboard, as they are kept or as they are shown.
func dashboardRows(t testing.TB, f *excelize.File, kept bool) [][]string {
	t.Helper()
	rows, err := f.GetRows(SheetDashboard, excelize.Options{RawCellValue: kept})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// firstOf is the first of a list that is not empty.
func firstOf(list []string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
