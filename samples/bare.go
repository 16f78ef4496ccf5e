package samples

import (
	"fmt"
	"slices"
	"strings"

	"preflight/assess/emulator"
)

// bareStaff are the enabled Members, a1 first.
var bareStaff = []string{
	"Abigail Stone", "Brendan Walsh", "Carmen Diaz", "Dominic Farrow", "Elsie Muir", "Fraser Lyle", "Gemma Pratt", "Hamish Boyd", "Isaac Cohen", "Jade Whittaker", "Kevin Tan", "Lara Bishop", "Miles Ashton",
	"Nina Popov", "Owen Driscoll", "Phoebe Hart", "Quinn Delaney", "Rita Sousa", "Sean Mulligan", "Tess Drummond", "Umar Farooq", "Vera Lindgren", "Will Tanner", "Xanthe Moss", "Yvonne Kerr", "Zac Hooper",
}

// bare is a small tenant on Business Standard with next to nothing set up, seen by an application that lacks three
// permissions, with usage reports that hide names and one site that refuses to be read.
func bare() *plan {
	p := newPlan("bare", emulator.Tenant{
		Name: "Tailspin Toys Pty Ltd", Country: "AUS", Concealed: true,
		Domains: []emulator.Domain{
			{Name: "tailspintoys.com", Verified: true, Default: true},
			{Name: "tailspintoys.onmicrosoft.com", Verified: true},
		},
		App: emulator.App{Name: "Preflight (read only)", Roles: slices.DeleteFunc(leastRoles(), func(role string) bool {
			return slices.Contains([]string{"ChannelMember.Read.All", "SharePointTenantSettings.Read.All", "SensitivityLabels.Read.All"}, role)
		})},
		Sharing: emulator.SharingSettings{Capability: "externalUserAndGuestSharing", ResharingByGuests: true, DomainRestriction: "none", LegacyAuthProtocols: true, DeletedOneDriveDays: 30},
	})
	p.domain, p.host = "tailspintoys.com", "tailspintoys.sharepoint.com"
	p.subscribe(businessStandard, "Enabled", 30, 0, false)
	for i, name := range bareStaff {
		holds := holdsStandard
		if i >= 23 {
			holds = holdsNothing
		}
		p.member(fmt.Sprintf("a%d", i+1), name, strings.ReplaceAll(strings.ToLower(name), " ", ".")+"@tailspintoys.com", fmt.Sprintf("2024-%02d-12", 1+i%12), holds)
	}
	p.leaver("d1", "Graham Pell", "graham.pell@tailspintoys.com", "2024-01-12", holdsStandard)
	p.leaver("d2", "Old Reception", "reception@tailspintoys.com", "2024-01-12", holdsNothing)
	p.guest("g1", "Ulla Meyer", "ulla@wideworldimporters.example", "2025-01-01", true, holdsNothing)
	p.guest("g2", "Vince Carter", "vince@wideworldimporters.example", "2025-01-02", true, holdsNothing)
	p.deleted("x1", "Petra Novak", "petra.novak@tailspintoys.com", "2026-10-22")
	p.trap("licence.users.not_eligible", "Yvonne Kerr", "holds nothing")
	p.trap("licence.users.eligible", "Graham Pell", "is disabled")

	bareSites(p)
	for i := range 10 {
		u := p.who(fmt.Sprintf("a%d", i+1))
		l := p.oneDrive(oneDrive{of: u.key, created: "2024-05-01", named: u.identity(), row: u.upn, active: "2026-09-30"}).fill("personal", 3)
		switch i {
		case 2:
			l.file(nil, "Wholesale prices.xlsx", l.anyone(never))
		case 4:
			l.file(nil, "Staff roster.xlsx", l.company("view", never))
			l.file(nil, "Passwords.docx", p.everyone("read", p.staffClaim(), "Everyone except external users"))
		case 6:
			n := l.file(nil, "Old quote.docx", l.expired("organization", lastYear))
			p.trap("onedrive.links.organization", n.id, "its link has ended")
		}
	}
	d1, x1 := p.who("d1"), p.who("x1")
	p.oneDrive(oneDrive{of: "d1", created: "2024-01-15", named: d1.identity(), row: d1.upn, active: "2025-01-15", owner: "disabled"}).fill("personal", 2)
	p.oneDrive(oneDrive{of: "x1", created: "2024-01-16", named: x1.identity(), row: x1.upn, active: "2025-01-15", owner: "deleted"}).fill("personal", 2)
	bareHidden(p)
	return p
}

