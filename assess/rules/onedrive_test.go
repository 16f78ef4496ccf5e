package rules

import "preflight/assess"

// drives is a tenant with these OneDrives, beside a site and an archived OneDrive that must not count.
func drives(list ...assess.Site) assess.Inventory {
	inv := assess.Inventory{Sites: []assess.Site{{WebID: "site", Owner: assess.OwnerDeleted}, {WebID: "old", Personal: true, Archived: true, Owner: assess.OwnerDeleted}}}
	for _, s := range list {
		s.Personal, s.Name = true, "OneDrive "+s.WebID
		inv.Sites = append(inv.Sites, s)
	}
	return inv
}

var (
	active   = assess.Site{WebID: "a", Owner: assess.OwnerActive, LastActivity: before(1)}
	disabled = assess.Site{WebID: "d", Owner: assess.OwnerDisabled}
	deleted  = assess.Site{WebID: "e", Owner: assess.OwnerDeleted}
	unknown  = assess.Site{WebID: "u", Owner: assess.OwnerUnknown, LastActivity: before(1)}
	unnamed  = assess.Site{WebID: "v", LastActivity: before(1)}
	idle     = assess.Site{WebID: "i", Owner: assess.OwnerActive, LastActivity: before(91)}
	edge     = assess.Site{WebID: "f", Owner: assess.OwnerActive, LastActivity: before(90)}
	never    = assess.Site{WebID: "n", Owner: assess.OwnerActive, Created: before(90)}
	young    = assess.Site{WebID: "y", Owner: assess.OwnerActive, Created: before(89)}
)

var oneDriveCases = []ruleCase{
	{rule: "ODR-01", name: "all exist", inv: drives(active, disabled), want: assess.Pass, of: 2},
	{rule: "ODR-01", name: "deleted", inv: drives(active, deleted, disabled), want: assess.Fail, count: 1, of: 3, examples: []string{"e"}},
	{rule: "ODR-01", name: "unnamed", inv: drives(active, unknown), want: assess.Pass, of: 2, note: "unnamed"},
	{rule: "ODR-01", name: "one not read", inv: withGap(drives(active, deleted), assess.PartDriveOwners, "a"), want: assess.Fail, count: 1, of: 1, atLeast: true, examples: []string{"e"}},
	{rule: "ODR-01", name: "users not seen", inv: withGap(drives(deleted), assess.PartUsers, ""), want: assess.NotAssessed},
	{rule: "ODR-01", name: "none", inv: drives(), want: assess.NotApplicable},

	{rule: "ODR-02", name: "all sign in", inv: drives(active, deleted), want: assess.Pass, of: 2},
	{rule: "ODR-02", name: "disabled", inv: drives(active, deleted, disabled), want: assess.Fail, count: 1, of: 3, examples: []string{"d"}},
	{rule: "ODR-02", name: "none", inv: drives(), want: assess.NotApplicable},

	{rule: "ODR-03", name: "all known", inv: drives(active, deleted), want: assess.Pass, of: 2},
	{rule: "ODR-03", name: "unknown", inv: drives(active, unknown), want: assess.Fail, count: 1, of: 2, examples: []string{"u"}},
	{rule: "ODR-03", name: "one not looked for wherever it might stand", inv: withGap(drives(active, unnamed), assess.PartDriveOwners, "V"), want: assess.NotAssessed},
	{rule: "ODR-03", name: "none", inv: drives(), want: assess.NotApplicable},

	{rule: "ODR-04", name: "in use", inv: drives(active, edge, young), want: assess.Pass, of: 3},
	{rule: "ODR-04", name: "idle", inv: drives(active, edge, idle, never), want: assess.Fail, count: 2, of: 4, examples: []string{"i", "n"}},
	{rule: "ODR-04", name: "those of people who left are ODR-01 and ODR-02", inv: drives(active, disabled, deleted), want: assess.Pass, of: 1},
	{rule: "ODR-04", name: "none", inv: drives(disabled), want: assess.NotApplicable},

	{rule: "ODR-05", name: "none", inv: open(assess.SiteExposure{LinksAnonymous: 7}, nothing, anyone), want: assess.Pass},
	{rule: "ODR-05", name: "a few", inv: open(nothing, assess.SiteExposure{LinksAnonymous: 5}, anyone), want: assess.Fail, count: 5, credit: 0.75, examples: []string{"onedrive-anonymous"}},
	{rule: "ODR-05", name: "dormant", inv: open(nothing, assess.SiteExposure{LinksAnonymous: 5}, guests), want: assess.Pass, count: 5, note: "dormant", examples: []string{"onedrive-dormant"}},
	{rule: "ODR-05", name: "live or dormant, nobody knows", inv: withGap(open(nothing, assess.SiteExposure{LinksAnonymous: 5}, nil), assess.PartSharingSettings, ""), want: assess.NotAssessed},
	{rule: "ODR-05", name: "none, whatever the settings", inv: withGap(open(nothing, nothing, nil), assess.PartSharingSettings, ""), want: assess.Pass},
	{rule: "ODR-05", name: "no OneDrive", inv: archived, want: assess.NotApplicable},

	{rule: "ODR-06", name: "none", inv: open(assess.SiteExposure{ItemsEveryone: 7}, nothing, anyone), want: assess.Pass},
	{rule: "ODR-06", name: "one", inv: open(nothing, assess.SiteExposure{ItemsEveryone: 1}, anyone), want: assess.Fail, count: 1, examples: []string{"onedrive-everyone"}},
	{rule: "ODR-06", name: "left out", inv: withGap(open(nothing, nothing, anyone), assess.PartDriveItems, ""), want: assess.NotAssessed},
	{rule: "ODR-06", name: "no OneDrive", inv: archived, want: assess.NotApplicable},

	{rule: "ODR-07", name: "none", inv: open(assess.SiteExposure{LinksOrganization: 7}, nothing, anyone), want: assess.Pass},
	{rule: "ODR-07", name: "many", inv: open(nothing, assess.SiteExposure{LinksOrganization: 501}, anyone), want: assess.Fail, count: 501, examples: []string{"onedrive-organization"}},
	{rule: "ODR-07", name: "no OneDrive", inv: archived, want: assess.NotApplicable},
}
