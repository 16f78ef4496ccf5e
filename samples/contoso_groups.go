package samples

import "fmt"

// contosoGroups plants the Microsoft 365 groups with their teams, sites and libraries.
func contosoGroups(p *plan) {
	// The 21st owner is the only one who could act: $expand shows the first twenty.
	crowd := "d1 d2 d3 d4 d5 d6 d7 d8 d9 d10 g5 g6 g7 g8 g9 g10 g11 g12 g13 g14 a15"
	sites := map[string]*site{}
	for _, g := range []group{
		{name: "Leadership Team", alias: "leadership", created: "2022-02-01", owners: "a1 a2", members: "a3 a4", labels: "General", active: "2026-10-30",
			team: &team{active: "2026-10-30"}},
		{name: "Finance & Accounts", alias: "finance", created: "2022-02-01", owners: "a5 a6", members: "a7 a16 a17", labels: "General", active: "2026-10-30",
			team: &team{active: "2026-10-29", channels: []channel{{name: "Year end close", kind: "private", members: "a5* a6"}}}},
		{name: "Payroll", alias: "payroll", created: "2022-02-03", owners: "a7", members: "a8", state: single, labels: "Confidential", active: "2026-10-28",
			team: &team{active: "2026-10-28", channels: []channel{{name: "Salary review 2026", kind: "private", members: "d1* a7", ownerless: true}}}},
		{name: "People and Culture", alias: "people", created: "2022-02-03", owners: "a8 a9", members: "a10", labels: "Confidential General", active: "2026-10-30",
			team: &team{active: "2026-10-27", channels: []channel{
				{name: "Investigations", kind: "private", members: "g1* a8", ownerless: true},
				{name: "Redundancies – confidential", kind: "private", members: "a8 a9", ownerless: true},
				{name: "Wellbeing", kind: "shared", members: "d2*"},
			}}},
		{name: "Sales", alias: "sales", created: "2022-03-10", owners: "a11 a12", members: "a13..a20", active: "2026-10-30",
			team: &team{active: "2026-10-30", duplicate: true}},
		{name: "SALES ", alias: "sales2", created: "2023-05-02", owners: "a12 a13", active: "2026-09-14",
			team: &team{active: "2026-09-14", duplicate: true}},
		{name: "Ｓａｌｅｓ", alias: "sales3", created: "2024-01-22", owners: "a13 a14", active: "2026-08-04",
			team: &team{active: "2026-06-11", duplicate: true}},
		{name: "Sales", alias: "sales-old", created: "2022-02-10", owners: "a11 a12", active: "2023-06-30",
			team: &team{archived: true, active: "2023-06-30", channels: []channel{{name: "Deals", kind: "private", members: "d3*"}}}},
		{name: "Café Project", alias: "cafe", created: "2023-08-01", owners: "a21 a22", active: "2026-10-12",
			team: &team{active: "2026-10-12", duplicate: true}},
		{name: "Cafe\u0301  project", alias: "cafe-2", created: "2023-09-01", owners: "a22 a23", active: "2026-10-02",
			team: &team{active: "2026-10-02", duplicate: true}},
		{name: "Projects - NSW", alias: "projects-nsw", created: "2022-06-01", owners: "a24 a25", members: "a26..a40", active: "2026-10-30", team: &team{active: "2026-10-30"}},
		{name: "Projects NSW", alias: "projectsnsw", created: "2022-06-02", owners: "a24 a26", active: "2026-10-20", team: &team{active: "2026-10-21"}},
		{name: "All Staff – Contoso", alias: "allstaff", public: true, created: "2022-01-15", owners: "a1 a8", members: "a2..a7 a9..a60 d1 d2 g1 g2", active: "2026-10-31",
			team: &team{active: "2026-10-31"}},
		{name: "Marketing & \"Brand\" <2026>", alias: "marketing", public: true, created: "2022-04-11", owners: "a27 a30", members: "a41 a42", active: "2026-10-29", team: &team{active: "2026-10-25"}},
		{name: "Social Club 🎉", alias: "social", public: true, created: "2022-11-04", owners: "a31", state: single, active: "2026-07-20",
			team: &team{active: "2026-05-14", inactive: true}},
		{name: "IT Service Desk", alias: "it", created: "2022-01-20", owners: "a4 a28", members: "a33", labels: "General", active: "2026-10-30",
			team: &team{active: "2026-10-30", channels: []channel{{name: "Break-glass accounts", kind: "private", members: "a4* d10*"}}}},
		{name: "Estimating and Tenders for Commercial, Civil and Government Work – Eastern Region (including Queensland)", alias: "tenders", created: "2022-07-07",
			owners: "a34 a35", active: "2026-10-29", team: &team{active: "2026-10-29"}},
		{name: "Warehouse", alias: "warehouse", created: "2022-08-19", owners: crowd, members: "a43..a50", active: "2026-10-27", team: &team{active: "2026-10-28"}},
		{name: "Old Intranet Project", alias: "old-intranet", created: "2022-03-15", state: ownerless, active: "2024-02-01",
			team: &team{active: "", inactive: true, channels: []channel{{name: "Suppliers", kind: "private", members: "a36", ownerless: true}}}},
		{name: "Automation Sandbox", alias: "automation", created: "2024-04-04", owners: "s1 s2", members: "a4", state: ownerless, active: "2025-12-02"},
		{name: "Field Services", alias: "field", created: "2023-03-03", owners: "s1 a20", members: "a51..a58", state: single, active: "2026-10-30", team: &team{active: "2026-10-29"}},
		{name: "Field services", alias: "field-2021", created: "2022-01-12", owners: "a20 a21", active: "2022-12-20", team: &team{archived: true, active: "2022-12-19"}},
		{name: "Harbour View Apartments (complete)", alias: "harbourview", created: "2022-09-09", owners: "d2 d3", members: "a24", state: inactive, active: "2024-11-20",
			team: &team{active: "2024-11-18", inactive: true}},
		{name: "Architects – shared with Rossi", alias: "rossi", created: "2023-10-10", owners: "g2", members: "a25", state: singleInactive, active: "2026-09-30",
			team: &team{active: "2026-03-03"}}, // its site was used
		{name: "Fleet and Plant", alias: "fleet", created: "2022-10-01", owners: "d4", members: "a59 a60", state: singleInactive, active: "2026-10-11"},
		{name: "Kiosk devices", alias: "kiosks", created: "2023-01-30", owners: "t1 d5", state: inactive, active: ""},
		{name: "Quality Assurance", alias: "quality", created: "2023-02-02", owners: "d6 g3 a37", members: "a38", active: "2026-10-05", team: &team{noRow: true}},
		{name: "Depot Brisbane (on-premises)", alias: "depot-bne", created: "2022-05-05", state: synced, labels: "General", active: "2026-10-01"},
		{name: "Depot Perth (on-premises)", alias: "depot-per", created: "2022-05-05", owners: "", state: synced, active: "2026-07-01", noSite: true},
		{name: "مشروع دبي", alias: "dubai", created: "2024-09-01", owners: "a28 a29", active: "2026-10-19", team: &team{active: "2026-10-19"}},
		{name: "פרויקט חיפה", alias: "haifa", created: "2025-02-01", owners: "a29", state: single, active: "2026-08-03", team: &team{active: "2026-08-03", inactive: true}},
		{name: "上海项目 – 東京支店", alias: "shanghai", created: "2025-06-15", owners: "a27 a30", active: "2026-08-03", team: &team{active: "2026-08-04"}},
		{name: "Christmas Party 2026", alias: "xmas2026", created: "2026-08-05", owners: "a31 a32", active: "", team: &team{active: ""}},
		{name: "Apprentices 2024", alias: "apprentices", created: "2024-01-29", owners: "a39 a40", active: "2026-01-16", noRow: true, team: &team{noRow: true, inactive: true}},
	} {
		sites[g.alias] = p.group(g)
	}
	contosoGroupTraps(p)

	themes := map[string]string{
		"leadership": "office", "finance": "finance", "payroll": "finance", "people": "people", "sales": "sales", "sales2": "sales", "sales3": "sales", "sales-old": "sales",
		"projects-nsw": "projects", "projectsnsw": "projects", "cafe": "projects", "cafe-2": "projects", "marketing": "marketing", "it": "it", "tenders": "projects",
		"warehouse": "operations", "field": "operations", "field-2021": "operations", "fleet": "operations", "harbourview": "projects", "rossi": "projects", "quality": "safety", "depot-bne": "operations",
		"dubai": "projects", "haifa": "projects", "shanghai": "projects", "apprentices": "safety",
	}
	shelves := map[string]*shelf{}
	for i, g := range p.tenant.Groups {
		alias := g.Mail[:len(g.Mail)-len("@contoso.com")]
		s := sites[alias]
		if s == nil {
			continue
		}
		kind := themes[alias]
		if kind == "" {
			kind = "office"
		}
		shelves[alias] = s.library("Documents").fill(kind, 9+i%5)
	}
	sites["marketing"].sub("Events & sponsorship", "events", "2023-04-01").library("Documents").fill("marketing", 6)
	sites["finance"].again()
	contosoLinks(p, shelves)
	contosoGrants(p, shelves, sites)
	contosoDelta(p, shelves)
	contosoLiar(p, sites["fleet"])
	for i := range 3 { // channels that have files have libraries
		sites["projects-nsw"].library(fmt.Sprintf("Project files %d", 2023+i)).fill("projects", 12)
	}
	sites["tenders"].library("Submissions").fill("projects", 16)
	sites["it"].hiddenLibrary("Site Collection Documents").fill("it", 3)
	p.trap("sharing.drives", "Site Collection Documents", "is a system library, which /drives hides")
}

