package store

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"preflight/assess"
)

// TestAgainstModel compares a few hundred libraries, drawn at random, with a plain walk up the parents.
func TestAgainstModel(t *testing.T) {
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 0))
		s := open(t, "")
		list(t, s, 1, "d")
		m := model{items: map[string]Item{"root": root()}, own: map[string]bool{}, unread: map[string]bool{}}
		must(t, s.KeepPage("d", end(root())))
		for range 1 + random.IntN(3) { // listings
			m.change(random)
			m.keep(t, s, random)
			m.read(t, s, random)
			found, err := s.Settle("d", 1)
			must(t, err)
			wantFound, want := m.settle()
			found.Read = 0
			if got := deciders(t, s, 1); found != wantFound || !slices.Equal(got, want) {
				t.Fatalf("seed %d: found %+v %q, want %+v %q", seed, found, got, wantFound, want)
			}
		}
	}
}

// A model is a library in plain maps.
type model struct {
	items       map[string]Item
	own, unread map[string]bool
	told        []Item          // what the next listing tells
	gone        map[string]bool // what has gone in it
}

// change adds, moves, shares and deletes items. A deleted folder goes with what lies below it, of which the listing says
// nothing. What has gone does not come back in the same listing: with a folder that does, Graph brings back what lay below.
func (m *model) change(random *rand.Rand) {
	m.told, m.gone = nil, map[string]bool{}
	ids := func() []string { return slices.Sorted(maps.Keys(m.items)) }
	for range 1 + random.IntN(30) {
		all := ids()
		id, parent := fmt.Sprintf("i%02d", random.IntN(25)), all[random.IntN(len(all))]
		if random.IntN(20) == 0 {
			parent = "nowhere"
		}
		old, known := m.items[id]
		switch {
		case m.gone[id]:
			continue
		case known && random.IntN(4) == 0:
			m.told = append(m.told, deleted(id))
			m.delete(id)
			continue
		case known:
			old.Parent, old.Shared = parent, random.IntN(3) == 0
		case random.IntN(2) == 0:
			old = file(id, parent)
		default:
			old = folder(id, parent)
		}
		if m.items[parent].Kind == assess.KindFile {
			old.Parent = "root"
		}
		m.items[id] = old
		m.told = append(m.told, old)
	}
}

func (m *model) delete(id string) {
	m.gone[id] = true
	delete(m.items, id)
	delete(m.own, id)
	delete(m.unread, id)
	for child, it := range m.items {
		if it.Parent == id {
			m.delete(child)
		}
	}
}

// keep hands the listing over in pages, with repetitions.
func (m *model) keep(t *testing.T, s *Store, random *rand.Rand) {
	for len(m.told) > 3 && random.IntN(3) > 0 {
		n := 1 + random.IntN(3)
		must(t, s.KeepPage("d", more("next", m.told[:n]...)))
		m.told = m.told[n:]
	}
	must(t, s.KeepPage("d", end(m.told...)))
}

// read reads what is due, of which some cannot be read.
func (m *model) read(t *testing.T, s *Store, random *rand.Rand) {
	var lists []List
	for id, err := range s.Due("d") {
		must(t, err)
		if _, ok := m.items[id]; !ok {
			t.Fatalf("%s is due and does not exist", id)
		}
		m.unread[id] = random.IntN(6) == 0
		if m.unread[id] {
			continue
		}
		m.own[id] = id == "root" || random.IntN(2) == 0
		if m.own[id] {
			lists = append(lists, own(id))
		} else {
			lists = append(lists, inherits(id))
		}
	}
	must(t, s.KeepLists("d", 1, lists))
}

// settle walks up from every file.
func (m *model) settle() (found Settled, want []string) {
	files := map[string]int{}
	for id, it := range m.items {
		if m.unread[id] {
			found.Due++
		} else if m.own[id] {
			files[id] += 0
		}
		if id == "root" {
			continue
		}
		found.Items++
		if it.Kind != assess.KindFile {
			continue
		}
		found.Files++
		at, ok := id, true
		for range 100 {
			if _, ok = m.items[at]; !ok || m.unread[at] || m.own[at] {
				break
			}
			at = m.items[at].Parent
		}
		switch {
		case ok && m.unread[at]:
		case ok && m.own[at]:
			files[at]++
		default:
			found.Astray++
		}
	}
	for id, n := range files {
		want = append(want, fmt.Sprintf("%s:%d", id, n))
	}
	slices.Sort(want)
	return found, want
}
