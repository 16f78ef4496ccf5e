package report

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"preflight/assess"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestSheetsGolden guards the names of sheets, tables, columns and lists, which are API.
func TestSheetsGolden(t *testing.T) {
	var b strings.Builder
	for _, s := range Sheets {
		fmt.Fprintf(&b, "%s (%s)\n", s.Name, s.Table)
		for _, c := range s.Columns {
			fmt.Fprintf(&b, "\t%s: %s", c.Name, c.Kind)
			if c.List != "" {
				fmt.Fprintf(&b, " from %s", c.List)
			}
			b.WriteByte('\n')
		}
	}
	for _, l := range Lists {
		fmt.Fprintf(&b, "%s: %s\n", l.Name, strings.Join(l.Items, ", "))
	}
	const name = "testdata/sheets.golden"
	if *update {
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("the workbook's names changed (-update writes the file):\n%s", diff)
	}
}

// TestSheetTable checks what Excel asks of names, and what the sheets promise each other.
func TestSheetTable(t *testing.T) {
	tables := map[string]bool{}
	for _, s := range Sheets {
		if len(s.Name) > 26 || strings.ContainsAny(s.Name, `:\/?*[]`) || strings.EqualFold(s.Name, "history") {
			t.Errorf("%q is no name for a sheet that may be continued as %q", s.Name, s.Name+" (2)")
		}
		if tables[s.Table] {
			t.Errorf("two sheets have the table %s", s.Table)
		}
		tables[s.Table] = true
		columns, input := map[string]bool{}, false
		for _, c := range s.Columns {
			if columns[strings.ToLower(c.Name)] {
				t.Errorf("%s has two columns %s", s.Name, c.Name)
			}
			columns[strings.ToLower(c.Name)] = true
			input = input || c.Kind == KindInput
			if c.List != "" && !slices.ContainsFunc(Lists, func(l List) bool { return l.Name == c.List }) {
				t.Errorf("%s, %s: there is no list %s", s.Name, c.Name, c.List)
			}
		}
		if last := s.Columns[len(s.Columns)-1]; input && last.Kind != KindKey {
			t.Errorf("%s has input columns and ends with %s, not with a key", s.Name, last.Name)
		}
		for _, p := range s.Parts {
			if _, ok := assess.FindPart(p); !ok {
				t.Errorf("%s: there is no part %s", s.Name, p)
			}
		}
	}
}

func TestWorkbookHasItsSheets(t *testing.T) {
	for name, d := range map[string]Document{"full": bookDocument(t), "empty": emptyBook(t)} {
		f := opened(t, bytesOf(t, d))
		want := []string{SheetDashboard}
		for _, s := range Sheets {
			want = append(want, s.Name)
		}
		if diff := cmp.Diff(append(want, SheetLists), f.GetSheetList()); diff != "" {
			t.Errorf("%s: sheets: %s", name, diff)
		}
		for _, s := range Sheets {
			rows, err := f.GetRows(s.Name)
			if err != nil || len(rows) < headerRow+1 {
				t.Fatalf("%s: sheet %s has %d rows: %v", name, s.Name, len(rows), err)
			}
			var header []string
			for _, c := range s.Columns {
				header = append(header, c.Name)
			}
			if diff := cmp.Diff(header, rows[headerRow-1]); diff != "" {
				t.Errorf("%s: header of %s: %s", name, s.Name, diff)
			}
			tables, err := f.GetTables(s.Name)
			if err != nil || len(tables) != 1 || tables[0].Name != s.Table {
				t.Fatalf("%s: tables of %s: %v, %v", name, s.Name, tables, err)
			}
			if want := "A4:" + cellName(len(s.Columns), len(rows)); tables[0].Range != want {
				t.Errorf("%s: table of %s covers %s, want %s", name, s.Name, tables[0].Range, want)
			}
		}
		if visible, err := f.GetSheetVisible(SheetLists); visible || err != nil {
			t.Errorf("%s: the lists are visible: %v", name, err)
		}
	}
}

// emptyBook is a run that saw and judged nothing, without gaps.
func emptyBook(t testing.TB) Document {
	d := emptyDocument(t)
	d.Evidence = evidenceOf(t)
	return d
}

