package samples

import (
	"encoding/base64"

	"preflight/assess/emulator"
)

// A grant is an entry of a permission list with what it counts for, or a mark on the list as a whole.
type grant struct {
	perm      emulator.Permission
	counts    []string // measures, without the area's name before them
	opens     audience
	facet     string // what the shared facet says because of it
	inherited bool   // not an entry of the item's own
	breaks    bool   // the item inherits nothing
}

// The ends of links, as Graph writes them. AsOf is 2 November 2026.
const (
	never      = ""                     // the property is absent
	nullExpiry = "null"                 // the property is null
	zeroExpiry = "0001-01-01T00:00:00Z" // SharePoint's way of saying never
	nextMarch  = "2027-03-31T00:00:00Z"
	thatDay    = "2026-11-02T00:00:00Z" // the very moment of AsOf: not before it
	dayBefore  = "2026-11-01T23:59:59Z"
	lastYear   = "2025-12-31T00:00:00Z"
)

// alone makes an item inherit nothing: somebody has stopped its inheritance.
func alone() grant { return grant{breaks: true} }

// nothing marks an item that has the shared facet and no entry of its own.
func nothing() grant { return grant{inherited: true} }

// link is a sharing link with the address that nothing may keep.
func (l *shelf) link(scope, kind, role, expires string) emulator.Permission {
	p := l.p
	id := p.id("link", l.site.path)
	address := "https://" + l.site.address() + "/E" + p.hash("link", id)[:45]
	p.secrets = append(p.secrets, address, "u!"+base64.RawURLEncoding.EncodeToString([]byte(address))) // the second is its shareId
	var roles []string
	if role != "" {
		roles = []string{role}
	}
	return emulator.Permission{ID: id, Roles: roles, Expires: expires, Link: &emulator.Link{Type: kind, Scope: scope, URL: address}}
}

// anyone is an Anyone link to read.
func (l *shelf) anyone(expires string) grant {
	return grant{perm: l.link("anonymous", "view", "read", expires), counts: unending(expires), opens: audience{anyone: true}, facet: "anonymous"}
}

// anyoneEdit is an Anyone link to write, of a type and with a role of which each alone says so.
func (l *shelf) anyoneEdit(kind, role, expires string) grant {
	g := grant{perm: l.link("anonymous", kind, role, expires), counts: unending(expires), opens: audience{anyone: true}, facet: "anonymous"}
	g.counts = append(g.counts, "links.anonymous.edit")
	return g
}

// unending is what an Anyone link counts for by its end.
func unending(expires string) []string {
	switch expires {
	case never, nullExpiry, zeroExpiry:
		return []string{"links.anonymous", "links.anonymous.unending"}
	}
	return []string{"links.anonymous"}
}

// expired is a link of any scope that has ended.
func (l *shelf) expired(scope, expires string) grant {
	facet := scope
	if facet == "existingAccess" {
		facet = ""
	}
	return grant{perm: l.link(scope, "edit", "write", expires), counts: []string{"links.expired"}, facet: facet}
}

// company is a link for people in the organization.
func (l *shelf) company(kind, expires string) grant {
	role := "read"
	if kind == "edit" {
		role = "write"
	}
	return grant{perm: l.link("organization", kind, role, expires), counts: []string{"links.organization"}, opens: audience{company: true}, facet: "organization"}
}

// people is a link for named people of the tenant. The scope is users, or absent.
func (l *shelf) people(scope string, who ...emulator.IdentitySet) grant {
	perm := l.link(scope, "edit", "write", never)
	perm.Identities = who
	return grant{perm: perm, counts: []string{"links.users"}, facet: "users"}
}

// guests is a link for named people of whom at least one is external.
func (l *shelf) guests(scope string, who ...emulator.IdentitySet) grant {
	g := l.people(scope, who...)
	g.opens.outsider = true
	g.counts = append(g.counts, "links.guests")
	return g
}

// existing is a link that grants nothing new. SharePoint gives every one of them the same id.
func (l *shelf) existing() grant {
	perm := l.link("existingAccess", "view", "read", zeroExpiry)
	perm.ID = "00000000-0000-0000-0000-000000000000"
	return grant{perm: perm, counts: []string{"links.existing"}}
}

