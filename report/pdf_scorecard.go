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
	c.chapter(c.Say("scorecard.kicker", nil), c.Say("scorecard.title", nil), min(150, 45+28*float64(len(a.Score.Pillars))))
	lead := c.Say("scorecard.lead.none", nil)
	if assessed(a) {
		lead = c.Say("scorecard.lead", With{"points": c.Points(a.Score.Points), "most": 100, "coverage": c.Percent(a.Score.Coverage)})
	}
	if d.Comparison != nil && len(d.Comparison.Pillars) > 0 {
		lead += " " + c.Say("scorecard.tick", With{"date": d.Comparison.Since})
	}
	c.p(styleBody, lead)
	c.outcomeKey()
	for _, p := range a.Score.Pillars {
		drawPillar(c, d, p)
	}
	drawPointsLost(c, d)
}

// drawPillar is a pillar's card: why it stands where it stands, its outcomes, and its score with that of the last run.
func drawPillar(c *canvas, d Document, p assess.PillarScore) {
	const textWidth, barX, barWidth = 78.0, 88.0, 48.0
	why := d.lostMost(p.Pillar)
	textHeight := 0.0
	for _, w := range why {
		textHeight += c.height(textWidth, styleCaption, w)
	}
	h := max(25, 5+styleH3.leading+textHeight+3)
	c.need(h)
	y := c.y
	c.plate(c.left, y, body, h, 1.6, white, line)
	c.text(c.left+5, y+3, styleH3, c.Pillar(p.Pillar))
	ty := y + 3.6 + styleH3.leading
	for _, w := range why {
		ty = c.paragraph(c.left+5, ty, textWidth, styleCaption, w)
	}
	alt := c.Say("scorecard.alt", With{"pillar": c.Pillar(p.Pillar), "pass": p.Pass, "fail": p.Fail, "unseen": p.NotAssessed, "none": p.NotApplicable})
	c.figure(alt, func() { c.outcomeBar(c.left+barX, y+4.5, barWidth, 5.5, p) })
	checks := p.Pass + p.Fail + p.NotAssessed + p.NotApplicable
	c.text(c.left+barX, y+11, styleCaption, c.Say("scorecard.checks", With{"n": checks, "coverage": c.Percent(p.Coverage)}))
	if !p.Assessed {
		w := c.chipWidth(c.Outcome(assess.NotAssessed), -1)
		c.chip(c.right-5-w, y+4.5, outcomeTints[assess.NotAssessed], c.Outcome(assess.NotAssessed), -1)
		c.y += h + 3
		return
	}
	c.textRight(c.right-5, y+3, style{semibold, 18, 8, navy}, c.Points(p.Points))
	c.textRight(c.right-5, y+11, styleCaption, c.Say("scorecard.of", With{"most": 100}))
	tick := 0.0
	if d.Comparison != nil {
		before, known := d.Comparison.Pillars[p.Pillar]
		tick = drawPillarChange(c, p.Points, before, known, y+15.6)
	}
	c.bar(c.left+barX, y+17, barWidth, 3, p.Points/100, accent, tick)
	c.y += h + 3
}

// drawPillarChange says how a pillar moved, and returns where the tick of the last run stands, from 0 to 1.
func drawPillarChange(c *canvas, points, before float64, known bool, y float64) float64 {
	x, st := c.right-5, styleCaption.bold().in(ink)
	if !known {
		c.textRight(x, y, styleCaption, c.Say("scorecard.new", nil))
		return 0
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
	return max(0.002, before/100) // a tick at 0 is one too
}

// lostMost says by which findings a pillar lost most, in points of the whole score.
func (d Document) lostMost(p assess.Pillar) []string {
	failed := of(heaviestFirst(d.findings(assess.Fail)), p)
	if len(failed) == 0 {
		if unseen := of(d.findings(assess.NotAssessed), p); len(unseen) > 0 {
			return []string{d.Say("scorecard.why.unseen", With{"n": len(unseen)})}
		}
		return []string{d.Say("scorecard.why.nothing", nil)}
	}
	var why []string
	for _, f := range failed[:min(2, len(failed))] {
		if f.Lost() > 0 {
			why = append(why, d.Say("scorecard.why", With{"rule": f.Rule, "text": d.headline(f), "points": d.lostPoints(f)}))
		}
	}
	if len(why) == 0 {
		return []string{d.Say("scorecard.why.free", nil)}
	}
	return why
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

// maxLosses is how many findings the scorecard names; the action plan has all.
const maxLosses = 5

// drawPointsLost traces the points between the score and 100 to findings.
func drawPointsLost(c *canvas, d Document) {
	lost := heaviestFirst(d.findings(assess.Fail))
	for len(lost) > 0 && lost[len(lost)-1].Lost() <= 0 {
		lost = lost[:len(lost)-1]
	}
	if len(lost) == 0 {
		return
	}
	rows := make([][]cell, 0, maxLosses+1)
	for _, f := range lost[:min(maxLosses, len(lost))] {
		sub := ""
		if f.Credit > 0 {
			sub = c.Say("scorecard.points.credit", With{"share": c.Percent(f.Credit)})
		}
		rows = append(rows, []cell{{text: f.Rule, anchor: findingAnchor(f.Rule)}, {severity: f.Severity}, {text: d.headline(f), sub: sub}, {text: d.lostPoints(f)}})
	}
	if len(lost) > maxLosses {
		rest := 0.0
		for _, f := range lost[maxLosses:] {
			rest += d.points(f)
		}
		rows = append(rows, []cell{{}, {}, {text: c.Say("scorecard.points.more", With{"n": len(lost) - maxLosses})}, {text: c.fixed(rest)}})
	}
	c.h2(c.Say("scorecard.points", nil), "points")
	c.table(table{[]column{{c.Say("scorecard.points.check", nil), 17, false}, {c.Say("scorecard.points.severity", nil), 24, false},
		{c.Say("scorecard.points.finding", nil), 0, false}, {c.Say("scorecard.points.lost", nil), 24, true}}, rows})
}
