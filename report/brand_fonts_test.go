package report

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomedium"
	"golang.org/x/image/font/gofont/goregular"

	"preflight/templates"
)

// fontWith is a font with the bytes of one table changed.
func fontWith(font []byte, table string, change func(table []byte)) []byte {
	out := slices.Clone(font)
	for i := range int(binary.BigEndian.Uint16(out[4:])) {
		entry := out[12+16*i:]
		if string(entry[:4]) == table {
			from, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
			change(out[from : from+size])
		}
	}
	return out
}

// without is a font in which a table goes by another name.
func without(font []byte, table string) []byte {
	out := slices.Clone(font)
	for i := range int(binary.BigEndian.Uint16(out[4:])) {
		if entry := out[12+16*i:]; string(entry[:4]) == table {
			copy(entry, "none")
		}
	}
	return out
}

// The fonts that a brand names take the place of the built-in ones.
func TestFontsOfBrand(t *testing.T) {
	files := map[string][]byte{"r.ttf": goregular.TTF, "m.ttf": gomedium.TTF, "s.ttf": gobold.TTF, "f.ttf": templates.Regular}
	for _, test := range []struct {
		name, fonts                         string
		regular, medium, semibold, fallback []byte
		notice                              string
	}{
		{"none", "", nil, nil, nil, nil, ""},
		{"all", "regular: r.ttf, medium: m.ttf, semibold: s.ttf, fallback: f.ttf", goregular.TTF, gomedium.TTF, gobold.TTF, templates.Regular, ""},
		{"no medium", "regular: r.ttf, semibold: s.ttf", goregular.TTF, goregular.TTF, gobold.TTF, nil, ""},
		{"one alone", "regular: r.ttf", goregular.TTF, goregular.TTF, goregular.TTF, nil, "fonts: without a semibold one, headings are as light as the text"},
		{"a fallback alone", "fallback: r.ttf", nil, nil, nil, goregular.TTF, ""},
	} {
		b, err := LoadBrand(write(t, "brand.yaml", "fonts: {"+test.fonts+"}\n", files))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if !slices.Equal(b.regular, test.regular) || !slices.Equal(b.medium, test.medium) || !slices.Equal(b.semibold, test.semibold) || !slices.Equal(b.fallback, test.fallback) {
			t.Errorf("%s: other fonts", test.name)
		}
		if got := strings.Join(b.Notices(), "; "); got != test.notice {
			t.Errorf("%s: notices %q, want %q", test.name, got, test.notice)
		}
	}
}

// Of each font is told what it can print.
func TestFontScripts(t *testing.T) {
	var b Brand
	for _, f := range b.Typefaces() {
		for _, script := range []string{"Western European", "Central European", "Turkish and Baltic", "Vietnamese", "Greek", "Cyrillic"} {
			if !slices.Contains(f.Scripts, script) {
				t.Errorf("the built-in %s does not cover %s: %v", f.Use, script, f.Scripts)
			}
		}
		if slices.Contains(f.Scripts, "Japanese") || f.File != "" || !strings.Contains(f.Name, "Plex") {
			t.Errorf("%+v", f)
		}
	}
	if n := len(b.Typefaces()); n != 3 {
		t.Errorf("%d built-in fonts", n)
	}
}

// What the PDF library would panic on, or print wrongly without a word, is refused with what to do.
func TestFontRefused(t *testing.T) {
	regular := goregular.TTF
	set := func(table string, at int, value uint16) []byte {
		return fontWith(regular, table, func(t []byte) { binary.BigEndian.PutUint16(t[at:], value) })
	}
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"OpenType CFF", append([]byte("OTTO"), regular[4:]...), "has PostScript outlines (OpenType CFF), which the PDF library cannot embed: use the TrueType version"},
		{"a collection", append([]byte("ttcf"), regular[4:]...), "is a collection of fonts (.ttc): take the one font"},
		{"a web font", append([]byte("wOF2"), regular[4:]...), "is a font for web pages: use the TrueType version"},
		{"no font", []byte("this is no font at all"), "is no TrueType font: use a .ttf file"},
		{"nothing", nil, "is cut off or damaged"},
		{"a header alone", regular[:12], "is cut off or damaged"},
		{"half of it", regular[:len(regular)/2], "is cut off or damaged: copy or download it again"},
		{"all but the last bytes", regular[:len(regular)-5], "is cut off or damaged"},
		{"no glyphs", without(regular, "glyf"), "lacks the table glyf, so that it cannot be embedded"},
		{"no names", without(regular, "name"), "lacks the table name"},
		{"no post", without(regular, "post"), "lacks the table post"},
		{"a licence against it", set("OS/2", 8, 2), "may not be embedded into documents: its licence says so"},
		{"a licence against parts", set("OS/2", 8, 0x100), "may not be embedded"},
		{"names of another kind", set("name", 0, 1), "has a name table of a kind that the PDF library cannot read"},
		{"no widths", set("hhea", 34, 0), "is cut off or damaged"},
		{"more glyphs than there are", set("maxp", 4, 0xFFFF), "is cut off or damaged"},
		{"glyphs beyond the end", fontWith(regular, "loca", func(t []byte) { copy(t[len(t)-4:], "\xFF\xFF\xFF\xFF") }), "is cut off or damaged"},
		{"no characters", fontWith(regular, "cmap", func(t []byte) { binary.BigEndian.PutUint16(t[2:], 0) }), "does not say which of its glyphs stands for which character"},
	} {
		if _, _, err := newFace(test.data, true); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "cut.ttf"), regular[:5000], 0o600); err != nil {
		t.Fatal(err)
	}
	brand := filepath.Join(dir, "brand.yaml")
	if err := os.WriteFile(brand, []byte("name: A\nfonts:\n  regular: cut.ttf\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadBrand(brand); err == nil || !strings.Contains(err.Error(), "brand.yaml:3: fonts.regular: ") || !strings.Contains(err.Error(), "cut.ttf is cut off or damaged") {
		t.Errorf("got %v", err)
	}
}

