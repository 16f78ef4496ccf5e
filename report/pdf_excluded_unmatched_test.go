package report

import (
	"strings"
	"testing"
)

// An address that was to be left out and that no site has stands in the chapter on scope, whether or not other sites were
// left out.
func TestUnmatchedExclusions(t *testing.T) {
	for _, n := range []int{0, 2} {
		d := excludedDocument(t, n)
		d.Assessment.UnmatchedExclusions = []string{"https://c.sharepoint.com/sites/payrol"}
		all := flat(pdfPages(t, writePDF(t, d))...)
		want := d.Say("scope.excluded.unmatched", With{"address": "https://c.sharepoint.com/sites/payrol"})
		if !strings.Contains(all, flat(want)) || !strings.Contains(all, flat(d.Say("scope.excluded", nil))) {
			t.Errorf("with %d sites left out, nothing is said of the address that no site has", n)
		}
	}
}
