package report

import (
	"slices"
	"strings"

	"preflight/assess"
)

const (
	nextRunDays = 30
	cacheFile   = "crawl.db" // as cmd/preflight writes it
)

// drawHandover is the page that is signed, and what stays behind.
func drawHandover(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("handover", c.Say("handover.kicker", nil), c.Say("handover.title", nil), 0)
	c.p(styleLead, c.Say("handover.lead", With{"date": a.AsOf, "verdict": c.Verdict(a.Score.Verdict), "decision": d.decision()}))
	c.h2(c.Say("handover.choices", nil), "")
	for _, text := range d.choices() {
		drawChoice(c, text)
	}
	c.y += 2
	drawSignatures(c, []signatory{
		{c.Say("handover.client", With{"name": d.client()}), d.Engagement.Contact},
		{c.Say("handover.msp", With{"name": d.Brand.Name}), d.Engagement.Consultant},
	})
	c.h2(c.Say("handover.left", nil), "")
	c.bullets(styleBody, []string{
		c.Say("handover.left.application", With{"power": c.powerText(a.Permissions)}),
		c.Say("handover.left.documents", With{"report": assess.ReportFile, "workbook": assess.WorkbookFile}),
		c.Say("handover.left.files", With{"assessment": assess.AssessmentFile, "evidence": assess.EvidenceFile, "cache": cacheFile}),
		c.Say("handover.left.nothing", nil),
	})
	c.h2(c.Say("handover.next", nil), "")
	next := c.Say("handover.next.text", With{"days": nextRunDays})
	if d.Brand.Contact != "" {
		next += " " + c.Say("handover.next.contact", With{"contact": d.Brand.Contact})
	}
	c.p(styleBody, next)
}

// choices are the answers that fit what is asked for: where no check failed there is no part of the work to approve and no
// risk to accept.
func (d Document) choices() []string {
	approve, decline := d.Say("handover.approve", nil), d.Say("handover.decline", nil)
	if d.Assessment.Score.Verdict == assess.Ready && len(d.findings(assess.Fail)) == 0 {
		return []string{approve, decline}
	}
	return []string{approve, d.Say("handover.part", nil), d.Say("handover.accept", nil), decline}
}

// drawChoice is a decision with a box to tick; one that ends with a colon has a line to write on.
func drawChoice(c *canvas, text string) {
	const height = 7.6
	st := styleBody.at(9.8)
	lines := c.wrap(st, body-7, text)
	if len(lines) == 0 { // replaced by nothing
		return
	}
	h := height + float64(len(lines)-1)*st.leading
	c.need(h)
	c.box(c.left, c.y+0.4, 3.6)
	y := c.y
	for _, l := range lines {
		c.text(c.left+7, y, st, l)
		y += st.leading
	}
	last := lines[len(lines)-1]
	if from := c.left + 9 + c.width(st, last); strings.HasSuffix(text, ":") && from < c.right-10 {
		c.rule(from, y-0.6, c.right, muted, 0.2)
	}
	c.y += h
}

// powerText says whether the application that stays behind could change something, as far as that was seen.
func (w *Words) powerText(p assess.Permissions) string {
	switch {
	case !p.Known:
		return ""
	case slices.ContainsFunc(p.Held, assess.Writes):
		return w.Say("handover.left.power.some", nil)
	}
	return w.Say("handover.left.power.none", nil)
}

// A signatory is a party with the person expected to sign, if that is known.
type signatory struct{ party, person string }

// drawSignatures leaves room for name, date and signature of each party.
func drawSignatures(c *canvas, parties []signatory) {
	const w, row = (body - 8) / 2, 12.0
	st := styleStrong
	head := st.leading
	for _, p := range parties {
		head = max(head, float64(len(c.atMost(2, st, w, p.party)))*st.leading)
	}
	height := head + 3*row + 2
	c.need(height)
	for i, p := range parties {
		x, y := c.left+float64(i)*(w+8), c.y
		for j, l := range c.atMost(2, st, w, p.party) {
			c.textWithin(x+w, x, y+float64(j)*st.leading, st, l)
		}
		y += head - st.leading + 1
		for j, label := range []string{c.Say("handover.name", nil), c.Say("handover.date", nil), c.Say("handover.signature", nil)} {
			y += row
			if j == 0 && p.person != "" {
				name := c.fit(styleBody, w, p.person)
				c.textWithin(x+w, x, y-styleBody.leading-0.4, styleBody, name)
			}
			c.rule(x, y, x+w, muted, 0.2)
			c.text(x, y+0.6, styleLabel, strings.ToUpper(label))
		}
	}
	c.y += height + 4
}
