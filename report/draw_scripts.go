package report

import "unicode"

// placeholder stands for a run of characters that the report cannot print. It is drawn as a sign, and read out of the
// file as this character.
const placeholder = '\uFFFD'

// signUnits is the width of the placeholder's sign, in thousandths of the size.
const signUnits = 1000

// shaped are the scripts whose letters change with their neighbours, stand in another order than they are written in,
// or run from right to left. The PDF library prints characters one by one from left to right: what came out would be
// wrong, even where a font has the letters.
var shaped = []*unicode.RangeTable{
	unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Samaritan, unicode.Mandaic,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu,
	unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Tibetan, unicode.Myanmar, unicode.Khmer, unicode.Mongolian,
	unicode.Javanese, unicode.Balinese, unicode.Meetei_Mayek, unicode.Phags_Pa, unicode.Tai_Tham,
}

// needsShaping reports whether r belongs to one of those scripts; their digits and marks are in the same blocks.
func needsShaping(r rune) bool {
	switch {
	case r < 0x0590:
		return false
	case r <= 0x08FF, r >= 0xFB1D && r <= 0xFDFF, r >= 0xFE70 && r <= 0xFEFE:
		return true // Hebrew, Arabic and their neighbours, and their presentation forms
	}
	return unicode.In(r, shaped...)
}

// sign draws the placeholder at x on a line: a box that an arrow leaves, as for “stands elsewhere”. Its character is
// printed unseen, for whoever copies or searches.
func (c *canvas) sign(x, y float64, st style) {
	base := y + st.leading/2 + capHeight/2*st.size*mmPerPoint
	c.pdf.SetTextRenderingMode(3)
	c.pdf.Text(x, base, string(placeholder))
	c.pdf.SetTextRenderingMode(0)
	em := st.size * mmPerPoint
	unit := em * 0.72 / 8 // the sign is a grid of 8 by 8
	left, top := x+em*0.14, base-8*unit+em*0.01
	at := func(gx, gy float64) (float64, float64) { return left + gx*unit, top + gy*unit }
	c.stroke(st.colour, max(0.18, em*0.06))
	c.path(at, [][2]float64{{3.4, 1}, {0, 1}, {0, 8}, {7, 8}, {7, 4.6}})
	c.path(at, [][2]float64{{3, 5}, {8, 0}})
	c.path(at, [][2]float64{{5, 0}, {8, 0}, {8, 3}})
}

// path is a line through points of a grid.
func (c *canvas) path(at func(x, y float64) (float64, float64), points [][2]float64) {
	for i, p := range points {
		x, y := at(p[0], p[1])
		if i == 0 {
			c.pdf.MoveTo(x, y)
		} else {
			c.pdf.LineTo(x, y)
		}
	}
	c.pdf.DrawPath("D")
}
