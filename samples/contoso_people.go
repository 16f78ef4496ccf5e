package samples

import (
	"fmt"
	"strings"
)

// contosoStaff are the enabled Members in the order of their keys, a1 first: name, local part of the address where it
// does not follow from the name.
var contosoStaff = []struct{ name, local string }{
	{"Margaret O'Brien", "margaret.obrien"}, {"David Nguyen", ""}, {"Priya Raman", ""}, {"Tom Whitfield", ""}, {"Siobhán Ní Bhriain", "siobhan.nibhriain"},
	{"Grace Papadopoulos", ""}, {"Nadia Haddad", ""}, {"Helen Stavrou", ""}, {"Liam Gallagher-Smythe", "liam.gallagher"}, {"Ana María Fernández", "ana.fernandez"},
	{"Jack Thompson", ""}, {"Olivia Martin", ""}, {"Noah Williams", ""}, {"Charlotte Brown", ""}, {"William Taylor", ""},
	{"Amelia Wilson", ""}, {"Oliver Johnson", ""}, {"Isla Anderson", ""}, {"Henry White", ""}, {"Mia Harris", ""},
	{"Lucas Walker", ""}, {"Ava Robinson", ""}, {"Ethan Kelly", ""}, {"Zoe Campbell", ""}, {"James Murphy", ""},
	{"Nguyễn Thị Hồng Hạnh", "hanh.nguyen"}, {"王小明 (Xiaoming Wang)", "xiaoming.wang"}, {"محمد الأحمد", "mohammed.alahmad"}, {"יעל כהן", "yael.cohen"}, {"佐藤 陽菜", "hina.sato"},
	{"김민준", "minjun.kim"}, {"Ελένη Παππά", "eleni.pappa"}, {"Дмитрий Соколов", "dmitry.sokolov"}, {"Zoë Müller", "zoe.mueller"}, {"Rene\u0301e Dubois", "renee.dubois"},
	{"Aroha Te Whata", "aroha.tewhata"}, {"Sanjay Gupta", ""}, {"Fatima Khan", ""}, {"Daniel Costa", ""}, {"Sophie Laurent", ""},
	{"Ruby Edwards", ""}, {"Leo Morris", ""}, {"Chloe Cooper", ""}, {"Jackson Reid", ""}, {"Matilda Ward", ""},
	{"Archer Bell", ""}, {"Evie Russell", ""}, {"Hudson Gray", ""}, {"Willow Foster", ""}, {"Mason Price", ""},
	{"Ivy Sanders", ""}, {"Cooper Ross", ""}, {"Harper Long", ""}, {"Levi Hughes", ""}, {"Poppy Butler", ""},
	{"Hunter Barnes", ""}, {"Sienna Fisher", ""}, {"Max Henderson", ""}, {"Layla Jenkins", ""}, {"Oscar Perry", ""},
	{"Ella Powell", ""}, {"Finn Patterson", ""}, {"Lily Flores", ""}, {"Jasper Simmons", ""}, {"Aria Bryant", ""},
	{"Theodore Alexander Montgomery-Featherstonehaugh of the Northern Beaches Regional Depot", "theo.montgomery"},
	{"Maya Griffin", ""}, {"Eli Hayes", ""}, {"Scarlett Myers", ""}, {"Angus Ford", ""}, {"Freya Hamilton", ""},
	{"Kai Graham", ""}, {"Violet Sullivan", ""}, {"Tyler Woods", ""}, {"Hazel Cole", ""}, {"Declan West", ""},
	{"Piper Jordan", ""}, {"Flynn Owens", ""}, {"Billie Reynolds", ""}, {"Dylan Marsh", ""}, {"Molly Ellis", ""},
	{"Patrick Hoang", ""}, {"Samira Aziz", ""}, {"George Katsaros", ""}, {"Tamara Petrović", "tamara.petrovic"},
	{"Reception & Switchboard", "reception"}, {"Everyone", "everyone"}, {"Scan to Email", "scanner"}, {"+61 Night Line", "nightline"}, {"Boardroom iPad 🖥️", "boardroom"},
}

