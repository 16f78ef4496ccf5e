package probe

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

// What goes wrong strikes the library one of the site Projects; Crew and the OneDrives have libraries too.
const (
	pagesOfOne = `^/drives/b!one/root/delta$`
	listsOfOne = `^/drives/b!one/items/.*/permissions$`
	rootOfOne  = `^/drives/b!one/items/root-one/permissions$`
)

// TestBadLibrary: what goes wrong in one library, from the beginning or in the middle, is a gap of its site with its reason. No other
// library loses anything, and what was seen of this one is true.
func TestBadLibrary(t *testing.T) {
	kinds := []struct {
		kind   emulator.Kind
		reason assess.Reason
	}{
		{emulator.Status(403), assess.ReasonPermission},
		{emulator.Status(423), assess.ReasonLocked}, // locked, or archived since it was listed
		{emulator.Status(404), assess.ReasonService},
		{emulator.Status(500), assess.ReasonService},
		{emulator.Status(502), assess.ReasonService},
		{emulator.RepeatLink(), assess.ReasonService},
		{emulator.ForeignLink(), assess.ReasonService},
		{emulator.NullElement(), assess.ReasonService},
		{emulator.Body(`{"value":[{"id":`), assess.ReasonService},
		{emulator.Body(`{"value":[]}`), assess.ReasonService},
		{emulator.Body(`[]`), assess.ReasonService},
	}
	places := []struct {
		name, match string
		after       int
		part        string
		except      []string // kinds that mean something else here
	}{
		{"the first page", pagesOfOne, 0, assess.PartItems, nil},
		{"the second page", pagesOfOne, 1, assess.PartItems, nil},
		{"the last page", pagesOfOne, 4, assess.PartItems, nil},
		{"all lists", listsOfOne, 0, assess.PartPermissions, []string{emulator.Body("").String()}}, // some of these bodies are empty lists
		{"the lists after the second", listsOfOne, 2, assess.PartPermissions, []string{emulator.Body("").String(), emulator.Status(404).String()}},
		{"the root's list", rootOfOne, 0, assess.PartPermissions, []string{emulator.Body("").String()}},
	}
	quiet := collect(t, busy(), emulator.Options{PageSize: 3}, Options{})
	if len(quiet.Gaps) > 0 {
		t.Fatalf("without a fault: %v", quiet.Gaps)
	}
	for _, p := range places {
		for i, k := range kinds {
			if slices.Contains(p.except, k.kind.String()) {
				continue
			}
			t.Run(fmt.Sprintf("%s, %d %s", p.name, i, k.kind), func(t *testing.T) {
				t.Parallel()
				faults := []emulator.Fault{{Match: p.match, After: p.after, Kind: k.kind}}
				l := collect(t, busy(), emulator.Options{PageSize: 3, Faults: faults}, Options{})
				if idle := l.server.Idle(); len(idle) > 0 {
					t.Fatalf("did not happen: %v", idle)
				}
				for _, g := range l.Gaps {
					if g.Name != "Projects" || g.Part != p.part || g.Reason != k.reason {
						t.Errorf("gap %+v, want one of %s in Projects for the reason %s", g, p.part, k.reason)
					}
				}
				if len(l.Gaps) == 0 {
					t.Error("no gap tells of it")
				}
				keepsOthers(t, quiet, l, "b!one")
			})
		}
	}
}

// keepsOthers checks that all libraries but one are as in the quiet run, that of this one there is nothing that is not true, and that
// every count of what was read adds up.
func keepsOthers(t *testing.T, quiet, got look, drive string) {
	t.Helper()
	before := map[string]assess.Holder{}
	var others, kept []assess.Holder
	for _, h := range quiet.all() {
		if h.DriveID == drive {
			before[h.ItemID] = h
		} else {
			others = append(others, h)
		}
	}
	if len(others) < 5 || len(before) < 4 {
		t.Fatalf("%d and %d holders prove nothing", len(others), len(before))
	}
	for _, h := range got.all() {
		if h.DriveID != drive {
			kept = append(kept, h)
			continue
		}
		was, ok := before[h.ItemID]
		if !ok || h.Files > was.Files {
			t.Errorf("%s decides on %d files, and on %d in truth", h.Name, h.Files, was.Files)
		}
		if diff := cmp.Diff(was.Permissions, h.Permissions); diff != "" {
			t.Errorf("the list of %s (-truth +got):\n%s", h.Name, diff)
		}
	}
	if diff := cmp.Diff(others, kept); diff != "" {
		t.Errorf("holders elsewhere (-quiet +got):\n%s", diff)
	}
	for i, d := range got.Drives {
		if was := quiet.Drives[i]; d.ID != was.ID || d.ID != drive && d != was || d.Items > was.Items || d.Files > was.Files {
			t.Errorf("library %+v, in truth %+v", d, was)
		}
	}
	for _, a := range got.Crawl.Areas {
		for what, tally := range map[string]assess.Tally{"sites": a.Sites, "libraries": a.Drives, "lists": a.Lists} {
			if !tally.Whole() {
				t.Errorf("%s, %s: %+v does not add up", a.Area, what, tally)
			}
		}
	}
}

