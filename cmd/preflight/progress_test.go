package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/vbauerster/mpb/v8"

	"preflight/assess"
	"preflight/assess/graph"
	"preflight/assess/probe"
)

// Bars are drawn while probes report and the budget changes: none may wait for the other. A deadlock shows as the test's
// own time limit.
func TestBarsDoNotWaitForProbes(t *testing.T) {
	v := newBars(consoleOn(io.Discard))
	v.make = func() *mpb.Progress {
		return mpb.New(mpb.WithOutput(io.Discard), mpb.WithAutoRefresh(), mpb.WithRefreshRate(50*time.Microsecond))
	}
	p := &progress{view: v, now: time.Now}
	p.budget = func() budgetState { return budgetState{units: 5} }
	p.say("A sentence before the bars.")
	var probes sync.WaitGroup
	for _, name := range probe.Names() {
		probes.Go(func() {
			p.event(assess.Event{Probe: name})
			for n := range 2000 {
				p.step(probe.Progress{Probe: name, What: "sites", Done: n, Total: 2000})
				if n%100 == 0 {
					p.tick()
					p.say("A sentence above the bars.")
				}
			}
			p.event(assess.Event{Probe: name, Done: true, Gaps: len(name) % 2})
		})
	}
	probes.Wait()
	fmt.Fprintln(v.on, "A sentence of somebody else.")
	p.end()
	p.say("A sentence after them.")
}

// A fakeRun is told of progress with a clock that the test moves.
type fakeRun struct {
	*progress
	clock time.Time
}

func newFakeRun(w io.Writer, format logFormat) *fakeRun {
	f := &fakeRun{progress: newProgress(w, format), clock: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)}
	f.now = func() time.Time { return f.clock }
	return f
}

// crawl lets a crawl begin and go on for a while, with a budget that is waited for.
func (f *fakeRun) crawl() {
	f.budget = func() budgetState {
		return budgetState{units: 1234, unitsLeft: 56, waiting: []graph.Pause{
			{Workload: "sharepoint, units of this minute", Until: f.clock.Add(300 * time.Millisecond)}, // too short to be told of
			{Workload: "sharepoint", Until: f.clock.Add(90 * time.Second)},
			{Workload: "reports", Until: f.clock.Add(20 * time.Second)},
		}}
	}
	f.event(assess.Event{Probe: "sharing"})
	f.tick()
	f.step(probe.Progress{Probe: "sharing", What: "sites", Done: 40, Total: 40})
	for n := range 4 {
		f.step(probe.Progress{Probe: "sharing", What: "libraries", Done: n, Total: 1007})
		f.step(probe.Progress{Probe: "sharing", What: "permission lists", Done: 1000 * n})
		f.tick()
		f.clock = f.clock.Add(6 * time.Second)
	}
	f.event(assess.Event{Probe: "sharing", Done: true, Gaps: 2})
	f.end()
}

// Without a terminal a probe that goes on is told of now and then, with the numbers that it gave.
func TestPlainProgress(t *testing.T) {
	var b bytes.Buffer
	f := newFakeRun(&b, logText)
	f.say("Going on.")
	f.crawl()
	want := `Going on.
sharing    reading
sharing    sites 40, libraries 2 of 1,007, permission lists 1,000
budget     1,234 units spent, 56 more this minute, about 1.7 hours to go, waits for sharepoint until 09:01:42
sharing    done, 2 could not be seen
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// As JSON each line is an object of its own.
func TestJSONProgress(t *testing.T) {
	var b bytes.Buffer
	f := newFakeRun(&b, logJSON)
	f.say("Going on.")
	f.crawl()
	want := `{"time":"2026-11-21T09:00:00Z","level":"INFO","msg":"Going on."}
{"time":"2026-11-21T09:00:00Z","level":"INFO","msg":"reading","probe":"sharing"}
{"time":"2026-11-21T09:00:12Z","level":"INFO","msg":"sites","probe":"sharing","done":40,"total":40}
{"time":"2026-11-21T09:00:12Z","level":"INFO","msg":"libraries","probe":"sharing","done":2,"total":1007}
{"time":"2026-11-21T09:00:12Z","level":"INFO","msg":"permission lists","probe":"sharing","done":1000}
{"time":"2026-11-21T09:00:12Z","level":"INFO","msg":"budget","units":1234,"unitsLeft":56,"waiting":"sharepoint","until":"2026-11-21T09:01:42Z","eta":"2026-11-21T10:40:42Z"}
{"time":"2026-11-21T09:00:24Z","level":"INFO","msg":"done","probe":"sharing","gaps":2}
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for line := range strings.Lines(b.String()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("no JSON: %s", line)
		}
	}
}

