package report

import (
	"fmt"

	"preflight/assess"
)

// gauge is a score from 0 to 100 on an arc of 240 degrees around cx, cy. bounds are ticked on it.
func (c *canvas) gauge(cx, cy, r, points float64, known bool, col colour, word string, bounds ...float64) {
	const from, sweep = -120.0, 240.0
	at := func(v float64) float64 { return from + sweep*max(0, min(100, v))/100 }
	inner := r * 0.8
	c.sector(cx, cy, inner, r, at(0), at(100), track)
	if known {
		c.sector(cx, cy, inner, r, at(0), at(points), col)
	}
	for _, b := range bounds {
		c.sector(cx, cy, inner-0.2, r+0.2, at(b)-0.5, at(b)+0.5, white)
	}
	if known {
		c.sector(cx, cy, inner-1.6, r+1.6, at(points)-0.7, at(points)+0.7, ink)
	}
	figure, below := "–", "no score"
	if known {
		figure, below = c.Points(points), "of 100"
	}
	c.textCentre(cx, cy-8, style{semibold, 27, 10, ink}, figure)
	c.textCentre(cx, cy+2.4, styleCaption, below)
	c.textCentre(cx, cy+r*0.5+5.6, styleH3.in(col).at(10.5), word)
	c.text(cx-r*0.87, cy+r*0.5+1.2, styleLabel, "0")
	c.textRight(cx+r*0.87, cy+r*0.5+1.2, styleLabel, "100")
}

// bar is a share from 0 to 1 with an optional tick.
func (c *canvas) bar(x, y, w, h, share float64, col colour, tick float64) {
	c.plate(x, y, w, h, h/2, track, track)
	if filled := w * max(0, min(1, share)); filled > 0 {
		c.plate(x, y, max(filled, h), h, h/2, col, col)
	}
	if tick > 0 {
		c.rect(x+w*tick-0.2, y-1.2, 0.4, h+2.4, ink)
	}
}

// outcomeBar is a stacked bar of a pillar's outcomes with the counts in it.
func (c *canvas) outcomeBar(x, y, w, h float64, p assess.PillarScore) {
	parts := []struct {
		n    int
		fill colour
		text colour
	}{
		{p.Pass, fillGreen, white}, {p.Fail, fillRed, white}, {p.NotAssessed, 0x5B6675, white}, {p.NotApplicable, track, ink},
	}
	total := p.Pass + p.Fail + p.NotAssessed + p.NotApplicable
	if total == 0 {
		return
	}
	for _, part := range parts {
		if part.n == 0 {
			continue
		}
		width := w * float64(part.n) / float64(total)
		c.rect(x, y, max(0.3, width-0.5), h, part.fill)
		st := styleChip.in(part.text)
		if word := c.Number(part.n); c.width(st, word)+1 < width {
			c.textCentre(x+(width-0.5)/2, y+(h-st.leading)/2, st, word)
		}
		x += width
	}
}

// outcomeKey is the legend of outcomeBar in one line.
func (c *canvas) outcomeKey() {
	c.need(6)
	x := c.left
	for _, k := range []struct {
		fill colour
		word assess.Outcome
	}{{fillGreen, assess.Pass}, {fillRed, assess.Fail}, {0x5B6675, assess.NotAssessed}, {track, assess.NotApplicable}} {
		c.rect(x, c.y+0.8, 2.6, 2.6, k.fill)
		c.text(x+4, c.y, styleCaption.in(ink), c.Outcome(k.word))
		x += c.width(styleCaption, c.Outcome(k.word)) + 11
	}
	c.y += 6.5
}

// A tile is a figure with its name and what it rests on.
type tile struct {
	figure string
	name   string
	note   string
	colour colour // of the figure; 0: navy
}

// measureTile is the tile of a measure: the number, a lower bound with what was looked at, or "not seen".
func (w *Words) measureTile(a assess.Assessment, measure, name, note string) tile {
	t := tile{figure: "not seen", name: name, note: note, colour: muted}
	if n := a.Measures[measure]; n != nil {
		t.figure, t.colour = w.Number(*n), navy
	} else if s, ok := a.Seen[measure]; ok {
		t.figure, t.colour = "≥ "+w.Number(s.AtLeast), navy
		if s.AtLeast == 0 { // "at least 0" reads like 0
			t.figure, t.colour = "none seen", muted
		}
		seen := "not all was seen"
		if s.Total > 0 {
			seen = fmt.Sprintf("%s of %s %s seen", w.Number(s.Looked), w.Number(s.Total), s.Unit)
		}
		t.note = joined("; ", seen, note)
	}
	return t
}

// outOf is the note of a tile that counts a part of another measure; none where that was not seen whole.
func (w *Words) outOf(a assess.Assessment, measure, unit string) string {
	if n := a.Measures[measure]; n != nil {
		return "of " + w.Number(*n) + " " + unit
	}
	return ""
}

// tiles stand side by side, at most four in a row.
func (c *canvas) tiles(list []tile) {
	for len(list) > 0 {
		row := list[:min(4, len(list))]
		list = list[len(row):]
		w := (body - gutter*float64(len(row)-1)) / float64(len(row))
		h := 0.0
		for _, t := range row {
			h = max(h, c.tileHeight(w, t))
		}
		c.need(h)
		for i, t := range row {
			c.tile(c.left+float64(i)*(w+gutter), c.y, w, h, t)
		}
		c.y += h + gutter
	}
}

const tilePad = 3.5

func (c *canvas) tileHeight(w float64, t tile) float64 {
	return 2*tilePad + 8.5 + c.height(w-2*tilePad, styleStrong.at(8.4), t.name) + c.height(w-2*tilePad, styleCaption, t.note)
}

func (c *canvas) tile(x, y, w, h float64, t tile) {
	c.plate(x, y, w, h, 1.6, white, line)
	col := t.colour
	if col == 0 {
		col = navy
	}
	st := style{semibold, 18, 7.5, col}
	for st.size > 9 && c.width(st, t.figure) > w-2*tilePad {
		st.size--
	}
	c.text(x+tilePad, y+tilePad-0.5, st, t.figure)
	below := c.paragraph(x+tilePad, y+tilePad+8.5, w-2*tilePad, styleStrong.at(8.4), t.name)
	c.paragraph(x+tilePad, below, w-2*tilePad, styleCaption, t.note)
}
