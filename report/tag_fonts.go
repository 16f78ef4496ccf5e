package report

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/image/font/sfnt"
)

var (
	givenName    = regexp.MustCompile(`(?m)^(<</Type /FontDescriptor /FontName|/BaseFont) /utf8([a-z-]+)$`)
	embeddedFont = regexp.MustCompile(`/FontFile2 (\d+) 0 R`)
)

// nameFonts gives the fonts of a file the names that they call themselves by, marked as subsets: ISO 32000-1, 9.6.4. The
// PDF library names them as the canvas does.
func (f *pdfFile) nameFonts(t *typeset) error {
	names := map[string]string{}
	for n, object := range f.objects {
		m := embeddedFont.FindStringSubmatch(object)
		d := givenName.FindStringSubmatch(object)
		if m == nil || d == nil {
			continue
		}
		data, _ := strconv.Atoi(m[1])
		face := t.faces[weight(d[2])]
		if face == nil || f.objects[data] == "" {
			return fmt.Errorf("object %d of the PDF library's file describes a font %q without data", n, d[2])
		}
		names[d[2]] = subsetTag(f.objects[data]) + "+" + face.name()
	}
	for n, object := range f.objects {
		if !strings.Contains(object, "\nstream\n") {
			f.objects[n] = givenName.ReplaceAllStringFunc(object, func(s string) string {
				m := givenName.FindStringSubmatch(s)
				return m[1] + " /" + names[m[2]]
			})
		}
	}
	return nil
}

// subsetTag is six letters that differ between the subsets of a font.
func subsetTag(data string) string {
	sum := sha256.Sum256([]byte(data))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// name is what a font calls itself, in characters that a PDF name may have as they are.
func (f *typeface) name() string {
	var buf sfnt.Buffer
	name, err := f.font.Name(&buf, sfnt.NameIDPostScript)
	if err != nil {
		name = ""
	}
	name = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' {
			return r
		}
		return -1
	}, name)
	if name == "" {
		return "Font-" + string(f.weight)
	}
	return name
}
