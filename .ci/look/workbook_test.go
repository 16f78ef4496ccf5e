package main

import (
	"fmt"
	"html"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The small workbook has a dashboard over three actions. A cell that begins with = is a formula, with its value after |.
var (
	smallActions = [][]string{
		{"ID", "Pillar", "Severity", "Outcome", "Points", "Hours from", "Hours to", "Status"},
		{"SHR-01", "Exposure", "Critical", wordAttention, "10.25", "1", "2", "Open"},
		{"SHR-02", "Exposure", "High", wordAttention, "5", "2.5", "4", "Open"},
		{"SHR-03", "Exposure", "Low", wordAttention, "2", "1", "3", "Open"},
	}
	smallDashboard = [][]string{
		{`=COUNTIFS(Actions!H2:H4,"<>Done",Actions!C2:C4,"Critical")|1`, `=COUNTIFS(Actions!H2:H4,"<>Done")|3`, `=COUNTIFS(Actions!H2:H4,"Done")/3|0`, `=ROUND(50+SUMIFS(Actions!E2:E4,Actions!H2:H4,"Done"),1)|50`},
		{criticalTile, openTile, doneTile, scoreTile},
		{"Pillar", "Critical", "High", "Medium", "Low", "Open", "Points to win"},
		{"Exposure", `=COUNTIFS(Actions!H2:H4,"<>Done",Actions!C2:C4,"Critical")|1`, `=COUNTIFS(Actions!H2:H4,"<>Done",Actions!C2:C4,"High")|1`, "0", `=COUNTIFS(Actions!H2:H4,"<>Done",Actions!C2:C4,"Low")|1`,
			`=COUNTIFS(Actions!H2:H4,"<>Done")|3`, `=ROUND(SUMIFS(Actions!E2:E4,Actions!H2:H4,"<>Done"),1)|17.3`},
		{},
		{"Status", "Actions", "Hours from", "Hours to"},
		{"Open", `=COUNTIFS(Actions!H2:H4,"Open")|3`, `=SUMIFS(Actions!F2:F4,Actions!H2:H4,"Open")|4.5`, `=SUMIFS(Actions!G2:G4,Actions!H2:H4,"Open")|9`},
		{"Done", `=COUNTIFS(Actions!H2:H4,"Done")|0`, `=SUMIFS(Actions!F2:F4,Actions!H2:H4,"Done")|0`, `=SUMIFS(Actions!G2:G4,Actions!H2:H4,"Done")|0`},
	}
)

const spreadsheet = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// sheetXML writes a sheet as the stream writer does.
func sheetXML(rows [][]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<worksheet %s><sheetData>`, spreadsheet)
	for i, row := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for j, cell := range row {
			formula, value, isFormula := strings.Cut(strings.TrimPrefix(cell, "="), "|")
			_, err := strconv.ParseFloat(cell, 64)
			switch {
			case isFormula && value != "":
				fmt.Fprintf(&b, `<c r="%s"><f>%s</f><v>%s</v></c>`, cellAt(i, j), html.EscapeString(formula), value)
			case isFormula:
				fmt.Fprintf(&b, `<c r="%s"><f>%s</f></c>`, cellAt(i, j), html.EscapeString(formula))
			case err == nil:
				fmt.Fprintf(&b, `<c r="%s"><v>%s</v></c>`, cellAt(i, j), cell)
			default:
				fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, cellAt(i, j), html.EscapeString(cell))
			}
		}
		b.WriteString(`</row>`)
	}
	return b.String() + `</sheetData></worksheet>`
}

func TestWorkbook(t *testing.T) {
	const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	for name, test := range map[string]struct {
		old, new string // in the dashboard's XML
		want     string // what one of the faults begins with; empty: no fault
	}{
		"as it should be":             {},
		"a value that is not so":      {"<v>17.3</v>", "<v>17.4</v>", `Dashboard!G4 is "17.4" cached and "17.3" recalculated`},
		"a formula without a value":   {"<v>17.3</v>", "", "Dashboard!G4: a formula without a value"},
		"a division by nothing":       {"/3</f>", "/0</f>", "Dashboard!C1 shows #DIV/0!"},
		"a function that is unknown":  {"ROUND(50+", "ROUNDED(50+", "Dashboard!D1 shows #NAME?"},
		"a figure that does not move": {"<f>COUNTIFS(Actions!H2:H4,&#34;&lt;&gt;Done&#34;)</f>", "<f>1+2</f>", "dashboard with two done: actions open"},
		"a sum of the wrong column":   {"SUMIFS(Actions!G2:G4,Actions!H2:H4,&#34;Done&#34;)", "SUMIFS(Actions!F2:F4,Actions!H2:H4,&#34;Done&#34;)", "dashboard with two done: Done, Hours to"},
		"a figure that is gone":       {"<t>" + openTile, "<t>open", `the dashboard has no figure "actions open"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dashboard := sheetXML(smallDashboard)
			if !strings.Contains(dashboard, test.old) {
				t.Fatalf("nothing to replace: %s", test.old)
			}
			w := workbook{files: map[string][]byte{}}
			for _, f := range [][2]string{
				{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
					`<Override PartName="/xl/workbook.xml" ContentType="` + kind + `sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + kind + `worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="` + kind + `worksheet+xml"/></Types>`},
				{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relations + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
				{"xl/workbook.xml", `<workbook ` + spreadsheet + `><sheets><sheet name="Dashboard" sheetId="1" r:id="rId1"/><sheet name="Actions" sheetId="2" r:id="rId2"/></sheets></workbook>`},
				{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relations + `/worksheet" Target="worksheets/sheet1.xml"/>` +
					`<Relationship Id="rId2" Type="` + relations + `/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`},
				{"xl/worksheets/sheet1.xml", strings.Replace(dashboard, test.old, test.new, 1)},
				{"xl/worksheets/sheet2.xml", sheetXML(smallActions)},
			} {
				w.names = append(w.names, f[0])
				w.files[f[0]] = []byte(f[1])
			}
			file := filepath.Join(t.TempDir(), "small.xlsx")
			if err := w.save(file); err != nil {
				t.Fatal(err)
			}
			found, err := checkWorkbook(file)
			if err != nil {
				t.Fatal(err)
			}
			all := strings.Join(found, "\n")
			if test.want == "" && all != "" {
				t.Errorf("complaints about nothing:\n%s", all)
			}
			if !strings.Contains("\n"+all, "\n"+test.want) {
				t.Errorf("want a fault that begins with %q, got:\n%s", test.want, all)
			}
		})
	}
}
