package samples

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strings"

	"preflight/assess/emulator"
)

// site is a planted site, subsite or OneDrive. What it counts for is said by its fate.
type site struct {
	name      string
	path      string // /sites/finance; for a OneDrive /personal/…
	created   string
	group     string // id of its Microsoft 365 group
	public    bool   // that group is Public
	owner     string // as the usage report names him
	ownerName string
	template  string
	active    string // last activity in the usage report
	noRow     bool
	shortID   bool
	fate      fate

	unanswered bool // its group has no owner who could act
	orphan     bool // no group, and no owner who could act
	personal   bool
	parent     *site

	p         *plan
	planted   emulator.Site
	libraries []*shelf
	twin      *site // the site of which this is a second listing
}

// fate is why a site does not count, or that it does.
type fate string

const (
	counted  fate = ""
	archived fate = "fullyArchived"
	system   fate = "system" // the -my root, app catalogue, content type hub, search centre
	gone     fate = "404"
	removed  fate = "410"
	refused  fate = "403" // it counts, but its libraries cannot be read
)

// site plants a site and returns it for its libraries.
func (p *plan) site(s site) *site {
	s.p = p
	host := p.host
	if s.personal || s.path == "/" && s.fate == system {
		host = strings.Replace(p.host, ".", "-my.", 1)
	}
	s.planted = emulator.Site{
		Host: host, SiteID: p.id("site", s.path), WebID: p.id("web", s.path), ShortID: s.shortID,
		Name: s.name, URL: "https://" + host + strings.TrimSuffix(s.path, "/"), Created: p.day(s.created),
		Personal: s.personal, Group: s.group, Listed: s.parent == nil,
	}
	if s.parent != nil {
		s.planted.SiteID, s.planted.Parent = s.parent.planted.SiteID, s.parent.planted.WebID
	}
	switch s.fate {
	case archived:
		s.planted.Archive = string(archived)
	case gone:
		s.planted.Status = 404
	case removed:
		s.planted.Status = 410
	case refused:
		s.planted.Status = 403
	}
	if !s.noRow && s.parent == nil { // the report has a row for a collection, not for a subsite
		s.planted.Usage = &emulator.Usage{OwnerName: s.ownerName, OwnerUPN: s.owner, LastActivity: p.day(s.active), Template: s.template}
	}
	planted := &s
	p.sites = append(p.sites, planted)
	if !s.personal {
		planted.countSite()
	}
	return planted
}

func (s *site) countSite() {
	p := s.p
	switch s.fate {
	case archived:
		p.count("sharing.sites.archived", 1)
	case counted, refused:
		p.count("sharing.sites", 1)
		if s.public {
			p.count("sharing.sites.public_group", 1)
		}
		if s.unanswered {
			p.count("ownership.sites.ownerless_group", 1)
		}
		if s.orphan {
			p.count("ownership.sites.owner_unknown", 1)
		}
	}
}

// sub plants a subsite: of the same collection, and so of the same group.
func (s *site) sub(name, segment, created string) *site {
	return s.p.site(site{
		name: name, path: s.path + "/" + segment, created: created, group: s.group, public: s.public, unanswered: s.unanswered, orphan: s.orphan,
		fate: s.fate, parent: s,
	})
}

// again lists the site a second time in getAllSites, by an id of two parts.
func (s *site) again() {
	twin := *s
	twin.planted.ShortID, twin.planted.Usage, twin.twin = true, nil, s
	s.p.sites = append(s.p.sites, &twin)
}

// report adds planted links to the row that the usage report below /beta has of the site's collection. It does not know of those
// for people with existing access, and tells links that have ended from others no more than Microsoft says it does.
func (s *site) report(grants []grant) {
	for s.parent != nil {
		s = s.parent
	}
	u := s.planted.Usage
	for _, g := range grants {
		if u == nil || g.perm.Link == nil || len(g.counts) == 0 {
			continue
		}
		switch g.perm.Link.Scope {
		case "anonymous":
			u.AnonymousLinks++
		case "organization":
			u.CompanyLinks++
		case "existingAccess":
		default:
			if slices.Contains(g.counts, "links.guests") {
				u.GuestLinks++
			} else {
				u.MemberLinks++
			}
		}
	}
}

// scope is the area whose measures the site's libraries count for; empty: none.
func (s *site) scope() string {
	switch {
	case s.fate != counted && s.fate != refused:
		return ""
	case s.personal:
		return "onedrive"
	}
	return "sharing"
}

