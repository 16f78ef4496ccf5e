package assess

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// Names that lists of lost measures share.
const (
	siteLinks  = "sharing.links.anonymous sharing.links.organization sharing.links.users sharing.links.existing sharing.links.expired sharing.links.anonymous.edit sharing.links.anonymous.unending"
	siteGrants = siteLinks + " sharing.links.guests sharing.items.guests sharing.items.everyone sharing.items.broad_group"
	siteItems  = "sharing.drives sharing.items " + siteGrants
	both       = "sharing.files.by_link.anonymous sharing.files.by_link.organization copilot.files.discoverable"
	driveLinks = "onedrive.links.anonymous onedrive.links.organization onedrive.links.users onedrive.items.everyone"
	owners     = "onedrive.owner_disabled onedrive.owner_deleted"
)

// losses says which measures turn null where a part is lost whole, and which of these still have a lower bound.
var losses = []struct{ part, null, bound string }{
	{PartOrganization, "sharing.links.guests sharing.items.guests", ""},
	{PartUsers, "users.members users.guests sharing.links.guests sharing.items.guests sharing.items.broad_group " + owners +
		" ownership.groups.no_active_owner ownership.sites.ownerless_group ownership.sites.owner_unknown teams.channels.ownerless" +
		" licence.copilot.assigned licence.copilot.assigned_disabled licence.users.eligible licence.users.not_eligible", ""},
	{PartDeletedUsers, "", ""},
	{PartGroups, "sharing.sites.public_group copilot.files.discoverable ownership.groups ownership.groups.owner_unknown ownership.groups.ownerless" +
		" ownership.groups.no_active_owner ownership.groups.single_owner ownership.sites.ownerless_group ownership.sites.owner_unknown" +
		" teams.inactive_90d labels.groups_labelled", ""},
	{PartGroupVisibility, "sharing.sites.public_group copilot.files.discoverable", ""},
	{PartOwners, "ownership.groups.ownerless ownership.groups.no_active_owner ownership.groups.single_owner ownership.sites.ownerless_group", ""},
	{PartSites, "sharing.sites sharing.sites.archived sharing.sites.public_group " + siteItems + " " + both + " onedrive.total onedrive.archived onedrive.items " +
		driveLinks + " " + owners + " onedrive.owner_unknown onedrive.inactive_90d ownership.sites.ownerless_group ownership.sites.owner_unknown", ""},
	{PartSubsites, "sharing.sites sharing.sites.public_group " + siteItems + " " + both + " ownership.sites.ownerless_group ownership.sites.owner_unknown", both},
	{PartGroupSites, "sharing.sites.public_group copilot.files.discoverable ownership.sites.ownerless_group ownership.sites.owner_unknown teams.inactive_90d", ""},
	{PartReportSettings, "", ""},
	{PartSiteUsage, "ownership.sites.owner_unknown teams.inactive_90d", ""},
	{PartTeamActivity, "teams.inactive_90d", ""},
	{PartDriveUsage, owners + " onedrive.owner_unknown onedrive.inactive_90d", owners + " onedrive.owner_unknown"}, // one OneDrive's library names nobody
	{PartSharingSettings, "", ""},
	{PartSharingSwitches, "", ""},
	{PartItems, siteItems + " " + both, both},
	{PartPermissions, siteGrants + " " + both, both},
	{PartMembers, "sharing.items.broad_group", ""},
	{PartDriveItems, "onedrive.items " + driveLinks + " " + both, both},
	{PartDrivePermissions, driveLinks + " " + both, both},
	{PartDriveOwners, owners + " onedrive.owner_unknown", ""},
	{PartTeams, "teams.total teams.archived teams.inactive_90d teams.duplicate_names teams.channels.ownerless", ""},
	{PartTeamDetails, "teams.archived teams.inactive_90d teams.duplicate_names teams.channels.ownerless", ""},
	{PartChannels, "teams.channels.ownerless", ""},
	{PartChannelMembers, "teams.channels.ownerless", ""},
	{PartLabels, "labels.available", ""},
	{PartLabelSettings, "labels.containers_enabled", ""},
	{PartGroupLabels, "labels.groups_labelled", ""},
	{PartSKUs, "licence.copilot.seats licence.copilot.assigned licence.copilot.assigned_disabled licence.users.eligible licence.users.not_eligible", ""},
	{PartPrerequisites, "licence.users.eligible licence.users.not_eligible", ""},
}

