package report

// A block is a part of a card that is not broken. One with a label stands right of it.
type block struct {
	height float64
	draw   func(x, y float64)
	label  string
}

const (
	cardPadX   = 5.0
	cardPadY   = 2.4
	cardInner  = body - 2*cardPadX
	labelWidth = 19.0 // of the labels left of a card's texts
)

// breakRoom is the room from which on a card is rather broken than moved to the next page, in mm: a fifth of a page
// left empty looks like an end.
const breakRoom = 48.0

// leastPart is the least of a broken card that stands on a page, in mm, without its frame.
const leastPart = 26.0

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
	part := &element{role: roleSect}
	head := true // the first block is the card's title
	for len(blocks) > 0 {
		n, h := 0, 2*cardPadY
		for n < len(blocks) && (n == 0 || h+blocks[n].height <= c.bottom-c.y) {
			h += blocks[n].height
			n++
		}
		for n > 1 && n < len(blocks) && stackHeight(blocks[n:]) < leastPart && stackHeight(blocks[:n-1]) >= leastPart {
			n--
			h -= blocks[n].height
		}
		c.plate(c.left, c.y, body, h, 1.6, white, line)
		c.plate(c.left, c.y, 1.6, h, 0.8, edge, edge)
		y := c.y + cardPadY
		for _, b := range blocks[:n] {
			c.tags.within(part, func() {
				if head {
					c.group(roleH3, func() { b.draw(c.left+cardPadX, y) })
				} else {
					b.draw(c.left+cardPadX, y)
				}
			})
			head = false
			y += b.height
		}
		c.y += h
		if blocks = blocks[n:]; len(blocks) > 0 {
			c.nextPage()
			c.fresh = false
			st := styleCaption.bold()
			blocks = append([]block{{height: st.leading + 1, draw: func(x, y float64) {
				c.artifact(func() { c.text(x, y, st, c.Say("page.continued", With{"what": name})) })
			}}}, blocks...)
		}
	}
	c.y += 4
}

func stackHeight(blocks []block) float64 {
	h := 0.0
	for _, b := range blocks {
		h += b.height
	}
	return h
}

// together makes one block of a few, so that a card is not broken between them.
func together(blocks []block) []block {
	if len(blocks) < 2 || len(blocks) > 6 {
		return blocks
	}
	return []block{{height: stackHeight(blocks), draw: func(x, y float64) {
		for _, b := range blocks {
			b.draw(x, y)
			y += b.height
		}
	}}}
}

// beside sets blocks right of a label, which stands beside the first, with a little room below the last. Without blocks
// there is no label.
func beside(title string, blocks []block) []block {
	if len(blocks) == 0 {
		return nil
	}
	for i, b := range blocks {
		blocks[i].draw = func(x, y float64) { b.draw(x+labelWidth, y) }
	}
	blocks[0].label = title
	blocks[len(blocks)-1].height += 1.3
	return blocks
}

// labelled prints a block's label with it.
func (c *canvas) labelled(b block) block {
	st := styleKicker.at(7)
	return block{height: b.height, draw: func(x, y float64) {
		c.text(x, y+(styleCard.leading-st.leading)/2, st, b.label)
		b.draw(x, y)
	}}
}

// lineBlocks are the lines of a text in a column of width w, indented, with a mark before the first.
func (c *canvas) lineBlocks(w, indent float64, mark string, st style, text string) []block {
	var blocks []block
	item, paragraph := &element{role: roleItem}, &element{role: roleP}
	if mark != "" {
		paragraph.role = roleItemBody
	}
	for i, l := range c.wrap(st, w-indent, text) {
		draw := func(x, y float64) {
			if i == 0 && mark != "" {
				c.group(roleItemLabel, func() { c.text(x, y, st.bold().in(accent), mark) })
			}
			c.tags.within(paragraph, func() { c.text(x+indent, y, st, l) })
		}
		if mark != "" {
			lines := draw
			draw = func(x, y float64) { c.tags.within(item, func() { lines(x, y) }) }
		}
		blocks = append(blocks, block{height: st.leading, draw: draw})
	}
	return blocks
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
	return block{height: h + styleLabel.leading + 3.4, draw: func(x, y float64) {
		c.rule(x, y+0.2, x+cardInner, line, 0.15)
		c.rule(x, y+h+styleLabel.leading+1.7, x+cardInner, line, 0.15)
		for _, f := range list {
			w := cardInner * f.share / total
			c.group(roleP, func() {
				c.text(x, y+1.2, styleLabel, f.label)
				c.paragraph(x, y+1.2+styleLabel.leading, w-3, styleCell, f.text)
			})
			x += w
		}
	}}
}

// A label is a short text with a label, in a share of the width.
type label struct {
	label, text string
	share       float64
}
