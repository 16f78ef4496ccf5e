package samples

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"

	"preflight/assess/emulator"
)

// largeSite is a planned site, subsite or OneDrive.
type largeSite struct {
	at       int // its number
	name     string
	path     string
	personal bool
	archived bool
	group    bool // it belongs to a Microsoft 365 group
	parent   int  // number of the site above; -1: none
	volumes  []int
}

// planSites lays out the sites: one in a hundred is archived, one in forty has a subsite, every second belongs to a group as
// long as there are no more than 500, every third has two libraries.
func (l *large) planSites() {
	add := func(s largeSite, libraries int) {
		s.at = len(l.sites)
		for range libraries {
			s.volumes = append(s.volumes, len(l.volumes))
			l.volumes = append(l.volumes, volume{at: len(l.volumes), site: s.at, personal: s.personal})
		}
		l.sites = append(l.sites, s)
	}
	groups := 0
	for i := range l.Sites {
		s := largeSite{name: fmt.Sprintf("%s %d", largeSiteNames[i%len(largeSiteNames)], i), path: fmt.Sprintf("/sites/site%d", i), parent: -1}
		s.archived = i%100 == 42
		s.group = i%2 == 0 && groups < 500 && !s.archived
		if s.group {
			groups++
		}
		libraries := 1
		switch {
		case s.archived:
			libraries = 0
		case i%3 == 0:
			libraries = 2
		}
		above := len(l.sites)
		add(s, libraries)
		if i%40 == 7 {
			add(largeSite{name: s.name + " archive", path: s.path + "/archive", parent: above}, 1)
		}
	}
	for i := range l.OneDrives {
		owner := l.people[i%len(l.people)]
		add(largeSite{name: owner.Name, path: fmt.Sprintf("/personal/user%d", i), personal: true, parent: -1}, 1)
	}
}

// site makes a planned site with its libraries, which are empty until somebody asks.
func (l *large) site(s *largeSite) emulator.Site {
	out := emulator.Site{
		Host: largeHost, SiteID: l.guid(idSite, uint64(s.at), 0), WebID: l.guid(idWeb, uint64(s.at), 0), Name: s.name,
		Created: largeBirth.AddDate(0, 0, s.at%700), Personal: s.personal, Listed: true,
	}
	if s.personal {
		out.Host = largeMyHost
	}
	out.URL = "https://" + out.Host + s.path
	if s.archived {
		out.Archive = "fullyArchived"
	}
	if s.group {
		out.Group = l.guid(idGroup, uint64(s.at), 0)
	}
	if s.parent >= 0 {
		out.SiteID, out.Parent, out.Listed = l.guid(idSite, uint64(s.parent), 0), l.guid(idWeb, uint64(s.parent), 0), false
	} else {
		out.Usage = l.usage(s)
	}
	for i, v := range s.volumes {
		out.Drives = append(out.Drives, l.drive(&l.volumes[v], i))
	}
	return out
}

// usage is the row of a site collection in the usage report, of its subsite too.
func (l *large) usage(s *largeSite) *emulator.Usage {
	owner := l.people[s.at%len(l.people)]
	u := &emulator.Usage{OwnerName: owner.Name, OwnerUPN: owner.Mail, LastActivity: l.day().AddDate(0, 0, -s.at%150), Template: "Team Site"}
	if s.group {
		u.Template, u.OwnerName, u.OwnerUPN = "Group", s.name+" Owners", fmt.Sprintf("site%d@%s", s.at, largeDomain)
	}
	volumes := s.volumes
	if below := s.at + 1; below < len(l.sites) && l.sites[below].parent == s.at {
		volumes = append(volumes[:len(volumes):len(volumes)], l.sites[below].volumes...)
	}
	for _, v := range volumes {
		t := l.volumes[v].now
		u.Files += t.files
		u.AnonymousLinks += t.links[linkAnonymous]
		u.CompanyLinks += t.links[linkOrganization]
		u.GuestLinks += t.guestLinks
		u.MemberLinks += t.links[linkUsers] - t.guestLinks
	}
	return u
}

func (l *large) drive(v *volume, i int) emulator.Drive {
	d := emulator.Drive{ID: l.driveID(v), Name: []string{"Documents", "Records"}[i], RootID: l.itemID(v, rootItem), Created: largeBirth.AddDate(0, 0, v.site%700)}
	if v.personal {
		d.Owner = &l.people[(v.site-l.firstPersonal())%len(l.people)]
	}
	d.Make = func() ([]emulator.Item, []emulator.Permission) { return l.make(v) }
	return d
}

func (l *large) firstPersonal() int { return len(l.sites) - l.OneDrives }

func (l *large) driveID(v *volume) string {
	var id [48]byte
	for i := range uint64(6) {
		binary.BigEndian.PutUint64(id[i*8:], l.roll(rollID, idDrive<<32|i, uint64(v.at)))
	}
	return "b!" + base64.RawURLEncoding.EncodeToString(id[:])
}

// The words that names are made of.
var (
	largeSiteNames = []string{"Projects", "Finance", "Ingénierie", "People & Culture", "Kundenprojekte", "Safety", "設計", "Sales", "Operations", "Legal", "Αρχείο", "IT"}
	largeFirst     = []string{"Ava", "Ben", "Chloe", "Dan", "Ella", "Finn", "Grace", "Hugo", "Isla", "Jack", "Kim", "Leo", "Mia", "Noah", "Olga", "Paul", "Quinn", "Rosa", "Sam", "Tara"}
	largeLast      = []string{"Abbott", "Baker", "Carter", "Dixon", "Evans", "Foster", "Grant", "Hughes", "Irwin", "Jones", "Keller", "Lewis", "Moore", "Nolan", "Owens", "Price"}
	largeFolders   = []string{"Invoices", "Drawings", "Month end", "Contracts", "Photos", "Archiv", "Réunions", "Old", "Templates", "Correspondence"}
	largeFiles     = []string{"Budget FY2026 v3.xlsx", "Meeting minutes.docx", "Site plan rev C.pdf", "Proposal – Harbour View.docx", "Scan.pdf", "Price list.xlsx", "Risk register.xlsx",
		"Übersicht.docx", "Photo.jpg", "Contract (executed).pdf", "Report 100%.docx", "Presentation #2.pptx", "図面.pdf", "Notes.docx", "Roster week.xlsx", "Invoice.pdf"}
)
