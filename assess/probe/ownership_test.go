package probe

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

// TestOwners has a group whose only active owner is the 21st, beyond what Graph expands.
func TestOwners(t *testing.T) {
	tenant := fabrikam()
	var owners []string
	for i := range 21 {
		u := emulator.User{ID: id(0x700 + i), Name: fmt.Sprint("owner ", i), UPN: fmt.Sprintf("o%d@fabrikam.com", i), Type: "Member", Enabled: i == 20}
		tenant.Users = append(tenant.Users, u)
		owners = append(owners, u.ID)
	}
	tenant.Groups[1].Owners, tenant.Groups[1].Synced = owners, false

	l := collect(t, tenant, emulator.Options{PageSize: 7}, Options{}, only("ownership")...)
	if gaps := l.gapsOf(assess.PartOwners); gaps != nil {
		t.Errorf("gaps: %v", gaps)
	}
	if n := len(l.Groups[0].Owners); n != 2 {
		t.Errorf("%d owners of Crew, want 2", n)
	}
	if n := len(l.Groups[1].Owners); n != 21 || l.Groups[1].Owners[20].ID != id(0x700+20) {
		t.Errorf("%d owners of Sales, want 21: %v", n, l.Groups[1].Owners)
	}

	l = collect(t, tenant, emulator.Options{Faults: []emulator.Fault{{Match: "/groups/{group}/owners", Kind: emulator.Status(403)}}}, Options{}, only("ownership")...)
	if diff := cmp.Diff([]string{"Sales permission"}, l.gapsOf(assess.PartOwners)); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
	if n := len(l.Groups[1].Owners); n != 20 {
		t.Errorf("%d owners kept of Sales, want 20", n)
	}
}

// TestDependents: what hangs on a list that was lost is lost for the same reason.
func TestDependents(t *testing.T) {
	roles := []string{"Organization.Read.All"}
	l := collect(t, fabrikam(), emulator.Options{Roles: roles}, Options{})
	for _, p := range assess.Parts {
		if p.From != nil {
			continue // lost with another part, whose gap says why
		}
		switch p.Name {
		case assess.PartOrganization, assess.PartSKUs:
			if gaps := l.gapsOf(p.Name); gaps != nil {
				t.Errorf("%s: gaps %v, want none", p.Name, gaps)
			}
		default:
			if diff := cmp.Diff([]string{"permission"}, l.gapsOf(p.Name)); diff != "" {
				t.Errorf("gaps of %s (-want +got):\n%s", p.Name, diff)
			}
		}
	}
}
