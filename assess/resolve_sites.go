package assess

import (
	"slices"
	"strings"
)

// resolveSites joins sites to the Microsoft 365 group of their site collection, which their subsites have too, and to
// the site usage report. Graph shows no administrators of a site, so that the owner of one without a group is the one
// whom the report names.
func resolveSites(inv *Inventory, people directory, reports usage) {
	groups := map[string]string{} // by site collection id
	for _, s := range inv.GroupSites {
		keep(groups, strings.ToLower(s.SiteID), s.GroupID)
	}
	grouped := !inv.Look(nil, []string{PartGroups, PartGroupSites}).Lost
	system := map[string]bool{}
	for i := range inv.Sites {
		s := &inv.Sites[i]
		if s.Personal {
			continue
		}
		s.System = SystemSite(s.URL)
		if s.System != "" || s.Gone {
			system[strings.ToLower(s.WebID)] = true
		}
		s.GroupID = groups[strings.ToLower(s.SiteID)]
		s.Public = strings.EqualFold(people.groups[strings.ToLower(s.GroupID)].Visibility, "Public")
		row := reports.sites[strings.ToLower(s.SiteID)]
		s.LastActivity, s.OwnerName, s.OwnerUPN = row.LastActivity, row.OwnerName, row.OwnerUPN
		s.Owner = ""
		if s.GroupID != "" || !grouped || !reports.sitesSeen || !people.whole {
			continue
		}
		s.Owner = OwnerUnknown
		if u, ok := people.user("", row.OwnerUPN); ok && u.ActiveMember() {
			s.Owner = OwnerActive
		}
	}
	// What could not be read in a site that is not counted takes nothing from a count.
	inv.Gaps = slices.DeleteFunc(inv.Gaps, func(g Gap) bool {
		return (g.Part == PartItems || g.Part == PartPermissions) && system[strings.ToLower(g.Place)]
	})
}

// resolveOneDrives says whose each OneDrive is: by its library, else by the usage report, never by its address. Where
// neither names somebody and one of them was not seen, the owner was not seen either.
func resolveOneDrives(inv *Inventory, people directory, reports usage) {
	named := map[string]Drive{} // by web id, the first library that names an owner
	for _, d := range inv.Drives {
		if d.OwnerID != "" || d.OwnerUPN != "" {
			keep(named, d.WebID, d)
		}
	}
	libraries := newUnseen(inv, PartDriveOwners)
	report := inv.Look(nil, []string{PartDriveUsage})
	for i := range inv.Sites {
		s := &inv.Sites[i]
		if !s.Personal {
			continue
		}
		row := reports.drives[strings.ToLower(s.SiteID)]
		s.LastActivity = row.LastActivity
		id, upn, name := named[s.WebID].OwnerID, named[s.WebID].OwnerUPN, named[s.WebID].OwnerName
		if id == "" && upn == "" {
			upn, name = row.OwnerUPN, row.OwnerName
		}
		s.OwnerID, s.OwnerUPN, s.OwnerName = id, upn, name
		switch {
		case id != "" || upn != "":
			s.Owner = oneDriveOwner(s, people)
		case s.Archived, libraries.has(s.WebID): // an archived one's library is not read
			s.Owner = ""
		case !reports.drivesSeen:
			s.Owner = ""
			inv.Gaps = append(inv.Gaps, Gap{Part: PartDriveOwners, Place: s.WebID, Name: s.Name, Reason: report.Gaps[0].Reason,
				Detail: "no library names an owner, and the OneDrive usage report that might was not seen"})
		default:
			s.Owner = OwnerUnknown
		}
	}
}

// oneDriveOwner looks the named owner of a OneDrive up and completes his name.
func oneDriveOwner(s *Site, people directory) OwnerState {
	if u, ok := people.user(s.OwnerID, s.OwnerUPN); ok {
		s.OwnerID, s.OwnerUPN, s.OwnerName = u.ID, u.UPN, u.Name
		if !u.Enabled {
			return OwnerDisabled
		}
		return OwnerActive
	}
	if !people.whole {
		return ""
	}
	for _, key := range []string{strings.ToLower(s.OwnerID), plainUPN(s.OwnerUPN)} {
		if u, ok := people.deleted[key]; ok && key != "" {
			s.OwnerID, s.OwnerUPN, s.OwnerName = u.ID, plainUPN(u.UPN), u.Name
			break
		}
	}
	return OwnerDeleted
}
