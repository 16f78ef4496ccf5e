package report

import (
	"fmt"
	"strings"
	"testing"

	"preflight/assess"
)

// excludedDocument is testDocument with n sites left out by agreement.
func excludedDocument(t testing.TB, n int) Document {
	d := testDocument(t)
	d.Engagement = Engagement{Profile: "regulated", Target: profiles["regulated"], Reference: "Q-1042"}
	for i := range n {
		for _, part := range []string{assess.PartItems, assess.PartPermissions} {
			d.Assessment.Gaps = append(d.Assessment.Gaps, assess.Gap{
				Part: part, Place: fmt.Sprintf("board-%02d", i), Name: fmt.Sprintf("Board %02d", i), Reason: assess.ReasonExcluded,
				Detail: assess.Exclusion{Reason: "handled by the board’s office"}.Detail(),
			})
		}
	}
	return d
}

// What was left out by agreement is named with its reason, apart from what was lost, and no list drops a place in silence.
func TestExcludedPlaces(t *testing.T) {
	t.Parallel()
	for n, want := range map[int][]string{
		1:  {"1 place was left out of this review by agreement", "Its files and permissions were not read, and count neither as good nor as bad. Who owns it, and whether it is used, is counted as for any other site.", "Board 00 handled by the board’s office"},
		40: {"40 places were left out", "Board 24 handled by the board’s office", "and 15 more: workbook, sheet Not assessed, filter “Reason is Left out by agreement”"},
	} {
		d := excludedDocument(t, n)
		all := flat(pdfPages(t, writePDF(t, d))...)
		_, losses, _ := strings.Cut(all, english.Say("scope.gaps", nil)+" "+english.Say("scope.gaps.what", nil))
		losses, agreed, found := strings.Cut(losses, english.Say("scope.excluded", nil)+" "+english.Say("scope.excluded.place", nil))
		if !found || strings.Contains(losses, "Board") {
			t.Errorf("%d: what was left out by agreement does not stand by itself", n)
		}
		agreed, _, _ = strings.Cut(agreed, english.Say("scope.coverage", nil)+" "+english.Say("scope.coverage.part", nil))
		for _, w := range want {
			if !strings.Contains(all, w) {
				t.Errorf("%d: the report does not say %q", n, w)
			}
		}
		if strings.Contains(agreed, "Board 25") {
			t.Errorf("%d: a place beyond the limit is named", n)
		}
		rows := 0
		for _, row := range rowsOf(t, opened(t, bytesOf(t, withEvidence(t, d))), sheetGaps) {
			if row["Reason"] == english.ReasonName(assess.ReasonExcluded) {
				rows++
			}
		}
		if rows != 2*n {
			t.Errorf("the filter of the sheet Not assessed finds %d rows, want %d", rows, 2*n)
		}
	}
	if all := flat(pdfPages(t, writePDF(t, testDocument(t)))...); strings.Contains(all, "by agreement") {
		t.Error("a review that left nothing out speaks of an agreement")
	}
}

// withEvidence gives a document evidence without rows.
func withEvidence(t testing.TB, d Document) Document {
	d.Evidence = evidenceOf(t)
	return d
}

// A run that lost nothing but what was left out by agreement says neither that it saw everything nor that it lost something.
func TestOnlyExcluded(t *testing.T) {
	d := excludedDocument(t, 1)
	d.Assessment.Gaps = d.Assessment.Gaps[len(d.Assessment.Gaps)-2:]
	for i, p := range d.Assessment.Coverage {
		d.Assessment.Coverage[i].Looked = p.Total
		if p.Part == assess.PartItems || p.Part == assess.PartPermissions {
			d.Assessment.Coverage[i].Looked--
		}
	}
	if got := english.noGapsSentence(d.Assessment); got != english.Say("scope.gaps.agreed", nil) {
		t.Errorf("got %q", got)
	}
	d.Assessment.Gaps = nil
	if got := english.noGapsSentence(d.Assessment); got != english.Say("scope.gaps.unexplained", nil) {
		t.Errorf("without gaps, but with parts not read whole: %q", got)
	}
	for i, p := range d.Assessment.Coverage {
		d.Assessment.Coverage[i].Looked = p.Total
	}
	if got := english.noGapsSentence(d.Assessment); got != english.Say("scope.gaps.none", nil) {
		t.Errorf("without a loss: %q", got)
	}
	d.Assessment.Coverage = nil
	if got := english.noGapsSentence(d.Assessment); got != english.Say("scope.gaps.unknown", nil) {
		t.Errorf("without coverage: %q", got)
	}
}

