package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A weight is one of the three weights of the report's font.
type weight string

const (
	regular  weight = "plex"
	medium   weight = "plex-medium"
	semibold weight = "plex-semibold"
)

// A style is how a text is set.
type style struct {
	weight  weight
	size    float64 // pt
	leading float64 // mm from line to line
	colour  colour
}

// The styles of the report. None is smaller than 7 pt.
var (
	styleH1      = style{semibold, 19, 8.4, navy}
	styleH2      = style{semibold, 11.5, 5.8, navy}
	styleH3      = style{semibold, 9.5, 5, ink}
	styleLead    = style{regular, 10.5, 5.3, ink}
	styleBody    = style{regular, 9.2, 4.7, ink}
	styleStrong  = style{semibold, 9.2, 4.7, ink}
	styleCard    = style{regular, 8.3, 4, ink}
	styleCaption = style{regular, 7.6, 3.9, muted}
	styleKicker  = style{semibold, 8, 4.2, accent}
	styleLabel   = style{medium, 7, 3.8, muted}
	styleCell    = style{regular, 8.2, 4.1, ink}
	styleCellSub = style{regular, 7.4, 3.7, muted}
	styleHead    = style{semibold, 7.8, 4, white}
	styleLink    = style{regular, 7.8, 4, accent}
	styleChip    = style{semibold, 7.2, 4.4, ink}
)

func (s style) in(c colour) style   { s.colour = c; return s }
func (s style) bold() style         { s.weight = semibold; return s }
func (s style) at(pt float64) style { s.leading *= pt / s.size; s.size = pt; return s }

const mmPerPoint = 25.4 / 72

// capHeight is the height of IBM Plex Sans' capitals, in ems.
const capHeight = 0.698

// use makes st the current font.
func (c *canvas) use(st style) { c.pdf.SetFont(string(st.weight), "", st.size) }

// width is the width of s in mm.
func (c *canvas) width(st style, s string) float64 {
	return c.measure(st, c.clean(s))
}

// measure is width for a string that is clean.
func (c *canvas) measure(st style, s string) float64 {
	return float64(c.cleaner.units(st.weight, s)) * st.size * mmPerPoint / 1000
}

// text prints one line with its upper edge at y.
func (c *canvas) text(x, y float64, st style, s string) { c.textWithin(c.right, x, y, st, s) }

// textWithin is text, of which it notes whether it ends before right.
func (c *canvas) textWithin(right, x, y float64, st style, s string) {
	s = c.clean(s)
	if s == "" {
		return
	}
	width := c.measure(st, s)
	if x+width > right+0.1 {
		c.beyond = append(c.beyond, fmt.Sprintf("page %d: %q", c.pdf.PageNo(), s))
	}
	r, g, b := st.colour.rgb()
	c.pdf.SetTextColor(r, g, b)
	c.content(x, y, width, st.leading, s, func() {
		for _, run := range c.cleaner.runs(s) {
			c.run(x, y, st, run)
			x += c.measure(st, run.text)
		}
	})
}

// run prints a part of a line.
func (c *canvas) run(x, y float64, st style, r run) {
	if r.origin == fromNone {
		c.sign(x, y, st)
		return
	}
	if r.origin == fromSpare {
		st.weight = spare
	}
	c.use(st)
	c.pdf.Text(x, y+st.leading/2+capHeight/2*st.size*mmPerPoint, r.text)
}

// textRight prints one line that ends at x.
func (c *canvas) textRight(x, y float64, st style, s string) { c.text(x-c.width(st, s), y, st, s) }

// textCentre prints one line around x.
func (c *canvas) textCentre(x, y float64, st style, s string) { c.text(x-c.width(st, s)/2, y, st, s) }

// fit shortens s with an ellipsis so that it is no wider than w.
func (c *canvas) fit(st style, w float64, s string) string {
	s = c.clean(s)
	if c.measure(st, s) <= w {
		return s
	}
	used, end := c.measure(st, "…"), 0
	for i, r := range s {
		if used += c.measure(st, string(r)); used > w {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	return strings.TrimSpace(s[:end]) + "…"
}

// wrap breaks s into lines no wider than w: at spaces, else after the marks at which addresses and paths can be broken,
// else anywhere. It never loses a character but the spaces it breaks at.
func (c *canvas) wrap(st style, w float64, s string) []string {
	s = c.clean(s)
	if s == "" {
		return nil
	}
	var lines []string
	current, used := "", 0.0
	blank := c.measure(st, " ")
	for _, word := range strings.Split(s, " ") {
		need := c.measure(st, word)
		switch {
		case current == "" && need <= w:
			current, used = word, need
			continue
		case current != "" && used+blank+need <= w:
			current, used = current+" "+word, used+blank+need
			continue
		case current != "":
			lines = append(lines, current)
		}
		pieces := c.breakWord(st, w, word)
		lines = append(lines, pieces[:len(pieces)-1]...)
		current = pieces[len(pieces)-1]
		used = c.measure(st, current)
	}
	return append(lines, current)
}

// atMost wraps s and shortens it with an ellipsis where it needs more than n lines.
func (c *canvas) atMost(n int, st style, w float64, s string) []string {
	lines := c.wrap(st, w, s)
	if len(lines) <= n {
		return lines
	}
	return append(lines[:n-1], c.fit(st, w, strings.Join(lines[n-1:], " ")))
}

// breakMarks are the characters after which a long word may be broken.
const breakMarks = `/\-_.?&=@,;:|)`

// breakWord breaks a word wider than w into pieces that are not.
func (c *canvas) breakWord(st style, w float64, word string) []string {
	var pieces []string
	start, soft, used := 0, 0, 0.0 // soft: the end of the last place at which to break rather than in a name
	for i, r := range word {
		wide := c.measure(st, string(r))
		if used+wide > w && i > start && !unicode.In(r, unicode.M) {
			end := i
			if soft > start+(i-start)/2 {
				end = soft
			}
			pieces = append(pieces, word[start:end])
			start, used = end, c.measure(st, word[end:i])
		}
		used += wide
		if strings.ContainsRune(breakMarks, r) {
			soft = i + utf8.RuneLen(r)
		}
	}
	return append(pieces, word[start:])
}

// paragraph prints s in a column at x, from y on, without looking at the page's end, and returns the y below it.
func (c *canvas) paragraph(x, y, w float64, st style, s string) float64 {
	c.group(roleP, func() {
		for _, line := range c.wrap(st, w, s) {
			c.textWithin(x+w, x, y, st, line)
			y += st.leading
		}
	})
	return y
}

// height is what paragraph would use.
func (c *canvas) height(w float64, st style, s string) float64 {
	return float64(len(c.wrap(st, w, s))) * st.leading
}
