package report

// The widths of Calibri's letters in hundredths of the font's size, in a few classes that are right to a few per cent.
var letterWidths = func() (widths [128]int) {
	for i := range widths {
		widths[i] = 53
	}
	for _, class := range []struct {
		letters string
		width   int
	}{
		{" ',.:;ijlI", 24}, {"`()-[]{}fJ!tr", 32}, {"/\\s\"zLcx", 41}, {"vy?FSk|ZgaETYe#*+<=>^_~", 48}, {"VA", 58}, {"DHGUN", 63}, {"OQ&%w", 68}, {"mMW@", 86},
	} {
		for _, r := range class.letters {
			widths[r] = class.width
		}
	}
	return widths
}()

// letterWidth is the width of one letter. Those of wide scripts are as wide as the font's size.
func letterWidth(r rune) int {
	switch {
	case r < 128:
		return letterWidths[r]
	case r >= 0x1100:
		return 100
	}
	return 55
}

// The type of a cell, in the pixels that columns are measured in: a character of a column's width is 7 of them, letters
// of 10 points have the size 13.3 and may come out a little wider on a screen, and the indent and the edges of the cell
// take 14.
const (
	columnPixels = 7
	letterPixels = 13.6
	edgePixels   = 14
)

// room is how much text a line of a column of that many characters holds, in hundredths of the font's size.
func room(width float64) int { return max(100, int((width*columnPixels-edgePixels)*100/letterPixels)) }

// wrapped estimates how many lines a text takes in a column. Lines break between words, and within a word that is wider
// than the column.
func wrapped(s string, width float64) int {
	const widest = 86 // of a byte
	most := room(width)
	if len(s)*widest <= most {
		short := 1
		for i := range len(s) {
			if s[i] == '\n' {
				short++
			}
		}
		return short
	}
	lines, line, word := 1, 0, 0 // of what stands before the word that is being read, and of it
	turn := func() {             // the word is over: it stands on this line or begins the next ones
		if word == 0 {
			return
		}
		if line > 0 && line+word > most {
			lines++
			line = 0
		}
		line += word
		for line > most {
			lines++
			line -= most
		}
		word = 0
	}
	for _, r := range s {
		switch r {
		case '\n':
			turn()
			lines++
			line = 0
		case ' ':
			turn()
			line += letterWidths[' ']
		case '-':
			word += letterWidths['-']
			turn()
		default:
			word += letterWidth(r)
		}
	}
	turn()
	return lines
}

// sheetRowHeight is the height of a row of so many lines, in points. Excel allows 409.
func sheetRowHeight(lines int) float64 { return min(409, 5+12.6*float64(lines)) }
