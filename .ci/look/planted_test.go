package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The planted file is a report of three pages without a fault: cover, contents, and a chapter with a table and a figure.
// Each case makes one thing wrong.
var planted = []string{
	1: `<</Type/Catalog/Pages 2 0 R/Lang(en-AU)/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/Metadata 3 0 R/Outlines 20 0 R/StructTreeRoot 30 0 R>>`,
	2: `<</Type/Pages/Kids[5 0 R 6 0 R 7 0 R]/Count 3>>`,
	3: stream(`/Type/Metadata/Subtype/XML`, `<x:xmpmeta xmlns:x="adobe:ns:meta/"><t>A title</t><a>An author</a></x:xmpmeta>`),
	4: `<</Title(A title)/Author(An author)/Creator(A program)>>`,
	5: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.28 841.89]/Contents 8 0 R/Resources<</Font<</F1 11 0 R>>>>/StructParents 0>>`,
	6: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.28 841.89]/Contents 9 0 R/Resources<</Font<</F1 11 0 R>>>>/StructParents 1/Tabs/S/Annots[15 0 R]>>`,
	7: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.28 841.89]/Contents 10 0 R/Resources<</Font<</F1 11 0 R>>>>/StructParents 2/Tabs/S/Annots[16 0 R 17 0 R]>>`,
	8: stream("", text("/H1<</MCID 0>>BDC", 60, 600, 20, "A cover")+text("/P<</MCID 1>>BDC", 60, 500, 10, "Somebody")),
	9: stream("", text("/Artifact BMC", 60, 808, 7, "Head")+text("/H1<</MCID 0>>BDC", 60, 740, 18, "Contents")+
		text("/P<</MCID 1>>BDC", 60, 700, 10, "First things")+text("/Artifact BMC", 300, 700, 10, ". . . .")+text("/P<</MCID 2>>BDC", 530, 700, 10, "3")+
		text("/Artifact BMC", 450, 26, 7, "Page 2 of 3")),
	10: stream("", text("/Artifact BMC", 60, 808, 7, "Head")+text("/H1<</MCID 0>>BDC", 60, 740, 18, "First things")+
		text("/P<</MCID 1>>BDC", 60, 700, 10, "Lorem ipsum dolor")+text("/P<</MCID 2>>BDC", 60, 685, 10, "see SHR-01")+
		text("/P<</MCID 3>>BDC", 60, 640, 10, "SHR-01 stands here")+
		text("/TH<</MCID 4>>BDC", 60, 600, 10, "Name")+text("/TH<</MCID 5>>BDC", 160, 600, 10, "Number")+
		text("/TD<</MCID 6>>BDC", 60, 580, 10, "Site")+text("/TD<</MCID 7>>BDC", 160, 580, 10, "12")+
		"/Figure<</MCID 8>>BDC 60 300 200 100 re f EMC "+text("/Artifact BMC", 450, 26, 7, "Page 3 of 3")),
	11: `<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Plex/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 126/Widths[` + strings.Repeat("550 ", 95) + `]/FontDescriptor 12 0 R/ToUnicode 13 0 R>>`,
	12: `<</Type/FontDescriptor/FontName/ABCDEF+Plex/Flags 32/FontBBox[-200 -275 1200 1025]/ItalicAngle 0/Ascent 1025/Descent -275/CapHeight 698/StemV 80/FontFile2 14 0 R>>`,
	13: stream("", "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfrange <20> <7E> <0020> endbfrange\nendcmap end end"),
	14: "", // the font
	15: `<</Type/Annot/Subtype/Link/StructParent 3/Rect[60 695 536 712]/Border[0 0 0]/Dest[7 0 R/XYZ 0 780 null]>>`,
	16: `<</Type/Annot/Subtype/Link/StructParent 4/Rect[60 697 150 712]/Border[0 0 0]/A<</S/URI/URI(https://learn.microsoft.com/)>>>>`,
	17: `<</Type/Annot/Subtype/Link/StructParent 5/Rect[60 682 150 695]/Border[0 0 0]/Dest[7 0 R/XYZ 0 655 null]>>`,
	20: `<</First 21 0 R/Last 22 0 R/Count 2>>`,
	21: `<</Title(Contents)/Parent 20 0 R/Next 22 0 R/Dest[6 0 R/XYZ 0 780 null]>>`,
	22: `<</Title(First things)/Parent 20 0 R/Prev 21 0 R/Dest[7 0 R/XYZ 0 780 null]>>`,
	30: `<</Type/StructTreeRoot/K 31 0 R/ParentTree 32 0 R/ParentTreeNextKey 6>>`,
	31: `<</S/Document/P 30 0 R/K[33 0 R 34 0 R 35 0 R 36 0 R 37 0 R 38 0 R 39 0 R 40 0 R 43 0 R]>>`,
	32: `<</Nums[0[33 0 R 34 0 R]1[35 0 R 36 0 R 36 0 R]2[37 0 R 38 0 R 38 0 R 39 0 R 44 0 R 45 0 R 46 0 R 47 0 R 43 0 R]3 36 0 R 4 38 0 R 5 38 0 R]>>`,
	33: `<</S/H1/P 31 0 R/Pg 5 0 R/K 0>>`,
	34: `<</S/P/P 31 0 R/Pg 5 0 R/K 1>>`,
	35: `<</S/H1/P 31 0 R/Pg 6 0 R/K 0>>`,
	36: `<</S/Link/P 31 0 R/Pg 6 0 R/K[1 2<</Type/OBJR/Obj 15 0 R>>]>>`,
	37: `<</S/H1/P 31 0 R/Pg 7 0 R/K 0>>`,
	38: `<</S/Link/P 31 0 R/Pg 7 0 R/K[1 2<</Type/OBJR/Obj 16 0 R>><</Type/OBJR/Obj 17 0 R>>]>>`,
	39: `<</S/P/P 31 0 R/Pg 7 0 R/K<</Type/MCR/Pg 7 0 R/MCID 3>>>>`,
	40: `<</S/Table/P 31 0 R/K[41 0 R 42 0 R]>>`,
	41: `<</S/TR/P 40 0 R/K[44 0 R 45 0 R]>>`,
	42: `<</S/TR/P 40 0 R/K[46 0 R 47 0 R]>>`,
	43: `<</S/Figure/P 31 0 R/Pg 7 0 R/K 8/Alt(A grey plate)>>`,
	44: `<</S/TH/P 41 0 R/Pg 7 0 R/K 4/A<</O/Table/Scope/Column>>>>`,
	45: `<</S/TH/P 41 0 R/Pg 7 0 R/K 5/A<</O/Table/Scope/Column>>>>`,
	46: `<</S/TD/P 42 0 R/Pg 7 0 R/K 6>>`,
	47: `<</S/TD/P 42 0 R/Pg 7 0 R/K 7>>`,
}

