package probe

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

// TestHidden lets Graph answer with nothing where there is always something, and with null where there is a value.
// Neither is taken for none: the part is lost, and what was seen of a measure is a lower bound.
func TestHidden(t *testing.T) {
	list := func(elements ...string) string { return `{"value":[` + strings.Join(elements, ",") + `]}` }
	user := func(id, enabled, licences string) string {
		return fmt.Sprintf(`{"id":%q,"userPrincipalName":"u@fabrikam.com","userType":"Member","accountEnabled":%s,"assignedLicenses":%s}`, id, enabled, licences)
	}
	group := func(visibility, owner string) string {
		return fmt.Sprintf(`{"id":%q,"displayName":"Crew","visibility":%s,"owners":[%s],"assignedLabels":[{"labelId":%q}]}`, crew, visibility, owner, id(0x91))
	}
	const anybody, nobody = `{"@odata.type":"#microsoft.graph.user","id":"x"}`, `{"id":"x","userPrincipalName":null}`
	sku := func(plans string) string {
		return `{"skuId":"639dec6b-bb19-468b-871c-c5c441c4b0cb","prepaidUnits":{"enabled":3},"servicePlans":` + plans + `}`
	}
	copilot := `[{"servicePlanId":"a62f8878-de10-42f3-b68f-6149a25ceb97","servicePlanName":"M365_COPILOT_APPS"}]`
	label := func(n int, rest string) string { return fmt.Sprintf(`{"id":%q,"name":"L"%s}`, id(n), rest) }
	const usersPart, channelsPath, membersPath = "/users", "^/teams/.*/channels$", "^/teams/.*/members$"
	channel := func(kind string) string { return `{"id":"19:b@thread.tacv2","membershipType":` + kind + `}` }

	tests := []struct {
		name     string
		match    string
		body     string
		gaps     map[string][]string
		measures map[string]string // "3", "at least 3", or "null"
	}{
		{"no site", "/sites/getAllSites", list(), map[string][]string{assess.PartSites: {"service"}, assess.PartSubsites: {"service"}, assess.PartItems: {"service"}},
			map[string]string{"sharing.sites": "null", "onedrive.total": "null", "sharing.links.anonymous": "null"}},
		{"no organization", "/organization", list(), map[string][]string{assess.PartOrganization: {"service"}}, map[string]string{"sharing.links.guests": "null", "sharing.items.guests": "null"}},
		{"no verified domain", "/organization", list(`{"id":"1","displayName":"Fabrikam","verifiedDomains":[]}`),
			map[string][]string{assess.PartOrganization: {"service"}}, map[string]string{"sharing.links.guests": "null"}},
		{"no user", usersPart, list(), map[string][]string{assess.PartUsers: {"service"}}, map[string]string{"users.members": "null"}},
		{"a user twice", usersPart, list(user(anna, "true", "[]"), user(anna, "true", "[]")), map[string][]string{assess.PartUsers: nil}, map[string]string{"users.members": "1"}},
		{"the type of every user", usersPart, list(strings.Replace(user(anna, "true", "[]"), `"Member"`, "null", 1), strings.Replace(user(gina, "true", "[]"), "Member", "Guest", 1)),
			map[string][]string{assess.PartUsers: {"service"}}, map[string]string{"users.members": "null", "users.guests": "null", "licence.users.eligible": "null"}},
		{"the type of one", usersPart, list(strings.Replace(user(anna, "true", "[]"), `"Member"`, "null", 1), user(ben, "true", "[]")),
			map[string][]string{assess.PartUsers: nil}, map[string]string{"users.members": "1"}},
		{"users in part hidden", usersPart, list(user(anna, "true", "[]"), user(ben, "null", "[]"), user(cora, "true", "null")),
			map[string][]string{assess.PartUsers: {"permission partial"}}, map[string]string{"users.members": "at least 1", "licence.users.not_eligible": "at least 1"}},
		{"users all hidden", usersPart, list(user(anna, "null", "[]")), map[string][]string{assess.PartUsers: {"permission"}}, map[string]string{"users.members": "null"}},
		{"the visibility of every group", "/groups", list(group("null", anybody)), map[string][]string{assess.PartGroups: nil, assess.PartGroupVisibility: {"Crew permission"}},
			map[string]string{"sharing.sites.public_group": "null", "copilot.files.discoverable": "null", "ownership.groups": "1", "ownership.groups.ownerless": "0"}},
		{"the visibility of one", "/groups", list(group("null", anybody), strings.Replace(group(`"Private"`, anybody), crew, salesGroup, 1)),
			map[string][]string{assess.PartGroups: nil, assess.PartGroupVisibility: {"Crew permission"}},
			map[string]string{"sharing.sites.public_group": "at least 0", "copilot.files.discoverable": "at least 0", "ownership.groups": "2"}},
		{"a group twice", "/groups", list(group(`"Public"`, anybody), group(`"Public"`, anybody)), map[string][]string{assess.PartGroups: nil, assess.PartGroupLabels: nil},
			map[string]string{"ownership.groups": "1", "labels.groups_labelled": "1"}},
		{"an owner of a kind that is not told", "/groups", list(group(`"Public"`, nobody)), map[string][]string{assess.PartOwners: {"Crew permission"}},
			map[string]string{"ownership.groups.ownerless": "null", "ownership.groups.single_owner": "null"}},
		{"one among those asked for one by one", "/groups/{group}/owners", list(nobody), map[string][]string{assess.PartOwners: {"Sales permission"}},
			map[string]string{"ownership.groups.no_active_owner": "at least 0"}},
		{"plans of a subscription", "/subscribedSkus", list(sku("null")), map[string][]string{assess.PartSKUs: {"permission partial"}},
			map[string]string{"licence.copilot.seats": "at least 0", "licence.copilot.assigned": "at least 0"}},
		{"plans of one of two", "/subscribedSkus", list(sku(copilot), strings.Replace(sku("null"), "639", "638", 1)), map[string][]string{assess.PartSKUs: {"permission partial"}},
			map[string]string{"licence.copilot.seats": "at least 3"}},
		{"sublabels of one, which are not there when they are asked for", "/security/dataSecurityAndGovernance/sensitivityLabels", list(label(1, `,"sublabels":null`), label(2, `,"sublabels":[{"id":"3"}]`)),
			map[string][]string{assess.PartLabels: {"service partial"}}, map[string]string{"labels.available": "at least 1"}},
		{"who owns a private channel", membersPath, list(`{"userId":null,"roles":["owner"]}`), map[string][]string{assess.PartChannelMembers: {"Crew service"}}, map[string]string{"teams.channels.ownerless": "null"}},
		{"that a private channel is private", channelsPath, list(channel("null")), map[string][]string{assess.PartChannels: nil}, map[string]string{"teams.channels.ownerless": "1"}},
		{"a channel that is not private", channelsPath, list(channel(`"shared"`)), map[string][]string{assess.PartChannels: nil, assess.PartChannelMembers: nil}, map[string]string{"teams.channels.ownerless": "0"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tenant := fabrikam()
			withLibrary(tenant)
			tenant.Groups[0].Team = &emulator.Team{InReport: true, Channels: []emulator.Channel{
				{ID: "19:b@thread.tacv2", Type: "private", Members: []emulator.ChannelMember{{UserID: ben, Owner: true}}},
			}}
			tenant.Groups[1].Synced = false
			for i := range expanded { // as many as Graph expands: there may be more
				tenant.Users = append(tenant.Users, emulator.User{ID: id(0x700 + i), UPN: fmt.Sprintf("o%d@fabrikam.com", i), Type: "Member", Enabled: true})
				tenant.Groups[1].Owners = append(tenant.Groups[1].Owners, id(0x700+i))
			}
			l := collect(t, tenant, emulator.Options{Faults: []emulator.Fault{{Match: test.match, Kind: emulator.Body(test.body)}}}, Options{})
			for part, want := range test.gaps {
				if diff := cmp.Diff(want, l.gapsOf(part)); diff != "" {
					t.Errorf("gaps of %s (-want +got):\n%s", part, diff)
				}
			}
			for measure, want := range test.measures {
				if got := l.measure(measure); got != want {
					t.Errorf("%s is %s, want %s", measure, got, want)
				}
			}
			if idle := l.server.Idle(); idle != nil {
				t.Errorf("nothing was hidden: %v", idle)
			}
		})
	}
}

