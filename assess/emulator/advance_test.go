package emulator

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

const (
	content = preferHierarchy + ", " + preferRemoved
	exact   = content + ", " + preferGaps + ", " + preferSharing
)

// later is tiny some time after: each item says by its name what has become of it.
func later() *Tenant {
	t := tiny()
	d := &t.Sites[0].Drives[0]
	link := d.Items[0].Permissions[0]
	item := func(id string) *Item {
		i := slices.IndexFunc(d.Items, func(it Item) bool { return it.ID == id })
		return &d.Items[i]
	}
	item("book").Name, item("book").Modified = "Renamed notebook", date(2026, 11, 9)
	item("child").Facet, item("child").Permissions = text("anonymous"), []Permission{link} // shared, its content as it was
	item("folder").Permissions = append(item("folder").Permissions, withID(link, "p-new"))
	d.Items = append(d.Items, Item{ID: "new", Parent: "folder", Name: "New.docx", Kind: "file", Size: 3, Modified: date(2026, 11, 9)})
	d.Items = slices.DeleteFunc(d.Items, func(it Item) bool { return it.ID == "own" })
	return t
}

func withID(p Permission, id string) Permission {
	p.ID = id
	return p
}

// deltaLinkOf lists a library and returns the link that ends the listing.
func (c *client) deltaLinkOf(prefer string) string {
	c.Helper()
	link, _ := c.must(asked[patternDelta], "Prefer", prefer)["@odata.deltaLink"].(string)
	if link == "" {
		c.Fatal("no delta link")
	}
	return link
}

