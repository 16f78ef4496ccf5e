package assess

import (
	"fmt"
	"slices"
	"strings"
)

// Resolve fills the derived fields of an inventory, which need facts of several probes, and its Exposure. It sorts
// every list, so that what follows does not depend on the order in which answers came. Where a fact that a field
// needs was not seen, the field says so and no default takes its place; what Resolve itself cannot join or does not
// know it adds as a gap. It may be called again.
func Resolve(inv *Inventory) {
	order(inv)
	people := newDirectory(inv)
	usage := newUsage(inv)
	resolveGroups(inv, people)
	resolveSites(inv, people, usage)
	resolveOneDrives(inv, people, usage)
	resolveTeams(inv, people, usage)
	resolveLicences(inv)
	resolveHolders(inv, people)
	inv.Gaps = sortGaps(inv.Gaps)
}

// resolveHolders adds up the holders in one pass. Where they cannot be read to their end, all that is made of them is
// lost, because nobody knows what is missing.
func resolveHolders(inv *Inventory, people directory) {
	x := newExposer(newLens(inv, people), inv)
	granted := grantedGroups{}
	if err := x.walk(inv, granted); err != nil {
		for _, part := range []string{PartPermissions, PartDrivePermissions} {
			inv.Gaps = append(inv.Gaps, Gap{Part: part, Reason: ReasonCache, Detail: err.Error()})
		}
		inv.Holders, inv.Named = nil, nil
		resolveHolders(inv, people)
		return
	}
	inv.Exposure = x.exposure()
	for _, g := range x.unknown {
		inv.Gaps = append(inv.Gaps, g)
	}
	inv.Granted = granted.ids()
	nameMembers(inv, granted)
}

// unseen tells which places of some parts were not seen.
type unseen struct {
	all    bool // or nobody knows which
	places map[string]bool
}

func newUnseen(inv *Inventory, parts ...string) unseen {
	u := unseen{places: map[string]bool{}}
	for _, g := range inv.Gaps {
		switch {
		case !slices.Contains(parts, g.Part):
		case g.Place == "":
			u.all = true
		default:
			u.places[strings.ToLower(g.Place)] = true
		}
	}
	return u
}

func (u unseen) has(place string) bool { return u.all || u.places[strings.ToLower(place)] }

// usage joins the rows of the usage reports to sites and teams.
type usage struct {
	sites  map[string]SiteUsage    // by site collection id
	drives map[string]DriveUsage   // by site collection id
	teams  map[string]TeamActivity // by team id

	sitesSeen, drivesSeen, teamsSeen bool // the report was read whole and its rows can be joined
}

// newUsage indexes the rows of the reports. Rows without an id belong to objects that they do not name; a report that
// has some cannot say of anything that it has no row. That an object without a row was never used is not yet seen on a
// live tenant.
func newUsage(inv *Inventory) usage {
	blank := func(part, column string, reason Reason, yes bool) {
		if yes {
			inv.Gaps = append(inv.Gaps, Gap{Part: part, Reason: reason,
				Detail: "the report has rows without a " + column + ", so that it cannot be joined"})
		}
	}
	drives := ReasonService
	if !slices.ContainsFunc(inv.DriveUsage, func(r DriveUsage) bool { return r.SiteID != "" }) {
		drives = ReasonUnknown // the report has no such column in older tenants, which no rerun changes
	}
	blank(PartSiteUsage, "Site Id", ReasonService, slices.ContainsFunc(inv.SiteUsage, func(r SiteUsage) bool { return blankID(r.SiteID) }))
	blank(PartDriveUsage, "Site Id", drives, slices.ContainsFunc(inv.DriveUsage, func(r DriveUsage) bool { return blankID(r.SiteID) && !r.Deleted }))
	blank(PartTeamActivity, "Team Id", ReasonService, slices.ContainsFunc(inv.TeamActivity, func(r TeamActivity) bool { return blankID(r.TeamID) }))
	whole := func(part string) bool { return !inv.Look(nil, []string{part}).Lost }
	u := usage{
		sites: map[string]SiteUsage{}, drives: map[string]DriveUsage{}, teams: map[string]TeamActivity{},
		sitesSeen: whole(PartSiteUsage), drivesSeen: whole(PartDriveUsage), teamsSeen: whole(PartTeamActivity),
	}
	for _, r := range inv.SiteUsage {
		keep(u.sites, strings.ToLower(r.SiteID), r)
	}
	for _, r := range inv.DriveUsage {
		keep(u.drives, strings.ToLower(r.SiteID), r)
	}
	for _, r := range inv.TeamActivity {
		keep(u.teams, strings.ToLower(r.TeamID), r)
	}
	return u
}

// blankID reports whether a report's id is missing, or all zeros, which is how a concealed one looks.
func blankID(id string) bool { return strings.Trim(id, "0-") == "" }

// resolveGroups says who answers for each group.
func resolveGroups(inv *Inventory, people directory) {
	owners := newUnseen(inv, PartOwners)
	for i := range inv.Groups {
		g := &inv.Groups[i]
		g.OwnerState = ownerState(*g, people)
		if owners.has(g.ID) && !g.Synced {
			g.OwnerState = ""
		}
	}
}

func ownerState(g Group, people directory) OwnerState {
	asked := g.People()
	active := slices.ContainsFunc(asked, func(o Owner) bool {
		u, ok := people.user(o.ID, o.UPN)
		return ok && u.ActiveMember()
	})
	switch {
	case g.Synced:
		return OwnerUnknown
	case len(asked) == 0:
		return OwnerNone
	case !people.whole:
		return ""
	case !active:
		return OwnerInactive
	case len(asked) == 1:
		return OwnerSingle
	}
	return OwnerActive
}

// resolveLicences adds a gap for each product that somebody without a base licence holds and that may be one: it gives
// a mailbox, sites or Teams and stands on no list.
func resolveLicences(inv *Inventory) {
	skus, whole := skuIndex(inv)
	if !whole {
		return
	}
	for _, u := range inv.Users {
		e := entitle(u.Licences, skus, whole)
		if e.base || !u.ActiveMember() {
			continue
		}
		for _, id := range e.unknown {
			inv.Gaps = append(inv.Gaps, Gap{Part: PartPrerequisites, Name: skus[id].Part, Reason: ReasonUnknown, Partial: true,
				Detail: fmt.Sprintf("%s gives a mailbox, sites or Teams and stands on no list: whether its holders may be given Copilot is not known", skus[id].Part)})
		}
	}
}