// oneDrive is a planted OneDrive. Named says who its drive says it belongs to, row whom the report names.
type oneDrive struct {
	of      string // key of the person for whom it was made: its address
	created string
	named   *emulator.Identity // drive.owner.user; nil: none
	row     string             // the report's Owner Principal Name
	rowName string
	noRow   bool
	active  string
	fate    fate

	owner    string // what the measures make of its owner: disabled, deleted, unknown; empty: active
	inactive bool
}

// oneDrive plants a OneDrive with its library.
func (p *plan) oneDrive(o oneDrive) *shelf {
	u := p.who(o.of)
	_, upn, prefixed := strings.Cut(u.upn, strings.ReplaceAll(u.id, "-", ""))
	if !prefixed {
		upn = u.upn
	}
	s := p.site(site{
		name: u.name, path: "/personal/" + strings.NewReplacer("@", "_", ".", "_", "#", "_").Replace(strings.ToLower(upn)), created: o.created,
		owner: o.row, ownerName: o.rowName, active: o.active, noRow: o.noRow, fate: o.fate, personal: true, template: "Personal",
	})
	if o.fate == archived {
		p.count("onedrive.archived", 1)
	} else {
		p.count("onedrive.total", 1)
		if o.owner != "" {
			p.count("onedrive.owner_"+o.owner, 1)
		}
		if o.inactive {
			p.count("onedrive.inactive_90d", 1)
		}
	}
	root := []emulator.Permission{{ID: p.id("permission", s.path), Roles: []string{"owner"},
		GrantedTo: &emulator.IdentitySet{User: &emulator.Identity{ID: u.id, Name: u.name, Mail: u.mail}}}}
	l := s.shelf("OneDrive", root)
	l.drive.Owner = o.named
	return l
}

// library plants a document library with the usual permissions of a site: its owners, members and visitors.
func (s *site) library(name string, more ...grant) *shelf {
	top := s.name
	if s.parent != nil {
		top = s.parent.name
	}
	root := []emulator.Permission{
		s.p.siteGroup("3", top+" Owners", "owner"), s.p.siteGroup("5", top+" Members", "write"), s.p.siteGroup("4", top+" Visitors", "read"),
	}
	return s.shelf(name, root, more...)
}

// hiddenLibrary plants a system library, which Graph hides unless one asks for it.
func (s *site) hiddenLibrary(name string) *shelf {
	l := s.library(name)
	l.drive.System, l.scope = true, ""
	if s.scope() == "sharing" {
		s.p.count("sharing.drives", -1)
	}
	return l
}

// shelf plants a library with the permission list of its root.
func (s *site) shelf(name string, root []emulator.Permission, more ...grant) *shelf {
	p := s.p
	key := s.path + "/" + name
	l := &shelf{p: p, site: s, scope: s.scope(), drive: emulator.Drive{
		ID:   "b!" + base64.RawURLEncoding.EncodeToString([]byte(p.hash("drive", key)[:48])),
		Name: name, Created: p.day(s.created), RootID: p.itemID(key),
	}}
	if l.scope == "sharing" {
		p.count("sharing.drives", 1)
	}
	l.root = &node{shelf: l, list: root, opens: audience{siteGroup: !s.personal}}
	l.countGrants(key, more, true)
	for _, g := range more {
		l.root.list = append(l.root.list, g.perm)
		l.root.opens = l.root.opens.and(g.opens)
	}
	l.drive.Permissions = l.root.list
	s.libraries = append(s.libraries, l)
	return l
}

// address is where a file stands, for sharing links.
func (s *site) address() string {
	u, err := url.Parse(s.planted.URL)
	if err != nil {
		s.p.fail("the address of %s: %w", s.name, err)
		return ""
	}
	return u.Host + "/:x:/" + strings.TrimPrefix(u.Path, "/")
}

// assemble puts the planted sites and libraries into the tenant.
func (p *plan) assemble() {
	p.tenant.Sites = nil
	for _, s := range p.sites {
		planted, libraries := s.planted, s.libraries
		if s.twin != nil {
			libraries = s.twin.libraries
		}
		for _, l := range libraries {
			drive := l.drive
			drive.Items = l.items
			planted.Drives = append(planted.Drives, drive)
		}
		p.tenant.Sites = append(p.tenant.Sites, planted)
	}
}
