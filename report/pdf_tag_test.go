package report

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

var (
	markedOperator = regexp.MustCompile(`(?m)^(EMC|/Artifact BMC|/[A-Z][A-Za-z0-9]* <</MCID \d+>> BDC)\n`)
	begun          = regexp.MustCompile(`^/([A-Za-z0-9]+) <</MCID (\d+)>> BDC$`)
	paints         = regexp.MustCompile(`(Tj ET( Q)?|(^|\s)(f|S|B|re f|re S|sh|Do|f\*|B\*|b|s))$`)
)

// The marks change nothing of what is seen: without them the pages are those of a report that is drawn without any.
func TestTagsChangeNothing(t *testing.T) {
	for name, d := range documents(t) {
		d = d.worded()
		var pages [2][][]byte
		for i := range pages {
			cl, err := newCleaner(d.Brand)
			if err != nil {
				t.Fatal(err)
			}
			c, err := newCanvas(d, cl, nil)
			if err != nil {
				t.Fatal(err)
			}
			if i == 1 {
				c.tags.write = func(string) {}
			}
			drawReport(c, d)
			var buf bytes.Buffer
			if err := c.pdf.Output(&buf); err != nil {
				t.Fatal(err)
			}
			pages[i] = pdfContents(t, buf.Bytes())
		}
		if len(pages[0]) != len(pages[1]) || len(pages[0]) < 5 {
			t.Fatalf("%s: %d pages with tags, %d without", name, len(pages[0]), len(pages[1]))
		}
		for i := range pages[0] {
			if bytes.Equal(pages[0][i], pages[1][i]) {
				t.Errorf("%s: page %d has no marks", name, i+1)
			}
			if !bytes.Equal(markedOperator.ReplaceAll(pages[0][i], nil), pages[1][i]) {
				t.Errorf("%s: page %d is another without its marks", name, i+1)
			}
		}
	}
}

// Everything that a page shows stands in one piece, which belongs to an element or is decoration; no piece in another.
func TestTagsCoverPages(t *testing.T) {
	for name, d := range documents(t) {
		for i, content := range pdfContents(t, writePDF(t, d)) {
			open, next := "", 0
			for _, line := range strings.Split(string(content), "\n") {
				m := begun.FindStringSubmatch(line)
				switch {
				case m != nil || line == beginArtifact:
					if open != "" {
						t.Fatalf("%s, page %d: %s within %s", name, i+1, line, open)
					}
					open = line
					if m != nil && m[2] != fmt.Sprint(next) {
						t.Errorf("%s, page %d: %s, want number %d", name, i+1, line, next)
					}
					if m != nil {
						next++
					}
				case line == endMarked:
					if open == "" {
						t.Fatalf("%s, page %d: an end without a beginning", name, i+1)
					}
					open = ""
				case open == "" && paints.MatchString(line):
					t.Errorf("%s, page %d: %q belongs to nothing", name, i+1, line)
				}
			}
			if open != "" || next == 0 {
				t.Errorf("%s, page %d: %q is left open, %d pieces", name, i+1, open, next)
			}
		}
	}
}

// A node is an element as a reader of the file finds it.
type node struct {
	role, alt, scope string
	kids             []*node
	pieces           []string // “page id”
	links            []types.Dict
}

