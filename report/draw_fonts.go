package report

import (
	"fmt"

	"github.com/go-pdf/fpdf"
	"golang.org/x/image/font/sfnt"

	"preflight/templates"
)

// spare is the font for scripts that the others lack; it has one weight.
const spare weight = "spare"

// A typeface is a font of the document, with what is known of its glyphs.
type typeface struct {
	weight weight
	data   []byte
	font   *sfnt.Font
	widths [1 << 16]int32 // of each character in thousandths of its size, plus 1; 0: not measured yet
}

// A typeset is the fonts of a document. It measures on a file of its own, so that measuring leaves no trace in the
// document's.
type typeset struct {
	faces map[weight]*typeface // spare is missing where the brand gives none
	ruler *fpdf.Fpdf
	buf   sfnt.Buffer
	known [1 << 16]origin // by character
}

// An origin is the font that a character is printed with.
type origin uint8

const (
	unknown origin = iota
	fromPage
	fromSpare
	fromNone
)

// newTypeset loads the document's fonts, or the brand's where it gives some.
func newTypeset(b Brand) (*typeset, error) {
	t := &typeset{faces: map[weight]*typeface{}, ruler: fpdf.New("P", "mm", "A4", "")}
	for _, f := range []struct {
		weight    weight
		own, ours []byte
	}{{regular, b.regular, templates.Regular}, {medium, b.medium, templates.Medium}, {semibold, b.semibold, templates.SemiBold}, {spare, b.fallback, nil}} {
		data := f.own
		if len(data) == 0 {
			data = f.ours
		}
		if len(data) == 0 {
			continue
		}
		font, err := sfnt.Parse(data)
		if err != nil {
			return nil, fmt.Errorf("reading the font %s: %w", f.weight, err)
		}
		t.faces[f.weight] = &typeface{weight: f.weight, data: data, font: font}
	}
	t.install(t.ruler)
	return t, t.ruler.Error()
}

// install gives a file the fonts.
func (t *typeset) install(pdf *fpdf.Fpdf) {
	for _, w := range []weight{regular, medium, semibold, spare} {
		if f := t.faces[w]; f != nil {
			pdf.AddUTF8FontFromBytes(string(w), "", f.data)
		}
	}
}

// origin is where r is printed from: the page's font where all weights have it, else the spare one.
func (t *typeset) origin(r rune) origin {
	if r < 0 || r > 0xFFFF || r == placeholder {
		return fromNone // the PDF library cannot write more than 16 bits
	}
	if t.known[r] == unknown {
		t.known[r] = t.find(r)
	}
	return t.known[r]
}

func (t *typeset) find(r rune) origin {
	switch {
	case needsShaping(r):
		return fromNone
	case t.has(regular, r) && t.has(medium, r) && t.has(semibold, r):
		return fromPage
	case t.has(spare, r):
		return fromSpare
	}
	return fromNone
}

func (t *typeset) has(w weight, r rune) bool {
	f := t.faces[w]
	if f == nil {
		return false
	}
	index, err := f.font.GlyphIndex(&t.buf, r)
	return err == nil && index != 0
}

// units is the width of s, in thousandths of its size. s is clean.
func (t *typeset) units(w weight, s string) int {
	total := 0
	for _, r := range s {
		total += t.runeUnits(w, r)
	}
	return total
}

func (t *typeset) runeUnits(w weight, r rune) int {
	switch t.origin(r) {
	case fromNone:
		return signUnits
	case fromSpare:
		w = spare
	}
	f := t.faces[w]
	if f.widths[r] == 0 {
		t.ruler.SetFont(string(w), "", 10)
		f.widths[r] = int32(t.ruler.GetStringSymbolWidth(string(r))) + 1
	}
	return int(f.widths[r]) - 1
}

// A run is a part of a line that is printed from one origin.
type run struct {
	origin origin
	text   string
}

// runs splits a clean line by what its characters are printed from.
func (t *typeset) runs(s string) []run {
	var list []run
	start, current := 0, unknown
	for i, r := range s {
		if from := t.origin(r); from != current {
			if i > start {
				list = append(list, run{current, s[start:i]})
			}
			start, current = i, from
		}
	}
	if start < len(s) {
		list = append(list, run{current, s[start:]})
	}
	return list
}
