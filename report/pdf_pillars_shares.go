package report

import (
	"slices"
	"strings"

	"preflight/assess"
)

// A share is a part of a whole that a measure counts.
type share struct {
	measure string
	name    string
	fill    colour
}

// The fills of shares: what is in order, what needs attention and more of it, what is not known, and what is neither.
const (
	fillGood         = fillGreen
	fillWarn  colour = 0xC2520A
	fillBad          = fillRed
	fillBlank colour = 0x5B6675
	fillCalm  colour = 0x2F6DA8
)

// shares are a whole with its parts, which do not overlap. What no part counts is the rest.
type shares struct {
	name  string // of the whole
	whole string // the measure of the whole
	parts []share
	rest  share // without a measure
}

// restOf is the whole less its parts; known is false where one of them was not seen whole, so that no bar can be drawn. It
// is false too where the parts are more than the whole, and rest then negative.
func (s shares) restOf(a assess.Assessment) (rest int, known bool) {
	whole := a.Measures[s.whole]
	if whole == nil {
		return 0, false
	}
	rest = *whole
	for _, p := range s.parts {
		n := a.Measures[p.measure]
		if n == nil {
			return 0, false
		}
		rest -= *n
	}
	return rest, rest >= 0
}

const (
	sharesBar  = 6.0 // height of the bar
	sharesLine = 4.5 // of a line below it
)

// shares prints wholes as stacked bars with their parts named below, two side by side. Those of which nobody knows the
// whole measure are left out.
func (c *canvas) shares(a assess.Assessment, list []shares) {
	list = slices.DeleteFunc(list, func(s shares) bool { _, has := a.Measures[s.whole]; return !has })
	w := (body - 2*gutter) / 2
	for len(list) > 0 {
		row := list[:min(2, len(list))]
		list = list[len(row):]
		if len(row) == 1 {
			w = body
		}
		h := 0.0
		for _, s := range row {
			h = max(h, c.sharesHeight(a, s, w))
		}
		c.need(h)
		for i, s := range row {
			c.sharesIn(a, s, c.left+float64(i)*(w+2*gutter), c.y, w)
		}
		c.y += h
	}
}

func (c *canvas) sharesHeight(a assess.Assessment, s shares, w float64) float64 {
	h := c.height(c.sharesTitle(a, s, w), styleStrong, s.name) + sharesBar + 2.5 + 4
	if c.keyFits(a, s, w) {
		return h + sharesLine
	}
	for _, p := range c.sharesKey(a, s) {
		h += max(sharesLine, c.height(w-26, styleCell, p.name))
	}
	return h
}

// sharesTitle is the width that the number of the whole leaves to its name.
func (c *canvas) sharesTitle(a assess.Assessment, s shares, w float64) float64 {
	return w - c.width(styleStrong, c.MeasureText(a, s.whole)) - 3
}

// A sharesEntry is a line below the bar.
type sharesEntry struct {
	name, number string
	n            int
	fill         colour
}

// sharesKey are the parts with their numbers, and the rest where it is known.
func (c *canvas) sharesKey(a assess.Assessment, s shares) []sharesEntry {
	var list []sharesEntry
	rest, known := s.restOf(a)
	other := sharesEntry{s.rest.name, c.Number(rest), rest, s.rest.fill}
	if known && s.rest.fill != fillBlank && s.rest.fill != fillWarn {
		list = append(list, other)
	}
	for _, p := range s.parts {
		e := sharesEntry{name: p.name, number: c.MeasureText(a, p.measure), fill: p.fill}
		if n := a.Measures[p.measure]; n != nil {
			e.n = *n
		}
		list = append(list, e)
	}
	if known && rest > 0 && (s.rest.fill == fillBlank || s.rest.fill == fillWarn) {
		list = append(list, other)
	}
	return list
}

// keyFits reports whether a bar of the whole width has its key in one line.
func (c *canvas) keyFits(a assess.Assessment, s shares, w float64) bool {
	key := c.sharesKey(a, s)
	if w < body || len(key) == 0 {
		return false
	}
	return !slices.ContainsFunc(key, func(e sharesEntry) bool {
		return 6+c.width(styleCell, e.name)+c.width(styleCell.bold(), e.number) > w/float64(len(key))-2*gutter-22
	})
}

func (c *canvas) sharesIn(a assess.Assessment, s shares, x, y, w float64) {
	top := y
	c.group(roleP, func() {
		y = c.paragraph(x, y, c.sharesTitle(a, s, w), styleStrong, s.name)
		c.textRight(x+w, top, styleStrong.in(navy), c.MeasureText(a, s.whole))
	})
	y += 0.5
	key := c.sharesKey(a, s)
	rest, known := s.restOf(a)
	if known {
		c.figure(c.sharesAlt(a, s, key), func() { c.stack(x, y, w, key) })
	} else {
		c.plate(x, y, w, sharesBar, 1, surface, line)
		c.text(x+2, y+(sharesBar-styleCaption.leading)/2, styleCaption, c.fit(styleCaption, w-4, c.noBar(rest)))
	}
	y += sharesBar + 1.5
	if c.keyFits(a, s, w) {
		for i, e := range key {
			e.print(c, x+float64(i)*w/float64(len(key)), y, w/float64(len(key))-2*gutter, known)
		}
		return
	}
	for _, e := range key {
		e.print(c, x, y, w, known)
		y += max(sharesLine, c.height(w-26, styleCell, e.name))
	}
}

// stack is a bar of parts with their numbers in them, apart by a white line, so that it reads without colour.
func (c *canvas) stack(x, y, w float64, parts []sharesEntry) {
	total := 0
	for _, p := range parts {
		total += p.n
	}
	if total == 0 {
		c.rect(x, y, w, sharesBar, track)
		return
	}
	for _, p := range parts {
		if p.n == 0 {
			continue
		}
		width := w * float64(p.n) / float64(total)
		c.rect(x, y, max(0.4, width-0.5), sharesBar, p.fill)
		st := styleChip.in(white)
		if c.width(st, p.number)+1.5 < width {
			c.textCentre(x+(width-0.5)/2, y+(sharesBar-st.leading)/2, st, p.number)
		}
		x += width
	}
}

func (e sharesEntry) print(c *canvas, x, y, w float64, coloured bool) {
	if coloured {
		c.rect(x, y+0.9, 2.4, 2.4, e.fill)
	}
	c.group(roleP, func() {
		c.paragraph(x+4.5, y, w-26, styleCell, e.name)
		c.textRight(x+w, y, styleCell.bold(), e.number)
	})
}

// sharesAlt is a bar in words.
func (c *canvas) sharesAlt(a assess.Assessment, s shares, key []sharesEntry) string {
	parts := make([]string, len(key))
	for i, e := range key {
		parts[i] = c.Say("pillars.bar.part", With{"name": e.name, "n": e.n})
	}
	return c.Say("pillars.bar.alt", With{"name": s.name, "whole": c.MeasureText(a, s.whole), "parts": strings.Join(parts, "; ")})
}

// noBar says why there is no bar: of a whole that its parts exceed, or of which not all is known.
func (w *Words) noBar(rest int) string {
	if rest < 0 {
		return w.Say("pillars.bar.over", nil)
	}
	return w.Say("pillars.bar.unseen", nil)
}
