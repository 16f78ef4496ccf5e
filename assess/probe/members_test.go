package probe

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

func TestMembers(t *testing.T) {
	tenant := fabrikam()
	grant := func(id, login string) emulator.Permission {
		return emulator.Permission{ID: id, Roles: []string{"read"}, GrantedTo: &emulator.IdentitySet{SiteUser: &emulator.Identity{Name: id, Login: login}}}
	}
	tenant.Sites[1].Drives = []emulator.Drive{drive("one",
		itemIn("a", "", "file", "users", []emulator.Permission{grant("g1", "c:0t.c|tenant|"+bigGroup), grant("g2", "c:0t.c|tenant|"+id(0x99))}),
		itemIn("b", "", "file", "users", append(inherit(grant("g3", "c:0t.c|tenant|"+crew)), link("l", "users"))),
	)}
	l := collect(t, tenant, emulator.Options{}, Options{}, only("sharing")...)
	want := []assess.GroupMembers{{GroupID: bigGroup, Name: "g1", Active: 1}, {GroupID: id(0x99), Name: "g2"}}
	if diff := cmp.Diff(want, l.Members); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}

	for status, want := range map[int]string{
		403: "g1 permission",
		404: "g1 service", // its owners are found, and so it is there
	} {
		l = collect(t, tenant, emulator.Options{Faults: []emulator.Fault{{Match: bigGroup + "/transitiveMembers", Kind: emulator.Status(status)}}}, Options{}, only("sharing")...)
		if diff := cmp.Diff([]string{want}, l.gapsOf(assess.PartMembers)); diff != "" {
			t.Errorf("gaps after %d (-want +got):\n%s", status, diff)
		}
	}
}
