package report

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"preflight/assess"
)

// chartRows is how many rows of the dashboard the charts stand on.
const chartRows = 14

// dashCharts says where the dashboard's charts stand and where the cells that feed them are, by rows.
type dashCharts struct {
	row           int // on which the charts begin
	pillars, last int // of the table of pillars; none where last is before
	assessed      int // how many of these have a score: the first ones
	status        int // the first row of the table of states
	actions, open int // how many actions there are, and how many of them need attention: a chart of none is left out
}

// column is the first column of the nth chart: those that have nothing to show leave no hole.
func (at dashCharts) column(n int) int {
	if n > 0 && at.actions == 0 {
		n--
	}
	if n > 0 && at.open == 0 && (n == 2 || at.actions == 0) {
		n--
	}
	return dashFirst + 4*n
}

// assessedFirst puts the pillars without a score last, so that a chart of scores can leave them out: a bar of no length
// would say zero.
func assessedFirst(a assess.Assessment) []assess.PillarScore {
	list := slices.Clone(a.Score.Pillars)
	slices.SortStableFunc(list, func(x, y assess.PillarScore) int { return -compareBool(x.Assessed, y.Assessed) })
	return list
}

func assessedPillars(a assess.Assessment) int {
	n := 0
	for _, p := range a.Score.Pillars {
		if p.Assessed {
			n++
		}
	}
	return n
}

// statusColours are those of the states in their order.
var statusColours = []colour{0xC2520A, 0x2F7DBD, 0x8A94A3, 0x2A7D4B}

// dashCharts draws three charts side by side: actions by status, open actions by pillar and severity, and the score.
func (b *book) dashCharts(at dashCharts) error {
	const width, height = 4*dashWidth*columnPixels - 6, 310
	place := func(n int) string { return cellName(at.column(n), at.row) }
	states := len(Lists[0].Items)
	var dots []excelize.ChartDataPoint
	for i := range states {
		dots = append(dots, excelize.ChartDataPoint{Index: i, Fill: solid(statusColours[i])})
	}
	status := excelize.ChartSeries{
		Name:       dashRange(dashFirst+2, at.status-1, at.status-1),
		Categories: dashRange(dashFirst, at.status, at.status+states-1),
		Values:     dashRange(dashFirst+2, at.status, at.status+states-1),
		DataPoint:  dots,
	}
	if at.actions > 0 {
		err := b.addChart(place(0), width, height, "Actions by status", "Ring: how many actions are in each status, as the table below counts them.",
			excelize.Chart{Type: excelize.Doughnut, Series: []excelize.ChartSeries{status}, HoleSize: 58, PlotArea: excelize.ChartPlotArea{ShowVal: true, NumFmt: noZeros}})
		if err != nil {
			return err
		}
	}
	if at.last < at.pillars {
		return nil
	}
	if err := b.chartSeverities(place(1), width, height, at); err != nil || at.assessed == 0 {
		return err
	}
	wide, least, most := uint(70), 0.0, 100.0
	score := excelize.ChartSeries{
		Name:       dashRange(dashFirst+10, at.pillars-1, at.pillars-1),
		Categories: dashRange(dashFirst, at.pillars, at.pillars+at.assessed-1),
		Values:     dashRange(dashFirst+10, at.pillars, at.pillars+at.assessed-1),
		Fill:       solid(accent),
	}
	return b.addChart(place(2), width, height, "Score by pillar, as it was assessed", "Bars: the score of each pillar that could be assessed, from 0 to 100, as in the table below.",
		excelize.Chart{Type: excelize.Bar, Series: []excelize.ChartSeries{score}, GapWidth: &wide, PlotArea: excelize.ChartPlotArea{ShowVal: true},
			Legend: excelize.ChartLegend{Position: "none"}, XAxis: excelize.ChartAxis{ReverseOrder: true}, YAxis: excelize.ChartAxis{MajorGridLines: true, MajorUnit: 25, Minimum: &least, Maximum: &most}})
}

// noZeros is the format of labels in charts: a part that is not there is not labelled.
var noZeros = excelize.ChartNumFmt{CustomNumFmt: "#,##0;;"}

// chartSeverities draws the open actions by pillar and severity.
func (b *book) chartSeverities(cell string, width, height uint, at dashCharts) error {
	if at.open == 0 {
		return nil
	}
	var severities []excelize.ChartSeries
	for i, severity := range assess.Severities {
		severities = append(severities, excelize.ChartSeries{
			Name:       dashRange(dashFirst+2+i, at.pillars-1, at.pillars-1),
			Categories: dashRange(dashFirst, at.pillars, at.last),
			Values:     dashRange(dashFirst+2+i, at.pillars, at.last),
			Fill:       solid(severityTints[severity].fill),
			DataLabel:  excelize.ChartDataLabel{Font: excelize.Font{Family: "Calibri", Size: 9, Bold: true, Color: rgbHex(white)}},
		})
	}
	gap, overlap := uint(60), 100
	return b.addChart(cell, width, height, "Open actions by pillar and severity", "Bars: the open actions of each pillar, by severity, as the table below counts them.",
		excelize.Chart{Type: excelize.BarStacked, Series: severities, GapWidth: &gap, Overlap: &overlap, PlotArea: excelize.ChartPlotArea{ShowVal: true, NumFmt: noZeros},
			XAxis: excelize.ChartAxis{ReverseOrder: true}, YAxis: excelize.ChartAxis{MajorGridLines: true, MajorUnit: 5}})
}

// addChart puts a chart on the dashboard in the workbook's type.
func (b *book) addChart(cell string, width, height uint, title, alt string, c excelize.Chart) error {
	small := excelize.Font{Family: "Calibri", Size: 9, Color: rgbHex(ink)}
	c.Title = excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title, Font: &excelize.Font{Family: "Calibri", Size: 11, Bold: true, Color: rgbHex(b.doc.Brand.tone())}}}}
	if c.Legend.Position == "" {
		c.Legend = excelize.ChartLegend{Position: "bottom", Font: &small}
	}
	c.XAxis.Font, c.YAxis.Font = small, small
	c.Dimension = excelize.ChartDimension{Width: width, Height: height}
	c.Border = excelize.LineOptions{Type: excelize.LineNone}
	c.Format = excelize.GraphicOptions{AltText: alt, Positioning: "oneCell"}
	if err := b.file.AddChart(SheetDashboard, cell, &c); err != nil {
		return fmt.Errorf("%s: %w", title, err)
	}
	return nil
}

// dashRange names cells of one column of the dashboard.
func dashRange(column, first, last int) string {
	name, _ := excelize.ColumnNumberToName(column)
	if first == last {
		return fmt.Sprintf("%s!$%s$%d", SheetDashboard, name, first)
	}
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", SheetDashboard, name, first, name, last)
}

func solid(c colour) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{rgbHex(c)}}
}
