package report

import (
	"strings"
	"testing"
	"time"

	"preflight/assess"
)

func TestQuickSentence(t *testing.T) {
	site := func(sites, libraries assess.Tally) []assess.AreaCrawl {
		return []assess.AreaCrawl{{Area: assess.AreaSites, Sites: sites, Drives: libraries}}
	}
	skipped := []assess.Gap{{Part: assess.PartItems, Place: "a", Reason: assess.ReasonSkipped}}
	coverage := []assess.PartCoverage{{Part: assess.PartItems, Total: 1000, Unit: "sites"}, {Part: assess.PartDriveItems, Total: 1, Unit: "OneDrives"}}
	const rest = " What counts items, links or access is “at least”. For the rest run again with --scan full."
	for name, test := range map[string]struct {
		a    assess.Assessment
		want string
	}{
		"no crawl": {assess.Assessment{}, ""},
		"full":     {assess.Assessment{Crawl: &assess.Crawl{Scan: assess.ScanFull}, Gaps: skipped}, ""},
		"quick": {assess.Assessment{Gaps: skipped, Coverage: coverage, Crawl: &assess.Crawl{Scan: assess.ScanQuick,
			Areas: site(assess.Tally{Expected: 1000, Read: 60, Skipped: 940}, assess.Tally{Expected: 90, Read: 89, Failed: map[assess.Reason]int{assess.ReasonLocked: 1}})}},
			"Quick scan: 60 of 1,000 sites and 0 of 1 OneDrive were looked into; of 90 libraries listed, 89 were read." + rest},
		"nothing crawled": {assess.Assessment{Gaps: skipped, Coverage: coverage, Crawl: &assess.Crawl{Scan: assess.ScanQuick}},
			"Quick scan: 0 of 1,000 sites and 0 of 1 OneDrive were looked into." + rest},
		"nothing left out": {assess.Assessment{Crawl: &assess.Crawl{Scan: assess.ScanQuick, Areas: site(assess.Tally{Expected: 1, Read: 1}, assess.Tally{Expected: 1, Read: 1})}},
			"Quick scan: 1 of 1 site and no OneDrive were looked into; of 1 library listed, 1 was read. Nothing was left out."},
	} {
		if got := english.quickSentence(test.a); got != test.want {
			t.Errorf("%s:\n got %q\nwant %q", name, got, test.want)
		}
	}
}

func TestBasisSentences(t *testing.T) {
	since := time.Date(2026, 10, 21, 0, 0, 0, 0, time.UTC)
	const missed = " Not seen, if they happened: the first link or grant on an item that had no permissions of its own and whose content did not change; inheritance broken on such an item. A run with --full reads everything."
	for _, test := range []struct {
		crawl assess.Crawl
		want  string
	}{
		{assess.Crawl{Basis: assess.BasisEverything}, "Every item was listed of each library that was read, and the permissions of its root, of every item that Microsoft Graph marks as shared and of a control sample were read."},
		{assess.Crawl{Basis: assess.BasisChanges, Since: since, MayMiss: assess.BasisChanges.MayMiss()},
			"Changes since 21 October 2026 were read; known shared items, library roots and a control sample were read again." + missed},
		{assess.Crawl{Basis: assess.BasisChanges}, "Changes since an earlier run were read; known shared items, library roots and a control sample were read again."},
		{assess.Crawl{Basis: assess.BasisSharingChanges, Since: since}, "Changes since 21 October 2026 were read, those of sharing among them. Preflight used Sites.FullControl.All for that, which the application happens to hold and which is more than Preflight needs."},
		{assess.Crawl{}, ""},
	} {
		if got := english.basisSentences(test.crawl); got != test.want {
			t.Errorf("%+v:\n got %q\nwant %q", test.crawl, got, test.want)
		}
	}
}

func TestLimitSentences(t *testing.T) {
	slow := &assess.Crawl{UnitsPerMinute: 1250, Ceiling: &assess.Ceiling{Requests: "permission lists", UnitsPerMinute: 300}}
	const kept = "Preflight spent at most 1,250 resource units a minute."
	for _, test := range []struct {
		crawl *assess.Crawl
		gaps  []assess.Gap
		want  string
	}{
		{&assess.Crawl{}, nil, ""},
		{&assess.Crawl{UnitsPerMinute: 1250, OtherUnitsPerMinute: 310}, nil,
			kept + " Other applications were seen to use up to 310 units a minute of the same limit, and Preflight left them room."},
		{slow, nil, kept + " SharePoint refused requests before that limit was reached (300 of 1,250 units a minute went through for permission lists), so Preflight slowed down; nothing was lost by it."},
		{slow, []assess.Gap{{Part: assess.PartItems, Place: "a", Reason: assess.ReasonThrottled}},
			kept + " SharePoint refused requests before that limit was reached (300 of 1,250 units a minute went through for permission lists), so Preflight slowed down; what it refused in the end is named under what was not seen."},
	} {
		if got := english.limitSentences(assess.Assessment{Crawl: test.crawl, Gaps: test.gaps}); got != test.want {
			t.Errorf("%+v:\n got %q\nwant %q", test.crawl, got, test.want)
		}
	}
}

