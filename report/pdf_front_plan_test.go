package report

import (
	"fmt"
	"strings"
	"testing"

	"preflight/assess"
)

func wholeText(t testing.TB, d Document) string { return flat(pdfPages(t, writePDF(t, d))...) }

// A quote needs a rate; it adds up in whole hours, marks lower bounds, and names the licences that it leaves out.
func TestQuote(t *testing.T) {
	t.Parallel()
	d := testDocument(t)
	if text := wholeText(t, d); strings.Contains(text, "What it would cost") || strings.Contains(text, "AUD") {
		t.Error("there is a quote without a rate")
	}
	d.Engagement.Rate = Rate{180, "AUD", "excluding GST"}
	text := wholeText(t, d)
	for _, want := range []string{
		"What it would cost", "at AUD 180 an hour, excluding GST.",
		"≥ 42–44 h ≥ AUD 7,560 – AUD 7,920", "3–5 h AUD 540 – AUD 900", "≥ 47–53 h ≥ AUD 8,460 – AUD 9,540 excluding GST",
		"≥ marks a lower bound", "Not included: licences. 1 action needs one", "Microsoft 365 Business Premium (LIC-01)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the quote does not say %q", want)
		}
	}
	d.Engagement.Rate = Rate{187.5, "USD", ""}
	for i := range d.Assessment.Findings {
		d.Assessment.Findings[i].AtLeast = false
	}
	if text := wholeText(t, d); !strings.Contains(text, "at USD 187.50 an hour.") || strings.Contains(text, "lower bound") {
		t.Error("a rate with cents, or a quote without lower bounds, is not printed as it is")
	}
}

// What pays comes first: blockers, then by points an hour.
func TestOrder(t *testing.T) {
	d := testDocument(t)
	var got []string
	for _, f := range d.inOrder() {
		got = append(got, f.Rule)
	}
	if want := "SHR-03 LBL-01 OWN-01 LIC-01"; strings.Join(got, " ") != want {
		t.Errorf("the order is %v, want %s", got, want)
	}
	for _, item := range d.matrixItems(d.inOrder()) {
		if item.effort < 0 || item.effort > 1 || item.impact < 0 || item.impact > 1 {
			t.Errorf("a bubble stands outside: %+v", item)
		}
	}
	first := d.matrixItems(d.inOrder())[0]
	if first.impact < 0.9 || first.effort < 0.9 {
		t.Errorf("a blocker that costs most and takes longest stands at %.2f, %.2f", first.effort, first.impact)
	}
	if text := wholeText(t, longDocument(t, 60)); !strings.Contains(text, "What pays first") || !strings.Contains(text, "more: see the action plan") {
		t.Error("the matrix does not count what it leaves out")
	}
}

// The plan gives hours by phase, and each action with who does it and how one sees that it is done.
func TestPlan(t *testing.T) {
	text := wholeText(t, testDocument(t))
	for _, want := range []string{
		"4 actions, 47–53 h of work in all, and more where not everything could be seen.", "0–30 days Close what stands in the way 2 ≥ 42–44 h 40.3",
		"0–30 days: Close what stands in the way (≥ 42–44 h)", "at least 1,234 (38 of 40 sites) affected; the client decides", "licence needed: Microsoft 365 Business Premium",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the plan does not say %q", want)
		}
	}
	if text := wholeText(t, longDocument(t, 30)); !strings.Contains(text, "Later: After the first phases (") {
		t.Error("what has no window of the plan is missing")
	}
}

// The handover can be signed, and says what stays behind.
func TestHandover(t *testing.T) {
	text := wholeText(t, agreedDocument(t))
	for _, want := range []string{
		"We approve what is asked for above.", "We approve it in part", "We accept the risk for now", "We decline.",
		"For the client: Contoso Manufacturing Pty Ltd", "For Your MSP", "Kim Lee, Managing Director NAME DATE SIGNATURE", "Ana Ruiz NAME DATE SIGNATURE",
		"To remove it: Entra admin centre", "Some of them can change the tenant: take those away.", "(crawl.db), which may be deleted", "Run the review again in 30 days.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the handover does not say %q", want)
		}
	}
	d := testDocument(t)
	d.Assessment.Permissions = assess.Permissions{}
	if text := wholeText(t, d); strings.Contains(text, "can change anything") {
		t.Error("the report speaks of permissions that it does not know")
	}
}

// Phases of 4.75–10, 8–18 and 1–1.5 hours were once 14–30 in all: what stands in the table adds up, and the headings, the
// lead and the quote say the same.
func TestPlanAddsUp(t *testing.T) {
	d := testDocument(t)
	d.Engagement.Rate = Rate{100, "AUD", ""}
	d.Assessment.Findings = nil
	for i, h := range [][3]float64{{0, 0.1, 0.1}, {0, 4.7, 9.9}, {1, 8, 18}, {2, 1, 1.3}} {
		id := fmt.Sprintf("SHR-1%d", i)
		e := testEntry(id, assess.DataExposure, assess.High, id, id)
		e.Effort, e.Window = assess.Effort{From: h[1], To: h[2]}, windows[int(h[0])].key
		d.Catalogue[id] = e
		d.Assessment.Findings = append(d.Assessment.Findings, testFinding(id, e, assess.Fail, 1, 0))
	}
	d.Assessment.Score = assess.Grade(d.Assessment.Findings)
	text := wholeText(t, d)
	for _, want := range []string{
		"4 actions, 14–31 h of work in all.", "2 5–11 h", "1 8–18 h", "1 1–2 h", "4 14–31 h", "rounded up to whole hours", "(5–11 h)", "(8–18 h)", "(1–2 h)",
		"0.25 h", "4.75–10 h", "1–1.25 h", "AUD 1,400 – AUD 3,100",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the plan does not say %q", want)
		}
	}
}

// A sum has no cents or two digits of them.
func TestPrice(t *testing.T) {
	for amount, want := range map[float64]string{
		180: "AUD 180", 187.5: "AUD 187.50", 0.05: "AUD 0.05", 1234567.8: "AUD 1,234,567.80", 19.99 * 100: "AUD 1,999", 33.33 * 3: "AUD 99.99", 99.999: "AUD 100", 0: "AUD 0",
	} {
		if got := english.price(amount, "AUD"); got != want {
			t.Errorf("%v: %q, want %q", amount, got, want)
		}
	}
}
