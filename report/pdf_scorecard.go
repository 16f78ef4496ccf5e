package report

import (
	"math"

	"golang.org/x/text/number"

	"preflight/assess"
)

// drawScorecard shows each pillar's share of the score and what it lost most by.
func drawScorecard(c *canvas, d Document) {
	a := d.Assessment
	if len(a.Score.Pillars) == 0 {
		return
	}
	c.chapter("scorecard", c.Say("scorecard.kicker", nil), c.Say("scorecard.title", nil), d.scorecardHeight())
	lead := c.Say("scorecard.lead.none", nil)
	if assessed(a) {
		lead = c.Say("scorecard.lead", With{"points": c.Points(a.Score.Points), "most": 100, "coverage": c.Percent(a.Score.Coverage)})
	}
	if d.Comparison != nil && len(d.Comparison.Pillars) > 0 {
		lead += " " + c.Say("scorecard.since", With{"date": d.Comparison.Since})
	}
	c.p(styleBody, lead)
	c.outcomeKey()
	for _, p := range a.Score.Pillars {
		drawPillar(c, d, p)
	}
	drawPointsLost(c, d)
}

// scorecardHeight is about what the scorecard takes with the shortest table below it, in mm, so that they stay together.
func (d Document) scorecardHeight() float64 {
	h := 44 + 17.4*float64(len(d.Assessment.Score.Pillars))
	if len(d.findings(assess.Fail)) > 0 {
		h += 52
	}
	return h
}

// drawPillar is a pillar's card: its outcomes, and its score with what it was in the last run. What cost the points stands
// below all cards.
func drawPillar(c *canvas, d Document, p assess.PillarScore) {
	const barX, barWidth, h = 62.0, 74.0, 15.6
	c.need(h)
	y := c.y
	c.plate(c.left, y, body, h, 1.6, white, line)
	c.text(c.left+5, y+3, styleH3, c.Pillar(p.Pillar))
	if lost := d.pointsLost(p.Pillar); lost > 0 {
		c.text(c.left+5, y+3.6+styleH3.leading, styleCaption, c.Say("scorecard.lost", With{"points": c.fixed(lost)}))
	}
	alt := c.Say("scorecard.alt", With{"pillar": c.Pillar(p.Pillar), "pass": p.Pass, "fail": p.Fail, "unseen": p.NotAssessed, "none": p.NotApplicable})
	c.figure(alt, func() { c.outcomeBar(c.left+barX, y+3.6, barWidth, 5.2, p) })
	checks := p.Pass + p.Fail + p.NotAssessed + p.NotApplicable
	c.text(c.left+barX, y+9.6, styleCaption, c.Say("scorecard.checks", With{"n": checks, "coverage": c.Percent(p.Coverage)}))
	if !p.Assessed {
		w := c.chipWidth(c.Outcome(assess.NotAssessed), -1)
		c.chip(c.right-5-w, y+4.5, outcomeTints[assess.NotAssessed], c.Outcome(assess.NotAssessed), -1)
		c.y += h + 1.8
		return
	}
	c.textRight(c.right-5, y+2, style{semibold, 18, 8, navy}, c.Points(p.Points))
	c.textRight(c.right-5, y+9.8, styleCaption, c.Say("scorecard.of", With{"most": 100}))
	if d.Comparison != nil {
		before, known := d.Comparison.Pillars[p.Pillar]
		drawPillarChange(c, p.Points, before, known, y+3.6)
	}
	c.y += h + 1.8
}

// drawPillarChange says, left of a pillar's score, how it moved since the last run.
func drawPillarChange(c *canvas, points, before float64, known bool, y float64) {
	x, st := c.right-21, styleCaption.bold().in(ink)
	if !known {
		c.textRight(x, y, styleCaption, c.Say("scorecard.new", nil))
		return
	}
	change := math.Round(10*(points-before)) / 10
	text := c.signed(change)
	if change == 0 {
		text = "="
	}
	c.textRight(x, y, st, text)
	if change != 0 {
		c.arrow(x-c.width(st, text)-3.4, y+st.leading/2, change > 0)
	}
}

// pointsLost is what the findings of a pillar cost, in points of the whole score.
func (d Document) pointsLost(p assess.Pillar) float64 {
	lost := 0.0
	for _, f := range of(d.findings(assess.Fail), p) {
		lost += d.points(f)
	}
	return lost
}

// assessedWeight is the weight of the checks that were made: what 100 points stand for.
func (d Document) assessedWeight() float64 {
	sum := 0.0
	for _, f := range d.Assessment.Findings {
		if f.Outcome != assess.NotApplicable {
			sum += f.Weight * f.Seen
		}
	}
	return sum
}

// points are what a finding costs of the 100 points of the score.
func (d Document) points(f assess.Finding) float64 {
	if whole := d.assessedWeight(); whole > 0 {
		return 100 * f.Lost() / whole
	}
	return 0
}

func (d Document) lostPoints(f assess.Finding) string { return d.fixed(d.points(f)) }

// fixed writes points with one decimal, so that they line up in a column.
func (w *Words) fixed(points float64) string {
	return w.printer.Sprint(number.Decimal(points, number.MinFractionDigits(1), number.MaxFractionDigits(1)))
}

// The scorecard names no more findings than maxLosses, since the action plan has all, and no fewer than leastLosses.
const (
	maxLosses   = 5
	leastLosses = 3
)

// drawPointsLost traces the points between the score and 100 to findings: to fewer of them, rather than on a page of
// their own.
func drawPointsLost(c *canvas, d Document) {
	lost := heaviestFirst(d.findings(assess.Fail))
	for len(lost) > 0 && lost[len(lost)-1].Lost() <= 0 {
		lost = lost[:len(lost)-1]
	}
	if len(lost) == 0 {
		return
	}
	const heading = 5 + 2 + 5.8
	t := c.lossTable(d, lost, maxLosses)
	for most := maxLosses; most >= leastLosses; most-- {
		if shorter := c.lossTable(d, lost, most); heading+c.tableHeight(shorter) <= c.room() {
			t = shorter
			break
		}
	}
	c.h2(c.Say("scorecard.points", nil), "points")
	c.table(t)
}

// lossTable names so many of the findings that cost points, and what the rest of them cost.
func (c *canvas) lossTable(d Document, lost []assess.Finding, most int) table {
	shown := min(most, len(lost))
	rows := make([][]cell, 0, shown+1)
	for _, f := range lost[:shown] {
		sub := ""
		if f.Credit > 0 {
			sub = c.Say("scorecard.points.credit", With{"share": c.Percent(f.Credit)})
		}
		rows = append(rows, []cell{{text: f.Rule, anchor: findingAnchor(f.Rule)}, {severity: f.Severity}, {text: d.headline(f), sub: sub}, {text: d.lostPoints(f)}})
	}
	if len(lost) > shown {
		rest := 0.0
		for _, f := range lost[shown:] {
			rest += d.points(f)
		}
		rows = append(rows, []cell{{}, {}, {text: c.Say("scorecard.points.more", With{"n": len(lost) - shown})}, {text: c.fixed(rest)}})
	}
	return table{[]column{{c.Say("scorecard.points.check", nil), 17, false}, {c.Say("scorecard.points.severity", nil), 24, false},
		{c.Say("scorecard.points.finding", nil), 0, false}, {c.Say("scorecard.points.lost", nil), 24, true}}, rows}
}
