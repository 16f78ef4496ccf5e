package samples

import (
	"slices"
	"strings"
	"time"

	"preflight/assess/emulator"
)

// audience is who can open a file by its effective permission list.
type audience struct {
	anyone    bool // an unexpired Anyone link
	company   bool // an unexpired link for people in the organization
	everyone  bool // a grant to one of the Everyone claims
	siteGroup bool // a grant of role read or write to a site group
	outsider  bool // a grant to somebody external, or a link for certain people of whom one is
}

func (a audience) and(b audience) audience {
	return audience{a.anyone || b.anyone, a.company || b.company, a.everyone || b.everyone, a.siteGroup || b.siteGroup, a.outsider || b.outsider}
}

// shelf is a planted library.
type shelf struct {
	p     *plan
	site  *site
	scope string // sharing, onedrive, or nothing where it does not count
	drive emulator.Drive
	items []emulator.Item
	root  *node
	liar  bool // its items lack the shared facet although they are shared
}

// node is a planted item, or the root, with what its effective permission list amounts to.
type node struct {
	shelf *shelf
	id    string
	at    int // in shelf.items
	list  []emulator.Permission
	opens audience
}

// folder plants a folder below parent.
func (l *shelf) folder(parent *node, name string, grants ...grant) *node {
	return l.item(parent, "folder", name, grants)
}

// file plants a file below parent and counts it for everyone who can open it.
func (l *shelf) file(parent *node, name string, grants ...grant) *node {
	return l.numbered(parent, name, name, grants...)
}

// numbered plants a file whose name has a number in it; plain is the name without.
func (l *shelf) numbered(parent *node, name, plain string, grants ...grant) *node {
	n := l.item(parent, "file", name, grants)
	if l.scope == "" {
		return n
	}
	l.countName(plain, n.opens)
	if n.opens.anyone {
		l.p.count("sharing.files.by_link.anonymous", 1)
	}
	if n.opens.company {
		l.p.count("sharing.files.by_link.organization", 1)
	}
	if n.opens.everyone || l.site.public && n.opens.siteGroup {
		l.p.count("copilot.files.discoverable", 1)
	}
	return n
}

// notebook plants a package, which is an item and no file.
func (l *shelf) notebook(parent *node, name string, grants ...grant) *node {
	return l.item(parent, "package", name, grants)
}

// item plants an item. With grants it has permissions of its own: what it inherits, unless that was broken, and them.
func (l *shelf) item(parent *node, kind, name string, grants []grant) *node {
	p := l.p
	if parent == nil {
		parent = l.root
	}
	n := l.place(parent, kind, name)
	if l.scope != "" {
		p.count(l.scope+".items", 1)
	}
	if len(grants) == 0 {
		return n
	}
	own := slices.ContainsFunc(grants, func(g grant) bool { return !g.inherited })
	broken := slices.ContainsFunc(grants, func(g grant) bool { return g.breaks })
	var list []emulator.Permission
	opens := audience{}
	if !broken {
		for i, entry := range parent.list {
			list = append(list, asInherited(entry, i))
		}
		opens = parent.opens
	}
	for _, g := range grants {
		if g.perm.ID != "" {
			list = append(list, g.perm)
		}
		opens = opens.and(g.opens)
	}
	item := &l.items[n.at]
	item.Permissions = list
	if !l.liar {
		item.Facet = facetOf(grants)
	}
	if own {
		n.list, n.opens = list, opens
	}
	l.countGrants(name, grants, false)
	l.site.report(grants)
	return n
}

// place puts an item into the library and counts nothing.
func (l *shelf) place(parent *node, kind, name string) *node {
	if parent == nil {
		parent = l.root
	}
	key := l.site.path + "/" + l.drive.Name + "/" + name
	item := emulator.Item{ID: l.p.itemID(key), Parent: parent.id, Name: name, Kind: kind}
	modified := time.Date(2022, time.January, 10, 8, 0, 0, 0, time.UTC).Add(time.Duration(l.p.pick(41_000, "modified", key)) * time.Hour)
	item.Modified = modified
	if kind == "file" {
		item.Size = int64(8_000 + l.p.pick(4_000_000, "size", key))
	}
	l.items = append(l.items, item)
	return &node{shelf: l, id: item.ID, at: len(l.items) - 1, list: parent.list, opens: parent.opens}
}

// deletedFile plants a file that the delta lists as deleted, with what it was shared by. It counts for nothing.
func (l *shelf) deletedFile(parent *node, name string, grants ...grant) *node {
	n := l.place(parent, "file", name)
	item := &l.items[n.at]
	item.Deleted, item.Facet = true, facetOf(grants)
	for _, g := range grants {
		item.Permissions = append(item.Permissions, g.perm)
	}
	return n
}

// changed makes the delta list the item twice: first as was makes it, later as it was planted.
func (n *node) changed(was func(*emulator.Item)) *node {
	now := n.shelf.items[n.at]
	n.shelf.items[n.at].Again = &now
	was(&n.shelf.items[n.at])
	return n
}

// countGrants adds up what grants on one item or root count for.
func (l *shelf) countGrants(object string, grants []grant, root bool) {
	if l.scope == "" {
		return
	}
	counts := map[string]bool{} // of the item: once, however many entries say so
	for _, g := range grants {
		for _, m := range g.counts {
			if _, ok := strings.CutPrefix(m, "items."); ok {
				if !root || m != "items.guests" { // a root is no item
					counts[m] = true
				}
				continue
			}
			if root {
				l.p.fail("%s: the links of a root count for nothing, so plant none", object)
			}
			l.count(m)
		}
	}
	for m := range counts {
		l.count(m)
	}
}

// count adds one to a measure of the library's area; OneDrives have only some of them.
func (l *shelf) count(measure string) {
	name := l.scope + "." + measure
	if _, known := l.p.truth[name]; !known && l.scope == "onedrive" {
		return
	}
	l.p.count(name, 1)
}

// facetOf is what the shared facet of an item with such entries says: the widest scope, or nothing for {}.
func facetOf(grants []grant) *string {
	scope := ""
	for _, candidate := range []string{"anonymous", "organization", "users"} {
		if slices.ContainsFunc(grants, func(g grant) bool { return g.facet == candidate }) {
			scope = candidate
			break
		}
	}
	return &scope
}

// asInherited is an entry as an item below gives it. SharePoint writes the empty object, older libraries a path.
func asInherited(entry emulator.Permission, i int) emulator.Permission {
	if entry.Inherited == "" || entry.Inherited == "null" {
		entry.Inherited = "{}"
		if i%3 == 2 {
			entry.Inherited = "/drive/root:"
		}
	}
	return entry
}
