package assess

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Topic says what a file's name suggests that it holds; empty: nothing. Of several topics it is the one that stands
// first in the list.
func (t Topics) Topic(name string) string {
	if t.first == nil {
		return ""
	}
	var room [256]byte
	text := appendWords(room[:0], name)
	found := len(t.names)
	for len(text) > 0 && found > 0 {
		n := 0
		if p := t.find(text); p != nil {
			n = len(p.text)
			if p.topic != notTopic {
				found = min(found, p.topic)
			}
		}
		for n < len(text) && text[n] != ' ' {
			n++
		}
		text = text[min(n+1, len(text)):]
	}
	if found == len(t.names) {
		return ""
	}
	return t.names[found]
}

// find returns the longest phrase with which a text begins; nil: there is none. All phrases that the text begins with are
// beginnings of the last phrase that does not come after the text in the alphabet.
func (t Topics) find(text []byte) *phrase {
	from, to := t.first[text[0]], t.first[int(text[0])+1]
	last := from + sort.Search(to-from, func(i int) bool { return t.phrases[from+i].text > string(text) }) - 1
	for i := last; i >= from; i = t.phrases[i].prefix {
		p := &t.phrases[i]
		n := len(p.text)
		if n <= len(text) && p.text == string(text[:n]) && (p.begins || n == len(text) || text[n] == ' ') {
			return p
		}
	}
	return nil
}

// appendWords appends the words of a name to an empty dst, in lower case, without accents, with one space between them. Only
// letters make words; a capital after a small letter, and the last of several capitals before one, begins a new word.
// It takes no memory of its own for a name in ASCII that has room in dst.
func appendWords(dst []byte, name string) []byte {
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf {
			name = norm.NFKD.String(name)
			break
		}
	}
	var before kind
	for i, r := range name {
		is := kindOf(r)
		switch {
		case is == accent:
			continue
		case is == other:
			before = other
			continue
		case before == other && len(dst) > 0,
			is == capital && before == small,
			is == capital && before == capital && nextIs(name[i+utf8.RuneLen(r):], small):
			dst = append(dst, ' ')
		}
		before = is
		if r < utf8.RuneSelf {
			dst = append(dst, byte(r)|0x20)
			continue
		}
		dst = appendFolded(dst, unicode.ToLower(r))
	}
	return dst
}

// A kind is what a character is to words.
type kind int

const (
	other   kind = iota // it parts words
	small               // a letter, be it of a script without capitals
	capital             // a letter that may begin a word
	accent              // a mark on the letter before it
)

func kindOf(r rune) kind {
	switch {
	case 'a' <= r && r <= 'z':
		return small
	case 'A' <= r && r <= 'Z':
		return capital
	case r < utf8.RuneSelf:
		return other
	case unicode.Is(unicode.Mn, r):
		return accent
	case unicode.IsUpper(r):
		return capital
	case unicode.IsLetter(r), unicode.Is(unicode.Mc, r):
		return small
	}
	return other
}

// nextIs reports whether a text begins with a character of a kind.
func nextIs(text string, want kind) bool {
	for _, r := range text {
		return kindOf(r) == want
	}
	return false
}

// folded are small letters that no decomposition turns into plain ones.
var folded = map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ς': "σ"}

func appendFolded(dst []byte, r rune) []byte {
	if plain, ok := folded[r]; ok {
		return append(dst, plain...)
	}
	return utf8.AppendRune(dst, r)
}
