package assess

import (
	"bytes"
	"strings"
	"testing"
)

// A tally that forgets something, or counts it twice, is noticed.
func TestTally(t *testing.T) {
	var failing Tally
	failing.Fail(ReasonLocked)
	failing.Fail(ReasonLocked)
	failing.Fail(ReasonService)
	for name, test := range map[string]struct {
		tally Tally
		whole bool
	}{
		"nothing":       {Tally{}, true},
		"all read":      {Tally{Expected: 3, Read: 3}, true},
		"each its fate": {Tally{Expected: 7, Read: 3, Skipped: 1, Failed: failing.Failed}, true},
		"one forgotten": {Tally{Expected: 8, Read: 3, Skipped: 1, Failed: failing.Failed}, false},
		"one twice":     {Tally{Expected: 3, Read: 3, Skipped: 1}, false},
		"never counted": {failing, false},
	} {
		if got := test.tally.Whole(); got != test.whole {
			t.Errorf("%s: whole %v, want %v", name, got, test.whole)
		}
	}
}

// An assessment tells of the crawl where there was one, be it that no area was reached.
func TestAssembleCrawl(t *testing.T) {
	for want, crawl := range map[string]Crawl{
		"": {},
		`"crawl":{"scan":"quick","basis":"everything","areas":[],"unitsPerMinute":0}`: {Scan: ScanQuick, Basis: BasisEverything},
		`"areas":[{"area":"sites","sites":{"expected":3,"read":2,"failed":{"locked":1}}`: {Scan: ScanFull, Basis: BasisEverything,
			Areas: []AreaCrawl{{Area: AreaSites, Sites: Tally{Expected: 3, Read: 2, Failed: map[Reason]int{ReasonLocked: 1}}}}},
	} {
		inv := tenant()
		inv.Crawl = crawl
		var b bytes.Buffer
		if err := Assemble(resolved(inv), nil).Save(&b); err != nil {
			t.Fatal(err)
		}
		got := strings.Join(strings.Fields(b.String()), "")
		if want == "" && strings.Contains(got, `"crawl"`) || !strings.Contains(got, want) {
			t.Errorf("the assessment lacks %s, or tells of a crawl that was none", want)
		}
	}
}
