package report

import (
	"cmp"
	"fmt"
	"slices"

	"preflight/assess"
)

// maxShown is how many objects a card names; the workbook has all.
const maxShown = 3

// drawFindings prints a card for each failed check.
func drawFindings(c *canvas, d Document) {
	c.chapter("Findings", "Findings in detail", 0)
	c.p(styleBody, "One card for each check that needs attention, by pillar and severity. Where a card names no licence, the fix needs none beyond today’s. The workbook lists every object concerned, with its address, for whoever does the work.")
	failed := d.findings(assess.Fail)
	for _, p := range assess.Pillars {
		own := of(failed, p)
		if len(own) == 0 {
			continue
		}
		c.h2(c.Pillar(p), "findings "+string(p))
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
	const w = cardInner - labelWidth
	blocks := []block{c.cardHead(d, f), c.facts([]label{
		{"AFFECTED", d.affected(f), 1.2}, {"EFFORT", c.Hours(from, to), 0.8}, {"DONE BY", cmp.Or(e.Owner, "–"), 2.7},
		{"DECIDED BY", decider(e), 0.7}, {"WINDOW", c.windowOf(e), 0.75},
	})}
	blocks = append(blocks, beside("WHY", c.lineBlocks(w, 0, "", styleCard, c.Fill(e.Why, f, a)))...)
	blocks = append(blocks, beside("NOTE", c.lineBlocks(w, 0, "", styleCard, c.Fill(e.Notes[f.Note], f, a)))...)
	var steps []block
	for i, s := range e.Steps {
		steps = append(steps, together(c.lineBlocks(w, 5, fmt.Sprint(i+1), styleCard, c.Fill(s, f, a)))...)
	}
	blocks = append(blocks, beside("WHAT TO DO", steps)...)
	blocks = append(blocks, beside("LICENCE", c.lineBlocks(w, 0, "", styleCard, licenceSentence(e)))...)
	blocks = append(blocks, beside("DONE WHEN", c.lineBlocks(w, 0, "", styleCard, c.Fill(e.Proof, f, a)))...)
	blocks = append(blocks, beside("WHERE", c.exampleBlocks(d, f, most, w))...)
	blocks = append(blocks, beside("READ MORE", c.linkBlocks(e.Links, w))...)
	for i, b := range blocks {
		if b.label != "" {
			blocks[i] = c.labelled(b)
		}
	}
	return blocks
}

// licenceSentence names the licence that the fix needs; empty where none is needed.
func licenceSentence(e assess.Entry) string {
	if e.Licence == "" {
		return ""
	}
	return "The fix needs a licence that the tenant may not have: " + e.Licence + "."
}

// affected is how many objects a finding names; a setting has none but the tenant.
func (d Document) affected(f assess.Finding) string {
	if e := d.entry(f); f.Outcome == assess.Fail && f.Count == 1 && e.Sheet == settingsSheet {
		return "the whole tenant"
	}
	return d.Affected(f)
}

// settingsSheet is what the catalogue gives as the sheet of a finding that names no objects.
const settingsSheet = "Actions"

func (c *canvas) cardHead(d Document, f assess.Finding) block {
	const idWidth = labelWidth
	st := styleH3.at(10.5)
	chips := c.chipWidth(c.Severity(f.Severity), 0)
	if f.Blocker {
		chips += c.chipWidth("Blocker", -1) + 2
	}
	w := cardInner - idWidth - chips - 4
	headline := d.headline(f)
	h := max(c.height(w, st, headline), chipHeight) + 2
	return block{height: h, draw: func(x, y float64) {
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

func (w *Words) windowOf(e assess.Entry) string {
	if e.Window == "" {
		return "–"
	}
	return w.Window(e.Window)
}

// exampleBlocks name some of the objects, and where all of them stand, in a column of width w.
func (c *canvas) exampleBlocks(d Document, f assess.Finding, most int, w float64) []block {
	e := d.entry(f)
	if e.Sheet == settingsSheet {
		return nil
	}
	var blocks []block
	shown := f.Examples[:min(most, len(f.Examples))]
	for _, o := range shown {
		blocks = append(blocks, block{height: styleCell.leading, draw: func(x, y float64) { c.example(x, y, w, e, o) }})
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
		blocks = append(blocks, c.lineBlocks(w, 0, "", styleCaption, "and "+c.Number(more)+" more: "+where)...)
	default:
		blocks = append(blocks, c.lineBlocks(w, 0, "", styleCaption, capital(where))...)
	}
	return blocks
}

// example prints one object: its name with its address behind it, its place and a fact. An item whose name suggests what
// it holds is named in the workbook only.
func (c *canvas) example(x, y, w float64, e assess.Entry, o assess.Object) {
	name, url, st := cmp.Or(o.Name, o.Key), webAddress(o.URL), styleCell.bold()
	if topic := nameTopic(o.Name); topic != "" && holdsItems(e.Sheet) {
		name, url, st = "name suggests "+topic, "", styleCell.in(muted).bold()
	}
	name = c.fit(st, w*0.55, name)
	c.text(x, y, st, name)
	at := x + c.width(st, name) + 2.5
	c.text(at, y, styleCell.in(muted), c.fit(styleCell, x+w-at, joined(" · ", o.Place, o.Detail)))
	if url != "" {
		c.linkOut(x, y, at-x, styleCell.leading, url)
	}
}

// linkBlocks are the pages to read, two side by side.
func (c *canvas) linkBlocks(links []assess.Link, w float64) []block {
	links = slices.DeleteFunc(slices.Clone(links), func(l assess.Link) bool { return webAddress(l.URL) == "" })
	var blocks []block
	for i := 0; i < len(links); i += 2 {
		row := links[i:min(i+2, len(links))]
		blocks = append(blocks, block{height: styleLink.leading, draw: func(x, y float64) {
			for j, l := range row {
				x := x + float64(j)*w/2
				title := c.fit(styleLink, w/2-3, cmp.Or(l.Title, l.URL))
				c.text(x, y, styleLink, title)
				c.linkOut(x, y, c.width(styleLink, title), styleLink.leading, l.URL)
			}
		}})
	}
	return blocks
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
