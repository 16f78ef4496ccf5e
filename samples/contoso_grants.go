package samples

import (
	"net/url"
	"strings"

	"preflight/assess/emulator"
)

// contosoGrants plants grants without links: to outsiders, to everyone, to groups large and small.
func contosoGrants(p *plan, in map[string]*shelf, sites map[string]*site) {
	finance, people, projects := in["finance"], in["people"], in["projects-nsw"]

	// Outsiders.
	n := projects.folder(nil, "Drawings for Rossi", p.outsider("write", user(p.who("g2"))))
	projects.fillBelow(n, "A-1", ".dwg", 7)
	projects.file(n, "Contratto di subappalto – Rossi.pdf")
	projects.file(nil, "Survey – Turner & Hale.pdf", p.outsider("read", userID(p.who("g1"))), p.outsider("read", mailOnly("Clerk", "clerk@turnerhale.example")))
	p.trap("sharing.items.guests", projects.items[len(projects.items)-1].ID, "two outsiders hold a grant and the item counts once")
	projects.file(nil, "Dilapidation report.pdf", p.outsider("read", mailOnly("Site office", "site@au.contoso.com")))
	p.trap("sharing.items.guests", projects.items[len(projects.items)-1].ID, "names an address in a subdomain, which is not verified")
	member := projects.file(nil, "Timesheets.xlsx", p.direct("write", user(p.who("a24"))))
	p.trap("sharing.items.guests", member.id, "is granted to a member")
	lawyer := p.outsider("read", user(p.who("g1")))
	sub := projects.folder(nil, "Disputes", lawyer)
	child := projects.file(sub, "Letter of demand.pdf", fromAbove(lawyer, "/drive/root:/Disputes"), p.direct("write", user(p.who("a25"))))
	p.trap("sharing.items.guests", child.id, "its outsider is inherited, with a path")

	// Everyone, as SharePoint writes it in one place and another.
	claim := p.staffClaim()
	finance.file(nil, "Staff discount codes.xlsx", p.everyone("read", claim, "Everyone except external users"))
	handbook := people.folder(nil, "Staff handbook", p.everyone("read", strings.ToUpper(claim), "Alle außer externen Benutzern"))
	people.fillBelow(handbook, "Chapter", ".docx", 6)
	people.file(handbook, "Contrato de trabajo – cláusulas.docx")
	people.file(nil, "Salary bands 2026 – all levels.xlsx", p.everyone("read", url.QueryEscape(claim), "Everyone except external users"))
	p.trap("sharing.items.everyone", people.items[len(people.items)-1].ID, "its claim is percent-encoded")
	projects.file(nil, "Asbestos register – all depots.xlsx", p.everyone("read", "c:0(.s|true", "Everyone"))
	projects.file(nil, "Site induction.pptx", p.everyone("read", "c:0!.s|forms%3amembership", "すべてのユーザー"))
	projects.file(nil, "Site map.pdf", p.everyone("read", "c:0!.s|windows", "Todos los usuarios"), p.everyone("read", "C%3A0%28.S%7CTRUE", "Tout le monde"))
	p.trap("sharing.items.everyone", projects.items[len(projects.items)-1].ID, "two such grants, one item")
	namesake := projects.file(nil, "For the person called Everyone.docx", p.direct("read", user(p.who("a87"))))
	p.trap("sharing.items.everyone", namesake.id, "is granted to a person called Everyone")
	p.trap("copilot.files.discoverable", namesake.id, "is granted to a person called Everyone")
	board := in["leadership"].folder(nil, "Board papers", alone(), p.direct("read", user(p.who("a1"))))
	in["leadership"].fillBelow(board, "Board minutes", ".pdf", 6)
	p.trap("copilot.files.discoverable", board.id, "is open to named people only")
	above := people.file(handbook, "Chapter 9 – draft.docx", p.direct("write", user(p.who("a8"))))
	p.trap("sharing.items.everyone", above.id, "its grant to everyone is inherited; the file can be found all the same")
	by := people.people("users", emulator.IdentitySet{SiteUser: &emulator.Identity{ID: "9", Name: "Everyone except external users", Login: claim}})
	by.counts, by.opens.everyone = append(by.counts, "items.everyone"), true
	people.file(nil, "Christmas roster.xlsx", by)
	p.trap("sharing.items.everyone", people.items[len(people.items)-1].ID, "names everyone in a link for named people")

	// Roots.
	sites["field"].library("Public forms", p.everyone("read", claim, "Everyone except external users")).fill("operations", 8)
	p.trap("sharing.items.everyone", "Public forms", "is a library whose root is open to everyone")
	inherited := fromAbove(p.everyone("read", claim, "Everyone except external users"), "{}")
	sites["quality"].library("Templates", inherited).fill("safety", 6)
	p.trap("sharing.items.everyone", "Templates", "its root inherits the grant from the site: its files can be found all the same")
	sites["warehouse"].library("Supplier drop-off", p.outsider("write", user(p.who("g7")))).fill("operations", 5)
	p.trap("sharing.items.guests", "Supplier drop-off", "is a library whose root is granted to an outsider: a root is no item")

	contosoPublicSites(p, in)
	contosoBroad(p, in)
}

