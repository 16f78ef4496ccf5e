package store

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"preflight/assess"
)

const crashPage = 300 // items

// TestKill ends a process that keeps pages and lists at random moments, without warning. What is there then is whole
// pages, with the cursor of the last of them, and the next process goes on from there.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds")
	}
	seed := uint64(time.Now().UnixNano()) // draws the moments only
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	path := cachePath(t)
	pages := 0
	for kill := range 25 {
		other := exec.Command(os.Args[0])
		other.Env = append(os.Environ(), "STORE_TEST_WRITE="+path)
		out, err := other.StdoutPipe()
		must(t, err)
		must(t, other.Start())
		if _, err := bufio.NewReader(out).ReadByte(); err != nil {
			t.Fatalf("kill %d: the process did not go on: %v", kill, other.Wait())
		}
		time.Sleep(time.Duration(random.IntN(60_000)) * time.Microsecond)
		must(t, other.Process.Kill())
		_ = other.Wait() // killed

		s, err := Open(path, "tenant")
		must(t, err)
		pages = wantWhole(t, s, pages)
		must(t, s.Close())
	}
	if pages < 25 {
		t.Errorf("only %d pages in 25 processes", pages)
	}
}

// writeForEver keeps the lists of what is due, then a page, and so on, from where the cache says.
func writeForEver(path string) {
	s, err := Open(path, "tenant")
	exitIf(err)
	exitIf(s.KeepDrives(1, assess.AreaSites, []Drive{{Drive: assess.Drive{ID: "d", WebID: "w"}}}))
	drives, err := s.Drives(1, assess.AreaSites)
	exitIf(err)
	os.Stdout.Write([]byte{'.'})
	for n := nextPage(drives[0]); ; n++ {
		var lists []List
		for id, err := range s.Due("d") {
			exitIf(err)
			lists = append(lists, own(id))
		}
		exitIf(s.KeepLists("d", 1, lists))
		exitIf(s.KeepPage("d", crashPageOf(n)))
	}
}

func exitIf(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
}

// crashPageOf is page n, whose cursor says so.
func crashPageOf(n int) Page {
	p := benchPage(n, crashPage)
	p.Cursor = fmt.Sprint(n)
	return p
}

func nextPage(d Drive) int {
	n := -1
	fmt.Sscan(d.Cursor, &n)
	return n + 1
}

// wantWhole fails unless the library holds whole pages only, up to its cursor, and lists of none or all of what was due
// in the last. It returns how many pages there are.
func wantWhole(t *testing.T, s *Store, before int) int {
	t.Helper()
	pages := nextPage(drive(t, s, 1, "d"))
	if pages < before {
		t.Fatalf("%d pages, after %d at the kill before", pages, before)
	}
	var items, known, due int
	must(t, s.read("counting", func() error {
		return s.row([]any{&items, &known, &due}, "SELECT count(*), count(permissions), coalesce(sum(due), 0) FROM item")
	}))
	fresh := 0
	for n := range pages {
		for _, it := range crashPageOf(n).Items {
			if it.Shared || it.Kind == assess.KindRoot {
				fresh++
			}
		}
	}
	last := 0
	if pages > 0 {
		for _, it := range crashPageOf(pages - 1).Items {
			if it.Shared || it.Kind == assess.KindRoot {
				last++
			}
		}
	}
	if items != pages*crashPage || known+due != fresh || due != 0 && due != last {
		t.Fatalf("%d pages, %d items, %d lists, %d due", pages, items, known, due)
	}
	return pages
}