// withGlyphs is a font whose last glyphs are made of others, by their numbers counted from the end: 1 is the last.
func withGlyphs(t *testing.T, font []byte, parts map[int][]int) []byte {
	t.Helper()
	tables, err := fontTables(font)
	if err != nil {
		t.Fatal(err)
	}
	if tables["head"].at(50) != 0 {
		t.Fatal("the test writes offsets of two bytes")
	}
	count, size := tables["maxp"].at(4), 0
	for _, list := range parts {
		size += 10 + 6*len(list)
	}
	from := (len(tables["glyf"]) - size) &^ 1 // where the outlines of the last ones stood
	made := fontWith(font, "glyf", func(glyf []byte) {
		at := from
		for i := len(parts); i > 0; i-- {
			binary.BigEndian.PutUint16(glyf[at:], 0xFFFF)
			for n, p := range parts[i] {
				flags := uint16(0)
				if n < len(parts[i])-1 {
					flags = partMore
				}
				binary.BigEndian.PutUint16(glyf[at+10+6*n:], flags)
				binary.BigEndian.PutUint16(glyf[at+12+6*n:], uint16(count-p))
			}
			at += 10 + 6*len(parts[i])
		}
	})
	return fontWith(made, "loca", func(loca []byte) {
		set := func(glyph, offset int) { binary.BigEndian.PutUint16(loca[2*glyph:], uint16(offset/2)) }
		for i := range count + 1 {
			set(i, min(2*fontTable(loca).at(2*i), from))
		}
		at := from
		set(count-len(parts), at)
		for i := len(parts); i > 0; i-- {
			at += 10 + 6*len(parts[i])
			set(count-i+1, at)
		}
	})
}

// A glyph that is made of itself, or of too many others, would end the process with a stack that is full.
func TestFontGlyphsOfGlyphs(t *testing.T) {
	chain := func(n int) map[int][]int { // the last glyph is made of the one before it, and so on, n levels deep
		parts := map[int][]int{}
		for i := range n {
			parts[i+1] = []int{i + 2}
		}
		return parts
	}
	wide := chain(4)
	for i := range wide {
		wide[i] = slices.Repeat(wide[i], 6)
	}
	for _, test := range []struct {
		name  string
		parts map[int][]int
		want  string
	}{
		{"of another one", map[int][]int{1: {3, 4}}, ""},
		{"eight levels", chain(8), ""},
		{"nine levels", chain(9), "is made of itself, or of too many others, so that it cannot be embedded: use another TrueType version"},
		{"of itself", map[int][]int{1: {1}}, "is made of itself"},
		{"in a circle", map[int][]int{1: {9, 2}, 2: {3}, 3: {1}}, "is made of itself"},
		{"of many that are made of many", wide, "of too many others"},
		{"of one that is not there", map[int][]int{1: {0}}, "is cut off or damaged"},
	} {
		_, _, err := newFace(withGlyphs(t, goregular.TTF, test.parts), false)
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		}
	}
	for name, data := range map[string][]byte{"goregular": goregular.TTF, "regular": templates.Regular, "medium": templates.Medium, "semibold": templates.SemiBold} {
		if _, err := fontTables(data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A font may be damaged anywhere: it is refused, or it can be printed with; nothing panics.
func TestFontDamaged(t *testing.T) {
	t.Parallel()
	refused := 0
	for at := 0; at < len(goregular.TTF); at += 997 {
		data := slices.Clone(goregular.TTF)
		data[at] ^= 0xFF
		if _, _, err := newFace(data, true); err != nil {
			refused++
		}
	}
	if refused == 0 {
		t.Error("no damage was found")
	}
}
