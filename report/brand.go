package report

import (
	"fmt"
	"image"
	"strconv"
	"strings"

	"preflight/templates"
)

// A Brand is how the documents name and colour whoever prepares them.
type Brand struct {
	Name           string
	Colour         string            // #RRGGBB, dark enough for white text once it is loaded
	Logo           string            // a PNG or JPEG file, relative to the brand file; empty: none
	Contact        string            // whom the client asks; empty: left out
	Footer         string            // at the foot of each page; empty: the name
	Classification string            // Confidential
	Texts          map[string]string // texts of the documents that stand in the place of others, by key
	Fonts          BrandFonts

	mark    picture     // made from Logo
	logo    image.Image // the same, for drawLogo
	notices []string
	source  written

	regular, medium, semibold, fallback []byte // fonts in place of the built-in ones; nil: none
}

// BrandFonts are TrueType files, relative to the brand file; empty: the built-in typeface, and no fallback.
type BrandFonts struct {
	Regular  string
	Medium   string // empty beside a Regular: that
	SemiBold string // empty beside a Regular: Medium
	Fallback string // for characters that the others lack
}

// minContrast is the contrast that WCAG 2.2 asks of text: https://www.w3.org/TR/WCAG22/#contrast-minimum
const minContrast = 4.5

// form is what a brand file may have.
func (b *Brand) form() form {
	return form{
		{"name", `name: "Northwind Cloud"`, &b.Name},
		{"colour", `colour: "#12294B"`, &b.Colour},
		{"logo", `logo: "logo.png"`, &b.Logo},
		{"contact", `contact: "Ana Ruiz, ana@northwind.example"`, &b.Contact},
		{"footer", `footer: "Northwind Cloud, Sydney"`, &b.Footer},
		{"classification", `classification: "Confidential"`, &b.Classification},
		{"texts", `texts: {"a.key.of.templates/words": "Another text"}`, &b.Texts},
		{"fonts", `fonts: {regular: "Regular.ttf"}`, form{
			{"regular", `regular: "Regular.ttf"`, &b.Fonts.Regular},
			{"medium", `medium: "Medium.ttf"`, &b.Fonts.Medium},
			{"semibold", `semibold: "SemiBold.ttf"`, &b.Fonts.SemiBold},
			{"fallback", `fallback: "Fallback.ttf"`, &b.Fonts.Fallback},
		}},
	}
}

// LoadBrand reads a brand file. Keys that it leaves out keep their default; a file of "" gives the default brand. An
// error names the file and the line and says what to write instead.
func LoadBrand(file string) (Brand, error) {
	var b Brand
	if _, err := parseForm("the default brand", templates.Brand, b.form()); err != nil {
		return Brand{}, err
	}
	if file == "" {
		return b, nil
	}
	s, err := readForm(file, "brand file", "--brand", b.form())
	if err != nil {
		return Brand{}, err
	}
	b.source = s
	if b.Name == "" {
		return Brand{}, s.wrong("name", `the name is empty: write   name: "Northwind Cloud"`)
	}
	if err := b.settleColour(); err != nil {
		return Brand{}, s.wrong("colour", "colour: %w", err)
	}
	if b.Logo != "" {
		if b.mark, err = readLogo(s.beside(b.Logo), evenWidth); err != nil {
			return Brand{}, s.wrong("logo", "logo: %w", err)
		}
		b.logo = b.mark.image
		b.notices = append(b.notices, b.mark.notices("logo")...)
	}
	if err := b.loadFonts(s); err != nil {
		return Brand{}, err
	}
	return b, nil
}

// Notices say what was changed or will look otherwise than asked for, a sentence each.
func (b Brand) Notices() []string { return b.notices }

// Locate adds file and line to an error about one of the brand's Texts, which only the words of a locale can judge.
func (b Brand) Locate(err error) error {
	if err == nil {
		return nil
	}
	for key := range b.Texts {
		if strings.Contains(err.Error(), strconv.Quote(key)) && b.source.file != "" {
			return b.source.wrong("texts."+key, "%w", err)
		}
	}
	return err
}

// Contrast is the contrast of white text on the brand's colour, 1 to 21.
func (b Brand) Contrast() float64 { return contrast(b.tone(), white) }

// tone is the brand's colour; that of the design where it is none.
func (b Brand) tone() colour {
	c, err := parseColour(b.Colour)
	if err != nil {
		return navy
	}
	return c
}

// LogoSize is the size of the logo as it is printed, in pixels; zero: there is none.
func (b Brand) LogoSize() (w, h int) { return b.mark.w, b.mark.h }

// settleColour checks the colour, and darkens one that does not carry white text.
func (b *Brand) settleColour() error {
	c, err := parseColour(b.Colour)
	if err != nil {
		return err
	}
	if ratio := contrast(c, white); ratio < minContrast {
		asked := b.Colour
		c = darken(c)
		b.notices = append(b.notices, fmt.Sprintf("colour %s is too light for white text (contrast %.1f to 1, %.1f needed): the documents use %s",
			asked, ratio, minContrast, c))
	}
	b.Colour = c.String()
	return nil
}

// parseColour reads #RRGGBB.
func parseColour(s string) (colour, error) {
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil || len(s) != 7 || s[0] != '#' {
		return 0, fmt.Errorf("%q is no colour: write it in quotes with six hexadecimal digits, like \"#12294B\" (without quotes, what follows # is a comment)", s)
	}
	return colour(n), nil
}
