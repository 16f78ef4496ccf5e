package main

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A target is a place that a bookmark or link leads to; y in points from the top of the page.
type target struct {
	page  int // 0: none
	y     float64
	wrong string // why it leads nowhere
}

// A bookmark of the outline.
type bookmark struct {
	title  string
	level  int
	target target
}

// belowTarget is how far below a target what it promises may begin, in points: a chapter's kicker stands between.
const belowTarget = 32 * mm

// destination reads where a link or bookmark leads within the file; false where it leads out of it.
func (d *document) destination(of dict) (target, bool) {
	v := of["/Dest"]
	if action := d.dict(of["/A"]); v == nil && action != nil {
		if d.name(action["/S"]) != "GoTo" {
			return target{}, false
		}
		v = action["/D"]
	}
	list, ok := d.get(v).([]any)
	if !ok || len(list) == 0 {
		return target{wrong: "it has no explicit destination"}, true
	}
	n := d.pageNumber(list[0])
	if n == 0 {
		return target{wrong: "its target is not a page"}, true
	}
	p := d.pages[n-1]
	t := target{page: n}
	if len(list) > 3 && d.name(list[1]) == "XYZ" && list[3] != nil {
		t.y = p.height - d.number(list[3])
	}
	// fpdf puts targets of a page's first line 4 mm above it, which may be in the head but not off the page.
	if t.y < -1 || t.y > p.height {
		t.wrong = "its target is not on page " + strconv.Itoa(n)
	}
	return t, true
}

// outline reads the bookmarks in their order.
func (d *document) outline() []bookmark {
	var list []bookmark
	var walk func(ref any, level int)
	walk = func(ref any, level int) {
		for ref != nil && len(list) < 10_000 && level < 10 { // an outline may be a circle in a broken file
			e := d.dict(ref)
			t, inside := d.destination(e)
			if !inside {
				t.wrong = "it leads out of the file"
			}
			list = append(list, bookmark{d.text(e["/Title"]), level, t})
			walk(e["/First"], level+1)
			ref = e["/Next"]
		}
	}
	walk(d.dict(d.catalog["/Outlines"])["/First"], 0)
	return list
}

// promised reports whether text begins on the target's page at the target or a little below it.
func (d *document) promised(t target, text string) bool {
	for _, place := range d.pages[t.page-1].find(text) {
		if place.y1 > t.y && place.y0 < t.y+belowTarget {
			return true
		}
	}
	return false
}

// checkOutline wants the title of every bookmark where it points to.
func checkOutline(d *document) (f faults) {
	list := d.outline()
	if len(list) == 0 {
		f.add("there is none")
	}
	for _, e := range list {
		switch {
		case e.target.wrong != "":
			f.add("%q: %s", e.title, e.target.wrong)
		case !d.promised(e.target, e.title):
			f.add("%q does not stand where it points to: page %d, %.0f mm from the top", e.title, e.target.page, e.target.y/mm)
		}
	}
	if t, inside := d.destination(dict{"/Dest": d.catalog["/OpenAction"]}); d.catalog["/OpenAction"] != nil && d.dict(d.catalog["/OpenAction"]) == nil && inside && t.wrong != "" {
		f.add("where the file opens: %s", t.wrong)
	}
	return f
}

// A link of a page, with the words in its area.
type link struct {
	page    int
	ref     string
	words   []box
	area    box
	dict    dict
	target  target
	address string // where it leads out of the file
}

// links reads the links of all pages.
func (d *document) links() (list []link) {
	for i, p := range d.pages {
		for _, ref := range d.list(p.dict["/Annots"]) {
			a := d.dict(ref)
			l := link{page: i + 1, dict: a}
			l.ref, _ = ref.(string)
			if r := d.list(a["/Rect"]); len(r) == 4 {
				x0, y0, x1, y1 := d.number(r[0]), d.number(r[1]), d.number(r[2]), d.number(r[3])
				l.area = box{min(x0, x1), p.height - max(y0, y1), max(x0, x1), p.height - min(y0, y1), ""}
				l.words = p.within(l.area)
			}
			inside := false
			if l.target, inside = d.destination(a); !inside {
				l.address = d.text(d.dict(a["/A"])["/URI"])
			}
			list = append(list, l)
		}
	}
	return list
}

var ruleID = regexp.MustCompile(`\b[A-Z]{3}-\d{2}\b`)

// checkLinks wants every link to lead to a page of the file or to a safe address, to stand on some words, and where
// these name one rule to lead to where that rule stands.
func checkLinks(d *document) (f faults) {
	list := d.links()
	if len(list) == 0 {
		f.add("there is none")
	}
	for _, l := range list {
		words := textOf(l.words)
		if kind := d.name(l.dict["/Subtype"]); kind != "Link" {
			f.add("page %d: an annotation of kind %s", l.page, kind)
			continue
		}
		if words == "" {
			f.add("page %d: a link stands on no words, %.0f mm from the top", l.page, l.area.y0/mm)
		}
		if l.target.page == 0 && l.target.wrong == "" {
			if u, err := url.Parse(l.address); err != nil || u.Scheme != "mailto" && (u.Scheme != "https" || u.Host == "") {
				f.add("page %d: %q leads to %q, neither https nor mailto", l.page, words, l.address)
			}
			continue
		}
		if l.target.wrong != "" {
			f.add("page %d: the link on %q: %s", l.page, words, l.target.wrong)
			continue
		}
		ids := map[string]bool{}
		for _, id := range ruleID.FindAllString(words, -1) {
			ids[id] = true
		}
		for id := range ids {
			if len(ids) == 1 && !d.promised(l.target, id) {
				f.add("page %d: the link on %q leads to page %d, %.0f mm from the top, where %s does not begin", l.page, words, l.target.page, l.target.y/mm, id)
			}
		}
	}
	return f
}

// checkContents holds the table of contents (the first page with links that end with a page number) against the outline.
func checkContents(d *document) (f faults) {
	byTitle := map[string]bookmark{}
	for _, e := range d.outline() {
		byTitle[spaceless(e.title)] = e
	}
	named, first := map[string]bool{}, 0
	for _, l := range d.links() {
		if len(l.words) < 2 || l.target.page == 0 || first > 0 && l.page > first+1 {
			continue
		}
		line := slices.Clone(l.words) // an entry is one line, of which poppler may tell the number first
		slices.SortStableFunc(line, func(a, b box) int { return cmp.Compare(a.x0, b.x0) })
		last := line[len(line)-1]
		n, err := strconv.Atoi(last.text)
		if err != nil || last.x1 < l.area.x1-2 {
			continue // what ends with a page number at the right edge is an entry
		}
		if first == 0 {
			first = l.page
		}
		title := spaceless(textOf(line[:len(line)-1]))
		for strings.HasSuffix(title, ".") {
			title = strings.TrimSuffix(title, ".") // the leader
		}
		if n != l.target.page {
			f.add("%q names page %d and leads to page %d", title, n, l.target.page)
		}
		cut, shortened := strings.CutSuffix(title, "…")
		found := false
		for whole, e := range byTitle {
			if whole == title || shortened && strings.HasPrefix(whole, cut) {
				found = true
				named[whole] = true
				if e.target.page != n {
					f.add("%q names page %d, its bookmark leads to page %d", title, n, e.target.page)
				}
			}
		}
		if !found {
			f.add("%q is not in the outline", title)
		}
	}
	if first == 0 {
		f.add("there is none")
	}
	for whole, e := range byTitle {
		if !named[whole] && e.target.page != first {
			f.add("%q (page %d) is in the outline but not in the contents", e.title, e.target.page)
		}
	}
	return f
}
