package assess

import "slices"

// Parts that the numbers of sites and of OneDrives are made of.
var (
	siteParts           = []string{PartSites, PartSubsites}
	siteItemParts       = []string{PartSites, PartSubsites, PartItems}
	sitePermissionParts = []string{PartSites, PartSubsites, PartItems, PartPermissions}
	drivePermParts      = []string{PartSites, PartDriveItems, PartDrivePermissions}
	personParts         = []string{PartOrganization, PartUsers} // who is from outside
	crowdParts          = slices.Concat(sitePermissionParts, []string{PartMembers})
)

// sharingMeasures say how the items of sites are open. A site that was not read may hold more of each.
var sharingMeasures = []Measure{
	{Name: "sharing.sites", Needs: siteParts, Count: func(inv *Inventory) int { return count(inv.Sites, Site.Counted) }},
	{Name: "sharing.sites.archived", Needs: []string{PartSites}, Count: func(inv *Inventory) int {
		return count(inv.Sites, func(s Site) bool { return s.Archived && !s.Personal && !s.Gone && s.System == "" })
	}},
	{Name: "sharing.sites.public_group", Needs: []string{PartSites, PartSubsites, PartGroups, PartGroupVisibility, PartGroupSites},
		Count: sites(func(s Site) bool { return s.Public })},
	{Name: "sharing.drives", Needs: siteItemParts, Count: inSites(func(e SiteExposure) int { return e.Drives })},
	{Name: "sharing.items", Needs: siteItemParts, Count: inSites(func(e SiteExposure) int { return e.Items })},

	{Name: "sharing.links.anonymous", Needs: sitePermissionParts, Count: inSites(func(e SiteExposure) int { return e.LinksAnonymous })},
	{Name: "sharing.links.organization", Needs: sitePermissionParts, Count: inSites(func(e SiteExposure) int { return e.LinksOrganization })},
	{Name: "sharing.links.users", Needs: sitePermissionParts, Count: inSites(func(e SiteExposure) int { return e.LinksUsers })},
	{Name: "sharing.links.existing", Needs: sitePermissionParts, Count: inSites(func(e SiteExposure) int { return e.LinksExisting })},
	{Name: "sharing.links.expired", Needs: sitePermissionParts, Count: inSites(func(e SiteExposure) int { return e.LinksExpired })},
	{Name: "sharing.links.anonymous.edit", Needs: sitePermissionParts, Count: inSites(func(e SiteExposure) int { return e.AnonymousEdit })},
	{Name: "sharing.links.anonymous.unending", Needs: sitePermissionParts, Count: inSites(func(e SiteExposure) int { return e.AnonymousUnending })},
	{Name: "sharing.links.guests", Needs: sitePermissionParts, Whole: personParts, Count: inSites(func(e SiteExposure) int { return e.LinksGuests })},

	{Name: "sharing.items.guests", Needs: sitePermissionParts, Whole: personParts, Count: inSites(func(e SiteExposure) int { return e.ItemsGuests })},
	{Name: "sharing.items.everyone", Needs: sitePermissionParts, Count: inSites(func(e SiteExposure) int { return e.ItemsEveryone })},
	{Name: "sharing.items.broad_group", Needs: crowdParts, Whole: []string{PartUsers}, Count: inSites(func(e SiteExposure) int { return e.ItemsBroadGroup })},

	{Name: "sharing.files.by_link.anonymous", Spans: [][]string{sitePermissionParts, drivePermParts},
		Count: everywhere(func(e SiteExposure) int { return e.FilesAnonymous })},
	{Name: "sharing.files.by_link.organization", Spans: [][]string{sitePermissionParts, drivePermParts},
		Count: everywhere(func(e SiteExposure) int { return e.FilesOrganization })},
}

// copilotMeasures say what Copilot may find. A group that was not seen may be public and hide files, never show more.
var copilotMeasures = []Measure{
	{Name: "copilot.files.discoverable", Needs: []string{PartGroups, PartGroupVisibility, PartGroupSites}, Spans: [][]string{sitePermissionParts, drivePermParts},
		Count: everywhere(func(e SiteExposure) int { return e.FilesDiscoverable })},
}

// inSites sums a number over the sites.
func inSites(of func(SiteExposure) int) func(*Inventory) int {
	return func(inv *Inventory) int { return sum(inv.Exposure.Sites, false, of) }
}

// inOneDrives sums a number over the OneDrives.
func inOneDrives(of func(SiteExposure) int) func(*Inventory) int {
	return func(inv *Inventory) int { return sum(inv.Exposure.Sites, true, of) }
}

// everywhere sums a number over sites and OneDrives.
func everywhere(of func(SiteExposure) int) func(*Inventory) int {
	return func(inv *Inventory) int {
		return sum(inv.Exposure.Sites, false, of) + sum(inv.Exposure.Sites, true, of)
	}
}

func sum(list []SiteExposure, personal bool, of func(SiteExposure) int) int {
	n := 0
	for _, e := range list {
		if e.Personal == personal {
			n += of(e)
		}
	}
	return n
}
