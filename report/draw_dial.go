package report

import "math"

// A dial is a score from 0 to 100 on an arc of 240 degrees.
type dial struct {
	points    float64
	known     bool
	colour    colour
	word      string  // for the score
	least     float64 // the least for leastWord, a gap in the arc with its name; 0: none
	leastWord string
	from, to  float64 // the target, in words below; alike: none
}

// dialEnd is the highest score.
const dialEnd = 100

// dial draws a score around cx, cy, with the radius r in mm. A target takes a line below.
func (c *canvas) dial(cx, cy, r float64, d dial) {
	d.known = d.known && d.points == d.points // no number is no score
	c.figure(c.dialText(d), func() { c.drawDial(cx, cy, r, d) })
}

// dialText says what a dial shows.
func (c *canvas) dialText(d dial) string {
	with := With{"word": d.word, "points": c.Points(d.points), "most": dialEnd, "from": c.Points(d.from), "to": c.Points(d.to)}
	switch {
	case d.known && d.target():
		return c.Say("figure.score.target", with)
	case d.known:
		return c.Say("figure.score", with)
	case d.target():
		return c.Say("figure.score.target.none", with)
	}
	return c.Say("figure.score.none", with)
}

func (d dial) target() bool { return d.to > d.from }

func (c *canvas) drawDial(cx, cy, r float64, d dial) {
	const from, sweep = -120.0, 240.0
	at := func(v float64) float64 { return from + sweep*max(0, min(dialEnd, v))/dialEnd }
	inner := r * 0.8
	c.sector(cx, cy, inner, r, at(0), at(dialEnd), track)
	if d.known {
		c.sector(cx, cy, inner, r, at(0), at(d.points), d.colour)
	}
	if d.least > 0 {
		c.sector(cx, cy, inner-0.2, r+0.2, at(d.least)-0.5, at(d.least)+0.5, white)
		c.dialLabel(cx, cy, r, at(d.least), c.Say("figure.least", With{"word": d.leastWord, "least": c.Points(d.least)}))
	}
	if d.known {
		c.sector(cx, cy, inner-1.6, r+1.6, at(d.points)-0.7, at(d.points)+0.7, ink)
	}
	figure, below := "–", c.Say("figure.noscore", nil)
	if d.known {
		figure, below = c.Points(d.points), c.Say("figure.of", With{"most": dialEnd})
	}
	c.textCentre(cx, cy-8, style{semibold, 27, 10, ink}, figure)
	c.textCentre(cx, cy+2.4, styleCaption, below)
	c.textCentre(cx, cy+r*0.5+5.6, styleH3.in(d.colour).at(10.5), d.word)
	c.text(cx-r*0.87, cy+r*0.5+1.2, styleLabel, c.Number(0))
	c.textRight(cx+r*0.87, cy+r*0.5+1.2, styleLabel, c.Number(dialEnd))
	if d.target() {
		c.textCentre(cx, cy+r*0.5+10.6, styleLabel, c.Say("figure.target", With{"from": c.Points(d.from), "to": c.Points(d.to)}))
	}
}

// dialLabel names a place on the arc, beside it: right of the middle it begins there, left of it it ends there.
func (c *canvas) dialLabel(cx, cy, r, degrees float64, text string) {
	const away = 2.4
	x, y := cx+(r+away)*math.Sin(degrees*math.Pi/180), cy-(r+away)*math.Cos(degrees*math.Pi/180)-styleLabel.leading/2
	if x < cx {
		c.textRight(x, y, styleLabel, text)
		return
	}
	c.text(x, y, styleLabel, text)
}
