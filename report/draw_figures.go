package report

import (
	"strings"

	"preflight/assess"
)

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

// The fills of what is in order and of what was not verified are light, with dark numbers, so that in grey too they are
// told from each other and from what needs attention.
const (
	fillPass   colour = 0x5FAE7F
	fillUnseen colour = 0xBFC8D4
)

// outcomeBar is a stacked bar of a pillar's outcomes with the counts in it.
func (c *canvas) outcomeBar(x, y, w, h float64, p assess.PillarScore) {
	parts := []struct {
		n       int
		fill    colour
		text    colour
		outcome assess.Outcome
	}{
		{p.Pass, fillPass, ink, assess.Pass}, {p.Fail, fillRed, white, assess.Fail},
		{p.NotAssessed, fillUnseen, ink, assess.NotAssessed}, {p.NotApplicable, track, ink, assess.NotApplicable},
	}
	total := p.Pass + p.Fail + p.NotAssessed + p.NotApplicable
	if total == 0 {
		return
	}
	var words []string
	for _, part := range parts {
		if part.n > 0 {
			words = append(words, c.Outcome(part.outcome)+": "+c.Number(part.n))
		}
	}
	c.figure(strings.Join(words, "; "), func() {
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
	})
}

// outcomeKey is the legend of outcomeBar in one line.
func (c *canvas) outcomeKey() {
	c.need(6)
	x := c.left
	for _, k := range []struct {
		fill colour
		word assess.Outcome
	}{{fillPass, assess.Pass}, {fillRed, assess.Fail}, {fillUnseen, assess.NotAssessed}, {track, assess.NotApplicable}} {
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
	t := tile{figure: w.Say("seen.none", nil), name: name, note: note, colour: muted}
	if n := a.Measures[measure]; n != nil {
		t.figure, t.colour = w.Number(*n), navy
	} else if s, ok := a.Seen[measure]; ok {
		t.figure, t.colour = w.Say("tile.least", With{"least": s.AtLeast}), navy
		if s.AtLeast == 0 { // "at least 0" reads like 0
			t.figure, t.colour = w.Say("tile.none", nil), muted
		}
		seen := w.Say("tile.seen.part", nil)
		if s.Total > 0 {
			seen = w.Say("tile.seen.of", With{"looked": s.Looked, "total": s.Total, "unit": s.Unit})
		}
		t.note = joined("; ", seen, note)
	}
	return t
}

// outOf is the note of a tile that counts a part of another measure; none where that was not seen whole.
func (w *Words) outOf(a assess.Assessment, measure, unit string) string {
	if n := a.Measures[measure]; n != nil {
		return w.Say("tile.of", With{"of": *n, "unit": unit})
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
	c.group(roleP, func() {
		c.text(x+tilePad, y+tilePad-0.5, st, t.figure)
		below := c.paragraph(x+tilePad, y+tilePad+8.5, w-2*tilePad, styleStrong.at(8.4), t.name)
		c.paragraph(x+tilePad, below, w-2*tilePad, styleCaption, t.note)
	})
}
