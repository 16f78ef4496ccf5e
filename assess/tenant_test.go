package assess

import (
	"fmt"
	"time"
)

// The tenant of the tests: small, in order but for one object of each kind that is counted. Tests add to it.

var asOf = time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)

func date(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func ptr[T any](v T) *T { return &v }

const (
	skuBusinessPremium = "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"
	skuE5Compliance    = "184efa21-98c3-4e5d-95ab-d07053a96e67"
	skuCopilot         = "639dec6b-bb19-468b-871c-c5c441c4b0cb"
	skuNew             = "11111111-0000-0000-0000-000000000001"
	skuPowerBI         = "a403ebcc-fae0-4ca2-8c8c-7a907fd6c235"
	planApps           = "a62f8878-de10-42f3-b68f-6149a25ceb97"
	planChat           = "3f30311c-6b1e-48a4-ab79-725b469da960"
)

// tenant has 42 enabled Members, m01 to m42; m01 to m03 may be given Copilot.
func tenant() *Inventory {
	inv := &Inventory{
		AsOf:   asOf,
		Tenant: Tenant{ID: "t", Name: "Contoso", DefaultDomain: "contoso.com", VerifiedDomains: []string{"Contoso.com", "contoso.onmicrosoft.com"}},
		Users: []User{
			{ID: "d1", Name: "Dora", UPN: "dora@contoso.com", Member: true, Licences: []Licence{{SKU: skuBusinessPremium}, {SKU: skuCopilot}}},
			{ID: "g1", Name: "Gus", UPN: "gus_fabrikam.com#EXT#@contoso.com", Mail: "gus@fabrikam.com", Guest: true, Enabled: true},
			{ID: "x1", Name: "Room", UPN: "room@contoso.com", Enabled: true},
		},
		DeletedUsers: []DeletedUser{{ID: "del1", Name: "Dee", UPN: "00112233445566778899aabbccddeeffdee@contoso.com"}},
		Groups: []Group{
			{ID: "grp-public", Name: "Everybody's news", Visibility: "Public", Owners: []Owner{user("m01"), user("m02")}, LabelsSeen: true, Labels: []string{"lab1"}},
			{ID: "grp-none", Name: "Nobody's", Visibility: "Private", LabelsSeen: true},
			{ID: "grp-gone", Name: "Dora's", Visibility: "Private", Owners: []Owner{user("d1"), user("g1")}, LabelsSeen: true},
			{ID: "grp-one", Name: "One", Visibility: "Private", Owners: []Owner{user("m01")}, LabelsSeen: true},
			{ID: "grp-sync", Name: "Synced", Visibility: "Private", Synced: true, LabelsSeen: true},
		},
		GroupSites: []GroupSite{
			{GroupID: "grp-public", SiteID: "s-public", WebID: "w-public"},
			{GroupID: "grp-none", SiteID: "s-none", WebID: "w-none"},
		},
		Sites: []Site{
			site("w-public", "public"), site("w-none", "none"), site("w-plain", "plain"),
			{WebID: "w-archived", SiteID: "s-archived", URL: "https://contoso.sharepoint.com/sites/old", Archived: true},
			oneDrive("o-active", "m01"), oneDrive("o-disabled", "d1"), oneDrive("o-deleted", "del1"), oneDrive("o-unknown", ""),
			{WebID: "o-archived", SiteID: "so-archived", Personal: true, Archived: true, URL: "https://contoso-my.sharepoint.com/personal/old"},
		},
		SiteUsage: []SiteUsage{
			{SiteID: "s-public", LastActivity: date("2026-10-30")},
			{SiteID: "s-none", LastActivity: date("2026-01-01")},
			{SiteID: "s-plain", LastActivity: date("2026-10-30"), OwnerUPN: "dora@contoso.com"},
		},
		DriveUsage: []DriveUsage{
			{SiteID: "so-active", LastActivity: date("2026-10-30")},
			{SiteID: "so-disabled", LastActivity: date("2026-10-30")},
			{SiteID: "so-deleted", LastActivity: date("2026-10-30")},
			{SiteID: "so-unknown", LastActivity: date("2026-03-01")},
		},
		Drives: []Drive{
			{ID: "d-public", WebID: "w-public", Name: "Documents", Items: 10, Files: 8},
			{ID: "d-plain", WebID: "w-plain", Name: "Documents", Items: 20, Files: 15},
			{ID: "do-active", WebID: "o-active", Name: "OneDrive", Items: 5, Files: 5, OwnerID: "m01"},
			{ID: "do-disabled", WebID: "o-disabled", OwnerUPN: "DORA@contoso.com"},
			{ID: "do-deleted", WebID: "o-deleted", OwnerID: "del1"},
			{ID: "do-unknown", WebID: "o-unknown"},
		},
		Holders: HoldersOf([]Holder{
			{WebID: "w-public", DriveID: "d-public", ItemID: "root", Kind: KindRoot, Files: 8, Permissions: []Permission{siteGroup("owners", "owner"), siteGroup("members", "write")}},
			{WebID: "w-plain", DriveID: "d-plain", ItemID: "root", Kind: KindRoot, Files: 5, Permissions: []Permission{siteGroup("members", "write")}},
			item("i-any", 1, link("p1", "anonymous", "edit")),
			item("i-org", 2, link("p1", "organization", "view")),
			item("i-people", 1, link("p1", "users", "view", member("m01"))),
			item("i-guest-link", 1, link("p1", "users", "view", guest())),
			item("i-existing", 0, link("p1", "existingAccess", "view")),
			item("i-expired", 0, until(link("p1", "anonymous", "edit"), "2026-10-31")),
			item("i-guest", 1, grant("p1", guest())),
			item("i-everyone", 3, grant("p1", claim("c:0-.f|rolemanager|spo-grid-all-users/t"))),
			item("i-crowd", 1, grant("p1", Grantee{GroupID: "GRP-BIG", Name: "All staff"})),
			{WebID: "o-active", DriveID: "do-active", ItemID: "root", Kind: KindRoot, Files: 1, Permissions: []Permission{grant("p1", member("m01"))}},
			personal("oi-any", 1, link("p1", "anonymous", "view")),
			personal("oi-org", 1, link("p1", "organization", "view")),
			personal("oi-people", 1, link("p1", "", "view", member("m02"))),
			personal("oi-everyone", 1, grant("p1", claim("c:0(.s|true"))),
		}...),
		Members: []GroupMembers{{GroupID: "grp-big", Name: "All staff", Active: 21}},
		Sharing: &SharingSettings{Capability: "externalUserAndGuestSharing"},
		Teams: []Team{
			{ID: "grp-public", Name: "Everybody's news", Archived: ptr(false), Created: date("2025-01-01"), Channels: []Channel{{ID: "c-none", Name: "Board", Owners: []string{"d1", "g1"}}}},
			{ID: "grp-none", Name: "Projects", Archived: ptr(false), Created: date("2025-01-01")},
			{ID: "grp-one", Name: "ＰＲＯＪＥＣＴＳ ", Archived: ptr(false), Created: date("2026-10-01")},
			{ID: "grp-gone", Name: "Closed", Archived: ptr(true), Created: date("2025-01-01")},
		},
		TeamActivity: []TeamActivity{{TeamID: "grp-public", LastActivity: date("2026-10-30")}, {TeamID: "grp-none", LastActivity: date("2026-02-01")}},
		Labels: []Label{
			{ID: "lab1", Name: "Internal", ApplicableTo: []string{"email", "file"}},
			{ID: "lab2", Name: "Confidential", Sublabels: 1},
			{ID: "lab3", Name: "Staff", Parent: "lab2", Enabled: ptr(true)},
		},
		ContainersEnabled: ptr(true),
		SKUs: []SKU{
			{ID: skuBusinessPremium, Part: "SPB", Enabled: 50, Plans: []ServicePlan{{ID: "p-exo", Name: "EXCHANGE_S_STANDARD"}}},
			{ID: skuCopilot, Part: "Microsoft_365_Copilot", Enabled: 10, Warning: 2, Plans: []ServicePlan{{ID: planChat, Name: "M365_COPILOT_BUSINESS_CHAT"}, {ID: planApps, Name: "M365_COPILOT_APPS"}}},
			{ID: skuE5Compliance, Part: "INFORMATION_PROTECTION_COMPLIANCE", Enabled: 5, Plans: []ServicePlan{{ID: "p-x", Name: "MIP_S_EXCHANGE_CO"}}},
		},
		Collection: Collection{Requests: 100, ResourceUnits: 200, Throttled: 3},
	}
	for n := 1; n <= 42; n++ {
		id := fmt.Sprintf("m%02d", n)
		u := User{ID: id, Name: "Member " + id, UPN: id + "@contoso.com", Member: true, Enabled: true}
		if n <= 3 {
			u.Licences = append(u.Licences, Licence{SKU: skuBusinessPremium})
		}
		if n <= 2 {
			u.Licences = append(u.Licences, Licence{SKU: skuCopilot})
		}
		inv.Users = append(inv.Users, u)
	}
	return inv
}

func user(id string) Owner { return Owner{ID: id, User: true, UPN: id + "@contoso.com"} }

func site(webID, name string) Site {
	return Site{WebID: webID, SiteID: "s-" + name, Name: name, URL: "https://contoso.sharepoint.com/sites/" + name, Created: date("2024-05-01")}
}

func oneDrive(webID, owner string) Site {
	return Site{WebID: webID, SiteID: "s" + webID, Name: owner, URL: "https://contoso-my.sharepoint.com/personal/" + webID, Personal: true, Created: date("2024-05-01")}
}

func item(id string, files int, list ...Permission) Holder {
	return Holder{WebID: "w-plain", DriveID: "d-plain", ItemID: id, Kind: KindFile, Name: id + ".docx", URL: "https://contoso.sharepoint.com/" + id, Files: files, Permissions: list}
}

func personal(id string, files int, list ...Permission) Holder {
	return Holder{WebID: "o-active", DriveID: "do-active", ItemID: id, Kind: KindFile, Name: id + ".docx", Files: files, Permissions: list}
}

func link(id, scope, kind string, to ...Grantee) Permission {
	return Permission{ID: id, Link: true, Scope: scope, Type: kind, Grantees: to}
}

func grant(id string, to ...Grantee) Permission {
	return Permission{ID: id, Roles: []string{"write"}, Grantees: to}
}

func siteGroup(id, role string) Permission {
	return Permission{ID: id, Roles: []string{role}, Grantees: []Grantee{{SiteGroup: true, Name: id}}}
}

func until(p Permission, day string) Permission { p.Expires = date(day); return p }
func inherited(p Permission) Permission         { p.Inherited = true; return p }
func with(p Permission, role string) Permission { p.Roles = []string{role}; return p }
func in(h Holder, web, drive string) Holder     { h.WebID, h.DriveID = web, drive; return h }
func of(h Holder, kind ItemKind) Holder         { h.Kind = kind; return h }
func member(id string) Grantee {
	return Grantee{UserID: id, Name: "Member " + id, Mail: id + "@CONTOSO.com"}
}
func guest() Grantee                          { return Grantee{UserID: "G1", Name: "Gus", Mail: "gus@fabrikam.com"} }
func claim(login string) Grantee              { return Grantee{Login: login, Name: "Jeder"} }
func resolved(inv *Inventory) *Inventory      { Resolve(inv); return inv }
func lose(part string) Gap                    { return Gap{Part: part, Reason: ReasonPermission} }
func measured(inv *Inventory) map[string]*int { v, _ := Evaluate(inv, Measures); return v }
func show(n *int) string {
	if n == nil {
		return "null"
	}
	return fmt.Sprint(*n)
}
