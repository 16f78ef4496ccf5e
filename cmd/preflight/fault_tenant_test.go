package main

import (
	"regexp"
	"strings"
	"testing"

	"preflight/assess/emulator"
	"preflight/samples"
)

// faultTenant makes the tidy tenant smaller and gives it something to find in each area, so that no request of any
// probe goes unasked and a loss has a fail to hide.
func faultTenant(tenant *emulator.Tenant) {
	long := samples.AsOf.AddDate(-1, 0, 0)
	tenant.Sharing.Capability, tenant.Sharing.ResharingByGuests = "externalUserAndGuestSharing", true
	tenant.GroupSettings["EnableMIPLabels"] = "false"

	var sites []emulator.Site
	drives := 0
	for _, s := range tenant.Sites {
		if s.Personal && s.Archive == "" {
			if drives++; drives > 4 {
				continue
			}
		}
		sites = append(sites, s)
	}
	tenant.Sites = sites
	for i := range tenant.Sites {
		s := &tenant.Sites[i]
		if s.Archive != "" {
			continue
		}
		list := s.Drives[0].Items
		switch s.Name {
		case "Finance":
			share(&list[len(list)-1], "anonymous")
			share(&list[len(list)-2], "organization")
			s.Drives[0].Permissions = append(s.Drives[0].Permissions, emulator.Permission{ID: "everyone", Roles: []string{"read"},
				GrantedTo: &emulator.IdentitySet{SiteUser: &emulator.Identity{Name: "Everyone", Login: "c:0(.s|true"}}})
		case "Import & Export":
			s.Usage.LastActivity = long
		case "Northwind":
			s.Usage.OwnerUPN, s.Usage.LastActivity = "nobody@northwindtraders.com", long
		case "Ben Okafor":
			share(&list[len(list)-1], "anonymous")
			s.Usage.LastActivity = long
		}
	}
	child := tenant.Sites[1]
	child.Name, child.URL, child.WebID = "Finance archive", child.URL+"/archive", "5b0d3c52-7f0e-4a35-9d55-0a8f1f3a6c01"
	child.Parent, child.Group, child.Listed, child.Usage, child.Drives = tenant.Sites[1].WebID, "", false, nil, nil
	tenant.Sites = append(tenant.Sites, child)

	var staff []string
	for i := range tenant.Users {
		u := &tenant.Users[i]
		if u.Name == "Caitlin Rowe" {
			u.Enabled = false
		}
		if u.Enabled && u.Type == "Member" {
			staff = append(staff, u.ID)
		}
	}
	for i := range tenant.Groups {
		switch g := &tenant.Groups[i]; g.Name {
		case "Everyone at Northwind":
			g.Owners = staff // more than the 20 that $expand brings
		case "SG-Twenty":
			g.Members = staff
		case "Finance":
			g.Visibility = "Public"
			for j := range g.Team.Channels {
				for k := range g.Team.Channels[j].Members {
					g.Team.Channels[j].Members[k].Owner = false
				}
			}
		case "Import & Export":
			g.Team.LastActivity, g.Labels = long, nil
		case "People":
			g.Owners = nil
		case "Warehouse":
			g.Owners = g.Owners[:1]
		}
	}
}

// share puts a link on an item.
func share(item *emulator.Item, scope string) {
	item.Facet = &scope
	item.Permissions = append(item.Permissions, emulator.Permission{
		ID: "link-" + item.ID, Roles: []string{"read"},
		Link: &emulator.Link{Type: "view", Scope: scope, URL: "https://northwindtraders.sharepoint.com/:x:/g/" + item.ID},
	})
}

// faultDrives returns what matches a path below the libraries of sites, or of OneDrives, in the tenant for faults.
func faultDrives(t *testing.T) func(personal bool, rest string) string {
	t.Helper()
	sample, err := samples.Load("clean")
	if err != nil {
		t.Fatal(err)
	}
	faultTenant(sample.Tenant)
	ids := map[bool][]string{}
	for _, s := range sample.Tenant.Sites {
		for _, d := range s.Drives {
			ids[s.Personal] = append(ids[s.Personal], regexp.QuoteMeta(d.ID))
		}
	}
	return func(personal bool, rest string) string {
		return "^/drives/(" + strings.Join(ids[personal], "|") + ")/" + rest + "$"
	}
}
