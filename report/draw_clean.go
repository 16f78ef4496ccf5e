package report

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A cleaner makes any string safe to print: the PDF library panics on characters beyond the basic multilingual plane,
// draws empty boxes for glyphs that a font lacks, and does not compose accents.
type cleaner struct {
	*typeset
}

func newCleaner(b Brand) (*cleaner, error) {
	t, err := newTypeset(b)
	if err != nil {
		return nil, err
	}
	return &cleaner{t}, nil
}

// clean composes accents, turns control characters and line breaks into single spaces, drops characters without a
// picture of their own, such as joiners, direction marks and soft hyphens, and puts one placeholder for each run of
// words or characters that cannot be printed. What it returns it leaves as it is.
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
		lacking := c.origin(r) == fromNone || missing && !space && unicode.In(r, unicode.M)
		if lacking && missing {
			space = false // one sign for a row of words that are lacking
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space, missing = false, lacking
		if lacking {
			r = placeholder
		}
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