// TestWorkbookRows reads rows back, as they are shown, and compares the columns that matter.
func TestWorkbookRows(t *testing.T) {
	f := opened(t, bytesOf(t, bookDocument(t)))
	for _, test := range []struct {
		sheet string
		row   int
		want  map[string]string
	}{
		{"Actions", 0, map[string]string{"ID": "SHR-03", "Severity": "Critical", "Outcome": "Needs attention", "Title": "At least 1,234 links open files to anyone (38 of 40 sites seen)", "Affected": "1,234",
			"At least": "yes: 38 of 40 sites", "Points": "24.7", "Hours from": "40.00", "Licence needed": "None", "Evidence": "Sharing links", "Filter": "Scope is Anyone", "First seen": "2026-11-21 or before",
			"Status": "Open", "Category": "Client decision", "Key": "SHR-03"}},
		{"Actions", 1, map[string]string{"ID": "LIC-01", "Category": "Licence blocker", "Licence needed": "Microsoft 365 Business Premium", "At least": "–"}},
		{"Actions", 4, map[string]string{"ID": "TMS-01", "Outcome": "Not verified", "Title": "No team has fallen silent", "Affected": "not seen", "Points": "not seen", "Hours from": "–", "Status": "Waiting", "Category": "Monitoring"}},
		{"Sharing links", 0, map[string]string{"Scope": "Anyone", "State": "Live", "Item": "=SUM(A1:A9) salaries.xlsx", "May edit": "Yes", "Expires": "never", "Password": "not seen", "People": "–", "Folder": "Clients/1/Contracts"}},
		{"Sharing links", 1, map[string]string{"State": "Expired", "Expires": "1 Mar 2026", "Password": "Yes"}},
		{"Sharing links", 2, map[string]string{"State": "Dormant", "Site": "@Marketing", "Folder": "/"}},
		{"Sharing links", 3, map[string]string{"Scope": "Organization", "Kind": "Folder", "Item": "-Board papers", "Expires": "31 Jan 2027", "Files": "412"}},
		{"Sharing links", 4, map[string]string{"Scope": "Named people", "Place": "OneDrive", "People": "3", "Guests": "Ann Other (fabrikam), +Bob"}},
		{"Everyone access", 0, map[string]string{"Open to": "Everyone", "Kind": "Library", "May edit": "Yes", "Files": "5,120"}},
		{"Everyone access", 1, map[string]string{"Open to": "Guests", "Address": "javascript:alert(1)", "Folder": "Payroll"}},
		{"Sensitive names", 0, map[string]string{"Topic": "Pay", "Item": "=Payslips.xlsx", "Place": "Site", "Folder": "Payroll", "Copilot can find": "Yes", "Anyone link": "No", "Organization link": "Yes", "Guests": "No"}},
		{"Sites and owners", 0, map[string]string{"Kind": "Site", "Visibility": "Public", "Owner state": "Active", "Anyone links": "14", "Guest access": "5", "Files Copilot can find": "5,120", "Last activity": "18 Nov 2026", "Read": "Wholly"}},
		{"Sites and owners", 1, map[string]string{"Owner state": "not seen", "Owners": "not seen", "Anyone links": "at least 3", "Items": "not seen", "Last activity": "not seen", "Read": "Not wholly"}},
		{"Sites and owners", 2, map[string]string{"Anyone links": "–", "Read": "Archived"}},
		{"Sites and owners", 4, map[string]string{"Kind": "Group", "Name": "Leftovers", "Owner state": "No owner", "Owners": "None", "Labels": "not seen", "Anyone links": "–"}},
		{"Teams", 0, map[string]string{"Kind": "Team", "State": "Active", "Inactive": "not seen", "Duplicate name": "No", "Last activity": "not seen", "Private channels": "1"}},
		{"Teams", 1, map[string]string{"State": "not seen", "Created": "not seen"}},
		{"Teams", 2, map[string]string{"Kind": "Private channel", "Channel": "Payroll", "Without owner": "Yes"}},
		{"OneDrive", 1, map[string]string{"Owner state": "Account deleted", "Last activity": "none", "Inactive": "Yes"}},
		{"Labels", 0, map[string]string{"Label": "Not verified: there may be rows that this run could not see. What was lost: the sensitivity labels (Permission missing)."}},
		{"Licences and pilot", 0, map[string]string{"Eligible": "Yes", "Why not": "–"}},
		{"Licences and pilot", 1, map[string]string{"Eligible": "No", "Why not": "Holds no licence", "Licences": "None"}},
		{"Subscriptions", 0, map[string]string{"Seats": "120", "Free": "12", "Prerequisite": "Yes"}},
		{"Site owners' worklist", 0, map[string]string{"Owner": "Owner not seen", "Anyone links": "at least 3", "What to review": "Project 01: at least 3 links that anyone can open", "Mail text": "–"}},
		{"Site owners' worklist", 1, map[string]string{"Owner": "adele@contoso.com", "Sites": "1", "To review": "1", "Guest access": "5", "Everyone grants": "2"}},
		{"Not assessed", 2, map[string]string{"What": "The permissions of items in sites", "Place": "Project 01", "Reason": "Access refused", "What cures it": "The application holds the permission: see in the admin centre whether this place is locked or its access is restricted, then run again.", "Checks touched": "SHR-03"}},
		{"About", 0, map[string]string{"Topic": "Assessment", "Item": "Tenant", "Value": "Contoso Manufacturing"}},
	} {
		rows := rowsOf(t, f, test.sheet)
		if len(rows) <= test.row {
			t.Errorf("%s has %d rows", test.sheet, len(rows))
			continue
		}
		got := map[string]string{}
		for name := range test.want {
			got[name] = rows[test.row][name]
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s, row %d (-want +got):\n%s", test.sheet, test.row, diff)
		}
	}
}

