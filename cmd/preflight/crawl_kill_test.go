package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"preflight/samples"
)

// The issue asks for 50 moments: go test ./cmd/preflight -run TestKill -kills 50 -seed 2
var (
	kills = flag.Int("kills", 6, "how many times TestKill and TestKillRerun kill preflight, and TestDyingServer lets the server die")
	seed  = flag.Uint64("seed", 1, "seed of the moments of these tests")
)

// Kinds of moments.
const (
	within   = "within a transaction"
	writing  = "while documents are written"
	anywhere = "anywhere"
)

// TestKill kills preflight at moments drawn from a seed, most of them several times a run, and types the same command again
// until it ends: the assessment and the evidence are those of a run that was left alone.
func TestKill(t *testing.T) {
	m := newManor(t, killSize(), map[string]any{"PageSize": 200})
	items := m.plan.InSites.Items + m.plan.InOneDrives.Items
	m.killOften(t, items*5/4, 100+items/100)
}

// TestKillRerun does the same to runs that go on from the cache of an earlier one, when the tenant has changed.
func TestKillRerun(t *testing.T) {
	m := newManor(t, killSize(), map[string]any{"PageSize": 200})
	m.advance(t)
	owns := m.plan.InSites.Owns + m.plan.InOneDrives.Owns
	m.killOften(t, owns*2, 100)
}

func killSize() samples.LargeOptions {
	if *kills > 6 {
		return samples.LargeOptions{Seed: 3, Sites: 34, OneDrives: 8, Items: 20_000, Links: 3_000, Inherited: 0.3, Lying: 4}
	}
	return samples.LargeOptions{Seed: 3, Sites: 12, OneDrives: 4, Items: 3_000, Links: 500, Inherited: 0.3, Lying: 4}
}

// killOften kills processes until enough were struck in each way. A process changes so many rows of its cache and commits so often,
// about.
func (m *manor) killOften(t *testing.T, rows, commits int) {
	t.Helper()
	dice := rand.New(rand.NewPCG(*seed, 0))
	t.Logf("%d moments, seed %d", *kills, *seed)
	least := map[string]int{within: max(2, *kills*3/10), writing: max(1, *kills/7)}
	struck := map[string]int{}
	all := func() int { return struck[within] + struck[writing] + struck[anywhere] }
	runs := 0
	for ; all() < *kills || struck[within] < least[within] || struck[writing] < least[writing]; runs++ {
		if runs > 3**kills {
			t.Fatalf("only %v struck in %d runs", struck, runs)
		}
		out := m.folder(t)
		for i, spent := 0, time.Duration(0); ; i++ {
			if i == 5 {
				m.start(t, out, "").wait(t, exitOK)
				break
			}
			kind, moment := anywhere, ""
			switch n := dice.IntN(5); {
			case i == 4 || n == 0 && i > 1:
				kind = writing
			case n < 3:
				kind, moment = within, fmt.Sprintf("row %d", 1+dice.IntN(rows))
				if dice.IntN(3) == 0 {
					moment = fmt.Sprintf("commit %d", 1+dice.IntN(commits))
				}
			}
			begun := time.Now()
			p := m.start(t, out, moment)
			switch kind {
			case within:
				<-p.ended
			case writing:
				p.awaitEvidence()
				p.killAfter(time.Duration(dice.Float64() * float64(m.writing)))
			case anywhere:
				p.killAfter(time.Duration(dice.Float64() * float64(max(m.took-spent, m.took/3))))
			}
			spent += time.Since(begun)
			if !p.killed() {
				p.wait(t, exitOK)
				break
			}
			run, found := lastRun(t, out, m.Tenant)
			here := found && run.ID == m.run
			if here && run.Finished { // it was killed after its last word
				break
			}
			if kind != within {
				if kind = anywhere; here && run.Folder != "" {
					kind = writing
				}
			}
			struck[kind]++
			t.Logf("run %d, process %d: killed %s %s", runs+1, i+1, kind, moment)
		}
		m.same(t, m.read(t, out))
		if t.Failed() {
			t.FailNow()
		}
	}
	t.Logf("killed %d times in %d runs: %v", all(), runs, struck)
	var violations []string
	if m.ask(t, "violations", &violations); len(violations) > 0 {
		t.Errorf("asked for what there is not: %v", violations)
	}
}

// TestDyingServer breaks all connections at random moments and refuses new ones for a while: what is found is the same.
func TestDyingServer(t *testing.T) {
	m := newManor(t, samples.LargeOptions{Seed: 4, Sites: 12, OneDrives: 4, Items: 6_000, Links: 900, Inherited: 0.3, Lying: 4},
		map[string]any{"PageSize": 100})
	dice := rand.New(rand.NewPCG(*seed, 1))
	struck := 0
	for run := 1; struck < *kills; run++ {
		if run > 3**kills {
			t.Fatalf("only %d deaths in %d runs", struck, run)
		}
		out := m.folder(t)
		p := m.start(t, out, "")
		for living := true; living && struck < min(*kills, run*12); {
			select {
			case <-p.ended:
				living = false
			case <-time.After(time.Duration(dice.Float64() * float64(m.took-m.writing))):
				if living = p.evidence() == nil; living { // else Graph is not asked any more
					m.ask(t, fmt.Sprintf("pause %dms", 20+dice.IntN(800)), nil)
					struck++
				}
			}
		}
		p.wait(t, exitOK)
		m.same(t, m.read(t, out))
	}
	t.Logf("the server died %d times, seed %d", struck, *seed)
}
