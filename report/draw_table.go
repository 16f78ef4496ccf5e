package report

import (
	"strings"

	"preflight/assess"
)

// A table goes over as many pages as it needs; its header is repeated on each.
type table struct {
	columns []column
	rows    [][]cell
}

// A column of a table.
type column struct {
	title string
	width float64 // mm; those of 0 share what is left
	right bool    // figures
}

// A cell is a text with a smaller one below it, or a chip.
type cell struct {
	text   string
	sub    string
	strong bool
	anchor string // within the document
	url    string

	severity assess.Severity // a chip
	outcome  assess.Outcome  // a chip
	word     string          // of the outcome's chip, in place of the outcome's name

	heat float64 // shades the cell by a share from 0 to 1; its text is the number
}

const (
	cellPadX = 1.8
	cellPadY = 1.5

	keepHeight = 68.0 // a table no higher than this is not broken
)

// A setLine is a line of text that has been measured.
type setLine struct {
	style style
	text  string
}

// set breaks a cell into lines.
func (c *canvas) set(v cell, w float64) []setLine {
	st := styleCell
	if v.strong {
		st = st.bold()
	}
	if v.anchor != "" || webAddress(v.url) != "" {
		st = st.in(accent)
	}
	var lines []setLine
	for _, l := range c.wrap(st, w, v.text) {
		lines = append(lines, setLine{st, l})
	}
	for _, l := range c.wrap(styleCellSub, w, v.sub) {
		lines = append(lines, setLine{styleCellSub, l})
	}
	return lines
}

func linesHeight(lines []setLine) float64 {
	h := 0.0
	for _, l := range lines {
		h += l.style.leading
	}
	return h
}

// table prints t at the full width.
func (c *canvas) table(t table) { c.captioned("", t) }

// captioned prints t, and where it goes on says above the repeated header what it is of; an empty caption says nothing.
func (c *canvas) captioned(caption string, t table) {
	widths := t.widths()
	whole := &element{role: roleTable, parent: c.tags.current}
	header := func() {
		c.rect(c.left, c.y, body, headHeight, navy)
		x := c.left
		cells := c.tags.row(whole, roleHead, len(t.columns))
		for i, col := range t.columns {
			c.tags.within(cells[i], func() {
				c.inColumn(x, c.y+(headHeight-styleHead.leading)/2, widths[i], styleHead, col.title, col.right)
			})
			x += widths[i]
		}
		c.y += headHeight
	}
	shade := false
	sets, total := c.setRows(t)
	if total <= keepHeight {
		c.need(total)
	}
	for i, row := range t.rows {
		set := sets[i]
		var cells []*element
		for first := true; first || !empty(set); first = false {
			var part [][]setLine
			part, set = split(set, c.fullRoom()-headHeight-captionHeight(caption)-2*cellPadY)
			h := rowHeight(part)
			switch {
			case i == 0 && first:
				c.need(headHeight + h)
				header()
			case h > c.room(), first && t.keeps(i) && wantsNext(h, rowHeight(sets[i+1]), c.room()):
				c.nextPage()
				c.fresh = false
				c.artifact(func() {
					c.tableCaption(caption)
					header()
				})
				shade = false
			}
			if first {
				cells = c.tags.row(whole, roleCell, len(row))
			}
			c.row(t, row, part, cells, widths, h, shade, first)
		}
		shade = !shade
	}
	c.y += 2
}

// headHeight is the height of a table's header, in mm.
const headHeight = 7.0

// setRows breaks the cells of t into lines, and says how high t is with its header.
func (c *canvas) setRows(t table) (sets [][][]setLine, height float64) {
	widths := t.widths()
	sets, height = make([][][]setLine, len(t.rows)), headHeight
	for i, row := range t.rows {
		for j, v := range row {
			sets[i] = append(sets[i], c.set(v, widths[j]-2*cellPadX))
		}
		height += rowHeight(sets[i])
	}
	return sets, height
}

// tableHeight is the height of t on one page.
func (c *canvas) tableHeight(t table) float64 {
	_, height := c.setRows(t)
	return height
}

// captionHeight is what the caption of a table that goes on takes, in mm.
func captionHeight(caption string) float64 {
	if caption == "" {
		return 0
	}
	return styleCaption.leading + 1
}