// TestCellTypes makes sure that numbers are numbers, dates are dates, and text can be nothing but text.
func TestCellTypes(t *testing.T) {
	f := opened(t, bytesOf(t, bookDocument(t)))
	at := func(sheet, column string, row int) string {
		s, _ := findSheet(sheet)
		return cellName(1+slices.IndexFunc(s.Columns, func(c Column) bool { return c.Name == column }), headerRow+row)
	}
	for _, test := range []struct {
		sheet, column string
		row           int
		kind          excelize.CellType
		raw           string
	}{
		{"Sharing links", "Item", 1, excelize.CellTypeInlineString, "=SUM(A1:A9) salaries.xlsx"},
		{"Sharing links", "Item", 4, excelize.CellTypeInlineString, "-Board papers"},
		{"Sharing links", "Site", 3, excelize.CellTypeInlineString, "@Marketing"},
		{"Sharing links", "Files", 4, excelize.CellTypeUnset, "412"},
		{"Sharing links", "Expires", 4, excelize.CellTypeUnset, "46418"}, // 31 January 2027
		{"Sharing links", "Expires", 1, excelize.CellTypeInlineString, "never"},
		{"Everyone access", "Item", 2, excelize.CellTypeInlineString, "2026"},
		{"Actions", "Affected", 1, excelize.CellTypeUnset, "1234"},
		{"Actions", "Due", 1, excelize.CellTypeUnset, ""},
	} {
		cell := at(test.sheet, test.column, test.row)
		kind, err := f.GetCellType(test.sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := f.GetCellValue(test.sheet, cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		formula, err := f.GetCellFormula(test.sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		if kind != test.kind || raw != test.raw || formula != "" {
			t.Errorf("%s, %s, row %d: type %v, value %q, formula %q; want type %v, value %q, no formula", test.sheet, test.column, test.row, kind, raw, formula, test.kind, test.raw)
		}
	}
	style, err := f.GetCellStyle("Sharing links", at("Sharing links", "Item", 1))
	if err != nil {
		t.Fatal(err)
	}
	if s, err := f.GetStyle(style); err != nil || s.NumFmt != 49 {
		t.Errorf("text has the number format %v, want 49, which keeps an edit text: %v", s.NumFmt, err)
	}
	input, err := f.GetCellStyle("Sharing links", at("Sharing links", "Note", 1))
	if err != nil {
		t.Fatal(err)
	}
	if s, err := f.GetStyle(input); err != nil || len(s.Fill.Color) == 0 || !strings.HasSuffix(s.Fill.Color[0], "FFFDF4") {
		t.Errorf("an input cell has the fill %v: %v", s.Fill, err)
	}
}

func TestHyperlinks(t *testing.T) {
	d := bookDocument(t)
	f := opened(t, bytesOf(t, d))
	for _, test := range []struct{ sheet, cell, want string }{
		{"Sharing links", "I5", "https://contoso.sharepoint.com/sites/project/Shared%20Documents/Contract%201.docx"},
		{"Sharing links", "I9", "https://contoso.sharepoint.com/sites/project/Shared%20Documents/Contract%205.docx"},
		{"Everyone access", "I5", "https://contoso.sharepoint.com/sites/finance/Shared%20Documents"},
		{"Everyone access", "I6", ""},
		{"Site owners' worklist", "A5", ""},
		{"Site owners' worklist", "A6", "mailto:adele@contoso.com?subject=Please%20review%20who%20can%20open%20your%20sites%20%E2%80%93%20Contoso%20Manufacturing"},
		{"Actions", "O5", "'Sharing links'!A4"},
		{"Actions", "S5", "https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off"},
	} {
		_, got, err := f.GetCellHyperLink(test.sheet, test.cell)
		if err != nil || got != test.want {
			t.Errorf("%s!%s leads to %q, want %q (%v)", test.sheet, test.cell, got, test.want, err)
		}
	}

	var buf bytes.Buffer
	if err := writeWorkbook(&buf, d, maxSheetRows, 2); err != nil {
		t.Fatal(err)
	}
	f = opened(t, buf.Bytes())
	second, _, _ := f.GetCellHyperLink("Sharing links", "I6")
	third, _, _ := f.GetCellHyperLink("Sharing links", "I7")
	if value, _ := f.GetCellValue("Sharing links", "I7"); !second || third || !strings.HasPrefix(value, "https://") {
		t.Errorf("with two links a sheet: second row %v, third row %v with the text %q", second, third, value)
	}
}

func TestSafeURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://contoso.sharepoint.com/a b":   "https://contoso.sharepoint.com/a%20b",
		"mailto:a@contoso.com":                 "mailto:a@contoso.com",
		"http://contoso.sharepoint.com":        "",
		"javascript:alert(1)":                  "",
		"file:///etc/passwd":                   "",
		"https:///nohost":                      "",
		"https://a.example/\x00":               "",
		"https://a.example/\u202Egnp.exe":      "",
		"https://" + strings.Repeat("a", 2000): "",
		"\\\\server\\share":                    "",
		"":                                     "",
	} {
		if got := safeURL(in); got != want {
			t.Errorf("safeURL(%.60q) = %q, want %q", in, got, want)
		}
	}
}

// TestDashboardCounts compares the figures that the dashboard was written with against the assessment, and looks that
// they are formulas.
func TestDashboardCounts(t *testing.T) {
	d := bookDocument(t)
	f := opened(t, bytesOf(t, d))
	for _, test := range []struct {
		cell, want string
		live       bool
	}{
		{"B5", "1", true},    // critical actions open
		{"D5", "4", true},    // actions open
		{"F5", "0%", true},   // done
		{"H5", "0", true},    // overdue
		{"J5", "28.6", true}, // score
		{"L5", "91%", false}, // coverage 0.916, never rounded up
		{"B24", "Data exposure", false}, {"D24", "1", true}, {"H24", "1", true}, {"I24", "24.7", true}, {"J24", "0", false}, {"K24", "2", false}, {"L24", "53.7", false}, {"M24", "97%", false},
		{"B25", "Ownership and lifecycle", false}, {"E25", "1", true}, {"J25", "1", false},
		{"B31", "Open", false}, {"D31", "4", true}, {"E31", "46.65", true},
		{"D33", "1", true}, // waiting: what could not be verified
		{"L33", "48,213", false},
		{"L39", "not seen", false}, // teams.inactive_90d is null
	} {
		got, err := f.GetCellValue(SheetDashboard, test.cell)
		if err != nil {
			t.Fatal(err)
		}
		formula, err := f.GetCellFormula(SheetDashboard, test.cell)
		if err != nil {
			t.Fatal(err)
		}
		if got != test.want || (formula != "") != test.live {
			t.Errorf("%s shows %q by the formula %q, want %q", test.cell, got, formula, test.want)
		}
	}
	if got := fmt.Sprint(d.Assessment.Score.Points); got != "28.6" {
		t.Errorf("the assessment's score is %s: the test's figures are of another one", got)
	}
}

// TestDashboardWords: blockers stand there in words, one that was not verified is not told as if it were in order, and
// charts that have nothing to show are left out.
func TestDashboardWords(t *testing.T) {
	d := bookDocument(t)
	for i := range d.Assessment.Findings {
		f := &d.Assessment.Findings[i]
		f.Blocker = f.Rule == "SHR-03" || f.Rule == "TMS-01"
	}
	data := bytesOf(t, d)
	verdict, _ := opened(t, data).GetCellValue(SheetDashboard, "B3")
	for _, want := range []string{"\n• Blocker SHR-03: At least 1,234 links open files to anyone", "\n• Not verified TMS-01: No team has fallen silent"} {
		if !strings.Contains(verdict, want) {
			t.Errorf("the dashboard says %q, not %q", verdict, want)
		}
	}
	for name, test := range map[string]struct {
		data   []byte
		charts int
		note   string
	}{"full": {data, 3, ""}, "empty": {bytesOf(t, emptyBook(t)), 0, "Nothing is open."}} {
		charts := 0
		for part := range unzipped(t, test.data) {
			if strings.HasPrefix(part, "xl/charts/chart") {
				charts++
			}
		}
		f := opened(t, test.data)
		if note, _ := f.GetCellValue(SheetDashboard, "B8"); charts != test.charts || note != test.note {
			t.Errorf("%s: %d charts and the note %q, want %d and %q", name, charts, note, test.charts, test.note)
		}
	}
}

// TestPrint: a key is not printed, and a sheet without rows takes a small page.
func TestPrint(t *testing.T) {
	f := opened(t, bytesOf(t, bookDocument(t)))
	areas := map[string]string{}
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Area" {
			areas[n.Scope] = n.RefersTo
		}
	}
	for sheet, want := range map[string]struct {
		area  string
		paper int
	}{"Actions": {"Actions!$A$1:$X$9", 8}, "Labels": {"Labels!$A$1:$H$5", 9}} {
		layout, err := f.GetPageLayout(sheet)
		if err != nil || strings.ReplaceAll(areas[sheet], "'", "") != want.area || *layout.Size != want.paper || *layout.FitToWidth != 1 {
			t.Errorf("%s prints %s on paper %v, want %+v: %v", sheet, areas[sheet], *layout.Size, want, err)
		}
	}
	f = opened(t, bytesOf(t, emptyBook(t)))
	if layout, err := f.GetPageLayout("Not assessed"); err != nil || *layout.Size != 9 {
		t.Errorf("a sheet without rows is printed on paper %v: %v", *layout.Size, err)
	}
}

