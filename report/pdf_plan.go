package report

import (
	"cmp"
	"fmt"
	"slices"

	"preflight/assess"
)

// windows are the action plan's, in order.
var windows = []struct{ key, aim string }{
	{"0-30", "Close what stands in the way"},
	{"30-60", "Put owners and rules in place"},
	{"60-90", "Tidy up and keep it so"},
}

// drawPlan lists the work by window, with owner, effort and proof.
func drawPlan(c *canvas, d Document) {
	failed := d.findings(assess.Fail)
	from, to := d.effort(failed)
	c.chapter("Action plan", "What to do in 90 days", 0)
	c.p(styleLead, fmt.Sprintf("%s, %s of work in all. The hours are those of the people named; they grow with the objects concerned, and a count that is a lower bound makes them one too.",
		c.Plural(len(failed), "action", "actions"), c.Hours(from, to)))
	known := map[string]bool{}
	for _, w := range windows {
		known[w.key] = true
		d.drawWindow(c, c.Window(w.key)+": "+w.aim, "plan "+w.key, inWindow(d, failed, func(key string) bool { return key == w.key }))
	}
	d.drawWindow(c, "Later", "plan later", inWindow(d, failed, func(key string) bool { return !known[key] }))
}

func inWindow(d Document, list []assess.Finding, in func(string) bool) []assess.Finding {
	return slices.DeleteFunc(slices.Clone(list), func(f assess.Finding) bool { return !in(d.entry(f).Window) })
}

func (d Document) drawWindow(c *canvas, title, anchor string, list []assess.Finding) {
	if len(list) == 0 {
		return
	}
	from, to := d.effort(list)
	c.h2(fmt.Sprintf("%s (%s)", title, c.Hours(from, to)), anchor)
	rows := make([][]cell, 0, len(list))
	for _, f := range list {
		e := d.entry(f)
		from, to := e.Effort.Hours(f.Count)
		sub := ""
		if e.Decides == "client" {
			sub = "the client decides"
		}
		if e.Licence != "" {
			sub = joined("; ", sub, "licence needed: "+e.Licence)
		}
		rows = append(rows, []cell{
			{text: f.Rule, anchor: findingAnchor(f.Rule)},
			{text: e.Title, sub: joined("; ", d.affected(f)+" affected", sub)},
			{text: cmp.Or(e.Owner, "–")},
			{text: c.Hours(from, to)},
			{text: c.Fill(e.Proof, f, d.Assessment)},
		})
	}
	c.table(table{[]column{{"Check", 16, false}, {"Aim", 0, false}, {"Done by", 35, false}, {"Effort", 22, true}, {"Proof that it is done", 55, false}}, rows})
}

// effort sums the hours of some findings.
func (d Document) effort(list []assess.Finding) (from, to float64) {
	for _, f := range list {
		a, b := d.entry(f).Effort.Hours(f.Count)
		from, to = from+a, to+b
	}
	return from, to
}
