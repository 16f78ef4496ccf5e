package assess

import (
	"slices"
	"strings"
)

// channelTemplate is what the site usage report calls the site of a private or shared channel. Not yet seen on a live tenant.
const channelTemplate = "Team Channel"

// channelSites finds the sites of private and shared channels by the address of their team's site, sorted. Such a site is a
// collection of its own that belongs to no group, and the list of sites does not say whose it is. Its address is made from
// that of the team's site, a hyphen and the channel's name, and stays as it is where the team's site is renamed:
// https://learn.microsoft.com/microsoftteams/private-channels
//
// The usage report tells a channel's site from one that merely has such a name. Where it does not tell of the site, as in
// a tenant that conceals names, a site without a group counts as a channel's: to read what was to be left out is worse
// than to leave out too much, which the report shows.
func channelSites(inv *Inventory, address map[string]string) map[string][]string {
	template, grouped := map[string]string{}, map[string]bool{} // by collection
	for _, row := range inv.SiteUsage {
		template[strings.ToLower(row.SiteID)] = row.Template
	}
	for _, g := range inv.GroupSites {
		grouped[strings.ToLower(g.SiteID)] = true
	}
	channel := func(s Site) bool {
		kind := template[strings.ToLower(s.SiteID)]
		return s.Parent == "" && !s.Personal && !grouped[strings.ToLower(s.SiteID)] && (kind == "" || kind == channelTemplate)
	}
	teams := map[string]string{} // by address, the collection
	for _, s := range inv.Sites {
		if s.Parent == "" && template[strings.ToLower(s.SiteID)] != channelTemplate {
			teams[address[s.WebID]] = s.SiteID
		}
	}
	of := map[string][]string{}
	for _, s := range inv.Sites {
		at := address[s.WebID]
		for i := strings.LastIndex(at, "-"); i > 0 && channel(s); i = strings.LastIndex(at[:i], "-") {
			// The longest one is its team's: a team may be called as another one with something behind it.
			if collection, known := teams[at[:i]]; known && collection != s.SiteID {
				of[at[:i]] = append(of[at[:i]], at)
				break
			}
		}
	}
	for _, list := range of {
		slices.Sort(list)
	}
	return of
}