// TestActionCells: a date is a date, and a finding that names no objects shows the tenant while its cell counts it.
func TestActionCells(t *testing.T) {
	d := bookDocument(t)
	d.Assessment.Run = 1
	entry := d.Catalogue["SHR-03"]
	entry.Sheet = settingsSheet
	d.Catalogue = assess.Catalogue{"SHR-03": entry}
	for i := range d.Assessment.Findings {
		if d.Assessment.Findings[i].Rule == "SHR-03" {
			d.Assessment.Findings[i].Count = 1
		}
	}
	f := opened(t, bytesOf(t, d))
	row := slices.IndexFunc(rowsOf(t, f, sheetActions), func(r map[string]string) bool { return r["ID"] == "SHR-03" })
	shown, kept := rowsOf(t, f, sheetActions)[row], keptRows(t, f, sheetActions)[row]
	if shown["First seen"] != "21 Nov 2026" || kept["First seen"] != "46347" || shown["Affected"] != "whole tenant" || kept["Affected"] != "1" {
		t.Errorf("shown: %q, %q; kept: %q, %q", shown["First seen"], shown["Affected"], kept["First seen"], kept["Affected"])
	}
}

// TestPointsAddUp: what all actions win is what the score lacks.
func TestPointsAddUp(t *testing.T) {
	for name, d := range map[string]Document{"full": bookDocument(t), "long": longDocument(t, 300)} {
		sum := d.Assessment.Score.Points
		for _, a := range actions(d) {
			sum += a.points
		}
		if math.Abs(sum-100) > 0.06 {
			t.Errorf("%s: score and points are %v together, want 100", name, sum)
		}
	}
}

