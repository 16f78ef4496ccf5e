package report

import (
	"cmp"
	"fmt"

	"preflight/assess"
)

// The most that the verdict's page names of a kind, so that it stays one page.
const (
	maxBlockers = 4
	maxActions  = 5
)

// drawVerdict is the one page that the business owner reads.
func drawVerdict(c *canvas, d Document) {
	a := d.Assessment
	s := a.Score
	c.chapter("On one page", "Verdict: "+c.Verdict(s.Verdict), 0)
	c.p(styleLead, c.VerdictSentence(a))
	c.p(styleBody, c.quickSentence(a))
	c.y += 1
	drawScoreAndCoverage(c, d)
	c.tiles([]tile{
		c.measureTile(a, "copilot.files.discoverable", "files that every employee’s Copilot may find", "without opening any link"),
		c.measureTile(a, "sharing.files.by_link.anonymous", "files under a link for anyone", c.anyoneNote(a)),
		c.guestTile(a),
		c.measureTile(a, "licence.users.eligible", "people who may be given Copilot", c.outOf(a, "users.members", "active employees")),
	})
	drawBlockers(c, d)
	drawDecision(c, a)
	drawTopActions(c, d)
}

// anyoneNote says whether links for anyone open anything.
func (w *Words) anyoneNote(a assess.Assessment) string {
	switch {
	case a.Sharing == nil:
		return "whether the tenant lets them open was not seen"
	case a.Sharing.AnyoneOff():
		return "dormant: the tenant has switched such links off"
	case a.Sharing.AnyoneLinks():
		return "open to whoever has the link"
	}
	return "whether the tenant lets them open is not known"
}

// guestTile is the figure for access of external people: the items where both kinds were seen would be a sum of unlike
// things, so it shows the grants and names the links below.
func (w *Words) guestTile(a assess.Assessment) tile {
	return w.measureTile(a, "sharing.items.guests", "items granted to external people",
		"links that name them: "+w.MeasureText(a, "sharing.links.guests"))
}

func drawScoreAndCoverage(c *canvas, d Document) {
	a := d.Assessment
	s := a.Score
	const height = 62.0
	left := 84.0
	c.need(height + gutter)
	y := c.y
	col := verdictColours[s.Verdict]
	c.plate(c.left, y, left, height, 1.6, white, line)
	c.text(c.left+4, y+3, styleH3, "Score")
	c.gauge(c.left+left/2, y+36, 24, s.Points, assessed(a), col, c.Verdict(s.Verdict), assess.MinReadyScore)

	x, w := c.left+left+gutter, body-left-gutter
	c.plate(x, y, w, height, 1.6, white, line)
	c.text(x+4, y+3, styleH3, "Coverage")
	c.text(x+4, y+9, style{semibold, 20, 9, ink}, c.Percent(s.Coverage))
	share := c.width(style{semibold, 20, 9, ink}, c.Percent(s.Coverage)) + 4
	c.paragraph(x+4+share, y+9.8, w-10-share, styleCaption, "of the checks that apply, counted by weight, could be made")
	tone := muted
	if s.Coverage >= assess.MinCoverage {
		tone = accent
	}
	c.bar(x+4, y+21, w-8, 4, s.Coverage, tone, assess.MinCoverage)
	c.textCentre(x+4+(w-8)*assess.MinCoverage, y+26.5, styleLabel, c.Percent(assess.MinCoverage)+" needed")
	counts := map[assess.Outcome]int{}
	for _, f := range a.Findings {
		counts[f.Outcome]++
	}
	rowY := y + 33
	for _, o := range []assess.Outcome{assess.Pass, assess.Fail, assess.NotAssessed, assess.NotApplicable} {
		c.rect(x+4, rowY+1.1, 2.4, 2.4, outcomeTints[o].fill)
		c.text(x+9, rowY, styleBody, c.Outcome(o))
		c.textRight(x+w-4, rowY, styleStrong, c.Plural(counts[o], "check", "checks"))
		rowY += 5.6
	}
	c.text(x+4, rowY+1.2, styleLabel, "The tick on the score is "+c.Points(assess.MinReadyScore)+", the least for Ready.")
	c.y += height + gutter
}

