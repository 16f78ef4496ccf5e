package main

import (
	"fmt"
	"strings"
)

// An element of the structure tree.
type element struct {
	kind     string // its standard kind, after the role map
	dict     dict
	children []*element
	parts    []part
	links    []string // references to link annotations
}

// A part of a page's content that belongs to an element.
type part struct{ page, id int }

// structure reads the tree; nil if there is none.
func (d *document) structure() *element {
	root := d.dict(d.catalog["/StructTreeRoot"])
	if root == nil {
		return nil
	}
	roles := d.dict(root["/RoleMap"])
	var read func(v any, page, depth int) *element
	read = func(v any, page, depth int) *element {
		e := &element{dict: d.dict(v)}
		e.kind = d.name(e.dict["/S"])
		if role := d.name(roles["/"+e.kind]); role != "" {
			e.kind = role
		}
		if n := d.pageNumber(e.dict["/Pg"]); n > 0 {
			page = n
		}
		for _, k := range d.list(e.dict["/K"]) {
			if id, ok := d.get(k).(float64); ok {
				e.parts = append(e.parts, part{page, int(id)})
				continue
			}
			child := d.dict(k)
			switch {
			case d.name(child["/Type"]) == "OBJR":
				ref, _ := child["/Obj"].(string)
				e.links = append(e.links, ref)
			case child["/MCID"] != nil:
				n := page
				if own := d.pageNumber(child["/Pg"]); own > 0 {
					n = own
				}
				e.parts = append(e.parts, part{n, int(d.number(child["/MCID"]))})
			case child["/S"] != nil && depth < 50:
				e.children = append(e.children, read(k, page, depth+1))
			}
		}
		return e
	}
	return read(d.catalog["/StructTreeRoot"], 0, 0)
}

// each calls do for an element and all below it, in reading order.
func (e *element) each(do func(*element)) {
	do(e)
	for _, c := range e.children {
		c.each(do)
	}
}

// kinds of elements that PDF 1.7 knows and a report may need.
var kinds = map[string]bool{
	"Document": true, "Part": true, "Art": true, "Sect": true, "Div": true, "BlockQuote": true, "Caption": true, "TOC": true, "TOCI": true, "P": true,
	"H1": true, "H2": true, "H3": true, "H4": true, "H5": true, "H6": true, "L": true, "LI": true, "Lbl": true, "LBody": true, "Table": true, "TR": true, "TH": true,
	"TD": true, "THead": true, "TBody": true, "TFoot": true, "Span": true, "Quote": true, "Note": true, "Reference": true, "Link": true, "Annot": true, "Figure": true,
}

// parents are where elements of a kind have to stand.
var parents = map[string]string{"TR": "Table THead TBody TFoot", "TH": "TR", "TD": "TR", "THead": "Table", "TBody": "Table", "TFoot": "Table", "LI": "L", "Lbl": "LI Note", "LBody": "LI", "TOCI": "TOC"}

// place says where an element begins.
func (e *element) place() string {
	page := 0
	e.each(func(x *element) {
		if page == 0 && len(x.parts) > 0 {
			page = x.parts[0].page
		}
	})
	return fmt.Sprintf("page %d", page)
}

// checkStructure wants headings without jumps, tables with headers and as many cells in each row, figures with words.
func checkStructure(d *document) (f faults) {
	root := d.structure()
	if root == nil {
		return faults{"no structure tree"}
	}
	count, level := map[string]int{}, 0
	root.each(func(e *element) {
		count[e.kind]++
		if e != root && !kinds[e.kind] {
			f.add("%s: an element of kind %q", e.place(), e.kind)
		}
		for _, c := range e.children {
			if allowed := parents[c.kind]; allowed != "" && !strings.Contains(" "+allowed+" ", " "+e.kind+" ") {
				f.add("%s: a %s stands in a %s", c.place(), c.kind, e.kind)
			}
		}
		switch {
		case len(e.kind) == 2 && e.kind[0] == 'H' && e.kind[1] >= '1' && e.kind[1] <= '6':
			next := int(e.kind[1] - '0')
			if next > level+1 {
				f.add("%s: a heading of level %d follows one of level %d", e.place(), next, level)
			}
			level = next
			count["headings"]++
		case e.kind == "Figure" && strings.TrimSpace(d.text(e.dict["/Alt"])) == "":
			f.add("%s: a figure has no alternative text", e.place())
		case e.kind == "Table":
			f = append(f, d.checkTable(e)...)
		}
	})
	for _, kind := range []string{"H1", "Table", "TH", "TD", "Figure", "P"} {
		if count[kind] == 0 {
			f.add("no %s at all", kind)
		}
	}
	if bookmarks := len(d.outline()); count["headings"] < bookmarks {
		f.add("%d headings for %d bookmarks", count["headings"], bookmarks)
	}
	return f
}

