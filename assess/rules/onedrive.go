package rules

import (
	"preflight/assess"
)

// The parts that say what the permission lists of OneDrives hold.
var oneDrivePermissions = []string{assess.PartSites, assess.PartDriveItems, assess.PartDrivePermissions}

var oneDrives = []assess.Rule{
	{ID: "ODR-01", Kind: assess.Counts, Check: noDeletedOwners,
		Needs: []string{assess.PartSites, assess.PartDriveOwners}, Whole: []string{assess.PartUsers}, May: []string{assess.PartDriveUsage}},
	{ID: "ODR-02", Kind: assess.Counts, Check: noDisabledOwners,
		Needs: []string{assess.PartSites, assess.PartDriveOwners}, Whole: []string{assess.PartUsers}, May: []string{assess.PartDriveUsage}},
	{ID: "ODR-03", Kind: assess.Counts, Check: ownersKnown,
		Needs: []string{assess.PartSites, assess.PartDriveOwners}, May: []string{assess.PartDriveUsage}},
	{ID: "ODR-04", Kind: assess.Counts, Check: oneDrivesInUse,
		Needs: []string{assess.PartSites, assess.PartDriveOwners}, Whole: []string{assess.PartUsers, assess.PartDriveUsage}},
	{ID: "ODR-05", Kind: assess.Counts, Check: noAnyoneLinksInOneDrives, Needs: oneDrivePermissions, May: []string{assess.PartSharingSettings}},
	{ID: "ODR-06", Kind: assess.Counts, Check: nothingForEveryoneInOneDrives, Needs: oneDrivePermissions},
	{ID: "ODR-07", Kind: assess.Counts, Check: noOrganizationLinksInOneDrives, Needs: oneDrivePermissions},
}

// noteUnnamed names the note on OneDrives whose owner no source names: they may belong to anybody.
const noteUnnamed = "unnamed"

// noDeletedOwners asks whether a OneDrive outlives the account that owned it.
func noDeletedOwners(inv *assess.Inventory) assess.Verdict { return owned(inv, assess.OwnerDeleted) }

// noDisabledOwners asks whether a OneDrive waits for somebody who cannot sign in any more.
func noDisabledOwners(inv *assess.Inventory) assess.Verdict { return owned(inv, assess.OwnerDisabled) }

// ownersKnown asks whether some source names the owner of each OneDrive.
func ownersKnown(inv *assess.Inventory) assess.Verdict { return owned(inv, assess.OwnerUnknown) }

// owned answers which OneDrives have an owner in the bad state.
func owned(inv *assess.Inventory, bad assess.OwnerState) assess.Verdict {
	var found []assess.Object
	drives, unnamed := 0, 0
	for _, s := range readOneDrives(inv) {
		drives++
		if s.Owner == assess.OwnerUnknown {
			unnamed++
		}
		if s.Owner == bad {
			found = append(found, oneDriveObject(s, ownerWords[bad]))
		}
	}
	v := objects(found, drives, byShare)
	if bad != assess.OwnerUnknown && unnamed > 0 {
		v.Note = noteUnnamed
	}
	return v
}

// readOneDrives returns the OneDrives whose owner was looked for wherever it might stand.
func readOneDrives(inv *assess.Inventory) []assess.Site {
	notRead := lost(inv, assess.PartDriveOwners)
	var list []assess.Site
	for _, s := range inv.Sites {
		if s.OneDrive() && !notRead.has(s.WebID) {
			list = append(list, s)
		}
	}
	return list
}

// oneDriveObject names a OneDrive with its owner.
func oneDriveObject(s assess.Site, detail string) assess.Object {
	o := siteObject(s)
	o.Place, o.Detail = s.OwnerName, detail
	return o
}

// idleDays is how long a OneDrive may lie idle, as in the measure onedrive.inactive_90d.
const idleDays = 90

// oneDrivesInUse asks whether each OneDrive was used lately. Those of people who have left are idle for a reason that
// another rule gives, and whose fix closes this too.
func oneDrivesInUse(inv *assess.Inventory) assess.Verdict {
	var idle []assess.Object
	drives := 0
	for _, s := range readOneDrives(inv) {
		if s.Owner == assess.OwnerDeleted || s.Owner == assess.OwnerDisabled {
			continue
		}
		drives++
		if s.Inactive(inv.AsOf, idleDays) {
			idle = append(idle, oneDriveObject(s, lastSeen(s.LastActivity)))
		}
	}
	return objects(idle, drives, byShare)
}

func noAnyoneLinksInOneDrives(inv *assess.Inventory) assess.Verdict {
	v := opened(inv, inOneDrives, assess.ClassAnonymous, byCount, linksAnonymous)
	return unlessDormant(inv, inOneDrives, v)
}

func nothingForEveryoneInOneDrives(inv *assess.Inventory) assess.Verdict {
	return opened(inv, inOneDrives, assess.ClassEveryone, allOrNothing, itemsEveryone)
}

func noOrganizationLinksInOneDrives(inv *assess.Inventory) assess.Verdict {
	return opened(inv, inOneDrives, assess.ClassOrganization, byCount, linksOrganization)
}