// TestSkippedProbe: a sheet whose probe was left out says so and is not empty in silence.
func TestSkippedProbe(t *testing.T) {
	d := emptyBook(t)
	for _, p := range assess.Parts {
		d.Assessment.Gaps = append(d.Assessment.Gaps, assess.Gap{Part: p.Name, Reason: assess.ReasonSkipped})
	}
	f := opened(t, bytesOf(t, d))
	for _, s := range Sheets {
		if len(s.Parts) == 0 {
			continue
		}
		got, err := f.GetCellValue(s.Name, "A5")
		if err != nil || !strings.HasPrefix(got, "Not verified: ") || !strings.Contains(got, "Left out on purpose") {
			t.Errorf("%s says %q: %v", s.Name, got, err)
		}
		if about, _ := f.GetCellValue(s.Name, "A2"); !strings.HasPrefix(about, "Not wholly seen: ") {
			t.Errorf("%s has the sentence %q", s.Name, about)
		}
	}
	if got := rowsOf(t, f, "Not assessed"); len(got) != len(assess.Parts) {
		t.Errorf("%d parts were lost and %d stand on Not assessed", len(assess.Parts), len(got))
	}
}

func TestNothingToDo(t *testing.T) {
	f := opened(t, bytesOf(t, emptyBook(t)))
	for sheet, want := range map[string]string{"Actions": "Nothing to do: every check that could be made is in order.", "Sharing links": "No sharing link was found.", "Not assessed": "Everything that was asked for was seen."} {
		if got, _ := f.GetCellValue(sheet, "A5"); got != want {
			t.Errorf("%s says %q, want %q", sheet, got, want)
		}
	}
	for cell, want := range map[string]string{"D5": "0", "F5": "–", "J5": "–", "L5": "–", "B1": "Copilot readiness – contoso.onmicrosoft.com"} {
		if got, _ := f.GetCellValue(SheetDashboard, cell); got != want {
			t.Errorf("the dashboard's %s is %q, want %q: nothing was assessed", cell, got, want)
		}
	}
}

