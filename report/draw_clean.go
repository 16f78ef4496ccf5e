package report

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"

	"preflight/templates"
)

// placeholder stands for a run of characters that the report's font lacks.
const placeholder = '\uFFFD'

// A cleaner makes any string safe to print: the PDF library panics on characters beyond the basic multilingual plane,
// draws empty boxes for glyphs that a font lacks, and does not compose accents.
type cleaner struct {
	font  *sfnt.Font
	buf   sfnt.Buffer
	known map[rune]bool
}

func newCleaner() (*cleaner, error) {
	font, err := sfnt.Parse(templates.Regular)
	if err != nil {
		return nil, fmt.Errorf("reading the report's font: %w", err)
	}
	return &cleaner{font: font, known: map[rune]bool{}}, nil
}

// clean composes accents, turns control characters and line breaks into single spaces, drops characters without a
// picture of their own, such as joiners, direction marks and soft hyphens, and puts one placeholder for each run of
// characters that cannot be printed. What it returns it leaves as it is.
func (c *cleaner) clean(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	space, missing := false, false
	pictured := strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf, unicode.Variation_Selector) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, string(placeholder)))
	for _, r := range norm.NFC.String(pictured) {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
			missing = false
		}
		space = false
		if r == placeholder || !c.has(r) {
			if !missing {
				b.WriteRune(placeholder)
			}
			missing = true
			continue
		}
		missing = false
		b.WriteRune(r)
	}
	return b.String()
}

// plain reports whether s is printable ASCII without doubled or outer spaces, as nearly all strings are.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return !strings.Contains(s, "  ") && strings.TrimSpace(s) == s
}

// has reports whether the font has a glyph for r.
func (c *cleaner) has(r rune) bool {
	if r > 0xFFFF {
		return false
	}
	has, seen := c.known[r]
	if !seen {
		index, err := c.font.GlyphIndex(&c.buf, r)
		has = err == nil && index != 0
		c.known[r] = has
	}
	return has
}
