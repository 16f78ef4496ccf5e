package emulator

import (
	"bytes"
	"slices"
)

// A generation is the tenant from one Advance to the next.
type generation struct {
	number int // from 1 on
	tenant *Tenant
	index  *index
}

// Advance makes next the tenant from now on. A delta link that was given before tells what has changed since; a listing that
// is under way goes on as it began. It keeps next, which must not change any more, and takes id, domains and App as they were.
func (s *Server) Advance(next *Tenant) {
	s.advancing.Lock()
	defer s.advancing.Unlock()
	old := s.past.Load()
	now := &generation{number: (*old)[len(*old)-1].number + 1, tenant: next, index: newIndex(next)}
	kept := append(slices.Clone(*old), now)
	kept = kept[max(0, len(kept)-s.options.Generations):]
	s.past.Store(&kept)
}

// now is the present generation.
func (s *Server) now() *generation {
	past := *s.past.Load()
	return past[len(past)-1]
}

func (s *Server) tenant() *Tenant { return s.now().tenant }
func (s *Server) index() *index   { return s.now().index }

// generation finds the one of that number; nil: forgotten.
func (s *Server) generation(number int) *generation {
	for _, g := range *s.past.Load() {
		if g.number == number {
			return g
		}
	}
	return nil
}

// A line is what a delta tells of an item.
type line struct {
	item   *Item // nil: the root
	gone   bool  // deleted since, however the item is marked
	shared bool  // its sharing has changed
}

// changes are the lines that tell how old became l, as SharePoint tells them: content to everybody, what is shared with whom
// only to those who see sharing. Above each change stand its folders and the root, unless parents is false.
func (s *Server) changes(old, l *library, sharing, parents bool) []line {
	var list []line
	told := map[*Item]bool{}
	tell := func(e line) {
		for above := l.parent(e.item); parents && above != nil && !told[above]; above = l.parent(above) {
			told[above] = true
			list = append(list, line{item: above})
		}
		if !told[e.item] {
			told[e.item] = true
			list = append(list, e)
		}
	}
	rootShared := sharing && !samePermissions(old.permissions, l.permissions)
	for _, e := range l.whole {
		it := e.item
		if it == nil || l.items[it.ID] != it {
			continue
		}
		before := old.items[it.ID]
		shared := sharing && !it.Deleted && before != nil && !sameSharing(before, it)
		if before == nil && !it.Deleted || before != nil && !sameContent(before, it) || shared {
			tell(line{item: it, shared: shared})
		}
	}
	for _, e := range old.whole {
		it := e.item
		if it == nil || it.Deleted || old.items[it.ID] != it || l.items[it.ID] != nil {
			continue
		}
		// Of a deleted folder Graph tells the folder; what was in it comes too or not. Not yet seen on a live tenant.
		above := old.parent(it)
		if above != nil && !s.options.DeletedChildren && (l.items[above.ID] == nil || l.items[above.ID].Deleted) {
			continue
		}
		tell(line{item: it, gone: true})
	}
	if rootShared || parents && len(list) > 0 {
		list = append([]line{{}}, list...)
	}
	shuffle(list, s.options.Shuffle, l.drive.ID)
	return list
}

func sameContent(a, b *Item) bool {
	return a.Parent == b.Parent && a.Name == b.Name && a.Kind == b.Kind && a.Size == b.Size && a.Modified.Equal(b.Modified) && a.Deleted == b.Deleted
}

func sameSharing(a, b *Item) bool {
	if (a.Facet == nil) != (b.Facet == nil) || a.Facet != nil && *a.Facet != *b.Facet {
		return false
	}
	return (a.Permissions == nil) == (b.Permissions == nil) && samePermissions(a.Permissions, b.Permissions)
}

// samePermissions compares lists by what is served of them.
func samePermissions(a, b []Permission) bool {
	if len(a) != len(b) {
		return false
	}
	var one, other []byte
	for i := range a {
		one, other = appendPermission(one[:0], &a[i]), appendPermission(other[:0], &b[i])
		if !bytes.Equal(one, other) {
			return false
		}
	}
	return true
}
