package report

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // logos may be JPEG
	_ "image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"

	"preflight/templates"
)

// A Brand is how the documents name and colour whoever prepares them.
type Brand struct {
	Name           string `yaml:"name"`
	Colour         string `yaml:"colour"`         // #RRGGBB, dark enough for white text
	Logo           string `yaml:"logo"`           // a PNG or JPEG file, relative to the brand file; empty: none
	Contact        string `yaml:"contact"`        // whom the client asks; empty: left out
	Footer         string `yaml:"footer"`         // at the foot of each page; empty: the name
	Classification string `yaml:"classification"` // Confidential

	logo image.Image // decoded from Logo
}

// The bounds of a logo.
const (
	maxLogoBytes  = 5 << 20
	maxLogoPixels = 4000 // either way
)

// minContrast is the contrast that WCAG 2.2 asks of text: https://www.w3.org/TR/WCAG22/#contrast-minimum
const minContrast = 4.5

// LoadBrand reads a brand file. Keys that it leaves out keep their default; a file of "" gives the default brand. An
// error names the file and the line and says what to write instead.
func LoadBrand(file string) (Brand, error) {
	var b Brand
	if err := yaml.UnmarshalWithOptions(templates.Brand, &b, yaml.Strict()); err != nil {
		return Brand{}, fmt.Errorf("reading the default brand: %w", err)
	}
	if file == "" {
		return b, nil
	}
	data, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Brand{}, fmt.Errorf("there is no brand file %s: name one that exists, or leave --brand out for the default", file)
	case err != nil:
		return Brand{}, fmt.Errorf("reading the brand: %w", err)
	}
	if len(bytes.TrimSpace(data)) > 0 {
		if err := yaml.UnmarshalWithOptions(data, &b, yaml.Strict()); err != nil {
			return Brand{}, brandError(file, err)
		}
	}
	if err := b.check(data, file); err != nil {
		return Brand{}, err
	}
	if b.Logo != "" {
		name := b.Logo
		if !filepath.IsAbs(name) {
			name = filepath.Join(filepath.Dir(file), filepath.FromSlash(name))
		}
		if b.logo, err = loadLogo(name); err != nil {
			return Brand{}, fmt.Errorf("%s:%d: logo: %w", file, lineOf(data, "logo"), err)
		}
	}
	return b, nil
}

// brandKeys are the keys of a brand file, as an error lists them.
const brandKeys = "name, colour, logo, contact, footer and classification"

// brandError words a failure of the YAML library: file, line, what is wrong, what to type.
func brandError(file string, err error) error {
	hint := "write it like   name: \"Northwind Cloud\"   with the keys " + brandKeys
	if unknown := (*yaml.UnknownFieldError)(nil); errors.As(err, &unknown) {
		hint = "the keys are " + brandKeys
	}
	if where := yaml.Error(nil); errors.As(err, &where) && where.GetToken() != nil {
		return fmt.Errorf("%s:%d: %s: %s", file, where.GetToken().Position.Line, where.GetMessage(), hint)
	}
	return fmt.Errorf("%s: %w: %s", file, err, hint)
}

// check says what a brand lacks.
func (b Brand) check(data []byte, file string) error {
	if strings.TrimSpace(b.Name) == "" {
		return fmt.Errorf("%s:%d: the name is empty: write   name: \"Northwind Cloud\"", file, lineOf(data, "name"))
	}
	c, err := parseColour(b.Colour)
	if err != nil {
		return fmt.Errorf("%s:%d: colour: %w", file, lineOf(data, "colour"), err)
	}
	if ratio := contrast(c, white); ratio < minContrast {
		return fmt.Errorf("%s:%d: colour %s is too light for white text (contrast %.1f to 1, 4.5 needed): write   colour: %q",
			file, lineOf(data, "colour"), b.Colour, ratio, darken(c).String())
	}
	return nil
}

// lineOf is the line, from 1, on which key stands in a YAML file; 1 where it does not.
func lineOf(data []byte, key string) int {
	for i, line := range strings.Split(string(data), "\n") {
		if strings.HasPrefix(line, key+":") {
			return i + 1
		}
	}
	return 1
}

// parseColour reads #RRGGBB.
func parseColour(s string) (colour, error) {
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil || len(s) != 7 || s[0] != '#' {
		return 0, fmt.Errorf("%q is no colour: write it in quotes with six hexadecimal digits, like \"#12294B\"", s)
	}
	return colour(n), nil
}

// loadLogo decodes a logo and bounds its size.
func loadLogo(name string) (image.Image, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("there is no file %s: give the path from the brand file's folder, or write   logo: \"\"", name)
	}
	if info.IsDir() || info.Size() > maxLogoBytes {
		return nil, fmt.Errorf("%s is no file of at most %d MB: save a smaller PNG", name, maxLogoBytes>>20)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("reading it: %w", err)
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s is neither PNG nor JPEG: save it as PNG", name)
	}
	if config.Width < 1 || config.Height < 1 || config.Width > maxLogoPixels || config.Height > maxLogoPixels {
		return nil, fmt.Errorf("%s is %d by %d pixels: save it with at most %d either way", name, config.Width, config.Height, maxLogoPixels)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s is damaged (%w): save it again as PNG", name, err)
	}
	return img, nil
}
