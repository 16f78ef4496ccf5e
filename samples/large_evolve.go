package samples

import "preflight/assess/emulator"

// change does one change to the library.
func (m *maker) change(c largeChange) {
	v := m.v
	i := v.index(c)
	when := largeBirth.AddDate(6, 0, c.generation)
	if c.kind == FileAdded {
		ids := m.itemIDs(i + 1)
		name := fileName(i, i)
		m.items = append(m.items, emulator.Item{ID: ids[i*itemIDLength:], Name: name, Kind: "file", Size: 5_000, Modified: when})
		return
	}
	it := &m.items[i]
	switch c.kind {
	case FirstLink:
		j := firstLinkOf + c.slot
		m.set(it, append(append([]emulator.Permission(nil), m.below...), m.permission(j, 0, m.link(v, j, 0))))
	case MoreLinks:
		m.set(it, append(it.Permissions, m.permission(c.slot, moreLink, m.link(v, c.slot, moreLink))))
	case LinkRemoved:
		last := v.linksAt(c.slot) - 1
		at := m.firstLink(it) + last
		m.set(it, append(it.Permissions[:at:at], it.Permissions[at+1:]...))
	case LinkRescoped:
		it.Permissions[m.firstLink(it)] = m.permission(c.slot, 0, m.link(v, c.slot, 0).rescoped())
		m.set(it, it.Permissions)
	case LinkExpired:
		it.Permissions[m.firstLink(it)].Expires = lastYear
	case InheritanceBroken:
		m.set(it, append([]emulator.Permission(nil), m.root...))
	case InheritanceRestored:
		it.Permissions, it.Facet = nil, nil
	case FileMoved:
		it.Parent, it.Modified = m.items[c.slot%v.tops].ID, when
	case FolderRenamed:
		it.Name, it.Modified = it.Name+" (renamed)", when
	}
}

// firstLink finds the first direct link of a list that has one.
func (m *maker) firstLink(it *emulator.Item) int {
	for i, p := range it.Permissions {
		if p.Link != nil && p.Inherited == "" {
			return i
		}
	}
	return -1
}
