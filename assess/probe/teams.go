package probe

import (
	"cmp"
	"context"
	"slices"

	"github.com/microsoftgraph/msgraph-sdk-go/teams"

	"preflight/assess"
	"preflight/assess/graph"
)

// teams reads the teams, which of them are archived, their private channels and who owns those.
func (r *run) teams(ctx context.Context, inv *assess.Inventory, gap func(assess.Gap)) error {
	if err := r.teamList(ctx, inv, gap); err != nil {
		return err // every part of the probe is lost with the list
	}
	var noDetails, noChannels absences
	r.together(ctx, gap,
		task{[]string{assess.PartTeamDetails}, func(ctx context.Context) error { noDetails = r.teamDetails(ctx, inv, gap); return nil }},
		task{[]string{assess.PartChannels, assess.PartChannelMembers}, func(ctx context.Context) error { noChannels = r.channels(ctx, inv, gap); return nil }},
	)
	dropGone(inv, noDetails, noChannels, gap)
	return nil
}

// absences are the gaps of teams that answered 404, by team: losses, unless the team proves to be gone.
type absences map[string]assess.Gap

// dropGone leaves out the teams that answered 404 both for their details and for their channels: they were deleted since
// they were listed. That every team has gone is not believed, and of one that is there for one of the two something was
// lost.
func dropGone(inv *assess.Inventory, noDetails, noChannels absences, gap gapFunc) {
	gone := func(id string) bool {
		_, details := noDetails[id]
		_, channels := noChannels[id]
		return details && channels
	}
	there := func(t assess.Team) bool { return !gone(t.ID) }
	believed := slices.ContainsFunc(inv.Teams, there)
	for _, absent := range []absences{noDetails, noChannels} {
		for id, g := range absent {
			if !believed || !gone(id) {
				gap(g)
			}
		}
	}
	if believed {
		inv.Teams = slices.DeleteFunc(inv.Teams, func(t assess.Team) bool { return gone(t.ID) })
	}
}

// teamList reads ids and names, which is all that the list gives: https://learn.microsoft.com/graph/api/teams-list
func (r *run) teamList(ctx context.Context, inv *assess.Inventory, gap gapFunc) error {
	type teamJSON struct {
		ID   string `json:"id"`
		Name string `json:"displayName"`
	}
	request, err := r.request(r.client.SDK().Teams().ToGetRequestInformation(ctx, &teams.TeamsRequestBuilderGetRequestConfiguration{
		QueryParameters: &teams.TeamsRequestBuilderGetQueryParameters{Select: []string{"id", "displayName"}, Top: new(pageSize)},
	}))
	if err != nil {
		return err
	}
	n, err := list(ctx, r, request, func(t teamJSON) error {
		inv.Teams = append(inv.Teams, assess.Team{ID: key(t.ID), Name: t.Name})
		return nil
	})
	slices.SortFunc(inv.Teams, func(a, b assess.Team) int { return cmp.Compare(a.ID, b.ID) })
	inv.Teams = slices.CompactFunc(inv.Teams, func(a, b assess.Team) bool { return a.ID == b.ID })
	return r.settle(gap, assess.PartTeams, n, err)
}

// teamDetails reads which teams are archived, https://learn.microsoft.com/graph/api/team-get. It returns the teams that
// answered 404.
func (r *run) teamDetails(ctx context.Context, inv *assess.Inventory, gap gapFunc) absences {
	absent := absences{}
	requests := make([]graph.Request, len(inv.Teams))
	for i := range inv.Teams {
		requests[i] = graph.Request{URL: "/teams/" + segment(inv.Teams[i].ID) + "?$select=id,displayName,isArchived,createdDateTime"}
	}
	for i, response := range r.client.Batch(ctx, requests) {
		team := &inv.Teams[i]
		var details struct {
			Archived *bool `json:"isArchived"`
			Created  stamp `json:"createdDateTime"`
		}
		err := decodePart(response, requests[i], &details)
		if err == nil && details.Archived == nil {
			err = errHidden("whether the team is archived")
		}
		switch {
		case notThere(response.Err):
			absent[team.ID] = newPlaceGap(assess.PartTeamDetails, team.ID, team.Name, err)
		case err != nil:
			gap(newPlaceGap(assess.PartTeamDetails, team.ID, team.Name, err))
		default:
			team.Archived, team.Created = details.Archived, details.Created.Time
		}
	}
	return absent
}

// channels reads the private channels with their owners, https://learn.microsoft.com/graph/api/channel-list and
// https://learn.microsoft.com/graph/api/channel-list-members. It returns the teams that answered 404.
func (r *run) channels(ctx context.Context, inv *assess.Inventory, gap gapFunc) absences {
	absent := absences{}
	type channelJSON struct {
		ID   string `json:"id"`
		Name string `json:"displayName"`
		Type string `json:"membershipType"`
	}
	requests := make([]graph.Request, len(inv.Teams))
	for i := range inv.Teams {
		requests[i] = graph.Request{URL: "/teams/" + segment(inv.Teams[i].ID) + "/channels?$filter=membershipType eq 'private'&$select=id,displayName,membershipType"}
	}
	for i, response := range r.client.Batch(ctx, requests) {
		team := &inv.Teams[i]
		err := graph.EachPart(ctx, r.client, response, func(c channelJSON) error {
			if c.Type == "private" || c.Type == "" { // Graph was asked for private ones and need not say so again
				team.Channels = append(team.Channels, assess.Channel{ID: c.ID, Name: c.Name})
			}
			return nil
		})
		switch {
		case notThere(response.Err):
			absent[team.ID] = newPlaceGap(assess.PartChannels, team.ID, team.Name, err)
		case err != nil:
			gap(newPlaceGap(assess.PartChannels, team.ID, team.Name, err))
		}
		slices.SortFunc(team.Channels, func(a, b assess.Channel) int { return cmp.Compare(a.ID, b.ID) })
	}
	r.channelOwners(ctx, inv, gap)
	return absent
}

// channelOwners reads the members of private channels and keeps their owners.
func (r *run) channelOwners(ctx context.Context, inv *assess.Inventory, gap gapFunc) {
	type place struct {
		team    *assess.Team
		channel *assess.Channel
	}
	type memberJSON struct {
		UserID string   `json:"userId"`
		Roles  []string `json:"roles"`
	}
	var lost losses
	defer lost.report(gap)
	var places []place
	var requests []graph.Request
	for i := range inv.Teams {
		team := &inv.Teams[i]
		for j := range team.Channels {
			channel := &team.Channels[j]
			places = append(places, place{team, channel})
			requests = append(requests, graph.Request{
				URL: "/teams/" + segment(team.ID) + "/channels/" + segment(channel.ID) + "/members?$top=999",
			})
		}
	}
	for i, response := range r.client.Batch(ctx, requests) {
		team, channel := places[i].team, places[i].channel
		nameless := 0
		err := graph.EachPart(ctx, r.client, response, func(m memberJSON) error {
			switch owner := slices.Contains(m.Roles, "owner"); {
			case owner && m.UserID == "":
				nameless++
			case owner:
				channel.Owners = append(channel.Owners, key(m.UserID))
			}
			return nil
		})
		if err == nil && nameless > 0 {
			err = errContent("owners of a private channel came without a user id")
		}
		if err != nil {
			lost.add(newPlaceGap(assess.PartChannelMembers, team.ID, team.Name, err))
		}
		slices.Sort(channel.Owners)
	}
	r.tell(Progress{Probe: "teams", What: "private channels", Done: len(places), Total: len(places)})
}
