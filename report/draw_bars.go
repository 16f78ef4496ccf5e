package report

// A barRow is a row of a bar chart.
type barRow struct {
	name   string
	value  string  // printed behind the bar, such as "72" or "not verified"
	share  float64 // of the bar, 0 to 1
	known  bool    // false: no bar, for it would look like none
	last   float64 // where the run before stood, 0 to 1, as a tick; under 0: nowhere
	colour colour  // 0: accent
}

// barsHeight is what bars needs for n rows, in mm.
func barsHeight(n int) float64 { return float64(n)*6.6 + barsHead }

const barsHead = 4.4 // for the target's name

// bars draws horizontal bars in an area whose height barsHeight gives, with the target from – to behind them as a band
// between two dashed lines (alike: none). alt says in a sentence what they show.
func (c *canvas) bars(x, y, w float64, rows []barRow, from, to float64, targetName, alt string) {
	c.figure(alt, func() {
		name, value := w*0.32, 0.0
		for _, r := range rows {
			value = max(value, c.width(styleStrong, r.value))
		}
		value = min(value, w*0.25)
		x0, width := x+name+2, w-name-value-5
		step, thick := 6.6, 3.4
		if to > from && finite(from) && finite(to) && len(rows) > 0 {
			left, right := x0+width*bounded(from), x0+width*bounded(to)
			c.rect(left, y+barsHead, right-left, float64(len(rows))*step, accent.mix(white, 0.9))
			defer func() { // over the bars
				for _, at := range []float64{left, right} {
					c.dashedDown(at, y+barsHead, y+barsHead+float64(len(rows))*step, ink)
				}
			}()
			label := c.fit(styleLabel, width, targetName)
			c.text(max(x0, min(x0+width-c.width(styleLabel, label), (left+right-c.width(styleLabel, label))/2)), y, styleLabel, label)
		}
		for i, r := range rows {
			top := y + barsHead + float64(i)*step
			c.text(x, top+(step-styleCell.leading)/2, styleCell, c.fit(styleCell, name, r.name))
			col := r.colour
			if col == 0 {
				col = accent
			}
			st := styleStrong
			if r.known && finite(r.share) {
				c.barOn(x0, top+(step-thick)/2, width, thick, bounded(r.share), col)
				if r.last >= 0 && finite(r.last) {
					c.rect(x0+width*bounded(r.last)-0.3, top+(step-thick)/2-1, 0.6, thick+2, ink)
				}
			} else {
				st = styleCaption
			}
			c.textRight(x+w, top+(step-st.leading)/2, st, c.fit(st, value, r.value))
		}
	})
}

// barOn is a bar on a track that lets what is behind it show.
func (c *canvas) barOn(x, y, w, h, share float64, col colour) {
	c.rect(x, y+h-0.3, w, 0.3, track)
	if filled := w * share; filled > 0 {
		c.plate(x, y, max(filled, 0.6), h, 0.6, col, col)
	}
}

// dashedDown is a vertical dashed line.
func (c *canvas) dashedDown(x, y, y2 float64, col colour) {
	c.pdf.SetDashPattern([]float64{0.9, 0.7}, 0)
	c.stroke(col, 0.2)
	c.pdf.Line(x, y, x, y2)
	c.pdf.SetDashPattern(nil, 0)
}

func bounded(share float64) float64 { return max(0, min(1, share)) }
