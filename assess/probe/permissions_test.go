package probe

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

func TestPermission(t *testing.T) {
	group := id(0x77)
	tests := []struct {
		name string
		in   emulator.Permission
		want assess.Permission
	}{
		{"a link with the empty object is inherited", emulator.Permission{ID: "p", Link: &emulator.Link{Type: "edit", Scope: "anonymous", URL: "https://x/SECRET"}, Inherited: "{}"},
			assess.Permission{Link: true, Type: "edit", Scope: "anonymous", Inherited: true}},
		{"null is direct", emulator.Permission{ID: "p", Roles: []string{"write", "read"}, Inherited: "null"}, assess.Permission{Roles: []string{"read", "write"}}},
		{"year 1 is no expiry", emulator.Permission{ID: "p", Expires: "0001-01-01T00:00:00Z"}, assess.Permission{}},
		{"an expiry", emulator.Permission{ID: "p", Expires: "2026-12-01T10:00:00Z"}, assess.Permission{Expires: time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)}},
		{"a link without a scope", emulator.Permission{ID: "p", Link: &emulator.Link{Type: "view"}}, assess.Permission{Link: true, Type: "view"}},
		{"a user with a site user beside", emulator.Permission{ID: "p", GrantedTo: &emulator.IdentitySet{
			User: &emulator.Identity{ID: gina, Name: "gina", Mail: "gina@else.com"}, SiteUser: &emulator.Identity{ID: "9", Name: "gina", Login: "i:0#.f|membership|gina_else.com#ext#@fabrikam.com"}}},
			assess.Permission{Grantees: []assess.Grantee{{UserID: gina, Name: "gina", Mail: "gina@else.com", Login: "i:0#.f|membership|gina_else.com#ext#@fabrikam.com"}}}},
		{"a group by its claim", emulator.Permission{ID: "p", GrantedTo: &emulator.IdentitySet{SiteUser: &emulator.Identity{Name: "All staff", Login: "c:0t.c|tenant|" + group}}},
			assess.Permission{Grantees: []assess.Grantee{{GroupID: group, Name: "All staff", Login: "c:0t.c|tenant|" + group}}}},
		{"a Microsoft 365 group by its claim, encoded", emulator.Permission{ID: "p", GrantedTo: &emulator.IdentitySet{SiteUser: &emulator.Identity{Name: "Crew", Login: "c%3A0o.c%7Cfederateddirectoryclaimprovider%7C" + strings.ToUpper(group)}}},
			assess.Permission{Grantees: []assess.Grantee{{GroupID: group, Name: "Crew", Login: "c%3A0o.c%7Cfederateddirectoryclaimprovider%7C" + strings.ToUpper(group)}}}},
		{"the owners of a group are not the group", emulator.Permission{ID: "p", GrantedTo: &emulator.IdentitySet{
			Group: &emulator.Identity{ID: group, Name: "Crew Owners"}, SiteUser: &emulator.Identity{Login: "c:0o.c|federateddirectoryclaimprovider|" + group + "_o"}}},
			assess.Permission{Grantees: []assess.Grantee{{Name: "Crew Owners", Login: "c:0o.c|federateddirectoryclaimprovider|" + group + "_o"}}}},
		{"a site group", emulator.Permission{ID: "p", GrantedTo: &emulator.IdentitySet{SiteGroup: &emulator.Identity{ID: "5", Name: "Visitors"}}},
			assess.Permission{Grantees: []assess.Grantee{{SiteGroup: true, Name: "Visitors"}}}},
		{"people of a link", emulator.Permission{ID: "p", Link: &emulator.Link{Scope: "users"}, Identities: []emulator.IdentitySet{{User: &emulator.Identity{ID: anna, Name: "anna"}}, {User: &emulator.Identity{ID: gina, Name: "gina"}}}},
			assess.Permission{Link: true, Scope: "users", Grantees: []assess.Grantee{{UserID: anna, Name: "anna"}, {UserID: gina, Name: "gina"}}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tenant := fabrikam()
			tenant.Sites[1].Drives = []emulator.Drive{drive("one")}
			tenant.Sites[1].Drives[0].Permissions = []emulator.Permission{test.in}
			l := collect(t, tenant, emulator.Options{}, Options{}, only("sharing")...)
			holders := l.all()
			if len(holders) != 1 || len(holders[0].Permissions) != 1 {
				t.Fatalf("holders %+v, gaps %v", holders, l.Gaps)
			}
			test.want.ID = "p"
			got := holders[0].Permissions[0]
			if len(got.Roles) == 0 {
				got.Roles = nil
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("permission (-want +got):\n%s", diff)
			}
		})
	}
}

// A further page of a permission list that is not there does not mean that the item is gone.
func TestPermissionPageNotThere(t *testing.T) {
	tenant := fabrikam()
	tenant.Sites[1].Drives = []emulator.Drive{drive("one", itemIn("a", "", "file", "users", []emulator.Permission{
		{ID: "p1", Roles: []string{"read"}}, {ID: "p2", Roles: []string{"read"}}, {ID: "p3", Roles: []string{"read"}},
	}))}
	faults := []emulator.Fault{{Match: "/items/a/permissions$", After: 1, Kind: emulator.Status(404)}}
	l := collect(t, tenant, emulator.Options{PageSize: 2, Faults: faults}, Options{}, only("sharing")...)
	if idle := l.server.Idle(); len(idle) > 0 {
		t.Fatalf("did not happen: %v", idle)
	}
	if got := l.gapsOf(assess.PartPermissions); len(got) != 1 || !strings.HasSuffix(got[0], " service") {
		t.Errorf("gaps %v, want one of the site with the reason service", got)
	}
	if len(l.Drives) != 1 || l.Drives[0].Items != 1 {
		t.Errorf("libraries %+v, want one with its item", l.Drives)
	}
}
