package report

import (
	"net/url"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// A hyper is a value with a hyperlink: to a url of https or mailto, or to a place in the workbook. An address that is
// neither stays text.
type hyper struct{ text, url, place string }

// A tenantCount is the number of a finding that names no objects: it is 1, and shows what it counts, the tenant.
type tenantCount int

// cell gives the cell for a value in the column at index i, with the words that decide on the height of its row.
func (t *sheetTable) cell(i int, value any) (excelize.Cell, string) {
	style := t.book.style.of(t.def.Columns[i].Kind)
	switch v := value.(type) {
	case nil:
		return excelize.Cell{StyleID: style}, ""
	case string:
		if v == "" {
			return excelize.Cell{StyleID: style}, ""
		}
		s := cellText(v)
		return excelize.Cell{StyleID: style, Value: s}, s
	case bool:
		s := yes(v)
		return excelize.Cell{StyleID: style, Value: s}, s
	case time.Time:
		if v.IsZero() {
			return excelize.Cell{StyleID: style}, ""
		}
		return excelize.Cell{StyleID: style, Value: v.UTC().Truncate(24 * time.Hour)}, ""
	case tenantCount:
		return excelize.Cell{StyleID: t.book.style.tenant, Value: int(v)}, ""
	case hyper:
		return t.hyper(i, v)
	default:
		return excelize.Cell{StyleID: style, Value: v}, ""
	}
}

// hyper gives the cell for a hyperlink, and notes the link for the sheet while it may have more.
func (t *sheetTable) hyper(i int, v hyper) (excelize.Cell, string) {
	links := t.book.links[t.sheet]
	s := cellText(v.text)
	if s == "" {
		return excelize.Cell{StyleID: t.book.style.text}, ""
	}
	words := s
	if strings.HasPrefix(s, "https://") {
		words = "" // an address is cut by its column's edge rather than broken over many lines
	}
	target := sheetLink{cell: cellName(i+1, t.row), place: v.place}
	if v.place == "" {
		target.url = safeURL(v.url)
	}
	if len(links) >= t.book.maxLinks || target.url == "" && target.place == "" {
		return excelize.Cell{StyleID: t.book.style.plain(words), Value: s}, words
	}
	t.book.links[t.sheet] = append(links, target)
	return excelize.Cell{StyleID: t.book.style.linked(words), Value: s}, words
}

// of is the style of a kind of column.
func (s bookStyles) of(k Kind) int {
	switch k {
	case KindNumber:
		return s.number
	case KindDecimal:
		return s.decimal
	case KindHours:
		return s.hours
	case KindDate:
		return s.date
	case KindInput:
		return s.input
	case KindDue:
		return s.due
	case KindKey:
		return s.key
	}
	return s.text
}

// headerOf is the style of the header of a kind of column: over numbers it stands where they stand.
func (s bookStyles) headerOf(k Kind) int {
	if k == KindNumber || k == KindDecimal || k == KindHours {
		return s.headerRight
	}
	return s.header
}

// linked and plain are the styles of an address with and without its hyperlink; a bare address is not wrapped.
func (s bookStyles) linked(words string) int {
	if words == "" {
		return s.address
	}
	return s.link
}

func (s bookStyles) plain(words string) int {
	if words == "" {
		return s.plainAddress
	}
	return s.text
}

// maxCellText is how much text a cell holds here; Excel takes 32,767 UTF-16 units.
const maxCellText = 16_000

// cellText makes s fit for a cell: no control characters but line breaks, no marks that turn the direction of text, no
// code points that XML has not, and not too long.
func cellText(s string) string {
	n := 0
	return strings.Map(func(r rune) rune {
		n++
		switch {
		case n == maxCellText:
			return '…'
		case n > maxCellText, r == '\r', r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1
		case r == '\n':
			return r
		case r < 0x20, r >= 0x7F && r < 0xA0:
			return ' '
		case r == 0xFFFE, r == 0xFFFF:
			return '\uFFFD'
		}
		return r
	}, s)
}

// maxURL is the longest address of a hyperlink here; Excel takes 2,079 characters.
const maxURL = 2000

// safeURL gives an address back if a click on it can do no more than open a page or a mail; else "".
func safeURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || s != cellText(s) {
		return ""
	}
	web, mail := u.Scheme == "https" && u.Host != "", u.Scheme == "mailto" && u.Opaque != ""
	if address := u.String(); (web || mail) && len(address) <= maxURL {
		return address
	}
	return ""
}
