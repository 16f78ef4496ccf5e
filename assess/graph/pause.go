package graph

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"time"
)

// pausedFor is the rest of the longest pause of l's workloads. The caller holds the lock.
func (t *throttle) pausedFor(l load, now time.Time) time.Duration {
	var longest time.Duration
	for w := range l.costs {
		longest = max(longest, t.pauses[w].Sub(now))
	}
	return longest
}

// pause makes every request of the workloads wait for d from now on; a longer pause that is under way stays. A pause of
// SharePoint holds for both lanes, since Microsoft asks to leave all of it alone after one refusal.
func (t *throttle) pause(ws []workload, d time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.clock.Now()
	until := now.Add(d)
	for _, w := range ws {
		begin := t.pauses[w]
		if !until.After(begin) {
			continue
		}
		if begin.Before(now) {
			begin = now
		}
		t.dry[w] += until.Sub(begin)
		t.pauses[w] = until
	}
}

// dryFor is how long one of l's workloads has been paused since it granted anything. A service that refuses for ever is
// so found out once, and not by every request anew.
func (t *throttle) dryFor(l load) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	var longest time.Duration
	for w := range l.costs {
		longest = max(longest, t.dry[w])
	}
	return longest
}

// learn takes in what an answer says about the budgets. Of a $batch that was answered, the parts say it: see hear.
func (t *throttle) learn(l load, f *flight, status int, header http.Header) {
	if l.batch && !isThrottled(status) {
		return
	}
	q := readQuota(header)
	t.hear(l, f, status, q)
	t.heed(f, q)
}

// hear takes in whether a request, or a part of a $batch, was granted.
func (t *throttle) hear(l load, f *flight, status int, q quota) {
	t.mu.Lock()
	defer t.mu.Unlock()
	throttled := isThrottled(status)
	for w := range l.costs {
		if !throttled {
			t.dry[w] = 0
		}
	}
	switch {
	case l.units() == 0:
	case throttled:
		t.governor.refused(t.clock.Now(), f.sent, l.permissions, q)
	default:
		t.governor.lane(l.permissions).grant(l.units())
	}
}

// heed takes in what SharePoint says is left of its minute.
func (t *throttle) heed(f *flight, q quota) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.governor.heed(f.sent, f.read, q)
}

// A flight is when the latest attempt of a request left, and when its answer was read.
type flight struct{ sent, read time.Time }

// flightKey is the context key of a *flight, by which the sender of a $batch learns of it: its parts have no other way.
type flightKey struct{}

func flightOf(ctx context.Context) *flight {
	if f, ok := ctx.Value(flightKey{}).(*flight); ok {
		return f
	}
	return &flight{}
}

// readWaits returns the pauses and the budgets that are waited for, by name.
func (t *throttle) readWaits() []Pause {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.clock.Now()
	return slices.Concat(pausesAfter(now, t.pauses), pausesAfter(now, t.waits))
}

func pausesAfter[K ~string](now time.Time, ends map[K]time.Time) []Pause {
	var list []Pause
	for name, until := range ends {
		if until.After(now) {
			list = append(list, Pause{Workload: string(name), Until: until})
		}
	}
	slices.SortFunc(list, func(a, b Pause) int { return cmp.Compare(a.Workload, b.Workload) })
	return list
}
