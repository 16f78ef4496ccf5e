package report

import (
	"slices"
	"testing"

	"preflight/assess"
)

// TestNothingCompared: where what a row is compared with was not seen whole, the row does not say how it came out.
func TestNothingCompared(t *testing.T) {
	live := false
	link := func(s sight) []any { return s.link(assess.LinkRow{Scope: "anonymous"}) }
	team := func(s sight) []any { return s.team(assess.TeamRow{Key: "t", Archived: &live, ActivitySeen: true}) }
	channel := func(s sight) []any { return s.channel(assess.ChannelRow{Key: "t/c", TeamID: "t"}) }
	sku := func(s sight) []any { return s.sku(assess.SKURow{Key: "s", Part: "NEW"}) }
	person := func(s sight) []any {
		return s.person(assess.PersonRow{Key: "p", Kind: "member", Licences: []string{"NEW"}}, nil)
	}
	name := func(s sight) []any { return s.name(assess.NameRow{Key: "n"}) }
	own := func(s sight) []any { return s.name(assess.NameRow{Key: "n", Personal: true}) }
	bare := func(s sight) []any { return s.person(assess.PersonRow{Key: "p", Kind: "member"}, nil) }
	for _, test := range []struct {
		name   string
		sheet  string
		column string
		row    func(sight) []any
		gap    assess.Gap
		want   string
	}{
		{"all seen", "Teams", "Inactive", team, assess.Gap{}, "No"},
		{"half of the groups", "Teams", "Inactive", team, assess.Gap{Part: assess.PartGroups, Partial: true}, wordNotSeen},
		{"no groups", "Teams", "Inactive", team, assess.Gap{Part: assess.PartGroups}, wordNotSeen},
		{"the team's site", "Teams", "Inactive", team, assess.Gap{Part: assess.PartGroupSites, Place: "t"}, wordNotSeen},
		{"another team's site", "Teams", "Inactive", team, assess.Gap{Part: assess.PartGroupSites, Place: "u"}, "No"},
		{"all seen", "Teams", "Without owner", channel, assess.Gap{}, "No"},
		{"half of the users", "Teams", "Without owner", channel, assess.Gap{Part: assess.PartUsers, Partial: true}, wordNotSeen},
		{"no users", "Teams", "Without owner", channel, assess.Gap{Part: assess.PartUsers}, wordNotSeen},
		{"half of the users", "Teams", "Owners", channel, assess.Gap{Part: assess.PartUsers, Partial: true}, "None"},
		{"the team's channels", "Teams", "Without owner", channel, assess.Gap{Part: assess.PartChannels, Place: "t"}, wordNotSeen},
		{"the channel's members", "Teams", "Without owner", channel, assess.Gap{Part: assess.PartChannelMembers, Place: "t"}, wordNotSeen},
		{"all seen", "Subscriptions", "Copilot", sku, assess.Gap{}, "No"},
		{"half of the subscriptions", "Subscriptions", "Copilot", sku, assess.Gap{Part: assess.PartSKUs, Partial: true}, wordNotSeen},
		{"all seen", "Licences and pilot", "Copilot seat", person, assess.Gap{}, "No"},
		{"half of the subscriptions", "Licences and pilot", "Copilot seat", person, assess.Gap{Part: assess.PartSKUs, Partial: true}, wordNotSeen},
		{"half of the subscriptions, no licence", "Licences and pilot", "Copilot seat", bare, assess.Gap{Part: assess.PartSKUs, Partial: true}, "No"},
		{"all seen", "Sharing links", "State", link, assess.Gap{}, "Live"},
		{"all seen", "Sensitive names", "Copilot can find", name, assess.Gap{}, "No"},
		{"half of the groups", "Sensitive names", "Copilot can find", name, assess.Gap{Part: assess.PartGroups, Partial: true}, wordNotSeen},
		{"a group's visibility", "Sensitive names", "Copilot can find", name, assess.Gap{Part: assess.PartGroupVisibility, Place: "g"}, wordNotSeen},
		{"no groups, a OneDrive", "Sensitive names", "Copilot can find", own, assess.Gap{Part: assess.PartGroups}, "No"},
		{"a group's site, a OneDrive", "Sensitive names", "Copilot can find", own, assess.Gap{Part: assess.PartGroupSites, Place: "g"}, "No"},
		{"no domains, a OneDrive", "Sensitive names", "Guests", own, assess.Gap{Part: assess.PartOrganization}, wordNotSeen},
		{"no settings", "Sharing links", "State", link, assess.Gap{Part: assess.PartSharingSettings}, wordNotSeen},
		{"a setting left out", "Sharing links", "State", link, assess.Gap{Part: assess.PartSharingSettings, Partial: true}, "Live"},
	} {
		t.Run(test.name+" "+test.column, func(t *testing.T) {
			sheet, ok := findSheet(test.sheet)
			if !ok {
				t.Fatalf("there is no sheet %s", test.sheet)
			}
			at := slices.IndexFunc(sheet.Columns, func(c Column) bool { return c.Name == test.column })
			if got := test.row(newSight(Document{Words: english, Assessment: assess.Assessment{Gaps: []assess.Gap{test.gap}}}))[at]; got != test.want {
				t.Errorf("%s: %v, want %s", test.column, got, test.want)
			}
		})
	}
}