// TestSplitSheet: rows that one sheet cannot hold go on on the next.
func TestSplitSheet(t *testing.T) {
	d := bookDocument(t)
	var lines []evidenceLine
	for i := range 25 {
		lines = append(lines, evidenceLine{"link", linkRow(i)})
	}
	d.Evidence = evidenceOf(t, lines...)
	d.Assessment.Measures = map[string]*int{}
	d.Assessment.Coverage = nil
	var buf bytes.Buffer
	if err := writeWorkbook(&buf, d, headerRow+10, maxSheetLinks); err != nil {
		t.Fatal(err)
	}
	f := opened(t, buf.Bytes())
	got := f.GetSheetList()
	if i := slices.Index(got, "Sharing links"); i < 0 || !slices.Equal(got[i:i+4], []string{"Sharing links", "Sharing links (2)", "Sharing links (3)", "Everyone access"}) {
		t.Errorf("sheets: %v", got)
	}
	var items []string
	for _, sheet := range []string{"Sharing links", "Sharing links (2)", "Sharing links (3)"} {
		for _, row := range rowsOf(t, f, sheet) {
			items = append(items, row["Item"])
		}
	}
	if len(items) != 25 || items[10] != "Contract 10.docx" || items[24] != "Contract 24.docx" {
		t.Errorf("items: %v", items)
	}
	if _, target, _ := f.GetCellHyperLink("Sharing links (2)", "I5"); !strings.HasSuffix(target, "10.docx") {
		t.Errorf("the first link of the second sheet leads to %q", target)
	}
	titles := map[string]string{}
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Titles" {
			titles[n.Scope] = n.RefersTo
		}
	}
	if titles["Sharing links (2)"] != "'Sharing links (2)'!$4:$4" || titles["Site owners' worklist"] != "'Site owners'' worklist'!$4:$4" {
		t.Errorf("rows that repeat in print: %v", titles)
	}
}

// TestSameBytes: nothing but the document decides on the bytes.
func TestSameBytes(t *testing.T) {
	d := bookDocument(t)
	want := bytesOf(t, d)
	old := runtime.GOMAXPROCS(1)
	one := bytesOf(t, d)
	runtime.GOMAXPROCS(max(4, old))
	many := bytesOf(t, d)
	runtime.GOMAXPROCS(old)
	if !bytes.Equal(want, one) || !bytes.Equal(want, many) {
		t.Error("the same document gave different bytes")
	}
}

