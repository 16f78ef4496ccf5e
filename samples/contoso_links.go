package samples

import (
	"fmt"

	"preflight/assess/emulator"
)

// contosoLinks plants sharing links of every kind.
func contosoLinks(p *plan, in map[string]*shelf) {
	finance, payroll, people, sales, marketing := in["finance"], in["payroll"], in["people"], in["sales"], in["marketing"]

	// Open to anyone, with an end and without.
	payroll.file(nil, "Payroll FY25-26 MASTER.xlsx", payroll.anyone(never))
	payroll.file(nil, "=HYPERLINK(\"http://example.com\",\"Payslips\").xlsx", payroll.anyoneEdit("edit", "write", zeroExpiry))
	finance.file(nil, "Bank details – suppliers (O'Neill & Sons).xlsx", locked(finance.anyone(nullExpiry)))
	n := finance.file(nil, "+61 phone bill.pdf", finance.anyone(nextMarch))
	p.trap("sharing.links.anonymous.unending", finance.items[n.at].Name, "has an end")
	n = finance.file(nil, "Bank guarantee.pdf", finance.anyone(thatDay))
	p.trap("sharing.links.expired", finance.items[n.at].Name, "ends at the very moment of asOf, which is not before it")
	people.file(nil, "Upload your passport here.docx", people.anyoneEdit("createOnly", "", never))
	n = people.file(nil, "Survey (anyone can fill in).xlsx", people.anyoneEdit("edit", "", nextMarch))
	p.trap("sharing.links.anonymous.edit", people.items[n.at].Name, "has no role, and its type says edit")
	n = marketing.file(nil, "Media kit.pdf", withType(marketing.anyone(never), "blocksDownload"))
	p.trap("sharing.links.anonymous.edit", marketing.items[n.at].Name, "is to read without downloading")
	n = marketing.file(nil, "Brochure (view only).pdf", withoutRole(marketing.anyone(zeroExpiry)))
	p.trap("sharing.links.anonymous.edit", marketing.items[n.at].Name, "has no role, and its type says view")
	p.trap("sharing.links.anonymous.unending", marketing.items[n.at].Name, "ends in the year 1, which means never")

	// A folder by link: files below it are open, and a child with permissions of its own that inherits nothing is not.
	photos := marketing.folder(nil, "Photos for the press 📷", marketing.anyone(never))
	marketing.fillBelow(photos, "press photo", ".jpg", 14)
	embargo := marketing.file(photos, "Embargoed – new depot.jpg", alone(), marketing.people("users", user(p.who("a27"))))
	p.trap("sharing.files.by_link.anonymous", embargo.id, "lies in a folder that is open to anyone and has permissions of its own")
	shared := marketing.file(photos, "Launch photo.jpg", nothing(), fromAbove(grant{perm: photos.list[len(photos.list)-1], facet: "anonymous"}, "{}"))
	p.trap("sharing.links.anonymous", shared.id, "gives the folder's link as inherited, with an empty inheritedFrom")

	tendersShelf := in["tenders"]
	pack := tendersShelf.folder(nil, "Tender pack – Riverside School", tendersShelf.company("view", never))
	tendersShelf.fillBelow(pack, "Schedule", ".pdf", 8)
	tendersShelf.file(pack, "Umowa podwykonawcza – Kowalski.pdf")
	inner := tendersShelf.folder(pack, "Pricing – do not share", alone(), tendersShelf.people("users", user(p.who("a34"))))
	priced := tendersShelf.file(inner, "Bill of quantities.xlsx")
	p.trap("sharing.files.by_link.organization", priced.id, "lies two folders below one open to the company, in one that inherits nothing")

	// Open to the company.
	sales.file(nil, "Commission calculator.xlsx", sales.company("edit", never))
	sales.file(nil, "-DRAFT- Price increase letter.docx", sales.company("view", nextMarch))
	n = sales.file(nil, "Sales kick-off deck.pptx", nulled(sales.company("view", never)))
	p.trap("sharing.links.organization", sales.items[n.at].Name, "has an inheritedFrom of null, which is direct")
	finance.file(nil, "@mention log.docx", finance.company("edit", zeroExpiry))
	twin := sales.company("view", never)
	n = sales.file(nil, "Customer list 2026.xlsx", twin, twice(twin))
	p.trap("sharing.links.organization", n.id, "its list gives the same permission twice")

	// For named people, and guests.
	n = people.file(nil, "Contract – Margaret O'Brien.docx", people.people("users", user(p.who("a1"))))
	p.trap("sharing.links.guests", n.id, "is for a member")
	n = people.file(nil, "Medical certificate – back injury.pdf", people.people("", user(p.who("a9"))))
	p.trap("sharing.links.users", n.id, "its link has no scope")
	sales.file(nil, "Proposal – Fabrikam.docx", sales.guests("users", user(p.who("g3")), user(p.who("a11"))))
	n = sales.file(nil, "Proposal – Northwind.docx", sales.guests("users", userID(p.who("g5"))))
	p.trap("sharing.links.guests", n.id, "names the guest by his user id alone")
	n = sales.file(nil, "Proposal – Adatum.docx", sales.guests("users", loginOnly("H. Tanaka", "i:0#.f|membership|h.tanaka_adatum.example#EXT#@contoso.onmicrosoft.com")))
	p.trap("sharing.links.guests", n.id, "names the guest by his login alone")
	sales.file(nil, "Proposal – Litware.docx", sales.guests("", loginOnly("nora@litware.example", "i:0#.f|membership|urn%3aspo%3aguest#nora@litware.example")))
	n = finance.file(nil, "Loan application.pdf", finance.guests("users", mailOnly("Rosa Pinto", "rosa.pinto@contoso-legacy.com.au")))
	p.trap("sharing.links.guests", n.id, "names an address in the tenant's own domain that is not verified")
	n = finance.file(nil, "Audit file 2025.zip", finance.people("users", mailOnly("Grace Papadopoulos", "Grace.Papadopoulos@CONTOSO.COM")))
	p.trap("sharing.links.guests", n.id, "names a member whose address is written in capitals")

	// Grants nothing new; the id is the same everywhere.
	for i, l := range []*shelf{finance, sales, people, in["it"]} {
		n = l.file(nil, fmt.Sprintf("Link for people who have access (%d).docx", i+1), l.existing())
	}
	p.trap("sharing.links.existing", n.id, "its permission id is that of every such link")
	p.trap("sharing.links.users", n.id, "its link is for existing access")

	// Ended.
	n = finance.file(nil, "Old investor deck.pptx", finance.expired("anonymous", lastYear))
	p.trap("sharing.links.anonymous", n.id, "its only Anyone link ended last year")
	p.trap("sharing.files.by_link.anonymous", n.id, "its only Anyone link ended last year")
	n = sales.file(nil, "Price list 2024.xlsx", sales.expired("organization", dayBefore))
	p.trap("sharing.links.organization", n.id, "its link ended a second before asOf")
	people.file(nil, "Interview notes.docx", people.expired("users", lastYear), people.people("users", user(p.who("a10"))))

	// Packages and other names that a document has to survive.
	n = people.notebook(nil, "Team notebook", people.anyone(never))
	p.trap("sharing.files.by_link.anonymous", n.id, "is a notebook, an item with an Anyone link and no file")
	it := in["it"]
	it.file(nil, "Passwords – master list.docx", it.company("view", never))
	it.file(nil, "Wi-Fi {nb} keys\tdepots.txt", it.people("users", user(p.who("a28"))))
	it.file(nil, "Ghi chú bàn giao mật khẩu – Hồng Hạnh.docx", it.anyone(nextMarch))
	it.file(nil, "パスワード一覧 <旧>.xlsx", it.company("edit", never))
	it.file(nil, "Отчёт «Безопасность» & аудит.docx ", it.people("users", user(p.who("a33"))))
}

