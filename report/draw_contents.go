package report

import "fmt"

// contents is the table of contents: a line for each entry, which leads to its page. Where the list is long, its lines
// move closer together, so that what stands below it, of below mm, stays on the page.
func (c *canvas) contents(outline []outlineEntry, below float64) {
	const apart = 1.8 // mm more above a chapter that follows a section
	lead := func(e outlineEntry) float64 {
		if e.level == 0 {
			return 7.4
		}
		return 5.6
	}
	ends := func(i int) bool { return i > 0 && outline[i].level == 0 && outline[i-1].level > 0 }
	total := 0.0
	for i, e := range outline {
		total += lead(e)
		if ends(i) {
			total += apart
		}
	}
	most := c.bottom - c.y - below
	tight := min(1, most/max(most, total))
	c.group(roleContents, func() {
		for i, e := range outline {
			if ends(i) {
				c.y += apart * tight
			}
			c.group(roleEntry, func() { c.contentsLine(e) })
			c.y += lead(e) * tight
		}
	})
}

// contentsLine is a title, its page, and dots between them for the eye.
func (c *canvas) contentsLine(e outlineEntry) {
	dots := style{regular, 7, 5, line.mix(muted, 0.4)}
	st, indent := styleStrong.at(10), 0.0
	if e.level > 0 {
		st, indent = styleBody, 6
	}
	page := fmt.Sprint(e.page)
	title := c.fit(st, body-indent-30, e.title)
	c.text(c.left+indent, c.y, st, title)
	from, to := c.left+indent+c.width(st, title)+2, c.right-c.width(st, page)-2
	step := c.width(dots, ".") * 2.4
	c.artifact(func() {
		for x := to; x > from; x -= step {
			c.text(x, c.y+st.leading-dots.leading, dots, ".")
		}
	})
	c.textRight(c.right, c.y, st, page)
	c.linkTo(c.left, c.y, body, st.leading, e.anchor)
}
