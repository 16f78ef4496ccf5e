package report

import (
	"strings"

	"github.com/go-pdf/fpdf"
)

// Measures of a page, in mm. The text is as wide on every paper, so that a page is broken alike.
const (
	body         = 174.0 // width of the text
	bodyTop      = 22.0
	headerLine   = 16.0
	footerHeight = 14.0 // below the line above the footer
	gutter       = 4.0
	bulletWidth  = 4.5
)

// A canvas draws a document from top to bottom. Everything is measured first and drawn after, so that nothing is cut
// by the end of a page. There is one for each pass: what a pass learns of pages and places, the next one prints.
type canvas struct {
	*Words
	doc     Document
	page    Paper
	left    float64 // x of the text
	right   float64 // x of its end
	bottom  float64 // y at which the text of a page ends
	pdf     *fpdf.Fpdf
	cleaner *cleaner
	tone    colour // the brand's
	client  string
	footer  string

	y       float64
	fresh   bool   // nothing stands on the page yet
	kicker  string // of the chapter, repeated on the pages on which it goes on
	pending []heading

	outline []outlineEntry
	places  map[string]place // where anchors landed in this pass
	known   map[string]place // and in the pass before
	pages   int              // of the pass before; 0 in the first

	tags       *tagger
	pageLinks  []*pageLink
	properties properties

	beyond []string // texts that ran over their right bound, for tests
}

// A heading waits for what it heads, so that it never stands alone at the end of a page.
type heading struct {
	height float64
	draw   func()
}

type outlineEntry struct {
	level  int
	title  string
	anchor string
	page   int
}

type place struct {
	page int
	y    float64
}

// newCanvas starts a pass. last is the pass before, nil for the first.
func newCanvas(d Document, cl *cleaner, last *canvas) (*canvas, error) {
	page := d.Paper
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "mm", Size: fpdf.SizeType{Wd: page.Width, Ht: page.Height}})
	cl.install(pdf)
	pdf.SetCatalogSort(true)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.SetLineCapStyle("butt")
	margin := (page.Width - body) / 2
	c := &canvas{Words: d.Words, doc: d, page: page, left: margin, right: margin + body, bottom: page.Height - footerHeight - 5, pdf: pdf, cleaner: cl,
		places: map[string]place{}, tags: newTagger(pdf.RawWriteStr), properties: properties{language: d.Locale.String(), date: d.Assessment.AsOf.Time}}
	c.tagPages()
	c.tone = d.Brand.tone()
	if last == nil {
		return c, pdf.Error()
	}
	c.known, c.pages = last.places, last.pdf.PageNo()
	return c, pdf.Error()
}

// Say gives a text of the document.
func (c *canvas) Say(key string, with With) string { return c.doc.Say(key, with) }

// footerLine is the y of the line above the footer.
func (c *canvas) footerLine() float64 { return c.page.Height - footerHeight }

// clean makes s safe to print.
func (c *canvas) clean(s string) string { return c.cleaner.clean(s) }

// newPage begins a page with header and footer.
func (c *canvas) newPage() {
	c.pdf.AddPage()
	c.artifact(func() {
		c.textRight(c.right, 10, styleCaption, c.fit(styleCaption, 110, c.client))
		c.text(c.left, 10, styleCaption.bold(), c.Say("page.header", nil))
		c.rule(c.left, headerLine, c.right, line, 0.2)
		c.rule(c.left, headerLine, c.left+14, c.tone, 0.6)
		c.rule(c.left, c.footerLine(), c.right, line, 0.2)
		c.text(c.left, c.footerLine()+1.8, styleCaption, c.fit(styleCaption, 140, c.footer))
		c.textRight(c.right, c.footerLine()+1.8, styleCaption.bold().in(ink), c.Say("page.number", With{"page": c.pdf.PageNo(), "pages": c.pages}))
	})
	c.y, c.fresh = bodyTop, true
}

// nextPage goes on with the chapter on a new page.
func (c *canvas) nextPage() {
	c.newPage()
	if c.kicker != "" {
		c.artifact(func() {
			c.text(c.left, c.y, styleKicker, strings.ToUpper(c.Say("page.continued", With{"what": c.kicker})))
		})
		c.y += styleKicker.leading + 3
	}
	c.fresh = true
}

// room is what is left of the page, in mm.
func (c *canvas) room() float64 {
	room := c.bottom - c.y
	for _, h := range c.pending {
		room -= h.height
	}
	return room
}

// fullRoom is the room of an empty page on which a chapter goes on.
func (c *canvas) fullRoom() float64 { return c.bottom - bodyTop - styleKicker.leading - 3 }

// need makes sure that h mm fit, on this page or the next, and prints the headings that waited for it.
func (c *canvas) need(h float64) {
	const rounding = 0.001
	if h > c.room()+rounding && !c.fresh {
		c.nextPage()
	}
	pending := c.pending
	c.pending = nil
	for _, head := range pending {
		head.draw()
	}
	c.fresh = false
}

