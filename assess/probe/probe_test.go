package probe

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
	"preflight/assess/store"
)

// TestParts: every part has exactly one probe that reads it, so that none can be forgotten or skipped by another's name.
func TestParts(t *testing.T) {
	readers := map[string][]string{}
	for _, p := range All(nil, Options{}) {
		for _, part := range p.Parts {
			if _, ok := assess.FindPart(part); !ok {
				t.Errorf("probe %s reads the unknown part %s", p.Name, part)
			}
			readers[part] = append(readers[part], p.Name)
		}
	}
	for _, p := range assess.Parts {
		if p.Name == assess.PartPrerequisites {
			continue // nothing is read for it: products that stand on no list are found when the inventory is resolved
		}
		if len(readers[p.Name]) != 1 {
			t.Errorf("part %s is read by %v, want one probe", p.Name, readers[p.Name])
		}
	}
	if want := []string{"sharing", "ownership", "teams", "onedrive", "labels", "licence"}; !slices.Equal(Names(), want) {
		t.Errorf("names %v, want %v", Names(), want)
	}
}

// TestInterrupted stops a run while it reads libraries: what was read before stays, the rest is lost by interruption.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	options := emulator.Options{Record: func(e emulator.Exchange) {
		if strings.HasSuffix(e.Path, "/root/delta") {
			cancel()
		}
	}}
	l := collectWith(ctx, t, busy(), options, Options{})
	if len(l.Users) == 0 || len(l.Sites) == 0 || len(l.Groups) == 0 {
		t.Error("what was read before the interruption is missing")
	}
	for _, g := range l.Gaps {
		if g.Reason != assess.ReasonInterrupted {
			t.Errorf("gap %+v, want the reason interrupted", g)
		}
	}
	if lost := l.lostParts(); !slices.Contains(lost, assess.PartItems) {
		t.Errorf("lost %v, want %s among them", lost, assess.PartItems)
	}
}

// TestProgress: numbers are true: they grow, and end at the total.
func TestProgress(t *testing.T) {
	last := map[string]Progress{}
	collect(t, busy(), emulator.Options{}, Options{Progress: func(p Progress) {
		name := p.Probe + " " + p.What
		if before := last[name]; p.Done < before.Done || p.Total > 0 && p.Done > p.Total {
			t.Errorf("%+v after %+v", p, before)
		}
		last[name] = p
	}})
	got := map[string]int{}
	for name, p := range last {
		if p.Total == 0 {
			continue
		}
		if p.Done != p.Total {
			t.Errorf("%s ended at %d of %d", name, p.Done, p.Total)
		}
		got[name] = p.Total
	}
	want := map[string]int{
		"tenant sites": 4, "sharing sites": 3, "sharing libraries": 3, "onedrive sites": 2, "onedrive libraries": 2, "ownership groups": 1, "teams private channels": 2,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("totals (-want +got):\n%s", diff)
	}
}

// TestDraw: the sample is the same whatever the order in which items are offered, differs by seed, and keeps its bounds.
func TestDraw(t *testing.T) {
	offer := func(seed string, n int, backwards bool) []store.Candidate {
		s := newSample(seed)
		for i := range n {
			if backwards {
				i = n - 1 - i
			}
			s.offer(store.Candidate{WebID: "web", DriveID: id(i % 7), ItemID: id(i)})
		}
		return s.draw(sampleMost)
	}
	for _, test := range []struct{ items, want int }{{0, 0}, {150, 150}, {5000, 200}, {30_000, 300}, {300_000, 2000}} {
		if got := len(offer("a", test.items, false)); got != test.want {
			t.Errorf("%d drawn of %d, want %d", got, test.items, test.want)
		}
	}
	a := offer("a", 5000, false)
	if !slices.Equal(a, offer("a", 5000, true)) {
		t.Error("the order changes the sample")
	}
	if slices.Equal(a, offer("b", 5000, false)) {
		t.Error("the seed does not change the sample")
	}
}
