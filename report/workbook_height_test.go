package report

import (
	"strings"
	"testing"
)

// TestWrapped holds the estimate against the lines that LibreOffice sets in Carlito, whose letters are as wide as Calibri's.
func TestWrapped(t *testing.T) {
	for _, test := range []struct {
		text  string
		width float64
		want  int
	}{
		{"", 10, 1},
		{"Critical", 10, 1},
		{"one\ntwo\nthree", 60, 3},
		{"one\n\nthree", 60, 3},
		{"Needs attention", 12.5, 2},
		{"1. Open sheet Everyone access, filter “Open to” is “Everyone”, and start with what covers most files. A grant on a library covers everything below it that has no permissions of its own.", 64, 3},
		{"2. Ask the owner who really needs it, and give that group access first, so that nobody is locked out.", 64, 2},
		{"Ask the site's owner to choose Remove or Replace in the Decision column.", 64, 1},
		{strings.Repeat("a", 100), 20, 6}, // a word wider than the column is broken
		{"営業本部の共有フォルダーと会議の記録", 20, 2},
	} {
		if got := wrapped(test.text, test.width); got != test.want {
			t.Errorf("%q in a column of %v: %d lines, want %d", test.text, test.width, got, test.want)
		}
	}
	if got := sheetRowHeight(1000); got != 409 {
		t.Errorf("a row of a thousand lines is %v points high, Excel takes 409", got)
	}
}

// TestPrintIsReadable: each sheet is printed one page wide, in letters of 6 points at least, and the words of its header
// are not broken.
func TestPrintIsReadable(t *testing.T) {
	const (
		most   = 10.0 / 6      // letters of 10 points become 6
		edges  = 2 * 0.25 * 72 // of the page, in points
		column = columnPixels * 0.75
		a3, a4 = 1190.55, 841.89 // the width of a page in landscape, in points; of the two papers the narrower one is A3
	)
	for _, s := range Sheets {
		page := a4 - 50 // Letter is narrower than A4
		if s.A3 {
			page = a3
		}
		if width := s.width() * column; width > (page-edges)*most {
			t.Errorf("%s is %.0f points wide: its letters are printed in %.1f points", s.Name, width, 10*(page-edges)/width)
		}
		for _, c := range s.Columns {
			for _, word := range strings.Fields(c.Name) {
				if wrapped(word, c.Width) > 1 {
					t.Errorf("%s: the column %s is too narrow for its header", s.Name, c.Name)
				}
			}
		}
	}
}
