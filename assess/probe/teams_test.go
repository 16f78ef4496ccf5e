package probe

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

func TestTeams(t *testing.T) {
	made := time.Date(2025, 2, 3, 4, 5, 6, 0, time.UTC)
	make := func() *emulator.Tenant {
		tenant := fabrikam()
		tenant.Groups[0].Team = &emulator.Team{Created: made, Channels: []emulator.Channel{
			{ID: "19:b@thread.tacv2", Name: "Board", Type: "private", Members: []emulator.ChannelMember{{UserID: ben, Owner: true}, {UserID: anna}, {UserID: gina, Owner: true}}},
			{ID: "19:a@thread.tacv2", Name: "General", Type: "standard"},
		}}
		tenant.Groups[1].Team = &emulator.Team{Archived: true, Channels: []emulator.Channel{{ID: "19:c@thread.tacv2", Name: "Left", Type: "private"}}}
		return tenant
	}
	board := []assess.Channel{{ID: "19:b@thread.tacv2", Name: "Board", Owners: []string{ben, gina}}}
	left := []assess.Channel{{ID: "19:c@thread.tacv2", Name: "Left"}}
	whole := []assess.Team{
		{ID: crew, Name: "Crew", Archived: new(false), Created: made, Channels: board},
		{ID: salesGroup, Name: "Sales", Archived: new(true), Channels: left},
	}
	tests := []struct {
		name  string
		fault emulator.Fault
		gaps  map[string][]string
		want  []assess.Team
	}{
		{name: "as it is", fault: emulator.Fault{Match: "/nothing", Kind: emulator.Status(500)}, want: whole},
		{name: "a throttled part of a batch", fault: emulator.Fault{Match: "/teams/{team}", Times: 1, Kind: emulator.ThrottleInBatch("7")}, want: whole},
		{
			name:  "a team that refuses",
			fault: emulator.Fault{Match: "^/teams/" + crew + "$", Kind: emulator.Status(403)},
			gaps:  map[string][]string{assess.PartTeamDetails: {"Crew permission"}},
			want:  []assess.Team{{ID: crew, Name: "Crew", Channels: board}, whole[1]},
		},
		{
			name:  "hidden state",
			fault: emulator.Fault{Match: "^/teams/" + crew + "$", Kind: emulator.Body(`{"id":"x","isArchived":null}`)},
			gaps:  map[string][]string{assess.PartTeamDetails: {"Crew permission"}},
			want:  []assess.Team{{ID: crew, Name: "Crew", Channels: board}, whole[1]},
		},
		{
			name:  "channels that refuse",
			fault: emulator.Fault{Match: "^/teams/" + crew + "/channels$", Kind: emulator.Status(403)},
			gaps:  map[string][]string{assess.PartChannels: {"Crew permission"}},
			want:  []assess.Team{{ID: crew, Name: "Crew", Archived: new(false), Created: made}, whole[1]},
		},
		{
			name:  "members that refuse",
			fault: emulator.Fault{Match: "/teams/{team}/channels/{channel}/members", Times: 1, Kind: emulator.Status(403)},
			gaps:  map[string][]string{assess.PartChannelMembers: {"Crew permission"}},
			want: []assess.Team{
				{ID: crew, Name: "Crew", Archived: new(false), Created: made, Channels: []assess.Channel{{ID: "19:b@thread.tacv2", Name: "Board"}}}, whole[1],
			},
		},
		{
			name:  "a team that is gone",
			fault: emulator.Fault{Match: "^/teams/" + crew + "(/channels)?$", Kind: emulator.Status(404)},
			want:  whole[1:],
		},
		{
			name:  "a team whose details alone are not there",
			fault: emulator.Fault{Match: "^/teams/" + crew + "$", Kind: emulator.Status(404)},
			gaps:  map[string][]string{assess.PartTeamDetails: {"Crew service"}},
			want:  []assess.Team{{ID: crew, Name: "Crew", Channels: board}, whole[1]},
		},
		{
			name:  "a team whose channels alone are not there",
			fault: emulator.Fault{Match: "^/teams/" + crew + "/channels$", Kind: emulator.Status(404)},
			gaps:  map[string][]string{assess.PartChannels: {"Crew service"}},
			want:  []assess.Team{{ID: crew, Name: "Crew", Archived: new(false), Created: made}, whole[1]},
		},
		{
			name:  "every team is gone, which is not believed",
			fault: emulator.Fault{Match: "^/teams/[^/]+(/channels)?$", Kind: emulator.Status(404)},
			gaps:  map[string][]string{assess.PartTeamDetails: {"Crew service", "Sales service"}, assess.PartChannels: {"Crew service", "Sales service"}},
			want:  []assess.Team{{ID: crew, Name: "Crew"}, {ID: salesGroup, Name: "Sales"}},
		},
		{
			name:  "a null among the teams",
			fault: emulator.Fault{Match: "/teams", Kind: emulator.NullElement()},
			gaps:  map[string][]string{assess.PartTeams: {"service partial"}},
			want:  whole,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.fault.Match == "/teams/{team}/channels/{channel}/members" {
				test.fault.Match = "^/teams/" + crew + "/channels/.*/members$"
			}
			l := collect(t, make(), emulator.Options{Faults: []emulator.Fault{test.fault}}, Options{}, only("teams")...)
			for _, part := range []string{assess.PartTeams, assess.PartTeamDetails, assess.PartChannels, assess.PartChannelMembers} {
				if diff := cmp.Diff(test.gaps[part], l.gapsOf(part)); diff != "" {
					t.Errorf("gaps of %s (-want +got):\n%s", part, diff)
				}
			}
			if diff := cmp.Diff(test.want, l.Teams); diff != "" {
				t.Errorf("teams (-want +got):\n%s", diff)
			}
		})
	}
}
