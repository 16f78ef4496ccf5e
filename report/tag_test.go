package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// outline is a tree in one line: roles with what is in them, n pieces of text as n, links as →.
func (el *element) outline() string {
	pieces := 0
	var parts []string
	for _, k := range el.kids {
		switch {
		case k.element != nil:
			parts = append(parts, k.element.outline())
		case k.link != nil:
			parts = append(parts, "→")
		default:
			pieces++
		}
	}
	if pieces > 0 {
		parts = append([]string{fmt.Sprint(pieces)}, parts...)
	}
	return el.role + "(" + strings.Join(parts, " ") + ")"
}

// What the drawing calls make of the structure.
func TestGroups(t *testing.T) {
	for _, test := range []struct {
		name string
		draw func(c *canvas)
		want string
	}{
		{"text alone", func(c *canvas) { c.text(20, 30, styleBody, "a"); c.text(20, 40, styleBody, "b") }, "P(1) P(1)"},
		{"nothing", func(c *canvas) { c.group(roleP, func() {}); c.text(20, 30, styleBody, "") }, ""},
		{"a group", func(c *canvas) {
			c.group(roleP, func() { c.text(20, 30, styleBody, "a"); c.chip(30, 30, severityTints["high"], "b", 3) })
		}, "P(2)"},
		{"a group in a text", func(c *canvas) {
			c.group(roleH3, func() { c.text(20, 30, styleBody, "a"); c.paragraph(20, 40, 20, styleBody, "b") })
		}, "H3(2)"},
		{"a part", func(c *canvas) {
			c.group(roleSect, func() { c.text(20, 30, styleBody, "a"); c.group(roleP, func() { c.text(20, 40, styleBody, "b") }) })
		}, "Sect(P(1) P(1))"},
		{"decoration", func(c *canvas) {
			c.artifact(func() { c.text(20, 30, styleBody, "a"); c.group(roleP, func() { c.text(20, 40, styleBody, "b") }) })
		}, ""},
		{"a figure", func(c *canvas) {
			c.figure("What it shows.", func() {
				c.text(20, 30, styleBody, "a")
				c.figure("Within.", func() { c.disc(20, 20, 2, ink) })
				c.artifact(func() { c.text(20, 40, styleBody, "b") })
			})
		}, "Figure(1)"},
		{"a figure without words", func(c *canvas) { c.figure(" ", func() { c.text(20, 30, styleBody, "a") }) }, "P(1)"},
		{"a figure in a text", func(c *canvas) {
			c.group(roleP, func() { c.text(20, 30, styleBody, "a"); c.figure("It.", func() { c.disc(20, 20, 2, ink) }) })
		}, "P(1 Figure(1))"},
		{"items", func(c *canvas) {
			for range 2 {
				c.group(roleItem, func() { c.group(roleItemBody, func() { c.text(20, 30, styleBody, "a") }) })
			}
		}, "L(LI(LBody(1)) LI(LBody(1)))"},
		{"bullets", func(c *canvas) { c.bullets(styleBody, []string{"a", "b"}) }, "L(LI(LBody(1)) LI(LBody(1)))"},
		{"a link", func(c *canvas) {
			c.text(20, 30, styleLink, "a")
			c.linkOut(20, 30, 5, 4, "https://learn.microsoft.com")
		}, "P(Link(1 →))"},
		{"a link in a text", func(c *canvas) {
			c.group(roleP, func() {
				for i, s := range []string{"a", "b", "c"} {
					c.text(20, 30+10*float64(i), styleBody, s)
				}
				c.linkOut(20, 40, 10, 5, "https://learn.microsoft.com")
			})
		}, "P(2 Link(1 →))"},
		{"a link on nothing", func(c *canvas) { c.linkOut(20, 40, 10, 5, "https://learn.microsoft.com") }, "Link(→)"},
		{"a link in a figure", func(c *canvas) {
			c.figure("It.", func() { c.text(20, 40, styleBody, "a"); c.linkOut(20, 40, 10, 5, "https://learn.microsoft.com") })
		}, "Figure(1) Link(→)"},
		{"no link", func(c *canvas) { c.text(20, 40, styleBody, "a"); c.linkOut(20, 40, 10, 5, "javascript:alert(1)") }, "P(1)"},
		{"a table", func(c *canvas) {
			c.table(table{[]column{{"a", 0, false}, {"", 20, true}}, [][]cell{{{text: "b"}, {}}}})
		}, "Table(TR(TH(1) TH()) TR(TD(1) TD()))"},
		{"tiles", func(c *canvas) { c.tiles([]tile{{figure: "1", name: "a"}, {figure: "2", name: "b", note: "c"}}) }, "P(2) P(3)"},
		{"a card", func(c *canvas) {
			c.card(ink, "anchor", "SHR-03", append([]block{{height: 5, draw: func(x, y float64) { c.text(x, y, styleH3, "a") }}}, c.lineBlocks(40, 5, "1", styleCard, "b b b b b b b b b b b b b b b b b b b b")...))
		}, "Sect(H3(1) L(LI(Lbl(1) LBody(2))))"},
	} {
		c := testCanvas(t)
		c.newPage()
		test.draw(c)
		if got := strings.TrimSuffix(strings.TrimPrefix(c.tags.root.outline(), "Document("), ")"); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// A heading that waits belongs to the chapter that it was asked for in, and comes before what it heads.
func TestWaitingHeadings(t *testing.T) {
	c := testCanvas(t)
	c.chapter("one", "One", "First", 0)
	c.h2("Heading", "")
	c.bullets(styleBody, []string{"item"})
	c.chapter("two", "Two", "Second", 40)
	c.p(styleBody, "text")
	want := "Document(Sect(P(1) H1(1) H2(1) L(LI(LBody(1)))) Sect(P(1) H1(1) P(1)))"
	if got := c.tags.root.outline(); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// The sign for what cannot be printed is seen as a drawing, and copied as a character that is not.
func TestSign(t *testing.T) {
	c := testCanvas(t)
	c.newPage()
	c.text(20, 40, styleBody, "営業部")
	content := pdfContents(t, testFile(t, c))[0]
	at := bytes.Index(content, []byte("3 Tr\n"))
	if at < 0 {
		t.Fatal("the character is seen")
	}
	sign, _, _ := bytes.Cut(content[at:], []byte(endMarked))
	if unseen, drawn, found := bytes.Cut(sign, []byte("0 Tr\n")); !found || bytes.Count(unseen, []byte(" Tj ET")) != 1 || bytes.Count(drawn, []byte("\nS\n")) != 3 {
		t.Errorf("the sign is %q", sign)
	}
}
