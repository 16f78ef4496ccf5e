package report

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
)

// unzipped gives the parts of an archive by name.
func unzipped(t testing.TB, data []byte) map[string][]byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(rc) // checks the sum
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		parts[f.Name] = content
	}
	return parts
}

func TestArchiveOrder(t *testing.T) {
	data := bytesOf(t, bookDocument(t))
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range r.File {
		names = append(names, f.Name)
		if f.ModifiedDate != firstDay || f.ModifiedTime != 0 {
			t.Errorf("%s has the date %x %x", f.Name, f.ModifiedDate, f.ModifiedTime)
		}
	}
	if names[0] != contentTypes || !slices.IsSorted(names[1:]) {
		t.Errorf("parts: %v", names)
	}
}

// TestMended looks that what excelize writes against the schema is gone.
func TestMended(t *testing.T) {
	parts := unzipped(t, bytesOf(t, bookDocument(t)))
	for _, font := range fontElement.FindAll(parts["xl/styles.xml"], -1) {
		var found []int
		for _, child := range fontChild.FindAllSubmatch(font[len("<font>"):], -1) {
			found = append(found, slices.Index(fontOrder, string(child[1])))
		}
		if !slices.IsSorted(found) || slices.Contains(found, -1) {
			t.Errorf("children out of order: %s", font)
		}
	}
	if chart := string(parts["xl/charts/chart1.xml"]); chart == "" || strings.Contains(chart, "invertIfNegative") {
		t.Error("the chart is missing or has invertIfNegative")
	}
	sheet := string(parts["xl/worksheets/sheet2.xml"])
	var last int
	for _, element := range []string{"</sheetData>", "<conditionalFormatting", "<dataValidations", "<hyperlinks>", "<printOptions", "<pageMargins", "<pageSetup", "<tableParts"} {
		at := strings.Index(sheet, element)
		if at < last {
			t.Errorf("%s stands at %d, not behind %d, where the schema has it", element, at, last)
		}
		last = at
	}
	if !strings.Contains(sheet, `<tabColor rgb="FF12294B"`) {
		t.Error("the colour of a tab has not 8 digits")
	}
}

// TestSplice cuts a stream at every place: the mark is found wherever it is broken.
func TestSplice(t *testing.T) {
	const in = "<a/><printOpti/><printOptions a/><printOptions b/>"
	const want = "<a/><printOpti/>LINKS<printOptions a/><printOptions b/>"
	for cut := range len(in) {
		for second := cut; second <= len(in); second++ {
			var out bytes.Buffer
			s := &splice{to: &out, mark: []byte(afterLinks), insert: func(w io.Writer) error { _, err := io.WriteString(w, "LINKS"); return err }}
			for _, chunk := range []string{in[:cut], in[cut:second], in[second:]} {
				if n, err := io.WriteString(s, chunk); n != len(chunk) || err != nil {
					t.Fatal(n, err)
				}
			}
			if out.String() != want {
				t.Fatalf("cut at %d and %d: %q", cut, second, out.String())
			}
		}
	}
}
