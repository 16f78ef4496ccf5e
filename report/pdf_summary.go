package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"preflight/assess"
)

// drawSummary says in business words what is in order, what needs attention and what was not verified.
func drawSummary(c *canvas, d Document) {
	pass, fail, unseen, none := d.findings(assess.Pass), d.findings(assess.Fail), d.findings(assess.NotAssessed), d.findings(assess.NotApplicable)
	c.chapter("Summary", "Where you stand", 0)
	c.p(styleLead, summaryLead(d, len(pass), len(fail), len(unseen)))

	if len(fail) > 0 {
		c.h2(fmt.Sprintf("Needs attention: %s", c.Number(len(fail))), "")
		rows := make([][]cell, 0, len(fail))
		for _, f := range fail {
			sub := ""
			if f.Severity == assess.Critical || f.Severity == assess.High {
				sub = firstSentence(c.Fill(d.entry(f).Why, f, d.Assessment))
			}
			rows = append(rows, []cell{{severity: f.Severity}, {text: d.headline(f), sub: sub, anchor: ""}, {text: f.Rule, anchor: findingAnchor(f.Rule)}})
		}
		c.table(table{[]column{{"Severity", 24, false}, {"What we found", 0, false}, {"Check", 18, false}}, rows})
	}
	if len(unseen) > 0 {
		c.h2(fmt.Sprintf("Not verified: %s", c.Number(len(unseen))), "")
		c.p(styleBody, "Neither good nor bad: these questions have no answer from this run. What would give one stands under scope, coverage and limits.")
		rows := make([][]cell, 0, len(unseen))
		for _, f := range unseen {
			rows = append(rows, []cell{{outcome: f.Outcome}, {text: d.entry(f).Title, sub: "not seen: " + c.partsLacking(f)}, {text: c.reasonList(f, d.Assessment)}, {text: f.Rule}})
		}
		c.table(table{[]column{{"", 28, false}, {"What could not be confirmed", 0, false}, {"Because", 38, false}, {"Check", 18, false}}, rows})
	}
	if len(pass) > 0 {
		c.h2(fmt.Sprintf("In order: %s", c.Number(len(pass))), "")
		rows := make([][]cell, 0, len(pass))
		for _, f := range pass {
			e := d.entry(f)
			rows = append(rows, []cell{{outcome: f.Outcome}, {text: e.Title, sub: c.Fill(e.Notes[f.Note], f, d.Assessment)}, {text: f.Rule}})
		}
		c.table(table{[]column{{"", 28, false}, {"What was checked and found good", 0, false}, {"Check", 18, false}}, rows})
	}
	if len(none) > 0 {
		rows := make([][]cell, 0, len(none))
		for _, f := range none {
			e := d.entry(f)
			rows = append(rows, []cell{{outcome: f.Outcome}, {text: e.Title, sub: cmp.Or(c.Fill(e.Notes[f.Note], f, d.Assessment), "the question does not arise in this tenant")}, {text: f.Rule}})
		}
		c.h2(fmt.Sprintf("Does not apply: %s", c.Number(len(none))), "")
		c.table(table{[]column{{"", 28, false}, {"What was not asked", 0, false}, {"Check", 18, false}}, rows})
	}
}

func summaryLead(d Document, pass, fail, unseen int) string {
	made := pass + fail
	if made+unseen == 0 {
		return "No check was made in this run."
	}
	s := fmt.Sprintf("%s could be made: %s in order, %s attention.", d.Plural(made, "check", "checks"),
		d.Number(pass)+choose(pass, " is", " are"), d.Number(fail)+choose(fail, " needs", " need"))
	if unseen > 0 {
		s += fmt.Sprintf(" %s not be verified.", d.Plural(unseen, "further check could", "further checks could"))
	}
	return s
}

