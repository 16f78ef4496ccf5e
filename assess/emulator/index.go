package emulator

// An index finds the tenant's objects by id. Libraries are found as shelves: what is on them is made when it is asked for.
type index struct {
	users      map[string]*User
	principals map[string]*ServicePrincipal
	groups     map[string]*Group
	sites      map[string]*Site   // by web id
	roots      map[string]*Site   // by collection id: its root web
	below      map[string][]*Site // by web id of the site above
	listed     []*Site            // in getAllSites
	groupSites map[string]*Site
	drives     map[string]*shelf
}

func newIndex(t *Tenant) *index {
	x := &index{
		users:      map[string]*User{},
		principals: map[string]*ServicePrincipal{},
		groups:     map[string]*Group{},
		sites:      map[string]*Site{},
		roots:      map[string]*Site{},
		below:      map[string][]*Site{},
		groupSites: map[string]*Site{},
		drives:     map[string]*shelf{},
	}
	for i := range t.Users {
		x.users[t.Users[i].ID] = &t.Users[i]
	}
	for i := range t.ServicePrincipals {
		x.principals[t.ServicePrincipals[i].ID] = &t.ServicePrincipals[i]
	}
	for i := range t.Groups {
		x.groups[t.Groups[i].ID] = &t.Groups[i]
	}
	for i := range t.Sites {
		x.add(&t.Sites[i])
	}
	return x
}

func (x *index) add(site *Site) {
	x.sites[site.WebID] = site
	if site.Parent == "" {
		x.roots[site.SiteID] = site
		if site.Group != "" {
			x.groupSites[site.Group] = site
		}
	} else {
		x.below[site.Parent] = append(x.below[site.Parent], site)
	}
	if site.Listed {
		x.listed = append(x.listed, site)
	}
	for i := range site.Drives {
		x.drives[site.Drives[i].ID] = &shelf{site: site, drive: &site.Drives[i]}
	}
}
