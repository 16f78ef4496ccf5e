package report

import (
	"cmp"
	"slices"
	"strings"

	"preflight/assess"
)

// maxShown is how many objects a card names; the workbook has all.
const maxShown = 3

// drawFindings prints a card for each failed check.
func drawFindings(c *canvas, d Document) {
	failed := d.findings(assess.Fail)
	c.chapter("findings", c.Say("findings.kicker", nil), c.Say("findings.title", nil), 0)
	c.p(styleLead, c.Say("findings.lead", With{"count": len(failed)}))
	c.p(styleBody, c.Say("findings.licence.none", nil))
	c.tiles(severityTiles(d, failed))
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

// severityTiles count findings by severity, the blockers among them.
func severityTiles(d Document, list []assess.Finding) []tile {
	tiles := make([]tile, len(assess.Severities))
	for i, s := range assess.Severities {
		n, blockers := 0, 0
		for _, f := range list {
			switch {
			case f.Severity == s && f.Blocker:
				n, blockers = n+1, blockers+1
			case f.Severity == s:
				n++
			}
		}
		tiles[i] = tile{figure: d.Number(n), name: d.Severity(s), colour: severityTints[s].text}
		if blockers > 0 {
			tiles[i].note = d.Say("findings.tile.blockers", With{"blockers": blockers})
		}
	}
	return tiles
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
	blocks := []block{c.cardHead(d, f), c.facts([]label{
		{c.label("findings.affected"), d.affected(f), 1.2}, {c.label("findings.effort"), d.hours(f), 0.8}, {c.label("findings.by"), cmp.Or(e.Owner, wordDash), 2.7},
		{c.label("findings.decided"), c.decider(e), 0.7}, {c.label("findings.window"), c.windowOf(e), 0.75},
	})}
	const w = cardInner - labelWidth
	text := func(s string) []block { return c.lineBlocks(w, 0, "", styleCard, s) }
	var steps []block
	for i, s := range e.Steps {
		steps = append(steps, together(c.lineBlocks(w, 5, c.Number(i+1), styleCard, c.Fill(s, f, a)))...)
	}
	licence := ""
	if e.Licence != "" {
		licence = c.Say("findings.licence.needed", With{"licence": e.Licence})
	}
	for _, part := range []struct {
		label  string
		blocks []block
	}{
		{c.label("findings.why"), text(c.Fill(e.Why, f, a))},
		{c.label("findings.note"), text(c.Fill(e.Notes[f.Note], f, a))},
		{c.label("findings.fix"), steps},
		{c.label("findings.proof"), text(c.Fill(e.Proof, f, a))},
		{c.label("findings.where"), c.exampleBlocks(d, f, most, w)},
		{c.label("findings.licence"), text(licence)},
		{c.label("findings.links"), c.linkBlocks(e.Links, w)},
	} {
		blocks = append(blocks, beside(part.label, part.blocks)...)
	}
	for i, b := range blocks {
		if b.label != "" {
			blocks[i] = c.labelled(b)
		}
	}
	return blocks
}

// label is a text in the capitals of labels.
func (c *canvas) label(key string) string { return strings.ToUpper(c.Say(key, nil)) }

// affected is how many objects a finding names; a setting has none but the tenant.
func (d Document) affected(f assess.Finding) string {
	if e := d.entry(f); f.Outcome == assess.Fail && f.Count == 1 && e.Sheet == settingsSheet {
		return d.Say("findings.tenant", nil)
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
		chips += c.chipWidth(c.Say("findings.blocker", nil), -1) + 2
	}
	w := cardInner - idWidth - chips - 4
	headline := d.headline(f)
	h := max(c.height(w, st, headline), chipHeight) + 2
	return block{height: h, draw: func(x, y float64) {
		c.text(x, y, st.in(muted), c.fit(st, idWidth-2, f.Rule))
		c.paragraph(x+idWidth, y, w, st, headline)
		cx := x + cardInner - chips
		if f.Blocker {
			cx += c.chip(cx, y+0.3, tint{ink, white, ink}, c.Say("findings.blocker", nil), -1) + 2
		}
		c.severityChip(cx, y+0.3, f.Severity)
	}}
}

// decider is who has to agree before the work begins.
func (w *Words) decider(e assess.Entry) string {
	return cmp.Or(w.named("findings.decides.", e.Decides), wordDash)
}

func (w *Words) windowOf(e assess.Entry) string {
	if e.Window == "" {
		return wordDash
	}
	return w.Window(e.Window)
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
