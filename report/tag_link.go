package report

import "strings"

// A pageLink is an area of a page that leads to an address or to another place of the document.
type pageLink struct {
	page       int
	x, y, w, h float64
	address    string // empty: leads to target
	target     place
	about      string // what it leads to, for whoever does not see it
	element    *element
}

// link notes a link and gives it the text in its area, as far as that is of one element.
func (c *canvas) link(l *pageLink) {
	l.page = c.pdf.PageNo()
	c.pageLinks = append(c.pageLinks, l)
	el := &element{role: roleLink, placed: true}
	l.element = el
	marks := c.tags.marksIn(l)
	if len(marks) == 0 {
		el.parent, el.placed = c.tags.open(), false
		el.place()
	} else {
		el.take(marks)
	}
	el.kids = append(el.kids, kid{link: l})
	var words []string
	for _, m := range marks {
		words = append(words, m.text)
	}
	if len(words) > 0 {
		l.about = strings.Join(words, " ")
	}
}

// marksIn are the pieces of text whose middle is in a link's area: the first, and those of the same element.
func (t *tagger) marksIn(l *pageLink) []*mark {
	if l.page > len(t.pages) {
		return nil
	}
	var in []*mark
	for _, m := range t.pages[l.page-1] {
		x, y := m.x+m.w/2, m.y+m.h/2
		if x < l.x || x > l.x+l.w || y < l.y || y > l.y+l.h || m.element.role == roleLink || m.element.role == roleFigure {
			continue
		}
		if len(in) == 0 || m.element == in[0].element {
			in = append(in, m)
		}
	}
	return in
}

// take puts el between some marks and the element that had them.
func (el *element) take(marks []*mark) {
	el.parent = marks[0].element
	taken := map[*mark]bool{}
	for _, m := range marks {
		taken[m] = true
		m.element = el
		el.kids = append(el.kids, kid{mark: m})
	}
	var kids []kid
	for _, k := range el.parent.kids {
		switch {
		case k.mark == marks[0]:
			kids = append(kids, kid{element: el})
		case k.mark == nil || !taken[k.mark]:
			kids = append(kids, k)
		}
	}
	el.parent.kids = kids
}
