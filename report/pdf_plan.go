package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"preflight/assess"
)

// windows are the action plan's phases, in order.
var windows = []struct{ key, anchor string }{{"0-30", "plan 0-30"}, {"30-60", "plan 30-60"}, {"60-90", "plan 60-90"}}

// planDays is how far the plan reaches.
const planDays = 90

// A phase is a window of the plan with its work.
type phase struct {
	name, aim, anchor string
	list              []assess.Finding
	hours             hours
}

// hours is an effort; least: there may be more, since not every place was read.
type hours struct {
	from, to float64
	least    bool
}

// phases are those that have work, what has no window of the plan last. Their hours are whole, rounded up, wherever they
// are printed, so that phases, totals and quote add up.
func (d Document) phases() []phase {
	failed := d.findings(assess.Fail)
	rest := slices.Clone(failed)
	var list []phase
	for _, w := range windows {
		in := func(f assess.Finding) bool { return d.entry(f).Window == w.key }
		p := phase{name: d.Window(w.key), aim: d.Say("plan.aim."+w.key, nil), anchor: w.anchor}
		p.list = slices.DeleteFunc(slices.Clone(failed), func(f assess.Finding) bool { return !in(f) })
		list, rest = append(list, p), slices.DeleteFunc(rest, in)
	}
	later := phase{name: d.Say("plan.later", nil), aim: d.Say("plan.aim.later", nil), anchor: "plan later", list: rest}
	list = slices.DeleteFunc(append(list, later), func(p phase) bool { return len(p.list) == 0 })
	for i, p := range list {
		list[i].hours = d.hoursOf(p.list).up()
	}
	return list
}

// drawPlan lists the work by phase, with owner, effort and proof, and what it would cost.
func drawPlan(c *canvas, d Document) {
	failed := d.findings(assess.Fail)
	phases := d.phases()
	all := total(phases)
	c.chapter("plan", c.Say("plan.kicker", nil), c.Say("plan.title", With{"days": planDays}), 110)
	if all.least {
		c.p(styleLead, c.Say("plan.lead.least", With{"n": len(failed), "hours": c.Hours(all.from, all.to)}))
	} else {
		c.p(styleLead, c.Say("plan.lead", With{"n": len(failed), "hours": c.Hours(all.from, all.to)}))
	}
	drawPhases(c, d, phases, all)
	for _, p := range phases {
		drawPhase(c, d, p)
	}
	drawQuote(c, d, phases)
}

// drawPhases gives the hours of each phase and of all.
func drawPhases(c *canvas, d Document, phases []phase, all hours) {
	c.h2(c.Say("plan.phases", nil), "")
	row := func(name, aim string, actions int, hours hours, won float64, strong bool) []cell {
		return []cell{{text: name, strong: true}, {text: aim}, {text: c.Number(actions), strong: strong}, {text: c.hoursText(hours), strong: strong}, {text: c.fixed(won), strong: strong}}
	}
	var rows [][]cell
	total, points := 0, 0.0
	for _, p := range phases {
		won := 0.0
		for _, f := range p.list {
			won += d.points(f)
		}
		rows = append(rows, row(p.name, p.aim, len(p.list), p.hours, won, false))
		total, points = total+len(p.list), points+won
	}
	rows = append(rows, row(c.Say("plan.total", nil), "", total, all, points, true))
	c.table(table{[]column{{c.Say("plan.phase", nil), 30, false}, {c.Say("plan.phase.aim", nil), 0, false}, {c.Say("plan.phase.actions", nil), 22, true},
		{c.Say("plan.phase.hours", nil), 34, true}, {c.Say("plan.phase.points", nil), 28, true}}, rows})
	note := c.Say("plan.rounded", nil)
	if all.least {
		note += " " + c.Say("plan.least.note", nil)
	}
	c.p(styleCaption, note)
}

func drawPhase(c *canvas, d Document, p phase) {
	c.h2(c.Say("plan.window", With{"window": p.name, "aim": p.aim, "hours": c.hoursText(p.hours)}), p.anchor)
	rows := make([][]cell, 0, len(p.list))
	for _, f := range p.list {
		e := d.entry(f)
		sub := []string{c.Say("plan.affected", With{"affected": d.affected(f)})}
		if e.Decides == "client" {
			sub = append(sub, c.Say("plan.decides", nil))
		}
		if e.Licence != "" {
			sub = append(sub, c.Say("plan.licence", With{"licence": e.Licence}))
		}
		rows = append(rows, []cell{
			{text: f.Rule, anchor: findingAnchor(f.Rule)},
			{text: d.action(f), sub: strings.Join(sub, "; ")},
			{text: cmp.Or(e.Owner, "–")},
			{text: d.hours(f)},
			{text: c.Fill(e.Proof, f, d.Assessment)},
		})
	}
	c.captioned(p.name, table{[]column{{c.Say("plan.check", nil), 16, false}, {c.Say("plan.goal", nil), 0, false}, {c.Say("plan.owner", nil), 35, false},
		{c.Say("plan.effort", nil), 22, true}, {c.Say("plan.proof", nil), 55, false}}, rows})
}

// hoursOf is the effort of some findings, each to a quarter of an hour as it is printed, so that what is printed adds up.
// It is a lower bound where one of them counts only what was seen. The workbook has the hours as they come.
func (d Document) hoursOf(list []assess.Finding) hours {
	var h hours
	for _, f := range list {
		from, to := d.entry(f).Effort.Hours(f.Count)
		h = h.plus(hours{quarters(from), quarters(to), f.AtLeast})
	}
	return h
}

func (h hours) plus(other hours) hours {
	return hours{h.from + other.from, h.to + other.to, h.least || other.least}
}

// up is h in whole hours, rounded up.
func (h hours) up() hours { return hours{math.Ceil(h.from), math.Ceil(h.to), h.least} }

// quarters rounds hours to a quarter, in which sums of them are exact. Work is never none.
func quarters(h float64) float64 {
	if h > 0 {
		return max(0.25, math.Round(h*4)/4)
	}
	return 0
}

// total is the hours of all phases.
func total(phases []phase) hours {
	var h hours
	for _, p := range phases {
		h = h.plus(p.hours)
	}
	return h
}

// hours writes the hours of a finding.
func (d Document) hours(f assess.Finding) string { return d.hoursText(d.hoursOf([]assess.Finding{f})) }

// hoursText writes an effort, marked where it is a lower bound.
func (w *Words) hoursText(h hours) string {
	if h.least {
		return w.Say("plan.least", With{"hours": w.Hours(h.from, h.to)})
	}
	return w.Hours(h.from, h.to)
}
