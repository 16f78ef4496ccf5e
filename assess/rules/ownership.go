package rules

import (
	"preflight/assess"
)

var ownership = []assess.Rule{
	{ID: "OWN-01", Kind: assess.Counts, Check: groupsHaveActiveOwner,
		Needs: []string{assess.PartGroups, assess.PartOwners}, Whole: []string{assess.PartUsers}},
	{ID: "OWN-02", Kind: assess.Counts, Check: groupsHaveSecondOwner,
		Needs: []string{assess.PartGroups, assess.PartOwners}, Whole: []string{assess.PartUsers}},
	{ID: "OWN-03", Kind: assess.Counts, Check: sitesHaveActiveOwner,
		Needs: []string{assess.PartSites, assess.PartSubsites},
		Whole: []string{assess.PartUsers, assess.PartGroups, assess.PartGroupSites, assess.PartSiteUsage}},
	{ID: "OWN-04", Kind: assess.Counts, Check: reportsShowNames, Needs: []string{assess.PartReportSettings}},
}

// noteHidden names the note on groups whose owners Graph does not show: those synchronised from on-premises.
const noteHidden = "hidden"

// ownerWords says in few words what is wrong with a group's or OneDrive's owner.
var ownerWords = map[assess.OwnerState]string{
	assess.OwnerNone:     "no owner",
	assess.OwnerInactive: "no owner with an enabled member account",
	assess.OwnerSingle:   "one owner",
	assess.OwnerDisabled: "owner's account is disabled",
	assess.OwnerDeleted:  "owner's account is deleted",
	assess.OwnerUnknown:  "owner not known",
}

// groupsHaveActiveOwner asks whether somebody who still works here answers for each group.
func groupsHaveActiveOwner(inv *assess.Inventory) assess.Verdict {
	return groupsOwned(inv, assess.OwnerNone, assess.OwnerInactive)
}

// groupsHaveSecondOwner asks whether a group outlives its one active owner. A group whose one owner has left is not
// counted here: it needs an owner first.
func groupsHaveSecondOwner(inv *assess.Inventory) assess.Verdict {
	return groupsOwned(inv, assess.OwnerSingle)
}

// groupsOwned answers which groups are in one of the bad states, of those whose owners are visible.
func groupsOwned(inv *assess.Inventory, bad ...assess.OwnerState) assess.Verdict {
	notRead := lost(inv, assess.PartOwners)
	var found []assess.Object
	visible, hidden := 0, 0
	for _, g := range inv.Groups {
		switch {
		case notRead.has(g.ID):
			continue
		case g.OwnerState == assess.OwnerUnknown, g.OwnerState == "":
			hidden++
			continue
		}
		visible++
		for _, state := range bad {
			if g.OwnerState == state {
				found = append(found, assess.Object{Key: g.ID, Name: g.Name, Place: g.Mail, Detail: ownerWords[state]})
			}
		}
	}
	if visible == 0 && hidden > 0 {
		return unseen()
	}
	v := objects(found, visible, byShare)
	if hidden > 0 {
		v.Note = noteHidden
	}
	return v
}

// sitesHaveActiveOwner asks whether the usage report names an active owner for each site without a group. The site's
// administrators cannot be seen, so that a finding is a candidate to look at.
func sitesHaveActiveOwner(inv *assess.Inventory) assess.Verdict {
	var found []assess.Object
	sites := 0
	for _, s := range inv.Sites {
		if !s.Counted() || s.GroupID != "" || s.Owner == "" {
			continue
		}
		sites++
		if s.Owner == assess.OwnerUnknown {
			o := siteObject(s)
			o.Detail = ownerWords[assess.OwnerUnknown]
			found = append(found, o)
		}
	}
	return objects(found, sites, byShare)
}

// reportsShowNames asks whether usage reports can be joined to people, groups and sites.
func reportsShowNames(inv *assess.Inventory) assess.Verdict {
	if inv.NamesConcealed == nil {
		return unseen()
	}
	return setting(!*inv.NamesConcealed)
}
