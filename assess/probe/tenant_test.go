package probe

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

// id makes a GUID that is easy to recognize.
func id(n int) string { return fmt.Sprintf("%08x-0000-4000-8000-000000000000", n) }

// Ids of the hand-made tenant.
var (
	anna, ben, cora, gina, svc = id(0xa1), id(0xb1), id(0xc1), id(0xd1), id(0xe1)
	crew, salesGroup, bigGroup = id(0x51), id(0x52), id(0x53)
)

const host = "fabrikam.sharepoint.com"

// fabrikam is a tenant small enough to be counted by hand. Tests change what they are about.
func fabrikam() *emulator.Tenant {
	year := func(y int) time.Time { return time.Date(y, 3, 1, 9, 0, 0, 0, time.UTC) }
	user := func(id, name, kind string, enabled bool) emulator.User {
		return emulator.User{ID: id, Name: name, UPN: name + "@fabrikam.com", Mail: name + "@fabrikam.com", Type: kind, Enabled: enabled, Created: year(2023)}
	}
	return &emulator.Tenant{
		ID: id(1), Name: "Fabrikam Ltd", Country: "NZ", AsOf: asOf,
		Domains: []emulator.Domain{{Name: "Fabrikam.com", Verified: true, Default: true}, {Name: "fabrikam.onmicrosoft.com", Verified: true}},
		App:     emulator.App{ID: id(2), Name: "Preflight", Secret: "not-a-real-secret-0001", Roles: least()},
		Sharing: emulator.SharingSettings{Capability: "externalUserSharingOnly", DomainRestriction: "none", DeletedOneDriveDays: 30},
		Users: []emulator.User{
			user(anna, "anna", "Member", true), user(ben, "ben", "Member", false), user(cora, "cora", "", true), user(gina, "gina", "Guest", true),
		},
		Deleted:           []emulator.DeletedUser{{ID: id(0xf1), Name: "Dora", UPN: "000000f100004000800000000000000dora@fabrikam.com", Deleted: year(2026)}},
		ServicePrincipals: []emulator.ServicePrincipal{{ID: svc, Name: "Provisioning"}},
		Groups: []emulator.Group{
			{ID: crew, Name: "Crew", Mail: "crew@fabrikam.com", Unified: true, Visibility: "Public", Created: year(2024), Owners: []string{anna, svc}, Members: []string{anna, ben}},
			{ID: salesGroup, Name: "Sales", Unified: true, Visibility: "Private", Created: year(2024), Synced: true},
			{ID: bigGroup, Name: "Everybody here", Members: []string{anna, ben, gina, salesGroup, crew}},
		},
		Sites: []emulator.Site{
			site(1, "Crew", func(s *emulator.Site) { s.Group, s.Usage = crew, &emulator.Usage{} }),
			site(2, "Projects", func(s *emulator.Site) { s.ShortID = true }),
			site(3, "Old", func(s *emulator.Site) { s.Archive = "fullyArchived" }),
			site(4, "Apps", func(s *emulator.Site) { s.URL = "https://" + host + "/sites/AppCatalog" }),
			site(5, "anna", func(s *emulator.Site) {
				s.Host, s.URL, s.Personal = "fabrikam-my.sharepoint.com", "https://fabrikam-my.sharepoint.com/personal/anna", true
				s.Usage = &emulator.Usage{}
			}),
		},
	}
}

// site is a site with the web id and collection id of its number, without libraries.
func site(n int, name string, change func(*emulator.Site)) emulator.Site {
	s := emulator.Site{
		Host: host, SiteID: id(0x1000 + n), WebID: id(0x2000 + n), Name: name, URL: "https://" + host + "/sites/" + name,
		Created: time.Date(2023, 5, 1, 0, 0, 0, 0, time.UTC), Listed: true,
	}
	if change != nil {
		change(&s)
	}
	return s
}

