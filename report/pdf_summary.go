package report

import (
	"slices"

	"preflight/assess"
)

// The most that the summary names of a pillar.
const (
	maxAttention = 16
	maxUnseen    = 6
	maxInOrder   = 12
	maxNone      = 8

	slackInOrder = 4 // so many more are printed rather than counted
)

// drawSummary says in business words, pillar by pillar and a line each, what needs attention, what was not verified and
// what is in order.
func drawSummary(c *canvas, d Document) {
	pass, fail, unseen, none := d.findings(assess.Pass), d.findings(assess.Fail), d.findings(assess.NotAssessed), d.findings(assess.NotApplicable)
	c.chapter("summary", c.Say("summary.kicker", nil), c.Say("summary.title", nil), 0)
	c.p(styleLead, d.summaryLead(len(pass), len(fail), len(unseen)))
	if len(pass)+len(fail)+len(unseen)+len(none) == 0 {
		return
	}
	c.tiles(d.summaryTiles(pass, fail, unseen, none))
	for _, p := range assess.Pillars {
		drawSummaryPillar(c, d, p, of(fail, p), of(unseen, p), of(pass, p))
	}
	if len(none) == 0 {
		return
	}
	c.summaryHeading(c.Say("summary.none.heading", nil), nil)
	for _, f := range none[:min(maxNone, len(none))] {
		note := d.note(f)
		if note == "" {
			note = c.Say("summary.none", nil)
		}
		c.summaryLine(summaryLine{finding: f, text: d.entry(f).Title, sub: note})
	}
	if more := len(none) - maxNone; more > 0 {
		c.summaryMore(c.Say("summary.more.none", With{"n": more, "file": assess.AssessmentFile}))
	}
}

// note is what a verdict adds to its words.
func (d Document) note(f assess.Finding) string {
	return d.Fill(d.entry(f).Notes[f.Note], f, d.Assessment)
}

func (d Document) summaryLead(pass, fail, unseen int) string {
	made := pass + fail
	switch {
	case made+unseen == 0:
		return d.Say("summary.lead.none", nil)
	case made == 0:
		return d.Say("summary.lead.unmade", With{"unseen": unseen})
	}
	s := d.Say("summary.lead", With{"made": made, "pass": pass, "fail": fail})
	if unseen > 0 {
		s += " " + d.Say("summary.lead.unseen", With{"unseen": unseen})
	}
	return s
}

// summaryTiles count the checks by what became of them.
func (d Document) summaryTiles(pass, fail, unseen, none []assess.Finding) []tile {
	by := map[assess.Severity]int{}
	for _, f := range fail {
		by[f.Severity]++
	}
	attention := tile{figure: d.Number(len(fail)), name: d.Say("summary.tile.fail", nil), colour: fillRed,
		note: d.Say("summary.tile.fail.note", With{"critical": by[assess.Critical], "high": by[assess.High], "rest": by[assess.Medium] + by[assess.Low]})}
	if len(fail) == 0 {
		attention.colour, attention.note = navy, d.Say("summary.tile.fail.none", nil)
	}
	missed := tile{figure: d.Number(len(unseen)), name: d.Say("summary.tile.unseen", nil), colour: muted, note: d.Say("summary.tile.unseen.note", nil)}
	if len(unseen) == 0 {
		missed.colour, missed.note = navy, d.Say("summary.tile.unseen.none", nil)
	}
	good := tile{figure: d.Number(len(pass)), name: d.Say("summary.tile.pass", nil), note: d.Say("summary.tile.pass.note", With{"made": len(pass) + len(fail)})}
	if len(pass) > 0 {
		good.colour = fillGreen
	}
	if len(pass)+len(fail) == 0 { // a zero would read like a result
		for _, t := range []*tile{&attention, &good} {
			t.figure, t.colour, t.note = "–", muted, d.Say("summary.tile.unmade", nil)
		}
	}
	tiles := []tile{attention, missed, good}
	if len(none) > 0 {
		tiles = append(tiles, tile{figure: d.Number(len(none)), name: d.Say("summary.tile.none", nil), note: d.Say("summary.tile.none.note", nil), colour: muted})
	}
	return tiles
}

// drawSummaryPillar lists a pillar's checks, the most severe first.
func drawSummaryPillar(c *canvas, d Document, p assess.Pillar, fail, unseen, pass []assess.Finding) {
	if len(fail)+len(unseen)+len(pass) == 0 {
		return
	}
	var score *assess.PillarScore
	for i, s := range d.Assessment.Score.Pillars {
		if s.Pillar == p {
			score = &d.Assessment.Score.Pillars[i]
		}
	}
	c.summaryHeading(c.Pillar(p), score)
	for _, f := range fail[:min(maxAttention, len(fail))] {
		c.summaryLine(summaryLine{finding: f, text: d.headline(f), anchor: findingAnchor(f.Rule)})
	}
	filter := sheetWord(sheetPillars, p)
	if more := len(fail) - maxAttention; more > 0 {
		c.summaryMore(c.Say("summary.more.fail", With{"n": more, "pillar": filter}))
	}
	for _, f := range unseen[:min(maxUnseen, len(unseen))] {
		with := With{"parts": c.partsLacking(f), "reasons": c.reasonList(f, d.Assessment)}
		sub := c.Say("summary.unseen", with)
		if len(f.Reasons) > 0 {
			sub = c.Say("summary.unseen.because", with)
		}
		c.summaryLine(summaryLine{finding: f, text: d.entry(f).Title, sub: sub})
	}
	if more := len(unseen) - maxUnseen; more > 0 {
		c.summaryMore(c.Say("summary.more.unseen", With{"n": more, "pillar": filter}))
	}
	shown := len(pass)
	if shown > maxInOrder+slackInOrder {
		shown = maxInOrder
	}
	for _, f := range pass[:shown] {
		c.summaryLine(summaryLine{finding: f, text: d.entry(f).Title, sub: d.note(f)})
	}
	if more := len(pass) - shown; more > 0 {
		c.summaryMore(c.Say("summary.more.pass", With{"n": more, "file": assess.AssessmentFile}))
	}
}

// heaviestFirst orders findings by the points that they cost.
func heaviestFirst(list []assess.Finding) []assess.Finding {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(x, y assess.Finding) int {
		switch {
		case x.Lost() > y.Lost():
			return -1
		case x.Lost() < y.Lost():
			return 1
		}
		return 0
	})
	return list
}
