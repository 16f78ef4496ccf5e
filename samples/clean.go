package samples

import (
	"fmt"
	"strings"

	"preflight/assess/emulator"
)

// cleanStaff are the enabled Members, a1 first.
var cleanStaff = []string{
	"Alice Marchetti", "Ben Okafor", "Caitlin Rowe", "Dev Patel", "Emily Zhang", "Farid Rahimi", "Georgia Lane", "Harry Nilsson", "Imogen Clarke", "Jamal Saleh", "Kirsten Holm",
	"Louis Petit", "Mei Lin Chua", "Nathan Brooks", "Orla Byrne", "Pete Kowalski", "Queenie Tran", "Rory Stewart", "Sana Iqbal", "Toby Marsh", "Una Larsen", "Victor Moreau",
}

// clean is a tenant in which everything is in order, and in which a careless reader finds faults all the same: its
// traps are links that have ended, items that are deleted, a site that is archived, a group a little too small.
func clean() *plan {
	p := newPlan("clean", emulator.Tenant{
		Name: "Northwind Traders Pty Ltd", Country: "AUS",
		Domains: []emulator.Domain{
			{Name: "northwindtraders.com", Verified: true, Default: true},
			{Name: "northwindtraders.onmicrosoft.com", Verified: true},
		},
		App: emulator.App{Name: "Preflight (read only)", Roles: leastRoles()},
		Sharing: emulator.SharingSettings{
			Capability: "existingExternalUserSharingOnly", DomainRestriction: "allowList", AllowedDomains: []string{"adatum.example"}, MatchInvitedUser: true, DeletedOneDriveDays: 365,
		},
		GroupSettings: map[string]string{"EnableMIPLabels": "True", "AllowToAddGuests": "False"},
	})
	p.domain, p.host = "northwindtraders.com", "northwindtraders.sharepoint.com"
	p.count("labels.containers_enabled", 1)
	p.trap("labels.containers_enabled", "Group.Unified", "EnableMIPLabels begins with a capital")

	p.subscribe(businessPremium, "Enabled", 25, 0, false)
	p.subscribe(copilotSeat, "Enabled", 10, 0, true)
	for i, name := range cleanStaff {
		holds := holdsPremium
		if i < 10 {
			holds = holds.with(holdsSeat)
		}
		p.member(fmt.Sprintf("a%d", i+1), name, strings.ReplaceAll(strings.ToLower(name), " ", ".")+"@northwindtraders.com", fmt.Sprintf("2023-%02d-06", 1+i%12), holds)
	}
	p.leaver("d1", "Wes Hartley", "wes.hartley@northwindtraders.com", "2023-01-05", holdsNothing)
	p.guest("g1", "Ines Duarte", "ines.duarte@adatum.example", "2025-03-03", true, holdsNothing)
	p.guest("g2", "Jonas Weber", "jonas.weber@adatum.example", "2025-03-04", true, holdsNothing)
	p.deleted("x1", "Former Intern", "former.intern@northwindtraders.com", "2026-10-15")

	yes := true
	for i, name := range []string{"Public", "General", "Confidential", "Highly confidential", "Personal"} {
		p.label(emulator.Label{Name: name, Priority: i, Enabled: &yes, ApplicableTo: "email,file,site,unifiedgroup", Default: i == 1, Protects: i == 3}, 1)
	}
	cleanSites(p)
	for i := range cleanStaff {
		u := p.who(fmt.Sprintf("a%d", i+1))
		l := p.oneDrive(oneDrive{of: u.key, created: fmt.Sprintf("2023-%02d-07", 1+i%12), named: u.identity(), row: u.upn, rowName: u.name, active: fmt.Sprintf("2026-10-%02d", 9+i)})
		l.fill("personal", 3)
		if i == 0 {
			n := l.deletedFile(nil, "Withdrawn offer.docx", l.anyone(never))
			p.trap("onedrive.links.anonymous", n.id, "is deleted")
		}
	}
	archivedDrive := p.oneDrive(oneDrive{of: "d1", created: "2023-01-07", named: p.who("d1").identity(), row: p.who("d1").upn, active: "2025-02-02", fate: archived})
	archivedDrive.fill("personal", 2)
	p.trap("onedrive.owner_disabled", "Wes Hartley", "is archived")
	return p
}

