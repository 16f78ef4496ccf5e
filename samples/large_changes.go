package samples

import (
	"iter"
	"slices"
)

// Change is a kind of what happens to one item in a hundred from one generation of a large tenant to the next.
type Change string

// The kinds of changes, in the order in which they are dealt out.
const (
	FirstLink           Change = "first link"           // on a file without permissions of its own
	MoreLinks           Change = "another link"         // on one with
	LinkRemoved         Change = "link removed"         // of several on a file
	LinkRescoped        Change = "link rescoped"        // the same link, for others
	LinkExpired         Change = "link expired"         // its end is set, and in the past
	InheritanceBroken   Change = "inheritance broken"   // of a file without permissions of its own
	InheritanceRestored Change = "inheritance restored" // a file loses its links and grants
	FileMoved           Change = "file moved"           // into a shared folder
	FolderRenamed       Change = "folder renamed"
	FileDeleted         Change = "file deleted"
	FolderDeleted       Change = "folder deleted" // with the files in it, which count for nothing of their own
	FileAdded           Change = "file added"
)

// Changes are all kinds, in the order in which they are dealt out.
func Changes() []Change {
	return []Change{FirstLink, MoreLinks, LinkRemoved, LinkRescoped, LinkExpired, InheritanceBroken, InheritanceRestored, FileMoved, FolderRenamed, FileDeleted, FolderDeleted, FileAdded}
}

// largeChange is one change of a library.
type largeChange struct {
	generation int
	kind       Change
	slot       int // number of the plain file, of the item with permissions of its own, of the folder or of the added file
}

// changedOf is how many items there are for each that changes in a generation.
const changedOf = 100

// A stock is what a library has left to change: nothing changes twice.
type stock struct {
	v                           *volume
	plain, folders, bins, added int   // how many have changed
	single, multi               []int // files with one link, with several
}

// planChanges deals the changes of all generations out, kind after kind, and counts what becomes of each library. Where a library
// has nothing left for a kind, the next one has its turn.
func (l *large) planChanges() {
	if l.Generation == 0 {
		return
	}
	stocks := make([]*stock, len(l.volumes))
	turn, dealt := 0, 0
	for generation := 1; generation <= l.Generation; generation++ {
		before := 0
		for i := range l.volumes {
			v := &l.volumes[i]
			if stocks[i] == nil {
				stocks[i] = l.stock(v)
			}
			after := before + v.items
			for range after/changedOf - before/changedOf {
				for misses := 0; ; misses++ {
					kind := l.kindOf(dealt, turn, misses)
					turn++
					if slot, ok := stocks[i].take(kind); ok {
						v.changes = append(v.changes, largeChange{generation, kind, slot})
						l.countChange(v, v.changes[len(v.changes)-1])
						dealt++
						break
					}
				}
			}
			before = after
		}
	}
}

// kindOf is the kind of the change number n at a turn, after so many kinds of which the library had nothing left.
func (l *large) kindOf(n, turn, misses int) Change {
	all := Changes()
	sharing := slices.Index(all, FileMoved) // so many kinds, the first ones, are of sharing
	switch {
	case l.Sharing == 0:
		return all[turn%len(all)]
	case n%l.Sharing == 0 && misses < sharing:
		return all[turn%sharing]
	}
	return all[sharing+turn%(len(all)-sharing)]
}

func (l *large) stock(v *volume) *stock {
	s := &stock{v: v, plain: v.packages()}
	left := v.links
	for j := range v.tops + v.owns {
		n := min(linksOf(v, j), left)
		left -= n
		switch {
		case j < v.tops || n == 0 || l.link(v, j, 0).bucket() >= linkExisting:
		case n == 1:
			s.single = append(s.single, j)
		default:
			s.multi = append(s.multi, j)
		}
	}
	return s
}

