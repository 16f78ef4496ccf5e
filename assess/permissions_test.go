package assess

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// least is the least set, written by hand from the permission tables of Microsoft's pages.
var least = []string{
	"Channel.ReadBasic.All", "ChannelMember.Read.All", "Group.Read.All", "Organization.Read.All", "ReportSettings.Read.All", "Reports.Read.All",
	"SensitivityLabels.Read.All", "SharePointTenantSettings.Read.All", "Sites.Read.All", "Team.ReadBasic.All", "User.Read.All",
}

func TestLeastPermissions(t *testing.T) {
	if diff := cmp.Diff(least, LeastPermissions()); diff != "" {
		t.Error(diff)
	}
	if lost := Unreadable(least); len(lost) != 0 {
		t.Errorf("the least set leaves %v unread", lost)
	}
	for _, name := range least {
		rest := slices.DeleteFunc(slices.Clone(least), func(s string) bool { return s == name })
		if len(Unreadable(rest)) == 0 {
			t.Errorf("%s is not needed", name)
		}
		if Writes(name) {
			t.Errorf("%s can write", name)
		}
	}
}

func TestUnreadable(t *testing.T) {
	tests := []struct {
		without string
		want    []string
	}{
		{"User.Read.All", []string{PartUsers, PartDeletedUsers}},
		{"Reports.Read.All", []string{PartSiteUsage, PartTeamActivity, PartDriveUsage}},
		{"Organization.Read.All", []string{PartOrganization, PartSKUs, PartPrerequisites}},
		{"ChannelMember.Read.All", []string{PartChannelMembers}},
		{"Group.Read.All", []string{PartGroups, PartGroupVisibility, PartOwners, PartMembers, PartLabelSettings, PartGroupLabels}},
	}
	for _, tt := range tests {
		var got []string
		for _, p := range Unreadable(slices.DeleteFunc(slices.Clone(least), func(s string) bool { return s == tt.without })) {
			got = append(got, p.Name)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("without %s: %v, want %v", tt.without, got, tt.want)
		}
	}
}

func TestCompare(t *testing.T) {
	without := func(name string, more ...string) []string {
		return append(slices.DeleteFunc(slices.Clone(least), func(s string) bool { return s == name }), more...)
	}
	tests := []struct {
		name            string
		held            []string
		known           bool
		missing, excess []string
	}{
		{"the token could not be read", nil, false, nil, nil},
		{"the least set", least, true, nil, nil},
		{"none", []string{}, true, least, nil},
		{"one missing", without("Sites.Read.All"), true, []string{"Sites.Read.All"}, nil},
		{"a wider one instead", without("User.Read.All", "Directory.Read.All"), true, nil, nil},
		{"one that writes besides", append(slices.Clone(least), "Sites.FullControl.All"), true, nil, []string{"Sites.FullControl.All"}},
		{"its writing twin instead", without("Sites.Read.All", "Sites.ReadWrite.All"), true, nil, []string{"Sites.ReadWrite.All"}},
		{"a smaller one instead", without("Group.Read.All", "GroupMember.Read.All"), true, []string{"Group.Read.All"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := ComparePermissions(tt.held, tt.known)
			if p.Known != tt.known || !slices.Equal(p.Missing, tt.missing) || !slices.Equal(p.Excess, tt.excess) {
				t.Errorf("missing %v, excess %v; want %v, %v", p.Missing, p.Excess, tt.missing, tt.excess)
			}
			if p.Held == nil || p.Missing == nil || p.Excess == nil {
				t.Error("a list is null in the JSON")
			}
		})
	}
}

func TestWrites(t *testing.T) {
	for name, want := range map[string]bool{
		"Sites.Read.All": false, "Sites.ReadWrite.All": true, "Sites.FullControl.All": true, "Sites.Manage.All": true, "Mail.Send": true,
		"Team.Create": true, "User.Invite.All": true, "Team.ReadBasic.All": false, "Directory.AccessAsUser.All": true,
	} {
		if got := Writes(name); got != want {
			t.Errorf("Writes(%s) = %t", name, got)
		}
	}
}
