package report

import (
	"strings"
	"testing"

	"preflight/assess"
)

// Nobody is asked to approve work without its hours, nor, where the rate is agreed, without its price.
func TestDecisionHasItsPrice(t *testing.T) {
	d := testDocument(t)
	first := d.phases()[0]
	if text := d.decision(); !strings.HasSuffix(text, "The first phase, 0–30 days: 2 actions, ≥ 42–44 h of work.") || len(first.list) != 2 {
		t.Errorf("without a rate the decision reads %q", text)
	}
	d.Engagement.Rate = Rate{180, "AUD", ""}
	want := "The first phase, 0–30 days: 2 actions, ≥ 42–44 h of work, ≥ AUD 7,560 – AUD 7,920."
	if text := d.decision(); !strings.HasSuffix(text, want) {
		t.Errorf("with a rate the decision reads %q", text)
	}
	pages := pdfPages(t, writePDF(t, d))
	for _, page := range []string{pages[2], pages[len(pages)-1]} {
		if !strings.Contains(flat(page), want) {
			t.Errorf("a page that asks for the decision does not give its price: %s", flat(page))
		}
	}
	for _, v := range []assess.VerdictWord{assess.Ready, assess.Unconfirmed} {
		d.Assessment.Score.Verdict = v
		if text := d.firstPhase(); text != "" {
			t.Errorf("%s asks for no work and says %q", v, text)
		}
	}
}

// What to do is said as an order. The catalogue's good state would read as if it were so.
func TestGoalsAreNoFacts(t *testing.T) {
	d := contoso(t)
	pages := pdfPages(t, writePDF(t, d))
	verdict, all := flat(pages[2]), flat(pages...)
	if !strings.Contains(verdict, "Remove the grants to everyone in sites") {
		t.Errorf("the verdict's page does not say what to do: %s", verdict)
	}
	for _, f := range d.findings(assess.Fail) {
		e := d.entry(f)
		if strings.Contains(verdict, flat(e.Title)) {
			t.Errorf("the verdict's page prints the good state of %s, which failed: %q", f.Rule, e.Title)
		}
		if !strings.Contains(all, flat(e.Action)) {
			t.Errorf("the report does not say what to do about %s: %q", f.Rule, e.Action)
		}
	}
	if got := d.action(assess.Finding{Rule: "XXX-01", Outcome: assess.Fail}); got != "XXX-01" {
		t.Errorf("a finding that nobody described asks for %q", got)
	}
}

// A blocker that was not verified is none that passed.
func TestUnseenBlockerIsNoPass(t *testing.T) {
	d := testDocument(t)
	f := assess.Finding{Rule: "SHR-06", Blocker: true, Outcome: assess.NotAssessed}
	if got, want := d.blockerText(f), "Could not be checked: “Nothing is granted to everyone”"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The numbers of what to do first are those of what pays first.
func TestOneRanking(t *testing.T) {
	d := contoso(t)
	verdict := flat(pdfPages(t, writePDF(t, d))[2])
	_, list, _ := strings.Cut(verdict, "Do these first ")
	for i, f := range d.inOrder()[:3] {
		if want := d.Number(i+1) + " " + d.action(f); !strings.Contains(list, want) {
			t.Errorf("%q is not on the verdict's page: %s", want, list)
		}
	}
}

// A review says on its first page what it did not look at.
func TestBeyondReview(t *testing.T) {
	d := testDocument(t)
	for _, test := range []struct {
		measures []string
		want     string
	}{
		{nil, "Not part of this review: sign-in and devices"}, {[]string{"devices.total"}, "Not part of this review: sign-in"},
		{[]string{"identity.admins"}, "Not part of this review: devices"}, {[]string{"identity.admins", "devices.total"}, ""},
	} {
		d.Assessment.Measures = map[string]*int{}
		for _, m := range test.measures {
			d.Assessment.Measures[m] = count(1)
		}
		got := ""
		if beyond := beyondReview(d.Assessment); beyond != "" {
			got = d.Say("verdict.coverage.beyond."+beyond, nil)
		}
		if got != test.want {
			t.Errorf("with %v: %q, want %q", test.measures, got, test.want)
		}
	}
	pages := pdfPages(t, writePDF(t, testDocument(t)))
	if !strings.Contains(pages[2], "Not part of this review: sign-in and devices") || !strings.Contains(flat(pages...), "It did not look at sign-in or devices") {
		t.Error("neither the verdict nor the limits say what was not looked at")
	}
}

// Where there is nothing to do, the form offers no part of it and no risk to accept.
func TestChoicesFit(t *testing.T) {
	d := testDocument(t)
	if n := len(d.choices()); n != 4 {
		t.Errorf("%d choices where work is asked for, want 4", n)
	}
	d.Assessment.Score.Verdict, d.Assessment.Findings = assess.Ready, nil
	if n := len(d.choices()); n != 2 {
		t.Errorf("%d choices where nothing is to be done, want 2", n)
	}
}
