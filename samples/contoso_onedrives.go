package samples

import (
	"fmt"
	"strings"

	"preflight/assess/emulator"
)

// contosoOneDrives plants 46 OneDrives: ordinary ones of active people first, then those of people who left.
func contosoOneDrives(p *plan) {
	for i := 1; i <= 31; i++ {
		u := p.who(fmt.Sprintf("a%d", i))
		l := p.oneDrive(oneDrive{of: u.key, created: fmt.Sprintf("2023-%02d-15", 1+i%12), named: u.identity(), row: u.upn, rowName: u.name, active: fmt.Sprintf("2026-10-%02d", 1+i%30)})
		l.fill("personal", 2+i%3)
		contosoOneDriveContent(p, l, i)
	}
	d1, d2, d7, a40, x1 := p.who("d1"), p.who("d2"), p.who("d7"), p.who("a40"), p.who("x1")
	nobody := func(name string) *emulator.Identity {
		return &emulator.Identity{ID: p.id("user", "nobody "+name), Name: name, Mail: strings.ToLower(name) + "@contoso.com"}
	}
	for i, o := range []oneDrive{
		{of: "d1", created: "2022-03-01", named: d1.identity(), row: d1.upn, active: "2026-01-20", owner: "disabled", inactive: true},
		{of: "d2", created: "2022-03-01", named: d2.identity(), row: d2.upn, active: "2026-10-01", owner: "disabled"},
		{of: "d3", created: "2022-03-01", row: strings.ToUpper(p.who("d3").upn), active: "2025-12-24", owner: "disabled", inactive: true}, // by the report alone
		{of: "x1", created: "2022-07-12", named: x1.identity(), noRow: true, owner: "deleted", inactive: true},
		{of: "x2", created: "2023-02-20", row: p.who("x2").upn, active: "2026-10-08", owner: "deleted"}, // by the prefixed name
		{of: "x3", created: "2024-04-24", row: "yusuf.demir@contoso.com", active: "2026-08-03", owner: "deleted", inactive: true},
		{of: "x4", created: "2024-04-24", named: nobody("Contractor"), row: "", active: "2024-12-12", owner: "deleted", inactive: true},
		{of: "a88", created: "2022-09-09", row: "long.gone@contoso.com", active: "2023-01-31", owner: "deleted", inactive: true},
		{of: "a89", created: "2023-01-19", active: "2026-09-09", owner: "unknown"},
		{of: "a90", created: "2023-01-20", noRow: true, owner: "unknown", inactive: true},
		{of: "d7", created: "2022-11-30", named: a40.identity(), row: d7.upn, active: "2026-10-12"}, // handed over: the address is the leaver's
		{of: "a33", created: "2022-10-30", row: strings.ReplaceAll(p.who("a33").id, "-", "") + p.who("a33").upn, active: "2026-10-16"},
		{of: "a36", created: "2026-08-05", named: p.who("a36").identity(), row: p.who("a36").upn},
		{of: "a37", created: "2023-06-06", named: p.who("a37").identity(), row: p.who("a37").upn, active: "2026-08-04"},
		{of: "a38", created: "2023-06-07", named: p.who("a38").identity(), row: p.who("a38").upn, active: "", inactive: true},
		{of: "d4", created: "2022-02-22", row: p.who("d4").upn, active: "2024-06-30", fate: archived},
		{of: "d5", created: "2022-02-23", row: p.who("d5").upn, active: "2024-07-30", fate: archived},
	} {
		l := p.oneDrive(o).fill("personal", 3)
		if o.fate == archived {
			l.file(nil, "Archived with a link.docx", l.anyone(never))
		}
		if i == 0 {
			n := l.file(nil, "Handover – passwords and contacts.xlsx", l.anyoneEdit("edit", "write", never))
			p.trap("sharing.links.anonymous.edit", n.id, "lies in a OneDrive")
		}
	}
	contosoOneDriveTraps(p)
}

// contosoOneDriveContent plants what some people share from their OneDrive.
func contosoOneDriveContent(p *plan, l *shelf, i int) {
	switch i {
	case 1:
		l.file(nil, "Board pack – October.pdf", l.company("view", never))
		n := l.file(nil, "Acquisition target list.xlsx", l.people("users", user(p.who("a2"))))
		p.trap("onedrive.links.organization", n.id, "is shared with one person")
	case 3:
		scans := l.folder(nil, "Passport scans", l.anyone(never))
		l.fillBelow(scans, "Passport", ".jpg", 6)
		n := l.file(nil, "Old share.docx", l.expired("anonymous", lastYear))
		p.trap("onedrive.links.anonymous", n.id, "its Anyone link has ended")
	case 5:
		l.file(nil, "Budget for the branch.xlsx", l.company("edit", never))
		l.file(nil, "Proxy forms.docx", l.guests("users", user(p.who("g6"))))
		p.trap("sharing.links.guests", l.items[len(l.items)-1].ID, "lies in a OneDrive")
	case 8:
		all := l.folder(nil, "Shared with Everyone", p.everyone("read", p.staffClaim(), "Everyone except external users"))
		l.fillBelow(all, "Interview record", ".docx", 2)
		for _, name := range []string{"Gehaltsabrechnung März – T. Huber.pdf", "Arrêt maladie – L. Dubois.pdf", "PasswortlisteWerkstatt.xlsx"} {
			l.file(all, name)
		}
		p.trap("sharing.items.everyone", all.id, "lies in a OneDrive")
		n := l.file(all, "Personal file – M. Lowe.docx", alone(), p.direct("write", user(p.who("a9"))))
		p.trap("onedrive.items.everyone", n.id, "lies in a folder open to everyone and inherits nothing")
		p.trap("copilot.files.discoverable", n.id, "lies in a folder open to everyone and inherits nothing")
	case 11:
		n := l.file(nil, "Referral list.xlsx", l.people("", user(p.who("a12"))))
		p.trap("onedrive.links.users", n.id, "its link has no scope")
		n = l.deletedFile(nil, "Deleted share.xlsx", l.anyone(never))
		p.trap("onedrive.items", n.id, "is deleted")
	case 14:
		l.notebook(nil, "Charlotte @ Contoso", l.company("view", never))
		p.trap("onedrive.items", "Charlotte @ Contoso", "is a notebook: an item and no file")
	case 20:
		l.file(nil, "Family tax return 2025.pdf", l.existing(), p.outsider("read", user(p.who("g7"))))
	}
}

func contosoOneDriveTraps(p *plan) {
	p.trap("onedrive.total", p.who("d4").name, "is archived")
	p.trap("onedrive.archived", p.who("d4").name, "its owner is disabled as well: it counts here only")
	p.trap("onedrive.owner_disabled", p.who("d4").name, "is archived, and its owner is disabled")
	p.trap("onedrive.owner_disabled", p.who("d7").name, "has a leaver in its address and the report, and an active owner in the drive, which comes first")
	p.trap("onedrive.owner_deleted", p.who("a33").name, "its owner has come back: the report still puts the digits before his name")
	p.trap("onedrive.owner_deleted", p.who("x2").name, "only the report names the owner, with the digits before his name")
	p.trap("onedrive.owner_unknown", p.who("x4").name, "its owner is no user of the tenant: deleted, not unknown")
	p.trap("onedrive.owner_unknown", p.who("a90").name, "has an address that looks like an owner")
	p.trap("onedrive.inactive_90d", p.who("a36").name, "was created 89 days before")
	p.trap("onedrive.inactive_90d", p.who("a37").name, "was last used 90 days before: not before that day")
	p.trap("onedrive.inactive_90d", p.who("a90").name, "has no row in the report: it counts")
}
