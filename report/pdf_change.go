package report

import (
	"cmp"
	"math"
	"strings"

	"preflight/assess"
)

// maxChanges is how many changes of a kind the PDF lists; the workbook's sheet has all.
const maxChanges = 20

// sheetChanges and columnState name where the workbook lists all changes.
const (
	sheetChanges = "Changes"
	columnState  = "State"
)

// drawChange says what has moved since an earlier run.
func drawChange(c *canvas, d Document) {
	if d.Comparison == nil {
		return
	}
	m := *d.Comparison
	c.chapter("change", c.Say("change.kicker", nil), d.changeTitle(m), 0)
	c.p(styleLead, c.Say("change.lead", With{"run": m.Run, "date": m.Since}))
	tiles := d.changeTiles(m)
	c.tiles(tiles[:3])
	c.tiles(tiles[3:])
	drawTrend(c, d, m)
	if m.changes() == len(m.Persisting) {
		c.p(styleBody, c.Say("change.none", nil))
	}
	drawChanges(c, d, m)
}

// drawTrend is the score of the runs as a line, which breaks where a run had none.
func drawTrend(c *canvas, d Document, m Comparison) {
	if len(m.Trend) < 2 {
		return
	}
	height := max(38, min(54, 0.3*c.room()))
	c.h2(c.Say("trend.title", nil), "")
	c.need(height)
	steps := make([]trendStep, len(m.Trend))
	for i, p := range m.Trend {
		steps[i] = trendStep{c.Day(p.Date.Time), p.Score, p.Known}
	}
	target := d.Engagement.Target.From
	c.trend(c.left, c.y, body, height, steps, target, c.Say("trend.target", With{"target": c.Points(target)}), c.trendAlt(m.Trend))
	c.y += height + 2
}

// trendAlt says the trend in words, by the runs that the chart labels.
func (w *Words) trendAlt(points []TrendPoint) string {
	var texts []string
	for _, i := range labelledSteps(len(points)) {
		p := points[i]
		text := w.Say("trend.alt.unknown", With{"date": p.Date})
		if p.Known {
			text = w.Say("trend.alt.point", With{"date": p.Date, "score": w.Points(p.Score)})
		}
		texts = append(texts, text)
	}
	return w.Say("trend.alt", With{"n": len(points), "first": points[0].Date, "last": points[len(points)-1].Date, "points": strings.Join(texts, "; ")})
}

// changeTitle is what has moved, in one line.
func (d Document) changeTitle(m Comparison) string {
	with := With{"date": m.Since, "fixed": len(m.Fixed), "new": len(m.New), "reopened": len(m.Reopened)}
	switch {
	case len(m.Reopened) > 0:
		return d.Say("change.title.reopened", with)
	case len(m.Fixed) > 0 && len(m.New) > 0:
		return d.Say("change.title.both", with)
	case len(m.Fixed) > 0:
		return d.Say("change.title.fixed", with)
	case len(m.New) > 0:
		return d.Say("change.title.new", with)
	case len(m.NotRechecked) > 0:
		return d.Say("change.title.unseen", with)
	case len(m.Persisting) > 0:
		return d.Say("change.title.open", with)
	}
	if !m.Scored {
		return d.Say("change.title.unscored", with)
	}
	return d.Say("change.title.none", with)
}