// Both documents prove alike that nothing was forgotten.
func TestCompleteness(t *testing.T) {
	d := bookDocument(t)
	text := "\n" + strings.Join(pdfPages(t, writePDF(t, d)), "\n")
	all := flat(text)
	for _, want := range []string{
		"\nSites\n40\n38\n0\n2\nAccess refused: 2\n", "\n… their libraries\n52\n51\n0\n1\nNo usable answer: 1\n", "\n… their items\n–\n1,234,567\n–\n–\n",
		"\nOneDrives\n21\n20\n1\n0\n", "\n… their permission lists\n118\n118\n0\n0\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the PDF has no row %q", want)
		}
	}
	for _, want := range []string{
		"Everything expected is accounted for", "Control sample: 412 items without a sharing mark were read; 3 had permissions of their own; 1 library was read item by item because of that.",
		"1 library was begun anew", "Changes since 21 October 2026 were read", "inheritance broken on such an item", "(300 of 1,250 units a minute went through",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("the PDF does not say %q", want)
		}
	}
	about := aboutOf(t, d)
	for item, want := range map[string]string{
		"Sites":                         "40 expected: 38 read, 0 left out, 2 failed (Access refused: 2)",
		"Libraries in sites":            "52 expected: 51 read, 0 left out, 1 failed (No usable answer: 1)",
		"Items in sites":                "1,234,567 read",
		"Permission lists in sites":     "9,413 expected: 9,411 read, 0 left out, 2 failed (Locked: 1; No usable answer: 1)",
		"Control sample in sites":       "400 items without a sharing mark were read; 3 had permissions of their own; 1 library was read item by item because of that",
		"Libraries begun anew in sites": "1",
		"OneDrives":                     "21 expected: 20 read, 1 left out, 0 failed",
		"Control sample in OneDrives":   "12 items without a sharing mark were read; 0 had permissions of their own; 0 libraries were read item by item because of that",
		"How the libraries were read":   english.basisSentences(*d.Assessment.Crawl) + " " + english.limitSentences(d.Assessment),
	} {
		if about[item] != want {
			t.Errorf("the sheet About says of %q: %q, want %q", item, about[item], want)
		}
	}
}

// TestCompletenessOfExclusions: what was left out by agreement is named where places are counted.
func TestCompletenessOfExclusions(t *testing.T) {
	excluded := func(place, part string) assess.Gap {
		return assess.Gap{Part: part, Place: place, Reason: assess.ReasonExcluded}
	}
	a := assess.Assessment{
		Crawl: &assess.Crawl{Areas: []assess.AreaCrawl{{Area: assess.AreaSites, Sites: assess.Tally{Expected: 5, Read: 2, Skipped: 3}}, {Area: assess.AreaOneDrives, Sites: assess.Tally{Expected: 1, Read: 1}}}},
		Gaps:  []assess.Gap{excluded("board", assess.PartItems), excluded("audit", assess.PartItems), excluded("board", assess.PartPermissions), {Part: assess.PartItems, Place: "old", Reason: assess.ReasonSkipped}},
	}
	rows := english.crawlRows(a)
	if got, want := rows[0].text(), "5 expected: 2 read, 3 left out, 0 failed ("+english.ReasonName(assess.ReasonExcluded)+": 2)"; got != want {
		t.Errorf("sites: %q, want %q", got, want)
	}
	if got := rows[1].why() + rows[4].why(); got != "" {
		t.Errorf("libraries and OneDrives: %q", got)
	}
}

// aboutOf reads the sheet About back.
func aboutOf(t testing.TB, d Document) map[string]string {
	t.Helper()
	about := map[string]string{}
	for _, row := range rowsOf(t, opened(t, bytesOf(t, d)), "About") {
		about[row["Item"]] = row["Value"]
	}
	return about
}

// A count that does not add up is printed as the fault that it is, not as a proof.
func TestCompletenessFault(t *testing.T) {
	d := bookDocument(t)
	d.Assessment.Crawl.Areas[0].Drives.Read--
	all := flat(pdfPages(t, writePDF(t, d))...)
	if strings.Contains(all, "Everything expected is accounted for") || !strings.Contains(all, "No usable answer: 1; does not add up: a fault in Preflight") {
		t.Error("the PDF does not say that the libraries do not add up")
	}
	if got := aboutOf(t, d)["Libraries in sites"]; !strings.Contains(got, "does not add up") {
		t.Errorf("the sheet About says %q", got)
	}
}

// A quick scan says on cover, verdict, scope and dashboard what it left out; a document without a crawl is silent.
func TestQuickScan(t *testing.T) {
	t.Parallel()
	d := quickDocument(t)
	d.Evidence = evidenceOf(t)
	pages := pdfPages(t, writePDF(t, d))
	sentence := english.quickSentence(d.Assessment)
	if cover := flat(pages[0]); !strings.Contains(cover, "SCAN Quick: 38 of 240 sites, 0 of 40 OneDrives") {
		t.Errorf("the cover says: %s", cover)
	}
	verdict := flat(pages[2])
	if !strings.Contains(verdict, sentence) || !strings.Contains(verdict, "Do these first") || strings.Contains(flat(pages[3]), "ON ONE PAGE") {
		t.Errorf("the verdict does not stand on one page with %q", sentence)
	}
	all := flat(pages[3:]...)
	for _, want := range []string{sentence, "Run again with --scan full.", "and 195 more: workbook, sheet Not assessed", "Left out by the quick scan"} {
		if !strings.Contains(all, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	f := opened(t, bytesOf(t, d))
	if got, _ := f.GetCellValue(SheetDashboard, "B4"); got != sentence {
		t.Errorf("the dashboard says %q", got)
	}
	if got := aboutOf(t, d)["Scan"]; got != sentence {
		t.Errorf("the sheet About says %q", got)
	}

	none := bookDocument(t)
	none.Assessment.Crawl = nil
	all = flat(pdfPages(t, writePDF(t, none))...)
	for _, never := range []string{"Quick", "What was expected", "How the libraries were read"} {
		if strings.Contains(all, never) {
			t.Errorf("without a crawl the report says %q", never)
		}
	}
	if got, _ := opened(t, bytesOf(t, none)).GetCellValue(SheetDashboard, "B4"); got != "" {
		t.Errorf("without a quick scan the dashboard says %q", got)
	}
}
