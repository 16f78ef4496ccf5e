package report

import (
	"os"
	"path/filepath"
	"testing"

	"preflight/assess"
)

// TestLook writes the documents of these tests for people to look at, into the folder that PREFLIGHT_PDF_OUT names.
func TestLook(t *testing.T) {
	dir := os.Getenv("PREFLIGHT_PDF_OUT")
	if dir == "" {
		t.Skip("PREFLIGHT_PDF_OUT names no folder")
	}
	ready := testDocument(t)
	for i, f := range ready.Assessment.Findings {
		if f.Outcome == assess.Fail || f.Outcome == assess.NotAssessed {
			ready.Assessment.Findings[i] = testFinding(f.Rule, ready.entry(f), assess.Pass, 0, 0)
		}
	}
	ready.Assessment.Score = assess.Grade(ready.Assessment.Findings)
	ready.Assessment.Gaps, ready.Assessment.Sample = nil, true
	for name, d := range map[string]Document{
		"full": testDocument(t), "empty": emptyDocument(t), "hostile": hostileDocument(t), "long": longDocument(t, 300), "ready": ready, "quick": quickDocument(t), "rules": ruleDocument(t),
	} {
		f, err := os.Create(filepath.Join(dir, name+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := WritePDF(f, d); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
