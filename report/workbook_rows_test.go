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
		return s.person(assess.PersonRow{Key: "p", Kind: "member", Licences: []string{"NEW"}})
	}
	bare := func(s sight) []any { return s.person(assess.PersonRow{Key: "p", Kind: "member"}) }
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
