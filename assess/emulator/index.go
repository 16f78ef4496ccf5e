package emulator

// An index finds the tenant's objects by id.
type index struct {
	users      map[string]*User
	principals map[string]*ServicePrincipal
	groups     map[string]*Group
	sites      map[string]*Site // by web id
	roots      map[string]*Site // by collection id: its root web
	groupSites map[string]*Site
	drives     map[string]*library
}

// A library is a drive with its items found by id.
type library struct {
	site     *Site
	drive    *Drive
	sequence []*Item          // the items in the order of the delta
	items    map[string]*Item // as they are last seen in the delta
	children map[string]int   // by id of the folder, empty for the root
}

func newIndex(t *Tenant) *index {
	x := &index{
		users:      map[string]*User{},
		principals: map[string]*ServicePrincipal{},
		groups:     map[string]*Group{},
		sites:      map[string]*Site{},
		roots:      map[string]*Site{},
		groupSites: map[string]*Site{},
		drives:     map[string]*library{},
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
		site := &t.Sites[i]
		x.sites[site.WebID] = site
		if site.Parent == "" {
			x.roots[site.SiteID] = site
			if site.Group != "" {
				x.groupSites[site.Group] = site
			}
		}
		for j := range site.Drives {
			x.drives[site.Drives[j].ID] = newLibrary(site, &site.Drives[j])
		}
	}
	return x
}

func newLibrary(site *Site, drive *Drive) *library {
	l := &library{site: site, drive: drive, items: map[string]*Item{}, children: map[string]int{}}
	var again []*Item
	for i := range drive.Items {
		it := &drive.Items[i]
		l.sequence = append(l.sequence, it)
		for it.Again != nil {
			it = it.Again
			again = append(again, it)
		}
		l.items[it.ID] = it
		if !it.Deleted {
			l.children[it.Parent]++
		}
	}
	l.sequence = append(l.sequence, again...)
	return l
}

// parent is the item above it, nil where that is the root.
func (l *library) parent(it *Item) *Item { return l.items[it.Parent] }
