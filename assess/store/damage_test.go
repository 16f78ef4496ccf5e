package store

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"testing"
)

// TestDamage overwrites pages in the middle of a cache: it is refused when it is opened and left as it is, and --fresh
// may remove it.
func TestDamage(t *testing.T) {
	path := cachePath(t)
	s, err := Open(path, "tenant")
	must(t, err)
	list(t, s, 1, "d")
	fill(t, s, "d", 3)
	must(t, s.Close())
	good, err := os.ReadFile(path)
	must(t, err)

	const page = 4096
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{5, 20, 50, len(good)/page - 2} {
		bad := bytes.Clone(good)
		for i := range page {
			bad[n*page+i] = byte(random.Uint32())
		}
		must(t, os.WriteFile(path, bad, 0o600))
		_, err := Open(path, "tenant")
		wantProblem(t, err, Damaged, path, "type --fresh")
		if after, _ := os.ReadFile(path); !bytes.Equal(bad, after) {
			t.Error("the file was changed")
		}
	}
	must(t, os.WriteFile(path, good[:len(good)/2], 0o600))
	_, err = Open(path, "tenant")
	wantProblem(t, err, Damaged, path, "type --fresh")
	must(t, Remove(path, "tenant"))
}

func TestDamagedWhileOpen(t *testing.T) {
	path := cachePath(t)
	s := open(t, path)
	list(t, s, 1, "d")
	must(t, s.KeepPage("d", end(root())))
	must(t, s.KeepLists("d", 1, []List{own("root")}))
	_, err := s.Settle("d", 1)
	must(t, err)
	must(t, s.script("UPDATE item SET permissions = '[{'"))
	for _, err = range s.Holders(1) {
	}
	wantProblem(t, err, Damaged, path, "type --fresh")
}

// TestFull lets SQLite meet the same error as on a full disk. What was kept stays, and the same page can be kept when
// there is space again.
func TestFull(t *testing.T) {
	path := cachePath(t)
	s := open(t, path)
	list(t, s, 1, "d")
	must(t, s.script("PRAGMA max_page_count = 200"))
	n := 0
	var err error
	for ; n < 1000; n++ {
		if err = s.KeepPage("d", benchPage(n, 100)); err != nil {
			break
		}
	}
	wantProblem(t, err, Full, path, "goes on where it was")
	if n == 0 {
		t.Fatal("no page was kept")
	}
	wantPages(t, s, n, 100)
	wantProblem(t, s.KeepPage("d", benchPage(n, 100)), Full, path, "free some")
	must(t, s.script("PRAGMA max_page_count = 100000"))
	must(t, s.KeepPage("d", benchPage(n, 100)))
	wantPages(t, s, n+1, 100)
}

// wantPages fails unless the library holds exactly the first n pages of benchPage, and goes on after them.
func wantPages(t *testing.T, s *Store, n, size int) {
	t.Helper()
	if d := drive(t, s, 1, "d"); d.Cursor != benchPage(n-1, size).Cursor {
		t.Errorf("it goes on from %q, not after page %d", d.Cursor, n-1)
	}
	var items, last int
	must(t, s.read("counting", func() error {
		return errors.Join(
			s.row([]any{&items}, "SELECT count(*) FROM item"),
			s.row([]any{&last}, "SELECT count(*) FROM item WHERE id = ?", itemID(n*size-1)))
	}))
	if items != n*size || last != 1 {
		t.Errorf("%d items after %d pages", items, n)
	}
}

func TestUnknownNames(t *testing.T) {
	s := open(t, "")
	run, err := s.BeginRun(Run{})
	must(t, err)
	list(t, s, run.ID, "d")
	for what, err := range map[string]error{
		"page":            s.KeepPage("x", end()),
		"lists":           s.KeepLists("x", 1, nil),
		"restart":         s.Restart("x", 1, false),
		"refresh":         s.Refresh("x"),
		"whole":           s.MarkWhole("x", 1),
		"no link at all":  s.KeepPage("d", Page{}),
		"two links":       s.KeepPage("d", Page{Cursor: "a", Delta: "b"}),
		"item without id": s.KeepPage("d", end(Item{})),
		"library without": s.KeepDrives(1, "sites", []Drive{{}}),
		"run":             s.SaveRun(Run{ID: run.ID + 1}),
		"settle": func() error {
			_, err := s.Settle("d", run.ID+1)
			return err
		}(),
		"due": func() (err error) {
			for _, err = range s.Due("x") {
			}
			return err
		}(),
	} {
		if err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}
