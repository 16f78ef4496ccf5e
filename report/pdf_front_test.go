package report

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"preflight/assess"
)

func testDate(year int, month time.Month, day int) assess.Date {
	return assess.Date{Time: time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// testComparison is a month's work: something of every kind.
func testComparison() *Comparison {
	return &Comparison{
		Since: testDate(2026, 10, 21), Run: 1, Scored: true, Score: 22.3, Coverage: 0.88,
		Pillars: map[assess.Pillar]float64{assess.DataExposure: 40, assess.Ownership: 12.5},
		Fixed: []Change{
			{Rule: "SHR-06", Title: "Nothing is granted to everyone", Before: 12, Proof: "The grants that were listed are gone from their sites."},
			{Rule: "SHR-09", Title: "Sharing is restricted to known domains", Before: 1},
		},
		New:          []Change{{Rule: "LBL-01", Title: "There is no sensitivity label", Count: 1}},
		Persisting:   []Change{{Rule: "SHR-03", Title: "1,234 links open files to anyone", Before: 1402, Count: 1234}, {Rule: "LIC-01", Title: "12 of 120 people may not be given Copilot", Before: 12, Count: 12}},
		Reopened:     []Change{{Rule: "OWN-01", Title: "3 of 45 groups have no active owner", Count: 3}},
		NotRechecked: []Change{{Rule: "TMS-01", Title: "No team has fallen silent", Before: 7, Reason: "Names concealed"}},
		Trend:        []TrendPoint{{testDate(2026, 8, 20), 0, false}, {testDate(2026, 9, 21), 14, true}, {testDate(2026, 10, 21), 22.3, true}, {asOf, 28.6, true}},
	}
}

func testEngagement() Engagement {
	return Engagement{Client: "Contoso Manufacturing Pty Ltd", Contact: "Kim Lee, Managing Director", Consultant: "Ana Ruiz", Reference: "Q-1042",
		Profile: "standard", Target: Range{85, 95}, Rate: Rate{180, "AUD", "excluding GST"}}
}

func testAccepted() []AcceptedRisk {
	return []AcceptedRisk{
		{Rule: "SHR-09", Title: "Sharing is open to every domain", Reason: "Trade fair partners change every month.", By: "Kim Lee", Since: testDate(2026, 9, 1), Until: testDate(2027, 3, 1)},
		{Rule: "LIC-01", Title: "Twelve people may not be given Copilot", Reason: "They work in the plant.", By: "Kim Lee", Since: testDate(2026, 3, 1), Until: testDate(2026, 10, 1), Expired: true},
	}
}

// agreedDocument is testDocument with everything that an engagement and an earlier run add.
func agreedDocument(t testing.TB) Document {
	d := testDocument(t)
	d.Engagement, d.Comparison, d.Accepted = testEngagement(), testComparison(), testAccepted()
	d.Assessment.Score.Gate = assess.Pilot
	return d
}

// A drawn is a document as it came out on a paper.
type drawn struct {
	name, locale string
	doc          Document
	pages        []string
	beyond       []string
}

// drawFront draws each of frontDocuments on either paper.
func drawFront(t testing.TB) []drawn {
	t.Helper()
	var list []drawn
	for name, d := range frontDocuments(t) {
		for _, locale := range []string{"en-AU", "en-US"} {
			d := onPaper(t, d, locale)
			c, err := drawPasses(d)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			var buf bytes.Buffer
			if err := c.pdf.Output(&buf); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			list = append(list, drawn{name, locale, d, pdfPages(t, buf.Bytes()), c.beyond})
		}
	}
	return list
}

// TestSeeFront writes documents to look at into the folder that PREFLIGHT_PDF_OUT names.
func TestSeeFront(t *testing.T) {
	dir := os.Getenv("PREFLIGHT_PDF_OUT")
	if dir == "" {
		t.Skip("PREFLIGHT_PDF_OUT names no folder")
	}
	for name, d := range frontDocuments(t) {
		for _, locale := range []string{"en-AU", "en-US"} {
			d := onPaper(t, d, locale)
			var buf bytes.Buffer
			if err := WritePDF(&buf, d); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if err := os.WriteFile(filepath.Join(dir, name+"-"+d.Paper.Name+".pdf"), buf.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// contoso is the demo's tenant as its assessment stands in samples/output.
func contoso(t testing.TB) Document {
	t.Helper()
	a, err := assess.Load("../samples/output")
	if err != nil {
		t.Fatal(err)
	}
	cat, err := assess.LoadCatalogue(os.DirFS("../assess/rules"))
	if err != nil {
		t.Fatal(err)
	}
	d := testDocument(t)
	d.Assessment, d.Catalogue = a, cat
	return d
}

// frontDocuments are those whose first pages are hardest to set, and those that are usual.
func frontDocuments(t testing.TB) map[string]Document {
	all := documents(t)
	all["agreed"], all["contoso"], all["rules"] = agreedDocument(t), contoso(t), ruleDocument(t)

	worst := hostileDocument(t)
	worst.Assessment.Crawl = quickDocument(t).Assessment.Crawl
	worst.Engagement, worst.Comparison, worst.Accepted = testEngagement(), testComparison(), testAccepted()
	worst.Engagement.Client = strings.Repeat("WORST Client ", 7)[:80]
	worst.Engagement.Contact, worst.Engagement.Consultant, worst.Engagement.Reference = strings.Repeat("Contact, ", 20), hostile[0]+strings.Repeat(" Müller", 20), strings.Repeat("Q-1042/", 20)
	worst.Brand.Name, worst.Brand.Classification = strings.Repeat("Wide Managed Services ", 4), strings.Repeat("Strictly confidential ", 3)
	worst.Assessment.Score.Gate = assess.Pilot
	for i := range worst.Assessment.Findings {
		f := &worst.Assessment.Findings[i]
		f.Blocker = f.Outcome == assess.Fail || f.Outcome == assess.NotAssessed
		e := worst.Catalogue[f.Rule]
		e.Title, e.Finding = strings.Repeat("A very long title of a check ", 8), strings.Repeat("{count} very long findings of a check ", 8)
		e.Licence = "Licence of " + f.Rule
		worst.Catalogue[f.Rule] = e
	}
	worst.Assessment.Score = assess.Grade(worst.Assessment.Findings)
	worst.Assessment.Score.Gate = assess.Pilot
	all["worst"] = worst

	many := agreedDocument(t)
	*many.Comparison = *testComparison()
	for i := range 200 {
		kind := []*[]Change{&many.Comparison.Fixed, &many.Comparison.New, &many.Comparison.Persisting, &many.Comparison.Reopened, &many.Comparison.NotRechecked}[i%5]
		*kind = append(*kind, Change{Rule: "SHR-03", Title: hostile[i%len(hostile)], Key: hostile[(i+3)%len(hostile)], Before: i, Count: 2 * i, Proof: hostile[(i+5)%len(hostile)]})
		many.Accepted = append(many.Accepted, AcceptedRisk{Rule: "SHR-03", Title: hostile[i%len(hostile)], Reason: hostile[(i+1)%len(hostile)], By: hostile[(i+2)%len(hostile)], Until: testDate(2027, 1, 1+i), Expired: i%3 == 0})
		many.Comparison.Trend = append(many.Comparison.Trend, TrendPoint{testDate(2027, 1, 1+i), float64(i % 101), i%7 != 0})
	}
	all["many"] = many

	first := agreedDocument(t)
	first.Comparison = &Comparison{Since: testDate(2026, 10, 21), Run: 1, Trend: []TrendPoint{{testDate(2026, 10, 21), 0, false}, {asOf, 28.6, true}}}
	all["first"] = first

	perfect := agreedDocument(t)
	perfect.Accepted = nil
	for i, f := range perfect.Assessment.Findings {
		perfect.Assessment.Findings[i] = testFinding(f.Rule, perfect.entry(f), assess.Pass, 0, 0)
	}
	perfect.Assessment.Score = assess.Grade(perfect.Assessment.Findings)
	all["perfect"] = perfect

	zero := testDocument(t)
	zero.Assessment.Findings = slices.DeleteFunc(zero.Assessment.Findings, func(f assess.Finding) bool { return f.Pillar != assess.Licences })
	zero.Assessment.Score = assess.Grade(zero.Assessment.Findings)
	all["zero"] = zero
	return all
}
