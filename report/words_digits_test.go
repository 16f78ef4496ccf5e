package report

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"preflight/assess"
)

// properNames may stand in a text with their digits; every other number comes from the assessment, or from a constant.
var properNames = map[string]string{
	"Microsoft 365": "the name of a product",
	"SHA-256":       "the name of a procedure",
}

// ruleNumbers may stand in a text of the catalogue, each with why it cannot come from the assessment.
var ruleNumbers = map[string]map[string]string{
	"ODR-04": {"for 90 days": "defines the measure onedrive.inactive_90d"},
	"TMS-01": {"for 90 days": "defines the measure teams.inactive_90d"},
	"LIC-01": {"F1, F3, E3 or E5": "the names of products"},
}

// digits are the numbers in a text besides those allowed.
func digits(text string, allowed ...map[string]string) string {
	for _, list := range allowed {
		for name := range list {
			text = strings.ReplaceAll(text, name, "")
		}
	}
	i := strings.IndexFunc(text, unicode.IsDigit)
	if i < 0 {
		return ""
	}
	return shorten(text[i:], 30)
}

// No number is typed into a text, where it would go on standing when the assessment says another.
func TestWordsHoldNoNumbers(t *testing.T) {
	for key, text := range english.texts {
		if n := digits(text, properNames); n != "" {
			t.Errorf("the text %q holds a number: %s", key, n)
		}
	}
	catalogue, err := assess.LoadCatalogue(os.DirFS("../assess/rules"))
	if err != nil {
		t.Fatal(err)
	}
	for id, e := range catalogue {
		texts := append([]string{e.Title, e.Finding, e.Why}, slices.Collect(maps.Values(e.Notes))...)
		for _, text := range texts {
			if n := digits(text, properNames, ruleNumbers[id]); n != "" {
				t.Errorf("the catalogue of %s holds a number: %s", id, n)
			}
		}
		for name := range ruleNumbers[id] {
			if !strings.Contains(strings.Join(texts, "\n"), name) {
				t.Errorf("%s no longer says %q: strike it from the list", id, name)
			}
		}
	}
	for name := range properNames {
		if !strings.Contains(strings.Join(slices.Collect(maps.Values(english.texts)), "\n"), name) {
			t.Errorf("no text says %q any more: strike it from the list", name)
		}
	}
	for text, want := range map[string]string{
		"Run Microsoft 365 again in {days} days": "", "Run Microsoft 365 again in 30 days": "30 days", "SHA-256 of 1 file": "1 file", "٣ files": "٣ files",
	} {
		if got := digits(text, properNames); got != want {
			t.Errorf("digits(%q) = %q, want %q", text, got, want)
		}
	}
	if got := digits("no activity for 60 days", ruleNumbers["TMS-01"]); got == "" {
		t.Error("another number than the one allowed is let pass")
	}
}
