package report

// A block is a part of a card that is not broken.
type block struct {
	height float64
	draw   func(x, y float64)
}

const (
	cardPadX  = 6.0
	cardPadY  = 3.4
	cardInner = body - 2*cardPadX
)

// breakRoom is the room from which on a card is rather broken than moved to the next page, in mm: two fifths of a page
// left empty look like an end.
const breakRoom = 80.0

// card frames blocks, with an edge in a colour. It is kept on one page, unless that would leave too much of this one
// empty or no page can hold it; then it goes on over the next, framed on each and named again.
func (c *canvas) card(edge colour, anchor, name string, blocks []block) {
	total := 2*cardPadY + stackHeight(blocks)
	if total <= c.fullRoom() && (total <= c.room() || c.room() < breakRoom) {
		c.need(total)
	} else {
		c.need(min(c.fullRoom(), breakRoom))
	}
	c.anchor(anchor)
	for len(blocks) > 0 {
		n, h := 0, 2*cardPadY
		for n < len(blocks) && (n == 0 || h+blocks[n].height <= bodyBottom-c.y) {
			h += blocks[n].height
			n++
		}
		c.plate(margin, c.y, body, h, 1.6, white, line)
		c.plate(margin, c.y, 1.6, h, 0.8, edge, edge)
		y := c.y + cardPadY
		for _, b := range blocks[:n] {
			b.draw(margin+cardPadX, y)
			y += b.height
		}
		c.y += h
		if blocks = blocks[n:]; len(blocks) > 0 {
			c.nextPage()
			c.fresh = false
			st := styleCaption.bold()
			blocks = append([]block{{st.leading + 1, func(x, y float64) { c.text(x, y, st, name+" – continued") }}}, blocks...)
		}
	}
	c.y += 4.5
}

func stackHeight(blocks []block) float64 {
	h := 0.0
	for _, b := range blocks {
		h += b.height
	}
	return h
}

// beside makes one block of two stacks, the second indented by shift.
func beside(left, right []block, shift float64) block {
	return block{max(stackHeight(left), stackHeight(right)), func(x, y float64) {
		for i, stack := range [][]block{left, right} {
			x, y := x+float64(i)*shift, y
			for _, b := range stack {
				b.draw(x, y)
				y += b.height
			}
		}
	}}
}

// textBlocks are a label and a text below it, a line a block, the label with the first line.
func (c *canvas) textBlocks(title string, st style, text string) []block {
	return c.labelled(title, c.lineBlocks(cardInner, 0, "", st, text))
}

// lineBlocks are the lines of a text in a column of width w, indented, with a mark before the first.
func (c *canvas) lineBlocks(w, indent float64, mark string, st style, text string) []block {
	var blocks []block
	for i, l := range c.wrap(st, w-indent, text) {
		blocks = append(blocks, block{st.leading, func(x, y float64) {
			if i == 0 && mark != "" {
				c.text(x, y, st.bold().in(accent), mark)
			}
			c.text(x+indent, y, st, l)
		}})
	}
	return blocks
}

// labelled puts a label above blocks and a little room below them. Without blocks there is no label.
func (c *canvas) labelled(title string, blocks []block) []block {
	if len(blocks) == 0 {
		return nil
	}
	first := blocks[0]
	st := styleKicker.at(7.2)
	blocks[0] = block{first.height + st.leading + 0.4, func(x, y float64) {
		c.text(x, y, st, title)
		first.draw(x, y+st.leading+0.4)
	}}
	return append(blocks, block{1.6, func(float64, float64) {}})
}

// facts are short texts with labels, side by side.
func (c *canvas) facts(list []label) block {
	h, total := 0.0, 0.0
	for _, f := range list {
		total += f.share
	}
	for _, f := range list {
		h = max(h, c.height(cardInner*f.share/total-3, styleCell, f.text))
	}
	return block{h + styleLabel.leading + 3.6, func(x, y float64) {
		c.rule(x, y+0.4, x+cardInner, line, 0.15)
		for _, f := range list {
			w := cardInner * f.share / total
			c.text(x, y+1.6, styleLabel, f.label)
			c.paragraph(x, y+1.6+styleLabel.leading, w-3, styleCell, f.text)
			x += w
		}
	}}
}

// A label is a short text with a label, in a share of the width.
type label struct {
	label, text string
	share       float64
}