func TestTenant(t *testing.T) {
	tenant := fabrikam()
	tenant.Sites = append(tenant.Sites,
		site(6, "Sub", func(s *emulator.Site) { s.SiteID, s.Parent, s.Listed = id(0x1002), id(0x2002), false }),
		site(7, "Subsub", func(s *emulator.Site) { s.SiteID, s.Parent, s.Listed = id(0x1002), id(0x2006), false }),
	)
	tenant.Sites = append(tenant.Sites, site(2, "Projects", nil)) // listed twice, the second time with its whole id
	l := collect(t, tenant, emulator.Options{PageSize: 2}, Options{}, only()...)

	if gaps := slices.DeleteFunc(l.Gaps, func(g assess.Gap) bool { return g.Reason == assess.ReasonSkipped }); len(gaps) > 0 {
		t.Errorf("gaps: %v", gaps)
	}
	want := assess.Tenant{ID: id(1), Name: "Fabrikam Ltd", DefaultDomain: "fabrikam.com", Country: "NZ", VerifiedDomains: []string{"fabrikam.com", "fabrikam.onmicrosoft.com"}}
	if diff := cmp.Diff(want, l.Tenant); diff != "" {
		t.Errorf("tenant (-want +got):\n%s", diff)
	}
	if !l.RolesKnown || !slices.Equal(l.Roles, least()) {
		t.Errorf("roles %v", l.Roles)
	}

	type person struct {
		UPN                    string
		Member, Guest, Enabled bool
	}
	var people []person
	for _, u := range l.Users {
		people = append(people, person{u.UPN, u.Member, u.Guest, u.Enabled})
	}
	wantPeople := []person{
		{"anna@fabrikam.com", true, false, true}, {"ben@fabrikam.com", true, false, false},
		{"cora@fabrikam.com", false, false, true}, {"gina@fabrikam.com", false, true, true},
	}
	if diff := cmp.Diff(wantPeople, people); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
	if len(l.DeletedUsers) != 1 || l.DeletedUsers[0].ID != id(0xf1) {
		t.Errorf("deleted users %v", l.DeletedUsers)
	}

	if len(l.Groups) != 2 || l.Groups[0].ID != crew || l.Groups[1].ID != salesGroup {
		t.Fatalf("groups %v", l.Groups)
	}
	owners := []assess.Owner{{ID: anna, Name: "anna", UPN: "anna@fabrikam.com", User: true}, {ID: svc}} // without Application.Read.All its name is hidden
	if diff := cmp.Diff(owners, l.Groups[0].Owners); diff != "" {
		t.Errorf("owners (-want +got):\n%s", diff)
	}
	if l.Groups[0].Visibility != "Public" || l.Groups[0].Synced || !l.Groups[1].Synced {
		t.Errorf("groups %v", l.Groups)
	}
	if diff := cmp.Diff([]assess.GroupSite{{GroupID: crew, SiteID: id(0x1001), WebID: id(0x2001)}}, l.GroupSites); diff != "" {
		t.Errorf("group sites (-want +got):\n%s", diff)
	}

	type place struct {
		WebID, Parent, System string
		Personal, Archived    bool
	}
	var places []place
	for _, s := range l.Sites {
		places = append(places, place{s.WebID, s.Parent, s.System, s.Personal, s.Archived})
	}
	wantPlaces := []place{
		{WebID: id(0x2001)}, {WebID: id(0x2002)}, {WebID: id(0x2003), Archived: true}, {WebID: id(0x2004), System: "app catalogue"},
		{WebID: id(0x2005), Personal: true}, {WebID: id(0x2006), Parent: id(0x2002)}, {WebID: id(0x2007), Parent: id(0x2006)},
	}
	if diff := cmp.Diff(wantPlaces, places); diff != "" {
		t.Errorf("sites (-want +got):\n%s", diff)
	}
	if l.NamesConcealed == nil || *l.NamesConcealed {
		t.Error("names should be seen not to be concealed")
	}
}