// tableCaption says above the repeated header what goes on.
func (c *canvas) tableCaption(caption string) {
	if caption == "" {
		return
	}
	st := styleCaption.bold().in(ink)
	c.text(c.left, c.y, st, c.fit(st, body, c.Say("page.continued", With{"what": caption})))
	c.y += styleCaption.leading + 1
}

// keeps reports whether row i stays with the one below it: the last row of a table would else stand alone, and a row
// whose parts follow, which begin with an ellipsis, would stand apart from them.
func (t table) keeps(i int) bool {
	if i > len(t.rows)-2 {
		return false
	}
	part := func(row []cell) bool { return strings.HasPrefix(row[0].text, "… ") }
	return i == len(t.rows)-2 || !part(t.rows[i]) && part(t.rows[i+1])
}

// wantsNext reports whether two rows that belong together have to go to the next page, and can.
func wantsNext(h, next, room float64) bool { return h+next > room && h+next < keepHeight }

// row prints one row, or the part of it that fits on a page; chips and links stand on its first part.
func (c *canvas) row(t table, row []cell, set [][]setLine, cells []*element, widths []float64, h float64, shade, first bool) {
	if shade {
		c.rect(c.left, c.y, body, h, surface)
	}
	c.rule(c.left, c.y+h, c.right, line, 0.15)
	x := c.left
	for j, v := range row {
		y := c.y + cellPadY
		c.heat(x, c.y, widths[j], h, v.heat)
		c.tags.within(cells[j], func() {
			if first {
				c.cellChip(x+cellPadX-0.6, y-0.2, v)
			}
			for _, l := range set[j] {
				c.inColumn(x, y, widths[j], l.style, l.text, t.columns[j].right)
				y += l.style.leading
			}
			if first {
				c.linkTo(x, c.y, widths[j], h, v.anchor)
				c.linkOut(x, c.y, widths[j], h, v.url)
			}
		})
		x += widths[j]
	}
	c.y += h
}

// heat shades a cell, up to a tone from which text in ink or muted still stands out.
func (c *canvas) heat(x, y, w, h, share float64) {
	if share <= 0 || !finite(share) {
		return
	}
	c.rect(x+0.4, y+0.4, w-0.8, h-0.8, heatTone(share))
}

// heatTone is the shade of a share from 0 to 1.
func heatTone(share float64) colour { return white.mix(0xF2B84B, 0.08+0.35*bounded(share)) }

func (c *canvas) cellChip(x, y float64, v cell) {
	switch {
	case v.severity != "":
		c.severityChip(x, y, v.severity)
	case v.outcome != "":
		word := v.word
		if word == "" {
			word = c.Outcome(v.outcome)
		}
		c.chip(x, y, outcomeTints[v.outcome], word, -1)
	}
}

func (c *canvas) inColumn(x, y, w float64, st style, s string, right bool) {
	if right {
		c.textRight(x+w-cellPadX, y, st, s)
		return
	}
	c.textWithin(x+w, x+cellPadX, y, st, s)
}

// widths shares out the width of the body.
func (t table) widths() []float64 {
	left, open := body, 0
	for _, col := range t.columns {
		left -= col.width
		if col.width == 0 {
			open++
		}
	}
	widths := make([]float64, len(t.columns))
	for i, col := range t.columns {
		widths[i] = col.width
		if col.width == 0 {
			widths[i] = left / float64(open)
		}
	}
	return widths
}

func rowHeight(set [][]setLine) float64 {
	h := chipHeight - 0.4
	for _, lines := range set {
		h = max(h, linesHeight(lines))
	}
	return h + 2*cellPadY
}

// split takes what fits into h mm off the front of a row's cells.
func split(set [][]setLine, h float64) (head, tail [][]setLine) {
	head, tail = make([][]setLine, len(set)), make([][]setLine, len(set))
	for j, lines := range set {
		n, used := 0, 0.0
		for n < len(lines) && used+lines[n].style.leading <= h {
			used += lines[n].style.leading
			n++
		}
		head[j], tail[j] = lines[:n], lines[n:]
	}
	return head, tail
}

func empty(set [][]setLine) bool {
	for _, lines := range set {
		if len(lines) > 0 {
			return false
		}
	}
	return true
}