// cleanSites plants groups and sites with two owners each, in use and labelled.
func cleanSites(p *plan) {
	shelves := map[string]*shelf{}
	for i, g := range []group{
		{name: "Everyone at Northwind", alias: "all", created: "2023-01-10", owners: "a1 a2", members: "a3..a22", labels: "General", active: "2026-10-30"},
		{name: "Finance", alias: "finance", created: "2023-01-11", owners: "a3 a4", members: "a5", labels: "Highlyconfidential", active: "2026-10-30",
			team: &team{active: "2026-10-30", channels: []channel{{name: "Payroll", kind: "private", members: "a3* a4* d1*"}}}},
		{name: "Import & Export", alias: "trade", created: "2023-02-11", owners: "a6 a7 g1", members: "a8..a12 g2", labels: "Confidential", active: "2026-10-29", team: &team{active: "2026-10-29"}},
		{name: "People", alias: "people", created: "2023-02-12", owners: "a2 a9", labels: "Confidential", active: "2026-10-28", team: &team{active: "2026-10-20"}},
		{name: "Warehouse", alias: "warehouse", created: "2023-03-01", owners: "a13 a14 d1", members: "a15..a20", labels: "General", active: "2026-10-30", team: &team{active: "2026-10-26"}},
		{name: "Warehouse 2023", alias: "warehouse-2023", created: "2023-03-02", owners: "a13 a14", labels: "General", active: "2026-09-30", team: &team{archived: true, active: "2024-01-31"}},
	} {
		kind := []string{"office", "finance", "sales", "people", "operations", "operations"}[i]
		shelves[g.alias] = p.group(g).library("Documents").fill(kind, 12)
	}
	p.trap("teams.inactive_90d", "Warehouse 2023", "is archived")
	p.trap("ownership.groups.no_active_owner", "Warehouse", "one owner of three is disabled")

	intranet := p.site(site{name: "Northwind", path: "/", created: "2023-01-04", owner: "alice.marchetti@northwindtraders.com", ownerName: "Alice Marchetti", active: "2026-10-31", template: "Communication Site"})
	home := intranet.library("Documents").fill("office", 8)
	closed := p.site(site{name: "Acquisition (closed)", path: "/sites/closed", created: "2023-05-05", fate: archived, template: "Team Site"})
	l := closed.library("Documents").fill("projects", 4)
	l.file(nil, "Heads of agreement.pdf", l.anyone(never), p.everyone("read", p.staffClaim(), "Everyone except external users"))
	p.trap("sharing.links.anonymous", "Acquisition (closed)", "is archived and holds an Anyone link")
	p.trap("sharing.items.everyone", "Acquisition (closed)", "is archived and holds a grant to everyone")

	f, t := shelves["finance"], shelves["trade"]
	f.file(nil, "Auditor access.xlsx", f.people("users", user(p.who("a5"))), f.existing())
	n := f.file(nil, "Old investor pack.pdf", f.expired("anonymous", lastYear))
	p.trap("sharing.links.anonymous", n.id, "its link has ended")
	n = t.file(nil, "Shared with Adatum once.docx", t.expired("users", dayBefore))
	p.trap("sharing.links.users", n.id, "its link has ended")
	n = t.deletedFile(nil, "Customs broker – open link.pdf", t.anyone(never))
	p.trap("sharing.links.anonymous", n.id, "is deleted")
	n = t.file(nil, "Looks shared.xlsx", nothing())
	p.trap("sharing.links.users", n.id, "has the shared facet {} and only inherited entries")
	twenty := p.security("SG-Twenty", p.all("a1..a20 d1 g1 g2")...)
	n = home.file(nil, "Evacuation plan.pdf", p.direct("read", securityGroup("SG-Twenty", twenty)))
	p.trap("sharing.items.broad_group", n.id, "its group has most of the staff and no more than 20 of them")
}
