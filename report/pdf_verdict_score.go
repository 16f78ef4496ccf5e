package report

import (
	"math"
	"slices"
	"strings"

	"github.com/go-pdf/fpdf"

	"preflight/assess"
)

// drawScoreAndCoverage sets the score beside how much of the checks it rests on.
func drawScoreAndCoverage(c *canvas, d Document) {
	const height, left = 60.0, 84.0
	c.need(height + gutter)
	drawScore(c, d, c.left, c.y, left, height)
	drawVerdictCoverage(c, d, c.left+left+gutter, c.y, body-left-gutter, height)
	c.y += height + gutter
}

func drawScore(c *canvas, d Document, x, y, w, h float64) {
	s, target, known := d.Assessment.Score, d.Engagement.Target, assessed(d.Assessment)
	c.plate(x, y, w, h, 1.6, white, line)
	c.text(x+4, y+3, styleH3, c.Say("verdict.score", nil))
	if d.Comparison != nil && known {
		c.drawSince(x+w-4, y+3.4, s.Points, *d.Comparison)
	}
	c.dial(x+w/2, y+29.5, 20, dial{points: s.Points, known: known, colour: verdictColours[s.Verdict], word: c.Verdict(s.Verdict),
		least: assess.MinReadyScore, leastWord: c.Verdict(assess.Ready), from: target.From, to: target.To})
}

// drawSince says, ending at x, how the score moved since an earlier run, with an arrow that does without colour.
func (c *canvas) drawSince(x, y, points float64, before Comparison) {
	st := styleCaption.bold().in(ink)
	if !before.Scored {
		c.textRight(x, y, styleCaption, c.Say("verdict.since.none", With{"date": before.Since}))
		return
	}
	change := points - before.Score
	if math.Abs(change) < 0.05 {
		c.textRight(x, y, st, c.Say("verdict.since.same", With{"date": before.Since}))
		return
	}
	text := c.Say("verdict.since", With{"change": c.signed(change), "date": before.Since})
	c.textRight(x, y, st, text)
	c.arrow(x-c.width(st, text)-3.4, y+st.leading/2, change > 0)
}

// signed writes a change of points with its sign.
func (w *Words) signed(x float64) string {
	if x = math.Round(x*10) / 10; x > 0 {
		return "+" + w.Points(x)
	}
	return w.Points(x)
}

// arrow is a small triangle that points up for better, down for worse, around the height y.
func (c *canvas) arrow(x, y float64, better bool) {
	col, up := colour(0x0C5228), 1.0
	if !better {
		col, up = 0x7A0C1E, -1
	}
	c.fill(col)
	c.pdf.Polygon([]fpdf.PointType{{X: x, Y: y + up}, {X: x + 2.4, Y: y + up}, {X: x + 1.2, Y: y - up}}, "F")
}

func drawVerdictCoverage(c *canvas, d Document, x, y, w, h float64) {
	a := d.Assessment
	s := a.Score
	big := style{semibold, 20, 9, ink}
	c.plate(x, y, w, h, 1.6, white, line)
	c.text(x+4, y+3, styleH3, c.Say("verdict.coverage", nil))
	figure, of := c.Percent(s.Coverage), c.Say("verdict.coverage.of", nil)
	switch applies := slices.ContainsFunc(a.Findings, func(f assess.Finding) bool { return f.Outcome != assess.NotApplicable }); {
	case !applies: // all of nothing is no coverage
		figure, of, s.Coverage = "–", c.Say("verdict.coverage.none", nil), 0
	case d.Comparison != nil:
		of = c.Say("verdict.coverage.before", With{"before": c.Percent(d.Comparison.Coverage), "date": d.Comparison.Since})
	}
	c.text(x+4, y+9, big, figure)
	share := c.width(big, figure) + 4
	c.paragraph(x+4+share, y+8.2, w-8-share, styleCaption, of)
	tone := muted
	if s.Coverage >= assess.MinCoverage {
		tone = accent
	}
	needed := c.Percent(assess.MinCoverage)
	c.figure(c.Say("verdict.coverage.alt", With{"coverage": figure, "needed": needed}), func() {
		c.bar(x+4, y+21.5, w-8, 4, s.Coverage, tone, assess.MinCoverage)
		c.textCentre(x+4+(w-8)*assess.MinCoverage, y+27, styleLabel, c.Say("verdict.coverage.needed", With{"needed": needed}))
	})
	counts := map[assess.Outcome]int{}
	for _, f := range a.Findings {
		counts[f.Outcome]++
	}
	rowY := y + 31.4
	for _, o := range []assess.Outcome{assess.Pass, assess.Fail, assess.NotAssessed, assess.NotApplicable} {
		c.rect(x+4, rowY+1.1, 2.4, 2.4, outcomeTints[o].fill)
		c.text(x+9, rowY, styleBody, c.Outcome(o))
		c.textRight(x+w-4, rowY, styleStrong, c.Say("verdict.checks", With{"n": counts[o]}))
		rowY += 5.4
	}
	if beyond := beyondReview(a); beyond != "" {
		c.text(x+4, rowY+0.9, styleCaption.in(ink), c.fit(styleCaption, w-8, c.Say("verdict.coverage.beyond."+beyond, nil)))
	}
}

// beyondReview is what no check of this run asked about, as the texts call it; empty: all was asked.
func beyondReview(a assess.Assessment) string {
	switch identity, devices := hasMeasure(a, "identity."), hasMeasure(a, "devices."); {
	case !identity && !devices:
		return "both"
	case !identity:
		return "identity"
	case !devices:
		return "devices"
	}
	return ""
}

// drawPillarBars shows the score of each pillar where the page has room for it; the scorecard has it in any case.
func drawPillarBars(c *canvas, d Document) {
	pillars := d.Assessment.Score.Pillars
	const heading = 5 + 2 + 5.8
	if len(pillars) < 2 || !assessed(d.Assessment) || heading+barsHeight(len(pillars)) > c.room() {
		return
	}
	title := c.Say("verdict.pillars", nil)
	if d.Comparison != nil && len(d.Comparison.Pillars) > 0 {
		title = c.Say("verdict.pillars.last", With{"date": d.Comparison.Since})
	}
	rows, texts := make([]barRow, len(pillars)), make([]string, len(pillars))
	for i, p := range pillars {
		value := c.Outcome(assess.NotAssessed)
		if p.Assessed {
			value = c.Points(p.Points)
		}
		rows[i] = barRow{name: c.Pillar(p.Pillar), value: value, share: p.Points / 100, known: p.Assessed, last: -1}
		if d.Comparison != nil {
			if before, known := d.Comparison.Pillars[p.Pillar]; known {
				rows[i].last = before / 100
			}
		}
		texts[i] = c.Say("verdict.pillars.one", With{"pillar": c.Pillar(p.Pillar), "points": value})
	}
	c.h2(title, "")
	c.need(barsHeight(len(rows)))
	target := d.Engagement.Target
	name := c.Say("verdict.pillars.target", With{"from": c.Points(target.From), "to": c.Points(target.To)})
	c.bars(c.left, c.y, body, rows, target.From/100, target.To/100, name, c.Say("verdict.pillars.alt", With{"pillars": strings.Join(texts, ", ")}))
	c.y += barsHeight(len(rows))
}