// contosoPeople plants the accounts: 90 enabled Members, 10 leavers, 18 guests, two without a type, four deleted.
func contosoPeople(p *plan) {
	for i, s := range contosoStaff {
		local := s.local
		if local == "" {
			local = strings.ReplaceAll(strings.ToLower(s.name), " ", ".")
		}
		upn := local + "@contoso.com"
		created := fmt.Sprintf("20%02d-%02d-%02d", 22+i%4, 1+i*5%12, 1+i*7%28)
		p.member(fmt.Sprintf("a%d", i+1), s.name, upn, created, contosoHolds(i+1))
	}
	p.trap("sharing.items.everyone", "everyone@contoso.com", "is a person called Everyone, not the claim")

	leavers := []struct {
		name, local string
		holds       licensed
	}{
		{"Brett Collins", "brett.collins", holdsPremium.with(holdsSeat)}, {"Karen Voss", "karen.voss", holdsPremium.with(holdsSeat)}, {"Stephen Doyle", "stephen.doyle", holdsE3.with(holdsHalfSeat)},
		{"Rachel Adams (LEFT 06/2025)", "rachel.adams", holdsPremium.with(holdsDeadSeat)}, {"Ian McAllister", "ian.mcallister", holdsPremium}, {"Wendy Chu", "wendy.chu", holdsNothing},
		{"Peter D'Souza", "peter.dsouza", holdsNothing}, {"zz_Disabled – Gary Holt", "gary.holt", holdsPowerBI}, {"Lauren Whitelaw", "lauren.whitelaw", holdsNothing}, {"Temp Admin", "temp.admin", holdsNothing},
	}
	for i, l := range leavers {
		p.leaver(fmt.Sprintf("d%d", i+1), l.name, l.local+"@contoso.com", fmt.Sprintf("2022-%02d-11", i+1), l.holds)
	}
	p.trap("users.members", "brett.collins@contoso.com", "is a Member whose account is disabled")
	p.trap("licence.users.eligible", "ian.mcallister@contoso.com", "is disabled and holds a base licence")
	p.trap("licence.copilot.assigned", "karen.voss@contoso.com", "is disabled and holds a seat")
	p.trap("licence.copilot.assigned_disabled", "rachel.adams@contoso.com", "is disabled and holds a seat with both plans switched off")

	guests := []struct{ name, mail string }{
		{"Alex Turner (Turner & Hale Lawyers)", "alex.turner@turnerhale.example"}, {"Bianca Rossi", "bianca@rossi-architects.example"}, {"Chen Wei", "chen.wei@fabrikam.example"}, {"Dana Scully", "dana.scully@fabrikam.example"},
		{"Emre Yılmaz", "emre@northwind.example"}, {"Frida Johansson", "frida.johansson@northwind.example"}, {"Gus Parker", "gusparker77@gmail.example"}, {"Hiroshi Tanaka", "h.tanaka@adatum.example"},
		{"Ingrid Bauer", "ingrid@adatum.example"}, {"Jo Black", "jo.black@tailspin.example"}, {"Kofi Mensah", "kofi@tailspin.example"}, {"Lena Fischer", "lena.fischer@woodgrove.example"},
		{"Milan Novák", "milan@woodgrove.example"}, {"Nora Lindqvist", "nora@litware.example"}, {"Otto Klein", "otto@litware.example"}, {"Paula Reyes", "paula.reyes@proseware.example"},
		{"Quentin Bell", "q.bell@proseware.example"}, {"Rosa Pinto", "rosa@contoso-legacy.com.au"},
	}
	for i, g := range guests {
		holds := holdsNothing
		if i == 3 {
			holds = holdsF1
		}
		p.guest(fmt.Sprintf("g%d", i+1), g.name, g.mail, fmt.Sprintf("202%d-0%d-20", 3+i%4, 1+i%9), i != 16, holds)
	}
	p.trap("users.guests", "q.bell@proseware.example", "is a guest whose account is disabled: he counts")
	p.trap("users.members", "dana.scully@fabrikam.example", "is an enabled account that holds a licence, and a guest")
	p.trap("licence.users.eligible", "dana.scully@fabrikam.example", "holds a base licence and is a guest")

	p.account("t1", "", "svc-backup", "svc-backup@contoso.onmicrosoft.com", "", "2022-03-01", true, holdsPremium)
	p.account("t2", "", "Warehouse Kiosk", "kiosk@contoso.com", "kiosk@contoso.com", "2022-05-30", true, holdsF1.with(holdsSeat))
	p.trap("users.members", "svc-backup@contoso.onmicrosoft.com", "has no userType")
	p.trap("licence.users.eligible", "kiosk@contoso.com", "holds a base licence and has no userType")
	p.trap("licence.users.not_eligible", "kiosk@contoso.com", "is no Member and so none who could not be given Copilot")
	p.trap("licence.copilot.assigned", "kiosk@contoso.com", "is no Member, but an enabled user who holds a seat")

	p.deleted("x1", "Tanya Birch", "tanya.birch@contoso.com", "2026-10-21")
	p.deleted("x2", "Marcus Lowe", "marcus.lowe@contoso.com", "2026-10-09")
	p.deleted("x3", "Yusuf Demir", "yusuf.demir@contoso.com", "2026-10-29")
	p.deleted("x4", "Sue-Ellen Park", "sue-ellen.park@contoso.com", "2026-10-30")
	p.application("s1", "Team provisioning (Power Automate)")
	p.application("s2", "Contoso HR Sync")
}
