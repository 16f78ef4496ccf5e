package store

import (
	"slices"
	"strings"
	"testing"

	"preflight/assess"
)

// settled keeps pages one after the other, with the list of every item in owns where it is due and an inherited one
// for all others, and settles.
func settled(t *testing.T, s *Store, owns string, pages ...Page) Settled {
	t.Helper()
	for _, p := range pages {
		must(t, s.KeepPage("d", p))
	}
	var lists []List
	for _, id := range gather(t, s.Due("d")) {
		if slices.Contains(strings.Fields(owns), id) {
			lists = append(lists, own(id))
		} else {
			lists = append(lists, inherits(id))
		}
	}
	must(t, s.KeepLists("d", 1, lists))
	found, err := s.Settle("d", 1)
	must(t, err)
	return found
}

// TestListing is about what is left of a listing, and of the changes that follow.
func TestListing(t *testing.T) {
	for _, tt := range []struct {
		name  string
		owns  string // items with permissions of their own
		pages []Page
		items string // what is left, by id, without the root
		want  string // holders with their files
	}{
		{"nothing but the root", "", []Page{end(root())}, "", "root:0"},
		{"files and folders", "a f", []Page{more("2", root(), shared(folder("a", "root")), file("f", "a")), end(file("g", "a"), file("h", "root"))},
			"a f g h", "a:2 root:1"},
		{"the last occurrence counts", "f", []Page{more("2", root(), file("f", "root"), folder("a", "root")), end(shared(file("f", "a")))},
			"a f", "f:1 root:0"},
		{"children before parents", "a", []Page{more("2", file("f", "b"), folder("b", "a")), end(shared(folder("a", "root")), root())},
			"a b f", "a:1 root:0"},
		{"a deleted file", "f", []Page{end(root(), shared(file("f", "root")), file("g", "root")), end(deleted("f"))}, "g", "root:1"},
		{"deleted and made again", "", []Page{more("2", root(), file("f", "root"), deleted("f")), end(file("f", "root"))}, "f", "root:1"},
		{"deleted without having been seen", "", []Page{end(root(), deleted("x"), file("f", "x"), file("g", "root"))}, "g", "root:1"},
		{"a deleted folder takes all below", "b", []Page{
			end(root(), folder("a", "root"), shared(folder("b", "a")), file("f", "b"), file("g", "a"), file("h", "root")), end(deleted("a"))},
			"h", "root:1"},
		{"moved out before its folder was deleted", "b", []Page{
			end(root(), folder("a", "root"), shared(folder("b", "a")), file("f", "b"), file("g", "a")),
			end(shared(folder("b", "root")), deleted("a"))}, "b f", "b:1 root:0"},
		{"the same, told the other way round", "b", []Page{
			end(root(), folder("a", "root"), shared(folder("b", "a")), file("f", "b"), file("g", "a")),
			more("2", deleted("a")), end(shared(folder("b", "root")))}, "b f", "b:1 root:0"},
		{"moved into a folder that was deleted", "", []Page{
			end(root(), folder("a", "root"), file("f", "root"), file("g", "root")), end(file("f", "a"), deleted("a"))}, "g", "root:1"},
		{"deleted folders in a circle", "", []Page{
			end(root(), folder("a", "b"), folder("b", "a"), file("f", "b"), file("g", "root")), end(deleted("a"))}, "g", "root:1"},
		{"a notebook is an item, and its sections lie below", "n", []Page{
			end(root(), Item{ID: "n", Parent: "root", Kind: assess.KindPackage, Shared: true}, file("s", "n"))}, "n s", "n:1 root:0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, "")
			list(t, s, 1, "d")
			found := settled(t, s, "root "+tt.owns, tt.pages...)
			ids := strings.Fields(tt.items)
			var left []string
			must(t, s.read("looking", func() error { return s.ids(&left, "SELECT id FROM item WHERE kind <> 'library' ORDER BY id") }))
			if !slices.Equal(left, ids) || found.Items != len(ids) || found.Due != 0 || found.Astray != 0 {
				t.Errorf("left %q, %+v", left, found)
			}
			if got := strings.Join(deciders(t, s, 1), " "); got != tt.want {
				t.Errorf("holders %q, want %q", got, tt.want)
			}
		})
	}
}

// TestDue is about which permission lists are to be read.
func TestDue(t *testing.T) {
	changed := func(it Item) Item { it.Changed = true; return it }
	first := end(root(), folder("a", "root"), shared(folder("b", "root")), file("f", "root"), shared(file("g", "root")))
	for _, tt := range []struct {
		name string
		then func(*testing.T, *Store) // after all lists were read, of which b's is its own
		want string
	}{
		{"first listing", nil, "b g root"},
		{"lists were read", func(t *testing.T, s *Store) {}, ""},
		{"an item comes again", func(t *testing.T, s *Store) { must(t, s.KeepPage("d", end(file("f", "root")))) }, ""},
		{"with the facet", func(t *testing.T, s *Store) { must(t, s.KeepPage("d", end(shared(file("f", "root"))))) }, "f"},
		{"with changed sharing", func(t *testing.T, s *Store) { must(t, s.KeepPage("d", end(changed(file("f", "root"))))) }, "f"},
		{"without the facet, with a list of its own", func(t *testing.T, s *Store) { must(t, s.KeepPage("d", end(folder("b", "root")))) }, "b"},
		{"without the facet, without a list", func(t *testing.T, s *Store) { must(t, s.KeepPage("d", end(file("g", "root")))) }, ""},
		{"the root comes again", func(t *testing.T, s *Store) { must(t, s.KeepPage("d", end(root()))) }, "root"},
		{"due, then not shared any more", func(t *testing.T, s *Store) {
			must(t, s.KeepPage("d", more("2", shared(file("f", "root")))))
			must(t, s.KeepPage("d", end(file("f", "root"))))
		}, "f"},
		{"deleted", func(t *testing.T, s *Store) {
			must(t, s.KeepPage("d", more("2", shared(file("f", "root")))))
			must(t, s.KeepPage("d", more("3", deleted("f"))))
		}, ""},
		{"refreshed", func(t *testing.T, s *Store) { must(t, s.Refresh("d")) }, "b g root"},
		{"whole, in the run that read them", func(t *testing.T, s *Store) { must(t, s.MarkWhole("d", 1)) }, "a f"},
		{"whole, in another run", func(t *testing.T, s *Store) { must(t, s.MarkWhole("d", 2)) }, "a b f g root"},
		{"whole, and more comes", func(t *testing.T, s *Store) {
			must(t, s.MarkWhole("d", 1))
			must(t, s.KeepPage("d", end(file("h", "root"))))
		}, "a f h"},
		{"whole, refreshed", func(t *testing.T, s *Store) {
			must(t, s.MarkWhole("d", 1))
			must(t, s.Refresh("d"))
		}, "a b f g root"},
		{"restarted", func(t *testing.T, s *Store) { must(t, s.Restart("d", 1, false)) }, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, "")
			list(t, s, 1, "d")
			must(t, s.KeepPage("d", first))
			if tt.then != nil {
				must(t, s.KeepLists("d", 1, []List{own("root"), own("b"), inherits("g")}))
				tt.then(t, s)
			}
			if got := strings.Join(gather(t, s.Due("d")), " "); got != tt.want {
				t.Errorf("due %q, want %q", got, tt.want)
			}
		})
	}
}
