package report

import "errors"

// The bounds of a glyph that is made of others. The specification asks for no more than a few; a font that has more, or one
// in which a glyph is part of itself, would end the process, since the PDF library follows the parts without looking.
const (
	maxGlyphDepth = 8
	maxGlyphParts = 1000 // of all levels together
)

var errGlyphParts = errors.New("has a glyph that is made of itself, or of too many others, so that it cannot be embedded: use another TrueType version of the font, or another font")

// The flags of a component: https://learn.microsoft.com/typography/opentype/spec/glyf#composite-glyph-description
const (
	partWords    = 0x0001
	partScale    = 0x0008
	partMore     = 0x0020
	partXYScale  = 0x0040
	partTwoByTwo = 0x0080
)

// Composites are the glyphs of a font by their numbers, with the sizes of those that were looked at.
type composites struct {
	glyphs []fontTable
	sizes  map[int]glyphSize
}

// A glyphSize is how many parts a glyph is made of, and on how many levels.
type glyphSize struct{ parts, depth int }

// check refuses a font in which a glyph is made of too much.
func (c composites) check() error {
	for i := range c.glyphs {
		if _, err := c.size(i, 0); err != nil {
			return err
		}
	}
	return nil
}

// size adds up a glyph that stands so many levels below another. A circle is one that never ends.
func (c composites) size(glyph, level int) (size glyphSize, err error) {
	if glyph >= len(c.glyphs) {
		return size, errCutOff
	}
	if known, ok := c.sizes[glyph]; ok {
		return known, nil
	}
	if level > maxGlyphDepth {
		return size, errGlyphParts
	}
	parts, err := c.glyphs[glyph].components()
	if err != nil {
		return size, err
	}
	for _, p := range parts {
		below, err := c.size(p, level+1)
		if err != nil {
			return size, err
		}
		size.parts, size.depth = size.parts+1+below.parts, max(size.depth, 1+below.depth)
	}
	if size.parts > maxGlyphParts || size.depth > maxGlyphDepth {
		return size, errGlyphParts
	}
	c.sizes[glyph] = size
	return size, nil
}

// components are the numbers of the glyphs that a glyph is made of; none of one that has an outline of its own.
func (t fontTable) components() ([]int, error) {
	if len(t) == 0 || t.at(0) < 0x8000 { // the number of contours, which is negative for a composite
		return nil, nil
	}
	var list []int
	at, flags := 10, partMore
	for flags&partMore != 0 {
		if at+4 > len(t) {
			return nil, errCutOff
		}
		flags = t.at(at)
		list = append(list, t.at(at+2))
		at += 4 + 2
		if flags&partWords != 0 {
			at += 2
		}
		switch {
		case flags&partScale != 0:
			at += 2
		case flags&partXYScale != 0:
			at += 4
		case flags&partTwoByTwo != 0:
			at += 8
		}
	}
	return list, nil
}
