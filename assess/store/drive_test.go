package store

import (
	"reflect"
	"testing"
	"time"

	"preflight/assess"
)

func TestDrivesAcrossRuns(t *testing.T) {
	path := cachePath(t)
	s, err := Open(path, "tenant")
	must(t, err)
	first, err := s.BeginRun(Run{AsOf: day, Started: day.Add(time.Hour), Choices: "full"})
	must(t, err)
	list(t, s, first.ID, "d", "e")
	must(t, s.KeepDrives(first.ID, assess.AreaOneDrives, []Drive{{Drive: assess.Drive{
		ID: "mine", WebID: "me", Name: "OneDrive", URL: "https://contoso-my.sharepoint.com", OwnerID: "1", OwnerUPN: "ada@contoso.example", OwnerName: "Ada"}}}))
	settled(t, s, "root", Page{Items: []Item{root(), file("f", "root")}, Delta: "changes", Exact: true})
	must(t, s.KeepPage("e", more("next", root())))
	must(t, s.Close())

	s = open(t, path)
	documents := assess.Drive{ID: "d", WebID: "w", Name: "Documents", URL: "https://contoso.sharepoint.com/d", Items: 1, Files: 1}
	if got, want := drive(t, s, first.ID, "d"), (Drive{Drive: documents, Area: assess.AreaSites, Stage: StageSettled, Delta: "changes", Exact: true,
		RootID: "root", ListedIn: first.ID, ListedAsOf: day, Settled: Settled{Items: 1, Files: 1}}); got != want {
		t.Errorf("settled: %+v, want %+v", got, want)
	}
	mine, err := s.Drives(first.ID, assess.AreaOneDrives)
	must(t, err)
	if len(mine) != 1 || mine[0].OwnerUPN != "ada@contoso.example" || mine[0].Area != assess.AreaOneDrives || mine[0].Stage != StageListed {
		t.Errorf("OneDrives %+v", mine)
	}

	list(t, s, first.ID, "d", "e") // listed again by the next process of the same run: nothing is forgotten
	if d, e := drive(t, s, first.ID, "d"), drive(t, s, first.ID, "e"); d.Stage != StageSettled || e.Stage != StageReading || e.Cursor != "next" {
		t.Errorf("same run: %+v, %+v", d, e)
	}

	second, err := s.BeginRun(Run{AsOf: day.AddDate(0, 0, 1)})
	must(t, err)
	list(t, s, second.ID, "d", "e")
	documents.Items, documents.Files = 0, 0
	if got, want := drive(t, s, second.ID, "d"), (Drive{Drive: documents, Area: assess.AreaSites, Stage: StageListed, Delta: "changes", Exact: true, RootID: "root",
		ListedIn: first.ID, ListedAsOf: day}); got != want {
		t.Errorf("next run: %+v, want %+v", got, want)
	}
	if e := drive(t, s, second.ID, "e"); e.Stage != StageListed || e.Cursor != "" || e.Delta != "" {
		t.Errorf("next run: %+v", e)
	}
	if left, err := s.Drives(first.ID, assess.AreaSites); err != nil || len(left) != 0 {
		t.Errorf("the first run still has %v, %v", left, err)
	}

	must(t, s.MarkWhole("d", second.ID))
	must(t, s.MarkWhole("d", second.ID+5))
	if d := drive(t, s, second.ID, "d"); d.WholeSince != second.ID || !d.Whole {
		t.Errorf("whole: %+v", d)
	}
	must(t, s.Restart("d", second.ID, true))
	if d := drive(t, s, second.ID, "d"); d.Delta != "" || d.Exact || d.RootID != "" || d.StaleIn != second.ID || !d.Whole {
		t.Errorf("restarted: %+v", d)
	}
	must(t, s.KeepPage("e", Page{Nulls: 2, Cursor: "more"}))
	must(t, s.KeepPage("e", end()))
	if e := drive(t, s, second.ID, "e"); e.Delta != "" || e.Stage != StageItems || e.Nulls != 2 || e.ListedIn != second.ID {
		t.Errorf("with elements that told nothing: %+v", e)
	}
	must(t, s.KeepDrives(second.ID+1, assess.AreaSites, []Drive{{Drive: assess.Drive{ID: "e"}}}))
	if e := drive(t, s, second.ID+1, "e"); e.Nulls != 0 {
		t.Errorf("in the next run: %+v", e)
	}
}

func TestSettledNoMore(t *testing.T) {
	for name, change := range map[string]func(*Store) error{
		"lists come":  func(s *Store) error { return s.KeepLists("d", 1, []List{own("f")}) },
		"marked":      func(s *Store) error { return s.MarkWhole("d", 1) },
		"refreshed":   func(s *Store) error { return s.Refresh("d") },
		"restarted":   func(s *Store) error { return s.Restart("d", 1, false) },
		"listed anew": func(s *Store) error { return s.KeepPage("d", end()) },
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, "")
			list(t, s, 1, "d")
			settled(t, s, "root", end(root(), file("f", "root")))
			must(t, change(s))
			if d := drive(t, s, 1, "d"); d.Stage == StageSettled || d.Files != 0 || len(deciders(t, s, 1)) != 0 {
				t.Errorf("still %+v", d)
			}
		})
	}
}

func TestRuns(t *testing.T) {
	path := cachePath(t)
	s, err := Open(path, "tenant")
	must(t, err)
	if _, ok, err := s.LastRun(); ok || err != nil {
		t.Errorf("a new cache has a run: %v", err)
	}
	first, err := s.BeginRun(Run{AsOf: day, Started: day.Add(1500 * time.Millisecond), Choices: "full"})
	must(t, err)
	first.Folder, first.Finished, first.Cost = "2026-11-20", true, assess.Collection{Requests: 3, ResourceUnits: 7, Throttled: 1}
	must(t, s.SaveRun(first))
	second, err := s.BeginRun(Run{AsOf: day.AddDate(0, 0, 1), Started: day, Choices: "quick"})
	must(t, err)
	must(t, s.Close())

	s = open(t, path)
	last, ok, err := s.LastRun()
	if err != nil || !ok || !reflect.DeepEqual(last, second) || last.ID <= first.ID {
		t.Errorf("last %+v, %v; want %+v", last, err, second)
	}
	finished, ok, err := s.LastFinished()
	if err != nil || !ok || !reflect.DeepEqual(finished, first) {
		t.Errorf("finished %+v, %v; want %+v", finished, err, first)
	}
}

func TestSpent(t *testing.T) {
	s := open(t, "")
	hour := func(n, units int) Hour { return Hour{Start: day.Add(time.Duration(n) * time.Hour), Units: units} }
	must(t, s.SaveSpent([]Hour{hour(1, 10), hour(0, 5), hour(2, 20)}))
	must(t, s.SaveSpent([]Hour{hour(2, 25), hour(26, 1)}))
	got, err := s.Spent()
	must(t, err)
	if want := []Hour{hour(1, 10), hour(2, 25), hour(26, 1)}; !reflect.DeepEqual(got, want) {
		t.Errorf("spent %v, want %v", got, want)
	}
}
