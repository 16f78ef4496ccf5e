package report

import (
	"math"
	"net/url"

	"preflight/assess"
)

// webAddress is address in ASCII if it is an https address, else empty.
func webAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	return u.String()
}

func (c *canvas) fill(col colour) { r, g, b := col.rgb(); c.pdf.SetFillColor(r, g, b) }
func (c *canvas) stroke(col colour, width float64) {
	r, g, b := col.rgb()
	c.pdf.SetDrawColor(r, g, b)
	c.pdf.SetLineWidth(width)
}

// rule is a horizontal line from x to x2.
func (c *canvas) rule(x, y, x2 float64, col colour, width float64) {
	c.stroke(col, width)
	c.pdf.Line(x, y, x2, y)
}

// rect is a filled rectangle.
func (c *canvas) rect(x, y, w, h float64, col colour) {
	c.fill(col)
	c.pdf.Rect(x, y, w, h, "F")
}

// disc is a filled circle.
func (c *canvas) disc(x, y, r float64, col colour) {
	c.fill(col)
	c.pdf.Circle(x, y, r, "F")
}

// plate is a rectangle with round corners, filled, with an edge where edge is not fill. The library's own leaves the
// graphics state open.
func (c *canvas) plate(x, y, w, h, r float64, fill, edge colour) {
	r = max(0, min(r, w/2, h/2))
	k := r * (1 - 0.5523)
	p := c.pdf
	c.fill(fill)
	c.stroke(edge, 0.25)
	p.MoveTo(x+r, y)
	p.LineTo(x+w-r, y)
	p.CurveBezierCubicTo(x+w-k, y, x+w, y+k, x+w, y+r)
	p.LineTo(x+w, y+h-r)
	p.CurveBezierCubicTo(x+w, y+h-k, x+w-k, y+h, x+w-r, y+h)
	p.LineTo(x+r, y+h)
	p.CurveBezierCubicTo(x+k, y+h, x, y+h-k, x, y+h-r)
	p.LineTo(x, y+r)
	p.CurveBezierCubicTo(x, y+k, x+k, y, x+r, y)
	p.ClosePath()
	if fill == edge {
		p.DrawPath("F")
	} else {
		p.DrawPath("DF")
	}
}

// sector is a part of a ring between the radii inner and outer. Angles are in degrees, counted clockwise from twelve.
func (c *canvas) sector(cx, cy, inner, outer, from, to float64, col colour) {
	if to-from < 0.01 {
		return
	}
	c.fill(col)
	p := c.pdf
	at := func(r, deg float64) (x, y float64) {
		sin, cos := math.Sincos(deg * math.Pi / 180)
		return cx + r*sin, cy - r*cos
	}
	arc := func(r, a, b float64) { // pieces of at most 30 degrees
		n := int(math.Ceil(math.Abs(b-a) / 30))
		step := (b - a) / float64(n)
		k := 4.0 / 3 * math.Tan(step*math.Pi/180/4) * r
		for i := range n {
			s, e := a+float64(i)*step, a+float64(i+1)*step
			x0, y0 := at(r, s)
			x1, y1 := at(r, e)
			ss, sc := math.Sincos(s * math.Pi / 180)
			es, ec := math.Sincos(e * math.Pi / 180)
			p.CurveBezierCubicTo(x0+k*sc, y0+k*ss, x1-k*ec, y1-k*es, x1, y1)
		}
	}
	x, y := at(outer, from)
	p.MoveTo(x, y)
	arc(outer, from, to)
	x, y = at(inner, to)
	p.LineTo(x, y)
	arc(inner, to, from)
	p.ClosePath()
	p.DrawPath("F")
}

const chipHeight = 4.6

// chip is a word on a tint, and returns its width. bars from 0 to 4 puts the glyph before it that tells severities
// apart without colour; −1 leaves it out.
func (c *canvas) chip(x, y float64, t tint, word string, bars int) float64 {
	w := c.chipWidth(word, bars)
	c.plate(x, y, w, chipHeight, chipHeight/2, t.ground, t.ground)
	tx := x + 2.2
	if bars >= 0 {
		for i := range 4 {
			col := t.fill
			if i >= bars {
				col = t.ground.mix(t.text, 0.22)
			}
			h := 0.9 + 0.5*float64(i)
			c.rect(tx+float64(i)*0.95, y+3.5-h, 0.7, h, col)
		}
		tx += 4.8
	}
	c.text(tx, y+(chipHeight-styleChip.leading)/2, styleChip.in(t.text), word)
	return w
}

func (c *canvas) chipWidth(word string, bars int) float64 {
	w := c.width(styleChip, word) + 4.4
	if bars >= 0 {
		w += 4.8
	}
	return w
}

// severityBars is how many bars a severity's glyph has.
var severityBars = map[assess.Severity]int{assess.Critical: 4, assess.High: 3, assess.Medium: 2, assess.Low: 1}

func (c *canvas) severityChip(x, y float64, s assess.Severity) float64 {
	return c.chip(x, y, severityTints[s], c.Severity(s), severityBars[s])
}

// box is an empty box to tick by hand.
func (c *canvas) box(x, y, size float64) {
	c.stroke(muted, 0.3)
	c.pdf.Rect(x, y, size, size, "D")
}
