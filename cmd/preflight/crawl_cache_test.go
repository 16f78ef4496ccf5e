package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"preflight/assess"
	"preflight/assess/store"
	"preflight/samples"
)

// smallManor is one whose cache has a few hundred pages.
func smallManor(t *testing.T) *manor {
	t.Helper()
	return newManor(t, samples.LargeOptions{Seed: 6, Sites: 12, OneDrives: 4, Items: 2_500, Links: 500, Inherited: 0.3, Lying: 4}, map[string]any{"PageSize": 100})
}

// lostToCache checks that a run which could not use its cache has lost nothing but what lies in libraries, and says why.
func (m *manor) lostToCache(t *testing.T, got outcomeOfRun) {
	t.Helper()
	if len(got.gaps()) == 0 {
		t.Fatal("no gap says that the cache failed")
	}
	lost := map[string]bool{}
	for _, g := range got.gaps() {
		gap := g.(map[string]any)
		part := gap["part"].(string)
		lost[part] = true
		if reason := gap["reason"]; reason != string(assess.ReasonCache) {
			t.Errorf("the reason is %v, want %s: %v", reason, assess.ReasonCache, gap)
		}
		if !strings.HasPrefix(part, "sharing.") && !strings.HasPrefix(part, "onedrive.") || part == assess.PartSharingSettings {
			t.Errorf("%s was lost, which is not kept in the cache", part)
		}
	}
	before, after := m.quiet.assessment["measures"].(map[string]any), got.assessment["measures"].(map[string]any)
	kept := 0
	for name, n := range before {
		switch now := after[name]; {
		case strings.HasPrefix(name, "collection."), n == nil:
		case now == n:
			kept++
		case now != nil:
			t.Errorf("%s was %v and seems to be %v", name, n, now)
		case !strings.HasPrefix(name, "sharing.") && !strings.HasPrefix(name, "onedrive.") && !strings.HasPrefix(name, "copilot.files."):
			t.Errorf("%s is lost, which is not made of the cache", name)
		}
	}
	if kept < 10 {
		t.Errorf("%d measures are left, too few to prove anything", kept)
	}
}

// TestFullDisk lets the disk fill up while libraries are read. The report is written, with gaps that say so, and the same command
// goes on when there is space again.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	m := smallManor(t)
	sizes := []int{30, 60, 200}
	if *kills > 6 {
		for pages := 42; pages < 230; pages += 12 {
			sizes = append(sizes, pages)
		}
	}
	for _, pages := range sizes {
		t.Run(fmt.Sprint(pages, " pages"), func(t *testing.T) {
			out := t.TempDir()
			p := m.start(t, out, fmt.Sprint("full ", pages))
			p.wait(t, exitLoss)
			if said := p.stderr.String(); !strings.Contains(said, "Type the same command again to go on where this run stopped.") {
				t.Errorf("it says:\n%s", said)
			}
			m.lostToCache(t, readFolder(t, runFolders(out)[0]))
			again := m.start(t, out, "")
			<-again.ended
			got := readFolder(t, runFolders(out)[1])
			for _, g := range got.gaps() {
				t.Errorf("when there is space again: %v", g)
			}
			again.wait(t, exitOK)
			m.same(t, got, "run")
		})
	}
	t.Run("from the beginning", func(t *testing.T) {
		out := t.TempDir()
		p := m.start(t, out, "full 3")
		p.wait(t, exitNoReport)
		if said := p.stderr.String(); !strings.Contains(said, "no space is left for the cache") {
			t.Errorf("it says:\n%s", said)
		}
		m.start(t, out, "").wait(t, exitOK)
		m.same(t, m.read(t, out))
	})
}

// TestDamagedCache damages the cache of a run that was killed. That is told, the file is left alone, and --fresh begins anew.
func TestDamagedCache(t *testing.T) {
	t.Parallel()
	m := smallManor(t)
	for _, test := range []struct {
		name     string
		from, to float64 // what is damaged of the file
	}{{"the first tables", 0.02, 0.1}, {"the items", 0.2, 0.9}, {"the end", 0.8, 1}} {
		t.Run(test.name, func(t *testing.T) {
			out := t.TempDir()
			p := m.start(t, out, "row 2400")
			if <-p.ended; !p.killed() {
				t.Fatal("it was not killed")
			}
			cache := glob(out, "*", cacheFile)[0]
			s, err := store.Open(cache, m.Tenant) // takes what is in the log into the file
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(cache)
			if err != nil {
				t.Fatal(err)
			}
			const page = 4096
			from, to := int(test.from*float64(len(data)))/page*page, int(test.to*float64(len(data)))/page*page
			copy(data[from:to], bytes.Repeat([]byte{0xa5}, to-from))
			if err := os.WriteFile(cache, data, 0o600); err != nil {
				t.Fatal(err)
			}

			p = m.start(t, out, "")
			<-p.ended
			switch p.ProcessState.ExitCode() {
			case exitNoReport:
				if now, err := os.ReadFile(cache); err != nil || !bytes.Equal(now, data) {
					t.Errorf("the file has changed: %v", err)
				}
				if said := p.stderr.String(); !strings.Contains(said, filepath.Base(filepath.Dir(cache))) || !strings.Contains(said, "is damaged") || !strings.Contains(said, "--fresh") {
					t.Errorf("it says:\n%s", said)
				}
			case exitLoss:
				m.lostToCache(t, readFolder(t, runFolders(out)[0]))
			default:
				t.Errorf("exit code %d\n%s", p.ProcessState.ExitCode(), p.stderr.String())
			}

			earlier := len(runFolders(out))
			m.start(t, out, "", "--fresh").wait(t, exitOK)
			folders := runFolders(out)
			if len(folders) != earlier+1 {
				t.Fatalf("the run's folders: %v", folders)
			}
			m.same(t, readFolder(t, folders[earlier]), "run")
		})
	}
}

// TestDamageOnTheWay damages the cache under a run whose cache is larger than what SQLite keeps of it in memory.
func TestDamageOnTheWay(t *testing.T) {
	t.Parallel()
	m := newManor(t, samples.LargeOptions{Seed: 7, Sites: 12, OneDrives: 4, Items: 60_000, Links: 2_000, Inherited: 0.3, Lying: 4}, map[string]any{"PageSize": 1000})
	for _, commit := range []int{60, 130} {
		t.Run(fmt.Sprint("commit ", commit), func(t *testing.T) {
			out := t.TempDir()
			p := m.start(t, out, fmt.Sprint("damage ", commit))
			p.wait(t, exitLoss)
			if said := p.stderr.String(); !strings.Contains(said, "is damaged") || !strings.Contains(said, "--fresh") || strings.Contains(said, "same command") {
				t.Errorf("it says:\n%s", said)
			}
			m.lostToCache(t, readFolder(t, runFolders(out)[0]))
			m.start(t, out, "", "--fresh").wait(t, exitOK)
			m.same(t, readFolder(t, runFolders(out)[1]), "run")
		})
	}
}
