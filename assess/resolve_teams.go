package assess

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// resolveTeams joins teams to their activity and their site's, and finds those nobody uses, those of one name, and
// private channels that nobody answers for.
func resolveTeams(inv *Inventory, people directory, reports usage) {
	type home struct{ created, last time.Time }
	created := map[string]time.Time{} // of root sites, by site collection id
	for _, s := range inv.Sites {
		if s.Parent == "" {
			keep(created, strings.ToLower(s.SiteID), s.Created)
		}
	}
	homes := map[string]home{} // by group id
	for _, s := range inv.GroupSites {
		id := strings.ToLower(s.SiteID)
		keep(homes, strings.ToLower(s.GroupID), home{created: created[id], last: reports.sites[id].LastActivity})
	}
	names := map[string]int{}
	for _, t := range inv.Teams {
		if key := nameKey(t.Name); t.Live() && key != "" { // of a name that Graph left out nobody knows whether it is shared
			names[key]++
		}
	}
	active := reports.teamsSeen && reports.sitesSeen
	sites := newUnseen(inv, PartGroups, PartGroupSites)
	channels := newUnseen(inv, PartChannels, PartChannelMembers)
	for i := range inv.Teams {
		t := &inv.Teams[i]
		if t.Created.IsZero() {
			t.Created = people.groups[strings.ToLower(t.ID)].Created
		}
		site := homes[strings.ToLower(t.ID)]
		t.LastActivity, t.SiteLastActivity = reports.teams[strings.ToLower(t.ID)].LastActivity, site.last
		t.Inactive = active && !sites.has(t.ID) && t.Live() &&
			inactive(t.Created, t.LastActivity, inv.AsOf, idleDays) && inactive(site.created, site.last, inv.AsOf, idleDays)
		t.Duplicate = t.Live() && names[nameKey(t.Name)] > 1
		for j := range t.Channels {
			c := &t.Channels[j]
			c.Ownerless = people.whole && !channels.has(t.ID) && !slices.ContainsFunc(c.Owners, func(id string) bool {
				return people.users[strings.ToLower(id)].ActiveMember()
			})
		}
	}
}

// nameKey is a display name as people tell it apart: compatible characters as one, case folded, white space runs as
// one space, trimmed.
func nameKey(name string) string {
	folded := norm.NFKC.String(cases.Fold().String(norm.NFKC.String(name)))
	return strings.Join(strings.Fields(folded), " ")
}
