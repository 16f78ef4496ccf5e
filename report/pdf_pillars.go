package report

import (
	"slices"
	"strconv"
	"strings"

	"preflight/assess"
)

// A figure is a measure with the key of the words that documents have for it.
type figure struct{ key, measure string }

// A countedFigure is a figure with the check that counts the same, if one does: its number goes first, so that a chapter
// and its findings agree.
type countedFigure struct{ key, measure, rule string }

// judged is what a check came to, if it was made and applies.
func (d Document) judged(rule string) (assess.Finding, bool) {
	i := slices.IndexFunc(d.Assessment.Findings, func(f assess.Finding) bool { return f.Rule == rule })
	if i < 0 || rule == "" {
		return assess.Finding{}, false
	}
	f := d.Assessment.Findings[i]
	return f, f.Outcome == assess.Pass || f.Outcome == assess.Fail
}

// findingTile is the tile of what a check counts, with the note that says of how many; other where the check was not made.
func (d Document) findingTile(rule, name, note string, other tile) tile {
	f, judged := d.judged(rule)
	if !judged {
		return other
	}
	t := tile{figure: d.Number(f.Count), name: name, colour: navy}
	if f.AtLeast {
		t.figure = d.Say("tile.least", With{"least": f.Count})
		t.note = d.Say("tile.seen.part", nil)
		if f.Total > 0 {
			t.note = d.Say("tile.seen.of", With{"looked": f.Looked, "total": f.Total, "unit": f.Unit})
		}
	} else if f.Of > 0 {
		t.note = d.Say(note, With{"n": f.Of})
	}
	return t
}

// figureTable lists measures with their coverage; those that the assessment does not have are left out.
func (c *canvas) figureTable(title string, d Document, figures []countedFigure) {
	a := d.Assessment
	var rows [][]cell
	for _, f := range figures {
		value := c.measureCell(a, f.measure)
		if found, judged := d.judged(f.rule); judged {
			value = cell{text: c.Affected(found), strong: true}
		} else if _, has := a.Measures[f.measure]; !has {
			continue
		}
		rows = append(rows, []cell{{text: c.Say(f.key, With{"days": daysOf(f.measure)})}, value})
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