// readPDF reads a finished file with a library that knows nothing of how it was made.
func readPDF(t testing.TB, file []byte) *model.Context {
	t.Helper()
	api.DisableConfigDir()
	ctx, err := api.ReadContext(bytes.NewReader(file), model.NewDefaultConfiguration())
	if err != nil {
		t.Fatal(err)
	}
	if err := ctx.EnsurePageCount(); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// A tree is the structure of a file, with the objects of its pages and the text of its pieces.
type tree struct {
	ctx   *model.Context
	pages map[int]int // page by object number
	texts []map[string]string
}

func readTree(t testing.TB, file []byte) (*tree, *node) {
	t.Helper()
	r := &tree{ctx: readPDF(t, file), pages: map[int]int{}}
	for i, content := range pdfContents(t, file) {
		ref, err := r.ctx.PageDictIndRef(i + 1)
		if err != nil {
			t.Fatal(err)
		}
		r.pages[ref.ObjectNumber.Value()] = i + 1
		texts, id := map[string]string{}, ""
		for _, line := range strings.Split(string(content), "\n") {
			if m := begun.FindStringSubmatch(line); m != nil {
				id = m[2]
			} else if line == endMarked {
				id = ""
			}
			for _, s := range shown.FindAllStringSubmatch(line, -1) {
				if id != "" {
					texts[id] = strings.TrimSpace(texts[id] + " " + shownText(s[1]))
				}
			}
		}
		r.texts = append(r.texts, texts)
	}
	root, err := r.ctx.DereferenceDict(r.ctx.RootDict["StructTreeRoot"])
	if err != nil || root == nil {
		t.Fatalf("no structure tree: %v", err)
	}
	return r, r.read(t, *root.IndirectRefEntry("K"), root)
}

func shownText(raw string) string {
	raw = string(escaped.ReplaceAllFunc([]byte(raw), func(e []byte) []byte {
		if e[1] == 'r' {
			return []byte{'\r'}
		}
		return e[1:]
	}))
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
	}
	return string(utf16.Decode(units))
}

func (r *tree) dict(t testing.TB, o types.Object) types.Dict {
	t.Helper()
	d, err := r.ctx.DereferenceDict(o)
	if err != nil || d == nil {
		t.Fatalf("%v is no dictionary: %v", o, err)
	}
	return d
}

// read reads an element and all below it.
func (r *tree) read(t testing.TB, ref types.IndirectRef, parent types.Dict) *node {
	t.Helper()
	d := r.dict(t, ref)
	if !slices.Equal(slices.Sorted(maps.Keys(r.dict(t, *d.IndirectRefEntry("P")))), slices.Sorted(maps.Keys(parent))) {
		t.Errorf("%v: its parent is another than the one that has it", ref)
	}
	n := &node{role: *d.NameEntry("S")}
	if alt, ok := d.Find("Alt"); ok {
		n.alt, _ = r.ctx.DereferenceText(alt)
	}
	if a := d.DictEntry("A"); a != nil {
		n.scope = *a.NameEntry("Scope")
	}
	own := 0
	if pg := d.IndirectRefEntry("Pg"); pg != nil {
		own = r.pages[pg.ObjectNumber.Value()]
	}
	for _, k := range d.ArrayEntry("K") {
		switch k := k.(type) {
		case types.Integer:
			n.pieces = append(n.pieces, fmt.Sprint(own, " ", k.Value()))
		case types.IndirectRef:
			n.kids = append(n.kids, r.read(t, k, d))
		case types.Dict:
			page := r.pages[k.IndirectRefEntry("Pg").ObjectNumber.Value()]
			if *k.NameEntry("Type") == "MCR" {
				n.pieces = append(n.pieces, fmt.Sprint(page, " ", *k.IntEntry("MCID")))
			} else {
				n.links = append(n.links, r.dict(t, *k.IndirectRefEntry("Obj")))
			}
		}
	}
	return n
}

// text is what a node says.
func (r *tree) text(n *node) string {
	var parts []string
	for _, p := range n.pieces {
		var page int
		var id string
		_, _ = fmt.Sscan(p, &page, &id)
		parts = append(parts, r.texts[page-1][id])
	}
	for _, k := range n.kids {
		parts = append(parts, r.text(k))
	}
	return strings.Join(parts, " ")
}

// unspaced is s without spaces, which stand apart from a sign.
func unspaced(s string) string { return strings.ReplaceAll(s, " ", "") }

func (n *node) walk(visit func(n *node)) {
	visit(n)
	for _, k := range n.kids {
		k.walk(visit)
	}
}

