package report

import (
	"strings"
	"testing"

	"preflight/assess"
)

// Each situation has its own message, and begins with the verdict's word.
func TestVerdictHeadline(t *testing.T) {
	set := func(outcomes map[string]assess.Outcome, blockers ...string) Document {
		d := testDocument(t)
		for i, f := range d.Assessment.Findings {
			e := d.entry(f)
			o, named := outcomes[f.Rule]
			if !named {
				o = assess.Pass
			}
			made := testFinding(f.Rule, e, o, 3, 0)
			made.Blocker = false
			for _, b := range blockers {
				made.Blocker = made.Blocker || b == f.Rule
			}
			d.Assessment.Findings[i] = made
		}
		d.Assessment.Score = assess.Grade(d.Assessment.Findings)
		return d
	}
	fail, unseen := assess.Fail, assess.NotAssessed
	every := map[string]assess.Outcome{}
	for _, f := range testDocument(t).Assessment.Findings {
		every[f.Rule] = unseen
	}
	for want, d := range map[string]Document{
		"Ready: nothing found in what this review covers":         set(nil, "SHR-03"),
		"Ready: only 1 lesser finding in what this review covers": set(map[string]assess.Outcome{"SHR-09": fail}),
		"Not ready: close 1 blocker in data exposure first":       set(map[string]assess.Outcome{"SHR-03": fail, "OWN-01": fail}, "SHR-03"),
		"Not ready: close 2 blockers in data exposure first":      set(map[string]assess.Outcome{"SHR-03": fail, "SHR-06": fail}, "SHR-03", "SHR-06"),
		"Not ready: close 2 blockers first":                       set(map[string]assess.Outcome{"SHR-03": fail, "OWN-01": fail}, "SHR-03", "OWN-01"),
		"Unconfirmed: 1 blocker could not be verified":            set(map[string]assess.Outcome{"SHR-03": unseen}, "SHR-03"),
		"Unconfirmed: no check could be made":                     set(every, "SHR-03"),
		"Pilot with conditions: tighten sharing as you go":        set(map[string]assess.Outcome{"SHR-03": fail}),
		"Pilot with conditions: put labels in place":              set(map[string]assess.Outcome{"LBL-01": fail, "SHR-09": fail}),
		"Unconfirmed: only 32% of the checks could be made":       set(map[string]assess.Outcome{"SHR-03": unseen, "SHR-06": unseen, "OWN-01": unseen, "TMS-01": unseen}),
	} {
		got := d.VerdictHeadline()
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if !strings.HasPrefix(got, d.Verdict(d.Assessment.Score.Verdict)+": ") {
			t.Errorf("%q does not begin with the verdict", got)
		}
	}
}

// onPaper gives a document the words of a locale.
func onPaper(t testing.TB, d Document, locale string) Document {
	t.Helper()
	w, err := NewWords(locale, nil)
	if err != nil {
		t.Fatal(err)
	}
	d.Words = w
	return d
}

// The verdict takes one page on either paper, whatever stands on it, and so do contents and handover; nothing runs over
// an edge.
func TestFrontPages(t *testing.T) {
	t.Parallel()
	for _, x := range drawFront(t) {
		t.Run(x.name+" "+x.locale, func(t *testing.T) {
			verdict, next, last := x.pages[2], x.pages[3], x.pages[len(x.pages)-1]
			word := x.doc.Verdict(x.doc.Assessment.Score.Verdict) // in headline and gauge
			for _, want := range []string{"ON ONE PAGE\n", "\n" + word + ": ", "\n" + word + "\n", "\nCoverage\n", "\nBlockers\n", "\nTHE DECISION WE ASK FOR\n"} {
				if !strings.Contains(verdict, want) {
					t.Errorf("the verdict's page does not say %q", want)
				}
			}
			if len(x.doc.findings(assess.Fail)) > 0 && !strings.Contains(verdict, "\nDo these first\n1\n") {
				t.Error("the verdict's page does not say what comes first")
			}
			if strings.Contains(next, "ON ONE PAGE") || !strings.Contains(next, "SUMMARY\n") {
				t.Error("the verdict takes more than a page")
			}
			if strings.Contains(x.pages[1], "CONTINUED") || !strings.Contains(x.pages[1], "how much a check counts if it fails") {
				t.Error("the contents take more than a page")
			}
			if !strings.Contains(last, "Decision and handover") || !strings.Contains(last, "The next run") {
				t.Error("decision and handover take more than a page")
			}
			for _, text := range x.beyond {
				t.Error(text)
			}
		})
	}
}

// What the page leaves out of its lists it counts.
func TestVerdictCounts(t *testing.T) {
	text := flat(pdfPages(t, writePDF(t, onPaper(t, frontDocuments(t)["worst"], "en-US")))[2])
	for _, want := range []string{"and 3 more: see the findings in detail, and scope, coverage and limits", "and 2 more: see the action plan"} {
		if !strings.Contains(text, want) {
			t.Errorf("the verdict does not say %q: %s", want, text)
		}
	}
}

// Of 5,000 findings the front names some, and says how many more there are and where.
func TestFrontOfManyFindings(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("1,200 pages are left to the run that is not short")
	}
	text := flat(pdfPages(t, writePDF(t, longDocument(t, 5000)))...)
	for _, want := range []string{"more that need attention: workbook, sheet Actions, filter “Pillar is Data exposure”", "more not verified: workbook, sheet Actions", "more in order: assessment.json", "see the action plan"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report of 5,000 findings does not say %q", want)
		}
	}
}

// The verdict and the gate are both printed where they differ, and the last run where it is known.
func TestVerdictGateAndChange(t *testing.T) {
	t.Parallel()
	d := agreedDocument(t)
	text := flat(pdfPages(t, writePDF(t, d))[2])
	for _, want := range []string{
		"Without the 1 accepted risk in force it would read: Pilot with conditions.", "+6.3 since 21 October 2026", "88% on 21 October 2026",
		"target: 85 or more", "Ready from 85", "≥ 40 h",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the verdict does not say %q: %s", want, text)
		}
	}
	d.Assessment.Score.Gate = d.Assessment.Score.Verdict
	d.Comparison, d.Engagement = nil, Engagement{}
	text = flat(pdfPages(t, writePDF(t, d))[2])
	for _, never := range []string{"accepted", "since", "target"} {
		if strings.Contains(text, never) {
			t.Errorf("the verdict speaks of %q: %s", never, text)
		}
	}
}
