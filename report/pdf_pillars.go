package report

import (
	"slices"
	"strconv"
	"strings"

	"preflight/assess"
)

// A figure is a measure with the key of the words that documents have for it.
type figure struct{ key, measure string }

// figureTable lists measures with their coverage; those that the assessment does not have are left out.
func (c *canvas) figureTable(title string, figures []figure, a assess.Assessment) {
	var rows [][]cell
	for _, f := range figures {
		if _, has := a.Measures[f.measure]; has {
			rows = append(rows, []cell{{text: c.Say(f.key, With{"days": daysOf(f.measure)})}, c.measureCell(a, f.measure)})
		}
	}
	if len(rows) > 0 {
		c.table(table{[]column{{title, 0, false}, {c.Say("pillars.number", nil), 62, true}}, rows})
	}
}

// daysOf is the number of days in the name of a measure, such as 90 of teams.inactive_90d; 0 where it names none.
func daysOf(measure string) int {
	_, days, _ := strings.Cut(measure[strings.LastIndexByte(measure, '.')+1:], "_")
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(days, "active_"), "d"))
	if err != nil {
		return 0
	}
	return n
}

// hasMeasure reports whether the assessment has a measure whose name begins so, seen or not.
func hasMeasure(a assess.Assessment, prefixes ...string) bool {
	for name := range a.Measures {
		if slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(name, prefix) }) {
			return true
		}
	}
	return false
}

// countOf is a measure that was seen whole, else −1.
func countOf(a assess.Assessment, measure string) int {
	if n := a.Measures[measure]; n != nil {
		return *n
	}
	return -1
}

// drawPillarFindings lists what a pillar's checks came to: how many, by which names, and what was not seen. The findings
// in words stand in the summary, and one by one on the cards.
func drawPillarFindings(c *canvas, d Document, p assess.Pillar) {
	var rows [][]cell
	for _, o := range []assess.Outcome{assess.Fail, assess.NotAssessed, assess.Pass} {
		list := of(d.findings(o), p)
		if len(list) == 0 {
			continue
		}
		names := cell{text: c.ruleNames(list)}
		switch o {
		case assess.Fail:
			names.sub, names.anchor = c.Say("pillars.checks.cards", nil), "findings "+string(p)
		case assess.NotAssessed:
			names.sub = c.Say("pillars.checks.unseen", With{"parts": c.partsLacking(list...)})
		}
		rows = append(rows, []cell{{outcome: o}, {text: c.Say("pillars.checks.count", With{"n": len(list)})}, names})
	}
	if len(rows) == 0 {
		return
	}
	c.h2(c.Say("pillars.checks", nil), "")
	var columns []column
	for _, col := range []column{{"state", 30, false}, {"many", 24, false}, {"which", 0, false}} {
		col.title = c.Say("pillars.checks.column."+col.title, nil)
		columns = append(columns, col)
	}
	c.table(table{columns, rows})
}

// maxRuleNames is how many checks are named in a row.
const maxRuleNames = 40

// ruleNames lists the identifiers of findings.
func (w *Words) ruleNames(list []assess.Finding) string {
	var names []string
	for _, f := range list[:min(maxRuleNames, len(list))] {
		names = append(names, f.Rule)
	}
	text := strings.Join(names, ", ")
	if more := len(list) - len(names); more > 0 {
		return w.Say("pillars.checks.more", With{"names": text, "more": more, "sheet": settingsSheet})
	}
	return text
}
