package report

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"
)

var outlineRoot = regexp.MustCompile(`/Outlines (\d+) 0 R`)

// finish completes the PDF library's file with what that cannot write: the structure tree, links that are part of it,
// and the document's properties in both of their forms.
func (c *canvas) finish(raw []byte) ([]byte, error) {
	f, err := parsePDF(raw)
	if err != nil {
		return nil, err
	}
	if err := f.nameFonts(c.cleaner.typeset); err != nil {
		return nil, err
	}
	properties, catalogue := f.last-1, f.last
	pages := c.pdf.PageNo()
	tree, parents := f.reserve(), f.reserve()

	annotations := make([][]int, pages+1) // by page
	for _, l := range c.pageLinks {
		annotations[l.page] = append(annotations[l.page], f.reserve())
	}
	numbers := map[*element]int{}
	f.number(c.tags.root, numbers)
	objects, next := map[*pageLink]int{}, make([]int, pages+1)
	for i, l := range c.pageLinks {
		n := annotations[l.page][next[l.page]]
		next[l.page]++
		objects[l] = n
		f.objects[n] = c.annotation(l, pages+i)
	}
	for el, n := range numbers {
		parent := tree
		if el.parent != nil {
			parent = numbers[el.parent]
		}
		f.objects[n], f.packed[n] = el.object(parent, numbers, objects), true
	}
	f.objects[tree] = fmt.Sprintf("<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>\n", numbers[c.tags.root], parents, pages+len(c.pageLinks))
	f.objects[parents], f.packed[parents] = c.parentTree(numbers, pages), true
	for page := 1; page <= pages; page++ {
		entries := fmt.Sprintf("/StructParents %d/Tabs/S", page-1)
		if len(annotations[page]) > 0 {
			entries += "/Annots[" + references(annotations[page]) + "]"
		}
		if err := f.extend(pageObject(page), entries); err != nil {
			return nil, err
		}
	}
	outline := ""
	if m := outlineRoot.FindStringSubmatch(f.objects[catalogue]); m != nil {
		outline = "/Outlines " + m[1] + " 0 R/PageMode/UseOutlines"
	}
	xmp := c.properties.xmp()
	metadata := f.add(fmt.Sprintf("<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%s\nendstream\n", len(xmp), xmp))
	f.objects[properties] = c.properties.dictionary()
	f.objects[catalogue] = fmt.Sprintf("<</Type/Catalog/Pages 1 0 R/Lang%s%s/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot %d 0 R/Metadata %d 0 R>>\n",
		pdfText(c.properties.language), outline, tree, metadata)
	return f.write(catalogue, properties)
}

// number reserves an object for el and all below it, in the order of the tree.
func (f *pdfFile) number(el *element, numbers map[*element]int) {
	numbers[el] = f.reserve()
	for _, k := range el.kids {
		if k.element != nil {
			f.number(k.element, numbers)
		}
	}
}

// object is an element of the structure tree: ISO 32000-1, 14.7.2.
func (el *element) object(parent int, numbers map[*element]int, links map[*pageLink]int) string {
	page := 0 // of the first content; content elsewhere says so
	var kids []string
	for _, k := range el.kids {
		switch {
		case k.element != nil:
			kids = append(kids, fmt.Sprintf("%d 0 R", numbers[k.element]))
		case k.mark != nil && (page == 0 || k.mark.page == page):
			page = k.mark.page
			kids = append(kids, fmt.Sprint(k.mark.id))
		case k.mark != nil:
			kids = append(kids, fmt.Sprintf("<</Type/MCR/Pg %d 0 R/MCID %d>>", pageObject(k.mark.page), k.mark.id))
		case k.link != nil:
			kids = append(kids, fmt.Sprintf("<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", pageObject(k.link.page), links[k.link]))
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type/StructElem/S/%s/P %d 0 R", el.role, parent)
	if page > 0 {
		fmt.Fprintf(&b, "/Pg %d 0 R", pageObject(page))
	}
	if el.alt != "" {
		b.WriteString("/Alt" + pdfText(el.alt))
	}
	if el.role == roleHead {
		b.WriteString("/A<</O/Table/Scope/Column>>")
	}
	fmt.Fprintf(&b, "/K[%s]>>\n", strings.Join(kids, " "))
	return b.String()
}

// parentTree leads from the pieces of each page, and from each link, to their elements.
func (c *canvas) parentTree(numbers map[*element]int, pages int) string {
	var b strings.Builder
	b.WriteString("<</Nums[")
	for page := range pages {
		var list []int
		if page < len(c.tags.pages) {
			for _, m := range c.tags.pages[page] {
				list = append(list, numbers[m.element])
			}
		}
		fmt.Fprintf(&b, "%d[%s]", page, references(list))
	}
	for i, l := range c.pageLinks {
		fmt.Fprintf(&b, "%d %d 0 R ", pages+i, numbers[l.element])
	}
	return b.String() + "]>>\n"
}

// annotation is a link's object. key leads from it to its element.
func (c *canvas) annotation(l *pageLink, key int) string {
	up := func(y float64) float64 { return (c.page.Height - y) / mmPerPoint }
	action := fmt.Sprintf("/Dest [%d 0 R /XYZ 0 %.2f null]", pageObject(l.target.page), up(l.target.y))
	if l.address != "" {
		action = "/A<</S/URI/URI (" + escapeText.Replace(l.address) + ")>>"
	}
	return fmt.Sprintf("<</Type/Annot/Subtype/Link/F 4/Rect[%.2f %.2f %.2f %.2f]/Border[0 0 0]/Contents%s/StructParent %d%s>>\n",
		l.x/mmPerPoint, up(l.y+l.h), (l.x+l.w)/mmPerPoint, up(l.y), pdfText(l.about), key, action)
}

func references(numbers []int) string {
	parts := make([]string, len(numbers))
	for i, n := range numbers {
		parts[i] = fmt.Sprintf("%d 0 R", n)
	}
	return strings.Join(parts, " ")
}

var escapeText = strings.NewReplacer(`\`, `\\`, `(`, `\(`, `)`, `\)`, "\r", `\r`)

// pdfText is s as a text string: in ASCII where it can be, else in UTF-16.
func pdfText(s string) string {
	for _, r := range s {
		if r < ' ' || r > '~' {
			var b strings.Builder
			b.WriteString("<FEFF")
			for _, unit := range utf16.Encode([]rune(s)) {
				fmt.Fprintf(&b, "%04X", unit)
			}
			return b.String() + ">"
		}
	}
	return "(" + escapeText.Replace(s) + ")"
}
