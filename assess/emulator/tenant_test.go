package emulator

import (
	"fmt"
	"time"
)

const (
	tenantID  = "11111111-2222-4333-8444-555555555555"
	appID     = "99999999-2222-4333-8444-555555555555"
	appSecret = "planted-client-secret"
	host      = "tiny.sharepoint.com"
)

// leastRoles are the twelve permissions that Preflight asks for.
var leastRoles = []string{
	"Sites.Read.All", "User.Read.All", "Group.Read.All", "Organization.Read.All", "Reports.Read.All", "ReportSettings.Read.All",
	"SharePointTenantSettings.Read.All", "Team.ReadBasic.All", "Channel.ReadBasic.All", "ChannelMember.Read.All",
	"SensitivityLabels.Read.All", "GroupSettings.Read.All",
}

func text(s string) *string { return &s }
func flag(b bool) *bool     { return &b }

func date(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func user(n int) string  { return fmt.Sprintf("user-%02d", n) }
func group(n int) string { return fmt.Sprintf("group-%02d", n) }

// tiny is a tenant with one of everything.
func tiny() *Tenant {
	t := &Tenant{
		ID: tenantID, Name: "Tiny", Country: "BE", AsOf: date(2026, 11, 1),
		Domains: []Domain{
			{Name: "tiny.onmicrosoft.com", Verified: true},
			{Name: "tiny.example", Verified: true, Default: true},
			{Name: "unproven.example"},
		},
		App:           App{ID: appID, Name: "Preflight", Secret: appSecret, Roles: leastRoles},
		Sharing:       SharingSettings{Capability: "externalUserAndGuestSharing", DomainRestriction: "none", DeletedOneDriveDays: 30},
		GroupSettings: map[string]string{"EnableMIPLabels": "true", "AllowToAddGuests": "true"},
		SKUs: []SKU{{ID: "sku-1", Part: "SPE_E3", Status: "Enabled", Enabled: 25, Warning: 2, Consumed: 20,
			Plans: []ServicePlan{{"plan-1", "EXCHANGE_S_ENTERPRISE"}}}},
		Deleted:           []DeletedUser{{ID: "gone-1", Name: "Gone", UPN: "0123gone@tiny.example", Deleted: date(2026, 10, 20)}},
		ServicePrincipals: []ServicePrincipal{{"app-1", "Provisioning"}},
		Labels: []Label{
			{ID: "label-1", Name: "General", Priority: 0, Enabled: flag(true), ApplicableTo: "email,file", Default: true},
			{ID: "label-2", Name: "Secret", Priority: 1, Sublabels: []Label{{ID: "label-3", Name: "All", Priority: 2, Protects: true}}},
		},
	}
	for i := range 25 {
		u := User{ID: user(i), Name: fmt.Sprintf("User %d", i), UPN: fmt.Sprintf("u%d@tiny.example", i), Mail: fmt.Sprintf("u%d@tiny.example", i),
			Type: "Member", Enabled: i != 3, Created: date(2024, 1, 2)}
		t.Users = append(t.Users, u)
	}
	t.Users[0].Licences = []Licence{{SKU: "sku-1"}, {SKU: "sku-2", Disabled: []string{"plan-9"}}}
	t.Users[1].Type, t.Users[1].Mail = "", ""
	t.Users[2].Type = "Guest"

	var many []string
	for i := range 23 {
		many = append(many, user(i))
	}
	t.Groups = []Group{
		{ID: group(0), Name: "Project", Mail: "project@tiny.example", Unified: true, Visibility: "Public", Created: date(2025, 1, 1),
			Owners: []string{user(0), "app-1"}, Members: []string{user(0), group(2)}, Labels: []string{"label-3"},
			Team: &Team{Created: date(2025, 1, 1), InReport: true, LastActivity: date(2026, 10, 1), Channels: []Channel{
				{ID: "19:general@thread.tacv2", Name: "General", Type: "standard"},
				{ID: "19:private@thread.tacv2", Name: "Board", Type: "private", Members: []ChannelMember{{UserID: user(0), Owner: true}, {UserID: user(4)}, {UserID: user(2)}}},
			}}},
		{ID: group(1), Name: "Crowd", Unified: true, Visibility: "Private", Created: date(2025, 1, 1), Owners: many},
		{ID: group(2), Name: "Security", Members: []string{user(1), user(0), group(0)}},
		{ID: group(3), Name: "Synced", Unified: true, Visibility: "Private", Created: date(2025, 1, 1), Synced: true, Owners: []string{user(0)},
			Team: &Team{Archived: true, Created: date(2025, 1, 1)}},
	}
	t.Sites = []Site{
		{Host: host, SiteID: "col-1", WebID: "web-1", Name: "Project Site", URL: "https://tiny.sharepoint.com/sites/project", Created: date(2025, 1, 1),
			Group: group(0), Listed: true, Usage: &Usage{OwnerName: "Project Owners", OwnerUPN: "project@tiny.example", LastActivity: date(2026, 10, 2), Template: "Group", Files: 3},
			Drives: []Drive{libraryOfItems(), {ID: "b!system", Name: "Form Templates", System: true, RootID: "root-s"}}},
		{Host: host, SiteID: "col-1", WebID: "web-2", Name: "Below", URL: "https://tiny.sharepoint.com/sites/project/below", Created: date(2025, 2, 1), Parent: "web-1"},
		{Host: host, SiteID: "col-3", WebID: "web-3", ShortID: true, Name: "Old", URL: "https://tiny.sharepoint.com/sites/old", Created: date(2020, 1, 1), Listed: true,
			Archive: "fullyArchived", Usage: &Usage{Template: "Team Site", Deleted: true}},
		{Host: host, SiteID: "col-4", WebID: "web-4", Name: "Locked", URL: "https://tiny.sharepoint.com/sites/locked", Created: date(2020, 1, 1), Listed: true, Status: 423},
		{Host: "tiny-my.sharepoint.com", SiteID: "col-5", WebID: "web-5", Name: "User 0", URL: "https://tiny-my.sharepoint.com/personal/u0_tiny_example", Created: date(2024, 1, 2),
			Personal: true, Listed: true, Usage: &Usage{OwnerName: "User 0", OwnerUPN: "u0@tiny.example"},
			Drives: []Drive{{ID: "b!mine", Name: "Documents", RootID: "root-m", Created: date(2024, 1, 2), Owner: &Identity{ID: user(0), Name: "User 0", Mail: "u0@tiny.example"}}}},
	}
	return t
}

func libraryOfItems() Drive {
	anonymous := Permission{ID: "p-anon", Roles: []string{"write"}, Link: &Link{Type: "edit", Scope: "anonymous", URL: "https://tiny.sharepoint.com/:f:/s/project/planted-link"},
		Expires: "2026-12-01T00:00:00Z", Password: flag(true)}
	members := Permission{ID: "p-members", Roles: []string{"write"}, GrantedTo: &IdentitySet{SiteGroup: &Identity{ID: "5", Name: "Project Members", Login: "Project Members"}}}
	return Drive{
		ID: "b!library", Name: "Shared Documents", RootID: "root-1", Created: date(2025, 1, 1), Owner: &Identity{ID: group(0), Name: "Project", Mail: "project@tiny.example"},
		Permissions: []Permission{members},
		Items: []Item{
			{ID: "folder", Name: "Open Folder", Kind: "folder", Modified: date(2026, 1, 1), Facet: text("anonymous"), Permissions: []Permission{anonymous, withOrigin(members, "{}")}},
			{ID: "child", Parent: "folder", Name: "below #1.docx", Kind: "file", Size: 12, Modified: date(2026, 1, 2)},
			{ID: "own", Parent: "folder", Name: "own.docx", Kind: "file", Size: 13, Modified: date(2026, 1, 3), Facet: text(""), Permissions: []Permission{
				withOrigin(members, "null"), withOrigin(anonymous, "/drives/b!library/root:/Open Folder")}},
			{ID: "book", Name: "Notebook", Kind: "package", Modified: date(2026, 1, 4)},
			{ID: "gone", Name: "Gone.docx", Kind: "file", Modified: date(2026, 1, 5), Deleted: true},
			{ID: "twice", Name: "Draft.docx", Kind: "file", Size: 1, Modified: date(2026, 1, 6),
				Again: &Item{ID: "twice", Name: "Final.docx", Kind: "file", Size: 2, Modified: date(2026, 1, 7)}},
		},
	}
}

func withOrigin(p Permission, inherited string) Permission {
	p.Inherited = inherited
	return p
}
