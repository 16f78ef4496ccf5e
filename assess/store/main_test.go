package store

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"preflight/assess"
)

// TestMain lets a test start this binary again as another process that uses a cache.
func TestMain(m *testing.M) {
	if path := os.Getenv("STORE_TEST_WRITE"); path != "" {
		writeForEver(path)
	}
	if path := os.Getenv("STORE_TEST_HOLD"); path != "" {
		holdOpen(path)
	}
	os.Exit(m.Run())
}

// open opens a cache that is closed at the end of the test; an empty path is a temporary one.
func open(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path, "tenant")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func cachePath(t testing.TB) string { return filepath.Join(t.TempDir(), "crawl.db") }

// list makes libraries known in a run.
func list(t testing.TB, s *Store, run int64, ids ...string) {
	t.Helper()
	var drives []Drive
	for _, id := range ids {
		drives = append(drives, Drive{Drive: assess.Drive{ID: id, WebID: "w", Name: "Documents", URL: "https://contoso.sharepoint.com/" + id}})
	}
	must(t, s.KeepDrives(run, assess.AreaSites, drives))
}

// drive returns a library of a run.
func drive(t testing.TB, s *Store, run int64, id string) Drive {
	t.Helper()
	drives, err := s.Drives(run, assess.AreaSites)
	must(t, err)
	for _, d := range drives {
		if d.ID == id {
			return d
		}
	}
	t.Fatalf("the library %s was not listed", id)
	return Drive{}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var day = time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)

func root() Item { return Item{ID: "root", Kind: assess.KindRoot, Name: "root"} }

func folder(id, parent string) Item {
	return Item{ID: id, Parent: parent, Kind: assess.KindFolder, Name: "Folder " + id, URL: "https://contoso.sharepoint.com/" + id, Modified: day}
}

func file(id, parent string) Item {
	return Item{ID: id, Parent: parent, Kind: assess.KindFile, Name: id + ".docx", URL: "https://contoso.sharepoint.com/" + id, Modified: day}
}

func deleted(id string) Item { return Item{ID: id, Deleted: true} }

func shared(it Item) Item { it.Shared = true; return it }

// first and last pages of a listing.
func more(cursor string, items ...Item) Page { return Page{Items: items, Cursor: cursor} }
func end(items ...Item) Page                 { return Page{Items: items, Delta: "changes"} }

var (
	direct    = []assess.Permission{{ID: "1", Roles: []string{"read"}, Link: true, Type: "view", Scope: "organization"}}
	inherited = []assess.Permission{{ID: "2", Roles: []string{"owner"}, Inherited: true, Grantees: []assess.Grantee{{SiteGroup: true, Name: "Owners"}}}}
)

// own and inherits are the two kinds of permission list.
func own(id string) List      { return List{ItemID: id, Permissions: direct} }
func inherits(id string) List { return List{ItemID: id, Permissions: inherited} }

// gather collects what an iterator yields.
func gather[T any](t testing.TB, seq func(func(T, error) bool)) []T {
	t.Helper()
	var all []T
	for v, err := range seq {
		must(t, err)
		all = append(all, v)
	}
	return all
}

// deciders are a run's holders with their files, as "id:files", in order.
func deciders(t testing.TB, s *Store, run int64) []string {
	t.Helper()
	var all []string
	for _, h := range gather(t, s.Holders(run)) {
		all = append(all, fmt.Sprintf("%s:%d", h.ItemID, h.Files))
	}
	return all
}

// ids reads a column of ids.
func (s *Store) ids(to *[]string, query string, args ...any) error {
	return s.each(func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		*to = append(*to, id)
		return err
	}, query, args...)
}
