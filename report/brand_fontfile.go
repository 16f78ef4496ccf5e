package report

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/go-pdf/fpdf"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// A fontTable is one table of a font file.
type fontTable []byte

// neededTables are those that the PDF library reads; it panics on a font without one.
var neededTables = []string{"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}

var (
	errCutOff   = errors.New("is cut off or damaged: copy or download it again")
	errOutlines = errors.New("has PostScript outlines (OpenType CFF), which the PDF library cannot embed: use the TrueType version (.ttf) of the same font")
)

// fontTables takes a TrueType file apart and refuses what cannot be embedded.
// See https://learn.microsoft.com/typography/opentype/spec/otff
func fontTables(data []byte) (map[string]fontTable, error) {
	if len(data) < 12 {
		return nil, errCutOff
	}
	switch string(data[:4]) {
	case "\x00\x01\x00\x00", "true":
	case "OTTO":
		return nil, errOutlines
	case "ttcf":
		return nil, errors.New("is a collection of fonts (.ttc): take the one font that you need out of it, as a .ttf file")
	case "wOFF", "wOF2":
		return nil, errors.New("is a font for web pages: use the TrueType version (.ttf) of the same font")
	default:
		return nil, errors.New("is no TrueType font: use a .ttf file")
	}
	n := int(binary.BigEndian.Uint16(data[4:]))
	if len(data) < 12+16*n {
		return nil, errCutOff
	}
	tables := map[string]fontTable{}
	for i := range n {
		entry := data[12+16*i:]
		from, size := uint64(binary.BigEndian.Uint32(entry[8:])), uint64(binary.BigEndian.Uint32(entry[12:]))
		if from+size > uint64(len(data)) {
			return nil, errCutOff
		}
		tables[string(entry[:4])] = data[from : from+size]
	}
	if _, cff := tables["CFF "]; cff && tables["glyf"] == nil {
		return nil, errOutlines
	}
	for _, name := range neededTables {
		if len(tables[name]) == 0 {
			return nil, fmt.Errorf("lacks the table %s, so that it cannot be embedded: use another TrueType version of the font", name)
		}
	}
	return tables, checkTables(tables)
}

// checkTables refuses what the PDF library reads wrongly, or not at all.
func checkTables(tables map[string]fontTable) error {
	hhea, os2 := tables["hhea"], tables["OS/2"]
	switch {
	case len(tables["head"]) < 54 || len(hhea) < 36 || len(tables["maxp"]) < 6 || len(tables["cmap"]) < 4 || len(tables["name"]) < 6 || len(tables["post"]) < 16 || hhea.at(34) == 0:
		return errCutOff
	case len(os2) >= 10 && (os2.at(8)&0xF == 2 || os2.at(8)&0x300 != 0):
		return errors.New("may not be embedded into documents: its licence says so. Use another font")
	case tables["name"].at(0) != 0:
		return errors.New("has a name table of a kind that the PDF library cannot read: use another TrueType version of the font")
	case !slices.Contains(tables["cmap"].formats(), 4):
		return errors.New("does not say which of its glyphs stands for which character (no cmap of format 4): use another TrueType version of the font")
	}
	return checkGlyphs(tables)
}

// checkGlyphs makes sure that each glyph lies within the table of glyphs, and that the PDF library comes to an end with
// the parts of each.
func checkGlyphs(tables map[string]fontTable) error {
	loca, glyphs, long := tables["loca"], tables["maxp"].at(4), tables["head"].at(50) == 1
	last := 0
	made := composites{glyphs: make([]fontTable, glyphs), sizes: map[int]glyphSize{}}
	for i := range glyphs + 1 {
		at := 0
		switch {
		case long && len(loca) >= 4*i+4:
			at = int(binary.BigEndian.Uint32(loca[4*i:]))
		case !long && len(loca) >= 2*i+2:
			at = 2 * loca.at(2*i)
		default:
			return errCutOff
		}
		if at < last || at > len(tables["glyf"]) {
			return errCutOff
		}
		if i > 0 {
			made.glyphs[i-1] = tables["glyf"][last:at]
		}
		last = at
	}
	return made.check()
}

// at is the number in two bytes; 0 beyond the end.
func (t fontTable) at(offset int) int {
	if offset < 0 || offset+2 > len(t) {
		return 0
	}
	return int(binary.BigEndian.Uint16(t[offset:]))
}

// formats are those of the tables for Unicode's characters up to U+FFFF in a cmap.
func (t fontTable) formats() []int {
	var list []int
	for i := range t.at(2) {
		platform, encoding, low := t.at(4+8*i), t.at(6+8*i), t.at(10+8*i)
		if platform == 0 || platform == 3 && encoding == 1 {
			list = append(list, t.at(t.at(8+8*i)<<16|low))
		}
	}
	return list
}

// try sets a page in the font, so that what the PDF library panics on is found before the tenant is read.
func (f fontFile) try() (err error) {
	defer func() {
		if recover() != nil {
			err = errCutOff
		}
	}()
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetCreationDate(time.Unix(0, 0))
	pdf.AddUTF8FontFromBytes("tried", "", f.data)
	pdf.SetFont("tried", "", 10)
	pdf.AddPage()
	for i, s := range scripts {
		pdf.Text(10, float64(10+5*i), s.sample)
	}
	if err := pdf.Output(io.Discard); err != nil {
		return fmt.Errorf("cannot be embedded (%w): use another TrueType version of the font", err)
	}
	return nil
}

// tabular reports whether all digits are of one width.
func (f fontFile) tabular() bool {
	var buf sfnt.Buffer
	var first fixed.Int26_6
	for r := '0'; r <= '9'; r++ {
		index, err := f.font.GlyphIndex(&buf, r)
		if err != nil {
			return false
		}
		width, err := f.font.GlyphAdvance(&buf, index, 1000<<6, font.HintingNone)
		if err != nil || r > '0' && width != first {
			return false
		}
		first = width
	}
	return true
}

// scripts are those that are written letter beside letter from left to right, which is how documents print. The sample
// holds what tells a font that covers the script from one that has a few of its signs.
var scripts = []struct{ name, sample string }{
	{"Western European", "AZaz09ÀÇÉÑÖØßàçéñöøÿœ€–—…“”’"},
	{"Central European", "ĄĆČĎĘĚŁŃŇŐŘŚŠŤŮŰŹŻąćčďęěłńőřśšťůűźż"},
	{"Turkish and Baltic", "ĞİŞğışĀĒĢĪĶĻŅŪāēģīķļņūĖŲėų"},
	{"Vietnamese", "ĂÂĐÊÔƠƯăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệ"},
	{"Greek", "ΑΒΓΔΩαβγδωάέήίόύώς"},
	{"Cyrillic", "АБВЖЩЯабвжщяЁёЇїЄєҐґ"},
	{"Armenian", "ԱԲԳաբգև"},
	{"Georgian", "აბგდეჰ"},
	{"Chinese (simplified)", "的一是不了人这国财务报销资门"},
	{"Chinese (traditional)", "的一是不了人這國財務報銷資門"},
	{"Japanese", "あいうえおアイウエオ日本語給与"},
	{"Korean", "가나다라마바사아자차카타파하급여"},
}

// scripts lists those that the font covers.
func (f fontFile) scripts() []string {
	var names []string
	var buf sfnt.Buffer
	for _, s := range scripts {
		covered := true
		for _, r := range s.sample {
			covered = covered && f.has(&buf, r)
		}
		if covered {
			names = append(names, s.name)
		}
	}
	return names
}
