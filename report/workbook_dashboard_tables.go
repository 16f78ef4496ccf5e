package report

import (
	"fmt"
	"math"

	"preflight/assess"
)

// dashPillars is the table of pillars: what is open by severity, and the score as it was assessed.
func (b *book) dashPillars(list []action) []dashRow {
	s := b.style
	header := dashRow{height: 32, cells: []dashCell{{dashFirst, 2, s.dashHeader, "Pillar", ""}}}
	for i, name := range []string{"Critical", "High", "Medium", "Low", "Open", "Points to win", "Not verified", "In order", "Score", "Coverage"} {
		header.cells = append(header.cells, dashCell{dashFirst + 2 + i, 1, s.dashHeaderRight, name, ""})
	}
	rows := []dashRow{{12, nil}, b.dashHeading(dashFirst, "Open actions by pillar", 0, ""), header}
	for _, p := range assessedFirst(b.doc.Assessment) {
		name := sheetWord(sheetPillars, p.Pillar)
		where := fmt.Sprintf(`,tblActions[Pillar],"%s"`, name)
		row := dashRow{height: 18, cells: []dashCell{{dashFirst, 2, s.cell, name, ""}}}
		add := func(style int, value any, formula string) {
			row.cells = append(row.cells, dashCell{len(row.cells) + dashFirst + 1, 1, style, value, formula})
		}
		open, points := 0, 0.0
		bySeverity := map[assess.Severity]int{}
		for _, a := range list {
			if a.finding.Pillar == p.Pillar && a.finding.Outcome == assess.Fail {
				open++
				points += round(a.points, 4)
				bySeverity[a.finding.Severity]++
			}
		}
		for _, severity := range assess.Severities {
			add(s.cellCount, bySeverity[severity], openActions+where+fmt.Sprintf(`,tblActions[Severity],"%s")`, sheetWord(sheetSeverities, severity)))
		}
		add(s.cellCount, open, openActions+where+")")
		add(s.cellRight, round(points, 1), `ROUND(SUMIFS(tblActions[Points],tblActions[Status],"<>Done"`+where+"),1)")
		add(s.cellCount, p.NotAssessed, "")
		add(s.cellCount, p.Pass, "")
		if p.Assessed {
			add(s.cellRight, p.Points, "")
		} else {
			add(s.cellRight, wordNotSeen, "")
		}
		add(s.share, wholePercent(p.Coverage), "")
		rows = append(rows, row)
	}
	return rows
}

// dashFigures is what stands side by side below: the actions by status, and the key figures.
func (b *book) dashFigures(list []action) []dashRow {
	a, s := b.doc.Assessment, b.style
	const right = dashFirst + 6
	rows := []dashRow{{12, nil}, b.dashHeading(dashFirst, "Actions by status", right, "Key figures")}
	rows = append(rows, dashRow{20, []dashCell{
		{dashFirst, 2, s.dashHeader, "Status", ""}, {dashFirst + 2, 1, s.dashHeaderRight, "Actions", ""}, {dashFirst + 3, 1, s.dashHeaderRight, "Hours from", ""}, {dashFirst + 4, 1, s.dashHeaderRight, "Hours to", ""},
		{right, 4, s.dashHeader, "Figure", ""}, {right + 4, 2, s.dashHeaderRight, "Value", ""},
	}})
	for i, figure := range keyFigures {
		text := b.doc.MeasureText(a, figure.measure)
		value := dashCell{right + 4, 2, s.cellWhole, text, ""}
		if n := a.Measures[figure.measure]; n != nil {
			value.value = *n
		}
		lines := max(wrapped(figure.name, 4*dashWidth), wrapped(text, 2*dashWidth))
		row := dashRow{max(18, sheetRowHeight(lines)), []dashCell{{right, 4, s.cell, figure.name, ""}, value}}
		states := len(Lists[0].Items)
		switch {
		case i < states:
			row.cells = append(b.dashStatus(list, Lists[0].Items[i]), row.cells...)
		case i == states+1:
			row.cells = append([]dashCell{{dashFirst, 2, s.dashHeader, "Open work by window", ""}, {dashFirst + 2, 1, s.dashHeaderRight, "Actions", ""},
				{dashFirst + 3, 1, s.dashHeaderRight, "Hours from", ""}, {dashFirst + 4, 1, s.dashHeaderRight, "Hours to", ""}}, row.cells...)
		case i > states+1 && i-states-2 < len(windows):
			row.cells = append(b.dashWindow(list, windows[i-states-2].key), row.cells...)
		}
		rows = append(rows, row)
	}
	return rows
}

// dashStatus counts the actions in one status and adds up their hours.
func (b *book) dashStatus(list []action, status string) []dashCell {
	return b.dashWork(list, status, fmt.Sprintf(`tblActions[Status],"%s")`, status), func(a action) bool { return a.status == status })
}

// dashWindow does the same for what needs attention in one window of the action plan and is not done.
func (b *book) dashWindow(list []action, window string) []dashCell {
	where := fmt.Sprintf(`tblActions[Window],"%s",tblActions[Outcome],"%s",tblActions[Status],"<>%s")`, b.doc.Window(window), sheetOutcomes[assess.Fail], StatusDone)
	return b.dashWork(list, b.doc.Window(window), where, func(a action) bool { return a.entry.Window == window && a.finding.Outcome == assess.Fail })
}

// dashWork is a row of a table of work: how many actions, and how many hours they take.
func (b *book) dashWork(list []action, name, where string, in func(action) bool) []dashCell {
	s := b.style
	n, from, to := 0, 0.0, 0.0
	for _, a := range list {
		if !in(a) {
			continue
		}
		n++
		if a.finding.Outcome == assess.Fail {
			low, high := a.entry.Effort.Hours(a.finding.Count)
			from, to = from+round(low, 2), to+round(high, 2)
		}
	}
	return []dashCell{
		{dashFirst, 2, s.cell, name, ""},
		{dashFirst + 2, 1, s.cellCount, n, "COUNTIFS(" + where},
		{dashFirst + 3, 1, s.cellHours, round(from, 2), "ROUND(SUMIFS(tblActions[Hours from]," + where + ",2)"},
		{dashFirst + 4, 1, s.cellHours, round(to, 2), "ROUND(SUMIFS(tblActions[Hours to]," + where + ",2)"},
	}
}

// dashHeading is a row with one heading, or two side by side.
func (b *book) dashHeading(column int, words string, second int, secondWords string) dashRow {
	row := dashRow{24, []dashCell{{column, 1, b.style.heading, words, ""}}}
	if second > 0 {
		row.cells = append(row.cells, dashCell{second, 1, b.style.heading, secondWords, ""})
	}
	return row
}

// wholePercent rounds a share down to whole percents, as Percent does, so that the format of the cell cannot round it up.
func wholePercent(share float64) float64 { return math.Floor(share*100+1e-9) / 100 }
