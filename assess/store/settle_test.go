package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"preflight/assess"
)

func TestSettle(t *testing.T) {
	tree := []Item{root(), folder("a", "root"), folder("b", "a"), folder("c", "b"), file("f", "a"), file("g", "b"), file("h", "c"), file("i", "root")}
	all := func(ids ...string) (lists []List) {
		for _, id := range ids {
			lists = append(lists, own(id))
		}
		return lists
	}
	for _, tt := range []struct {
		name  string
		items []Item // besides tree
		due   string // items that are due
		lists []List
		found Settled
		want  string
	}{
		{"the root decides on all", nil, "root", all("root"), Settled{Items: 7, Files: 4, Read: 1}, "root:4"},
		{"the nearest decides", nil, "root b h", all("root", "b", "h"), Settled{Items: 7, Files: 4, Read: 3}, "b:1 h:1 root:2"},
		{"a list that just inherits decides on nothing", nil, "root b", []List{own("root"), inherits("b")}, Settled{Items: 7, Files: 4, Read: 2}, "root:4"},
		{"the root's list decides even so", nil, "root b", []List{inherits("root"), own("b")}, Settled{Items: 7, Files: 4, Read: 2}, "b:2 root:2"},
		{"nothing is known below an unread list", nil, "root b c", all("root", "c"), Settled{Items: 7, Files: 4, Due: 1, Read: 2}, "c:1 root:2"},
		{"nor below an unread root", nil, "root b", all("b"), Settled{Items: 7, Files: 4, Due: 1, Read: 1}, "b:2"},
		{"nor of an unread file", nil, "root g", all("root"), Settled{Items: 7, Files: 4, Due: 1, Read: 1}, "root:3"},
		{"a folder that is not there", []Item{file("x", "nowhere"), folder("y", "nowhere"), file("z", "y")}, "root", all("root"),
			Settled{Items: 10, Files: 6, Astray: 2, Read: 1}, "root:4"},
		{"a circle", []Item{folder("x", "y"), folder("y", "x"), file("z", "y")}, "root", all("root"),
			Settled{Items: 10, Files: 5, Astray: 1, Read: 1}, "root:4"},
		{"a circle with a list in it", []Item{folder("x", "y"), folder("y", "x"), file("z", "y")}, "root x", all("root", "x"),
			Settled{Items: 10, Files: 5, Read: 2}, "root:4 x:1"},
		{"its own parent", []Item{folder("x", "x"), file("z", "x")}, "root", all("root"), Settled{Items: 9, Files: 5, Astray: 1, Read: 1}, "root:4"},
		{"a folder that was not found any more", nil, "root b h", []List{own("root"), {ItemID: "b", Gone: true}, own("h")},
			Settled{Items: 3, Files: 2, Read: 1}, "root:2"},
		{"a file that was not found any more", nil, "root g", []List{own("root"), {ItemID: "g", Gone: true}}, Settled{Items: 6, Files: 3, Read: 1}, "root:3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, "")
			list(t, s, 1, "d")
			items := append(slices.Clone(tree), tt.items...)
			for i := range items {
				items[i].Shared = slices.Contains(strings.Fields(tt.due), items[i].ID)
			}
			must(t, s.KeepPage("d", end(items...)))
			must(t, s.KeepLists("d", 1, tt.lists))
			for range 2 { // settling again changes nothing
				found, err := s.Settle("d", 1)
				must(t, err)
				if found != tt.found {
					t.Errorf("found %+v, want %+v", found, tt.found)
				}
				if got := strings.Join(deciders(t, s, 1), " "); got != tt.want {
					t.Errorf("holders %q, want %q", got, tt.want)
				}
				if d := drive(t, s, 1, "d"); d.Items != found.Items || d.Files != found.Files || d.Stage != StageSettled {
					t.Errorf("the library is %+v", d)
				}
			}
		})
	}
}

// TestGone follows an item that was not found when its list was asked for through the listing that comes next.
func TestGone(t *testing.T) {
	for _, tt := range []struct {
		name, due, want string
		changes         Page
	}{
		{"it was deleted", "", "root:1", end(deleted("a"))},
		{"it was deleted, after something was moved out", "", "root:3", end(folder("b", "root"), deleted("a"))},
		{"it is there", "a", "root:1", end()}, // and what lies below an unread list is not known
		{"it came again", "a", "root:1", end(folder("a", "root"))},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, "")
			list(t, s, 1, "d")
			must(t, s.KeepPage("d", end(root(), shared(folder("a", "root")), folder("b", "a"), file("f", "b"), file("g", "b"), file("h", "root"))))
			must(t, s.KeepLists("d", 1, []List{own("root"), {ItemID: "a", Gone: true}}))
			found, err := s.Settle("d", 1)
			must(t, err)
			if want := (Settled{Items: 1, Files: 1, Read: 1}); found != want {
				t.Errorf("found %+v, want %+v", found, want)
			}
			must(t, s.KeepPage("d", tt.changes))
			if got := strings.Join(gather(t, s.Due("d")), " "); got != tt.due {
				t.Errorf("due %q, want %q", got, tt.due)
			}
			_, err = s.Settle("d", 1)
			must(t, err)
			if got := strings.Join(deciders(t, s, 1), " "); got != tt.want {
				t.Errorf("holders %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPaths(t *testing.T) {
	const depth = 5000
	s := open(t, "")
	list(t, s, 1, "d")
	items := []Item{root(), shared(folder("a", "root")), shared(folder("b", "a")), shared(file("f", "b")), folder("0", "root")}
	for i := 1; i < depth; i++ {
		items = append(items, Item{ID: fmt.Sprint(i), Parent: fmt.Sprint(i - 1), Name: fmt.Sprint(i), Kind: assess.KindFolder})
	}
	items = append(items, shared(file("z", fmt.Sprint(depth-1))))
	found := settled(t, s, "root a b f z", end(items...))
	if found.Files != 2 || found.Astray != 0 {
		t.Errorf("found %+v", found)
	}
	want := map[string]string{"root": "", "a": "", "b": "Folder a", "f": "Folder a/Folder b"}
	for _, h := range gather(t, s.Holders(1)) {
		if h.ItemID == "z" {
			if !strings.HasSuffix(h.Path, "4998/4999") || strings.Count(h.Path, "/") > 400 {
				t.Errorf("%d bytes of path", len(h.Path))
			}
			continue
		}
		if path, ok := want[h.ItemID]; !ok || path != h.Path {
			t.Errorf("%s lies in %q", h.ItemID, h.Path)
		}
	}
}
