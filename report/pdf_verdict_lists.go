package report

import (
	"cmp"
	"slices"

	"preflight/assess"
)

// A verdictPlan says how much of a kind the verdict's page names, so that it stays one page.
type verdictPlan struct{ blockers, actions, lines int }

// verdictPlans are tried in this order; the last one always fits.
var verdictPlans = []verdictPlan{{4, 5, 2}, {4, 4, 2}, {4, 3, 2}, {3, 3, 2}, {3, 3, 1}, {2, 3, 1}, {2, 2, 1}, {1, 2, 1}, {1, 1, 1}}

// planVerdict picks the first plan that fits on what is left of the page.
func (c *canvas) planVerdict(d Document, blockers, actions []assess.Finding) verdictPlan {
	const heading = 5 + 2 + 5.8
	for _, p := range verdictPlans {
		h := heading + c.decisionHeight(d)
		if len(blockers) == 0 {
			h += 2*styleBody.leading + 1.8
		}
		for _, f := range blockers[:min(p.blockers, len(blockers))] {
			h += c.blockerHeight(d, f, p.lines)
		}
		if len(blockers) > p.blockers {
			h += styleCaption.leading + 1.8
		}
		if len(actions) > 0 {
			h += heading
		}
		for _, f := range actions[:min(p.actions, len(actions))] {
			h += c.actionHeight(d, f, p.lines)
		}
		if len(actions) > p.actions {
			h += styleCaption.leading + 1.8
		}
		if h <= c.room() {
			return p
		}
	}
	return verdictPlans[len(verdictPlans)-1]
}

// blockers are those that failed, then those that were not verified.
func (d Document) blockers() []assess.Finding {
	return slices.DeleteFunc(slices.Concat(d.findings(assess.Fail), d.findings(assess.NotAssessed)), func(f assess.Finding) bool { return !f.Blocker })
}

const ruleWidth = 15.0 // of a check's identifier at the right

// blockerText is what stands in the way. Of one that was not verified the catalogue's good state would read like a pass.
func (d Document) blockerText(f assess.Finding) string {
	if f.Outcome == assess.NotAssessed {
		return d.Say("verdict.blockers.unseen", With{"title": d.entry(f).Title})
	}
	return d.headline(f)
}

func (c *canvas) blockerLines(d Document, f assess.Finding, most int) (lines []string, chip float64) {
	chip = max(c.chipWidth(c.Outcome(f.Outcome), -1), 27) + 2.5
	return c.atMost(most, styleBody, body-chip-ruleWidth, d.blockerText(f)), chip
}

func (c *canvas) blockerHeight(d Document, f assess.Finding, most int) float64 {
	lines, _ := c.blockerLines(d, f, most)
	return float64(len(lines))*styleBody.leading + 1.1
}

// drawBlockers names what stands in the way, or was not verified, or that nothing does.
func drawBlockers(c *canvas, d Document, list []assess.Finding, plan verdictPlan) {
	c.h2(c.Say("verdict.blockers", nil), "")
	switch {
	case len(list) == 0 && !assessed(d.Assessment):
		c.p(styleBody, c.Say("verdict.blockers.nothing", nil))
	case len(list) == 0:
		c.p(styleBody, c.Say("verdict.blockers.none", nil))
	}
	for _, f := range list[:min(plan.blockers, len(list))] {
		lines, w := c.blockerLines(d, f, plan.lines)
		h := c.blockerHeight(d, f, plan.lines)
		c.need(h)
		c.group(roleP, func() {
			c.chip(c.left, c.y, outcomeTints[f.Outcome], c.Outcome(f.Outcome), -1)
			c.column(c.left+w, c.y, styleBody, lines)
			c.textRight(c.right, c.y, styleCell.in(muted), f.Rule)
			c.linkTo(c.left, c.y, body, h, findingAnchor(f.Rule))
		})
		c.y += h
	}
	if more := len(list) - plan.blockers; more > 0 {
		c.p(styleCaption, c.Say("verdict.blockers.more", With{"n": more}))
	}
}

const actionWidth = 84.0 // of an action's text on the verdict's page

// action is what a finding asks for. Where nobody wrote it down the finding speaks for itself: the catalogue's title is
// the good state, and would read as if it were so.
func (d Document) action(f assess.Finding) string { return cmp.Or(d.entry(f).Action, d.headline(f)) }

func (c *canvas) actionLines(d Document, f assess.Finding, most int) []string {
	return c.atMost(most, styleBody, actionWidth, d.action(f))
}

func (c *canvas) actionHeight(d Document, f assess.Finding, most int) float64 {
	return float64(len(c.actionLines(d, f, most)))*styleBody.leading + 2
}

// drawTopActions says what to do first, with the numbers that the actions have in the order of what pays first.
func drawTopActions(c *canvas, d Document, failed []assess.Finding, plan verdictPlan) {
	if len(failed) == 0 {
		return
	}
	c.h2(c.Say("verdict.first", nil), "")
	for i, f := range failed[:min(plan.actions, len(failed))] {
		lines := c.actionLines(d, f, plan.lines)
		h := c.actionHeight(d, f, plan.lines)
		c.need(h)
		c.group(roleItem, func() {
			c.disc(c.left+2.6, c.y+2.4, 2.6, c.tone.mix(white, 0.88))
			c.group(roleItemLabel, func() {
				c.textCentre(c.left+2.6, c.y+0.1, styleStrong.at(8).in(c.tone), c.Number(i+1))
			})
			c.group(roleItemBody, func() {
				c.column(c.left+8, c.y, styleBody, lines)
				c.severityChip(c.left+94, c.y, f.Severity)
				c.textRight(c.left+134, c.y, styleCell, d.hours(f))
				if window := d.entry(f).Window; window != "" {
					c.textRight(c.right-ruleWidth, c.y, styleCell, c.Window(window))
				}
				c.textRight(c.right, c.y, styleCell.in(muted), f.Rule)
				c.linkTo(c.left, c.y, body, h, findingAnchor(f.Rule))
			})
		})
		c.y += h
	}
	if more := len(failed) - plan.actions; more > 0 {
		c.p(styleCaption, c.Say("verdict.first.more", With{"n": more}))
	}
}