// partsLacking names the parts that findings lack, each once; for a single finding also how much of them was seen.
func (w *Words) partsLacking(list ...assess.Finding) string {
	var names []string
	for _, f := range list {
		for _, p := range f.Parts {
			if name := PartName(p); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	s := cmp.Or(strings.Join(names, ", "), "what the check reads")
	if f := list[0]; len(list) == 1 && f.Total > 0 {
		s += fmt.Sprintf(" (%s of %s %s seen)", w.Number(f.Looked), w.Number(f.Total), f.Unit)
	}
	return s
}

// reasonList names why the parts that a finding lacks were not seen, each reason once.
func (w *Words) reasonList(f assess.Finding, a assess.Assessment) string {
	var names []string
	for _, r := range f.Reasons {
		found := false
		for _, g := range a.Gaps {
			if g.Reason != r || !slices.Contains(f.Parts, g.Part) {
				continue
			}
			found = true
			if name, _ := w.gapReason(g, a.Permissions); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		if !found && !slices.Contains(names, ReasonName(r)) {
			names = append(names, ReasonName(r))
		}
	}
	return strings.Join(names, ", ")
}

// firstSentence is text up to the first full stop that ends a sentence.
func firstSentence(text string) string {
	if i := strings.Index(text, ". "); i >= 0 {
		return text[:i+1]
	}
	return text
}

// drawScorecard shows each pillar's share of the score and what it lost most by.
func drawScorecard(c *canvas, d Document) {
	a := d.Assessment
	if len(a.Score.Pillars) == 0 {
		return
	}
	c.chapter("Scorecard", "The score, pillar by pillar", 95)
	c.p(styleBody, fmt.Sprintf("%s of 100 points, from the checks that could be made; they are %s of all that apply, by weight. A check that could not be made lowers the coverage and never the score.",
		c.wonPoints(a.Score), c.Percent(a.Score.Coverage)))
	c.outcomeKey()
	for _, p := range a.Score.Pillars {
		drawPillar(c, d, p)
	}
	drawPointsLost(c, d)
}

// maxLosses is how many findings the scorecard names; the action plan has all.
const maxLosses = 5

// drawPointsLost traces the points between the score and 100 to findings.
func drawPointsLost(c *canvas, d Document) {
	lost := slices.DeleteFunc(d.findings(assess.Fail), func(f assess.Finding) bool { return f.Lost() <= 0 })
	if len(lost) == 0 {
		return
	}
	slices.SortStableFunc(lost, func(x, y assess.Finding) int { return -cmp.Compare(x.Lost(), y.Lost()) })
	whole := d.assessedWeight()
	points := func(weight float64) string { return fmt.Sprintf("%.1f", 100*weight/whole) }
	rows := make([][]cell, 0, maxLosses+1)
	for _, f := range lost[:min(maxLosses, len(lost))] {
		sub := ""
		if f.Credit > 0 {
			sub = c.Percent(f.Credit) + " of the weight is won all the same, because little is left"
		}
		rows = append(rows, []cell{{text: f.Rule, anchor: findingAnchor(f.Rule)}, {severity: f.Severity}, {text: d.headline(f), sub: sub}, {text: points(f.Lost())}})
	}
	if len(lost) > maxLosses {
		rest := 0.0
		for _, f := range lost[maxLosses:] {
			rest += f.Lost()
		}
		rows = append(rows, []cell{{}, {}, {text: fmt.Sprintf("and %s more: see the action plan", c.Number(len(lost)-maxLosses))}, {text: points(rest)}})
	}
	c.h2("Where the points went", "points")
	c.table(table{[]column{{"Check", 17, false}, {"Severity", 24, false}, {"Finding", 0, false}, {"Points lost", 24, true}}, rows})
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

func (w *Words) wonPoints(s assess.Score) string {
	if s.Coverage == 0 {
		return "No"
	}
	return w.Points(s.Points)
}

func drawPillar(c *canvas, d Document, p assess.PillarScore) {
	const textWidth, barX, barWidth = 76.0, 90.0, 50.0
	why := d.lostMost(p.Pillar)
	textHeight := 0.0
	for _, w := range why {
		textHeight += c.height(textWidth, styleCaption, w)
	}
	h := max(21, 5+styleH3.leading+textHeight+3)
	c.need(h)
	y := c.y
	c.plate(c.left, y, body, h, 1.6, white, line)
	c.text(c.left+5, y+3, styleH3, c.Pillar(p.Pillar))
	ty := y + 3.6 + styleH3.leading
	for _, w := range why {
		ty = c.paragraph(c.left+5, ty, textWidth, styleCaption, w)
	}
	c.outcomeBar(c.left+barX, y+4.5, barWidth, 5.5, p)
	checks := p.Pass + p.Fail + p.NotAssessed + p.NotApplicable
	c.text(c.left+barX, y+11.5, styleCaption, c.Plural(checks, "check", "checks")+", coverage "+c.Percent(p.Coverage))
	if p.Assessed {
		c.textRight(c.right-5, y+3, style{semibold, 18, 8, navy}, c.Points(p.Points))
		c.textRight(c.right-5, y+11.5, styleCaption, "of 100 points")
	} else {
		w := c.chipWidth(c.Outcome(assess.NotAssessed), -1)
		c.chip(c.right-5-w, y+4.5, outcomeTints[assess.NotAssessed], c.Outcome(assess.NotAssessed), -1)
	}
	c.y += h + 3
}

// lostMost says by which findings a pillar lost most, in points of the whole score.
func (d Document) lostMost(p assess.Pillar) []string {
	whole := d.assessedWeight()
	failed := of(d.findings(assess.Fail), p)
	slices.SortStableFunc(failed, func(x, y assess.Finding) int { return -cmp.Compare(x.Lost(), y.Lost()) })
	var why []string
	for _, f := range failed[:min(2, len(failed))] {
		if f.Lost() <= 0 {
			continue
		}
		why = append(why, fmt.Sprintf("%s: %s (−%.1f)", f.Rule, d.headline(f), 100*f.Lost()/whole))
	}
	if len(why) == 0 && len(failed) == 0 {
		unseen := of(d.findings(assess.NotAssessed), p)
		if len(unseen) == 0 {
			return []string{"Nothing needs attention."}
		}
		return []string{fmt.Sprintf("Nothing that was seen needs attention; %s not verified.", d.Plural(len(unseen), "check was", "checks were"))}
	}
	return why
}
