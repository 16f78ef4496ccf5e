package store

import (
	"testing"

	"preflight/assess"
)

// TestRenamedFolder: what lies below a folder that is renamed or moved has another address, of which the listing says nothing.
func TestRenamedFolder(t *testing.T) {
	const site = "https://contoso.sharepoint.com/docs"
	at := func(it Item, url string) Item { it.URL = url; return it }
	s := open(t, "")
	list(t, s, 1, "d")
	office := "https://contoso.sharepoint.com/_layouts/15/Doc.aspx?sourcedoc=1"
	must(t, s.KeepPage("d", end(at(root(), site),
		at(folder("a", "root"), site+"/A"), at(folder("ab", "a"), site+"/A/B"), at(file("f", "ab"), site+"/A/B/f.pdf"), at(file("o", "ab"), office),
		at(folder("b", "root"), site+"/A B"), at(file("g", "b"), site+"/A B/g.pdf"),
	)))
	all := []string{"ab", "b", "f", "g", "o", "root"}
	for _, test := range []struct {
		name  string
		items []Item
		want  map[string]string
	}{
		{"renamed", []Item{at(folder("a", "root"), site+"/Z")},
			map[string]string{"ab": site + "/Z/B", "f": site + "/Z/B/f.pdf", "o": office, "b": site + "/A B", "g": site + "/A B/g.pdf"}},
		{"two swap their names", []Item{at(folder("a", "root"), site+"/A B"), at(folder("b", "root"), site+"/Z")},
			map[string]string{"ab": site + "/A B/B", "f": site + "/A B/B/f.pdf", "b": site + "/Z", "g": site + "/Z/g.pdf"}},
		{"moved, and a file in it named before it", []Item{at(file("f", "ab"), site+"/Z/B/f.pdf"), at(folder("ab", "b"), site+"/Z/B")},
			map[string]string{"ab": site + "/Z/B", "f": site + "/Z/B/f.pdf", "o": office}},
		{"the library", []Item{at(root(), site+" 2")},
			map[string]string{"ab": site + " 2/Z/B", "f": site + " 2/Z/B/f.pdf", "g": site + " 2/Z/g.pdf", "o": office}},
	} {
		must(t, s.Refresh("d"))
		must(t, s.KeepPage("d", end(test.items...)))
		var lists []List
		for _, id := range all {
			lists = append(lists, own(id))
		}
		must(t, s.KeepLists("d", 1, lists))
		_, err := s.Settle("d", 1)
		must(t, err)
		got := map[string]string{}
		for _, h := range gather(t, s.Holders(1)) {
			if h.Kind != assess.KindRoot {
				got[h.ItemID] = h.URL
			}
		}
		for id, want := range test.want {
			if got[id] != want {
				t.Errorf("%s: %s has the address %s, want %s", test.name, id, got[id], want)
			}
		}
	}
}
