package samples

import (
	"strings"

	"preflight/assess/emulator"
)

// permit gives the items their permissions.
func (m *maker) permit() {
	v := m.v
	left := v.links
	owns := v.tops + v.inner + v.folders + v.inherited
	for j := range v.tops + v.owns {
		n := min(linksOf(v, j), left)
		left -= n
		at, above := j, m.below
		if j >= v.tops {
			at = owns + j - v.tops
		}
		if v.inZone(j) {
			above = m.tops[j%v.tops]
		} else if j >= v.tops && j%11 == 10 {
			above = nil // somebody has stopped the inheritance
		}
		list := append(make([]emulator.Permission, 0, len(above)+n+2), above...)
		for k := range n {
			list = append(list, m.permission(j, k, m.link(v, j, k)))
		}
		if n == 0 || j%4 == 1 {
			list = append(list, m.grant(j))
		}
		m.set(&m.items[at], list)
		if j < v.tops {
			m.tops = append(m.tops, inheritAll(list))
		}
	}
}

// set gives an item a permission list of its own, and the facet unless the library lies.
func (m *maker) set(it *emulator.Item, list []emulator.Permission) {
	it.Permissions, it.Facet = list, nil
	if m.v.lies {
		return
	}
	widest := 0
	for i := range list {
		p := &list[i]
		switch {
		case p.Inherited != "":
		case p.Link == nil:
			if p.GrantedTo != nil && p.GrantedTo.SiteGroup == nil {
				widest = max(widest, 1)
			}
		default:
			widest = max(widest, facetRank[p.Link.Scope])
		}
	}
	it.Facet = &facets[widest]
}

var (
	facets    = []string{"", "users", "organization", "anonymous"}
	facetRank = map[string]int{"users": 1, "organization": 2, "anonymous": 3}
)

func inheritAll(list []emulator.Permission) []emulator.Permission {
	out := make([]emulator.Permission, len(list))
	for i, p := range list {
		p.Inherited = "{}"
		out[i] = p
	}
	return out
}

// rootList is what the library's root grants: to the groups of its site, or to the owner of a OneDrive; one library in 60 is
// open to everybody.
func (m *maker) rootList() []emulator.Permission {
	at := uint64(m.v.at)
	if m.v.personal {
		owner := m.people[(m.v.site-m.firstPersonal())%len(m.people)]
		return []emulator.Permission{{ID: m.guid(idGrant, at, 0), Roles: roleOwner, GrantedTo: &emulator.IdentitySet{User: &owner}}}
	}
	var list []emulator.Permission
	for i, g := range []struct {
		id, name string
		roles    []string
	}{{"3", "Owners", roleOwner}, {"5", "Members", roleWrite}, {"4", "Visitors", roleRead}} {
		name := m.site.name + " " + g.name
		list = append(list, emulator.Permission{ID: m.guid(idGrant, at, uint64(i)), Roles: g.roles, GrantedTo: &emulator.IdentitySet{SiteGroup: &emulator.Identity{ID: g.id, Name: name, Login: name}}})
	}
	if m.v.at%60 == 31 {
		list = append(list, emulator.Permission{ID: m.guid(idGrant, at, 9), Roles: roleRead, GrantedTo: &m.broad[0]})
	}
	return list
}

var (
	roleRead  = []string{"read"}
	roleWrite = []string{"write"}
	roleOwner = []string{"owner"}
)

// permission is the k-th link of the j-th item with permissions of its own as Graph gives it.
func (m *maker) permission(j, k int, link largeLink) emulator.Permission {
	id := m.guid(idGrant, uint64(m.v.at)<<32|uint64(j), uint64(16+k))
	host := largeHost
	if m.v.personal {
		host = largeMyHost
	}
	p := emulator.Permission{ID: id, Roles: roleRead, Expires: link.expires, Link: &emulator.Link{Type: "view", Scope: link.scope,
		URL: "https://" + host + "/:x:" + m.site.path + "/" + LargeSecret + strings.ReplaceAll(id, "-", "")}}
	if link.edit {
		p.Roles, p.Link.Type = roleWrite, "edit"
	}
	if link.scope != "users" {
		return p
	}
	r := int(m.roll(rollGrant, uint64(m.v.at)<<8|uint64(k), uint64(j)) >> 8)
	p.Identities = []emulator.IdentitySet{m.members[r%len(m.members)]}
	if link.guest {
		p.Identities[0] = m.guests[r%len(m.guests)]
	}
	for n := range r >> 20 % 3 {
		p.Identities = append(p.Identities, m.members[(r+n+1)%len(m.members)])
	}
	return p
}

// grant is a grant without a link.
func (m *maker) grant(j int) emulator.Permission {
	r := int(m.roll(rollGrant, uint64(m.v.at), uint64(j)) >> 8)
	p := emulator.Permission{ID: m.guid(idGrant, uint64(m.v.at)<<32|uint64(j), 15), Roles: roleRead}
	switch r % 5 {
	case 0:
		p.GrantedTo = &m.guests[r>>8%len(m.guests)]
	case 1:
		p.GrantedTo = &m.broad[r>>8%len(m.broad)]
	default:
		p.GrantedTo, p.Roles = &m.members[r>>8%len(m.members)], roleWrite
	}
	return p
}
