package rules

import "preflight/assess"

// settings is a tenant with these sharing settings.
func settings(s assess.SharingSettings) assess.Inventory { return assess.Inventory{Sharing: &s} }

// open is a tenant with one site and one OneDrive of that exposure, and an example of each class.
func open(site, oneDrive assess.SiteExposure, sharing *assess.SharingSettings) assess.Inventory {
	site.WebID, oneDrive.WebID, oneDrive.Personal = "w1", "w2", true
	examples := map[assess.Class][]assess.Object{}
	for _, c := range []assess.Class{
		assess.ClassAnonymous, assess.ClassDormant, assess.ClassOrganization, assess.ClassGuests, assess.ClassEveryone, assess.ClassBroadGroup,
	} {
		examples[c] = []assess.Object{{Key: string(c), Name: "Budget.xlsx"}}
		examples[c.Personal()] = []assess.Object{{Key: string(c.Personal()), Name: "Draft.docx"}}
	}
	for _, c := range []assess.Class{assess.ClassAnonymous, assess.ClassDormant} { // a run has the one or the other
		if dormant := sharing != nil && sharing.AnyoneOff(); dormant != (c == assess.ClassDormant) {
			delete(examples, c)
			delete(examples, c.Personal())
		}
	}
	return assess.Inventory{
		Sharing:  sharing,
		Sites:    []assess.Site{{WebID: "w1", Name: "Finance"}, {WebID: "w2", Name: "Ana", Personal: true}},
		Exposure: assess.Exposure{Sites: []assess.SiteExposure{site, oneDrive}, Examples: examples},
	}
}

// withGap adds a gap to an inventory.
func withGap(inv assess.Inventory, part, place string) assess.Inventory {
	inv.Gaps = append(inv.Gaps, assess.Gap{Part: part, Place: place, Reason: assess.ReasonPermission})
	return inv
}

// crews are two groups with a site each, of which the second may be public.
func crews(public bool) assess.Inventory {
	return assess.Inventory{Groups: []assess.Group{{ID: "g1"}, {ID: "g2"}}, Sites: []assess.Site{{WebID: "a", Name: "A"}, {WebID: "b", Name: "B", Public: public}}}
}

var (
	anyone   = &assess.SharingSettings{Capability: "externalUserAndGuestSharing"}
	guests   = &assess.SharingSettings{Capability: "externalUserSharingOnly", ResharingByGuests: &no, MatchInvitedUser: &no}
	nobody   = &assess.SharingSettings{Capability: "disabled", ResharingByGuests: &yes, DomainRestriction: "none", LegacyAuthProtocols: &no}
	nothing  = assess.SiteExposure{}
	nowhere  = assess.Inventory{}
	archived = assess.Inventory{Sites: []assess.Site{{WebID: "w1", Archived: true}, {WebID: "w2", Archived: true, Personal: true}}}
)

