package rules

import (
	"slices"

	"preflight/assess"
)

// The parts that say what the permission lists of sites hold.
var sitePermissions = []string{assess.PartSites, assess.PartSubsites, assess.PartItems, assess.PartPermissions}

var sharing = []assess.Rule{
	{ID: "SHR-01", Kind: assess.Counts, Check: anyoneLinksOff, Needs: []string{assess.PartSharingSettings}},
	{ID: "SHR-02", Kind: assess.Counts, Check: guestsDoNotReshare, Needs: []string{assess.PartSharingSettings}, May: []string{assess.PartSharingSwitches}},
	{ID: "SHR-03", Kind: assess.Counts, Check: noAnyoneLinks, Needs: sitePermissions, May: []string{assess.PartSharingSettings}},
	{ID: "SHR-04", Kind: assess.Counts, Check: noOrganizationLinks, Needs: sitePermissions},
	{ID: "SHR-05", Kind: assess.Counts, Check: externalAccess, Needs: sitePermissions,
		Whole: []string{assess.PartOrganization, assess.PartUsers}},
	{ID: "SHR-06", Kind: assess.Counts, Check: nothingForEveryone, Needs: sitePermissions},
	{ID: "SHR-07", Kind: assess.Counts, Check: noBroadGroups, Needs: slices.Concat(sitePermissions, []string{assess.PartMembers}),
		Whole: []string{assess.PartUsers}},
	{ID: "SHR-08", Kind: assess.Counts, Check: noPublicGroups,
		Needs: []string{assess.PartSites, assess.PartSubsites, assess.PartGroups, assess.PartGroupVisibility, assess.PartGroupSites}},
	{ID: "SHR-09", Kind: assess.Counts, Check: domainsRestricted, Needs: []string{assess.PartSharingSettings}},
	{ID: "SHR-10", Kind: assess.Counts, Check: invitedAccountMatches, Needs: []string{assess.PartSharingSettings}, May: []string{assess.PartSharingSwitches}},
	{ID: "SHR-11", Kind: assess.Counts, Check: legacyAuthenticationOff, Needs: []string{assess.PartSharingSettings}, May: []string{assess.PartSharingSwitches}},
}

// anyoneLinksOff asks whether people can make links that open without signing in.
func anyoneLinksOff(inv *assess.Inventory) assess.Verdict {
	switch {
	case inv.Sharing == nil:
		return unseen()
	case inv.Sharing.AnyoneOff():
		return setting(true)
	case inv.Sharing.AnyoneLinks():
		return setting(false)
	}
	return unseen()
}

// externally asks something of a tenant that shares with outsiders at all; of one that does not, there is nothing to
// ask.
func externally(inv *assess.Inventory, good func(*assess.SharingSettings) assess.Verdict) assess.Verdict {
	switch {
	case inv.Sharing == nil:
		return unseen()
	case inv.Sharing.Capability == assess.SharingOff:
		return doesNotApply()
	}
	return good(inv.Sharing)
}

// guestsDoNotReshare asks whether guests may pass on what they do not own.
func guestsDoNotReshare(inv *assess.Inventory) assess.Verdict {
	return externally(inv, func(s *assess.SharingSettings) assess.Verdict { return switchedOff(s.ResharingByGuests) })
}

// domainsRestricted asks whether sharing is limited to, or keeps out, named domains.
func domainsRestricted(inv *assess.Inventory) assess.Verdict {
	return externally(inv, func(s *assess.SharingSettings) assess.Verdict {
		switch s.DomainRestriction {
		case "allowList", "blockList":
			return setting(true)
		case "none":
			return setting(false)
		}
		return unseen()
	})
}

// invitedAccountMatches asks whether only the invited address can take up an invitation.
func invitedAccountMatches(inv *assess.Inventory) assess.Verdict {
	return externally(inv, func(s *assess.SharingSettings) assess.Verdict { return switchedOn(s.MatchInvitedUser) })
}

// legacyAuthenticationOff asks whether SharePoint refuses sign-ins that cannot do multifactor authentication.
func legacyAuthenticationOff(inv *assess.Inventory) assess.Verdict {
	if inv.Sharing == nil {
		return unseen()
	}
	return switchedOff(inv.Sharing.LegacyAuthProtocols)
}

func noAnyoneLinks(inv *assess.Inventory) assess.Verdict {
	v := opened(inv, inSites, assess.ClassAnonymous, byCountBlocker, linksAnonymous)
	return unlessDormant(inv, inSites, v)
}

func noOrganizationLinks(inv *assess.Inventory) assess.Verdict {
	return opened(inv, inSites, assess.ClassOrganization, byCount, linksOrganization)
}

func externalAccess(inv *assess.Inventory) assess.Verdict {
	return opened(inv, inSites, assess.ClassGuests, byCount, func(s assess.SiteExposure) int { return s.LinksGuests + s.ItemsGuests })
}

func nothingForEveryone(inv *assess.Inventory) assess.Verdict {
	return opened(inv, inSites, assess.ClassEveryone, allOrNothing, itemsEveryone)
}

func noBroadGroups(inv *assess.Inventory) assess.Verdict {
	return opened(inv, inSites, assess.ClassBroadGroup, byCount, func(s assess.SiteExposure) int { return s.ItemsBroadGroup })
}

// noPublicGroups asks whether any employee could walk into a site: everyone is a member of a Public group.
func noPublicGroups(inv *assess.Inventory) assess.Verdict {
	var public []assess.Object
	sites := 0
	for _, s := range inv.Sites {
		if !s.Counted() {
			continue
		}
		sites++
		if s.Public {
			public = append(public, siteObject(s))
		}
	}
	return objects(public, sites, byShare)
}

// siteObject names a site or OneDrive.
func siteObject(s assess.Site) assess.Object {
	return assess.Object{Key: s.WebID, Name: s.Name, URL: s.URL}
}
