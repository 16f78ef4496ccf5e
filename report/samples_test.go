package report

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/rules"
)

// The documents in samples/output are those that this version makes of the assessment and evidence beside them, word
// for word and cell for cell. Where that is meant to change, .ci/pictures makes them anew, with the contact sheets of all
// pages and sheets, which are then to be looked at.
func TestSamplesAreCurrent(t *testing.T) {
	const dir = "../samples/output"
	a, err := assess.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := rules.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	brand, err := LoadBrand("")
	if err != nil {
		t.Fatal(err)
	}
	engagement, err := LoadEngagement("")
	if err != nil {
		t.Fatal(err)
	}
	for locale, suffix := range map[string]string{"en-AU": "", "en-US": "-letter"} {
		words, err := NewWords(locale, nil)
		if err != nil {
			t.Fatal(err)
		}
		d := Document{Assessment: a, Catalogue: catalogue, Brand: brand, Engagement: engagement, Words: words,
			Evidence: func() (io.ReadCloser, error) { return os.Open(filepath.Join(dir, assess.EvidenceFile)) }}
		name := filepath.Join(dir, "report"+suffix+".pdf")
		if diff := cmp.Diff(pdfPages(t, fileBytes(t, name)), pdfPages(t, writePDF(t, d))); diff != "" {
			t.Errorf("%s is not what this version makes: run .ci/pictures (-there +now):\n%.2000s", name, diff)
		}
		name = filepath.Join(dir, "remediation"+suffix+".xlsx")
		if diff := cmp.Diff(cellsOf(t, fileBytes(t, name)), cellsOf(t, bytesOf(t, d))); diff != "" {
			t.Errorf("%s is not what this version makes: run .ci/pictures (-there +now):\n%.2000s", name, diff)
		}
	}
}

func fileBytes(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// cellsOf reads all cells of a workbook, as they are shown.
func cellsOf(t *testing.T, data []byte) map[string][][]string {
	t.Helper()
	f := opened(t, data)
	cells := map[string][][]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		cells[sheet] = rows
	}
	return cells
}