// TestHostileStrings: whatever a tenant's names hold, the parts are well-formed and the text comes back.
func TestHostileStrings(t *testing.T) {
	d := hostileDocument(t)
	d.Evidence = hostileEvidence(t)
	data := bytesOf(t, d)
	for name, content := range unzipped(t, data) {
		dec := xml.NewDecoder(bytes.NewReader(content))
		for {
			if _, err := dec.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s is not well-formed: %v", name, err)
			}
		}
	}
	rows := rowsOf(t, opened(t, data), "Sharing links")
	for i, s := range hostile {
		want := cellText(strings.ToValidUTF8(s, "\uFFFD"))
		if s == "" {
			want = wordNotSeen
		}
		got := rows[i]["Item"]
		if len(want) < 1000 && strings.TrimRight(got, " ") != strings.TrimRight(want, " ") && utf8.ValidString(s) { // JSON puts a mark for each broken byte
			t.Errorf("%q came back as %q", want, got)
		}
	}
}

func TestCellText(t *testing.T) {
	for in, want := range map[string]string{
		"a\x00b\x1b[31m": "a b [31m", "one\r\ntwo": "one\ntwo", "safe\u202Egnp.exe": "safegnp.exe", "\uFFFE": "\uFFFD", "🚀 Ünï 営業": "🚀 Ünï 営業",
		"_x000D_": "_x000D_", "=1+1": "=1+1",
	} {
		if got := cellText(in); got != want {
			t.Errorf("cellText(%q) = %q, want %q", in, got, want)
		}
	}
	if got := []rune(cellText(strings.Repeat("🚀", 40_000))); len(got) != maxCellText || got[len(got)-1] != '…' {
		t.Errorf("a text too long has %d runes and ends with %q", len(got), got[len(got)-1])
	}
}

// TestManyFindings: the sheet Actions holds them all, the worst first.
func TestManyFindings(t *testing.T) {
	t.Parallel()
	d := longDocument(t, 5000)
	d.Evidence = evidenceOf(t)
	rows := rowsOf(t, opened(t, bytesOf(t, d)), "Actions")
	if len(rows) != 4000 { // of five findings one is in order
		t.Errorf("%d actions, want 4000", len(rows))
	}
	if rows[0]["Severity"] != "Critical" || rows[0]["Outcome"] != "Needs attention" || rows[3999]["Outcome"] != "Not verified" {
		t.Errorf("the first action is %v, the last %v", rows[0], rows[3999])
	}
}

func TestProperties(t *testing.T) {
	f := opened(t, bytesOf(t, bookDocument(t)))
	p, err := f.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	if p.Creator != "Your MSP" || p.Created != "2026-11-21T00:00:00Z" || p.Modified != p.Created || p.Title != "Copilot readiness – Contoso Manufacturing" {
		t.Errorf("properties: %+v", *p)
	}
}

