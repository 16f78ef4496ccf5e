package assess

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// A Probe looks at one area of a tenant and fills the parts of the inventory that it names. Probes of one stage run
// at the same time and write to fields of their own; what a later stage reads, an earlier stage wrote.
type Probe struct {
	Name    string
	What    string   // for people: "Sharing links and permissions"
	Parts   []string // names in Parts
	First   bool     // runs before the others, which read what it fills
	Collect func(ctx context.Context, inv *Inventory, gap func(Gap)) error
}

// Event tells how a run goes on: a probe began or ended.
type Event struct {
	Probe string
	Done  bool
	Gaps  int // on Done: gaps that the probe reported
}

// maxProbes is how many probes run at once. They share one client and its budgets, so that more of them would wait
// for each other rather than for Graph.
const maxProbes = 6

// Collect runs the probes into inv. A probe never sinks the run: its error, panic or timeout becomes a Gap for each of
// its parts. Parts of probes in skip are recorded as skipped; a probe that runs First is never skipped.
func Collect(ctx context.Context, inv *Inventory, probes []Probe, skip []string, event func(Event)) {
	var mu sync.Mutex
	note := func(e Event) {
		if event != nil {
			mu.Lock()
			defer mu.Unlock()
			event(e)
		}
	}
	run := func(p Probe) {
		note(Event{Probe: p.Name})
		gaps := collectOne(ctx, inv, p)
		mu.Lock()
		inv.Gaps = append(inv.Gaps, gaps...)
		mu.Unlock()
		note(Event{Probe: p.Name, Done: true, Gaps: len(gaps)})
	}
	for _, p := range probes {
		if p.First {
			run(p)
		}
	}
	var group errgroup.Group
	group.SetLimit(maxProbes)
	for _, p := range probes {
		switch {
		case p.First:
		case slices.Contains(skip, p.Name):
			mu.Lock()
			for _, part := range p.Parts {
				inv.Gaps = append(inv.Gaps, Gap{Part: part, Reason: ReasonSkipped, Detail: "left out when the run was started"})
			}
			mu.Unlock()
		default:
			group.Go(func() error { run(p); return nil })
		}
	}
	_ = group.Wait() // run never returns an error
	inv.Gaps = sortGaps(inv.Gaps)
}

// collectOne runs one probe and returns its gaps.
func collectOne(ctx context.Context, inv *Inventory, p Probe) (gaps []Gap) {
	var mu sync.Mutex
	add := func(g Gap) {
		mu.Lock()
		defer mu.Unlock()
		gaps = append(gaps, g)
	}
	lose := func(reason Reason, detail string) {
		mu.Lock()
		defer mu.Unlock()
		for _, part := range p.Parts {
			if !slices.ContainsFunc(gaps, func(g Gap) bool { return g.Part == part && g.Place == "" }) {
				gaps = append(gaps, Gap{Part: part, Reason: reason, Detail: detail})
			}
		}
	}
	defer func() {
		if v := recover(); v != nil {
			// The value may hold what a tenant answered; its type is enough to find the defect.
			lose(ReasonDefect, fmt.Sprintf("the probe %s failed: %T", p.Name, v))
		}
	}()
	if err := p.Collect(ctx, inv, add); err != nil {
		lose(reasonOf(err), err.Error())
	}
	return gaps
}

// reasonOf is the reason of an error that a probe could not place better. Errors that know their own reason say so.
func reasonOf(err error) Reason {
	var own interface{ Reason() Reason }
	switch {
	case errors.As(err, &own):
		return own.Reason()
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return ReasonInterrupted
	}
	return ReasonDefect
}
