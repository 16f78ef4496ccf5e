package report

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"

	"golang.org/x/image/font/sfnt"

	"preflight/templates"
)

// A fontFile is one weight of a typeface, checked so that it can be embedded.
type fontFile struct {
	name string // as the font calls itself
	data []byte
	font *sfnt.Font
}

// maxFontBytes bounds a font: one for Chinese has 10 MB to 20 MB.
const maxFontBytes = 40 << 20

// A Typeface describes a font for people.
type Typeface struct {
	Use     string // regular, medium, semibold, fallback
	File    string // empty: built in
	Name    string
	Scripts []string // that it can print
}

// Typefaces are the fonts in use.
func (b Brand) Typefaces() []Typeface {
	used := []struct {
		use, file string
		data      []byte
	}{
		{"regular", b.Fonts.Regular, b.regular}, {"medium", cmp.Or(b.Fonts.Medium, b.Fonts.Regular), b.medium},
		{"semibold", cmp.Or(b.Fonts.SemiBold, b.Fonts.Medium, b.Fonts.Regular), b.semibold}, {"fallback", b.Fonts.Fallback, b.fallback},
	}
	if b.regular == nil {
		used[0].data, used[1].data, used[2].data = templates.Regular, templates.Medium, templates.SemiBold
	}
	var list []Typeface
	for _, u := range used {
		if u.data == nil {
			continue
		}
		f, _, _ := newFace(u.data, false) // checked when it was loaded; the built-in ones are tested
		list = append(list, Typeface{u.use, u.file, f.name, f.scripts()})
	}
	return list
}

// loadFonts reads the fonts that a brand file names.
func (b *Brand) loadFonts(s written) error {
	for _, x := range []struct {
		key, name string
		into      *[]byte
	}{
		{"regular", b.Fonts.Regular, &b.regular}, {"medium", b.Fonts.Medium, &b.medium},
		{"semibold", b.Fonts.SemiBold, &b.semibold}, {"fallback", b.Fonts.Fallback, &b.fallback},
	} {
		at := "fonts." + x.key
		switch {
		case x.name == "":
			continue
		case b.Fonts.Regular == "" && x.key != "fallback":
			return s.wrong(at, `%s: there is no regular one of this typeface: write   regular: "Regular.ttf"   beside it, or leave it out`, at)
		}
		f, notices, err := readFace(s.beside(x.name), x.key != "fallback")
		if err != nil {
			return s.wrong(at, "%s: %w", at, err)
		}
		*x.into = f.data
		for _, n := range notices {
			b.notices = append(b.notices, at+": "+n)
		}
	}
	if b.regular == nil {
		return nil
	}
	if b.medium == nil {
		b.medium = b.regular
	}
	if b.semibold == nil {
		b.semibold = b.medium
		b.notices = append(b.notices, "fonts: without a semibold one, headings are as light as the text")
	}
	return nil
}

// readFace reads a font file. A font for text has to have all letters, digits and signs of English.
func readFace(name string, forText bool) (fontFile, []string, error) {
	data, err := readRegular(name, maxFontBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fontFile{}, nil, fmt.Errorf("there is no file %s: give the path from the brand file's folder, or leave the key out for the built-in font", name)
	case errors.Is(err, errUnfit):
		return fontFile{}, nil, fmt.Errorf("%s is no font of at most %d MB", name, maxFontBytes>>20)
	case err != nil:
		return fontFile{}, nil, fmt.Errorf("reading it: %w", err)
	}
	made, notices, err := newFace(data, forText)
	if err != nil {
		return fontFile{}, nil, fmt.Errorf("%s %w", name, err)
	}
	return made, notices, nil
}

// newFace checks a font as the PDF library does not: what that cannot read it tells standard output, or nobody.
func newFace(data []byte, forText bool) (fontFile, []string, error) {
	tables, err := fontTables(data)
	if err != nil {
		return fontFile{}, nil, err
	}
	font, err := sfnt.Parse(data)
	if err != nil {
		return fontFile{}, nil, fmt.Errorf("is damaged (%w): download it again", err)
	}
	f := fontFile{data: data, font: font}
	var buf sfnt.Buffer
	if f.name, err = font.Name(&buf, sfnt.NameIDFull); err != nil {
		f.name = "a font without a name"
	}
	if forText {
		if err := f.checkText(); err != nil {
			return fontFile{}, nil, err
		}
	}
	if err := f.try(); err != nil {
		return fontFile{}, nil, err
	}
	var notices []string
	if _, variable := tables["fvar"]; variable {
		notices = append(notices, "it is a variable font, of which only the default weight is printed: use one static file for each weight")
	}
	if forText && !f.tabular() {
		notices = append(notices, "its digits are not all of one width, so that columns of figures do not line up")
	}
	return f, notices, nil
}

// checkText makes sure that a font has what every document is full of.
func (f fontFile) checkText() error {
	var buf sfnt.Buffer
	for r := '!'; r <= '~'; r++ {
		if !f.has(&buf, r) {
			return fmt.Errorf("has no %q: choose a font for text, and give this one as   fallback", r)
		}
	}
	return nil
}

// has reports whether the font has a glyph for r that can be drawn.
func (f fontFile) has(buf *sfnt.Buffer, r rune) bool {
	index, err := f.font.GlyphIndex(buf, r)
	if err != nil || index == 0 {
		return false
	}
	_, err = f.font.LoadGlyph(buf, index, 1<<6*16, nil)
	return err == nil || errors.Is(err, sfnt.ErrColoredGlyph)
}
