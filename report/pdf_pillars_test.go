package report

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"preflight/assess"
)

func TestRestOf(t *testing.T) {
	s := shares{whole: "w", parts: []share{{measure: "a"}, {measure: "b"}}}
	for _, test := range []struct {
		name    string
		w, a, b *int
		rest    int
		known   bool
	}{
		{"all seen", count(10), count(3), count(2), 5, true},
		{"nothing left", count(5), count(3), count(2), 0, true},
		{"nothing at all", count(0), count(0), count(0), 0, true},
		{"a part not seen", count(10), nil, count(2), 0, false},
		{"the whole not seen", nil, count(3), count(2), 0, false},
		{"parts beyond the whole", count(4), count(3), count(2), -1, false},
	} {
		rest, known := s.restOf(assess.Assessment{Measures: map[string]*int{"w": test.w, "a": test.a, "b": test.b}})
		if known != test.known || known && rest != test.rest {
			t.Errorf("%s: %d, %v", test.name, rest, known)
		}
	}
}

// Parts that come to more than their whole are not unknown.
func TestNoBar(t *testing.T) {
	for _, test := range []struct {
		used *int
		want string
	}{{count(12), "pillars.bar.over"}, {nil, "pillars.bar.unseen"}, {count(7), ""}} {
		c := testCanvas(t)
		c.newPage()
		c.shares(assess.Assessment{Measures: map[string]*int{"seats": count(10), "used": test.used}}, []shares{{whole: "seats", parts: []share{{measure: "used"}}}})
		for _, key := range []string{"pillars.bar.over", "pillars.bar.unseen"} {
			said := slices.ContainsFunc(c.tags.pages[0], func(m *mark) bool { return m.text == english.Say(key, nil) })
			if said != (key == test.want) {
				t.Errorf("%s: %s is said: %t", english.MeasureText(assess.Assessment{Measures: map[string]*int{"used": test.used}}, "used"), key, said)
			}
		}
	}
}

func TestDaysOf(t *testing.T) {
	for measure, want := range map[string]int{"teams.inactive_90d": 90, "stale.sites_180d": 180, "copilot.users.active_30d": 30, "teams.total": 0, "identity.admins.without_mfa": 0} {
		if got := daysOf(measure); got != want {
			t.Errorf("%s: %d, want %d", measure, got, want)
		}
	}
}

