package assess

import (
	"iter"
	"strings"
)

// siteRows yields every site that is counted or archived.
func siteRows(inv *Inventory) iter.Seq[SiteRow] {
	return func(yield func(SiteRow) bool) {
		groups := newDirectory(inv).groups
		exposures := exposuresByID(inv)
		unread := newUnseen(inv, PartItems, PartPermissions)
		activity := !inv.Look(nil, []string{PartSiteUsage}).Lost
		for _, s := range inv.Sites {
			if s.Personal || s.Gone || s.System != "" {
				continue
			}
			row := SiteRow{
				Key: s.WebID, Name: s.Name, URL: s.URL, Created: s.Created, Subsite: s.Parent != "", Archived: s.Archived,
				GroupID: s.GroupID, Public: s.Public, Owner: s.Owner, LastActivity: s.LastActivity, ActivitySeen: activity,
				Exposure: exposureOf(s, exposures), Seen: !s.Archived && !unread.has(s.WebID),
			}
			if g, ok := groups[strings.ToLower(s.GroupID)]; ok {
				row.Group, row.Owner, row.Owners = g.Name, g.OwnerState, ownerNames(g)
			} else if s.OwnerUPN != "" {
				row.Owners = []string{s.OwnerUPN}
			}
			if !yield(row) {
				return
			}
		}
	}
}

// oneDriveRows yields every OneDrive, archived ones too.
func oneDriveRows(inv *Inventory) iter.Seq[OneDriveRow] {
	return func(yield func(OneDriveRow) bool) {
		exposures := exposuresByID(inv)
		unread := newUnseen(inv, PartDriveItems, PartDrivePermissions)
		activity := !inv.Look(nil, []string{PartDriveUsage}).Lost
		for _, s := range inv.Sites {
			if !s.Personal {
				continue
			}
			row := OneDriveRow{
				Key: s.WebID, Name: s.Name, URL: s.URL, Archived: s.Archived,
				OwnerName: s.OwnerName, OwnerUPN: s.OwnerUPN, Owner: s.Owner, OwnerSeen: s.Owner != "",
				LastActivity: s.LastActivity, ActivitySeen: activity, Inactive: activity && s.Inactive(inv.AsOf, idleDays),
				Exposure: exposureOf(s, exposures), Seen: !s.Archived && !unread.has(s.WebID),
			}
			if !yield(row) {
				return
			}
		}
	}
}

// exposuresByID is the exposure of each site with a library.
func exposuresByID(inv *Inventory) map[string]SiteExposure {
	m := make(map[string]SiteExposure, len(inv.Exposure.Sites))
	for _, e := range inv.Exposure.Sites {
		m[e.WebID] = e
	}
	return m
}

// exposureOf is the exposure of s, of which nothing is open where it has no library.
func exposureOf(s Site, exposures map[string]SiteExposure) SiteExposure {
	if e, ok := exposures[s.WebID]; ok {
		return e
	}
	return SiteExposure{WebID: s.WebID, Name: s.Name, URL: s.URL, Personal: s.Personal, Public: s.Public}
}

// ownerNames are the user principal names of a group's owners, or what else they are known by; sorted.
func ownerNames(g Group) []string {
	var names []string
	for _, o := range g.People() {
		names = append(names, firstOf(o.UPN, o.Name, o.ID))
	}
	return distinct(names)
}

// firstOf returns the first of names that is not empty.
func firstOf(names ...string) string {
	for _, name := range names {
		if name != "" {
			return name
		}
	}
	return ""
}
