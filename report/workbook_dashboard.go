package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"preflight/assess"
)

// The dashboard's columns: a margin, then twelve of one width, two of which make a tile.
const (
	dashFirst = 2
	dashLast  = 13
	dashWidth = 11.5 // of each of the twelve, in characters
)

// keyFigures are the ten measures that the dashboard shows, in business words. The sheet About has them all.
var keyFigures = []struct{ measure, name string }{
	{"users.members", "Active employees (enabled members)"},
	{"sharing.sites", "Sites"},
	{"copilot.files.discoverable", "Files every employee's Copilot can find"},
	{"sharing.files.by_link.anonymous", "Files under a link that anyone can open"},
	{"sharing.links.guests", "Links in sites that name external people"},
	{"sharing.items.everyone", "Items in sites open to everyone"},
	{"onedrive.links.anonymous", "Links in OneDrives that anyone can open"},
	{"ownership.groups.ownerless", "Groups without an owner"},
	{"teams.inactive_90d", "Teams without activity for 90 days"},
	{"licence.users.eligible", "People who may be given Copilot"},
}

// A dashCell is a cell of the dashboard with the number of columns that it spans.
type dashCell struct {
	column, span int
	style        int
	value        any
	formula      string
}

// A dashRow is a row of the dashboard.
type dashRow struct {
	height float64
	cells  []dashCell
}

// openActions counts rows of Actions that need attention and are not done; more criteria may follow it.
const openActions = `COUNTIFS(tblActions[Outcome],"Needs attention",tblActions[Status],"<>Done"`

// dashboard writes the first sheet. Its figures are formulas over the sheet Actions, written with the values that they
// have, since mailed workbooks open in Protected View, which does not calculate.
func (b *book) dashboard(list []action) error {
	sheet := SheetDashboard
	if err := b.setUp(sheet, false, "portrait", 1); err != nil {
		return err
	}
	sw, err := b.file.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := sw.SetColWidth(1, 1, 2); err != nil {
		return err
	}
	if err := sw.SetColWidth(dashFirst, dashLast, dashWidth); err != nil {
		return err
	}
	verdict, err := b.file.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Family: "Calibri", Size: 13, Bold: true, Color: rgbHex(white)},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{rgbHex(verdictColours[b.doc.Assessment.Score.Verdict])}},
		Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "center", Indent: 1, WrapText: true},
	})
	if err != nil {
		return err
	}
	rows := b.dashHead(verdict)
	rows = append(rows, b.dashTiles(list)...)
	charts := dashCharts{row: len(rows) + 2, assessed: assessedPillars(b.doc.Assessment), actions: len(list)}
	for _, a := range list {
		if a.finding.Outcome == assess.Fail {
			charts.open++
		}
	}
	for i := range chartRows {
		row := dashRow{height: 18}
		if i == 1 && charts.open == 0 {
			free := charts.column(2)
			if charts.assessed > 0 {
				free += 4
			}
			row.cells = []dashCell{{free, 4, b.style.note, b.doc.Say("dashboard.nothing", nil), ""}}
		}
		rows = append(rows, row)
	}
	charts.pillars = len(rows) + 4 // the row of the first pillar, after a free row, the heading and the header
	rows = append(rows, b.dashPillars(list)...)
	charts.last = charts.pillars + len(b.doc.Assessment.Score.Pillars) - 1
	charts.status = len(rows) + 4
	rows = append(rows, b.dashFigures(list)...)
	for i, row := range rows {
		if err := writeDashRow(sw, i+1, row); err != nil {
			return err
		}
	}
	if err := b.dashCharts(charts); err != nil {
		return fmt.Errorf("the charts: %w", err)
	}
	if err := b.dashColours(); err != nil {
		return fmt.Errorf("the colours of the figures: %w", err)
	}
	return sw.Flush()
}

// writeDashRow writes a row and merges the cells that span columns.
func writeDashRow(sw *excelize.StreamWriter, n int, row dashRow) error {
	cells := make([]any, dashLast)
	for _, c := range row.cells {
		value := c.value
		if s, ok := value.(string); ok {
			value = cellText(s)
		}
		cells[c.column-1] = excelize.Cell{StyleID: c.style, Formula: c.formula, Value: value}
		for i := 1; i < c.span; i++ {
			cells[c.column-1+i] = excelize.Cell{StyleID: c.style}
		}
	}
	if err := sw.SetRow(cellName(1, n), cells, excelize.RowOpts{Height: row.height}); err != nil {
		return err
	}
	for _, c := range row.cells {
		if c.span > 1 {
			if err := sw.MergeCell(cellName(c.column, n), cellName(c.column+c.span-1, n)); err != nil {
				return err
			}
		}
	}
	return nil
}