// measure is a measure as a document words it.
func (l look) measure(name string) string {
	assess.Resolve(l.Inventory)
	values, seen := assess.Evaluate(l.Inventory, assess.Measures)
	if s, ok := seen[name]; ok {
		return fmt.Sprint("at least ", s.AtLeast)
	}
	return text(values[name])
}

// TestHiddenMembers has a group whose members only Member.Read.Hidden shows: Graph lists none.
func TestHiddenMembers(t *testing.T) {
	for visibility, want := range map[string][]string{"HiddenMembership": {"Crew permission"}, "Private": nil} {
		tenant := fabrikam()
		tenant.Groups[0].Visibility, tenant.Groups[0].Members = visibility, nil
		claim := &emulator.IdentitySet{SiteUser: &emulator.Identity{Name: "Crew", Login: "c:0o.c|federateddirectoryclaimprovider|" + crew}}
		tenant.Sites[1].Drives = []emulator.Drive{drive("one", itemIn("a", "", "file", "users", []emulator.Permission{{ID: "g", Roles: []string{"read"}, GrantedTo: claim}}))}
		l := collect(t, tenant, emulator.Options{}, Options{}, only("sharing")...)
		if diff := cmp.Diff(want, l.gapsOf(assess.PartMembers)); diff != "" {
			t.Errorf("%s: gaps (-want +got):\n%s", visibility, diff)
		}
		if len(l.Members) > 0 != (want == nil) {
			t.Errorf("%s: members %v", visibility, l.Members)
		}
	}
}