// Whoever cannot see the pages reads the same report: headings in steps, tables with heads and whole rows, figures in
// words, every piece of text in one place.
func TestStructure(t *testing.T) {
	for name, d := range documents(t) {
		r, root := readTree(t, writePDF(t, d))
		seen, level := map[string]bool{}, 0
		count := map[string]int{}
		root.walk(func(n *node) {
			count[n.role]++
			for _, p := range n.pieces {
				if seen[p] {
					t.Errorf("%s: piece %s stands in two places", name, p)
				}
				seen[p] = true
			}
			if len(n.kids)+len(n.pieces)+len(n.links) == 0 && n.role != roleCell && n.role != roleHead {
				t.Errorf("%s: an empty %s", name, n.role)
			}
			switch n.role {
			case roleH1, roleH2, roleH3:
				now := int(n.role[1] - '0')
				if now > level+1 {
					t.Errorf("%s: %q of level %d follows one of level %d", name, r.text(n), now, level)
				}
				level = now
			case roleFigure:
				if n.alt == "" {
					t.Errorf("%s: a figure without words", name)
				}
			case roleTable:
				for i, row := range n.kids {
					want := roleCell
					if i == 0 {
						want = roleHead
					}
					if row.role != roleRow || len(row.kids) != len(n.kids[0].kids) {
						t.Errorf("%s: a %s of %d in a table of %d columns", name, row.role, len(row.kids), len(n.kids[0].kids))
					}
					for _, cell := range row.kids {
						if cell.role != want || (want == roleHead) != (cell.scope == "Column") {
							t.Errorf("%s: a %s of scope %q in row %d of a table", name, cell.role, cell.scope, i)
						}
					}
				}
			case roleList, roleItem, roleContents:
				for _, k := range n.kids {
					if allowed := map[string]string{roleList: "LI", roleItem: "Lbl LBody", roleContents: "TOCI"}[n.role]; !slices.Contains(strings.Fields(allowed), k.role) {
						t.Errorf("%s: a %s in a %s", name, k.role, n.role)
					}
				}
			case roleLink:
				if len(n.links) != 1 {
					t.Errorf("%s: a link to %d places", name, len(n.links))
				}
			}
		})
		pieces := 0
		for _, page := range pdfContents(t, writePDF(t, d)) {
			pieces += bytes.Count(page, []byte(" BDC\n"))
		}
		if len(seen) != pieces {
			t.Errorf("%s: %d pieces on the pages, %d in the tree", name, pieces, len(seen))
		}
		for _, role := range []string{roleH1, roleH2, roleP, roleTable, roleFigure, roleLink, roleContents} {
			if count[role] == 0 {
				t.Errorf("%s: no %s", name, role)
			}
		}
	}
}

// A table that goes over pages is one, and its repeated head is decoration.
func TestLongTableIsOne(t *testing.T) {
	c := testCanvas(t)
	c.chapter("test", "Test", "A long table", 0)
	var rows [][]cell
	for i := range 200 {
		rows = append(rows, []cell{{text: fmt.Sprint("row ", i)}, {text: strings.Repeat("long ", i*i%211)}})
	}
	rows[77][1].text = strings.Repeat("longer than a page ", 900)
	c.table(table{[]column{{"Name", 30, false}, {"Text", 0, false}}, rows})
	_, root := readTree(t, testFile(t, c))
	tables := 0
	root.walk(func(n *node) {
		if n.role == roleTable {
			tables++
			if len(n.kids) != 201 {
				t.Errorf("%d rows, want 201", len(n.kids))
			}
		}
	})
	if tables != 1 || c.pdf.PageNo() < 10 {
		t.Errorf("%d tables on %d pages", tables, c.pdf.PageNo())
	}
}