// A chapter's title says the message; where a number was not seen it makes no claim.
func TestPillarTitles(t *testing.T) {
	c := testCanvas(t)
	with := func(values map[string]*int) assess.Assessment { return assess.Assessment{Measures: values} }
	for _, test := range []struct {
		got, want string
	}{
		{(Document{Words: english, Assessment: with(map[string]*int{"ownership.groups": count(34), "ownership.groups.ownerless": count(2), "ownership.groups.no_active_owner": count(4)})}).ownershipTitle(), "Nobody answers for 6 of 34 groups"},
		{(Document{Words: english, Assessment: with(map[string]*int{"ownership.groups": count(34), "ownership.groups.ownerless": count(0), "ownership.groups.no_active_owner": count(0)})}).ownershipTitle(), "Every group has somebody who answers for it"},
		{(Document{Words: english, Assessment: with(map[string]*int{"ownership.groups": count(34), "ownership.groups.ownerless": count(2), "ownership.groups.no_active_owner": nil})}).ownershipTitle(), "Who answers for what is there"},
		{(Document{Words: english, Assessment: with(map[string]*int{"ownership.groups": count(0), "ownership.groups.ownerless": count(0), "ownership.groups.no_active_owner": count(0)})}).ownershipTitle(), "Who answers for what is there"},
		{c.protectionTitle(with(map[string]*int{"labels.available": count(0), "labels.groups_labelled": count(0), "ownership.groups": count(9)})), "There is no label that Copilot could honour"},
		{c.protectionTitle(with(map[string]*int{"labels.available": count(1), "labels.groups_labelled": count(1), "ownership.groups": count(9)})), "1 label exists; 1 of 9 groups carries one"},
		{c.protectionTitle(with(map[string]*int{"labels.available": nil})), "How content is labelled"},
		{c.licencesTitle(with(map[string]*int{"licence.users.eligible": count(73), "users.members": count(90)})), "73 of 90 active employees are eligible for Copilot"},
		{c.licencesTitle(with(map[string]*int{"licence.users.eligible": nil, "users.members": count(90)})), "Who is eligible for Copilot"},
		{c.identityTitle(with(map[string]*int{"identity.admins.without_mfa": count(1)})), "1 administrator has no second factor registered"},
		{c.identityTitle(with(map[string]*int{"identity.admins.without_mfa": count(0), "identity.admins": count(4)})), "Every administrator has registered a second factor"},
		{c.identityTitle(with(map[string]*int{"identity.admins.without_mfa": count(0), "identity.admins": nil})), "How people sign in, and on what"},
		{c.identityTitle(with(map[string]*int{"identity.admins.without_mfa": nil, "identity.admins": count(4)})), "How people sign in, and on what"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

// A bar is drawn only where all of it was seen; the parts that were seen are named all the same.
func TestSharesNotSeen(t *testing.T) {
	d := testDocument(t)
	d.Assessment.Measures["onedrive.owner_disabled"] = nil
	text := strings.Join(pdfPages(t, writePDF(t, d)), "\n")
	if !strings.Contains(text, "no bar: its parts are not all known\nwhose owner is deleted\n"+english.MeasureText(d.Assessment, "onedrive.owner_deleted")+"\nwhose owner’s account is disabled\nnot seen\n") {
		t.Error("a bar is drawn of what was not seen, or its parts are not named")
	}
}

// lateMeasures are those that come with identity, devices, Secure Score and usage.
var lateMeasures = map[string]*int{
	"identity.admins": count(7), "identity.admins.global": count(3), "identity.admins.without_mfa": count(2), "identity.members.without_mfa": count(11),
	"identity.security_defaults": count(0), "identity.ca.enabled": count(4), "identity.ca.report_only": count(2), "identity.ca.cae_disabled": count(1),
	"devices.total": count(84), "devices.noncompliant": count(19), "secure_score.current": count(41), "secure_score.max": count(112), usageMeasure: count(9),
}

// Identity, devices, Secure Score and usage are drawn once they are measured, and left out before.
func TestLateChapters(t *testing.T) {
	t.Parallel()
	d := testDocument(t)
	bare := maps.Clone(d.Assessment.Measures)
	maps.DeleteFunc(bare, func(name string, _ *int) bool { _, late := lateMeasures[name]; return late })
	d.Assessment.Measures = bare
	all := flat(pdfPages(t, writePDF(t, d))...)
	for _, never := range []string{"IDENTITY AND DEVICES", "Secure Score", "USAGE"} {
		if strings.Contains(all, never) {
			t.Errorf("without its measures the report says %q", never)
		}
	}

	d.Assessment.Measures = maps.Clone(bare)
	maps.Copy(d.Assessment.Measures, lateMeasures)
	d.Assessment.Measures["licence.copilot.assigned"] = count(14)
	all = flat(pdfPages(t, writePDF(t, d))...)
	for _, want := range []string{
		"2 administrators have no second factor registered", "Administrators 7 5 2 with a second factor registered 5 without 2", "Security defaults Off",
		"Policies that switch continuous access evaluation off 1", "Managed devices 84 65 19 compliant, or not judged yet 65 do not comply with their policies 19",
		"41 of 112 points, 36% of what Microsoft would like to see", "9 of 14 people with a seat used Copilot lately", "64% of those with a seat used Copilot in the last 30 days",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("the report does not say %q", want)
		}
	}

	for name := range lateMeasures {
		d.Assessment.Measures[name] = nil
	}
	pages := pdfPages(t, writePDF(t, d))
	all = flat(pages...)
	for _, want := range []string{"How people sign in, and on what", "Security defaults not seen", "Managed devices not seen", "The tenant’s Secure Score was not seen.", "How Copilot is used", "not seen people who used Copilot"} {
		if !strings.Contains(all, want) {
			t.Errorf("where nothing was seen the report does not say %q", want)
		}
	}
	for _, never := range []string{"Every administrator has", "0 of 14", "No device is managed", " 0% of"} {
		if strings.Contains(all, never) {
			t.Errorf("the report says %q of what was not seen", never)
		}
	}
}

// No device is managed, which is no device that complies.
func TestNoDevices(t *testing.T) {
	d := testDocument(t)
	d.Assessment.Measures["devices.total"], d.Assessment.Measures["devices.noncompliant"] = count(0), count(0)
	if all := flat(pdfPages(t, writePDF(t, d))...); !strings.Contains(all, "No device is managed with Microsoft Intune") || strings.Contains(all, "compliant, or not judged") {
		t.Error("a tenant without managed devices is told otherwise")
	}
}

// Where a check counts what a chapter speaks of, the chapter gives the check's number and base, else the measure's.
func TestOwnershipAgrees(t *testing.T) {
	t.Parallel()
	d := contoso(t)
	page := func() string { return flat(pdfPages(t, writePDF(t, d))...) }
	text := page()
	for _, want := range []string{
		"Nobody answers for 6 of 32 groups", "6 groups without an active owner of 32 Microsoft 365 groups", "of 27 teams", "4 private channels without an active owner of 6 private channels",
		"Groups that depend on a single owner 4 of 32", "OneDrives of active people without activity for 90 days 2 of 38", "Teams that share their name with another team 5 of 27",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	if strings.Contains(text, "answers for 6 of 34") || strings.Contains(text, "Findings may give other numbers") {
		t.Error("a chapter counts on another base than its finding, or explains why it does")
	}
	for i, f := range d.Assessment.Findings {
		switch f.Rule {
		case "OWN-01":
			d.Assessment.Findings[i].AtLeast, d.Assessment.Findings[i].Looked, d.Assessment.Findings[i].Total, d.Assessment.Findings[i].Unit = true, 20, 32, "groups"
		case "OWN-02", "ODR-04", "TMS-02":
			d.Assessment.Findings[i].Outcome = assess.NotAssessed
		}
	}
	text = page()
	for _, want := range []string{
		"Who answers for what is there", "≥ 6 groups without an active owner 20 of 32 groups seen", "Groups that depend on a single owner 6 ",
		"OneDrives of active people without activity for 90 days 8 ", "Teams that share their name with another team 5 ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("where the check was not made whole the report does not say %q", want)
		}
	}
}

// A table that goes on says on each further page what it is of.
func TestCaptionedTable(t *testing.T) {
	rows := make([][]cell, 80)
	for i := range rows {
		rows[i] = []cell{{text: "row"}}
	}
	for caption, want := range map[string]int{"0–30 days": 2, "": 0} {
		c := testCanvas(t)
		c.chapter("plan", "Plan", "Plan", 0)
		c.captioned(caption, table{[]column{{"Check", 0, false}}, rows})
		var buf bytes.Buffer
		if err := c.pdf.Output(&buf); err != nil {
			t.Fatal(err)
		}
		pages := pdfPages(t, buf.Bytes())
		said := 0
		for _, page := range pages[1:] {
			said += strings.Count(page, "0–30 days – continued\nCheck\n")
		}
		if len(pages) != 3 || said != want {
			t.Errorf("on %d pages the caption %q is said %d times, want %d", len(pages), caption, said, want)
		}
	}
}

// A card without anything to find does not say what that would mean.
func TestStatementsOfNothing(t *testing.T) {
	d := testDocument(t)
	for _, m := range []string{"copilot.files.discoverable", "sharing.files.by_link.anonymous", "sharing.items.guests"} {
		d.Assessment.Measures[m] = count(0)
	}
	text := flat(pdfPages(t, writePDF(t, d))...)
	if n := strings.Count(text, "None was found."); n != 3 || strings.Contains(text, "They are granted to everyone") || strings.Contains(text, "Guests and partners were given") {
		t.Errorf("%d of 3 cards say that nothing was found", n)
	}
}

// The bars of a card count what its headline counts: no OneDrives among the items granted in sites.
func TestGuestBarsAddUp(t *testing.T) {
	d := contoso(t)
	sum := 0
	for _, s := range d.Assessment.Exposure {
		sum += grantsInSites(s)
	}
	if want := *d.Assessment.Measures["sharing.items.guests"]; sum != want {
		t.Errorf("the bars of external people add up to %d, the headline is %d", sum, want)
	}
}

// A seat that an account outside the count holds is not called free.
func TestFreeSeats(t *testing.T) {
	d := contoso(t)
	text := flat(pdfPages(t, writePDF(t, d))...)
	for _, want := range []string{"25 Copilot seats bought 6 assigned to nobody", "held by other accounts, or free 8", "14 seats assigned to enabled accounts"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	for i, f := range d.Assessment.Findings {
		if f.Rule == "LIC-03" {
			d.Assessment.Findings[i].Outcome = assess.NotAssessed
		}
	}
	if note := d.freeSeats(); note != "" {
		t.Errorf("free seats that nobody counted: %q", note)
	}
}
