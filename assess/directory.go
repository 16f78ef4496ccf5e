package assess

import "strings"

// A directory finds the people and groups of an inventory. Ids are compared in lower case, names folded.
type directory struct {
	whole     bool // every user was seen, so that "no user of the tenant" can be said
	users     map[string]User
	names     map[string]User // by user principal name
	addresses map[string]User // by mail address
	deleted   map[string]DeletedUser
	groups    map[string]Group
	guests    map[string]bool // ids
	domains   map[string]bool // verified; nil: not seen, so that nobody is external by domain
	members   int             // enabled Members
}

// newDirectory indexes the people and groups of inv, whose lists are sorted: of two with one name the first counts.
func newDirectory(inv *Inventory) directory {
	d := directory{
		whole: !inv.Look(nil, []string{PartUsers}).Lost,
		users: map[string]User{}, names: map[string]User{}, addresses: map[string]User{}, deleted: map[string]DeletedUser{},
		groups: map[string]Group{}, guests: map[string]bool{}, members: countMembers(inv),
	}
	for _, u := range inv.Users {
		keep(d.users, strings.ToLower(u.ID), u)
		keep(d.names, strings.ToLower(u.UPN), u)
		keep(d.addresses, strings.ToLower(u.Mail), u)
		if u.Guest {
			d.guests[strings.ToLower(u.ID)] = true
		}
	}
	for _, u := range inv.DeletedUsers {
		keep(d.deleted, strings.ToLower(u.ID), u)
		keep(d.deleted, plainUPN(u.UPN), u)
	}
	for _, g := range inv.Groups {
		keep(d.groups, strings.ToLower(g.ID), g)
	}
	if !inv.Look(nil, []string{PartOrganization}).Lost {
		d.domains = map[string]bool{}
		for _, name := range inv.Tenant.VerifiedDomains {
			d.domains[strings.ToLower(name)] = true
		}
	}
	return d
}

// keep sets a key that is not empty and not there yet.
func keep[T any](m map[string]T, key string, v T) {
	if _, there := m[key]; key != "" && !there {
		m[key] = v
	}
}

// user finds a user by id, else by name, else by the mail address that stands where a name should. Somebody who is
// named by an id is nobody else, whatever name stands beside it.
func (d directory) user(id, name string) (User, bool) {
	if id != "" {
		u, ok := d.users[strings.ToLower(id)]
		return u, ok
	}
	name = plainUPN(name)
	if u, ok := d.names[name]; ok {
		return u, true
	}
	u, ok := d.addresses[name]
	return u, ok
}

// plainUPN is a user principal name in lower case, without the object id's 32 hexadecimal digits that Microsoft Entra
// puts before the name of a deleted user.
func plainUPN(upn string) string {
	upn = strings.ToLower(strings.TrimSpace(upn))
	const digits = 32
	if len(upn) <= digits || upn[digits] == '@' || strings.Trim(upn[:digits], "0123456789abcdef") != "" {
		return upn
	}
	return upn[digits:]
}

// external reports whether g is a person from outside: a guest of the tenant, somebody whose login name says so, or
// somebody with a mail address of a domain that the tenant does not own.
func (d directory) external(g Grantee) bool {
	if g.GroupID != "" || g.SiteGroup || g.everyone() {
		return false
	}
	if d.guests[strings.ToLower(g.UserID)] {
		return true
	}
	login := g.login()
	for _, mark := range externalMarks {
		if strings.Contains(login, mark) {
			return true
		}
	}
	at := strings.LastIndexByte(g.Mail, '@')
	return d.domains != nil && at >= 0 && !d.domains[strings.ToLower(strings.TrimSpace(g.Mail[at+1:]))]
}
