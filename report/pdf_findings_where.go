package report

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"sync"

	"preflight/assess"
	"preflight/templates"
)

// exampleBlocks name some of the objects, and where all of them stand, in a column of width w.
func (c *canvas) exampleBlocks(d Document, f assess.Finding, most int, w float64) []block {
	e := d.entry(f)
	if e.Sheet == settingsSheet {
		return nil
	}
	var blocks []block
	shown := f.Examples[:min(most, len(f.Examples))]
	for _, o := range shown {
		blocks = append(blocks, block{height: styleCell.leading, draw: func(x, y float64) { c.example(x, y, w, e, o) }})
	}
	if e.Sheet == "" {
		return blocks
	}
	more := f.Count - len(shown)
	with := With{"sheet": e.Sheet, "filter": e.Filter, "more": more}
	where := ""
	switch further := more > 0 && len(shown) > 0; {
	case further && e.Filter != "":
		where = c.Say("findings.more.filter", with)
	case further:
		where = c.Say("findings.more", with)
	case e.Filter != "":
		where = c.Say("findings.sheet.filter", with)
	default:
		where = c.Say("findings.sheet", with)
	}
	return append(blocks, c.lineBlocks(w, 0, "", styleCaption, where)...)
}

// example prints one object: its name with its address behind it, its place and a fact. An item whose name suggests what
// it holds is named in the workbook, and in the PDF only where names are asked for.
func (c *canvas) example(x, y, w float64, e assess.Entry, o assess.Object) {
	name, url, st := cmp.Or(o.Name, o.Key), webAddress(o.URL), styleCell.bold()
	if topic := c.doc.topic(o.Name); topic != "" && listsItems(e.Sheet) && !c.doc.ShowNames {
		name, url, st = c.Say("findings.suggests", With{"topic": c.doc.topicInSentence(topic)}), "", styleCell.in(muted).bold()
	}
	if listsItems(e.Sheet) && !c.doc.ShowNames && (c.doc.addressSuggests(url) || c.doc.topic(o.Place) != "" || c.doc.topic(o.Detail) != "") {
		url = "" // which is read where the pointer rests on the link
	}
	name = c.fit(st, w*0.55, name)
	c.text(x, y, st, name)
	at := x + c.width(st, name) + 2.5
	c.text(at, y, styleCell.in(muted), c.fit(styleCell, x+w-at, joined(" · ", o.Place, o.Detail)))
	if url != "" {
		c.linkOut(x, y, at-x, styleCell.leading, url)
	}
}

// addressSuggests reports whether a file, folder, library or site in an address has a name that suggests what it holds.
// Office files stand in the query, and names may be encoded twice there. One that cannot be read may name anything.
func (d Document) addressSuggests(address string) bool {
	for pass := range 3 {
		plain, err := url.PathUnescape(strings.ReplaceAll(address, "+", " "))
		if err != nil { // a name may hold a percent sign, an address may not
			return pass == 0
		}
		if slices.ContainsFunc(strings.FieldsFunc(plain, func(r rune) bool { return strings.ContainsRune("/?&=#", r) }), func(s string) bool { return d.topic(s) != "" }) {
			return true
		}
		if plain == address {
			break
		}
		address = plain
	}
	return false
}

// topic is what an item's name suggests that it holds, or "". A document without topics goes by the embedded ones, so that
// no name is printed for want of them.
func (d Document) topic(name string) string {
	t := d.Topics
	if t.Version() == "" {
		t = embeddedTopics()
	}
	return t.Topic(name)
}

// embeddedTopics are those where no others are given.
var embeddedTopics = sync.OnceValue(func() assess.Topics {
	t, err := assess.LoadTopics(templates.Names)
	if err != nil {
		panic(err) // the embedded list is tested
	}
	return t
})

// listsItems reports whether the rows of a sheet are files, folders and libraries, whose names may say what they hold.
func listsItems(sheet string) bool { return sheet == "Sharing links" || sheet == "Everyone access" }
