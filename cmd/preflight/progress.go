package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"preflight/assess"
	"preflight/assess/probe"
)

// progress shows how a run goes on. Its numbers are those of the probes and of the client; it makes up none.
type progress struct {
	mu     sync.Mutex
	view   view
	now    func() time.Time
	probes []*probeState      // in the order in which they began
	budget func() budgetState // nil: nothing is known of it
	read   map[string]int     // by probe: of how many libraries earlier processes of the run have read the items
	stop   func()             // ends what tick is called by
}

// A view is where progress is shown. Its methods are called one at a time.
type view interface {
	say(text string) // a sentence about the run as a whole
	begin(s *probeState)
	tell(s *probeState, now time.Time) // how far a probe is
	end(s *probeState)
	spend(b budgetState, now time.Time) // how the budget stands
	close()                             // shows the last state of all
}

// probeState is how far a probe is.
type probeState struct {
	probe  string
	counts []count // those of a crawl in the order of crawlTold, others as they were first told
	read   int     // of how many libraries earlier processes of the run have read the items
	over   bool
	gaps   int // once it is over
}

// A count is how many things of a kind were read.
type count struct {
	what        string // in the plural
	done, total int    // total 0: not known
	first       int    // what was done when it was told first: read by an earlier process of the run, if by any
	began       time.Time
}

// newProgress shows progress on w: as bars where that is a terminal, else as lines, or as JSON objects.
func newProgress(w io.Writer, format logFormat) *progress {
	p := &progress{now: time.Now}
	on := consoleOn(w)
	switch {
	case format == logJSON:
		p.view = &jsonView{w: on, now: func() time.Time { return p.now() }, pace: pace{}}
	case on.isTerminal():
		p.view = newBars(on)
	default:
		p.view = &lineView{w: on, pace: pace{}}
	}
	return p
}

// say tells something about the run as a whole.
func (p *progress) say(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.view.say(fmt.Sprintf(format, args...))
}

// watch begins to show the budget, which changes while nothing is read, and whatever is due to be told. What earlier
// processes have read is no measure of the rest.
func (p *progress) watch(budget func() budgetState, read map[string]int) {
	p.mu.Lock()
	p.budget, p.read = budget, read
	p.mu.Unlock()
	p.stop = every(time.Second, p.tick)
}

// event takes note of a probe that begins or ends.
func (p *progress) event(e assess.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.state(e.Probe)
	if e.Done {
		s.over, s.gaps = true, e.Gaps
		p.view.end(s)
	}
}

// step takes note of how far a probe has come.
func (p *progress) step(step probe.Progress) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.state(step.Probe)
	now := p.now()
	c := s.told(step.What)
	if c == nil {
		c = s.add(count{what: step.What, first: step.Done, began: now})
		if step.What == librariesTold {
			c.first = max(c.first, s.read)
		}
	}
	c.done, c.total = step.Done, step.Total
	p.view.tell(s, now)
}

// tick shows what changes by itself.
func (p *progress) tick() {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	for _, s := range p.probes {
		if !s.over {
			p.view.tell(s, now)
		}
	}
	if p.budget == nil {
		return
	}
	b := p.budget()
	b.left, b.known = remaining(p.probes, now)
	if _, until := b.waits(now); b.known && until.Sub(now) > b.left {
		b.left = until.Sub(now)
	}
	p.view.spend(b, now)
}

// end waits until the last state is shown.
func (p *progress) end() {
	if p.stop != nil {
		p.stop()
		p.tick()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.view.close()
}

// state returns the state of a probe, and begins to show it when it is first heard of. The caller holds the lock.
func (p *progress) state(name string) *probeState {
	for _, s := range p.probes {
		if s.probe == name {
			return s
		}
	}
	s := &probeState{probe: name, read: p.read[name]}
	p.probes = append(p.probes, s)
	p.view.begin(s)
	return s
}

// text says how far a probe is.
func (s *probeState) text() string {
	if s.over && s.gaps > 0 {
		return fmt.Sprintf("done, %d could not be seen", s.gaps)
	}
	if s.over {
		return "done"
	}
	if len(s.counts) == 0 {
		return "reading"
	}
	parts := make([]string, len(s.counts))
	for i, c := range s.counts {
		parts[i] = c.what + " " + words().Number(c.done)
		if c.total > 0 && c.done != c.total {
			parts[i] += " of " + words().Number(c.total)
		}
	}
	return strings.Join(parts, ", ")
}

// told returns the count of a kind of things; nil where nothing was told of it.
func (s *probeState) told(what string) *count {
	for i := range s.counts {
		if s.counts[i].what == what {
			return &s.counts[i]
		}
	}
	return nil
}

func (s *probeState) add(c count) *count {
	s.counts = append(s.counts, c)
	slices.SortStableFunc(s.counts, func(a, b count) int {
		return cmp.Compare(slices.Index(crawlTold, a.what), slices.Index(crawlTold, b.what))
	})
	return s.told(c.what)
}

// every does something again and again until it is stopped, which waits for the last time.
func every(interval time.Duration, do func()) (stop func()) {
	done := make(chan struct{})
	var working sync.WaitGroup
	working.Go(func() {
		ticker := time.NewTicker(interval)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				do()
			case <-done:
				return
			}
		}
	})
	return sync.OnceFunc(func() {
		close(done)
		working.Wait()
	})
}
