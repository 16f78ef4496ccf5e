package samples

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"preflight/assess/emulator"
)

// small is a large tenant of a size that a test can read through the emulator in a moment.
func small(generation int) LargeOptions {
	return LargeOptions{Seed: 7, Sites: 45, OneDrives: 12, Items: 6_000, Links: 700, Inherited: 0.3, Users: 60, Lying: 2, Generation: generation}
}

// TestPlanIsWhatIsServed reads a small tenant over the network: the plan's numbers are those that come, and its least is what
// such a scan costs.
func TestPlanIsWhatIsServed(t *testing.T) {
	for _, generation := range []int{0, 1, 3} {
		t.Run(fmt.Sprint("generation ", generation), func(t *testing.T) {
			o := small(generation)
			o.Lying = 0
			const pageSize = 100
			tenant, plan := Large(o)
			v := visit(t, tenant, emulator.Options{PageSize: pageSize, Shuffle: 5})
			var a, b Area
			var sites, subsites, archived, personal int
			for _, s := range v.all("/sites/getAllSites?$top=999", "") {
				switch {
				case s.Collection.Archival != nil:
					archived++
					continue
				case s.Personal:
					personal++
				default:
					sites++
					for _, below := range v.all("/sites/"+s.ID+"/sites", "") {
						subsites++
						v.all("/sites/"+below.ID+"/sites", "")
						for _, d := range v.all("/sites/"+below.ID+"/drives", "") {
							v.library(d.ID, &a)
						}
					}
				}
				for _, d := range v.all("/sites/"+s.ID+"/drives", "") {
					if s.Personal {
						v.library(d.ID, &b)
					} else {
						v.library(d.ID, &a)
					}
				}
			}
			for _, g := range tenant.Groups {
				v.one("/groups/" + g.ID + "/sites/root")
			}
			if sites != plan.Sites || subsites != plan.Subsites || archived != plan.Archived || personal != plan.OneDrives || len(tenant.Groups) != plan.Groups {
				t.Errorf("%d sites, %d subsites, %d archived, %d OneDrives; the plan has %+v", sites, subsites, archived, personal, plan)
			}
			compareAreas(t, "sites", a, plan.InSites)
			compareAreas(t, "OneDrives", b, plan.InOneDrives)
			if got, want := v.server.Meter().ResourceUnits, plan.Least(pageSize, 0); got != want {
				t.Errorf("the scan cost %d units, the plan says %d: %v", got, want, plan.Terms(pageSize, 0))
			}
		})
	}
}

// compareAreas compares all that a scan can see.
func compareAreas(t *testing.T, what string, got, want Area) {
	t.Helper()
	got.Lying, got.Inherited, got.Carrying = want.Lying, want.Inherited, want.Carrying
	got.pages, want.pages = nil, nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\nserved  %+v\nplanned %+v", what, got, want)
	}
	if got.Items == 0 || got.Links() == 0 {
		t.Errorf("%s: nothing to compare", what)
	}
}

// TestPlanOfTheTree compares what no scan sees: libraries that lie, and items that inherit from a shared folder.
func TestPlanOfTheTree(t *testing.T) {
	for generation := range 3 {
		tenant, plan := Large(small(generation))
		var a, b Area
		for _, s := range tenant.Sites {
			to := &a
			if s.Personal {
				to = &b
			}
			for _, d := range s.Drives {
				countTree(d, to)
			}
		}
		for _, test := range []struct {
			what      string
			got, want Area
		}{{"sites", a, plan.InSites}, {"OneDrives", b, plan.InOneDrives}} {
			got, want := test.got, test.want
			if got.Owns != want.Owns || got.Lying != want.Lying || got.Inherited != want.Inherited || got.Carrying != want.Carrying {
				t.Errorf("generation %d, %s: counted %d own, %d lying, %d inherited, %d carrying; planned %+v", generation, test.what, got.Owns, got.Lying, got.Inherited, got.Carrying, want)
			}
		}
		if a.Lying == 0 || a.Inherited == 0 {
			t.Error("nothing lies or inherits")
		}
	}
}

func countTree(d emulator.Drive, a *Area) {
	items, _ := d.Make()
	byID := map[string]*emulator.Item{}
	facets, owns := 0, 0
	for i := range items {
		byID[items[i].ID] = &items[i]
		if items[i].Facet != nil {
			facets++
		}
		if items[i].Permissions != nil {
			owns++
		}
	}
	inherited := 0
	for i := range items {
		for it := byID[items[i].Parent]; it != nil && items[i].Permissions == nil; it = byID[it.Parent] {
			if it.Permissions != nil {
				inherited++
				break
			}
		}
	}
	a.Owns += owns
	a.Inherited += inherited
	if facets == 0 && owns > 0 {
		a.Lying += owns
		return
	}
	a.Carrying += facets + inherited
}

// TestLargeIsTheSame in whatever order it is asked for, and makes sense.
func TestLargeIsTheSame(t *testing.T) {
	one, _ := Large(small(2))
	_, other := Large(small(2))
	made := drivesOf(other)
	item, drive := once(t, "item"), once(t, "drive")
	for _, s := range one.Sites {
		for _, d := range s.Drives {
			drive(d.ID)
			item(d.RootID)
			items, root := d.Make()
			for _, it := range items {
				item(it.ID)
				if !reflect.DeepEqual(it, made[d.ID][it.ID]) {
					t.Fatalf("%s is %+v, and %+v when it was made in another order", it.ID, it, made[d.ID][it.ID])
				}
				if len(it.ID) != 34 || it.Name == "" {
					t.Errorf("item %+v", it)
				}
			}
			checkDrive(t, d.Name, emulator.Drive{Items: items, Permissions: root})
			if len(root) == 0 {
				t.Error("a root without permissions")
			}
		}
	}
}

// TestLargeStartsQuickly: three million items are planned in a moment and not made.
func TestLargeStartsQuickly(t *testing.T) {
	start := time.Now()
	_, plan := Large(LargeOptions{Seed: 1, Sites: 2_200, OneDrives: 800, Items: 3_000_000, Links: 300_000, Inherited: 0.33, Users: 2_000})
	t.Logf("%d items, %d links in %d libraries, planned in %s", plan.InSites.Items+plan.InOneDrives.Items, plan.InSites.Links()+plan.InOneDrives.Links(),
		plan.InSites.Drives+plan.InOneDrives.Drives, time.Since(start))
	if n := plan.InSites.Items + plan.InOneDrives.Items; n != 3_000_000 {
		t.Errorf("%d items", n)
	}
	if n := plan.InSites.Links() + plan.InOneDrives.Links(); n != 300_000 {
		t.Errorf("%d links", n)
	}
}