func TestLosses(t *testing.T) {
	for i, loss := range losses {
		if i >= len(Parts) || Parts[i].Name != loss.part {
			t.Fatalf("row %d is %s; the table has a row for each part, in their order", i, loss.part)
		}
		t.Run(loss.part, func(t *testing.T) {
			inv := tenant()
			inv.Gaps = []Gap{lose(loss.part)}
			values, seen := Evaluate(resolved(inv), Measures)
			var null []string
			for name, n := range values {
				if n == nil {
					null = append(null, name)
				} else if *n != want[name] {
					t.Errorf("%s = %d and was %d before the loss", name, *n, want[name])
				}
			}
			if got, want := sorted(null), sorted(strings.Fields(loss.null)); !slices.Equal(got, want) {
				t.Errorf("null:\n got %v\nwant %v", got, want)
			}
			if got, want := slices.Sorted(maps.Keys(seen)), sorted(strings.Fields(loss.bound)); !slices.Equal(got, want) {
				t.Errorf("lower bounds:\n got %v\nwant %v", got, want)
			}
		})
	}
}

// A lost place turns a number into a lower bound and touches nothing else; the facts of other places stay.
func TestLostPlaces(t *testing.T) {
	tests := []struct {
		name  string
		part  string
		place string
		null  map[string]Seen
	}{
		{"a site's permissions", PartPermissions, "w-none", map[string]Seen{
			"sharing.links.anonymous": {1, 2, 3, "sites"}, "sharing.items.everyone": {1, 2, 3, "sites"},
			"sharing.files.by_link.anonymous": {2, 2, 3, "sites"}, "copilot.files.discoverable": {12, 2, 3, "sites"},
		}},
		{"a OneDrive's items", PartDriveItems, "o-deleted", map[string]Seen{
			"onedrive.items": {5, 3, 4, "OneDrives"}, "sharing.files.by_link.organization": {3, 3, 4, "OneDrives"},
		}},
		{"a group's owners", PartOwners, "grp-none", map[string]Seen{
			"ownership.groups.ownerless": {0, 4, 5, "groups"}, "ownership.groups.single_owner": {1, 4, 5, "groups"}, "ownership.sites.ownerless_group": {0, 4, 5, "groups"},
		}},
		{"a group's visibility", PartGroupVisibility, "grp-none", map[string]Seen{
			"sharing.sites.public_group": {1, 4, 5, "groups"}, "copilot.files.discoverable": {12, 4, 5, "groups"},
		}},
		{"a group's site", PartGroupSites, "grp-public", map[string]Seen{
			"teams.inactive_90d": {1, 4, 5, "groups"}, "sharing.sites.public_group": {1, 4, 5, "groups"},
		}},
		{"the site of a team that seems idle", PartGroupSites, "grp-none", map[string]Seen{"teams.inactive_90d": {0, 4, 5, "groups"}}},
		{"a team's channel members", PartChannelMembers, "grp-public", map[string]Seen{"teams.channels.ownerless": {0, 3, 4, "teams"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inv := tenant()
			inv.Gaps = []Gap{{Part: tt.part, Place: tt.place, Reason: ReasonService}}
			values, seen := Evaluate(resolved(inv), Measures)
			for name, s := range tt.null {
				if values[name] != nil || seen[name] != s {
					t.Errorf("%s = %s and %+v, want null and %+v", name, show(values[name]), seen[name], s)
				}
			}
			for _, name := range []string{"users.members", "sharing.sites", "onedrive.total", "ownership.groups", "teams.total", "labels.available"} {
				if values[name] == nil {
					t.Errorf("%s is lost too", name)
				}
			}
		})
	}
}

// A list that broke off: what was read is a lower bound where more can only add, and no answer where less would add.
func TestBrokenOff(t *testing.T) {
	tests := []struct {
		part, measure string
		bound         bool
	}{
		{PartSites, "sharing.sites", true},
		{PartSites, "onedrive.inactive_90d", true},
		{PartGroups, "ownership.groups.ownerless", true},
		{PartGroups, "ownership.sites.owner_unknown", false}, // a site whose group was not read seems to have none
		{PartGroups, "teams.inactive_90d", false},
		{PartUsers, "users.members", true},
		{PartUsers, "onedrive.owner_deleted", false}, // an owner who was not read seems to be gone
		{PartUsers, "sharing.items.broad_group", false},
		{PartMembers, "sharing.items.broad_group", true}, // a group whose members were not read may be one more
		{PartUsers, "licence.users.eligible", true},
		{PartSiteUsage, "teams.inactive_90d", false}, // a site without a row seems idle
		{PartTeamActivity, "teams.inactive_90d", false},
		{PartDriveUsage, "onedrive.inactive_90d", false},
		{PartOrganization, "sharing.items.guests", false},
		{PartSKUs, "licence.copilot.seats", true},
	}
	for _, tt := range tests {
		t.Run(tt.part+" "+tt.measure, func(t *testing.T) {
			inv := tenant()
			inv.Gaps = []Gap{{Part: tt.part, Reason: ReasonService, Partial: true}}
			values, seen := Evaluate(resolved(inv), Measures)
			s, bound := seen[tt.measure]
			if values[tt.measure] != nil || bound != tt.bound {
				t.Errorf("%s and a bound %t (%+v), want null and %t", show(values[tt.measure]), bound, s, tt.bound)
			}
			if bound && s.AtLeast != want[tt.measure] {
				t.Errorf("at least %d, want %d", s.AtLeast, want[tt.measure])
			}
		})
	}
}

// Copilot that the tenant has not bought is none, whoever could be looked at; half a list of subscriptions proves nothing.
func TestUnlicensed(t *testing.T) {
	none := func(inv *Inventory) { inv.SKUs = inv.SKUs[2:] }
	tests := []struct {
		name string
		set  func(*Inventory)
		gap  []Gap
		want string
	}{
		{"no product, users not seen", none, []Gap{lose(PartUsers)}, "0"},
		{"no product in half a list", none, []Gap{{Part: PartSKUs, Reason: ReasonService, Partial: true}}, "null"},
		{"no product, its plans hidden at one", none, []Gap{{Part: PartSKUs, Place: skuE5Compliance, Reason: ReasonPermission}}, "null"},
		{"subscriptions not seen", none, []Gap{lose(PartSKUs)}, "null"},
		{"a product, users not seen", func(*Inventory) {}, []Gap{lose(PartUsers)}, "null"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inv := tenant()
			inv.Users[0].Licences, inv.Users[3].Licences, inv.Users[4].Licences = nil, nil, nil
			tt.set(inv)
			inv.Gaps = tt.gap
			if got := show(measured(resolved(inv))["licence.copilot.assigned"]); got != tt.want {
				t.Errorf("licence.copilot.assigned = %s, want %s", got, tt.want)
			}
		})
	}
}

func sorted(list []string) []string { slices.Sort(list); return list }

func TestMeasureNames(t *testing.T) {
	names := map[string]bool{}
	for _, m := range Measures {
		if names[m.Name] {
			t.Errorf("%s stands twice", m.Name)
		}
		names[m.Name] = true
		for _, part := range slices.Concat(m.Needs, m.Whole, slices.Concat(m.Spans...)) {
			if _, ok := FindPart(part); !ok {
				t.Errorf("%s needs %q, which is no part", m.Name, part)
			}
		}
	}
	if got, want := fmt.Sprint(len(names)), fmt.Sprint(len(want)); got != want {
		t.Errorf("%s measures, want %s", got, want)
	}
}