// chapter begins a chapter on a page of its own, or on this one where at least min mm are left; 0: always a new page. key
// is the chapter's own, whatever its kicker and title say.
func (c *canvas) chapter(key, kicker, title string, min float64) {
	c.kicker = kicker
	sect := &element{role: roleSect, parent: c.tags.root}
	c.tags.current = sect
	if min == 0 || c.pdf.PageNo() == 0 || c.bottom-c.y < min {
		c.newPage()
	}
	lines := c.wrap(styleH1, body, title)
	height := styleKicker.leading + 1 + float64(len(lines))*styleH1.leading + 4
	apart := 0.0
	if !c.fresh {
		apart = 11
	}
	c.pending = append(c.pending, heading{height + apart, func() {
		if !c.fresh {
			c.y += apart
		}
		c.entry(0, title, anchorOf(key))
		c.tags.under(sect, func() {
			c.text(c.left, c.y, styleKicker, strings.ToUpper(kicker))
			c.y += styleKicker.leading + 1
			c.group(roleH1, func() { c.lines(styleH1, lines) })
		})
		c.y += 4
		c.fresh = false
	}})
}

// h2 is a heading within a chapter. anchor, if any, puts it into the bookmarks.
func (c *canvas) h2(title, anchor string) {
	lines := c.wrap(styleH2, body, title)
	const before, after = 5, 2
	parent := c.tags.current
	c.pending = append(c.pending, heading{before + after + float64(len(lines))*styleH2.leading, func() {
		if !c.fresh {
			c.y += before
		}
		if anchor != "" {
			c.entry(1, title, anchor)
		}
		c.tags.under(parent, func() {
			c.group(roleH2, func() { c.lines(styleH2, lines) })
		})
		c.y += after
		c.fresh = false
	}})
}

// lines prints the lines of a text from the left margin downwards.
func (c *canvas) lines(st style, lines []string) {
	for _, l := range lines {
		c.text(c.left, c.y, st, l)
		c.y += st.leading
	}
}

// p is a paragraph over the whole width. It may go on over pages, with at least two lines on each.
func (c *canvas) p(st style, s string) {
	lines := c.wrap(st, body, s)
	paragraph := &element{role: roleP}
	for i, l := range lines {
		keep := 1
		switch {
		case i == 0 && len(lines) <= 3: // three cannot be parted with two on each side
			keep = len(lines)
		case i == 0, i == len(lines)-2:
			keep = min(2, len(lines)-i)
		}
		c.need(float64(keep) * st.leading)
		c.tags.within(paragraph, func() { c.lines(st, []string{l}) })
	}
	if len(lines) > 0 {
		c.y += 1.8
	}
}

// bullets is a list.
func (c *canvas) bullets(st style, items []string) {
	list := &element{role: roleList}
	for _, item := range items {
		lines := c.wrap(st, body-bulletWidth, item)
		c.need(float64(min(len(lines), 3)) * st.leading)
		text := newItem(c.tags, list)
		for i, l := range lines {
			c.need(st.leading)
			if i == 0 {
				c.disc(c.left+1.2, c.y+st.leading/2, 0.6, c.tone)
			}
			c.tags.within(text, func() { c.text(c.left+bulletWidth, c.y, st, l) })
			c.y += st.leading
		}
		c.y += 0.9
	}
	c.y += 1
}

// newItem is the text of a new item of a list. The list stands where its first item is drawn.
func newItem(t *tagger, list *element) *element {
	if list.parent == nil {
		list.parent = t.current
	}
	return &element{role: roleItemBody, parent: &element{role: roleItem, parent: list}}
}

// entry notes a place for the bookmarks and the table of contents.
func (c *canvas) entry(level int, title, anchor string) {
	c.anchor(anchor)
	c.outline = append(c.outline, outlineEntry{level, title, anchor, c.pdf.PageNo()})
	c.use(styleBody) // bookmarks are written in the current font's encoding
	c.pdf.Bookmark(c.clean(title), level, c.y)
}

// anchorOf is the anchor of a chapter. It goes by the chapter's key, since two kickers may say the same.
func anchorOf(key string) string { return "chapter " + key }

// anchor makes the current place a target of links. The first of a name holds.
func (c *canvas) anchor(name string) {
	if _, twice := c.places[name]; !twice {
		c.places[name] = place{c.pdf.PageNo(), max(0, c.y-4)}
	}
}

// linkTo makes an area of the page a link to an anchor, if the pass before found it: a link without a target would
// make the file invalid.
func (c *canvas) linkTo(x, y, w, h float64, anchor string) {
	if target, ok := c.known[anchor]; ok {
		c.link(&pageLink{x: x, y: y, w: w, h: h, target: target, about: anchor})
	}
}

// linkOut makes an area a link to a page of the web; anything but https is left out.
func (c *canvas) linkOut(x, y, w, h float64, address string) {
	if safe := webAddress(address); safe != "" {
		c.link(&pageLink{x: x, y: y, w: w, h: h, address: safe, about: safe})
	}
}