func bareSites(p *plan) {
	for i, g := range []group{
		{name: "Tailspin Toys", alias: "all", public: true, created: "2024-01-20", owners: "a1 a2", members: "a3..a26", active: "2026-10-30", team: &team{active: "2026-10-30"}},
		{name: "Design", alias: "design", created: "2024-02-01", owners: "a3", state: single, members: "a4 a5", active: "2026-10-30",
			team: &team{active: "2026-10-30", channels: []channel{{name: "Patents", kind: "private", members: "d1*"}}}},
		{name: "Accounts", alias: "accounts", created: "2024-02-02", owners: "a6 a7", active: "2026-10-30", team: &team{active: "2026-10-28"}},
		{name: "Trade fair 2024", alias: "fair", created: "2024-02-03", state: ownerless, active: "2024-12-01", team: &team{active: "2024-12-01"}},
		{name: "Online shop", alias: "shop", created: "2024-03-03", owners: "d1 d2", state: inactive, members: "a8", active: "2026-10-01", team: &team{active: "2026-10-01", duplicate: true}},
		{name: "online  shop", alias: "shop2", created: "2024-03-04", owners: "a8 a9", active: "2026-10-01", team: &team{active: "2026-10-01", duplicate: true}},
		{name: "Stock", alias: "stock", created: "2024-04-04", owners: "a10 a11", active: "2026-10-01", team: &team{archived: true, active: "2025-10-01"}},
	} {
		l := p.group(g).library("Documents").fill([]string{"office", "projects", "finance", "marketing", "sales", "sales", "operations"}[i], 8)
		switch g.alias {
		case "accounts":
			l.file(nil, "Payslips 2026.xlsx", l.anyone(never))
		case "design":
			l.file(nil, "Prototype.pdf", l.guests("users", user(p.who("g1"))))
		}
	}
	root := p.site(site{name: "Tailspin", path: "/", created: "2024-01-10", owner: "abigail.stone@tailspintoys.com", active: "2026-10-30", template: "Communication Site"})
	root.library("Documents").fill("office", 6)
	locked := p.site(site{name: "Investors", path: "/sites/investors", created: "2024-06-01", owner: "brendan.walsh@tailspintoys.com", active: "2026-10-30", template: "Team Site", fate: refused})
	l := locked.library("Documents").fill("finance", 5)
	l.file(nil, "Term sheet.docx", l.anyone(never))
	p.trap("sharing.links.anonymous", "Investors", "refuses to be read: what the other sites hold is a lower bound, not the number")
	p.trap("sharing.sites", "Investors", "refuses to be read, and it may have subsites")
	p.trap("sharing.sites.archived", "Investors", "refuses to be read, and is not archived")
}

// bareHidden names what the application cannot see all of.
func bareHidden(p *plan) {
	p.hide(
		// One site refuses: neither its subsites nor its libraries can be seen.
		"sharing.sites", "sharing.sites.public_group", "sharing.drives", "sharing.items", "ownership.sites.ownerless_group",
		"sharing.links.anonymous", "sharing.links.anonymous.edit", "sharing.links.anonymous.unending", "sharing.links.organization", "sharing.links.users",
		"sharing.links.existing", "sharing.links.expired", "sharing.links.guests", "sharing.items.guests", "sharing.items.everyone", "sharing.items.broad_group",
		"sharing.files.by_link.anonymous", "sharing.files.by_link.organization", "copilot.files.discoverable",
		// Usage reports hide names.
		"ownership.sites.owner_unknown", "teams.inactive_90d", "onedrive.inactive_90d",
		// Permissions that the application lacks.
		"teams.channels.ownerless", "labels.available",
	)
	p.trap("teams.inactive_90d", "Trade fair 2024", "has not been used since 2024, and the report does not say which team it is")
	p.trap("onedrive.inactive_90d", "Graham Pell", "has not been used since 2025, and the report does not say whose it is")
	p.trap("labels.groups_labelled", "Tailspin Toys", "has no label: a zero that was seen")
	p.trap("licence.copilot.seats", businessStandard.Part, "carries Bing_Chat_Enterprise, which is no paid seat")
}
