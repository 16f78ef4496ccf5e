package samples

import "fmt"

// contosoSites plants the sites without a Microsoft 365 group, and those that do not count.
func contosoSites(p *plan) {
	root := p.site(site{name: "Contoso", path: "/", created: "2022-01-10", owner: "priya.raman@contoso.com", ownerName: "Priya Raman", active: "2026-10-31", template: "Communication Site"})
	root.library("Documents").fill("office", 14)
	hub := p.site(site{name: "Contoso Connect", path: "/sites/intranet", created: "2022-03-01", active: "2026-10-31", template: "Communication Site", orphan: true})
	hub.library("Documents").fill("office", 10)
	hub.library("Policies & Procedures (controlled copies) – current, superseded and withdrawn, 2019 to 2026").fill("people", 12)

	for _, s := range []struct {
		site
		kind string
		n    int
	}{
		{site{name: "Policies & Procedures", path: "/sites/policies", created: "2022-03-09", owner: "wendy.chu@contoso.com", ownerName: "Wendy Chu", active: "2026-10-20", template: "Communication Site", orphan: true}, "people", 11},
		{site{name: "Safety First ⛑️", path: "/sites/safety", created: "2022-04-19", owner: "chen.wei_fabrikam.example#EXT#@contoso.onmicrosoft.com", ownerName: "Chen Wei", active: "2026-10-28", template: "Team Site", orphan: true}, "safety", 13},
		{site{name: "Brand Centre", path: "/sites/brand", created: "2023-07-01", noRow: true, template: "Communication Site", orphan: true}, "marketing", 10},
		{site{name: "Legal & Contracts", path: "/sites/legal", created: "2022-08-08", owner: "kiosk@contoso.com", ownerName: "Warehouse Kiosk", active: "2026-10-30", template: "Team Site", orphan: true}, "projects", 12},
		{site{name: "Bid Library", path: "/sites/bids", created: "2022-05-17", owner: "Olivia.MARTIN@Contoso.com", ownerName: "Olivia Martin", active: "2026-10-25", template: "Team Site"}, "projects", 9},
		{site{name: "Search & Rescue volunteers", path: "/sites/search-and-rescue", created: "2023-11-20", owner: "zoe.campbell@contoso.com", ownerName: "Zoe Campbell", active: "2026-09-15", template: "Team Site"}, "safety", 7},
		{site{name: "App Catalogue redesign", path: "/sites/appcatalog-redesign", created: "2024-02-12", owner: "tom.whitfield@contoso.com", ownerName: "Tom Whitfield", active: "2025-03-01", template: "Team Site"}, "it", 6},
		{site{name: "Payroll – Salary review 2026", path: "/sites/payroll-Salaryreview2026", created: "2026-05-04", owner: "nadia.haddad@contoso.com", ownerName: "Nadia Haddad", active: "2026-10-22", template: "Team Channel", shortID: true}, "finance", 8},
		{site{name: "Việt Nam – nhà cung cấp", path: "/sites/vietnam", created: "2024-10-10", owner: "hanh.nguyen@contoso.com", ownerName: "Nguyễn Thị Hồng Hạnh", active: "2026-10-10", template: "Team Site"}, "operations", 9},
	} {
		p.site(s.site).library("Documents").fill(s.kind, s.n)
	}

	// A classic collection with subsites, one of them below another. Its owner was deleted.
	projects := p.site(site{name: "Projects (classic)", path: "/teams/projects", created: "2022-01-18", owner: p.who("x2").upn, ownerName: "Marcus Lowe", active: "2026-10-02", template: "Team Site", orphan: true})
	projects.library("Documents").fill("projects", 10)
	year := projects.sub("Projects 2024", "2024", "2024-01-08")
	drawings := year.library("Documents").fill("projects", 9)
	n := drawings.file(nil, "Drawing register (public).xlsx", drawings.anyone(never))
	p.trap("sharing.files.by_link.anonymous", n.id, "lies in the library of a subsite")
	street := year.sub("Wattle Street 14–18", "wattle-street", "2024-03-11")
	drawings = street.library("Documents").fill("projects", 8)
	n = drawings.file(nil, "Neighbour complaints.docx", drawings.company("edit", never))
	p.trap("sharing.links.organization", n.id, "lies in the library of a subsite of a subsite")
	p.trap("sharing.sites", street.planted.WebID, "is a subsite of a subsite, which getAllSites does not list")
	p.trap("ownership.sites.owner_unknown", street.planted.WebID, "shares the owner of its collection, who was deleted")
	p.trap("ownership.sites.owner_unknown", "Brand Centre", "has no row in the report")
	p.trap("ownership.sites.owner_unknown", "Bid Library", "its owner's name is written in capitals")
	p.trap("ownership.sites.owner_unknown", "Legal & Contracts", "its owner is enabled and has no userType")
	p.trap("ownership.sites.owner_unknown", "Finance & Accounts", "has a group, and the report names the group's address")

	// What getAllSites lists and the count leaves out.
	for i, s := range []struct {
		site
		measure, why string
	}{
		{site{name: "Old projects 2019", path: "/sites/projects-2019", created: "2022-01-11", fate: archived, owner: "david.nguyen@contoso.com", template: "Team Site"}, "sharing.sites.archived", "is archived: left out of the sites and counted here"},
		{site{name: "Acquisition – Coastal Joinery (closed)", path: "/sites/coastal", created: "2022-06-21", fate: archived, template: "Group"}, "sharing.links.anonymous.unending", "is archived and holds an Anyone link"},
		{site{name: "Apps", path: "/sites/appcatalog", created: "2022-01-10", fate: system, template: "App Catalog Site"}, "sharing.sites", "is the app catalogue"},
		{site{name: "Content Type Hub", path: "/sites/contenttypehub", created: "2022-01-10", fate: system}, "sharing.sites", "is the content type hub"},
		{site{name: "Search", path: "/search", created: "2022-01-10", fate: system, template: "Enterprise Search Center"}, "sharing.sites", "is the search centre"},
		{site{name: "My Site Host", path: "/", created: "2022-01-10", fate: system}, "sharing.sites", "is the -my root"},
		{site{name: "Deleted last night", path: "/sites/gone", created: "2023-01-01", fate: gone}, "sharing.sites", "answers 404"},
		{site{name: "Moved to another tenant", path: "/sites/moved", created: "2023-01-02", fate: removed}, "sharing.sites", "answers 410"},
	} {
		l := p.site(s.site).library("Documents").fill("office", 4)
		l.file(nil, fmt.Sprintf("Left out %d.docx", i+1), l.anyone(never))
		p.trap(s.measure, s.name, s.why)
	}
	p.trap("sharing.sites", "Search & Rescue volunteers", "its path begins like the search centre's")
	p.trap("sharing.sites", "Finance & Accounts", "comes twice in getAllSites, once with an id of two parts")
	p.trap("sharing.drives", "Left out 1.docx", "lies in a library of an archived site")
}
