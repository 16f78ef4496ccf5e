package report

import (
	"slices"
	"strings"

	"preflight/assess"
)

// drawVerdict is the one page that the business owner reads. What is longest on it, blockers and actions, is cut to
// what is left of the page; the rest is counted and stands in later chapters.
func drawVerdict(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("verdict", c.Say("verdict.kicker", nil), d.VerdictHeadline(), 0)
	c.p(styleLead, c.VerdictSentence(a))
	c.p(styleBody, d.gateSentence())
	c.p(styleBody, c.quickSentence(a))
	c.y++
	drawScoreAndCoverage(c, d)
	c.tiles([]tile{
		c.measureTile(a, "copilot.files.discoverable", c.Say("verdict.tile.discoverable", nil), c.Say("verdict.tile.discoverable.note", nil)),
		c.measureTile(a, "sharing.files.by_link.anonymous", c.Say("verdict.tile.anyone", nil), c.anyoneNote(a)),
		c.guestTile(a),
		c.measureTile(a, "licence.users.eligible", c.Say("verdict.tile.eligible", nil), c.outOf(a, "users.members", c.Say("verdict.tile.employees", nil))),
	})
	blockers, actions := d.blockers(), d.inOrder()
	plan := c.planVerdict(d, blockers, actions)
	drawBlockers(c, d, blockers, plan)
	drawDecision(c, d)
	drawTopActions(c, d, actions, plan)
	drawPillarBars(c, d)
}

// VerdictHeadline is the message of the verdict in one line, which begins with the verdict's word.
func (d Document) VerdictHeadline() string {
	s := d.Assessment.Score
	failed := d.findings(assess.Fail)
	with := With{"verdict": d.Verdict(s.Verdict), "blockers": len(s.Blockers), "unseen": len(s.Unseen), "coverage": d.Percent(s.Coverage), "findings": len(failed)}
	standing := d.standing(d.Assessment)
	key := "verdict.headline." + standing
	switch {
	case standing == string(assess.Unconfirmed) && len(s.Unseen) > 0:
		return d.Say("verdict.headline.unconfirmed.blockers", with)
	case standing == string(assess.Ready) && len(failed) > 0:
		return d.Say("verdict.headline.ready.findings", with)
	case standing == string(assess.NotReady):
		failed = slices.DeleteFunc(failed, func(f assess.Finding) bool { return !f.Blocker })
		if p := onlyPillar(failed); p != "" && d.has(key+"."+string(p)) {
			key += "." + string(p)
		}
	case standing == string(assess.Pilot):
		if p := d.heaviestPillar(failed); p != "" && d.has(key+"."+string(p)) {
			key += "." + string(p)
		}
	}
	return d.Say(key, with)
}

// onlyPillar is the pillar that all of some findings are of; empty: there are several, or none.
func onlyPillar(list []assess.Finding) assess.Pillar {
	if len(list) == 0 || slices.ContainsFunc(list, func(f assess.Finding) bool { return f.Pillar != list[0].Pillar }) {
		return ""
	}
	return list[0].Pillar
}

// heaviestPillar is the pillar whose findings cost most of the score.
func (d Document) heaviestPillar(list []assess.Finding) assess.Pillar {
	lost := map[assess.Pillar]float64{}
	for _, f := range list {
		lost[f.Pillar] += f.Lost()
	}
	var heaviest assess.Pillar
	for _, p := range assess.Pillars {
		if lost[p] > lost[heaviest] {
			heaviest = p
		}
	}
	return heaviest
}

// gateSentence says what the verdict would be without accepted risks, where that is another one.
func (d Document) gateSentence() string {
	s := d.Assessment.Score
	if s.Gate == "" || s.Gate == s.Verdict {
		return ""
	}
	inForce := 0
	for _, r := range d.Accepted {
		if !r.Expired {
			inForce++
		}
	}
	if inForce == 0 { // the run knows of them and this document does not
		return d.Say("verdict.gate.plain", With{"gate": d.Verdict(s.Gate)})
	}
	return d.Say("verdict.gate", With{"gate": d.Verdict(s.Gate), "accepted": inForce})
}

// anyoneNote says whether links for anyone open anything.
func (w *Words) anyoneNote(a assess.Assessment) string {
	switch {
	case a.Sharing == nil:
		return w.Say("verdict.anyone.unseen", nil)
	case a.Sharing.AnyoneOff():
		return w.Say("verdict.anyone.dormant", nil)
	case a.Sharing.AnyoneLinks():
		return w.Say("verdict.anyone.open", nil)
	}
	return w.Say("verdict.anyone.unknown", nil)
}

// guestTile is the figure for access of external people: the items where both kinds were seen would be a sum of unlike
// things, so it shows the grants and names the links below.
func (w *Words) guestTile(a assess.Assessment) tile {
	return w.measureTile(a, "sharing.items.guests", w.Say("verdict.tile.guests", nil),
		w.Say("verdict.tile.guests.note", With{"links": w.MeasureText(a, "sharing.links.guests")}))
}

// drawDecision asks for the one decision.
func drawDecision(c *canvas, d Document) {
	text := d.decision()
	h := c.decisionHeight(d) - 1.5
	c.y += 1.5
	c.need(h)
	ground := c.tone.mix(white, 0.92)
	c.plate(c.left, c.y, body, h, 1.6, ground, ground)
	c.plate(c.left, c.y, 1.6, h, 0.8, c.tone, c.tone)
	c.text(c.left+6, c.y+3, styleKicker, strings.ToUpper(c.Say("verdict.asked", nil)))
	c.paragraph(c.left+6, c.y+3.2+styleKicker.leading, body-14, styleDecision, text)
	c.y += h
}

var styleDecision = styleStrong.at(10)

// decisionHeight is what drawDecision needs, in mm.
func (c *canvas) decisionHeight(d Document) float64 {
	return 1.5 + 6.5 + styleKicker.leading + c.height(body-14, styleDecision, d.decision())
}
