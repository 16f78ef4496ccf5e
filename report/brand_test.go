package report

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func brandFile(t *testing.T, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "brand.yaml")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// A brand file changes what it names and keeps the rest.
func TestLoadBrand(t *testing.T) {
	b, err := LoadBrand(brandFile(t, "name: Northwind Cloud\ncolour: \"#0F6CBD\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if b.Name != "Northwind Cloud" || b.Colour != "#0F6CBD" || b.Classification != "Confidential" {
		t.Errorf("got %+v", b)
	}
	if b, err := LoadBrand(brandFile(t, "\n")); err != nil || b.Name != "Your MSP" {
		t.Errorf("an empty file gives %+v, %v", b, err)
	}
}

// Each mistake is told with file, line and what to type.
func TestLoadBrandErrors(t *testing.T) {
	for _, test := range []struct{ name, content, want string }{
		{"unknown key", "name: A\ncolor: \"#000000\"\n", `brand.yaml:2: unknown field "color": the keys are name, colour,`},
		{"wrong type", "name: A\ncontact: [1, 2]\n", "brand.yaml:2: "},
		{"no YAML", "name: A\n\tcolour: x\n", "brand.yaml:"},
		{"empty name", "colour: \"#000000\"\nname: \"\"\n", `brand.yaml:2: the name is empty: write   name: "Northwind Cloud"`},
		{"no colour", "name: A\ncolour: blue\n", `brand.yaml:2: colour: "blue" is no colour: write it in quotes with six hexadecimal digits`},
		{"too light", "name: A\ncolour: \"#FFCC00\"\n", "brand.yaml:2: colour #FFCC00 is too light for white text (contrast 1.5 to 1, 4.5 needed): write   colour: \"#"},
		{"no logo there", "name: A\nlogo: gone.png\n", "brand.yaml:2: logo: there is no file "},
		{"logo is no picture", "name: A\nlogo: brand.yaml\n", "is neither PNG nor JPEG: save it as PNG"},
	} {
		_, err := LoadBrand(brandFile(t, test.content))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		}
	}
	if _, err := LoadBrand(filepath.Join(t.TempDir(), "none.yaml")); err == nil || !strings.Contains(err.Error(), "leave --brand out") {
		t.Errorf("no file: %v", err)
	}
}

// A transparent logo of any size comes out on white and no wider than the cover needs.
func TestLogo(t *testing.T) {
	name := brandFile(t, "name: A\nlogo: logo.png\n")
	img := image.NewNRGBA64(image.Rect(0, 0, 2000, 500))
	img.Set(5, 5, color.NRGBA64{R: 0xffff, A: 0x8000})
	f, err := os.Create(filepath.Join(filepath.Dir(name), "logo.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	d := testDocument(t)
	if d.Brand, err = LoadBrand(name); err != nil {
		t.Fatal(err)
	}
	data, w, h, err := encodeLogo(d.Brand.logo)
	if err != nil || w != maxLogoWidth || h != maxLogoWidth/4 || len(data) == 0 {
		t.Errorf("logo of %d by %d, %d bytes, %v", w, h, len(data), err)
	}
	if pdf := writePDF(t, d); !strings.Contains(string(pdf), "/Subtype /Image") {
		t.Error("the logo is not in the PDF")
	}
}
