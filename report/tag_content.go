package report

import "fmt"

// A page's content is a row of marked pieces. What belongs to no element stands in pieces that are artifacts, from the
// page's first operator to its last, so that whatever draws past this file is decoration and not an untagged text.
const (
	beginArtifact = "/Artifact BMC"
	endMarked     = "EMC"
)

// tagPages makes the library open and close the artifact that surrounds a page's content.
func (c *canvas) tagPages() {
	c.pdf.SetHeaderFunc(func() { c.tags.write(beginArtifact) })
	c.pdf.SetFooterFunc(func() { c.tags.write(endMarked) })
}

// content draws a piece of text of the current element, in the box x, y, w, h.
func (c *canvas) content(x, y, w, h float64, text string, draw func()) {
	if c.tags.closed() || c.pdf.PageNo() == 0 {
		draw()
		return
	}
	m := c.tags.mark(c.pdf.PageNo())
	m.x, m.y, m.w, m.h, m.text = x, y, w, h, text
	c.inMark(m, draw)
}

func (c *canvas) inMark(m *mark, draw func()) {
	c.tags.write(fmt.Sprintf("%s\n/%s <</MCID %d>> BDC", endMarked, m.element.role, m.id))
	draw()
	c.tags.write(endMarked + "\n" + beginArtifact)
}

// figure draws a picture, which is one thing to whoever cannot see it: alt says in a sentence what it shows. It stays on
// one page. Without a sentence, or within another figure, what is drawn belongs to what surrounds it.
func (c *canvas) figure(alt string, draw func()) {
	if alt = c.clean(alt); alt == "" || c.tags.closed() || c.pdf.PageNo() == 0 {
		draw()
		return
	}
	c.tags.within(&element{role: roleFigure, alt: alt}, func() {
		c.inMark(c.tags.mark(c.pdf.PageNo()), draw)
	})
}

// artifact draws decoration: what is there for the eye only, or is repeated on every page.
func (c *canvas) artifact(draw func()) {
	c.tags.within(&element{role: roleArtifact}, draw)
}

// group makes one element of what draw draws: role is one of ISO 32000-1, 14.8.4, such as H2, P or L. Within a text
// only a figure, a link or decoration is an element of its own; other groups there change nothing.
func (c *canvas) group(role string, draw func()) {
	c.tags.within(&element{role: role}, draw)
}