// drawBlockers names what stands in the way, or was not verified, or that nothing does.
func drawBlockers(c *canvas, d Document) {
	var failed, unseen []assess.Finding
	for _, f := range d.findings(assess.Fail) {
		if f.Blocker {
			failed = append(failed, f)
		}
	}
	for _, f := range d.findings(assess.NotAssessed) {
		if f.Blocker {
			unseen = append(unseen, f)
		}
	}
	c.h2("Blockers", "")
	if len(failed)+len(unseen) == 0 {
		if !assessed(d.Assessment) {
			c.p(styleBody, "No check that could block was made.")
			return
		}
		c.p(styleBody, "None: every check that alone decides against switching on was made and is in order.")
		return
	}
	shown := 0
	for _, group := range [][]assess.Finding{failed, unseen} {
		for _, f := range group {
			if shown++; shown > maxBlockers {
				continue
			}
			w := max(c.chipWidth(c.Outcome(f.Outcome), -1), 27) + 2.5
			lines := c.atMost(2, styleBody, body-w-14, d.headline(f))
			h := float64(len(lines))*styleBody.leading + 1.1
			c.need(h)
			c.chip(c.left, c.y, outcomeTints[f.Outcome], c.Outcome(f.Outcome), -1)
			c.text(c.left+w, c.y, styleStrong.in(muted), f.Rule)
			for i, l := range lines {
				c.text(c.left+w+14, c.y+float64(i)*styleBody.leading, styleBody, l)
			}
			c.linkTo(c.left, c.y, body, h, findingAnchor(f.Rule))
			c.y += h
		}
	}
	if more := len(failed) + len(unseen) - maxBlockers; more > 0 {
		c.p(styleCaption, fmt.Sprintf("and %s more: see the findings in detail and scope, coverage and limits", c.Number(more)))
	}
}

// drawDecision asks for the one decision.
func drawDecision(c *canvas, a assess.Assessment) {
	text := c.DecisionAsked(a)
	h := 6.5 + styleKicker.leading + c.height(body-14, styleStrong.at(10), text)
	c.y += 1.5
	c.need(h)
	c.plate(c.left, c.y, body, h, 1.6, c.tone.mix(white, 0.92), c.tone.mix(white, 0.92))
	c.plate(c.left, c.y, 1.6, h, 0.8, c.tone, c.tone)
	c.text(c.left+6, c.y+3, styleKicker, "THE DECISION WE ASK FOR")
	c.paragraph(c.left+6, c.y+3.2+styleKicker.leading, body-14, styleStrong.at(10), text)
	c.y += h
}

// drawTopActions says what the weightiest findings ask for, as the state to reach.
func drawTopActions(c *canvas, d Document) {
	failed := d.findings(assess.Fail)
	if len(failed) == 0 {
		return
	}
	c.h2("Do these first", "")
	const width = 86.0
	most := 1 // lines of a headline
	if c.room() > maxActions*(2*styleBody.leading+2) {
		most = 2
	}
	for i, f := range failed[:min(maxActions, len(failed))] {
		e := d.entry(f)
		lines := c.atMost(most, styleBody, width, cmp.Or(e.Title, d.headline(f)))
		h := float64(len(lines))*styleBody.leading + 2
		c.need(h)
		c.disc(c.left+2.6, c.y+2.4, 2.6, c.tone.mix(white, 0.88))
		c.textCentre(c.left+2.6, c.y+0.1, styleStrong.at(8).in(c.tone), fmt.Sprint(i+1))
		for j, l := range lines {
			c.text(c.left+23.5, c.y+float64(j)*styleBody.leading, styleBody, l)
		}
		c.text(c.left+8, c.y, styleStrong.in(muted), f.Rule)
		c.severityChip(c.left+112, c.y, f.Severity)
		from, to := e.Effort.Hours(f.Count)
		c.textRight(c.left+150, c.y, styleCell, c.Hours(from, to))
		if e.Window != "" {
			c.textRight(c.right, c.y, styleCell.in(muted), c.Window(e.Window))
		}
		c.linkTo(c.left, c.y, body, h, findingAnchor(f.Rule))
		c.y += h
	}
}