// TestPassingLibrary: what goes wrong once is made good, with nothing lost.
func TestPassingLibrary(t *testing.T) {
	quiet := collect(t, busy(), emulator.Options{PageSize: 3}, Options{})
	for _, k := range []emulator.Kind{
		emulator.Status(410), emulator.Status(500), emulator.Status(503), emulator.RepeatLink(), emulator.ForeignLink(), emulator.SharePointLink(),
		emulator.EmptyPage(), emulator.CutBody(),
	} {
		for after := range 5 {
			t.Run(fmt.Sprintf("%s after %d", k, after), func(t *testing.T) {
				t.Parallel()
				l := collect(t, busy(), emulator.Options{PageSize: 3, Faults: []emulator.Fault{{Match: pagesOfOne, After: after, Times: 1, Kind: k}}}, Options{})
				if idle := l.server.Idle(); len(idle) > 0 {
					t.Fatalf("did not happen: %v", idle)
				}
				sameLook(t, quiet, l)
			})
		}
	}
}

// TestBadLibraryLater: a library that refuses in a later run is told of, and nothing that an earlier run saw in it is given out as
// if it were seen now. The run after that finds all again.
func TestBadLibraryLater(t *testing.T) {
	const firstPages, firstLists = 5, 9 // what the first run asks for
	for _, test := range []struct {
		name   string
		fault  emulator.Fault
		part   string
		reason assess.Reason
		none   bool // nothing of the library is seen
	}{
		{"refused", emulator.Fault{Match: pagesOfOne, After: firstPages, Times: 1, Kind: emulator.Status(403)}, assess.PartItems, assess.ReasonPermission, true},
		{"locked", emulator.Fault{Match: pagesOfOne, After: firstPages, Times: 1, Kind: emulator.Status(423)}, assess.PartItems, assess.ReasonLocked, true},
		{"in the middle", emulator.Fault{Match: pagesOfOne, After: firstPages + 1, Times: 1, Kind: emulator.Status(403)}, assess.PartItems, assess.ReasonPermission, true},
		{"its lists", emulator.Fault{Match: listsOfOne, After: firstLists, Times: 3, Kind: emulator.Status(403)}, assess.PartPermissions, assess.ReasonPermission, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := begin(t, busy(), emulator.Options{PageSize: 3, Faults: []emulator.Fault{test.fault}})
			if l := s.process(t.Context(), nil); len(l.Gaps) > 0 {
				t.Fatalf("the first run: %v", l.Gaps)
			}
			if n := s.server.Requests()["/drives/{drive}/root/delta"]; n < firstPages {
				t.Fatalf("%d pages", n)
			}
			if idle := s.server.Idle(); len(idle) == 0 {
				t.Fatal("the fault struck the first run")
			}
			later := busy()
			for i := range 5 {
				later.Sites[1].Drives[0].Items = append(later.Sites[1].Drives[0].Items, itemIn(fmt.Sprint("later", i), "", "file", "-", nil))
			}
			s.server.Advance(later)
			quiet := collect(t, later, emulator.Options{PageSize: 3}, Options{})
			l := s.process(t.Context(), nil)
			if idle := s.server.Idle(); len(idle) > 0 {
				t.Fatalf("did not happen: %v", idle)
			}
			for _, g := range l.Gaps {
				if g.Name != "Projects" || g.Part != test.part || g.Reason != test.reason {
					t.Errorf("gap %+v, want one of %s in Projects for the reason %s", g, test.part, test.reason)
				}
			}
			if len(l.Gaps) == 0 {
				t.Error("no gap tells of it")
			}
			keepsOthers(t, quiet, l, "b!one")
			seen := slices.ContainsFunc(l.all(), func(h assess.Holder) bool { return h.DriveID == "b!one" })
			if seen == test.none {
				t.Errorf("what was seen of it: %v", l.holders())
			}
			third := s.process(t.Context(), nil)
			if len(third.Gaps) > 0 {
				t.Errorf("the third run: %v", third.Gaps)
			}
			if diff := cmp.Diff(quiet.all(), third.all()); diff != "" {
				t.Errorf("holders of the third run (-want +got):\n%s", diff)
			}
		})
	}
}
