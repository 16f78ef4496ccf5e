package report

import (
	"slices"

	"preflight/assess"
)

// mostTight is how much of its height a table of contents may lack before its lines run into each other.
const mostTight = 0.25

// drawContents lists the chapters with their pages and says how to read the report, all on one page: where the list is
// long, it says that in fewer words, and at last leaves the sections to the bookmarks.
func drawContents(c *canvas, d Document, outline []outlineEntry) {
	c.chapter("contents", c.Say("contents.kicker", nil), c.Say("contents.title", nil), 0)
	c.need(10)
	outline = slices.DeleteFunc(slices.Clone(outline), func(e outlineEntry) bool { return e.anchor == anchorOf("contents") })
	height := 0.0
	for _, e := range outline {
		height += 7.4
		if e.level > 0 {
			height -= 1.4
		}
	}
	for _, g := range []guide{c.boxedGuide(d), c.shortGuide(), c.keyGuide()} {
		if height*(1-mostTight) <= c.room()-g.height {
			c.contents(outline, g.height)
			g.draw()
			return
		}
	}
	g := c.shortGuide()
	c.contents(slices.DeleteFunc(outline, func(e outlineEntry) bool { return e.level > 0 }), g.height+styleCaption.leading+2)
	c.p(styleCaption, c.Say("contents.more", nil))
	g.draw()
}

// A guide says how to read the report, in so many mm.
type guide struct {
	height float64
	draw   func()
}

const guideHeading = 5 + 2 + 5.8

// keyGuide is the key to the chips alone.
func (c *canvas) keyGuide() guide {
	return guide{4 + 2*7, func() {
		c.y += 4
		drawKey(c)
	}}
}

// shortGuide is the guide in a paragraph.
func (c *canvas) shortGuide() guide {
	text := c.Say("contents.read.short", With{"sign": string(placeholder)})
	return guide{guideHeading + c.height(body, styleBody, text) + 1.8 + 2*7, func() {
		c.h2(c.Say("contents.read", nil), "")
		c.p(styleBody, text)
		drawKey(c)
	}}
}

const (
	guidePad   = 3.0
	guideWidth = (body - 2*gutter) / 3
)

// guideTexts say which pages are for whom.
func (d Document) guideTexts() [3][2]string {
	example := assess.Finding{Rule: "SHR-03"} // the identifier of a check that was made is a better example
	if len(d.Assessment.Findings) > 0 {
		example = d.Assessment.Findings[0]
	}
	return [3][2]string{
		{d.Say("contents.read.decide", nil), d.Say("contents.read.decide.text", nil)},
		{d.Say("contents.read.work", nil), d.Say("contents.read.work.text", With{"example": example.Rule})},
		{d.Say("contents.read.trust", nil), d.Say("contents.read.trust.text", With{"sign": string(placeholder)})},
	}
}

// boxedGuide says it to each kind of reader in a box.
func (c *canvas) boxedGuide(d Document) guide {
	h := 0.0
	for _, t := range d.guideTexts() {
		h = max(h, c.height(guideWidth-2*guidePad, styleCard, t[1]))
	}
	h += 2*guidePad + styleH3.leading + 1
	return guide{guideHeading + h + 4 + 2*7, func() {
		c.h2(c.Say("contents.read", nil), "")
		c.need(h)
		for i, t := range d.guideTexts() {
			x := c.left + float64(i)*(guideWidth+gutter)
			c.plate(x, c.y, guideWidth, h, 1.6, surface, surface)
			c.text(x+guidePad, c.y+guidePad, styleH3, t[0])
			c.paragraph(x+guidePad, c.y+guidePad+styleH3.leading+1, guideWidth-2*guidePad, styleCard, t[1])
		}
		c.y += h + 4
		drawKey(c)
	}}
}

// drawKey says what the chips mean.
func drawKey(c *canvas) {
	c.need(7)
	x := c.left
	for _, s := range assess.Severities {
		x += c.severityChip(x, c.y, s) + 3
	}
	c.text(x+1, c.y+0.3, styleCaption, c.Say("contents.severity", nil))
	c.y += 7
	c.need(6)
	x = c.left
	for _, o := range []assess.Outcome{assess.Pass, assess.Fail, assess.NotAssessed, assess.NotApplicable} {
		x += c.chip(x, c.y, outcomeTints[o], c.Outcome(o), -1) + 3
	}
	c.text(x+1, c.y+0.3, styleCaption, c.Say("contents.outcome", nil))
	c.y += 7
}
