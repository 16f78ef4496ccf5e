package assess

// oneDriveMeasures count OneDrives, how their items are open, and whose they are.
var oneDriveMeasures = []Measure{
	{Name: "onedrive.total", Needs: []string{PartSites}, Count: func(inv *Inventory) int { return count(inv.Sites, Site.OneDrive) }},
	{Name: "onedrive.archived", Needs: []string{PartSites}, Count: func(inv *Inventory) int {
		return count(inv.Sites, func(s Site) bool { return s.Personal && s.Archived })
	}},
	{Name: "onedrive.items", Needs: []string{PartSites, PartDriveItems}, Count: inOneDrives(func(e SiteExposure) int { return e.Items })},
	{Name: "onedrive.links.anonymous", Needs: drivePermParts, Count: inOneDrives(func(e SiteExposure) int { return e.LinksAnonymous })},
	{Name: "onedrive.links.organization", Needs: drivePermParts, Count: inOneDrives(func(e SiteExposure) int { return e.LinksOrganization })},
	{Name: "onedrive.links.users", Needs: drivePermParts, Count: inOneDrives(func(e SiteExposure) int { return e.LinksUsers })},
	{Name: "onedrive.items.everyone", Needs: drivePermParts, Count: inOneDrives(func(e SiteExposure) int { return e.ItemsEveryone })},

	{Name: "onedrive.owner_disabled", Needs: []string{PartSites, PartDriveOwners}, Whole: []string{PartUsers}, Count: ownedBy(OwnerDisabled)},
	{Name: "onedrive.owner_deleted", Needs: []string{PartSites, PartDriveOwners}, Whole: []string{PartUsers}, Count: ownedBy(OwnerDeleted)},
	{Name: "onedrive.owner_unknown", Needs: []string{PartSites, PartDriveOwners}, Count: ownedBy(OwnerUnknown)},
	{Name: "onedrive.inactive_90d", Needs: []string{PartSites}, Whole: []string{PartDriveUsage}, Count: func(inv *Inventory) int {
		return count(inv.Sites, func(s Site) bool { return s.OneDrive() && s.Inactive(inv.AsOf, idleDays) })
	}},
}

func ownedBy(state OwnerState) func(*Inventory) int {
	return oneDrives(func(s Site) bool { return s.Owner == state })
}
