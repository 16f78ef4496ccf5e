package assess

import "strings"

// ownershipMeasures say who answers for groups and sites.
var ownershipMeasures = []Measure{
	{Name: "ownership.groups", Needs: []string{PartGroups}, Count: func(inv *Inventory) int { return len(inv.Groups) }},
	{Name: "ownership.groups.owner_unknown", Needs: []string{PartGroups}, Count: groups(func(g Group) bool { return g.Synced })},
	{Name: "ownership.groups.ownerless", Needs: []string{PartGroups, PartOwners}, Count: answered(OwnerNone)},
	{Name: "ownership.groups.no_active_owner", Needs: []string{PartGroups, PartOwners}, Whole: []string{PartUsers}, Count: answered(OwnerInactive)},
	{Name: "ownership.groups.single_owner", Needs: []string{PartGroups, PartOwners}, Count: countSingleOwners},
	{Name: "ownership.sites.ownerless_group", Needs: []string{PartSites, PartSubsites, PartGroups, PartGroupSites, PartOwners}, Whole: []string{PartUsers},
		Count: countOwnerlessSites},
	{Name: "ownership.sites.owner_unknown", Needs: siteParts, Whole: []string{PartGroups, PartGroupSites, PartSiteUsage, PartUsers},
		Count: sites(func(s Site) bool { return s.GroupID == "" && s.Owner == OwnerUnknown })},
}

func answered(state OwnerState) func(*Inventory) int {
	return groups(func(g Group) bool { return g.OwnerState == state })
}

// countSingleOwners counts groups with exactly one owner who is a user, whatever his state. A group whose owners were
// not all read may seem to have one.
func countSingleOwners(inv *Inventory) int {
	lost := newUnseen(inv, PartOwners)
	return count(inv.Groups, func(g Group) bool { return !g.Synced && !lost.has(g.ID) && len(g.People()) == 1 })
}

// countOwnerlessSites counts sites whose group nobody can answer for.
func countOwnerlessSites(inv *Inventory) int {
	states := map[string]OwnerState{}
	for _, g := range inv.Groups {
		states[strings.ToLower(g.ID)] = g.OwnerState
	}
	return count(inv.Sites, func(s Site) bool {
		state := states[strings.ToLower(s.GroupID)]
		return s.Counted() && s.GroupID != "" && (state == OwnerNone || state == OwnerInactive)
	})
}

// teamMeasures count teams and private channels.
var teamMeasures = []Measure{
	{Name: "teams.total", Needs: []string{PartTeams}, Count: func(inv *Inventory) int { return len(inv.Teams) }},
	{Name: "teams.archived", Needs: []string{PartTeams, PartTeamDetails}, Count: teams(func(t Team) bool { return t.Archived != nil && *t.Archived })},
	{Name: "teams.inactive_90d", Needs: []string{PartTeams, PartTeamDetails, PartGroupSites}, Whole: []string{PartGroups, PartTeamActivity, PartSiteUsage},
		Count: teams(func(t Team) bool { return t.Inactive })},
	{Name: "teams.duplicate_names", Needs: []string{PartTeams, PartTeamDetails}, Count: teams(func(t Team) bool { return t.Duplicate })},
	{Name: "teams.channels.ownerless", Needs: []string{PartTeams, PartTeamDetails, PartChannels, PartChannelMembers}, Whole: []string{PartUsers},
		Count: func(inv *Inventory) int {
			n := 0
			for _, t := range inv.Teams {
				if t.Live() {
					n += count(t.Channels, func(c Channel) bool { return c.Ownerless })
				}
			}
			return n
		}},
}