// Each piece and each link of a page leads back to the element that holds it.
func TestParentTree(t *testing.T) {
	r, root := readTree(t, writePDF(t, testDocument(t)))
	byPiece := map[string]string{}
	root.walk(func(n *node) {
		for _, p := range n.pieces {
			byPiece[p] = n.role
		}
	})
	structure := r.dict(t, r.ctx.RootDict["StructTreeRoot"])
	nums := r.dict(t, structure["ParentTree"]).ArrayEntry("Nums")
	back := map[int]types.Object{}
	for i := 0; i < len(nums); i += 2 {
		back[nums[i].(types.Integer).Value()] = nums[i+1]
	}
	if *structure.IntEntry("ParentTreeNextKey") != len(back) {
		t.Errorf("the next key is %d of %d", *structure.IntEntry("ParentTreeNextKey"), len(back))
	}
	links := 0
	for page := 1; page <= r.ctx.PageCount; page++ {
		d, _, _, err := r.ctx.PageDict(page, false)
		if err != nil {
			t.Fatal(err)
		}
		if *d.NameEntry("Tabs") != "S" {
			t.Errorf("page %d has another order for the tab key", page)
		}
		for id, el := range back[*d.IntEntry("StructParents")].(types.Array) {
			if role := *r.dict(t, el).NameEntry("S"); role != byPiece[fmt.Sprint(page, " ", id)] {
				t.Errorf("page %d: piece %d leads to a %s", page, id, role)
			}
		}
		for _, a := range d.ArrayEntry("Annots") {
			el := r.dict(t, back[*r.dict(t, a).IntEntry("StructParent")])
			if *el.NameEntry("S") != roleLink || !strings.Contains(fmt.Sprint(el["K"]), a.(types.IndirectRef).PDFString()) {
				t.Errorf("page %d: link %v leads to %v", page, a, el)
			}
			links++
		}
	}
	if links < 20 {
		t.Errorf("%d links", links)
	}
}

// Every link and every bookmark leads to a page, and to what it names.
func TestLinksLand(t *testing.T) {
	rule := regexp.MustCompile(`^[A-Z]{3}-\d+$`)
	for name, d := range documents(t) {
		file := writePDF(t, d)
		r, root := readTree(t, file)
		pages := pdfPages(t, file)
		destination := func(d types.Dict) (page int) {
			dest := d.ArrayEntry("Dest")
			if len(dest) != 5 {
				t.Fatalf("%s: a destination %v", name, dest)
			}
			page = r.pages[dest[0].(types.IndirectRef).ObjectNumber.Value()]
			if y, err := r.ctx.DereferenceNumber(dest[3]); page == 0 || err != nil || y < 0 || y > 842 {
				t.Errorf("%s: a link to page %d, %v", name, page, dest[3])
			}
			return page
		}
		inner, entries := 0, 0
		root.walk(func(n *node) {
			for _, l := range n.links {
				about, err := r.ctx.DereferenceText(l["Contents"])
				if err != nil || about == "" || unspaced(r.text(n)) != unspaced(about) {
					t.Errorf("%s: a link about %q holds the text %q", name, about, r.text(n))
				}
				if a := l.DictEntry("A"); a != nil {
					if uri, _ := r.ctx.DereferenceText(a["URI"]); !strings.HasPrefix(uri, "https://") {
						t.Errorf("%s: a link to %q", name, uri)
					}
					continue
				}
				inner++
				page := destination(l)
				if rule.MatchString(about) && !strings.Contains(pages[page-1], about+"\n") {
					t.Errorf("%s: the link %s leads to page %d, which does not hold it", name, about, page)
				}
			}
			if n.role == roleEntry {
				entries++
				words := strings.Fields(r.text(n))
				number, title := words[len(words)-1], strings.Join(words[:len(words)-1], " ")
				if len(n.kids) == 1 && n.kids[0].role == roleLink {
					page := destination(n.kids[0].links[0])
					if fmt.Sprint(page) != number || !strings.Contains(flat(pages[page-1]), strings.TrimSuffix(title, "…")) {
						t.Errorf("%s: the contents say %q is on page %s; the link leads to page %d", name, title, number, page)
					}
				} else {
					t.Errorf("%s: %q of the contents is no link", name, title)
				}
			}
		})
		marks := 0
		var outline func(o types.Object)
		outline = func(o types.Object) {
			for o != nil {
				d := r.dict(t, o)
				title, _ := r.ctx.DereferenceText(d["Title"])
				if page := destination(d); !strings.Contains(flat(pages[page-1]), flat(title)) {
					t.Errorf("%s: the bookmark %q leads to page %d", name, title, page)
				}
				marks++
				outline(d["First"])
				o = d["Next"]
			}
		}
		outline(r.dict(t, r.ctx.RootDict["Outlines"])["First"])
		if marks != entries+1 || inner < entries || entries == 0 {
			t.Errorf("%s: %d bookmarks, %d entries in the contents, %d links", name, marks, entries, inner)
		}
	}
}

