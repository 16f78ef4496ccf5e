package report

// The roles of structure elements that this report uses: ISO 32000-1, 14.8.4, “Standard structure types”.
const (
	roleDocument  = "Document"
	roleSect      = "Sect"
	roleH1        = "H1"
	roleH2        = "H2"
	roleH3        = "H3"
	roleP         = "P"
	roleList      = "L"
	roleItem      = "LI"
	roleItemLabel = "Lbl"
	roleItemBody  = "LBody"
	roleTable     = "Table"
	roleRow       = "TR"
	roleHead      = "TH"
	roleCell      = "TD"
	roleFigure    = "Figure"
	roleCaption   = "Caption"
	roleLink      = "Link"
	roleContents  = "TOC"
	roleEntry     = "TOCI"

	roleArtifact = "Artifact" // decoration: no element of the tree
)

// textRoles are the roles that hold text themselves. Text drawn in any other becomes a paragraph of its own.
var textRoles = map[string]bool{
	roleH1: true, roleH2: true, roleH3: true, roleP: true, roleItemLabel: true, roleItemBody: true, roleHead: true,
	roleCell: true, roleCaption: true, roleLink: true, roleEntry: true,
}

// blockRoles are those of textRoles that may hold elements too; the others hold text and links.
var blockRoles = map[string]bool{roleCell: true, roleItemBody: true, roleEntry: true}

// An element is a node of the structure tree, by which screen readers and exporters know headings from text and the
// cells of a table from each other.
type element struct {
	role   string
	alt    string // of a figure
	parent *element
	kids   []kid
	placed bool // in its parent's kids
}

// A kid is one of the three things that an element holds.
type kid struct {
	element *element
	mark    *mark
	link    *pageLink
}

// A mark is a piece of a page's content that belongs to an element, with the box and text by which links find it.
type mark struct {
	element    *element
	page, id   int // id is unique on the page
	x, y, w, h float64
	text       string
}

// A tagger builds the structure tree while the canvas draws. Elements enter the tree with their first content, so that
// none is empty and their order is the order of drawing.
type tagger struct {
	root    *element
	current *element
	pages   [][]*mark // by page from 0 and id

	write func(operators string) // into the page's content
}

func newTagger(write func(operators string)) *tagger {
	root := &element{role: roleDocument, placed: true}
	return &tagger{root: root, current: root, write: write}
}

// closed reports whether what is drawn now is no text of the tree: a figure is one piece, and decoration none.
func (t *tagger) closed() bool {
	return t.current.role == roleFigure || t.current.role == roleArtifact
}

// takes reports whether the current element may hold one of that role.
func (t *tagger) takes(role string) bool {
	if t.closed() {
		return role == roleArtifact
	}
	return !textRoles[t.current.role] || blockRoles[t.current.role] || role == roleArtifact || role == roleFigure
}

// under makes el the current element while draw runs.
func (t *tagger) under(el *element, draw func()) {
	before := t.current
	t.current = el
	defer func() { t.current = before }()
	draw()
}

// within is under for an element that becomes a kid of the current one, where that may hold it.
func (t *tagger) within(el *element, draw func()) {
	if !t.takes(el.role) {
		draw()
		return
	}
	if el.parent == nil {
		el.parent = t.current
	}
	t.under(el, draw)
}

// place puts el and its parents into the tree. An item finds the list that its parent ends with, or begins one.
func (el *element) place() {
	if el.placed {
		return
	}
	el.parent.place()
	if el.role == roleItem && el.parent.role != roleList {
		el.parent = el.parent.openList()
	}
	el.parent.kids = append(el.parent.kids, kid{element: el})
	el.placed = true
}

func (el *element) openList() *element {
	if n := len(el.kids); n > 0 && el.kids[n-1].element != nil && el.kids[n-1].element.role == roleList {
		return el.kids[n-1].element
	}
	list := &element{role: roleList, parent: el}
	list.place()
	return list
}

// mark begins a piece of content of the current element on a page from 1.
func (t *tagger) mark(page int) *mark {
	el := t.current
	if !textRoles[el.role] && el.role != roleFigure {
		el = &element{role: roleP, parent: el}
	}
	el.place()
	for len(t.pages) < page {
		t.pages = append(t.pages, nil)
	}
	m := &mark{element: el, page: page, id: len(t.pages[page-1])}
	t.pages[page-1] = append(t.pages[page-1], m)
	el.kids = append(el.kids, kid{mark: m})
	return m
}

// row begins a row of a table, whose cells stand in the tree even where nothing is drawn in them: without them the others
// would move into the wrong columns. Within decoration or a text there are no rows.
func (t *tagger) row(table *element, role string, columns int) []*element {
	cells := make([]*element, columns)
	row := &element{role: roleRow, parent: table}
	for i := range cells {
		cells[i] = &element{role: role, parent: row}
		if t.takes(role) {
			cells[i].place()
		}
	}
	return cells
}

// open is the nearest element from the current one upwards that may hold a link.
func (t *tagger) open() *element {
	el := t.current
	for el.role == roleFigure || el.role == roleArtifact {
		el = el.parent
	}
	return el
}
