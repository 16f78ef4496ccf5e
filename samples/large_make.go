package samples

import (
	"strconv"
	"strings"
	"time"

	"preflight/assess/emulator"
)

// inZone tells whether the j-th item with permissions of its own is a file below a shared folder.
func (v *volume) inZone(j int) bool { return j >= v.tops && v.tops > 0 && j%5 == 3 }

// A maker makes the items of one library.
type maker struct {
	*large
	v     *volume
	site  *largeSite
	items []emulator.Item
	root  []emulator.Permission
	below []emulator.Permission // what is inherited from the root
	tops  [][]emulator.Permission
}

// make makes a library as it is in its generation.
func (l *large) make(v *volume) ([]emulator.Item, []emulator.Permission) {
	m := &maker{large: l, v: v, site: &l.sites[v.site]}
	m.root = m.rootList()
	m.below = inheritAll(m.root)
	m.place()
	m.permit()
	gone := map[int]bool{}
	for _, c := range v.changes {
		m.change(c)
		switch c.kind {
		case FileDeleted:
			gone[v.index(c)] = true
		case FolderDeleted:
			gone[v.index(c)] = true
			for i := range binned {
				gone[v.items-1-i] = true
			}
		}
	}
	if len(gone) == 0 {
		return m.items, m.root
	}
	var kept []emulator.Item
	for i := range m.items {
		if !gone[i] {
			kept = append(kept, m.items[i])
		}
	}
	return kept, m.root
}

// place makes all items of the beginning without their permissions.
func (m *maker) place() {
	v := m.v
	m.items = make([]emulator.Item, v.items, v.items+len(v.changes))
	ids := m.itemIDs(v.items)
	id := func(i int) string { return ids[i*itemIDLength : (i+1)*itemIDLength] }
	folders := v.tops + v.inner + v.folders
	shared, owns, plain := folders, folders+v.inherited, folders+v.inherited+v.owns
	for i := range m.items {
		r := m.roll(rollItem, uint64(v.at), uint64(i))
		it := &m.items[i]
		it.ID, it.Kind = id(i), "file"
		it.Modified = largeBirth.Add(time.Duration(r%40_000) * time.Hour)
		parent := -1
		elsewhere := int(r>>16%uint64(v.folders+1-v.bin())) - 1
		if v.bin() > 0 && i >= v.items-binned {
			elsewhere = v.folders - 1
		}
		switch {
		case i < v.tops:
		case i < v.tops+v.inner:
			if k := i - v.tops; k < v.tops {
				parent = k
			} else {
				parent = v.tops + k/2
			}
		case i < folders:
			if k := i - v.tops - v.inner; k%8 > 0 {
				parent = i - 1 - int(r>>16%uint64(k%8))
			}
		case i < owns:
			parent = int(r >> 16 % uint64(v.tops+v.inner))
		case i < plain && v.inZone(i-owns+v.tops):
			parent = (i - owns + v.tops) % v.tops
		case elsewhere >= 0:
			parent = v.tops + v.inner + elsewhere
		}
		if parent >= 0 {
			it.Parent = m.items[parent].ID
		}
		if i < shared {
			it.Kind, it.Name = "folder", largeFolders[r>>40%uint64(len(largeFolders))]+" "+strconv.Itoa(i)
			continue
		}
		it.Name, it.Size = fileName(int(r>>40), i), int64(4_000+r>>20%3_000_000)
		if i == plain && v.packages() > 0 {
			it.Kind, it.Name = "package", "Notebook"
		}
	}
}

// fileName is a name with the file's number in it.
func fileName(r, i int) string {
	name := largeFiles[r&0xffff%len(largeFiles)]
	dot := strings.LastIndexByte(name, '.')
	return name[:dot] + " " + strconv.Itoa(i) + name[dot:]
}
