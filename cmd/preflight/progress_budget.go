package main

import (
	"fmt"
	"strings"
	"time"

	"preflight/assess/graph"
)

// budgetState is how SharePoint's resource units stand, and how long the run will take.
type budgetState struct {
	units     int           // spent by all processes of the run
	unitsLeft int           // that may still be spent in this minute
	waiting   []graph.Pause // what is waited for
	left      time.Duration // until the libraries are read
	known     bool          // left was measured
}

// waitTold is the shortest wait that is told of: shorter ones come and go with every request.
const waitTold = time.Second

// waits is the longest wait that is under way; "" where there is none.
func (b budgetState) waits(now time.Time) (what string, until time.Time) {
	for _, p := range b.waiting {
		if p.Until.Sub(now) > waitTold && p.Until.After(until) {
			what, until = p.Workload, p.Until
		}
	}
	return what, until
}

// text says how the budget stands.
func (b budgetState) text(now time.Time) string {
	parts := []string{words().Plural(b.units, "unit", "units") + " spent", words().Number(b.unitsLeft) + " more this minute"}
	if b.known {
		parts = append(parts, roughly(b.left)+" to go")
	}
	if what, until := b.waits(now); what != "" {
		parts = append(parts, "waits for "+what+" until "+clockTime(until.In(now.Location()), now))
	}
	return strings.Join(parts, ", ")
}

// clockTime is a time for people, with the day and the length of the wait where it is a long one.
func clockTime(until, now time.Time) string {
	d := until.Sub(now)
	if d < time.Hour {
		return until.Format("15:04:05")
	}
	return fmt.Sprintf("%s, %s", until.Format("Monday 15:04"), roughly(d))
}

// What crawls tell of, in the words of probe.Progress, the coarse first.
const (
	sitesTold     = "sites"
	librariesTold = "libraries"
	filesTold     = "files" // out of about as many as the usage reports know
	listsTold     = "permission lists"
)

var crawlTold = []string{sitesTold, librariesTold, filesTold, listsTold}

// measureFor is how long something has to go on before it is a measure of the rest.
const measureFor = 10 * time.Second

// remaining is how long the crawls will still take at the rate of the run so far, without the control sample, which comes
// last. It is false while a crawl has not found out how many libraries it has, and where there is nothing to measure.
func remaining(probes []*probeState, now time.Time) (left time.Duration, known bool) {
	for _, s := range probes {
		if s.over || s.told(sitesTold) == nil && s.told(librariesTold) == nil {
			continue // no crawl, or one that has not begun
		}
		if l := s.told(librariesTold); l != nil && l.done >= l.total {
			continue
		}
		d, ok := s.left(now)
		if !ok {
			return 0, false
		}
		left, known = max(left, d), true
	}
	return left, known
}

// left is how long a crawl will still take: by its files where it is known about how many there are, else, and where some
// were read by an earlier process, by its libraries.
func (s *probeState) left(now time.Time) (time.Duration, bool) {
	libraries, files := s.told(librariesTold), s.told(filesTold)
	switch {
	case libraries == nil:
		return 0, false // still listing
	case files != nil && files.total > files.done && s.read == 0:
		return files.left(now)
	}
	return libraries.left(now)
}

// left is how long the rest takes at the rate so far; false where there is nothing to measure it by.
func (c count) left(now time.Time) (time.Duration, bool) {
	done, elapsed := c.done-c.first, now.Sub(c.began)
	if done <= 0 || elapsed < measureFor {
		return 0, false
	}
	return time.Duration(float64(elapsed) / float64(done) * float64(c.total-c.done)), true
}
