package report

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"

	"preflight/templates"
)

func testCanvas(t testing.TB) *canvas {
	t.Helper()
	return testCanvasOf(t, testDocument(t).worded())
}

func testCanvasOf(t testing.TB, d Document) *canvas {
	t.Helper()
	cl, err := newCleaner(d.Brand)
	if err != nil {
		t.Fatal(err)
	}
	c, err := newCanvas(d, cl, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// testFile is the file of what has been drawn.
func testFile(t testing.TB, c *canvas) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := c.pdf.Output(&buf); err != nil {
		t.Fatal(err)
	}
	file, err := c.finish(buf.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestClean(t *testing.T) {
	c := testCanvas(t)
	for in, want := range map[string]string{
		"plain":                     "plain",
		"two  spaces\r\n\tand more": "two spaces and more",
		" outer ":                   "outer",
		"🚀 Team":                    "� Team",
		"営業部 資料":                    "�",
		"👩‍👩‍👧":                     "�",
		"Zu\u0308rich":              "Zürich",
		"soft\u00adhyphen\ufeff":    "softhyphen",
		"e\u200b\u0301":             "é",
		"\u202edrawkcab":            "drawkcab",
		"bad \xff\xfe":              "bad �",
		"a\x00b\x1bc":               "a b c",
		"\U0010ffff":                "�",
		"₂ → ≥ …":                   "₂ → ≥ …",
		"":                          "",
	} {
		got := c.clean(in)
		if got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
		if again := c.clean(got); again != got {
			t.Errorf("cleaning %q again gives %q", got, again)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	cl, err := newCleaner(Brand{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := cl.clean(s)
		for _, r := range got {
			if r > 0xFFFF || r < ' ' || (r != placeholder && cl.origin(r) == fromNone) {
				t.Errorf("clean(%q) leaves %U", s, r)
			}
		}
		if again := cl.clean(got); again != got {
			t.Errorf("cleaning %q again gives %q", got, again)
		}
	})
}

// Wrapping keeps every character, and no line is wider than the column.
func TestWrap(t *testing.T) {
	c := testCanvas(t)
	for _, s := range hostile {
		for _, w := range []float64{3, 17, 60, 174} {
			lines := c.wrap(styleBody, w, s)
			for _, l := range lines {
				if len([]rune(l)) > 1 && c.width(styleBody, l) > w+0.01 {
					t.Errorf("%q is wider than %v mm", l, w)
				}
			}
			strip := func(s string) string { return strings.ReplaceAll(s, " ", "") }
			if got, want := strip(strings.Join(lines, "")), strip(c.clean(s)); got != want {
				t.Errorf("at %v mm %q became %q", w, want, got)
			}
		}
	}
	if got := c.wrap(styleBody, 40, "https://contoso.sharepoint.com/sites/finance/Shared"); len(got) < 2 || !strings.ContainsAny(got[0][len(got[0])-1:], breakMarks) {
		t.Errorf("an address is broken into %q", got)
	}
}

// The three weights have the same characters, so that what is clean for one is clean for all, and the placeholder.
func TestFonts(t *testing.T) {
	var fonts []*sfnt.Font
	for _, data := range [][]byte{templates.Regular, templates.Medium, templates.SemiBold} {
		f, err := sfnt.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		fonts = append(fonts, f)
	}
	var buf sfnt.Buffer
	for r := rune(' '); r <= 0xFFFF; r++ {
		first, _ := fonts[0].GlyphIndex(&buf, r)
		for _, f := range fonts[1:] {
			if other, _ := f.GlyphIndex(&buf, r); (first == 0) != (other == 0) {
				t.Errorf("%U is in one weight and not in another", r)
			}
		}
		if r == placeholder && first == 0 {
			t.Error("the font has no placeholder")
		}
	}
	if !strings.Contains(templates.FontLicence, "SIL OPEN FONT LICENSE") {
		t.Error("the fonts' licence is missing")
	}
}

// Text can be read: a contrast of 4.5 to 1 on whatever it stands on, and nothing under 7 pt.
func TestContrast(t *testing.T) {
	pairs := map[string][2]colour{"ink": {ink, white}, "muted": {muted, white}, "muted on surface": {muted, surface}, "accent": {accent, white}, "accent on surface": {accent, surface}, "head": {white, navy}}
	for s, tint := range severityTints {
		pairs[string(s)] = [2]colour{tint.text, tint.ground}
	}
	for o, tint := range outcomeTints {
		pairs[string(o)] = [2]colour{tint.text, tint.ground}
	}
	for v, col := range verdictColours {
		pairs[string(v)] = [2]colour{col, white}
	}
	for name, p := range pairs {
		if ratio := contrast(p[0], p[1]); ratio < minContrast {
			t.Errorf("%s: contrast %.2f", name, ratio)
		}
	}
	for _, st := range []style{styleH1, styleH2, styleH3, styleLead, styleBody, styleStrong, styleCard, styleCaption, styleKicker, styleLabel, styleCell, styleCellSub, styleHead, styleLink, styleChip} {
		if st.size < 7 {
			t.Errorf("a style of %v pt", st.size)
		}
	}
	for c := colour(0); c <= 0xFFFFFF; c += 0x010307 {
		if d := darken(c); contrast(d, white) < minContrast {
			t.Errorf("%s darkened to %s", c, d)
		}
	}
}
