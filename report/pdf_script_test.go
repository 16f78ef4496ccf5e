package report

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomedium"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/text/unicode/norm"

	"preflight/templates"
)

// spareBrand prints in a typeface that lacks some letters, and has another font for those.
func spareBrand(t testing.TB) Brand {
	b := testBrand(t)
	b.regular, b.medium, b.semibold, b.fallback = goregular.TTF, gomedium.TTF, gobold.TTF, templates.Regular
	return b
}

// A letter that the typeface lacks comes from the spare font, and one that neither has becomes a sign.
func TestRuns(t *testing.T) {
	d := testDocument(t)
	d.Brand = spareBrand(t)
	c := testCanvasOf(t, d)
	for s, want := range map[string][]run{
		"":                 nil,
		"plain":            {{fromPage, "plain"}},
		"Việt Nam":         {{fromPage, "Vi"}, {fromSpare, "ệ"}, {fromPage, "t Nam"}},
		"ệ":                {{fromSpare, "ệ"}},
		"Team 🚀 ệ営業 資料部 x": {{fromPage, "Team "}, {fromNone, "�"}, {fromPage, " "}, {fromSpare, "ệ"}, {fromNone, "�"}, {fromPage, " x"}},
	} {
		clean := c.clean(s)
		got := c.cleaner.runs(clean)
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
		total := 0.0
		for _, r := range got {
			total += c.measure(styleBody, r.text)
		}
		if diff := total - c.width(styleBody, s); diff > 1e-9 || diff < -1e-9 {
			t.Errorf("%q is %v mm wide, its runs %v", s, c.width(styleBody, s), total)
		}
	}
	if c.cleaner.units(regular, "ệ") != c.cleaner.units(semibold, "ệ") {
		t.Error("the spare font has two weights")
	}
}

// Widths are those of the PDF library, by which the text is printed.
func TestUnits(t *testing.T) {
	c := testCanvas(t)
	c.pdf.AddPage()
	for _, st := range []style{styleBody, styleH1, styleLabel} {
		for _, s := range append([]string{"1,234 files − “quoted” …", "Ünïcode Ἑλλάς"}, hostile...) {
			s = strings.ReplaceAll(c.clean(s), string(placeholder), "")
			c.use(st)
			if got, want := c.measure(st, s), c.pdf.GetStringWidth(s); got-want > 1e-6 || want-got > 1e-6 {
				t.Errorf("%q: %v mm, the library prints %v", s, got, want)
			}
		}
	}
}

// A document in other fonts prints every name, or its sign, and no page count where a name looks like a command.
func TestPDFInOtherFonts(t *testing.T) {
	d := hostileDocument(t)
	d.Brand = spareBrand(t)
	d.Assessment.Tenant.Name = "Việt {nb} 営業部"
	file := writePDF(t, d)
	all := flat(pdfPages(t, file)...)
	for _, want := range []string{"{nb}", "�"} {
		if !strings.Contains(all, want) {
			t.Errorf("the report does not print %q", want)
		}
	}
	if text := strings.ReplaceAll(all, " ", ""); !strings.Contains(text, "Việt{nb}�") {
		t.Error("the report does not print the tenant's name")
	}
	if !bytes.Equal(file, writePDF(t, d)) {
		t.Error("the same document gives other bytes")
	}
}

// Scripts that the PDF library would print wrongly are left to the workbook, whatever a font has.
func TestNeedsShaping(t *testing.T) {
	for _, s := range []string{"م", "ש", "٣", "\uFE8D", "\uFB2A", "ह", "த", "ក", "မ", "ܐ"} {
		if !needsShaping([]rune(s)[0]) {
			t.Errorf("%q is printed", s)
		}
	}
	for _, s := range []string{"a", "é", "Ω", "Ж", "ệ", "漢", "한", "あ", "ไ", "→", "−"} {
		if needsShaping([]rune(s)[0]) {
			t.Errorf("%q is not printed", s)
		}
	}
}

// printable are the letters of s that a document can print, in the order in which they are printed.
func printable(c *cleaner, s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.In(r, unicode.M, unicode.Cf, unicode.Cc, unicode.Variation_Selector) || c.origin(r) == fromNone {
			return -1
		}
		return r
	}, s)
}

// Whatever a tenant calls its things: drawing it never fails, and loses no character that can be printed.
func FuzzText(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, 40.0)
		f.Add(s+" "+s, 7.0)
	}
	f.Add("ệ\u0301\u0301營 a\u0308\u0301"+strings.Repeat("\u0301", 90), 3.0)
	d := testDocument(f)
	d.Brand = spareBrand(f)
	cl, err := newCleaner(d.Brand)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string, w float64) {
		if !(w > 1) || w > body {
			w = 30
		}
		c, err := newCanvas(d, cl, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(s) > 500 {
			s = s[:500]
		}
		want := printable(cl, norm.NFC.String(strings.Map(func(r rune) rune {
			if unicode.In(r, unicode.Cf, unicode.Variation_Selector) {
				return -1
			}
			return r
		}, strings.ToValidUTF8(s, "�"))))
		if got := printable(cl, c.clean(s)); got != want {
			t.Errorf("%q: cleaned to %q, want %q", s, got, want)
		}
		lines := c.wrap(styleBody, w, s)
		if got := printable(cl, strings.Join(lines, "")); got != want {
			t.Errorf("%q: wrapped to %q, want %q", s, got, want)
		}
		if fit := c.fit(styleBody, w, s); c.width(styleBody, fit) > max(w, c.width(styleBody, "…"))+0.01 {
			t.Errorf("%q is wider than %v mm", fit, w)
		}
		c.chapter("test", "Test", s, 0)
		c.p(styleBody, s)
		c.bullets(styleBody, []string{s})
		c.figure(s, func() { c.disc(50, 50, 2, ink) })
		c.table(table{[]column{{s, w, false}, {"", 0, true}}, [][]cell{{{text: s, sub: s}, {text: s, heat: w}}}})
		testFile(t, c)
	})
}
