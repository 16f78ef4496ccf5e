package report

import "math"

// A matrixItem is a numbered bubble: how much work a thing is, and how much it brings, both from 0 to 1.
type matrixItem struct {
	number         int // printed in it, and before its name in the list
	name           string
	effort, impact float64
	colour         colour // 0: navy
}

// matrixAxes are the words at the axes.
type matrixAxes struct {
	effort, impact string // along them
	low, high      string // at their ends
	first          string // at the corner of what pays most: little work, much effect
}

// matrix draws bubbles by effort (to the right) and impact (upwards) on a square of h mm, and their names beside it, as
// far as they fit: it returns how many are listed. Bubbles that would lie on each other move to the nearest free place.
// alt says in a sentence what it shows.
func (c *canvas) matrix(x, y, w, h float64, items []matrixItem, axes matrixAxes, alt string) (listed int) {
	const above, below = 4.0, 6.0 // mm, for words
	side := h - above - below
	left := x + 6
	c.figure(alt, func() {
		c.text(left, y, styleLabel.in(accent), "↘ "+axes.first)
		c.matrixGround(left, y+above, side, axes)
		for i, p := range spread(items, side) {
			c.bubble(left+p.x, y+above+p.y, p.r, items[i])
		}
	})
	const gap = 5.0
	listX, listW := left+side+gap, x+w-left-side-gap
	at := y + above
	list := &element{role: roleList}
	c.tags.within(list, func() {
		for _, item := range items {
			lines := c.atMost(2, styleCell, listW-7, item.name)
			if at+float64(max(1, len(lines)))*styleCell.leading > y+h+0.01 {
				return
			}
			c.group(roleItem, func() {
				c.group(roleItemLabel, func() { c.textRight(listX+4.6, at, styleStrong.at(8), c.Number(item.number)) })
				c.group(roleItemBody, func() {
					for _, l := range lines {
						c.textWithin(listX+7+listW, listX+7, at, styleCell, l)
						at += styleCell.leading
					}
				})
			})
			at += 1.1
			listed++
		}
	})
	return listed
}

// matrixGround is the field of 5 by 5, the lighter the less it pays, with its axes.
func (c *canvas) matrixGround(x, y, side float64, axes matrixAxes) {
	const cells = 5
	step := side / cells
	for row := range cells {
		for col := range cells {
			pays := float64(cells-1-row+cells-1-col) / (2 * (cells - 1))
			c.rect(x+float64(col)*step+0.25, y+float64(row)*step+0.25, step-0.5, step-0.5, surface.mix(accent, 0.16*pays))
		}
	}
	st := styleLabel
	below := y + side + 0.8
	c.text(x, below, st, axes.low)
	c.textRight(x+side, below, st, axes.high)
	c.textCentre(x+side/2, below, st.in(ink), axes.effort+" →")
	c.upwards(x-1.4, y+side, st, axes.low)
	c.upwards(x-1.4, y+side/2+c.width(st, axes.impact+" →")/2, st.in(ink), axes.impact+" →")
	c.upwards(x-1.4, y+c.width(st, axes.high), st, axes.high)
}

// upwards prints one line that runs upwards from y, with its lower edge at x.
func (c *canvas) upwards(x, y float64, st style, s string) {
	c.pdf.TransformBegin()
	c.pdf.TransformRotate(90, x, y)
	c.textWithin(x+c.page.Width, x, y-st.leading/2-capHeight/2*st.size*mmPerPoint, st, s)
	c.pdf.TransformEnd()
}

func (c *canvas) bubble(x, y, r float64, item matrixItem) {
	col := item.colour
	if col == 0 {
		col = navy
	}
	c.disc(x, y, r+0.35, white)
	c.disc(x, y, r, col)
	st := style{semibold, 7.2, 4, white}
	c.textCentre(x, y-st.leading/2, st, c.Number(item.number))
}

// A spot is where a bubble lies, in mm from the field's upper left corner.
type spot struct{ x, y, r float64 }

// spread places bubbles on a field: each where it belongs, or else at the nearest place where it lies on no other, found
// on growing rings. The radius is the largest with which all find a place; only with hundreds do they overlap.
func spread(items []matrixItem, side float64) []spot {
	for r := 3.0; r >= 2; r -= 0.25 {
		if spots, ok := spreadAt(items, side, r); ok {
			return spots
		}
	}
	spots, _ := spreadAt(items, side, 1.9)
	return spots
}

func spreadAt(items []matrixItem, side, r float64) (spots []spot, fits bool) {
	const gap = 0.7 // mm between bubbles
	margin := r + 0.5
	inside := func(v float64) float64 { return max(margin, min(side-margin, v)) }
	free := func(x, y float64) bool {
		for _, s := range spots {
			if math.Hypot(x-s.x, y-s.y) < 2*r+gap {
				return false
			}
		}
		return true
	}
	fits = true
	for _, item := range items {
		x0, y0 := inside(side*share01(item.effort)), inside(side*(1-share01(item.impact)))
		best, found := spot{x0, y0, r}, free(x0, y0)
		for ring := 0.5; !found && ring < 2*side; ring += 0.5 {
			for k := range 48 {
				sin, cos := math.Sincos(float64(k) * math.Pi / 24)
				x, y := x0+ring*sin, y0-ring*cos
				if x == inside(x) && y == inside(y) && free(x, y) {
					best, found = spot{x, y, r}, true
					break
				}
			}
		}
		fits = fits && found
		spots = append(spots, best)
	}
	return spots, fits
}

// share01 is v between 0 and 1; in the middle where it is no number.
func share01(v float64) float64 {
	if !finite(v) {
		return 0.5
	}
	return bounded(v)
}
