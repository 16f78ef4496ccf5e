package emulator

import (
	"container/list"
	"hash/fnv"
	"math/rand/v2"
	"net/url"
	"sync"
)

// A shelf is where a library stands once it was asked for.
type shelf struct {
	site  *Site
	drive *Drive

	mu      sync.Mutex
	library *library
}

// madeLibraries is how many libraries that a drive's Make made are kept. A crawl that reads some side by side finds each again
// for its next page, and a tenant of any size takes the memory of these.
const madeLibraries = 64

// A cellar keeps the made libraries that were asked for last.
type cellar struct {
	mu   sync.Mutex
	kept *list.List // of *shelf, the last one asked for in front
	at   map[*shelf]*list.Element
}

func newCellar() *cellar { return &cellar{kept: list.New(), at: map[*shelf]*list.Element{}} }

// touch notes that a shelf was asked for, and returns the one to be cleared for it; nil: none.
func (c *cellar) touch(sh *shelf) *shelf {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.at[sh]; e != nil {
		c.kept.MoveToFront(e)
		return nil
	}
	c.at[sh] = c.kept.PushFront(sh)
	if c.kept.Len() <= madeLibraries {
		return nil
	}
	last := c.kept.Remove(c.kept.Back()).(*shelf)
	delete(c.at, last)
	return last
}

// libraryOf is what is on a shelf, made where it is not there.
func (s *Server) libraryOf(sh *shelf) *library {
	sh.mu.Lock()
	if sh.library == nil {
		sh.library = newLibrary(sh, s.options.Shuffle)
	}
	l := sh.library
	sh.mu.Unlock()
	if sh.drive.Make == nil {
		return l
	}
	if old := s.cellar.touch(sh); old != nil {
		old.mu.Lock()
		old.library = nil
		old.mu.Unlock()
	}
	return l
}

// A library is a drive with its items found by id. It does not change once it is made.
type library struct {
	site        *Site
	drive       *Drive
	permissions []Permission      // of the root
	whole       []line            // what a delta without a token tells
	items       map[string]*Item  // as they are last seen in the delta
	children    map[string]int    // by id of the folder, empty for the root
	urls        map[string]string // addresses of folders by id, empty for the root
}

// newLibrary finds the items of a drive. A seed other than 0 shuffles the order in which delta lists them: parents before
// children is nowhere promised. An item that comes again comes later all the same.
func newLibrary(sh *shelf, seed uint64) *library {
	items, permissions := sh.drive.Items, sh.drive.Permissions
	if sh.drive.Make != nil {
		items, permissions = sh.drive.Make()
	}
	l := &library{
		site: sh.site, drive: sh.drive, permissions: permissions,
		whole: make([]line, 1, len(items)+1), items: make(map[string]*Item, len(items)), children: map[string]int{},
		urls: map[string]string{"": libraryURL(sh.site, sh.drive)},
	}
	var again []line
	for i := range items {
		it := &items[i]
		l.whole = append(l.whole, line{item: it})
		for it.Again != nil {
			it = it.Again
			again = append(again, line{item: it})
		}
		l.items[it.ID] = it
		if !it.Deleted {
			l.children[it.Parent]++
		}
	}
	shuffle(l.whole, seed, sh.drive.ID)
	l.whole = append(l.whole, again...)
	for _, e := range l.whole {
		if e.item != nil {
			l.url(e.item.Parent)
		}
	}
	return l
}

// shuffle brings a list into an order of its own for each seed and drive; 0 leaves it.
func shuffle[T any](list []T, seed uint64, driveID string) {
	if seed == 0 {
		return
	}
	h := fnv.New64a()
	h.Write([]byte(driveID))
	rand.New(rand.NewPCG(seed, h.Sum64())).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

// parent is the item above it, nil where that is the root.
func (l *library) parent(it *Item) *Item { return l.items[it.Parent] }

// url is the address of the folder id, empty for the root, kept in urls. What lies below a folder that is not there, or below
// itself, seems to lie in the root.
func (l *library) url(id string) string {
	if known, found := l.urls[id]; found {
		return known
	}
	l.urls[id] = l.urls[""]
	if it := l.items[id]; it != nil {
		l.urls[id] = l.url(it.Parent) + "/" + url.PathEscape(it.Name)
	}
	return l.urls[id]
}

// itemURL is the address of an item.
func (l *library) itemURL(it *Item) string { return l.urls[it.Parent] + "/" + url.PathEscape(it.Name) }

// facet is what the shared facet says. With hierarchicalsharing only the top of a shared hierarchy and items with
// permissions of their own carry it; without, every item below them does too.
func (l *library) facet(it *Item, hierarchical bool) *string {
	for ; it != nil; it = l.parent(it) {
		if it.Facet != nil || hierarchical {
			return it.Facet
		}
	}
	return nil
}

// effective is an item's own list, or that of the nearest item above that has one, each entry inherited.
func (l *library) effective(id string) ([]Permission, bool) {
	if id == "root" || id == l.drive.RootID {
		return l.permissions, true
	}
	it := l.items[id]
	if it == nil || it.Deleted {
		return nil, false
	}
	list := it.Permissions
	if list != nil {
		return list, true
	}
	for list == nil {
		if it = l.parent(it); it == nil {
			list = l.permissions
			break
		}
		list = it.Permissions
	}
	inherited := make([]Permission, len(list))
	for i, p := range list {
		if p.Inherited == "" || p.Inherited == "null" {
			p.Inherited = "{}"
		}
		inherited[i] = p
	}
	return inherited, true
}