// How long a run will take is measured or not told.
func TestRemaining(t *testing.T) {
	began := time.Unix(0, 0)
	now := began.Add(time.Minute)
	crawl := func(counts ...count) *probeState { return &probeState{probe: "sharing", counts: counts} }
	sites := count{what: sitesTold, done: 3, total: 9, began: began}
	libraries := func(first, done, total int) count {
		return count{what: librariesTold, first: first, done: done, total: total, began: began}
	}
	files := func(done, total int) count { return count{what: filesTold, done: done, total: total, began: began} }
	for _, test := range []struct {
		name   string
		probes []*probeState
		left   time.Duration
		known  bool
	}{
		{"nothing has begun", nil, 0, false},
		{"no crawl", []*probeState{crawl(count{what: "groups", done: 3, total: 9, began: began})}, 0, false},
		{"still listing", []*probeState{crawl(sites)}, 0, false},
		{"nothing done", []*probeState{crawl(sites, libraries(0, 0, 40))}, 0, false},
		{"a quarter", []*probeState{crawl(sites, libraries(0, 10, 40))}, 3 * time.Minute, true},
		{"what an earlier process read is no measure", []*probeState{crawl(sites, libraries(10, 20, 40))}, 2 * time.Minute, true},
		{"and nothing since", []*probeState{crawl(sites, libraries(10, 10, 40))}, 0, false},
		{"all done", []*probeState{crawl(sites, libraries(0, 40, 40))}, 0, false},
		{"more than there are", []*probeState{crawl(sites, libraries(0, 41, 40))}, 0, false},
		{"all done of one", []*probeState{crawl(libraries(0, 40, 40)), crawl(libraries(0, 10, 40))}, 3 * time.Minute, true},
		{"files say more than libraries", []*probeState{crawl(sites, libraries(0, 39, 40), files(100, 500))}, 4 * time.Minute, true},
		{"more files than the reports know", []*probeState{crawl(sites, libraries(0, 20, 40), files(500, 500))}, time.Minute, true},
		{"the longer of two", []*probeState{crawl(libraries(0, 10, 40)), crawl(libraries(0, 10, 100))}, 9 * time.Minute, true},
		{"one is listing", []*probeState{crawl(libraries(0, 10, 40)), crawl(sites)}, 0, false},
		{"one is over", []*probeState{crawl(libraries(0, 10, 40)), {over: true, counts: []count{libraries(0, 1, 100)}}}, 3 * time.Minute, true},
		{"files of an earlier process are not known", []*probeState{{read: 10, counts: []count{libraries(10, 20, 40), files(100, 90000)}}}, 2 * time.Minute, true},
	} {
		if left, known := remaining(test.probes, now); left != test.left || known != test.known {
			t.Errorf("%s: %v %v, want %v %v", test.name, left, known, test.left, test.known)
		}
	}
	if left, known := remaining([]*probeState{crawl(libraries(0, 10, 40))}, began.Add(time.Second)); known {
		t.Errorf("after a second: %v", left)
	}
}

// Libraries that an earlier process has read are passed in a moment, and are no measure.
func TestRemainingOfResumed(t *testing.T) {
	f := newFakeRun(io.Discard, logText)
	f.read = map[string]int{"sharing": 30}
	step := func(done int) {
		f.step(probe.Progress{Probe: "sharing", What: librariesTold, Done: done, Total: 40})
		f.clock = f.clock.Add(time.Minute)
	}
	for done := 1; done <= 30; done += 29 {
		if step(done); f.probes[0].told(librariesTold).done != done {
			t.Fatal("it was not told")
		}
		if left, known := remaining(f.probes, f.clock); known {
			t.Errorf("%d of 40, 30 by an earlier process: %v left", done, left)
		}
	}
	step(32)
	if left, known := remaining(f.probes, f.clock); !known || left != 12*time.Minute {
		t.Errorf("2 in 3 minutes, 8 left: %v %v", left, known)
	}
}

// A wait is told with its end, a long one with its day and its length; the run takes at least as long.
func TestLongWait(t *testing.T) {
	var b bytes.Buffer
	f := newFakeRun(&b, logText)
	f.budget = func() budgetState {
		return budgetState{waiting: []graph.Pause{{Workload: "sharepoint, units of this day", Until: f.clock.Add(17 * time.Hour)}}}
	}
	f.step(probe.Progress{Probe: "sharing", What: "libraries", Done: 0, Total: 40})
	f.tick()
	f.clock = f.clock.Add(time.Minute)
	f.step(probe.Progress{Probe: "sharing", What: "libraries", Done: 20, Total: 40})
	f.tick()
	want := "budget     0 units spent, 0 more this minute, about 17.0 hours to go, waits for sharepoint, units of this day until Sunday 02:01, about 17.0 hours\n"
	if got := b.String(); !strings.HasSuffix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
