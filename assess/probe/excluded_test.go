package probe

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

// agreed is what an engagement file leaves out.
func agreed(addresses ...string) []assess.Exclusion {
	var list []assess.Exclusion
	for _, a := range addresses {
		list = append(list, assess.Exclusion{Site: a, Reason: "theirs"})
	}
	return list
}

// withPlaces is a tenant with libraries in a site, in a subsite of it, beside it, and in a OneDrive; each shares a file
// with anyone.
func withPlaces() *emulator.Tenant {
	t := fabrikam()
	t.Sites = append(t.Sites,
		site(6, "Sub", func(s *emulator.Site) {
			s.SiteID, s.Parent, s.Listed, s.URL = id(0x1002), id(0x2002), false, "https://"+host+"/sites/Projects/Sub"
		}))
	for n, name := range map[int]string{0: "crew", 1: "projects", 4: "anna", 5: "sub"} {
		t.Sites[n].Drives = []emulator.Drive{drive(name, itemIn("x", "", "file", "anonymous", append(inherit(siteMembers()), link("l-"+name, "anonymous"))))}
	}
	return t
}

// asked gathers what an emulator is asked for.
type asked struct {
	mu       sync.Mutex
	requests []string
}

func (a *asked) arrived(e emulator.Exchange) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.requests = append(a.requests, e.Path+"?"+e.Query+" "+string(e.Body)) // the body of a batch names what it asks for
}

// libraries counts the requests for the libraries of a site, or for what is in one of them.
func (a *asked) libraries(s assess.Site) int {
	name := strings.ToLower(s.Name)
	n := 0
	for _, text := range a.requests {
		for _, w := range []string{"/sites/" + segment(s.ID) + "/drives", "/sites/" + s.ID + "/drives", "b!" + name + "/", "b%21" + name + "/"} {
			n += strings.Count(text, w)
		}
	}
	return n
}

// An excluded site and what is below it is a gap of its own reason. None of its libraries is asked for, its numbers become
// lower bounds, and what is beside it stays.
func TestExcluded(t *testing.T) {
	const projects, anna = "https://" + host + "/sites/projects", "https://fabrikam-my.sharepoint.com/personal/anna"
	for _, test := range []struct {
		name     string
		excluded []assess.Exclusion
		options  Options
		items    []string // gaps
		oneDrive []string
		holders  string // ids of drives with a link, sorted
	}{
		{name: "nothing", holders: "b!anna b!crew b!projects b!sub"},
		{name: "a site with its subsite", excluded: agreed(projects), items: []string{"Projects excluded", "Sub excluded"}, holders: "b!anna b!crew"},
		{name: "a subsite", excluded: agreed(projects + "/sub"), items: []string{"Sub excluded"}, holders: "b!anna b!crew b!projects"},
		{name: "a OneDrive", excluded: agreed(anna), oneDrive: []string{"anna excluded"}, holders: "b!crew b!projects b!sub"},
		{name: "a OneDrive, and all of them", excluded: agreed(anna), options: Options{NoOneDrive: true}, oneDrive: []string{"skipped"}, holders: "b!crew b!projects b!sub"},
		{name: "an archived site and one that is not there", excluded: agreed("https://"+host+"/sites/old", "https://"+host+"/sites/no"), holders: "b!anna b!crew b!projects b!sub"},
		{name: "a site that a quick scan would have chosen", excluded: agreed("https://" + host + "/sites/crew"), options: Options{Quick: true},
			items: []string{"Crew excluded", "Projects skipped", "Sub skipped"}, oneDrive: []string{"skipped"}},
		{name: "all sites", excluded: agreed(projects, "https://"+host+"/sites/crew"), items: []string{"Crew excluded", "Projects excluded", "Sub excluded"}, holders: "b!anna"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var heard asked
			test.options.Excluded = test.excluded
			l := collect(t, withPlaces(), emulator.Options{Record: heard.arrived}, test.options, only("sharing", "onedrive")...)
			items, oneDrive := l.gapsOf(assess.PartItems), l.gapsOf(assess.PartDriveItems)
			slices.Sort(items)
			if diff := cmp.Diff(test.items, items); diff != "" {
				t.Errorf("gaps of sites (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.oneDrive, oneDrive); diff != "" {
				t.Errorf("gaps of OneDrives (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(oneDrive, l.gapsOf(assess.PartDriveOwners)); diff != "" {
				t.Errorf("owners of OneDrives (-items +owners):\n%s", diff)
			}
			var holders []string
			for _, h := range l.all() {
				if h.Kind == assess.KindFile {
					holders = append(holders, h.DriveID)
				}
			}
			slices.Sort(holders)
			if got := strings.Join(holders, " "); got != test.holders {
				t.Errorf("links were found in %s, want %s", got, test.holders)
			}
			for _, g := range l.Gaps {
				if g.Reason == assess.ReasonExcluded && (g.Detail != "left out by agreement: theirs" || g.Reason.Curable() || g.Resumable) {
					t.Errorf("gap %+v", g)
				}
			}
			excluded, _ := assess.ExcludedSites(l.Inventory, test.excluded)
			for _, s := range l.Sites {
				_, out := excluded[s.WebID]
				whole := test.excluded == nil && (s.Counted() || s.OneDrive()) // which shows that asking would be seen
				if n := heard.libraries(s); out && n > 0 || whole && n == 0 {
					t.Errorf("%s, left out: %t: %d requests for its libraries", s.Name, out, n)
				}
			}
			for _, a := range l.Crawl.Areas {
				if !a.Sites.Whole() {
					t.Errorf("the tally of %s does not add up: %+v", a.Area, a.Sites)
				}
			}
		})
	}
}

// What an earlier run has read of a site does not come back once it is excluded.
func TestExcludedLater(t *testing.T) {
	s := begin(t, withPlaces(), emulator.Options{})
	if l := s.process(t.Context(), nil); len(l.Gaps) > 0 || len(l.Drives) != 4 {
		t.Fatalf("%d libraries, gaps %v", len(l.Drives), l.Gaps)
	}
	s.excluded = agreed("https://" + host + "/sites/projects")
	l := s.process(t.Context(), nil)
	if len(l.Drives) != 2 || len(l.gapsOf(assess.PartItems)) != 2 {
		t.Errorf("libraries %v, gaps %v", l.Drives, l.Gaps)
	}
	for _, h := range l.all() {
		if h.DriveID == "b!projects" || h.DriveID == "b!sub" {
			t.Errorf("holder %+v", h)
		}
	}
}