var sharingCases = []ruleCase{
	{rule: "SHR-01", name: "guests only", inv: settings(*guests), want: assess.Pass},
	{rule: "SHR-01", name: "existing guests only", inv: settings(assess.SharingSettings{Capability: "existingExternalUserSharingOnly"}), want: assess.Pass},
	{rule: "SHR-01", name: "nobody outside", inv: settings(*nobody), want: assess.Pass},
	{rule: "SHR-01", name: "anyone", inv: settings(*anyone), want: assess.Fail, count: 1},
	{rule: "SHR-01", name: "a capability that nobody knows", inv: settings(assess.SharingSettings{Capability: "unknownFutureValue"}), want: assess.NotAssessed},
	{rule: "SHR-01", name: "not seen and no gap", inv: nowhere, want: assess.NotAssessed},
	{rule: "SHR-01", name: "no permission", inv: withGap(nowhere, assess.PartSharingSettings, ""), want: assess.NotAssessed},

	{rule: "SHR-02", name: "off", inv: settings(*guests), want: assess.Pass},
	{rule: "SHR-02", name: "on", inv: settings(assess.SharingSettings{Capability: "externalUserSharingOnly", ResharingByGuests: &yes}), want: assess.Fail, count: 1},
	{rule: "SHR-02", name: "not given", inv: settings(assess.SharingSettings{Capability: "externalUserSharingOnly"}), want: assess.NotAssessed},
	{rule: "SHR-02", name: "nobody outside", inv: settings(*nobody), want: assess.NotApplicable},

	{rule: "SHR-03", name: "none", inv: open(nothing, assess.SiteExposure{LinksAnonymous: 7}, anyone), want: assess.Pass},
	{rule: "SHR-03", name: "a few", inv: open(assess.SiteExposure{LinksAnonymous: 3}, nothing, anyone), want: assess.Fail, count: 3, credit: 0.5, examples: []string{"anonymous"}},
	{rule: "SHR-03", name: "fifty", inv: open(assess.SiteExposure{LinksAnonymous: 50}, nothing, anyone), want: assess.Fail, count: 50, credit: 0.25, examples: []string{"anonymous"}},
	{rule: "SHR-03", name: "many", inv: open(assess.SiteExposure{LinksAnonymous: 51}, nothing, anyone), want: assess.Fail, count: 51, examples: []string{"anonymous"}},
	{rule: "SHR-03", name: "dormant", inv: open(assess.SiteExposure{LinksAnonymous: 3}, nothing, guests), want: assess.Pass, count: 3, note: "dormant", examples: []string{"dormant"}},
	{rule: "SHR-01", name: "a switch is hidden", inv: withGap(settings(*anyone), assess.PartSharingSwitches, ""), want: assess.Fail, count: 1},
	{rule: "SHR-02", name: "hidden", inv: withGap(settings(*anyone), assess.PartSharingSwitches, ""), want: assess.NotAssessed},
	{rule: "SHR-02", name: "another is hidden", inv: withGap(settings(*guests), assess.PartSharingSwitches, ""), want: assess.Pass},
	{rule: "SHR-11", name: "hidden", inv: withGap(settings(*guests), assess.PartSharingSwitches, ""), want: assess.NotAssessed},
	{rule: "SHR-03", name: "live or dormant, nobody knows", inv: withGap(open(assess.SiteExposure{LinksAnonymous: 3}, nothing, nil), assess.PartSharingSettings, ""), want: assess.NotAssessed},
	{rule: "SHR-03", name: "none, whatever the settings", inv: withGap(open(nothing, nothing, nil), assess.PartSharingSettings, ""), want: assess.Pass},
	{rule: "SHR-03", name: "a capability that nobody knows counts as live", inv: open(assess.SiteExposure{LinksAnonymous: 3}, nothing, &assess.SharingSettings{Capability: "unknownFutureValue"}), want: assess.Fail, count: 3, credit: 0.5, examples: []string{"anonymous"}},
	{rule: "SHR-03", name: "dormant in a part of the sites proves nothing", inv: withGap(twoSites(assess.SiteExposure{LinksAnonymous: 3}, guests), assess.PartItems, "w3"), want: assess.NotAssessed},
	{rule: "SHR-03", name: "one site lost", inv: withGap(twoSites(assess.SiteExposure{LinksAnonymous: 3}, anyone), assess.PartItems, "w3"), want: assess.Fail, count: 3, atLeast: true, examples: []string{"anonymous"}},
	{rule: "SHR-03", name: "no site", inv: archived, want: assess.NotApplicable},

	{rule: "SHR-04", name: "none", inv: open(assess.SiteExposure{LinksAnonymous: 1, LinksUsers: 4}, assess.SiteExposure{LinksOrganization: 2}, anyone), want: assess.Pass},
	{rule: "SHR-04", name: "some", inv: open(assess.SiteExposure{LinksOrganization: 20}, nothing, anyone), want: assess.Fail, count: 20, credit: 0.5, examples: []string{"organization"}},
	{rule: "SHR-04", name: "no site", inv: archived, want: assess.NotApplicable},

	{rule: "SHR-05", name: "none", inv: open(assess.SiteExposure{LinksUsers: 9}, nothing, anyone), want: assess.Pass},
	{rule: "SHR-05", name: "links and grants", inv: open(assess.SiteExposure{LinksUsers: 9, LinksGuests: 2, ItemsGuests: 3}, nothing, anyone), want: assess.Fail, count: 5, credit: 0.75, examples: []string{"guests"}},
	{rule: "SHR-05", name: "verified domains not seen", inv: withGap(open(assess.SiteExposure{LinksGuests: 2}, nothing, anyone), assess.PartOrganization, ""), want: assess.NotAssessed},
	{rule: "SHR-05", name: "no site", inv: archived, want: assess.NotApplicable},

	{rule: "SHR-06", name: "none", inv: open(nothing, assess.SiteExposure{ItemsEveryone: 1}, anyone), want: assess.Pass},
	{rule: "SHR-06", name: "one", inv: open(assess.SiteExposure{ItemsEveryone: 1}, nothing, anyone), want: assess.Fail, count: 1, examples: []string{"everyone"}},
	{rule: "SHR-06", name: "no site", inv: archived, want: assess.NotApplicable},

	{rule: "SHR-07", name: "none", inv: open(assess.SiteExposure{ItemsEveryone: 1}, nothing, anyone), want: assess.Pass},
	{rule: "SHR-07", name: "some", inv: open(assess.SiteExposure{ItemsBroadGroup: 6}, nothing, anyone), want: assess.Fail, count: 6, credit: 0.5, examples: []string{"broad-group"}},
	{rule: "SHR-07", name: "members of groups not seen", inv: withGap(open(nothing, nothing, anyone), assess.PartMembers, ""), want: assess.NotAssessed},
	{rule: "SHR-07", name: "no site", inv: archived, want: assess.NotApplicable},

	{rule: "SHR-08", name: "private", inv: assess.Inventory{Sites: []assess.Site{{WebID: "a"}, {WebID: "b", Public: true, Archived: true}}}, want: assess.Pass, of: 1},
	{rule: "SHR-08", name: "public", inv: assess.Inventory{Sites: []assess.Site{{WebID: "c", Name: "C", Public: true}, {WebID: "a"}, {WebID: "b", Name: "B", Public: true}, {WebID: "d", Personal: true}}}, want: assess.Fail, count: 2, of: 3, examples: []string{"b", "c"}},
	{rule: "SHR-08", name: "groups not seen", inv: withGap(crews(false), assess.PartGroups, ""), want: assess.NotAssessed},
	{rule: "SHR-08", name: "one group may be public", inv: withGap(crews(false), assess.PartGroupVisibility, "g1"), want: assess.NotAssessed},
	{rule: "SHR-08", name: "one group may be public, another is", inv: withGap(crews(true), assess.PartGroupVisibility, "g1"), want: assess.Fail, count: 1, of: 2, atLeast: true, examples: []string{"b"}},
	{rule: "SHR-08", name: "no site", inv: archived, want: assess.NotApplicable},

	{rule: "SHR-09", name: "partners", inv: settings(assess.SharingSettings{Capability: "externalUserSharingOnly", DomainRestriction: "allowList"}), want: assess.Pass},
	{rule: "SHR-09", name: "everybody but some", inv: settings(assess.SharingSettings{Capability: "externalUserSharingOnly", DomainRestriction: "blockList"}), want: assess.Pass},
	{rule: "SHR-09", name: "any domain", inv: settings(assess.SharingSettings{Capability: "externalUserSharingOnly", DomainRestriction: "none"}), want: assess.Fail, count: 1},
	{rule: "SHR-09", name: "not given", inv: settings(assess.SharingSettings{Capability: "externalUserSharingOnly"}), want: assess.NotAssessed},
	{rule: "SHR-09", name: "nobody outside", inv: settings(*nobody), want: assess.NotApplicable},

	{rule: "SHR-10", name: "must match", inv: settings(assess.SharingSettings{Capability: "externalUserSharingOnly", MatchInvitedUser: &yes}), want: assess.Pass},
	{rule: "SHR-10", name: "need not", inv: settings(*guests), want: assess.Fail, count: 1},
	{rule: "SHR-10", name: "not given", inv: settings(assess.SharingSettings{Capability: "externalUserSharingOnly"}), want: assess.NotAssessed},
	{rule: "SHR-10", name: "nobody outside", inv: settings(*nobody), want: assess.NotApplicable},

	{rule: "SHR-11", name: "off", inv: settings(*nobody), want: assess.Pass},
	{rule: "SHR-11", name: "on", inv: settings(assess.SharingSettings{Capability: "disabled", LegacyAuthProtocols: &yes}), want: assess.Fail, count: 1},
	{rule: "SHR-11", name: "not given", inv: settings(*guests), want: assess.NotAssessed},
}

// twoSites is a tenant with a second site, w3, to be lost.
func twoSites(site assess.SiteExposure, sharing *assess.SharingSettings) assess.Inventory {
	inv := open(site, nothing, sharing)
	inv.Sites = append(inv.Sites, assess.Site{WebID: "w3", Name: "Locked"})
	return inv
}
