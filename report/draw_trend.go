package report

import (
	"math"
	"slices"
)

// A trendStep is one run on a trend.
type trendStep struct {
	label string // below it, such as a date
	value float64
	known bool // false: the run had no score, and the line has a gap
}

// finite reports whether v can be drawn.
func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// maxLabelled is how many steps of a trend have their figure and label printed.
const maxLabelled = 6

// The margins of a trend within its area, in mm: for the scale on the left, and labels below.
const (
	trendLeft  = 8.0
	trendTop   = 5.0
	trendBelow = 6.0
)

// trend draws scores from 0 to 100 as a line, in an area of at least 40 by 25 mm, with the target dashed and named at
// its end (0: no target). alt says in a sentence what it shows.
func (c *canvas) trend(x, y, w, h float64, steps []trendStep, target float64, targetName, alt string) {
	c.figure(alt, func() {
		named := target > 0 && finite(target) && targetName != ""
		if named { // right of the line, where no step lies
			targetName = c.fit(styleLabel, w/4, targetName)
			w -= c.width(styleLabel, targetName) + 1.5
		}
		x, y, w, h := x+trendLeft, y+trendTop, w-trendLeft, h-trendTop-trendBelow
		up := func(v float64) float64 { return y + h*(1-max(0, min(dialEnd, v))/dialEnd) }
		for _, v := range []int{0, dialEnd / 2, dialEnd} {
			c.rule(x, up(float64(v)), x+w, line, 0.15)
			c.textRight(x-1.5, up(float64(v))-styleLabel.leading/2, styleLabel, c.Number(v))
		}
		if target > 0 && finite(target) {
			c.dashed(x, up(target), x+w, muted)
		}
		if named {
			c.text(x+w+1.5, up(target)-styleLabel.leading/2, styleLabel, targetName)
		}
		across := func(i int) float64 { // half a step of room on both sides
			return x + w*(float64(i)+0.5)/float64(len(steps))
		}
		for i := 1; i < len(steps); i++ {
			if steps[i-1].drawn() && steps[i].drawn() {
				c.stroke(accent, 0.6)
				c.pdf.Line(across(i-1), up(steps[i-1].value), across(i), up(steps[i].value))
			}
		}
		labelled := labelledSteps(len(steps))
		room := w / float64(max(1, min(len(steps), maxLabelled+1)))
		for i, s := range steps {
			named := slices.Contains(labelled, i)
			c.trendStep(across(i), up(0), up(s.value), room-1, s, named, x, x+w)
		}
	})
}

func (s trendStep) drawn() bool { return s.known && finite(s.value) }

// trendStep draws the dot of a run, and its figure and label where it has them, between left and right.
func (c *canvas) trendStep(x, base, y, room float64, s trendStep, named bool, left, right float64) {
	figure := c.Say("figure.noscore", nil)
	if s.drawn() {
		c.disc(x, y, 1.1, accent)
		c.disc(x, y, 0.5, white)
		figure = c.Points(s.value)
	} else {
		y = base
		c.rect(x-0.8, base-0.2, 1.6, 0.4, muted)
	}
	if !named {
		return
	}
	centre := func(y float64, st style, s string) {
		s = c.fit(st, room, s)
		w := c.width(st, s)
		at := max(left, min(right-w, x-w/2))
		c.rect(at-0.3, y+0.6, w+0.6, st.leading-1.2, white) // so that no line crosses it
		c.text(at, y, st, s)
	}
	st := styleChip
	if !s.drawn() {
		st = styleLabel
	}
	centre(y-1.4-st.leading, st, figure)
	centre(base+1.2, styleLabel, s.label)
}

// labelledSteps picks the steps with labels: the first, the last, and others evenly between them.
func labelledSteps(n int) []int {
	if n <= maxLabelled {
		list := make([]int, n)
		for i := range list {
			list[i] = i
		}
		return list
	}
	var list []int
	for i := range maxLabelled {
		list = append(list, i*(n-1)/(maxLabelled-1))
	}
	return list
}

// dashed is a horizontal dashed line.
func (c *canvas) dashed(x, y, x2 float64, col colour) {
	c.pdf.SetDashPattern([]float64{1.4, 1}, 0)
	c.rule(x, y, x2, col, 0.3)
	c.pdf.SetDashPattern(nil, 0)
}