// The sheet of sensitive names says so when what decides its columns was lost.
func TestNamesSheetParts(t *testing.T) {
	sheet, _ := findSheet(namesSheet)
	for _, part := range []string{assess.PartGroups, assess.PartGroupVisibility, assess.PartGroupSites, assess.PartUsers, assess.PartOrganization} {
		if !slices.Contains(sheet.Parts, part) {
			t.Errorf("the sheet does not go by %s", part)
		}
	}
}

// TestOwnersInACell: a cell names the first owners and counts the others.
func TestOwnersInACell(t *testing.T) {
	s := newSight(Document{Words: english})
	for _, test := range []struct {
		names []string
		seen  bool
		want  string
	}{
		{nil, true, "None"},
		{nil, false, wordNotSeen},
		{[]string{"a@contoso.com", "ann_lee_fabrikam.com#EXT#@contoso.com"}, true, "a@contoso.com, ann_lee@fabrikam.com (guest)"},
		{[]string{"a@contoso.com", "b@contoso.com", "c@contoso.com"}, true, "a@contoso.com, b@contoso.com, c@contoso.com"},
		{[]string{"a@contoso.com", "b@contoso.com", "c@contoso.com", "d@contoso.com", "e@contoso.com"}, true, "a@contoso.com, b@contoso.com, c@contoso.com and 2 more"},
		{[]string{"Person 12#EXT#@contoso.com"}, true, "Person 12#EXT#@contoso.com (guest)"}, // no address can be told
	} {
		if got := s.owners(test.names, test.seen); got != test.want {
			t.Errorf("%v: %q, want %q", test.names, got, test.want)
		}
	}
}

// TestLeftOutByAgreement: a site that the client asked not to read is not one that could not be read.
func TestLeftOutByAgreement(t *testing.T) {
	s := newSight(Document{Words: english, Assessment: assess.Assessment{Gaps: []assess.Gap{
		{Part: assess.PartItems, Place: "board", Reason: assess.ReasonExcluded}, {Part: assess.PartItems, Place: "locked", Reason: assess.ReasonLocked},
	}}})
	for key, want := range map[string]string{"board": "Left out by agreement", "locked": "Not wholly", "other": "Not wholly"} {
		site, drive := s.site(assess.SiteRow{Key: key}), s.oneDrive(assess.OneDriveRow{Key: key})
		if site[23] != want || drive[15] != want {
			t.Errorf("%s: the site is %q, the OneDrive %q, want %q", key, site[23], drive[15], want)
		}
	}
}

// TestProductNames: licences go by the names of their subscriptions where those are known.
func TestProductNames(t *testing.T) {
	row := newSight(Document{Words: english}).person(assess.PersonRow{Kind: "member", Licences: []string{"ODD_PART", "SPB"}}, map[string]string{"SPB": "Microsoft 365 Business Premium"})
	if row[7] != "ODD_PART, Microsoft 365 Business Premium" {
		t.Errorf("licences: %q", row[7])
	}
}
