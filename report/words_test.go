package report

import (
	"fmt"
	"testing"

	"preflight/assess"
)

func TestFill(t *testing.T) {
	a := assess.Assessment{
		Measures: map[string]*int{"teams.total": count(1234), "sharing.sites": nil, "sharing.drives": nil},
		Seen:     map[string]assess.Seen{"sharing.drives": {AtLeast: 7, Looked: 39, Total: 40, Unit: "sites"}},
	}
	for _, test := range []struct {
		text      string
		count, of int
		want      string
	}{
		{"{count} {count|link opens|links open} files", 1, 0, "1 link opens files"},
		{"{count} {count|link opens|links open} files", 12345, 0, "12,345 links open files"},
		{"{count} of {of} {of|group|groups}", 1, 45, "1 of 45 groups"},
		{"{measure:teams.total} teams, {measure:sharing.sites} sites", 0, 0, "1,234 teams, not seen sites"},
		{"{measure:teams.total|team|teams}", 0, 0, "teams"},
		{"{measure:sharing.drives} libraries", 0, 0, "at least 7 libraries"},
		{"no {other} and no {count", 3, 0, "no {other} and no {count"},
		{"{count|one}", 1, 0, "{count|one}"},
		{"{}", 1, 0, "{}"},
	} {
		if got := english.Fill(test.text, assess.Finding{Count: test.count, Of: test.of}, a); got != test.want {
			t.Errorf("english.Fill(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestNumberWords(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{english.Number(0), "0"}, {english.Number(999), "999"}, {english.Number(1000), "1,000"}, {english.Number(-1234567), "−1,234,567"},
		{english.Percent(0.999), "99%"}, {english.Percent(1), "100%"}, {english.Percent(0.29), "29%"},
		{english.Points(73.5), "73.5"}, {english.Points(100), "100"},
		{english.Hours(2, 4), "2–4 h"}, {english.Hours(0.5, 1.25), "0.5–1.25 h"}, {english.Hours(40.2, 40.3), "40.25 h"}, {english.Hours(8, 18), "8–18 h"}, {english.Hours(9.4, 10.6), "9.5–10.5 h"}, {english.Hours(12, 1500), "12–1,500 h"},
		{english.Window("30-60"), "30–60 days"}, {english.Day(asOf.Time), "21 November 2026"},
		{english.Outcome(assess.NotAssessed), "Not verified"}, {english.Pillar("unheard-of"), "unheard-of"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func TestMeasureText(t *testing.T) {
	a := assess.Assessment{
		Measures: map[string]*int{"a": count(0), "b": nil, "c": nil, "d": nil},
		Seen:     map[string]assess.Seen{"b": {AtLeast: 7, Looked: 38, Total: 40, Unit: "sites"}, "c": {AtLeast: 2}},
	}
	for name, want := range map[string]string{"a": "0", "b": "at least 7 (38 of 40 sites)", "c": "at least 2 (not all was seen)", "d": "not seen", "e": "not seen"} {
		if got := english.MeasureText(a, name); got != want {
			t.Errorf("english.MeasureText(%s) = %q, want %q", name, got, want)
		}
	}
}

func TestHeadline(t *testing.T) {
	e := assess.Entry{Title: "Good", Finding: "{count} bad"}
	for _, test := range []struct {
		f    assess.Finding
		want string
	}{
		{assess.Finding{Outcome: assess.Pass}, "Good"},
		{assess.Finding{Outcome: assess.NotAssessed, Looked: 1, Total: 2}, "Good"},
		{assess.Finding{Outcome: assess.Fail, Count: 3}, "3 bad"},
		{assess.Finding{Outcome: assess.Fail, Count: 3, AtLeast: true, Looked: 38, Total: 40, Unit: "sites"}, "At least 3 bad (38 of 40 sites seen)"},
		{assess.Finding{Outcome: assess.Fail, Count: 3, AtLeast: true}, "At least 3 bad (not all was seen)"},
	} {
		if got := english.Headline(test.f, e, assess.Assessment{}); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

// Every word that the core has is named for people.
func TestEveryWordIsNamed(t *testing.T) {
	for _, p := range assess.Pillars {
		if english.Pillar(p) == string(p) {
			t.Errorf("pillar %s has no name", p)
		}
	}
	for _, s := range assess.Severities {
		if english.Severity(s) == string(s) || severityTints[s] == (tint{}) || severityBars[s] == 0 {
			t.Errorf("severity %s has no name, colour or glyph", s)
		}
	}
	for _, v := range assess.VerdictWords {
		if english.Verdict(v) == string(v) || verdictColours[v] == 0 {
			t.Errorf("verdict %s has no name or colour", v)
		}
	}
	for _, r := range []assess.Reason{assess.ReasonPermission, assess.ReasonLicence, assess.ReasonConcealed, assess.ReasonThrottled,
		assess.ReasonLocked, assess.ReasonService, assess.ReasonUnknown, assess.ReasonInterrupted, assess.ReasonDefect, assess.ReasonCache, assess.ReasonSkipped, assess.ReasonExcluded} {
		for _, text := range []string{"short", "why", "cure"} {
			if english.reason(r, text) == string(r) {
				t.Errorf("reason %s has no text %s", r, text)
			}
		}
	}
	for _, b := range []assess.Basis{assess.BasisEverything, assess.BasisChanges, assess.BasisSharingChanges} {
		if english.basisSentences(assess.Crawl{Basis: b}) == "" {
			t.Errorf("basis %s has no words", b)
		}
		for _, k := range b.MayMiss() {
			if !english.has("crawl.change." + string(k)) {
				t.Errorf("change %s has no words", k)
			}
		}
	}
	for _, area := range []assess.Area{assess.AreaSites, assess.AreaOneDrives} {
		for _, key := range []string{"crawl.area.%s", "crawl.places.%s", "crawl.places.%s.none", "crawl.row.%s", "scope.tile.%s"} {
			if key = fmt.Sprintf(key, area); !english.has(key) {
				t.Errorf("there is no text %s", key)
			}
		}
	}
}

func TestGroupGaps(t *testing.T) {
	got := english.groupGaps([]assess.Gap{
		{Part: assess.PartItems, Place: "b", Name: "Beta", Reason: assess.ReasonService, Detail: "500"},
		{Part: assess.PartItems, Place: "a", Reason: assess.ReasonService, Detail: "500"},
		{Part: assess.PartUsers, Reason: assess.ReasonThrottled, Partial: true},
		{Part: assess.PartItems, Reason: assess.ReasonPermission},
	}, assess.Permissions{})
	if len(got) != 3 {
		t.Fatalf("%d groups, want 3: %+v", len(got), got)
	}
	if got[0].Part != assess.PartUsers || !got[0].Partial || got[0].Whole {
		t.Errorf("first: %+v", got[0])
	}
	if !got[1].Whole || got[1].Cure != "Grant admin consent for Files.Read.All, then run again." {
		t.Errorf("second: %+v", got[1])
	}
	if g := got[2]; len(g.Places) != 2 || g.Places[0] != "Beta" || g.Places[1] != "a" || len(g.Details) != 1 {
		t.Errorf("third: %+v", g)
	}
}

// What was refused, or came empty, to an application with the permission is not cured by the same consent.
func TestCure(t *testing.T) {
	held := assess.Permissions{Known: true, Held: []string{"Sites.Read.All"}}
	twin := assess.Permissions{Known: true, Held: []string{"Group.ReadWrite.All"}}
	teams := assess.Permissions{Known: true, Held: []string{"Team.ReadBasic.All"}}
	higher := assess.Permissions{Known: true, Held: []string{"Team.ReadBasic.All", "TeamSettings.Read.All"}}
	consent := "Grant admin consent for Files.Read.All, then run again."
	byHand := "Microsoft Graph left the field empty or refused, although the permission is held: check by hand in the admin centre."
	for _, test := range []struct {
		gap          assess.Gap
		held         assess.Permissions
		reason, cure string
	}{
		{assess.Gap{Part: assess.PartItems, Place: "a", Reason: assess.ReasonPermission}, held, "Access refused",
			"The application holds the permission: see in the admin centre whether this place is locked or its access is restricted, then run again."},
		{assess.Gap{Part: assess.PartItems, Reason: assess.ReasonPermission}, held, "Empty or refused", byHand},
		{assess.Gap{Part: assess.PartGroups, Reason: assess.ReasonPermission, Partial: true}, twin, "Empty or refused", byHand},
		{assess.Gap{Part: assess.PartOwners, Place: "g", Reason: assess.ReasonPermission}, twin, "Empty or refused", byHand},
		{assess.Gap{Part: assess.PartGroups, Reason: assess.ReasonPermission}, held, "Permission missing", "Grant admin consent for GroupMember.Read.All, then run again."},
		{assess.Gap{Part: assess.PartTeamDetails, Place: "t", Reason: assess.ReasonPermission}, teams, "Empty or refused",
			"Microsoft Graph left the field empty or refused, although the permission is held: grant admin consent for TeamSettings.Read.All, the higher one, and run again, or check by hand in the admin centre."},
		{assess.Gap{Part: assess.PartTeamDetails, Place: "t", Reason: assess.ReasonPermission}, higher, "Empty or refused", byHand},
		{assess.Gap{Part: assess.PartItems, Place: "a", Reason: assess.ReasonLocked}, held, "Locked",
			"Unlock or reactivate it in the SharePoint admin centre (Sites > Active sites), or delete it if nobody needs it, then run again."},
		{assess.Gap{Part: assess.PartItems, Place: "a", Reason: assess.ReasonPermission}, assess.Permissions{Known: true}, "Permission missing", consent},
		{assess.Gap{Part: assess.PartItems, Place: "a", Reason: assess.ReasonPermission}, assess.Permissions{Held: held.Held}, "Permission missing", consent},
		{assess.Gap{Part: assess.PartItems, Place: "a", Reason: assess.ReasonSkipped}, held, "Left out by the quick scan", "Run again with --scan full."},
		{assess.Gap{Part: assess.PartDriveItems, Reason: assess.ReasonSkipped}, held, "Left out on purpose", "Run again without leaving it out; after a quick scan, with --scan full."},
		{assess.Gap{Part: assess.PartItems, Place: "a", Reason: assess.ReasonThrottled}, held, "Microsoft was busy", "Type the same command again, best outside the tenant's working hours: the run goes on where it stopped."},
	} {
		if got, _ := english.gapReason(test.gap, test.held); got != test.reason {
			t.Errorf("%+v: reason %q, want %q", test.gap, got, test.reason)
		}
		if got := english.Cure(test.gap, test.held); got != test.cure {
			t.Errorf("%+v: cure %q, want %q", test.gap, got, test.cure)
		}
	}
}

func TestGraphWords(t *testing.T) {
	for in, want := range map[string]string{
		"/v1.0/teams/1/channels/19:x@thread.tacv2/members: Microsoft Graph answered 403 Forbidden": "Microsoft Graph answered 403 Forbidden",
		"accessDenied: Access denied": "accessDenied: Access denied",
		"":                            "",
	} {
		if got := graphWords(in); got != want {
			t.Errorf("graphWords(%q) = %q, want %q", in, got, want)
		}
	}
}

// Without topics of the user's own, names are judged by the list that Preflight brings.
func TestNameTopic(t *testing.T) {
	d := Document{}
	for in, want := range map[string]string{
		"Salary bands 2026 – all levels.xlsx": "pay", "Handover – passwords.xlsx": "passwords", "Passport scans": "identity papers", "Drug and alcohol test 02.pdf": "health",
		"Taxi receipts.pdf": "", "Tax return 2025.pdf": "bank and tax", "Syntax.docx": "", "Brochure.pdf": "", "": "",
	} {
		if got := d.topic(in); got != want {
			t.Errorf("topic(%q) = %q, want %q", in, got, want)
		}
	}
}

// A deleted account's name begins with its id, which means nothing to people.
func TestAccountName(t *testing.T) {
	for in, want := range map[string]string{
		"54bddd3b0d0e52f39582131a7c39ad04marcus.lowe@contoso.com": "marcus.lowe@contoso.com (deleted)",
		"marcus.lowe@contoso.com":                                 "marcus.lowe@contoso.com",
		"ann_fabrikam.com#ext#@contoso.com":                       "ann@fabrikam.com (guest)",
		"54bddd3b0d0e52f39582131a7c39ad04":                        "54bddd3b0d0e52f39582131a7c39ad04",
	} {
		if got := accountName(in); got != want {
			t.Errorf("accountName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestReadWhole(t *testing.T) {
	a := assess.Assessment{Gaps: []assess.Gap{{Part: assess.PartUsers, Partial: true}, {Part: assess.PartItems, Partial: true}}}
	for _, test := range []struct {
		part string
		p    assess.PartCoverage
		want bool
	}{
		{assess.PartSites, assess.PartCoverage{Looked: 1, Total: 1}, true},
		{assess.PartSites, assess.PartCoverage{Looked: 0, Total: 1}, false},
		{assess.PartUsers, assess.PartCoverage{}, false},
		{assess.PartPrerequisites, assess.PartCoverage{}, false}, // concluded from a list that broke off
		{assess.PartDriveItems, assess.PartCoverage{Unit: "OneDrives"}, true},
		{assess.PartItems, assess.PartCoverage{Unit: "sites"}, false},
		{assess.PartPermissions, assess.PartCoverage{Looked: 38, Total: 40, Unit: "sites"}, false},
	} {
		test.p.Part = test.part
		if got := readWhole(a, test.p); got != test.want {
			t.Errorf("%+v: %t, want %t", test.p, got, test.want)
		}
	}
}
