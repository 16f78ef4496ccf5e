package assess

import (
	"cmp"
	"slices"
	"strings"
)

// order sorts every list of inv and drops what stands in one twice, as pages that shift while they are read bring it.
func order(inv *Inventory) {
	inv.Tenant.VerifiedDomains = lowered(inv.Tenant.VerifiedDomains)
	inv.Users = byKey(inv.Users, func(u User) string { return u.ID })
	inv.DeletedUsers = byKey(inv.DeletedUsers, func(u DeletedUser) string { return u.ID })
	inv.Groups = byKey(inv.Groups, func(g Group) string { return g.ID })
	for i := range inv.Groups {
		inv.Groups[i].Owners = byKey(inv.Groups[i].Owners, func(o Owner) string { return o.ID })
		inv.Groups[i].Labels = distinct(inv.Groups[i].Labels)
	}
	inv.GroupSites = byKey(inv.GroupSites, func(s GroupSite) string { return s.GroupID })
	inv.Sites = byKey(inv.Sites, func(s Site) string { return s.WebID })
	slices.SortFunc(inv.SiteUsage, func(a, b SiteUsage) int {
		return cmp.Or(cmp.Compare(a.SiteID, b.SiteID), b.LastActivity.Compare(a.LastActivity), cmp.Compare(a.OwnerUPN, b.OwnerUPN))
	})
	slices.SortFunc(inv.TeamActivity, func(a, b TeamActivity) int {
		return cmp.Or(cmp.Compare(a.TeamID, b.TeamID), b.LastActivity.Compare(a.LastActivity))
	})
	slices.SortFunc(inv.DriveUsage, func(a, b DriveUsage) int {
		return cmp.Or(cmp.Compare(a.SiteID, b.SiteID), cmp.Compare(one(a.Deleted), one(b.Deleted)),
			b.LastActivity.Compare(a.LastActivity), cmp.Compare(a.OwnerUPN, b.OwnerUPN))
	})
	slices.SortStableFunc(inv.Drives, func(a, b Drive) int { return cmp.Or(cmp.Compare(a.WebID, b.WebID), cmp.Compare(a.ID, b.ID)) })
	inv.Members = byKey(inv.Members, func(g GroupMembers) string { return g.GroupID })
	inv.Teams = byKey(inv.Teams, func(t Team) string { return t.ID })
	for i := range inv.Teams {
		inv.Teams[i].Channels = byKey(inv.Teams[i].Channels, func(c Channel) string { return c.ID })
		for j := range inv.Teams[i].Channels {
			inv.Teams[i].Channels[j].Owners = distinct(inv.Teams[i].Channels[j].Owners)
		}
	}
	inv.Labels = byKey(inv.Labels, func(l Label) string { return l.ID })
	inv.SKUs = byKey(inv.SKUs, func(s SKU) string { return s.ID })
	slices.Sort(inv.Roles)
	inv.Gaps = sortGaps(inv.Gaps)
}

// byKey sorts list by key and keeps the first of those that share one.
func byKey[T any](list []T, key func(T) string) []T {
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(key(a), key(b)) })
	return slices.CompactFunc(list, func(a, b T) bool { return key(a) == key(b) })
}

// lowered is list in lower case, sorted, without repetitions.
func lowered(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = strings.ToLower(strings.TrimSpace(s))
	}
	return distinct(out)
}
