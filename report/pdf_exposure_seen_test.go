package report

import (
	"slices"
	"strings"
	"testing"

	"preflight/assess"
)

// seenDocument is a tenant of which everything was seen and in which nothing is open.
func seenDocument(t testing.TB) Document {
	d := withEvidence(t, testDocument(t))
	a := &d.Assessment
	a.Gaps, a.Exposure, a.Seen = nil, nil, map[string]assess.Seen{}
	for _, m := range assess.Measures {
		a.Measures[m.Name] = count(0)
	}
	return d
}

// Nothing found is nothing there only where everything was seen that the three statements count.
func TestExposureSeen(t *testing.T) {
	t.Parallel()
	d := seenDocument(t)
	nothing, perhaps := english.Say("exposure.sites.none", nil), english.Say("exposure.sites.none.seen", nil)
	if text := wholeText(t, d); !strings.Contains(text, nothing) || strings.Contains(text, perhaps) {
		t.Error("a tenant that was seen whole and in which nothing is open is not said to be clean")
	}
	for _, measure := range []string{"copilot.files.discoverable", "sharing.files.by_link.anonymous", "sharing.items.guests", "sharing.links.guests"} {
		d := seenDocument(t)
		d.Assessment.Measures[measure] = nil
		if exposureSeen(d.Assessment) {
			t.Errorf("without %s the exposure counts as seen", measure)
		}
	}
	for _, part := range []string{
		assess.PartSites, assess.PartSubsites, assess.PartItems, assess.PartPermissions, assess.PartDriveItems, assess.PartDrivePermissions,
		assess.PartGroups, assess.PartGroupVisibility, assess.PartGroupSites, assess.PartUsers, assess.PartOrganization,
	} {
		d := seenDocument(t)
		d.Assessment.Gaps = []assess.Gap{{Part: part, Place: "g", Reason: assess.ReasonPermission}}
		if exposureSeen(d.Assessment) {
			t.Errorf("with a gap in %s the exposure counts as seen", part)
		}
	}
	d.Assessment.Gaps = []assess.Gap{{Part: assess.PartGroups, Reason: assess.ReasonPermission}, {Part: assess.PartUsers, Reason: assess.ReasonPermission}}
	if text := wholeText(t, d); strings.Contains(text, nothing) || !strings.Contains(text, perhaps) {
		t.Error("a tenant whose groups and users were not seen is said to be clean")
	}
}

// marketing is a site that every employee may find if its group is public, in a document of its own.
func marketing(t testing.TB, gaps ...assess.Gap) Document {
	d := seenDocument(t)
	d.Assessment.Sites, d.Assessment.Gaps = 2, gaps
	d.Assessment.Exposure = []assess.SiteExposure{
		{WebID: "w-marketing", Name: "Marketing", URL: "https://contoso.sharepoint.com/sites/marketing", Files: 27, FilesOrganization: 4, LinksGuests: 1, ItemsGuests: 2},
		{WebID: "w-kim", Name: "Kim", URL: "https://contoso-my.sharepoint.com/personal/kim", Personal: true, Files: 9, FilesAnonymous: 1, FilesDiscoverable: 5},
	}
	d.Evidence = evidenceOf(t, evidenceLine{"site", assess.SiteRow{Key: "w-marketing", GroupID: "g-marketing"}})
	return d
}