// contosoPublicSites plants what a public group's site keeps to itself.
func contosoPublicSites(p *plan, in map[string]*shelf) {
	l := in["allstaff"]
	closed := l.folder(nil, "Committee only", alone(), p.direct("write", user(p.who("a1"))))
	l.fillBelow(closed, "Committee minutes", ".docx", 5)
	p.trap("copilot.files.discoverable", closed.id, "inherits nothing in a public group's site and names no group of it")
	owners := l.folder(nil, "Owners' corner", alone(), p.siteGroupGrant("3", "All Staff – Contoso Owners", "owner"))
	l.fillBelow(owners, "Redundancy planning", ".xlsx", 3)
	p.trap("copilot.files.discoverable", owners.id, "names only the owners of a public group's site")
	visitors := l.folder(nil, "Notices", alone(), p.siteGroupGrant("4", "All Staff – Contoso Visitors", "read"))
	l.fillBelow(visitors, "Notice", ".pdf", 3)
	l.file(visitors, "Passport to success.pptx")
	private := in["finance"].folder(nil, "Members only", alone(), p.siteGroupGrant("5", "Finance & Accounts Members", "write"))
	in["finance"].fillBelow(private, "Reconciliation", ".xlsx", 3)
	p.trap("copilot.files.discoverable", private.id, "names the members of a private group's site")
}

// contosoBroad plants grants to groups. Half of the 90 members are 45.
func contosoBroad(p *plan, in map[string]*shelf) {
	l, all := in["it"], ""
	for _, g := range p.tenant.Groups {
		if g.Mail == "allstaff@contoso.com" {
			all = g.ID
		}
	}
	east := p.security("SG-East", p.all("a1..a30")...)
	west := p.security("SG-West", p.all("a25..a50")...)
	nested := p.security("SG-All-Employees", append(p.all("d1 d2"), east, west)...)
	half := p.security("SG-Half", p.all("a1..a45")...)
	under := p.security("SG-Leavers-and-Guests", p.all("a1..a44 d1..d6 g1..g5")...)
	twenty := p.security("SG-Twenty", p.all("a1..a20")...)
	overlap := p.security("SG-Overlap", append(p.all("a41"), east, p.security("SG-Central", p.all("a10..a40")...))...)

	group := l.folder(nil, "All staff share", p.broad("write", unifiedGroup("All Staff – Contoso Members", all, "")))
	l.fillBelow(group, "Form", ".docx", 4)
	l.file(nil, "Phone list.xlsx", p.broad("read", securityGroup("SG-All-Employees", nested)))
	p.trap("sharing.items.broad_group", l.items[len(l.items)-1].ID, "its group has members only through two others")
	l.file(nil, "Car park map.pdf", p.broad("read", securityGroup("SG-Half", half)))
	p.trap("sharing.items.broad_group", l.items[len(l.items)-1].ID, "its group has exactly half of the staff")
	for _, g := range []struct {
		file, name, id, why string
	}{
		{"Exit checklist.docx", "SG-Leavers-and-Guests", under, "its group has 55 members, of whom 44 are enabled Members"},
		{"Pilot users.xlsx", "SG-Twenty", twenty, "its group has twenty members"},
		{"Depot keys.xlsx", "SG-Overlap", overlap, "its group has 41 members, some of them on two ways"},
	} {
		n := l.file(nil, g.file, p.direct("read", securityGroup(g.name, g.id)))
		p.trap("sharing.items.broad_group", n.id, g.why)
	}
	n := l.file(nil, "Owners' notes.docx", p.direct("write", unifiedGroup("All Staff – Contoso Owners", all, "_o")))
	p.trap("sharing.items.broad_group", n.id, "its claim ends in _o: the owners of a large group")
	l.site.library("Company templates", p.broad("read", unifiedGroup("All Staff – Contoso Members", all, ""))).fill("office", 5)
	p.trap("sharing.items.broad_group", "Company templates", "is a library whose root is granted to a broad group")
}