func contosoGroupTraps(p *plan) {
	p.trap("ownership.groups.no_active_owner", "Warehouse", "its 21st owner is active, and $expand shows twenty")
	p.trap("ownership.groups.no_active_owner", "Quality Assurance", "one owner of three is active")
	p.trap("ownership.groups.no_active_owner", "Kiosk devices", "one owner has no userType: enabled, and no Member")
	p.trap("ownership.groups.ownerless", "Depot Brisbane (on-premises)", "is synchronised from on-premises: its owners are not visible")
	p.trap("ownership.groups.ownerless", "Automation Sandbox", "its two owners are service principals")
	p.trap("ownership.groups.single_owner", "Field Services", "one owner of two is a service principal")
	p.trap("ownership.groups.single_owner", "Fleet and Plant", "its single owner is disabled: it counts here too")
	p.trap("ownership.groups.owner_unknown", "Old Intranet Project", "has no owners and is not synchronised")
	p.trap("ownership.sites.ownerless_group", "Depot Brisbane (on-premises)", "the owners of its group are unknown, not absent")
	p.trap("ownership.sites.ownerless_group", "Architects – shared with Rossi", "its group is owned by a guest alone")
	p.trap("sharing.sites.public_group", "Events & sponsorship", "is a subsite of a public group's site")
	p.trap("teams.total", "Fleet and Plant", "is a Microsoft 365 group without a team")
	p.trap("teams.archived", "sales-old@contoso.com", "is archived and named like a live team")
	p.trap("teams.inactive_90d", "sales-old@contoso.com", "is archived")
	p.trap("teams.inactive_90d", "Architects – shared with Rossi", "its team is quiet and its site is in use")
	p.trap("teams.inactive_90d", "Quality Assurance", "has no row in the report and its site is in use")
	p.trap("teams.inactive_90d", "Christmas Party 2026", "was created 89 days before")
	p.trap("teams.inactive_90d", "上海项目 – 東京支店", "was last used 90 days before: not before that day")
	p.trap("teams.duplicate_names", "sales-old@contoso.com", "is archived")
	p.trap("teams.duplicate_names", "field@contoso.com", "the only other team of its name is archived")
	p.trap("teams.duplicate_names", "Projects - NSW", "differs from Projects NSW by a hyphen")
	p.trap("teams.duplicate_names", "Cafe\u0301  project", "is written with a combining accent and two spaces")
	p.trap("teams.channels.ownerless", "Deals", "is a channel of an archived team")
	p.trap("teams.channels.ownerless", "Wellbeing", "is a shared channel")
	p.trap("teams.channels.ownerless", "Investigations", "its owner is a guest")
	p.trap("teams.channels.ownerless", "Break-glass accounts", "one of its two owners is active")
	p.trap("labels.groups_labelled", "Depot Brisbane (on-premises)", "is synchronised and labelled: it counts")
	p.trap("labels.groups_labelled", "People and Culture", "has two labels and counts once")
	p.trap("ownership.groups", "SG-All-Employees", "is a security group")
	p.trap("ownership.groups", "Depot Perth (on-premises)", "has no site and is a group all the same")
}
