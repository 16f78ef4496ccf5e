package report

import (
	"cmp"
	"slices"
	"strings"

	"preflight/assess"
)

// summaryHeading is the name of a pillar over its lines, with its score where it has one.
func (c *canvas) summaryHeading(title string, score *assess.PillarScore) {
	const before, after = 3.0, 1.4
	c.pending = append(c.pending, heading{before + styleH3.leading + after, func() {
		if !c.fresh {
			c.y += before
		}
		c.group(roleH2, func() { c.text(c.left, c.y, styleH3.in(navy).at(10), title) })
		if score != nil && score.Assessed {
			text := c.Say("summary.points", With{"points": c.Points(score.Points), "most": 100})
			c.textRight(c.right, c.y+0.4, styleCaption, text)
		}
		c.rule(c.left, c.y+styleH3.leading+0.7, c.right, line, 0.3)
		c.y += styleH3.leading + after
		c.fresh = false
	}})
}

// A summaryLine is a check in one line: what became of it, its words, its identifier.
type summaryLine struct {
	finding assess.Finding
	text    string
	sub     string // smaller, below
	anchor  string
}

const summaryChip = 31.0 // mm before a line's words

func (c *canvas) summaryLine(l summaryLine) {
	const w = body - summaryChip - 17
	lines, subs := c.wrap(styleCell.at(8.6), w, l.text), c.wrap(styleCellSub, w, l.sub)
	st := styleCell.at(8.6)
	h := max(chipHeight, float64(len(lines))*st.leading+float64(len(subs))*styleCellSub.leading) + 1.3
	c.need(h)
	c.group(roleP, func() {
		if f := l.finding; f.Outcome == assess.Fail {
			c.severityChip(c.left, c.y, f.Severity)
		} else {
			c.chip(c.left, c.y, outcomeTints[f.Outcome], c.Outcome(f.Outcome), -1)
		}
		below := c.column(c.left+summaryChip, c.y+0.2, st, lines)
		c.column(c.left+summaryChip, below, styleCellSub, subs)
		c.textRight(c.right, c.y+0.2, styleCell.in(muted), l.finding.Rule)
		c.linkTo(c.left, c.y, body, h, l.anchor)
	})
	c.y += h
}

// column prints lines from y on and returns the y below them.
func (c *canvas) column(x, y float64, st style, lines []string) float64 {
	for _, l := range lines {
		c.text(x, y, st, l)
		y += st.leading
	}
	return y
}

// summaryMore says how many lines were left out and where they stand.
func (c *canvas) summaryMore(text string) {
	for _, l := range c.wrap(styleCaption, body-summaryChip, text) {
		c.need(styleCaption.leading)
		c.text(c.left+summaryChip, c.y, styleCaption, l)
		c.y += styleCaption.leading
	}
	c.y++
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
	s := cmp.Or(strings.Join(names, ", "), w.Say("summary.unseen.parts", nil))
	if f := list[0]; len(list) == 1 && f.Total > 0 {
		return w.Say("summary.unseen.seen", With{"parts": s, "looked": f.Looked, "total": f.Total, "unit": f.Unit})
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
		if !found && !slices.Contains(names, w.ReasonName(r)) {
			names = append(names, w.ReasonName(r))
		}
	}
	return strings.Join(names, ", ")
}
