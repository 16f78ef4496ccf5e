package report

import (
	"maps"
	"os"
	"path/filepath"
	"testing"
)

// TestLook writes the documents of these tests, on both papers, for people and for .ci/run to look at, into the folder that
// PREFLIGHT_PDF_OUT names.
func TestLook(t *testing.T) {
	dir := os.Getenv("PREFLIGHT_PDF_OUT")
	if dir == "" {
		t.Skip("PREFLIGHT_PDF_OUT names no folder")
	}
	all := frontDocuments(t)
	all["huge"] = longDocument(t, 5000)
	late := testDocument(t)
	late.Assessment.Measures = maps.Clone(late.Assessment.Measures)
	maps.Copy(late.Assessment.Measures, lateMeasures)
	all["late"] = late
	for name, d := range all {
		for _, locale := range []string{"en-AU", "en-US"} {
			file := filepath.Join(dir, name+"-"+locale+".pdf")
			if err := os.WriteFile(file, writePDF(t, onPaper(t, d, locale)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
