package report

import (
	"cmp"
	"math"
	"slices"

	"preflight/assess"
)

// maxBubbles is how many actions the matrix shows; the plan has all.
const maxBubbles = 10

// inOrder returns what failed in the order in which it pays: blockers, then by the points that an hour wins.
func (d Document) inOrder() []assess.Finding {
	list := d.findings(assess.Fail)
	worth := func(f assess.Finding) float64 { return f.Lost() / d.worthHours(f) } // the points, but for a factor
	slices.SortStableFunc(list, func(a, b assess.Finding) int {
		return cmp.Or(-compareBool(a.Blocker, b.Blocker), -cmp.Compare(worth(a), worth(b)), cmp.Compare(a.Rule, b.Rule))
	})
	return list
}

// worthHours is the mean effort of a finding, a quarter of an hour at least.
func (d Document) worthHours(f assess.Finding) float64 {
	from, to := d.entry(f).Effort.Hours(f.Count)
	return max(0.25, (from+to)/2)
}

// drawOrder sets effort against impact, the names beside it and the figures below.
func drawOrder(c *canvas, d Document) {
	list := d.inOrder()
	c.chapter("order", c.Say("order.kicker", nil), c.Say("order.title", nil), 0)
	if list[0].Blocker {
		c.p(styleLead, c.Say("order.lead", With{"n": len(list)}))
	} else {
		c.p(styleLead, c.Say("order.lead.noblocker", With{"n": len(list)}))
	}
	shown := list[:min(maxBubbles, len(list))]
	const least, most, rowHeight = 76.0, 104.0, 7.4
	height := max(least, min(most, c.room()-rowHeight*float64(len(shown)+2)-20))
	c.need(height)
	alt := c.Say("order.alt", With{"shown": len(shown), "n": len(list), "first": d.action(list[0])})
	c.matrix(c.left, c.y, body, height, d.matrixItems(shown), matrixAxes{
		effort: c.Say("order.effort", nil), impact: c.Say("order.impact", nil), low: c.Say("order.low", nil), high: c.Say("order.high", nil), first: c.Say("order.first", nil),
	}, alt)
	c.y += height + 3
	c.p(styleCaption, c.Say("order.foot", nil))
	rows := make([][]cell, 0, len(shown))
	for i, f := range shown {
		window := "–"
		if w := d.entry(f).Window; w != "" {
			window = c.Window(w)
		}
		rows = append(rows, []cell{{text: c.Number(i + 1), strong: true}, {text: f.Rule, anchor: findingAnchor(f.Rule)}, {severity: f.Severity},
			{text: c.Pillar(f.Pillar)}, {text: d.hours(f)}, {text: d.lostPoints(f)}, {text: c.fixed(d.points(f) / d.worthHours(f))}, {text: window}})
	}
	c.table(table{[]column{{"", 9, true}, {c.Say("order.check", nil), 17, false}, {c.Say("order.severity", nil), 23, false}, {c.Say("order.pillar", nil), 0, false},
		{c.Say("order.hours", nil), 24, true}, {c.Say("order.points", nil), 16, true}, {c.Say("order.worth", nil), 24, true}, {c.Say("order.window", nil), 23, false}}, rows})
	if more := len(list) - len(shown); more > 0 {
		c.p(styleCaption, c.Say("order.more", With{"n": more}))
	}
}

// matrixItems place findings by effort, on a scale of doublings from half an hour, and by impact: the points that they
// cost, and a fifth of the scale more for a blocker, which decides alone.
func (d Document) matrixItems(list []assess.Finding) []matrixItem {
	const blocker = 0.2
	most, hours := 0.1, 1.0
	for _, f := range list {
		most, hours = max(most, d.points(f)), max(hours, d.worthHours(f))
	}
	items := make([]matrixItem, len(list))
	for i, f := range list {
		impact := (1 - blocker) * d.points(f) / most
		if f.Blocker {
			impact += blocker
		}
		effort := math.Log2(max(1, d.worthHours(f)*2)) / math.Log2(hours*2)
		items[i] = matrixItem{i + 1, d.action(f), 0.06 + 0.88*effort, 0.06 + 0.88*impact, severityTints[f.Severity].text}
	}
	return items
}
