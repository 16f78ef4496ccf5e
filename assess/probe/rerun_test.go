package probe

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

// A beginnings counts, by library, the listings that begin anew: requests for items without a token.
type beginnings map[string]int

func (b beginnings) arrived(e emulator.Exchange) {
	library, found := strings.CutSuffix(e.Path, "/root/delta")
	if found && !strings.Contains(e.Query, "token") {
		b[library[strings.LastIndex(library, "/")+1:]]++
	}
}

// TestStaleLink: where the link to the changes of one library is not valid any more (410), that library is read from its
// beginning, and no other. What comes of it is what a run that reads everything sees.
func TestStaleLink(t *testing.T) {
	for _, test := range []struct {
		name  string
		roles []string
	}{{"Sites.Read.All", least()}, {"Sites.FullControl.All", append(least(), "Sites.FullControl.All")}} {
		t.Run(test.name, func(t *testing.T) {
			s := begin(t, torn(), emulator.Options{Roles: test.roles, Faults: []emulator.Fault{
				{Match: `^/drives/b(!|%21)one/root/delta`, After: 1, Times: 1, Kind: emulator.Status(410)}, // after that of the first run
			}})
			first := beginnings{}
			if l := s.process(t.Context(), first.arrived); len(l.Gaps) > 0 || l.restarted() != 0 {
				t.Fatalf("the first run began %d libraries anew: %v", l.restarted(), l.Gaps)
			}
			if len(first) < 5 {
				t.Fatalf("%d libraries are too few: %v", len(first), first)
			}
			s.server.Advance(changed())
			anew := beginnings{}
			second := s.process(t.Context(), anew.arrived)
			if idle := s.server.Idle(); len(idle) > 0 {
				t.Fatalf("no link was refused: %v", idle)
			}
			if names := slices.Sorted(maps.Keys(anew)); !slices.Equal(names, []string{"b%21one"}) && !slices.Equal(names, []string{"b!one"}) {
				t.Errorf("begun anew: %v", names)
			}
			if second.restarted() != 1 {
				t.Errorf("%d libraries are said to have been begun anew, want 1", second.restarted())
			}
			fresh := begin(t, changed(), emulator.Options{Roles: test.roles}).process(t.Context(), nil)
			if diff := cmp.Diff(fresh.all(), second.all()); diff != "" {
				t.Errorf("holders (-everything +rerun):\n%s", diff)
			}
			if diff := cmp.Diff(fresh.Drives, second.Drives); diff != "" {
				t.Errorf("libraries (-everything +rerun):\n%s", diff)
			}
			for _, l := range []look{fresh, second} {
				for _, a := range l.Crawl.Areas {
					for _, tally := range []assess.Tally{a.Sites, a.Drives, a.Lists} {
						if !tally.Whole() {
							t.Errorf("%s: %+v does not add up", a.Area, tally)
						}
					}
				}
			}
		})
	}
}

// restarted is how many libraries were begun anew because their link was refused.
func (l look) restarted() (n int) {
	for _, a := range l.Crawl.Areas {
		n += a.Restarted
	}
	return n
}
