package report

import (
	"fmt"
	"math"

	"preflight/assess"
)

// A colour is 0xRRGGBB.
type colour uint32

// The design's colours. Text colours hold a contrast of at least 4.5 to 1 on what they stand on; lines are decoration.
const (
	white     colour = 0xFFFFFF
	ink       colour = 0x1B2430
	muted     colour = 0x5B6675
	navy      colour = 0x12294B
	accent    colour = 0x0F6CBD
	line      colour = 0xD9DEE5
	surface   colour = 0xF4F6F9
	track     colour = 0xE3E8EE
	fillGreen colour = 0x2A7D4B
	fillRed   colour = 0xA3142A
	fillGrey  colour = 0x8A94A3
)

// verdictColours are the colours of the verdicts; the word always stands beside.
var verdictColours = map[assess.VerdictWord]colour{
	assess.Ready: 0x2A7D4B, assess.Pilot: 0x0F6CBD, assess.Unconfirmed: 0x5B6675, assess.NotReady: 0xB3261E,
}

// A tint is a light ground with a dark text on it and a fill for bars.
type tint struct{ ground, text, fill colour }

var severityTints = map[assess.Severity]tint{
	assess.Critical: {0xFBE3E6, 0x7A0C1E, 0xA3142A},
	assess.High:     {0xFDE9DA, 0x7F3500, 0xC2520A},
	assess.Medium:   {0xFFF3C9, 0x5F4700, 0xB98900},
	assess.Low:      {0xE1F0FA, 0x0B4A79, 0x2F7DBD},
}

var outcomeTints = map[assess.Outcome]tint{
	assess.Pass:          {0xE0F3E6, 0x0C5228, 0x2A7D4B},
	assess.Fail:          {0xFBE3E6, 0x7A0C1E, 0xA3142A},
	assess.NotAssessed:   {0xEBEEF2, 0x414B59, 0x8A94A3},
	assess.NotApplicable: {0xEBEEF2, 0x414B59, 0xC3CAD4},
}

func (c colour) rgb() (r, g, b int) { return int(c >> 16 & 255), int(c >> 8 & 255), int(c & 255) }

// String is #RRGGBB.
func (c colour) String() string { return fmt.Sprintf("#%06X", uint32(c)) }

// mix is c with share of other in it, share from 0 to 1.
func (c colour) mix(other colour, share float64) colour {
	blend := func(shift uint) colour {
		a, b := float64(c>>shift&255), float64(other>>shift&255)
		return colour(math.Round(a+(b-a)*share)) << shift
	}
	return blend(16) | blend(8) | blend(0)
}

// luminance is the relative luminance of WCAG 2.2.
func (c colour) luminance() float64 {
	linear := func(v int) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	r, g, b := c.rgb()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// contrast is the contrast ratio of two colours, 1 to 21.
func contrast(a, b colour) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// darken gives the nearest darker shade of c that carries white text.
func darken(c colour) colour {
	for share := 0.0; share < 1; share += 0.02 {
		if d := c.mix(0, share); contrast(d, white) >= minContrast {
			return d
		}
	}
	return 0
}
