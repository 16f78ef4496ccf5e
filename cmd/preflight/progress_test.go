package main

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vbauerster/mpb/v8"

	"preflight/assess"
	"preflight/assess/probe"
)

// Bars are drawn while probes report: neither may wait for the other. A deadlock shows as the test's own time limit.
func TestBarsDoNotWaitForProbes(t *testing.T) {
	p := newProgress(io.Discard)
	p.bars = mpb.New(mpb.WithOutput(io.Discard), mpb.WithAutoRefresh(), mpb.WithRefreshRate(50*time.Microsecond))
	var probes sync.WaitGroup
	for _, name := range probe.Names() {
		probes.Go(func() {
			p.event(assess.Event{Probe: name})
			for n := range 2000 {
				p.step(probe.Progress{Probe: name, What: "sites", Done: n, Total: 2000})
			}
			p.event(assess.Event{Probe: name, Done: true, Gaps: len(name) % 2})
		})
	}
	probes.Wait()
	p.end()
}

// Without a terminal a probe that goes on is told of now and then, with the numbers that it gave.
func TestPlainProgress(t *testing.T) {
	var b bytes.Buffer
	p := newProgress(&b)
	now := time.Unix(0, 0)
	p.now = func() time.Time { return now }
	p.event(assess.Event{Probe: "sharing"})
	for n := range 4 {
		p.step(probe.Progress{Probe: "sharing", What: "libraries", Done: n, Total: 7})
		now = now.Add(6 * time.Second)
	}
	p.event(assess.Event{Probe: "sharing", Done: true, Gaps: 2})
	p.end()
	want := []string{"sharing    reading", "sharing    libraries 2 of 7", "sharing    done, 2 could not be seen"}
	if got := strings.TrimSpace(b.String()); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}