func withType(g grant, kind string) grant {
	link := *g.perm.Link
	link.Type = kind
	g.perm.Link = &link
	return g
}

func withoutRole(g grant) grant {
	g.perm.Roles = nil
	return g
}

// fillBelow plants n numbered files in a folder.
func (l *shelf) fillBelow(parent *node, name, ending string, n int) {
	for i := range n {
		l.numbered(parent, fmt.Sprintf("%s %02d%s", name, i+1, ending), name+ending)
	}
}

// contosoDelta plants what a delta does to a reader: deleted items, items twice, an id in two libraries.
func contosoDelta(p *plan, in map[string]*shelf) {
	l := in["quality"]
	n := l.deletedFile(nil, "Deleted – wage dispute.docx", l.anyone(never))
	p.trap("sharing.links.anonymous", n.id, "is deleted and has an Anyone link")
	p.trap("sharing.items", n.id, "is deleted")
	n = l.file(nil, "Shared since.docx", l.company("view", never)).changed(func(was *emulator.Item) { was.Facet = nil })
	p.trap("sharing.links.organization", n.id, "comes twice in the delta, only the later one with the shared facet")
	anonymous := "anonymous"
	n = l.file(nil, "No longer shared.docx").changed(func(was *emulator.Item) { was.Facet, was.Name = &anonymous, "Shared once.docx" })
	p.trap("sharing.items", n.id, "comes twice in the delta")
	n = l.deletedFile(nil, "Gone meanwhile.docx", l.anyoneEdit("edit", "write", never)).changed(func(was *emulator.Item) { was.Deleted = false })
	p.trap("sharing.links.anonymous.edit", n.id, "comes twice in the delta, the second time deleted")
	n = l.deletedFile(nil, "Gone unseen.docx").changed(func(was *emulator.Item) { was.Deleted, was.Facet = false, nil })
	p.trap("sharing.items", n.id, "comes twice in the delta, the second time deleted, and was never shared")
	open := l.folder(nil, "Open to the company", l.company("view", never))
	n = l.file(open, "Moved into the open.docx").changed(func(was *emulator.Item) { was.Parent = "" })
	p.trap("sharing.files.by_link.organization", n.id, "was moved into a folder that is open to the company")
	n = l.file(nil, "Looks shared.docx", nothing())
	p.trap("sharing.links.users", n.id, "has the shared facet {} and only inherited entries")

	// One id in two libraries, as copied sites have it.
	a, b := in["cafe"], in["cafe-2"]
	first, second := a.file(nil, "Lease.pdf"), b.file(nil, "Lease.pdf")
	b.items[second.at].ID = a.items[first.at].ID
	second.id = first.id
	p.trap("sharing.items", first.id, "is the id of two items in two libraries")
}

// contosoLiar plants a small library in which items are shared and lack the facet that should say so
// (microsoft-graph-docs#17418). There are so many of them that any control sample of 200 meets some.
func contosoLiar(p *plan, s *site) {
	l := s.library("Vehicle documents (migrated 2022)")
	l.liar = true
	l.fill("operations", 6)
	crashes := l.folder(nil, "Accident reports")
	for i := range 14 {
		l.numbered(crashes, fmt.Sprintf("Accident report %02d.pdf", i+1), "Accident report.pdf", l.company("view", never))
	}
	for i := range 16 {
		l.numbered(nil, fmt.Sprintf("Drug and alcohol test %02d.pdf", i+1), "Drug and alcohol test.pdf", l.people("users", user(p.who(fmt.Sprintf("a%d", 59+i%2)))))
	}
	n := l.file(nil, "Registration papers.pdf", l.anyoneEdit("edit", "write", never))
	p.trap("sharing.links.anonymous", n.id, "its library gives no shared facet: only reading it item by item finds the link")
	p.trap("sharing.links.anonymous.edit", n.id, "its library gives no shared facet: only reading it item by item finds the link")
	p.trap("sharing.links.users", l.drive.ID, "its shared items lack the shared facet")
}
