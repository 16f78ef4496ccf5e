package report

import (
	"cmp"
	"fmt"

	"preflight/assess"
)

// maxShown is how many objects a card names; the workbook has all.
const maxShown = 5

// drawFindings prints a card for each failed check.
func drawFindings(c *canvas, d Document) {
	c.chapter("Findings", "Findings in detail", 0)
	c.p(styleBody, "One card for each check that needs attention, by pillar and severity. The workbook lists every object concerned, with its address, for whoever does the work.")
	failed := d.findings(assess.Fail)
	for _, p := range assess.Pillars {
		own := of(failed, p)
		if len(own) == 0 {
			continue
		}
		c.h2(PillarName(p), "findings "+string(p))
		for _, f := range own {
			c.card(severityTints[f.Severity].fill, findingAnchor(f.Rule), f.Rule, c.fittingBlocks(d, f))
		}
	}
}

// fittingBlocks is the content of a finding's card, with fewer examples where that keeps it on the page.
func (c *canvas) fittingBlocks(d Document, f assess.Finding) []block {
	blocks := c.findingBlocks(d, f, maxShown)
	for shown := maxShown; shown > 0; shown-- {
		if fewer := c.findingBlocks(d, f, shown); 2*cardPadY+stackHeight(fewer) <= c.room() {
			return fewer
		}
	}
	return blocks
}

// findingBlocks is the content of a finding's card, which names at most so many objects.
func (c *canvas) findingBlocks(d Document, f assess.Finding, most int) []block {
	e, a := d.entry(f), d.Assessment
	from, to := e.Effort.Hours(f.Count)
	blocks := []block{c.cardHead(d, f)}
	blocks = append(blocks, c.textBlocks("WHY IT MATTERS", styleCard, Fill(e.Why, f, a))...)
	if note := e.Notes[f.Note]; note != "" {
		blocks = append(blocks, c.textBlocks("NOTE", styleCard, Fill(note, f, a))...)
	}
	var steps []block
	for i, s := range e.Steps {
		steps = append(steps, c.lineBlocks(cardInner, 6, fmt.Sprint(i+1), styleCard, Fill(s, f, a))...)
		steps = append(steps, block{0.6, func(float64, float64) {}})
	}
	blocks = append(blocks, c.labelled("WHAT TO DO", steps)...)
	blocks = append(blocks, c.textBlocks("HOW YOU SEE THAT IT IS DONE", styleCard, Fill(e.Proof, f, a))...)
	blocks = append(blocks, c.facts([]label{
		{"AFFECTED", Affected(f), 1.1}, {"EFFORT", Hours(from, to), 0.8}, {"DONE BY", cmp.Or(e.Owner, "–"), 1.7},
		{"DECIDED BY", decider(e), 0.7}, {"WINDOW", windowOf(e), 0.8}, {"LICENCE NEEDED", cmp.Or(e.Licence, "none beyond today’s"), 1.2},
	}))
	const left, right = 0.56 * cardInner, 0.44*cardInner - gutter
	return append(blocks, beside(c.exampleBlocks(f, e, most, left), c.linkBlocks(e.Links, right), left+gutter))
}

func (c *canvas) cardHead(d Document, f assess.Finding) block {
	const idWidth = 18.0
	st := styleH3.at(10.5)
	chips := c.chipWidth(SeverityName(f.Severity), 0)
	if f.Blocker {
		chips += c.chipWidth("Blocker", -1) + 2
	}
	w := cardInner - idWidth - chips - 4
	headline := d.headline(f)
	h := max(c.height(w, st, headline), chipHeight) + 2
	return block{h, func(x, y float64) {
		c.text(x, y, st.in(muted), c.fit(st, idWidth-2, f.Rule))
		c.paragraph(x+idWidth, y, w, st, headline)
		cx := x + cardInner - chips
		if f.Blocker {
			cx += c.chip(cx, y+0.3, tint{ink, white, ink}, "Blocker", -1) + 2
		}
		c.severityChip(cx, y+0.3, f.Severity)
	}}
}

func decider(e assess.Entry) string {
	switch e.Decides {
	case "client":
		return "Client"
	case "msp":
		return "Us"
	}
	return cmp.Or(e.Decides, "–")
}

func windowOf(e assess.Entry) string {
	if e.Window == "" {
		return "–"
	}
	return Window(e.Window)
}

// exampleBlocks name some of the objects, and where all of them stand, in a column of width w.
func (c *canvas) exampleBlocks(f assess.Finding, e assess.Entry, most int, w float64) []block {
	var blocks []block
	shown := f.Examples[:min(most, len(f.Examples))]
	for _, o := range shown {
		rest := joined(" · ", o.Place, o.Detail)
		blocks = append(blocks, block{styleCell.leading + 0.3, func(x, y float64) {
			name := c.fit(styleCell.bold(), w*0.6, cmp.Or(o.Name, o.Key))
			c.text(x, y, styleCell.bold(), name)
			at := x + c.width(styleCell.bold(), name) + 3
			c.text(at, y, styleCell.in(muted), c.fit(styleCell, x+w-at, rest))
			if webAddress(o.URL) != "" {
				c.linkOut(x, y, at-x, styleCell.leading, o.URL)
			}
		}})
	}
	where := ""
	if e.Sheet != "" {
		where = "workbook, sheet " + e.Sheet
		if e.Filter != "" {
			where += ", filter “" + e.Filter + "”"
		}
	}
	more := f.Count - len(shown)
	switch {
	case where == "":
	case more > 0 && len(shown) > 0:
		blocks = append(blocks, c.lineBlocks(w, 0, "", styleCaption, "and "+Number(more)+" more: "+where)...)
	default:
		blocks = append(blocks, c.lineBlocks(w, 0, "", styleCaption, "All of it: "+where)...)
	}
	return c.labelled("WHERE", blocks)
}

func (c *canvas) linkBlocks(links []assess.Link, w float64) []block {
	var blocks []block
	for _, l := range links {
		if webAddress(l.URL) == "" {
			continue
		}
		blocks = append(blocks, block{styleLink.leading + 0.2, func(x, y float64) {
			title := c.fit(styleLink, w, cmp.Or(l.Title, l.URL))
			c.text(x, y, styleLink, title)
			c.linkOut(x, y, c.width(styleLink, title), styleLink.leading, l.URL)
		}})
	}
	return c.labelled("READ MORE", blocks)
}

// joined joins what is not empty.
func joined(by string, parts ...string) string {
	s := ""
	for _, p := range parts {
		if p != "" && s != "" {
			s += by
		}
		s += p
	}
	return s
}