// twice is the same entry once more in the same list.
func twice(g grant) grant { return grant{perm: g.perm, opens: g.opens, facet: g.facet} }

// fromAbove is an entry that stands above, as the item gives it: it counts for nothing here.
func fromAbove(g grant, as string) grant {
	g.perm.Inherited, g.counts, g.inherited = as, nil, true
	return g
}

// nulled gives the entry an inheritedFrom of null, which makes it no less direct.
func nulled(g grant) grant {
	g.perm.Inherited = "null"
	return g
}

// locked gives a link a password.
func locked(g grant) grant {
	yes := true
	g.perm.Password = &yes
	return g
}

// direct is a grant without a link.
func (p *plan) direct(role string, to emulator.IdentitySet) grant {
	return grant{perm: emulator.Permission{ID: p.id("permission", role), Roles: []string{role}, GrantedTo: &to}, facet: "users"}
}

// outsider is a grant without a link to an external person.
func (p *plan) outsider(role string, to emulator.IdentitySet) grant {
	g := p.direct(role, to)
	g.counts, g.opens.outsider = []string{"items.guests"}, true
	return g
}

// everyone is a grant to one of the Everyone claims.
func (p *plan) everyone(role, claim, name string) grant {
	g := p.direct(role, emulator.IdentitySet{SiteUser: &emulator.Identity{ID: "9", Name: name, Login: claim}})
	g.counts, g.opens = []string{"items.everyone"}, audience{everyone: true}
	return g
}

// broad is a grant to a group in which at least half of the staff are.
func (p *plan) broad(role string, to emulator.IdentitySet) grant {
	g := p.direct(role, to)
	g.counts = []string{"items.broad_group"}
	return g
}

// staff is everyone except external users, as the tenant's claim names them.
func (p *plan) staffClaim() string { return "c:0-.f|rolemanager|spo-grid-all-users/" + p.tenant.ID }

// siteGroup is a grant to a SharePoint group of the site.
func (p *plan) siteGroup(id, name, role string) emulator.Permission {
	return emulator.Permission{ID: p.id("permission", name), Roles: []string{role},
		GrantedTo: &emulator.IdentitySet{SiteGroup: &emulator.Identity{ID: id, Name: name, Login: name}}}
}

// siteGroupGrant is one on an item that inherits nothing.
func (p *plan) siteGroupGrant(id, name, role string) grant {
	g := grant{perm: p.siteGroup(id, name, role), facet: ""}
	g.opens.siteGroup = role == "read" || role == "write"
	return g
}

// user is a person as Graph names grantees: the directory's user beside SharePoint's.
func user(u person) emulator.IdentitySet {
	return emulator.IdentitySet{
		User:     &emulator.Identity{ID: u.id, Name: u.name, Mail: u.mail},
		SiteUser: &emulator.Identity{ID: "14", Name: u.name, Mail: u.mail, Login: u.login()},
	}
}

// userID is a person named by his directory id alone.
func userID(u person) emulator.IdentitySet {
	return emulator.IdentitySet{User: &emulator.Identity{ID: u.id, Name: u.name}}
}

// loginOnly is somebody named by a SharePoint login alone.
func loginOnly(name, login string) emulator.IdentitySet {
	return emulator.IdentitySet{SiteUser: &emulator.Identity{ID: "23", Name: name, Login: login}}
}

// mailOnly is somebody named by an address alone.
func mailOnly(name, mail string) emulator.IdentitySet {
	return emulator.IdentitySet{User: &emulator.Identity{Name: name, Mail: mail}}
}

// unifiedGroup is a Microsoft 365 group by its claim. The suffix _o stands for its owners alone.
func unifiedGroup(name, id, suffix string) emulator.IdentitySet {
	set := emulator.IdentitySet{SiteUser: &emulator.Identity{ID: "31", Name: name, Login: "c:0o.c|federateddirectoryclaimprovider|" + id + suffix}}
	if suffix == "" {
		set.Group = &emulator.Identity{ID: id, Name: name}
	}
	return set
}

// securityGroup is an Entra security group by its claim alone.
func securityGroup(name, id string) emulator.IdentitySet {
	return emulator.IdentitySet{SiteUser: &emulator.Identity{ID: "32", Name: name, Login: "c:0t.c|tenant|" + id}}
}