func TestRowOfAnotherWidth(t *testing.T) {
	b := &book{file: excelize.NewFile(), doc: bookDocument(t), maxRows: maxSheetRows, maxLinks: maxSheetLinks, links: map[string][]sheetLink{}}
	defer b.file.Close()
	table, err := b.open(Sheets[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := table.add([]any{"SHR-03"}); err == nil {
		t.Error("a row with one value went into a table of many columns")
	}
}

func TestBrokenEvidence(t *testing.T) {
	for name, open := range map[string]func() (io.ReadCloser, error){
		"none":     nil,
		"missing":  func() (io.ReadCloser, error) { return nil, os.ErrNotExist },
		"no gzip":  func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("{}")), nil },
		"bad line": evidenceOf(t, evidenceLine{"link", map[string]any{"key": 7}}),
	} {
		d := bookDocument(t)
		d.Evidence = open
		if err := WriteWorkbook(io.Discard, d); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestMethodAndMeasures: the sheet About has every measure, and says "at least" and "not seen".
func TestMethodAndMeasures(t *testing.T) {
	d := bookDocument(t)
	got := map[string]string{}
	for _, row := range rowsOf(t, opened(t, bytesOf(t, d)), "About") {
		if row["Topic"] == "Measures" {
			got[row["Item"]] = row["Value"]
		}
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(d.Assessment.Measures)), slices.Sorted(maps.Keys(got))); diff != "" {
		t.Error(diff)
	}
	if got["teams.inactive_90d"] != "not seen" || got["sharing.files.by_link.anonymous"] != "at least 2,345 (38 of 40 sites)" || got["copilot.files.discoverable"] != "48,213" {
		t.Errorf("measures: %v", got)
	}
}

func BenchmarkWorkbook(b *testing.B) {
	d := bookDocument(b)
	lines := make([]evidenceLine, 100_000)
	for i := range lines {
		lines[i] = evidenceLine{"link", linkRow(i)}
	}
	d.Evidence = evidenceOf(b, lines...)
	for b.Loop() {
		if err := WriteWorkbook(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}

// TestFromInventory goes the whole way: an inventory, resolved, its evidence written and read again.
func TestFromInventory(t *testing.T) {
	inv := &assess.Inventory{
		AsOf: asOf.Time, Tenant: assess.Tenant{ID: "t", Name: "Contoso", DefaultDomain: "contoso.com", VerifiedDomains: []string{"contoso.com"}},
		Users: []assess.User{
			{ID: "u1", Name: "Megan Bowen", UPN: "megan@contoso.com", Member: true, Enabled: true},
			{ID: "u2", Name: "Ann Other", UPN: "ann_fabrikam.com#EXT#@contoso.com", Guest: true, Enabled: true},
		},
		Groups:     []assess.Group{{ID: "g1", Name: "Finance", Visibility: "Public", Team: true, LabelsSeen: true, Owners: []assess.Owner{{ID: "u1", Name: "Megan Bowen", UPN: "megan@contoso.com", User: true}}}},
		GroupSites: []assess.GroupSite{{GroupID: "g1", SiteID: "s1", WebID: "w1"}},
		Sites:      []assess.Site{{ID: "contoso.sharepoint.com,s1,w1", SiteID: "s1", WebID: "w1", Name: "Finance", URL: "https://contoso.sharepoint.com/sites/finance"}},
		Drives:     []assess.Drive{{ID: "d1", WebID: "w1", Name: "Documents", Items: 3, Files: 2}},
		Holders: assess.HoldersOf(assess.Holder{
			WebID: "w1", DriveID: "d1", ItemID: "i1", Kind: assess.KindFile, Name: "=Payroll.xlsx", Path: "/2026", URL: "https://contoso.sharepoint.com/sites/finance/p", Files: 1,
			Permissions: []assess.Permission{
				{ID: "p1", Link: true, Scope: "anonymous", Type: "edit", Roles: []string{"write"}},
				{ID: "p2", Roles: []string{"read"}, Grantees: []assess.Grantee{{Name: "Everyone", Login: "c:0(.s|true"}}},
			},
		}),
		Sharing: &assess.SharingSettings{Capability: "externalUserAndGuestSharing"},
		Teams:   []assess.Team{{ID: "g1", Name: "Finance", Archived: fact(false), Channels: []assess.Channel{{ID: "c1", Name: "Payroll"}}}},
		SKUs:    []assess.SKU{{ID: "00000000-0000-0000-0000-000000000001", Part: "UNKNOWN_SKU", Status: "Enabled", Enabled: 5}},
	}
	assess.Resolve(inv)
	var evidence bytes.Buffer
	written, err := assess.WriteEvidence(&evidence, inv)
	if err != nil {
		t.Fatal(err)
	}
	d := Document{Assessment: assess.Assemble(inv, nil), Catalogue: assess.Catalogue{}, Brand: testBrand(t), Words: english}
	d.Assessment.Evidence = written
	d.Evidence = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(evidence.Bytes())), nil }
	f := opened(t, bytesOf(t, d))
	for sheet, want := range map[string]map[string]string{
		"Sharing links":         {"Scope": "Anyone", "State": "Live", "Item": "=Payroll.xlsx", "May edit": "Yes", "Library": "Documents", "Site": "Finance"},
		"Everyone access":       {"Open to": "Everyone", "Granted to": "Everyone", "May edit": "No"},
		"Sites and owners":      {"Kind": "Site", "Group": "Finance", "Visibility": "Public", "Owner state": "Single owner", "Anyone links": "1", "Everyone grants": "1"},
		"Teams":                 {"Kind": "Team", "State": "Active", "Private channels": "1"},
		"Licences and pilot":    {"Name": "Megan Bowen", "Kind": "Member", "Eligible": "No", "Why not": "Holds no licence"},
		"Subscriptions":         {"Part number": "UNKNOWN_SKU", "Seats": "5"},
		"Site owners' worklist": {"Owner": "megan@contoso.com", "To review": "1", "What to review": "Finance: 1 link that anyone can open, 1 permission for everyone or a large group"},
		"Labels":                {"Label": "The tenant has no sensitivity label."},
	} {
		got := map[string]string{}
		for name := range want {
			got[name] = rowsOf(t, f, sheet)[0][name]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", sheet, diff)
		}
	}
}