// take finds something to change.
func (s *stock) take(kind Change) (slot int, found bool) {
	pop := func(list *[]int) (int, bool) {
		if len(*list) == 0 {
			return 0, false
		}
		slot := (*list)[0]
		*list = (*list)[1:]
		return slot, true
	}
	next := func(n *int, limit int) (int, bool) {
		if *n >= limit {
			return 0, false
		}
		*n++
		return *n - 1, true
	}
	switch kind {
	case MoreLinks, LinkRescoped, LinkExpired, InheritanceRestored:
		return pop(&s.single)
	case LinkRemoved:
		return pop(&s.multi)
	case FolderRenamed:
		return next(&s.folders, s.v.folders-s.v.bin())
	case FolderDeleted:
		return next(&s.bins, s.v.bin())
	case FileAdded:
		s.added++
		return s.added - 1, true
	case FileMoved:
		if s.v.tops == 0 {
			return 0, false
		}
	}
	return next(&s.plain, s.v.plain-binned*s.v.bin())
}

// firstLinkOf numbers the items that get permissions of their own later, so that their links differ from all others.
const firstLinkOf = 1 << 20

// moreLink is the number of a link that is added to an item that has some.
const moreLink = 9

// linksAt is how many links the j-th item with permissions of its own had in the beginning.
func (v *volume) linksAt(j int) int {
	left := v.links
	for i := range j {
		left -= min(linksOf(v, i), left)
	}
	return min(linksOf(v, j), left)
}

// countChange brings the tally of a library up to date.
func (l *large) countChange(v *volume, c largeChange) {
	t := &v.now
	switch c.kind {
	case FirstLink:
		t.owns++
		t.count(l.link(v, firstLinkOf+c.slot, 0), 1)
	case MoreLinks:
		t.count(l.link(v, c.slot, moreLink), 1)
	case LinkRemoved:
		t.count(l.link(v, c.slot, v.linksAt(c.slot)-1), -1)
	case LinkRescoped:
		t.count(l.link(v, c.slot, 0), -1)
		t.count(l.link(v, c.slot, 0).rescoped(), 1)
	case LinkExpired:
		t.count(l.link(v, c.slot, 0), -1)
		t.links[linkExpired]++
	case InheritanceBroken:
		t.owns++
	case InheritanceRestored:
		t.owns--
		t.count(l.link(v, c.slot, 0), -1)
		if v.inZone(c.slot) {
			t.inherited++
		}
	case FileMoved:
		t.inherited++
	case FileDeleted:
		t.items--
		t.files--
	case FolderDeleted:
		t.items -= 1 + binned
		t.folders--
		t.files -= binned
	case FileAdded:
		t.items++
		t.files++
	}
}

// rescoped is the same link for others: a link for named people opens to the organization, any other narrows to named people.
func (k largeLink) rescoped() largeLink {
	if k.scope == "users" {
		k.scope, k.guest = "organization", false
	} else {
		k.scope = "users"
	}
	return k
}

// Changed is an item that changed in the plan's last generation.
type Changed struct {
	DriveID, ItemID string
	Kind            Change
}

// Changed yields each item that changed from the generation before to this one, by library.
func (p Plan) Changed() iter.Seq[Changed] {
	return func(yield func(Changed) bool) {
		for i := range p.large.volumes {
			v := &p.large.volumes[i]
			for _, c := range v.changes {
				if c.generation == p.large.Generation && !yield(Changed{p.large.driveID(v), p.large.itemID(v, v.index(c)), c.kind}) {
					return
				}
			}
		}
	}
}

// index is the number of the item that changes.
func (v *volume) index(c largeChange) int {
	owns := v.tops + v.inner + v.folders + v.inherited
	switch c.kind {
	case MoreLinks, LinkRemoved, LinkRescoped, LinkExpired, InheritanceRestored:
		return owns + c.slot - v.tops
	case FolderRenamed:
		return v.tops + v.inner + c.slot
	case FolderDeleted:
		return v.tops + v.inner + v.folders - 1
	case FileAdded:
		return v.items + c.slot
	}
	return owns + v.owns + c.slot
}
