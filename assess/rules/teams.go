package rules

import (
	"time"

	"preflight/assess"
)

var teams = []assess.Rule{
	{ID: "TMS-01", Kind: assess.Counts, Check: teamsInUse,
		Needs: []string{assess.PartTeams, assess.PartTeamDetails, assess.PartGroupSites},
		Whole: []string{assess.PartGroups, assess.PartTeamActivity, assess.PartSiteUsage}},
	{ID: "TMS-02", Kind: assess.Counts, Check: teamNamesUnique, Needs: []string{assess.PartTeams, assess.PartTeamDetails}},
	{ID: "TMS-03", Kind: assess.Counts, Check: channelsHaveOwner,
		Needs: []string{assess.PartTeams, assess.PartTeamDetails, assess.PartChannels, assess.PartChannelMembers},
		Whole: []string{assess.PartUsers}},
}

// liveTeams returns the teams that were seen not to be archived.
func liveTeams(inv *assess.Inventory) []assess.Team {
	var live []assess.Team
	for _, t := range inv.Teams {
		if t.Live() {
			live = append(live, t)
		}
	}
	return live
}

// teamsInUse asks whether each team was used lately, in its channels or in its site. Of a team whose site could not be
// joined half of the answer is missing; it counts neither way.
func teamsInUse(inv *assess.Inventory) assess.Verdict {
	notJoined := lost(inv, assess.PartGroupSites)
	var idle []assess.Object
	seen := 0
	for _, t := range liveTeams(inv) {
		if notJoined.has(t.ID) {
			continue
		}
		seen++
		if t.Inactive {
			idle = append(idle, assess.Object{Key: t.ID, Name: t.Name, Detail: lastSeen(t.LastActivity, t.SiteLastActivity)})
		}
	}
	return objects(idle, seen, byShare)
}

// lastSeen says when something was last used, by the latest of some dates.
func lastSeen(dates ...time.Time) string {
	var last time.Time
	for _, d := range dates {
		if d.After(last) {
			last = d
		}
	}
	if last.IsZero() {
		return "no activity in the report"
	}
	return "last activity " + last.UTC().Format(time.DateOnly)
}

// teamNamesUnique asks whether people can tell teams apart by their names.
func teamNamesUnique(inv *assess.Inventory) assess.Verdict {
	var twins []assess.Object
	live := liveTeams(inv)
	for _, t := range live {
		if t.Duplicate {
			twins = append(twins, assess.Object{Key: t.ID, Name: t.Name})
		}
	}
	return objects(twins, len(live), byShare)
}

// channelsHaveOwner asks whether each private channel, whose site the team's owners cannot open, has an active owner.
func channelsHaveOwner(inv *assess.Inventory) assess.Verdict {
	notRead := lost(inv, assess.PartChannels, assess.PartChannelMembers)
	var ownerless []assess.Object
	channels := 0
	for _, t := range liveTeams(inv) {
		if notRead.has(t.ID) {
			continue
		}
		for _, c := range t.Channels {
			channels++
			if c.Ownerless {
				ownerless = append(ownerless, assess.Object{Key: t.ID + "/" + c.ID, Name: c.Name, Place: t.Name, Detail: ownerWords[assess.OwnerInactive]})
			}
		}
	}
	return objects(ownerless, channels, byShare)
}
