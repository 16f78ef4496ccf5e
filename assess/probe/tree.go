package probe

import (
	"slices"
	"strings"
	"time"

	"preflight/assess"
)

// A tree is the items of one library, with the permission lists that decide who can open them.
type tree struct {
	root    string // id; empty: not seen
	rootURL string
	items   map[string]item // without the root

	own   map[string][]assess.Permission // lists of the root and of items with permissions of their own
	blank map[string]bool                // items whose list could not be read: nothing is known of what lies below
}

// An item is what is kept of an item while its library is read.
type item struct {
	parent   string
	name     string
	url      string
	kind     assess.ItemKind
	modified time.Time
	shared   bool // has the shared facet, be it empty
}

func newTree() *tree {
	return &tree{items: map[string]item{}, own: map[string][]assess.Permission{}, blank: map[string]bool{}}
}

func (t *tree) empty() bool { return t.root == "" && len(t.items) == 0 }

// add takes an occurrence of an item; a later one replaces it.
func (t *tree) add(i itemJSON) {
	switch {
	case i.Root != nil:
		t.root, t.rootURL = i.ID, i.WebURL
	case i.Deleted != nil:
		delete(t.items, i.ID)
	default:
		t.items[i.ID] = item{parent: i.Parent.ID, name: i.Name, url: i.WebURL, kind: i.kind(), modified: i.Modified.Time, shared: i.Shared != nil}
	}
}

// decide takes the permission list of an item. It decides on the item where one entry at least is direct; that of the
// root always does.
func (t *tree) decide(id string, list []assess.Permission) {
	if id == t.root || isOwn(list) {
		t.own[id] = list
	}
}

// isOwn reports whether a permission list belongs to its item: at least one entry is direct.
func isOwn(list []assess.Permission) bool {
	return slices.ContainsFunc(list, func(p assess.Permission) bool { return !p.Inherited })
}

// blind notes that the list of an item could not be read. Files below it belong to no list then, because which one
// decides on them is not known.
func (t *tree) blind(id string) { t.blank[id] = true }

// vanish drops an item that was deleted after it had been listed.
func (t *tree) vanish(id string) { delete(t.items, id) }

// library adds up what the tree tells: items, files, and for each list that decides, how many files it decides on. It
// also returns how many files have no way up to the root although all lists were read.
func (t *tree) library(d assess.Drive) (l *library, astray int) {
	files := map[string]int{}
	memo := map[string]decider{}
	d.Items, d.Files = len(t.items), 0
	for id, it := range t.items {
		if it.kind != assess.KindFile {
			continue
		}
		d.Files++
		switch h := t.holder(id, memo); {
		case h.id != "":
			files[h.id]++
		case !h.blank:
			astray++
		}
	}
	l = &library{drive: d}
	for id, list := range t.own {
		h := assess.Holder{WebID: d.WebID, DriveID: d.ID, ItemID: id, Files: files[id], Permissions: list}
		if id == t.root {
			h.Kind, h.Name, h.URL = assess.KindRoot, d.Name, d.URL
		} else {
			it := t.items[id]
			h.Kind, h.Name, h.URL, h.Modified, h.Path = it.kind, it.name, it.url, it.modified, t.path(it.parent)
		}
		l.holders = append(l.holders, h)
	}
	slices.SortFunc(l.holders, func(a, b assess.Holder) int { return strings.Compare(a.ItemID, b.ItemID) })
	return l, astray
}

// A decider is the item whose list decides on another.
type decider struct {
	id    string // empty: it cannot be told
	blank bool   // because a list was not read; else because the way up is broken
}

// holder returns the nearest item at or above id whose list decides. Answers for folders are kept in memo.
func (t *tree) holder(id string, memo map[string]decider) decider {
	var way []string
	var answer decider
	for range len(t.items) + 2 { // a parent that points in a circle must not hold up the run
		if known, ok := memo[id]; ok {
			answer = known
			break
		}
		way = append(way, id)
		if t.blank[id] {
			answer.blank = true
			break
		}
		if _, ok := t.own[id]; ok {
			answer.id = id
			break
		}
		it, ok := t.items[id]
		if !ok {
			break
		}
		id = it.parent
	}
	for _, id := range way {
		if it, ok := t.items[id]; !ok || it.kind != assess.KindFile {
			memo[id] = answer
		}
	}
	return answer
}

// path is the folders from the library's root to the folder id, that one included, with slashes.
func (t *tree) path(id string) string {
	var names []string
	for range len(t.items) + 1 {
		it, ok := t.items[id]
		if !ok {
			break
		}
		names = append(names, it.name)
		id = it.parent
	}
	slices.Reverse(names)
	return strings.Join(names, "/")
}
