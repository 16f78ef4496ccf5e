package assess

import "testing"

// TestMembersNames: whichever probe asked for a group, and under which of its names, it comes out under one.
func TestMembersNames(t *testing.T) {
	grant := func(name string) Holder {
		return Holder{WebID: "w", DriveID: name, ItemID: "i", Kind: KindRoot, Permissions: []Permission{{ID: "p", Grantees: []Grantee{{GroupID: "G1", Name: name}}}}}
	}
	for _, asked := range []string{"Everybody", "Staff", ""} {
		inv := &Inventory{
			Holders: HoldersOf(grant("Staff"), grant("Everybody"), grant("")),
			Members: []GroupMembers{{GroupID: "g1", Name: asked}},
			Gaps:    []Gap{{Part: PartMembers, Place: "g1", Name: asked, Reason: ReasonService}, {Part: PartOwners, Place: "g1", Name: asked, Reason: ReasonService}},
		}
		Resolve(inv)
		if got := inv.Members[0].Name; got != "Everybody" {
			t.Errorf("members named %q", got)
		}
		for _, g := range inv.Gaps {
			if want := map[string]string{PartMembers: "Everybody", PartOwners: asked}[g.Part]; g.Name != want {
				t.Errorf("the gap of %s is named %q, want %q", g.Part, g.Name, want)
			}
		}
	}
}