// What was not seen of a site is no number in the table of sites.
func TestSiteTableNotSeen(t *testing.T) {
	t.Parallel()
	hidden := english.Say("exposure.sites.kind.unseen", nil)
	for _, test := range []struct {
		name string
		gaps []assess.Gap
		want []string
	}{
		{"all seen", nil, []string{"Marketing Site 27 0 0 4 3", "Kim OneDrive 9 5 1 0 0"}},
		{"no groups", []assess.Gap{{Part: assess.PartGroups}}, []string{"Marketing Site " + hidden + " 27 not seen 0 4 3", "Kim OneDrive 9 5 1 0 0"}},
		{"half of the groups", []assess.Gap{{Part: assess.PartGroups, Partial: true}}, []string{"Marketing Site 27 0 0 4 3"}}, // its group is in the evidence
		{"its group", []assess.Gap{{Part: assess.PartGroupVisibility, Place: "g-marketing"}}, []string{"Marketing Site " + hidden + " 27 not seen 0 4 3"}},
		{"another group", []assess.Gap{{Part: assess.PartGroupVisibility, Place: "g-other"}}, []string{"Marketing Site 27 0 0 4 3"}},
		{"no users", []assess.Gap{{Part: assess.PartUsers}}, []string{"Marketing Site 27 0 0 4 at least 3", "Kim OneDrive 9 5 1 0 not seen"}},
		{"its permissions", []assess.Gap{{Part: assess.PartPermissions, Place: "w-marketing"}},
			[]string{"Marketing not all of it was read Site at least 27 not seen not seen at least 4 at least 3", "Kim OneDrive 9 5 1 0 0"}},
		{"a list that broke off", []assess.Gap{{Part: assess.PartDriveItems, Partial: true}},
			[]string{"Marketing Site 27 0 0 4 3", "Kim not all of it was read OneDrive at least 9 at least 5 at least 1 not seen not seen"}},
	} {
		text := wholeText(t, marketing(t, test.gaps...))
		for _, want := range test.want {
			if !strings.Contains(text, want) {
				_, table, _ := strings.Cut(text, english.Say("exposure.sites.column.site", nil))
				t.Errorf("%s: the table does not say %q: %.200s", test.name, want, table)
			}
		}
	}
}

// The table of sites and the sheet tell the same of a site, whatever was lost.
func TestSiteTableAgrees(t *testing.T) {
	sheet, _ := findSheet("Sites and owners")
	column := func(row []any, name string) any {
		return row[slices.IndexFunc(sheet.Columns, func(c Column) bool { return c.Name == name })]
	}
	for _, group := range []string{"", "g-marketing"} {
		for _, gap := range []assess.Gap{
			{}, {Part: assess.PartGroups}, {Part: assess.PartGroups, Partial: true}, {Part: assess.PartGroupSites}, {Part: assess.PartGroupSites, Place: "g-other"}, {Part: assess.PartGroupVisibility},
			{Part: assess.PartGroupVisibility, Place: "g-marketing"}, {Part: assess.PartGroupVisibility, Place: "g-other"}, {Part: assess.PartUsers}, {Part: assess.PartOrganization},
			{Part: assess.PartItems}, {Part: assess.PartPermissions, Place: "w-marketing"}, {Part: assess.PartPermissions, Place: "w-other"},
		} {
			d := marketing(t, gap)
			d.Evidence = evidenceOf(t, evidenceLine{"site", assess.SiteRow{Key: "w-marketing", GroupID: group}})
			sights, err := d.siteSights()
			if err != nil {
				t.Fatal(err)
			}
			e := d.Assessment.Exposure[0]
			seen := sights.of(e)
			row := sights.site(assess.SiteRow{Key: e.WebID, GroupID: group, Exposure: e, Seen: seen.files})
			for name, want := range map[string]string{
				"Files Copilot can find": english.counted(e.FilesDiscoverable, seen.find), "Guest access": english.counted(e.LinksGuests+e.ItemsGuests, seen.guests),
				"Files open by organization link": english.counted(e.FilesOrganization, seen.files),
			} {
				got := column(row, name)
				if n, is := got.(int); is {
					got = english.Number(n)
				}
				if got != want {
					t.Errorf("group %q, gap %+v: %s: the sheet says %v, the PDF %s", group, gap, name, got, want)
				}
			}
			if hidden := column(row, "Visibility") == wordNotSeen; hidden == seen.group {
				t.Errorf("group %q, gap %+v: the sheet gives the visibility as %v, the PDF saw it: %t", group, gap, column(row, "Visibility"), seen.group)
			}
		}
	}
}

// The bars of a card mark what may be more, and say that sites may be missing.
func TestBarsNotSeen(t *testing.T) {
	d := marketing(t, assess.Gap{Part: assess.PartDriveItems, Place: "w-kim"}, assess.Gap{Part: assess.PartGroups})
	d.Assessment.Measures["copilot.files.discoverable"] = nil
	text := wholeText(t, d)
	for _, want := range []string{"Files that may be found, by site, as far as seen Kim ≥ 5", "Files under a link for anyone, by site Kim ≥ 1"} {
		if !strings.Contains(text, want) {
			t.Errorf("the cards do not say %q", want)
		}
	}
}