// dashHead is the title with the verdict below it.
func (b *book) dashHead(verdict int) []dashRow {
	a, s := b.doc.Assessment, b.style
	all := dashLast - dashFirst + 1
	about := b.doc.Say("dashboard.about", With{"date": a.AsOf, "run": a.Run, "by": b.doc.Brand.Name})
	if a.Sample {
		about = b.doc.Say("dashboard.sample", With{"about": about})
	}
	words := b.doc.Say("dashboard.verdict", With{"verdict": b.doc.Verdict(a.Score.Verdict), "sentence": b.doc.VerdictSentence(a)})
	if t := b.doc.Engagement.Target; t.To > t.From {
		words = joined(" ", words, b.doc.Say("dashboard.target", With{"profile": b.doc.Engagement.Profile, "from": b.doc.Points(t.From), "to": b.doc.Points(t.To)}))
	}
	blockers := b.doc.blockers()
	for i, f := range blockers {
		if i == maxBlockers {
			words = joined("\n", words, b.doc.Say("dashboard.blockers.more", With{"more": len(blockers) - i, "sheet": sheetActions}))
			break
		}
		key := "dashboard.blocker"
		if f.Outcome == assess.NotAssessed { // whose headline is the good state, and would read like a pass
			key = "dashboard.blocker.unseen"
		}
		words = joined("\n", words, b.doc.Say(key, With{"rule": f.Rule, "text": b.doc.headline(f)}))
	}
	free := dashRow{height: 10}
	if text := b.doc.quickSentence(a); text != "" {
		free = dashRow{32, []dashCell{{dashFirst, all, s.note, text, ""}}}
	}
	return []dashRow{
		{38, []dashCell{{dashFirst, all, s.band, "Copilot readiness – " + b.doc.client(), ""}}},
		{20, []dashCell{{dashFirst, all, s.bandSmall, about, ""}}},
		{max(36, 1.3*sheetRowHeight(wrapped(words, float64(all)*dashWidth/1.3))), []dashCell{{dashFirst, all, verdict, words, ""}}}, // its type is 1.3 times that of a table
		free,
	}
}

// maxBlockers is how many blockers the dashboard names.
const maxBlockers = 6

// dashColours gives the figures that ask for something the colour of how urgent that is, as long as they are not zero.
func (b *book) dashColours() error {
	for tile, c := range []colour{severityTints[assess.Critical].fill, severityTints[assess.High].fill, outcomeTints[assess.Pass].fill, severityTints[assess.Critical].fill} {
		id, err := b.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: rgbHex(c), Bold: true}})
		if err != nil {
			return err
		}
		cell := cellName(dashFirst+2*tile, tileRow)
		rule := excelize.ConditionalFormatOptions{Type: "formula", Criteria: fmt.Sprintf("N($%s)>0", cell), Format: &id}
		if err := b.file.SetConditionalFormat(SheetDashboard, cell, []excelize.ConditionalFormatOptions{rule}); err != nil {
			return err
		}
	}
	return nil
}

// tileRow is the row of the six figures, below the head.
const tileRow = 5

// dashTiles are the six figures: a number above its name.
func (b *book) dashTiles(list []action) []dashRow {
	a, s := b.doc.Assessment, b.style
	open, critical := 0, 0
	for _, x := range list {
		if x.finding.Outcome == assess.Fail {
			open++
			if x.finding.Severity == assess.Critical {
				critical++
			}
		}
	}
	done := dashCell{style: s.figure, value: wordDash}
	if open > 0 {
		done = dashCell{style: s.percent, value: 0, formula: `COUNTIFS(tblActions[Outcome],"Needs attention",tblActions[Status],"Done")/COUNTIFS(tblActions[Outcome],"Needs attention")`}
	}
	now := dashCell{style: s.figure, value: wordDash}
	if scored(a) {
		now = dashCell{style: s.figureDecimal, value: a.Score.Points, formula: fmt.Sprintf(`ROUND(%v+SUMIFS(tblActions[Points],tblActions[Status],"Done"),1)`, a.Score.Points)}
	}
	coverage := dashCell{style: s.figure, value: wordDash}
	if scored(a) {
		coverage = dashCell{style: s.percent, value: wholePercent(a.Score.Coverage)}
	}
	tiles := []struct {
		name string
		cell dashCell
	}{
		{"critical actions open", dashCell{style: s.figure, value: critical, formula: openActions + `,tblActions[Severity],"Critical")`}},
		{"actions open", dashCell{style: s.figure, value: open, formula: openActions + ")"}},
		{"of the actions done", done},
		{"actions overdue", dashCell{style: s.figure, value: 0, formula: `COUNTIFS(tblActions[Due],">0",tblActions[Due],"<"&TODAY(),tblActions[Status],"<>Done")`}},
		{"score of 100, with what is done", now},
		{"of the checks could be made", coverage},
	}
	figures, labels := dashRow{height: 36}, dashRow{height: 30}
	for i, t := range tiles {
		t.cell.column, t.cell.span = dashFirst+2*i, 2
		figures.cells = append(figures.cells, t.cell)
		labels.cells = append(labels.cells, dashCell{dashFirst + 2*i, 2, s.label, t.name, ""})
	}
	return []dashRow{figures, labels}
}