// The file says what it is, in both forms, of one date, and for one language.
func TestPDFProperties(t *testing.T) {
	d := hostileDocument(t)
	d.Brand.Name = "Ωmega <Cloud> & Sons"
	file := writePDF(t, d)
	ctx := readPDF(t, file)
	info, err := ctx.DereferenceDict(*ctx.Info)
	if err != nil {
		t.Fatal(err)
	}
	text := func(o types.Object) string { s, _ := ctx.DereferenceText(o); return s }
	if author := text(info["Author"]); author != d.Brand.Name {
		t.Errorf("author %q", author)
	}
	if date := text(info["CreationDate"]); date != "D:20261121000000Z" {
		t.Errorf("date %q", date)
	}
	if lang := text(ctx.RootDict["Lang"]); lang != "en-AU" {
		t.Errorf("language %q", lang)
	}
	if marked := ctx.RootDict.DictEntry("MarkInfo").BooleanEntry("Marked"); marked == nil || !*marked {
		t.Error("the file does not say that it is tagged")
	}
	for _, want := range []string{"/DisplayDocTitle true", "<rdf:li>Ωmega &lt;Cloud&gt; &amp; Sons</rdf:li>", "<xmp:CreateDate>2026-11-21T00:00:00Z</xmp:CreateDate>", "<rdf:li>en-AU</rdf:li>"} {
		if !bytes.Contains(file, []byte(want)) {
			t.Errorf("the file lacks %s", want)
		}
	}
	for _, want := range []string{"IBMPlexSans-Regular", "IBMPlexSans-Medium", "IBMPlexSans-SemiBold"} {
		if n := len(regexp.MustCompile(`/(BaseFont|FontName) /[A-Z]{6}\+`+want+`\n`).FindAll(file, -1)); n != 3 {
			t.Errorf("the font %s is named %d times, want 3", want, n)
		}
	}
	if len(ctx.ID) != 2 {
		t.Errorf("identifier %v", ctx.ID)
	}
	d.Brand.Name = "Another"
	if other := readPDF(t, writePDF(t, d)); cmp.Compare(fmt.Sprint(other.ID), fmt.Sprint(ctx.ID)) == 0 {
		t.Error("another file has the same identifier")
	}
}

// What is not the PDF library's file is refused and not made worse.
func TestParsePDFRefuses(t *testing.T) {
	c := testCanvas(t)
	c.chapter("test", "Test", "Test", 0)
	c.p(styleBody, "text")
	var buf bytes.Buffer
	if err := c.pdf.Output(&buf); err != nil {
		t.Fatal(err)
	}
	whole := buf.Bytes()
	if f, err := parsePDF(whole); err != nil || f.last < 5 {
		t.Fatalf("the whole: %v", err)
	}
	for _, broken := range [][]byte{nil, whole[:len(whole)/2], bytes.Replace(whole, []byte("\nxref\n"), []byte("\nzref\n"), 1), bytes.Replace(whole, []byte("3 0 obj"), []byte("4 0 obj"), 1), whole[100:]} {
		if _, err := parsePDF(broken); err == nil {
			t.Errorf("%d bytes were taken for a PDF", len(broken))
		}
	}
}
