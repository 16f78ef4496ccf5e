package report

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"preflight/assess"
)

// What has moved is told by kind, what was not looked at again is no result, and without an earlier run nothing is said.
func TestChange(t *testing.T) {
	t.Parallel()
	if text := wholeText(t, testDocument(t)); strings.Contains(text, "CHANGE SINCE") || strings.Contains(text, "Trend of the score") {
		t.Error("there is a comparison without an earlier run")
	}
	text := wholeText(t, agreedDocument(t))
	for _, want := range []string{
		"2 fixed, 1 new, 1 reopened since 21 October 2026", "Compared with run 1 of 21 October 2026.", "+6.3 points of the score 22.3 on 21 October 2026",
		"Fixed SHR-06 Nothing is granted to everyone 12 0 The grants that were listed are gone from their sites.",
		"The run of 21 November 2026 looked for it again and found none", "Reopened OWN-01", "1,402 1,234", "Not rechecked TMS-01 No team has fallen silent 7 not seen Names concealed",
		"Trend of the score", "target from 85",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the comparison does not say %q", want)
		}
	}
	text = wholeText(t, frontDocuments(t)["many"])
	for _, want := range []string{"and 22 more: workbook, sheet Changes, filter “State is Fixed”", "and 21 more: workbook, sheet Changes, filter “State is Not rechecked”", "more: workbook, sheet Accepted risks"} {
		if !strings.Contains(text, want) {
			t.Errorf("a comparison of 200 changes does not say %q", want)
		}
	}
}

// The title is what happened.
func TestChangeTitle(t *testing.T) {
	d, since := testDocument(t), testDate(2026, 10, 21)
	one := []Change{{Rule: "SHR-03"}}
	for want, m := range map[string]Comparison{
		"Nothing has changed since 21 October 2026":               {Scored: true},
		"The run of 21 October 2026 had no score to compare with": {},
		"What was open on 21 October 2026 is open still":          {Persisting: one, Scored: true},
		"What moved since 21 October 2026 could not all be seen":  {Persisting: one, NotRechecked: one},
		"1 fixed since 21 October 2026, and nothing new":          {Fixed: one, NotRechecked: one},
		"1 new since 21 October 2026, and nothing fixed":          {New: one},
		"1 fixed and 1 new since 21 October 2026":                 {Fixed: one, New: one},
		"0 fixed, 1 new, 1 reopened since 21 October 2026":        {New: one, Reopened: one},
	} {
		m.Since = since
		if got := d.changeTitle(m); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// A run that had no score is no score of zero.
func TestChangeWithoutScore(t *testing.T) {
	text := wholeText(t, frontDocuments(t)["first"])
	for _, want := range []string{"the run of 21 October 2026 had no score", "no score on 21 October 2026", "No finding was fixed, and none is new, reopened or not rechecked."} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	if strings.Contains(text, "+28.6") {
		t.Error("the score is compared with one that there was not")
	}
	alt := english.trendAlt(frontDocuments(t)["first"].Comparison.Trend)
	if want := "The score of 2 runs, from 21 October 2026 to 21 November 2026. 21 October 2026: no score; 21 November 2026: 28.6."; alt != want {
		t.Errorf("the trend is told as %q, want %q", alt, want)
	}
}

// Accepted risks are listed with who accepted them and until when, those that have run out first.
func TestAccepted(t *testing.T) {
	if text := wholeText(t, testDocument(t)); strings.Contains(text, "ACCEPTED RISKS") {
		t.Error("there is a chapter on accepted risks without any")
	}
	text := wholeText(t, agreedDocument(t))
	for _, want := range []string{
		"2 risks are accepted, 1 of them no longer", "raises neither the score nor the verdict", "The verdict is Not ready. Without the accepted risks in force it would read: Pilot with conditions.",
		"LIC-01 Twelve people may not be given Copilot They work in the plant. Kim Lee 1 March 2026 1 October 2026 Expired", "In force",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	if strings.Index(text, "Twelve people may not") > strings.Index(text, "Sharing is open to every domain Trade fair") {
		t.Error("an expired risk stands after one in force")
	}
}

func testLogo(t testing.TB, w, h int) picture {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		img.Set(i%w, i/w, color.RGBA{uint8(i % 200), 90, 160, 255})
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		t.Fatal(err)
	}
	return picture{data: buf.Bytes(), w: w, h: h}
}

// The cover names both parties, with either's logo where there is one, and says what is known and nothing else.
func TestCover(t *testing.T) {
	t.Parallel()
	d := agreedDocument(t)
	cover := flat(pdfPages(t, writePDF(t, d))[0])
	for _, want := range []string{"Prepared for Contoso Manufacturing Pty Ltd", "REFERENCE Q-1042", "FOR THE ATTENTION OF Kim Lee, Managing Director", "CONSULTANT Ana Ruiz", "Your MSP", "RUN No. 2 of this tenant", "CONFIDENTIAL"} {
		if !strings.Contains(cover, want) {
			t.Errorf("the cover does not say %q: %s", want, cover)
		}
	}
	cover = flat(pdfPages(t, writePDF(t, testDocument(t)))[0])
	for _, never := range []string{"REFERENCE", "CONSULTANT", "ATTENTION", "QUESTIONS"} {
		if strings.Contains(cover, never) {
			t.Errorf("the cover has %q with nothing to say: %s", never, cover)
		}
	}
	for _, logos := range []struct {
		brand, client picture
		images        int
	}{{picture{}, picture{}, 0}, {testLogo(t, 400, 100), picture{}, 1}, {picture{}, testLogo(t, 33, 201), 1}, {testLogo(t, 732, 12), testLogo(t, 51, 480), 2}} {
		d := agreedDocument(t)
		d.Brand.mark, d.Engagement.logo = logos.brand, logos.client
		pdf := writePDF(t, d)
		if got := bytes.Count(pdf, []byte("/Subtype /Image")); got != logos.images {
			t.Errorf("%d images, want %d", got, logos.images)
		}
		if named := strings.Contains(pdfPages(t, pdf)[0], "\nYour MSP\n"); !named {
			t.Error("the cover does not name who prepared it")
		}
	}
}

// A name of 82 characters stands on the cover in full.
func TestCoverLongName(t *testing.T) {
	d := testDocument(t)
	d.Engagement.Client = strings.Repeat("Würth & Söhne ", 5) + "Gesellschaft"
	cover := flat(pdfPages(t, writePDF(t, onPaper(t, d, "en-US")))[0])
	if !strings.Contains(cover, "Prepared for "+d.Engagement.Client) {
		t.Errorf("the cover cuts the client's name: %s", cover)
	}
}

// The scorecard says how each pillar moved, and what it lost, with the findings below.
func TestScorecard(t *testing.T) {
	text := wholeText(t, agreedDocument(t))
	for _, want := range []string{"The arrows say how far the pillars have moved since 21 October 2026.", "not scored before", "+13.7", "−12.5", "costs 24.7 of the whole score", "SHR-03 Critical At least 1,234 links open files to anyone (38 of 40 sites seen) 24.7"} {
		if !strings.Contains(text, want) {
			t.Errorf("the scorecard does not say %q", want)
		}
	}
	d := testDocument(t)
	d.Assessment.Findings = []assess.Finding{testFinding("TMS-01", d.Catalogue["TMS-01"], assess.NotAssessed, 0, 0)}
	d.Assessment.Score = assess.Grade(d.Assessment.Findings)
	if text := wholeText(t, d); !strings.Contains(text, "No check could be made, so that there is no score.") || strings.Contains(text, "0 of 100 points") {
		t.Error("a score that nobody made is printed")
	}
}