func (d Document) changeTiles(m Comparison) []tile {
	s := d.Assessment.Score
	score := tile{figure: "–", name: d.Say("change.tile.score", nil), colour: muted}
	switch {
	case !assessed(d.Assessment):
		score.note = d.Say("change.tile.score.now", nil)
	case !m.Scored:
		score.note = d.Say("change.tile.score.none", With{"date": m.Since})
	default:
		score.figure, score.colour = d.signedOrSame(s.Points-m.Score), navy
		score.note = d.Say("change.tile.score.note", With{"before": d.Points(m.Score), "date": m.Since})
	}
	coverage := tile{figure: d.Percent(s.Coverage), name: d.Say("change.tile.coverage", nil), note: d.Say("change.tile.coverage.note", With{"before": d.Percent(m.Coverage), "date": m.Since})}
	count := func(n int, name, note string) tile { return tile{figure: d.Number(n), name: name, note: note} }
	return []tile{
		score, coverage,
		count(len(m.Fixed), d.Say("change.tile.fixed", nil), d.Say("change.tile.gone", nil)),
		count(len(m.New), d.Say("change.tile.new", nil), d.Say("change.tile.first", nil)),
		count(len(m.Reopened), d.Say("change.tile.reopened", nil), d.Say("change.tile.again", nil)),
		count(len(m.Persisting), d.Say("change.tile.persisting", nil), d.Say("change.tile.both", nil)),
		count(len(m.NotRechecked), d.Say("change.tile.unchecked", nil), d.Say("change.tile.unseen", nil)),
	}
}

// signedOrSame is a change of points; "±0" where there is none.
func (w *Words) signedOrSame(x float64) string {
	if math.Abs(x) < 0.05 {
		return "±" + w.Points(0)
	}
	return w.signed(x)
}

// drawChanges lists the changes by kind.
func drawChanges(c *canvas, d Document, m Comparison) {
	if m.changes() == 0 {
		return
	}
	gone := c.Say("change.proof.none", With{"date": d.Assessment.AsOf})
	var rows [][]cell
	for _, kind := range []struct {
		list  []Change
		tint  assess.Outcome // whose tint the chip has
		word  string
		state string // as the workbook's column has it
		last  func(Change) string
	}{
		{m.Fixed, assess.Pass, c.Say("change.fixed", nil), "Fixed", func(x Change) string { return cmp.Or(x.Proof, gone) }},
		{m.New, assess.Fail, c.Say("change.new", nil), "New", nil},
		{m.Reopened, assess.Fail, c.Say("change.reopened", nil), "Reopened", nil},
		{m.Persisting, assess.NotApplicable, c.Say("change.persisting", nil), "Persisting", nil},
		{m.NotRechecked, assess.NotAssessed, c.Say("change.unchecked", nil), "Not rechecked", func(x Change) string { return x.Reason }},
	} {
		for _, x := range kind.list[:min(maxChanges, len(kind.list))] {
			now := cell{text: c.Number(x.Count), strong: true}
			if kind.tint == assess.NotAssessed { // a count of what nobody looked at would read like a result
				now = cell{text: c.Say("change.unseen", nil)}
			}
			row := []cell{{outcome: kind.tint, word: kind.word}, {text: x.Rule, anchor: d.cardOf(x.Rule)}, {text: x.Title, sub: x.Key}, {text: c.Number(x.Before)}, now, {}}
			if kind.last != nil {
				row[5].text = kind.last(x)
			}
			rows = append(rows, row)
		}
		if more := len(kind.list) - maxChanges; more > 0 {
			rows = append(rows, []cell{{outcome: kind.tint, word: kind.word}, {}, {sub: c.Say("change.more", With{"n": more, "sheet": sheetChanges, "column": columnState, "state": kind.state})}, {}, {}, {}})
		}
	}
	c.h2(c.Say("change.list", nil), "")
	c.table(table{[]column{{c.Say("change.state", nil), 27, false}, {c.Say("change.check", nil), 16, false}, {c.Say("change.what", nil), 0, false},
		{c.Say("change.before", nil), 17, true}, {c.Say("change.now", nil), 17, true}, {c.Say("change.proof", nil), 46, false}}, rows})
}

// cardOf is the anchor of a rule's card; empty: it has none, since nothing needs attention.
func (d Document) cardOf(rule string) string {
	for _, f := range d.Assessment.Findings {
		if f.Rule == rule && f.Outcome == assess.Fail {
			return findingAnchor(rule)
		}
	}
	return ""
}