// checkTable wants a header, and rows of one width.
func (d *document) checkTable(table *element) (f faults) {
	headers, wide, rows := 0, 0, 0
	table.each(func(e *element) {
		if e.kind != "TR" {
			return
		}
		rows++
		cells := 0
		for _, c := range e.children {
			span, scope := 1, ""
			for _, a := range d.list(c.dict["/A"]) {
				attributes := d.dict(a)
				if n := int(d.number(attributes["/ColSpan"])); n > 0 {
					span = n
				}
				if s := d.name(attributes["/Scope"]); s != "" {
					scope = s
				}
			}
			cells += span
			if c.kind == "TH" {
				headers++
				if scope == "" {
					f.add("%s: a header cell does not say what it heads (Scope)", c.place())
				}
			}
		}
		if rows > 1 && cells != wide {
			f.add("%s: row %d of a table has %d cells, the first %d", e.place(), rows, cells, wide)
		}
		if rows == 1 {
			wide = cells
		}
	})
	if headers == 0 {
		f.add("%s: a table of %d rows has no header cell", table.place(), rows)
	}
	return f
}

// checkMarks wants everything on a page either tagged or an artifact, and every tagged part in the tree exactly once.
func checkMarks(d *document) (f faults) {
	root := d.structure()
	if root == nil {
		return faults{"no page can be held against the structure tree: there is none"}
	}
	inTree, linked := map[part]int{}, map[string]bool{}
	root.each(func(e *element) {
		for _, ref := range e.links {
			linked[ref] = e.kind == "Link"
		}
		for _, p := range e.parts {
			inTree[p]++
		}
	})
	parentTree := d.parentTree()
	for i, p := range d.pages {
		m, err := d.marksOf(p)
		if err != nil {
			f.add("page %d: %v", i+1, err)
			continue
		}
		if len(m.bare) > 0 {
			f.add("page %d: %d faults of content that is neither tagged nor artifact, the first: %s", i+1, len(m.bare), m.bare[0])
		}
		if m.tagged == 0 {
			f.add("page %d: nothing is tagged", i+1)
		}
		owners := d.list(parentTree[int(d.number(p.dict["/StructParents"]))])
		for id, n := range m.ids {
			at := part{i + 1, id}
			if n != 1 || inTree[at] != 1 {
				f.add("page %d: part %d stands %d times on the page and %d times in the tree", i+1, id, n, inTree[at])
			}
			if id >= len(owners) || d.dict(owners[id]) == nil {
				f.add("page %d: the parent tree does not know part %d", i+1, id)
			}
			delete(inTree, at)
		}
		if d.name(p.dict["/Tabs"]) != "S" && len(d.list(p.dict["/Annots"])) > 0 {
			f.add("page %d: links are not in the order of the structure (Tabs)", i+1)
		}
	}
	for _, l := range d.links() {
		parent := l.dict["/StructParent"]
		if parent == nil || d.name(d.dict(parentTree[int(d.number(parent))])["/S"]) == "" || !linked[l.ref] {
			f.add("page %d: the link on %q is in no Link of the structure", l.page, textOf(l.words))
		}
	}
	for p := range inTree {
		f.add("page %d: the tree names part %d, which is not on the page", p.page, p.id)
	}
	return f
}

// parentTree reads which elements the parts of a page belong to, by the page's number in it.
func (d *document) parentTree() map[int]any {
	tree := map[int]any{}
	var read func(v any, depth int)
	read = func(v any, depth int) {
		node := d.dict(v)
		nums := d.list(node["/Nums"])
		for i := 0; i+1 < len(nums); i += 2 {
			tree[int(d.number(nums[i]))] = nums[i+1]
		}
		for _, kid := range d.list(node["/Kids"]) {
			if depth < 20 {
				read(kid, depth+1)
			}
		}
	}
	read(d.dict(d.catalog["/StructTreeRoot"])["/ParentTree"], 0)
	return tree
}

// mostUnread is the share of a page's letters that may be artifacts: the labels of charts, which their alternative texts
// replace, and what repeats on every page.
const mostUnread = 0.35

// checkReading wants the text of a page's body to be read by a screen reader: content that nobody tagged is easily made
// an artifact, and then it is marked as it should be and yet lost. It asks mutool, since pdfinfo -struct-text takes a
// minute and a half for a hundred pages.
func checkReading(d *document) (f faults) {
	for i, p := range d.pages {
		letters := func(runs []box) (n int, first string) {
			for _, r := range runs {
				text := strings.Trim(r.text, ". ") // leaders of the contents are artifacts
				if i > 0 && (r.y1 < 18*mm || r.y0 > p.height-16*mm) || text == "" {
					continue
				}
				n += len(text)
				if len(first) < 60 {
					first += text + " "
				}
			}
			return n, first
		}
		all, _ := letters(p.runs)
		lost, first := letters(p.artifacts)
		if float64(lost) > mostUnread*float64(all) {
			f.add("page %d: %d of %d letters are artifacts, which a screen reader leaves out: %s…", i+1, lost, all, first)
		}
	}
	return f
}