func text(mark string, x, y, size float64, s string) string {
	return fmt.Sprintf("%s BT /F1 %g Tf %g %g Td (%s) Tj ET EMC ", mark, size, x, y, s)
}

func stream(entries, content string) string { return "<<" + entries + ">>stream\n" + content }

// plant writes the file with replacements: what is to be found, and what stands there instead, in turn.
func plant(t *testing.T, replacements ...string) string {
	t.Helper()
	font, err := os.ReadFile("../../templates/fonts/IBMPlexSans-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	objects := strings.Join(planted, "\x00")
	for i := 0; i+1 < len(replacements); i += 2 {
		if !strings.Contains(objects, replacements[i]) {
			t.Fatalf("nothing to replace: %s", replacements[i])
		}
		objects = strings.Replace(objects, replacements[i], replacements[i+1], 1)
	}
	var b strings.Builder
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var offsets []int
	for n, o := range strings.Split(objects, "\x00") {
		if n == 14 {
			o = stream(fmt.Sprintf("/Length1 %d", len(font)), string(font))
		}
		offsets = append(offsets, 0)
		if o == "" {
			continue
		}
		offsets[n] = b.Len()
		if head, content, ok := strings.Cut(o, ">>stream\n"); ok {
			o = fmt.Sprintf("%s/Length %d>>stream\n%s\nendstream", head, len(content), content)
		}
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n", len(offsets))
	for _, at := range offsets {
		kind := "n"
		generation := 0
		if at == 0 {
			kind, generation = "f", 65535
		}
		fmt.Fprintf(&b, "%010d %05d %s \n", at, generation, kind)
	}
	id := "<0123456789abcdef0123456789abcdef>"
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R/Info 4 0 R/ID[%s%s]>>\nstartxref\n%d\n%%%%EOF\n", len(offsets), id, id, start)
	file := filepath.Join(t.TempDir(), "planted.pdf")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestPlanted(t *testing.T) {
	const lorem = "60 700 Td (Lorem ipsum dolor)"
	also := func(x, y float64, s string) string { // another text after a known one, in the same tagged part
		return fmt.Sprintf("%s Tj ET BT /F1 10 Tf %g %g Td (%s)", lorem, x, y, s)
	}
	for name, test := range map[string]struct {
		replace []string
		want    string // what one of the faults begins with; empty: no fault
	}{
		"as it should be":              {},
		"over the same line":           {[]string{lorem, also(70, 700, "Lorem")}, "overlap: page 3: the words"},
		"touching at the end":          {[]string{lorem, also(150, 700, "Dolor")}, "overlap: page 3: the texts"},
		"twice at one place":           {[]string{lorem, also(60, 700, "Lorem ipsum dolor")}, "overlap: page 3: the texts"},
		"over the next line":           {[]string{"60 685 Td", "60 695 Td"}, "overlap: page 3: the words"},
		"close, but not over it":       {[]string{"60 685 Td", "60 689.5 Td", "60 682 150 695", "60 682 150 698"}, ""},
		"side by side":                 {[]string{lorem, also(155, 700, "Dolor")}, ""},
		"beyond the right margin":      {[]string{lorem, "530 700 Td (Lorem)"}, `margins: page 3: the word "Lorem" is 13.2 pt beyond the margin`},
		"beyond the left margin":       {[]string{lorem, "45 700 Td (Lorem)"}, "margins: page 3: the word"},
		"off the page":                 {[]string{lorem, also(700, 700, "Away")}, `margins: page 3: the text "Away"`},
		"between body and foot":        {[]string{lorem, also(60, 44, "Low")}, `margins: page 3: the word "Low"`},
		"a number of pages":            {[]string{"Page 3 of 3", "Page 3 of 4"}, "pages: the foot of page 3"},
		"a bookmark to nowhere":        {[]string{"/Prev 21 0 R/Dest[7 0 R", "/Prev 21 0 R/Dest[4 0 R"}, `outline: "First things": its target is not a page`},
		"a bookmark to another page":   {[]string{"/Prev 21 0 R/Dest[7 0 R", "/Prev 21 0 R/Dest[6 0 R"}, `contents: "Firstthings" names page 3`},
		"a bookmark below its title":   {[]string{"/Prev 21 0 R/Dest[7 0 R/XYZ 0 780", "/Prev 21 0 R/Dest[7 0 R/XYZ 0 600"}, `outline: "First things" does not stand`},
		"a dead link":                  {[]string{"/Dest[7 0 R/XYZ 0 655 null]", "/Dest[1 0 R/XYZ 0 655 null]"}, `links: page 3: the link on "see SHR-01": its target is not a page`},
		"a link without a target":      {[]string{"/Dest[7 0 R/XYZ 0 655 null]", ""}, "links: page 3"},
		"a link to another rule":       {[]string{"/Dest[7 0 R/XYZ 0 655 null]", "/Dest[6 0 R/XYZ 0 655 null]"}, `links: page 3: the link on "see SHR-01" leads to page 2`},
		"a link without words":         {[]string{"60 697 150 712", "60 397 150 412"}, "links: page 3: a link stands on no words"},
		"a link that is a program":     {[]string{"https://learn.microsoft.com/", "javascript:alert"}, "links: page 3"},
		"a link that is not safe":      {[]string{"https://learn", "http://learn"}, "links: page 3"},
		"the contents name 4":          {[]string{"(3) Tj", "(4) Tj"}, "contents:"},
		"the contents have no entry":   {[]string{"/Annots[15 0 R]", ""}, "contents: there is none"},
		"a jump between headings":      {[]string{"/S/H1/P 31 0 R/Pg 7 0 R", "/S/H3/P 31 0 R/Pg 7 0 R"}, "structure: page 3: a heading of level 3 follows one of level 1"},
		"a table without header":       {[]string{"/S/TH", "/S/TD", "/S/TH", "/S/TD"}, "structure: page 3: a table of 2 rows has no header"},
		"a row too short":              {[]string{"/K[46 0 R 47 0 R]", "/K[46 0 R]"}, "structure: page 3: row 2"},
		"a figure without words":       {[]string{"/Alt(A grey plate)", ""}, "structure: page 3: a figure"},
		"text without a tag":           {[]string{"/P<</MCID 3>>BDC", "/X BMC"}, "marks: page 3: 1 faults of content"},
		"a tag that nobody owns":       {[]string{"/K[1 2<</Type/OBJR/Obj 15", "/K[1<</Type/OBJR/Obj 15"}, "marks: page 2: part 2"},
		"a link outside the structure": {[]string{"<</Type/OBJR/Obj 16 0 R>>", ""}, `marks: page 3: the link on "Lorem ipsum dolor"`},
		"a link that nobody owns":      {[]string{"/StructParent 4", ""}, `marks: page 3: the link on "Lorem ipsum dolor"`},
		"a chapter made an artifact":   {[]string{"/P<</MCID 1>>BDC BT /F1 10 Tf 60 500", "/Artifact BMC BT /F1 10 Tf 60 500", "(A cover)", "(A)", "/Pg 5 0 R/K 1", ""}, "reading: page 1"},
		"not tagged":                   {[]string{"/StructTreeRoot 30 0 R", ""}, "structure: no structure tree"},
		"no language":                  {[]string{"/Lang(en-AU)", ""}, "properties: no language"},
		"no title":                     {[]string{"/Title(A title)", ""}, "properties: no title"},
		"no metadata":                  {[]string{"/Metadata 3 0 R", ""}, "metadata: no metadata stream"},
		"metadata of another title":    {[]string{"<t>A title</t>", "<t>Another</t>"}, "metadata: the XMP does not say"},
		"metadata that is no XML":      {[]string{"</t>", "</u>"}, "metadata: the XMP is no XML"},
		"a font that is not embedded":  {[]string{"/FontFile2 14 0 R", ""}, "fonts: ABCDEF+Plex is not embedded"},
		"a font that is not cut down":  {[]string{"/BaseFont/ABCDEF+Plex", "/BaseFont/Plex"}, "fonts: Plex is not marked as a subset"},
		"a font without Unicode":       {[]string{"/ToUnicode 13 0 R", "", "/Encoding/WinAnsiEncoding", ""}, "fonts: ABCDEF+Plex is not mapped to Unicode"},
		"a file attached":              {[]string{"/Lang(en-AU)", "/Lang(en-AU)/Names<</EmbeddedFiles<</Names[(a)<</F(a)/Type/Filespec>>]>>>>"}, "attachments: files are attached"},
		"a broken content":             {[]string{"300 200 100 re f", "300 200 100 re 1 0 0 q ( f"}, "tools:"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found, err := checkPDF(plant(t, test.replace...))
			if err != nil {
				t.Fatal(err)
			}
			if test.want == "" && len(found) > 0 {
				t.Errorf("complaints about nothing:\n%s", strings.Join(found, "\n"))
			}
			for _, f := range found {
				if test.want != "" && strings.HasPrefix(f, test.want) {
					return
				}
			}
			if test.want != "" {
				t.Errorf("want a fault that begins with %q, got:\n%s", test.want, strings.Join(found, "\n"))
			}
		})
	}
}