// told is what a list of changes says, an item a word: id, and what of it is marked. Sorted.
func told(page map[string]any) string {
	var out []string
	for _, v := range page["value"].([]any) {
		it := v.(map[string]any)
		word := fmt.Sprint(it["id"])
		if it["deleted"] != nil {
			word += "-"
		}
		if it["@microsoft.graph.sharedChanged"] == "True" {
			word += "*"
		}
		out = append(out, word)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestChangesAreTold(t *testing.T) {
	full := append(slices.Clone(leastRoles), roleFullControl)
	for _, test := range []struct {
		name          string
		roles         []string
		first, second string // Prefer of the listing, and of the question for changes
		want          string
	}{
		{"content", nil, content, content, "book folder new own- root-1"},
		{"content without parents", nil, content, content + ", " + excludeParent, "book new own-"},
		{"sharing", full, exact, exact, "book child* folder new own- root-1"},
		{"sharing without parents", full, exact, exact + ", " + excludeParent, "book child* folder new own-"},
		{"sharing without the permission", nil, exact, exact, "book folder new own- root-1"},
		{"sharing by a link that was not made for it", full, content, exact, "book folder new own- root-1"},
		{"a link for sharing asked without", full, exact, content, "book folder new own- root-1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := connect(t, tiny(), Options{Roles: test.roles})
			link := c.deltaLinkOf(test.first)
			before := c.server.Meter().ResourceUnits
			if got := told(c.must(link, "Prefer", test.second)); got != "" {
				t.Errorf("before anything has changed: %s", got)
			}
			c.server.Advance(later())
			page := c.must(link, "Prefer", test.second)
			if got := told(page); got != test.want {
				t.Errorf("told %s, want %s", got, test.want)
			}
			if cost := c.server.Meter().ResourceUnits - before; cost != 2 {
				t.Errorf("two questions for changes cost %d units", cost)
			}
			if again := told(c.must(page["@odata.deltaLink"].(string), "Prefer", test.second)); again != "" {
				t.Errorf("the next link tells again of %s", again)
			}
		})
	}
	t.Run("parents left out by a header of its own", func(t *testing.T) {
		c := connect(t, tiny(), Options{})
		link := c.deltaLinkOf(content)
		c.server.Advance(later())
		if got := told(c.must(link, "Prefer", content, excludeParent, "true")); got != "book new own-" {
			t.Errorf("told %s", got)
		}
	})
}

// TestSharedRoot: what the root grants has changed, which only those are told who see sharing.
func TestSharedRoot(t *testing.T) {
	next := tiny()
	next.Sites[0].Drives[0].Permissions = append(next.Sites[0].Drives[0].Permissions, Permission{ID: "p-more", Roles: []string{"read"}})
	c := connect(t, tiny(), Options{Roles: append(slices.Clone(leastRoles), roleFullControl)})
	link := c.deltaLinkOf(exact)
	c.server.Advance(next)
	if got := told(c.must(link, "Prefer", exact)); got != "root-1" {
		t.Errorf("told %q", got)
	}
	if got := told(c.must(link, "Prefer", content)); got != "" {
		t.Errorf("told %q without the preference", got)
	}
}

// TestDeletedFolder: of what was in a deleted folder Graph may tell or not; what has moved out of it is not gone.
func TestDeletedFolder(t *testing.T) {
	next := tiny()
	d := &next.Sites[0].Drives[0]
	d.Items = slices.DeleteFunc(d.Items, func(it Item) bool { return it.ID == "folder" || it.ID == "own" })
	d.Items[0].Parent = "" // child
	for children, want := range map[bool]string{false: "child folder-", true: "child folder- own-"} {
		c := connect(t, tiny(), Options{DeletedChildren: children})
		link := c.deltaLinkOf(content)
		c.server.Advance(next)
		if got := told(c.must(link, "Prefer", content+", "+excludeParent)); got != want {
			t.Errorf("children %v: told %s, want %s", children, got, want)
		}
	}
}

// TestForgottenGeneration: a link from too long ago is refused with the way to begin anew, which is that of the first request.
func TestForgottenGeneration(t *testing.T) {
	c := connect(t, tiny(), Options{Generations: 2})
	link := c.deltaLinkOf(content)
	c.server.Advance(later())
	c.must(link, "Prefer", content)
	c.server.Advance(later())
	resp := c.send(link, "Prefer", content)
	resp.Body.Close()
	start := resp.Header.Get("Location")
	if resp.StatusCode != http.StatusGone || !strings.HasPrefix(start, c.server.URL()) || strings.Contains(start, "token=") {
		t.Fatalf("%d, Location %q", resp.StatusCode, start)
	}
	if n := len(c.must(start, "Prefer", content)["value"].([]any)); n != 8 {
		t.Errorf("%d items anew", n)
	}
}

// TestListingGoesOn: a listing that is under way goes on in the generation in which it began, and its link tells the rest.
func TestListingGoesOn(t *testing.T) {
	c := connect(t, tiny(), Options{PageSize: 4})
	first := c.must(asked[patternDelta], "Prefer", content)
	c.server.Advance(later())
	last := c.must(first["@odata.nextLink"].(string), "Prefer", content)
	if got := told(last); got != "book gone- twice twice" {
		t.Errorf("the second page is %s", got)
	}
	page := c.must(last["@odata.deltaLink"].(string), "Prefer", content)
	rest := c.must(page["@odata.nextLink"].(string), "Prefer", content)
	if got := told(page) + " " + told(rest); len(strings.Fields(got)) != 5 {
		t.Errorf("changes in two pages: %s", got)
	}
}

func TestSharingNeedsItsCompanions(t *testing.T) {
	for _, prefer := range []string{preferSharing, preferSharing + ", " + preferGaps, preferSharing + "," + preferRemoved} {
		c := open(t, tiny(), Options{})
		if status, _ := c.get(asked[patternDelta], "Prefer", prefer); status != 400 || len(c.server.Violations()) != 1 {
			t.Errorf("%s: %d, violations %q", prefer, status, c.server.Violations())
		}
	}
}

// TestShuffle: another order for each seed, the same for the same, and of an item that comes twice the last state last.
func TestShuffle(t *testing.T) {
	orders := map[string]bool{}
	for seed := range uint64(6) {
		c := connect(t, tiny(), Options{Shuffle: seed, PageSize: 3})
		items, _ := c.all(asked[patternDelta], "Prefer", content)
		again, _ := c.all(asked[patternDelta], "Prefer", content)
		order := column(items, "id")
		if len(items) != 8 || items[7]["name"] != "Final.docx" || column(again, "id") != order {
			t.Errorf("seed %d: %s", seed, order)
		}
		orders[order] = true
	}
	if len(orders) < 4 {
		t.Errorf("%d orders of six seeds", len(orders))
	}
}