// The profile that was agreed is explained with its target; without an engagement there is none.
func TestProfile(t *testing.T) {
	t.Parallel()
	for profile, target := range profiles {
		d := testDocument(t)
		d.Engagement = Engagement{Profile: profile, Target: target}
		want := english.Say("method.profile."+profile, With{"from": english.Points(target.From), "to": english.Points(target.To)})
		if all := flat(pdfPages(t, writePDF(t, d))...); !strings.Contains(all, want) {
			t.Errorf("the report does not say %q", want)
		}
		if got := aboutOf(t, withEvidence(t, d))["Target of the score"]; !strings.Contains(got, profile) || !strings.HasPrefix(got, english.Points(target.From)+" to ") {
			t.Errorf("the sheet About says %q", got)
		}
	}
	if all := flat(pdfPages(t, writePDF(t, testDocument(t)))...); strings.Contains(all, english.Say("method.profile", nil)) {
		t.Error("without an engagement the report names a target")
	}
}

// Names of files are printed where they are asked for, and only there.
func TestShowNames(t *testing.T) {
	d := testDocument(t)
	for i := range d.Assessment.Findings {
		for j := range d.Assessment.Findings[i].Examples {
			d.Assessment.Findings[i].Examples[j].Name = "Payroll 2026.xlsx"
		}
	}
	for shown, want := range map[bool]string{false: "name suggests pay details Finance · may edit", true: "Payroll 2026.xlsx Finance · may edit"} {
		d.ShowNames = shown
		if all := flat(pdfPages(t, writePDF(t, d))...); !strings.Contains(all, want) || strings.Contains(all, "Payroll") != shown {
			t.Errorf("names shown %t: the report does not say %q", shown, want)
		}
	}
}

// Two sites of one name that were left out stay two, with their addresses.
func TestExcludedTwins(t *testing.T) {
	d := testDocument(t)
	var rows []evidenceLine
	for _, key := range []string{"a", "b", "c"} {
		name := map[string]string{"a": "Payroll", "b": "Payroll", "c": "Legal"}[key]
		for _, part := range []string{assess.PartItems, assess.PartPermissions} {
			d.Assessment.Gaps = append(d.Assessment.Gaps, assess.Gap{Part: part, Place: key, Name: name, Reason: assess.ReasonExcluded, Detail: assess.Exclusion{Reason: "agreed"}.Detail()})
		}
		rows = append(rows, evidenceLine{"site", assess.SiteRow{Key: key, Name: name, URL: "https://contoso.sharepoint.com/sites/" + key}})
	}
	d.Evidence = evidenceOf(t, rows...)
	text := wholeText(t, d)
	for _, want := range []string{
		"Legal; Payroll (https://contoso.sharepoint.com/sites/a); Payroll (https://contoso.sharepoint.com/sites/b). Their files", "3 places were left out",
		"Legal agreed Payroll https://contoso.sharepoint.com/sites/a agreed Payroll https://contoso.sharepoint.com/sites/b agreed",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}

// "All else was read whole" is said only where nothing but what was agreed is missing.
func TestNoGaps(t *testing.T) {
	agreed := []assess.Gap{{Part: assess.PartItems, Place: "a", Reason: assess.ReasonExcluded}, {Part: assess.PartItems, Place: "a", Reason: assess.ReasonExcluded, Detail: "again"}}
	cover := func(part string, looked, total int) []assess.PartCoverage {
		return []assess.PartCoverage{{Part: part, Looked: looked, Total: total, Unit: "sites"}}
	}
	for _, test := range []struct {
		name  string
		cover []assess.PartCoverage
		gaps  []assess.Gap
		want  string
	}{
		{"all read", cover(assess.PartItems, 40, 40), nil, "none"},
		{"all but the agreed", cover(assess.PartItems, 39, 40), agreed, "agreed"},
		{"one more missing", cover(assess.PartItems, 38, 40), agreed, "unexplained"},
		{"another part missing", cover(assess.PartPermissions, 39, 40), agreed, "unexplained"},
		{"no reason", cover(assess.PartItems, 39, 40), nil, "unexplained"},
		{"nobody knows how much there is", []assess.PartCoverage{{Part: assess.PartItems}}, agreed, "unexplained"},
		{"no coverage", nil, nil, "unknown"},
		{"no coverage, and an exclusion", nil, agreed, "unknown"},
	} {
		if got, want := english.noGapsSentence(assess.Assessment{Coverage: test.cover, Gaps: test.gaps}), english.Say("scope.gaps."+test.want, nil); got != want {
			t.Errorf("%s: %q, want %q", test.name, got, want)
		}
	}
}
