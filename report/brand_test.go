package report

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"preflight/templates"
)

// write puts a file into a new folder, beside others.
func write(t *testing.T, name, content string, others map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for other, data := range others {
		if err := os.WriteFile(filepath.Join(dir, other), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	name = filepath.Join(dir, name)
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func brandFile(t *testing.T, content string) string {
	t.Helper()
	return write(t, "brand.yaml", content, nil)
}

// A device or a pipe is no file, and is not opened.
func TestBrandDevices(t *testing.T) {
	for content, want := range map[string]string{
		"logo: " + os.DevNull + "\n":                 "is no file of at most 5 MB",
		"fonts: {regular: " + os.DevNull + "}\n":     "is no font of at most 40 MB",
		"fonts: {fallback: " + t.TempDir() + "}\n":   "is no font of at most 40 MB",
		"name: " + strings.Repeat("a", 1<<20) + "\n": "is no brand file: name a YAML file of at most 1 MB",
	} {
		if _, err := LoadBrand(brandFile(t, content)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: got %v, want %q", content, err, want)
		}
	}
	if _, err := LoadBrand(os.DevNull); err == nil || !strings.Contains(err.Error(), "is no brand file") {
		t.Errorf("a device as the brand file: %v", err)
	}
	if _, err := LoadEngagement(os.DevNull); err == nil || !strings.Contains(err.Error(), "is no engagement file") {
		t.Errorf("a device as the engagement file: %v", err)
	}
	if _, err := LoadBrand(brandFile(t, "texts:\n  mail.subject: see https://c.sharepoint.com/:x:/s/SECRET\n")); err == nil ||
		!strings.Contains(err.Error(), "brand.yaml:2: here stands a sharing link") || strings.Contains(err.Error(), "SECRET") {
		t.Errorf("a sharing link in a text: %v", err)
	}
}

// A brand file changes what it names and keeps the rest; what is typed comes out as it was typed.
func TestBrand(t *testing.T) {
	for _, test := range []struct {
		name, content string
		want          func(Brand) bool
	}{
		{"some keys", "name: Northwind Cloud\ncolour: \"#0F6CBD\"\n", func(b Brand) bool {
			return b.Name == "Northwind Cloud" && b.Colour == "#0F6CBD" && b.Classification == "Confidential"
		}},
		{"an empty file", "\n", func(b Brand) bool { return b.Name == "Your MSP" && b.Colour == "#12294B" }},
		{"comments alone", "# nothing yet\n", func(b Brand) bool { return b.Name == "Your MSP" }},
		{"a byte order mark", "\uFEFFname: A\n", func(b Brand) bool { return b.Name == "A" }},
		{"a telephone number", "contact: 0400123456\n", func(b Brand) bool { return b.Contact == "0400123456" }},
		{"a number with a sign", "contact: +61 2 5550 1234\n", func(b Brand) bool { return b.Contact == "+61 2 5550 1234" }},
		{"words that YAML takes for others", "name: yes\nfooter: 2026-01-02\ncontact: 1_000\n", func(b Brand) bool {
			return b.Name == "yes" && b.Footer == "2026-01-02" && b.Contact == "1_000"
		}},
		{"several lines", "contact: |\n  Ana Ruiz\n  ana@northwind.example\n", func(b Brand) bool { return b.Contact == "Ana Ruiz ana@northwind.example" }},
		{"left empty", "classification:\nfooter: null\n", func(b Brand) bool { return b.Classification == "" && b.Footer == "" }},
		{"texts", "texts:\n  cover.title: \"Ready for {client}\"\n  a: 1\n", func(b Brand) bool {
			return len(b.Texts) == 2 && b.Texts["cover.title"] == "Ready for {client}" && b.Texts["a"] == "1"
		}},
	} {
		b, err := LoadBrand(brandFile(t, test.content))
		if err != nil || !test.want(b) || len(b.Notices()) > 0 {
			t.Errorf("%s: %v, %q, %+v", test.name, err, b.Notices(), b)
		}
	}
}

// Each mistake is told with file, line and what to type.
func TestBrandErrors(t *testing.T) {
	for _, test := range []struct{ name, content, want string }{
		{"unknown key", "name: A\ncolor: \"#000000\"\n", `brand.yaml:2: unknown key "color": the keys are name, colour,`},
		{"unknown key below", "name: A\nfonts:\n  bold: b.ttf\n", `brand.yaml:3: fonts: unknown key "bold": the keys are regular, medium, semibold and fallback`},
		{"a list for a text", "name: A\ncontact: [1, 2]\n", `brand.yaml:2: it takes a text and has a list: write it like   contact: "Ana Ruiz`},
		{"keys for a text", "name: A\ncontact: {mail: a}\n", `brand.yaml:2: it takes a text and has keys: write it like   contact:`},
		{"a text for keys", "name: A\nfonts: Inter.ttf\n", `brand.yaml:2: fonts: here is a single value where keys are expected: write a line like   regular: "Regular.ttf"`},
		{"a list of texts", "texts: [a]\n", "brand.yaml:1: it takes texts by their keys and has a list: write it like   texts:"},
		{"nested texts", "texts:\n  cover:\n    title: a\n", "brand.yaml:2: cover has keys instead of a text: write the whole key in one line"},
		{"an alias", "name: &a B\nfooter: *a\n", "brand.yaml:1: it takes a text and has an anchor, alias or tag"},
		{"a tab", "name: A\n\tcolour: x\n", "brand.yaml:2: found character"},
		{"an open quote", "name: \"A\n", "brand.yaml:1: could not find end character"},
		{"a key twice", "name: A\nname: B\n", `brand.yaml:2: mapping key "name" already defined`},
		{"two documents", "name: A\n---\nname: B\n", "brand.yaml:3: another document begins here: leave out the line ---"},
		{"a list of keys", "- name: A\n", "brand.yaml:1: here is a list where keys are expected: write a line like   name: \"Northwind Cloud\""},
		{"a sentence", "just text\n", "brand.yaml:1: here is a single value where keys are expected"},
		{"UTF-16", "\xff\xfen\x00", "brand.yaml:1: it is no UTF-8 text: save it in the encoding UTF-8"},
		{"too long", "name: A\nfooter: " + strings.Repeat("é", 201) + "\n", "brand.yaml:2: it has 201 characters: write at most 200"},
		{"empty name", "colour: \"#000000\"\nname: \"\"\n", `brand.yaml:2: the name is empty: write   name: "Northwind Cloud"`},
		{"blank name", "name: \"  \"\n", "brand.yaml:1: the name is empty"},
		{"a word for a colour", "name: A\ncolour: blue\n", `brand.yaml:2: colour: "blue" is no colour: write it in quotes with six hexadecimal digits`},
		{"a colour without quotes", "name: A\ncolour: #0F6CBD\n", "brand.yaml:2: colour: \"\" is no colour: write it in quotes"},
		{"a short colour", "colour: \"#06C\"\n", `brand.yaml:1: colour: "#06C" is no colour`},
		{"a signed colour", "colour: \"#+12294\"\n", `is no colour`},
		{"no logo there", "name: A\nlogo: gone.png\n", "brand.yaml:2: logo: there is no file "},
		{"logo is no picture", "name: A\nlogo: brand.yaml\n", "brand.yaml is neither PNG nor JPEG: save it as PNG"},
		{"logo is a folder", "name: A\nlogo: .\n", "is no file of at most 5 MB"},
		{"no font there", "fonts: {regular: gone.ttf}\n", "brand.yaml:1: fonts.regular: there is no file "},
		{"a weight without the regular one", "fonts:\n  medium: m.ttf\n", "brand.yaml:2: fonts.medium: there is no regular one of this typeface: write   regular:"},
	} {
		_, err := LoadBrand(brandFile(t, test.content))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		}
	}
	if _, err := LoadBrand(filepath.Join(t.TempDir(), "none.yaml")); err == nil || !strings.Contains(err.Error(), "leave --brand out") {
		t.Errorf("no file: %v", err)
	}
	if _, err := LoadBrand(t.TempDir()); err == nil || !strings.Contains(err.Error(), "is no brand file: name a YAML file") {
		t.Errorf("a folder: %v", err)
	}
}

// A colour without contrast is darkened, and somebody is told; the nearest one that suffices is left alone.
func TestBrandColour(t *testing.T) {
	for _, test := range []struct{ asked, want string }{
		{"#0F6CBD", "#0F6CBD"}, {"#0f6cbd", "#0F6CBD"}, {"#767676", "#767676"}, {"#FFCC00", ""}, {"#FFFFFF", ""}, {"#777777", ""},
	} {
		b, err := LoadBrand(brandFile(t, "colour: \""+test.asked+"\"\n"))
		if err != nil {
			t.Errorf("%s: %v", test.asked, err)
			continue
		}
		if b.Contrast() < minContrast || test.want != "" && b.Colour != test.want {
			t.Errorf("%s became %s with a contrast of %.2f, want %s", test.asked, b.Colour, b.Contrast(), test.want)
		}
		told := strings.Join(b.Notices(), "; ")
		if want := "colour " + test.asked + " is too light for white text (contrast "; (test.want == "") != strings.HasPrefix(told, want) || (test.want == "") != strings.HasSuffix(told, "the documents use "+b.Colour) {
			t.Errorf("%s: notices %q", test.asked, told)
		}
	}
}

// The files in templates show every key, and give what stands where no file is given.
func TestBrandTemplates(t *testing.T) {
	var b Brand
	var e Engagement
	for _, f := range []struct {
		data []byte
		form form
	}{{templates.Brand, b.form()}, {templates.Engagement, e.form()}} {
		s, err := parseForm("template", f.data, f.form)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range f.form {
			if s.lines[x.key] == 0 {
				t.Errorf("the template does not show the key %s", x.key)
			}
		}
	}
	if b, err := LoadBrand(""); err != nil || b.Name != "Your MSP" || len(b.Notices()) > 0 || b.Contrast() < minContrast {
		t.Errorf("the default brand is %+v, %v", b, err)
	}
}

// An error about a text names the line of its key.
func TestBrandLocate(t *testing.T) {
	b, err := LoadBrand(brandFile(t, "name: A\ntexts:\n  cover.title: x\n  no.such: y\n"))
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Locate(errors.New(`there is no text "no.such" to replace`)); !strings.HasSuffix(err.Error(), `brand.yaml:4: there is no text "no.such" to replace`) {
		t.Error(err)
	}
	if err := b.Locate(errors.New(`"xx" is no locale`)); err.Error() != `"xx" is no locale` {
		t.Error(err)
	}
	if b.Locate(nil) != nil {
		t.Error("an error out of nothing")
	}
}
