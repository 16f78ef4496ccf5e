package graph

import (
	"context"
	"time"
)

// The names of what SharePoint's requests wait for, as Waiting gives them.
const (
	waitMinute  = "SharePoint's units of this minute"
	waitDay     = "SharePoint's units of this day"
	waitCeiling = "SharePoint's ceiling of " // and the lane
)

// admit waits until the budgets of l allow it and its workloads are not paused, spends its units, and returns how long
// the pauses took. A pause beyond what one request may wait is not waited for. Whether there is a pause is looked at
// last, and what follows is that the request leaves.
func (t *throttle) admit(ctx context.Context, l load, waited time.Duration) (time.Duration, error) {
	if err := t.awaitLimits(ctx, l); err != nil {
		return 0, err
	}
	if l.units() > 0 {
		// Whoever waits for a ceiling does not hold up the other lane.
		lane := t.governor.lane(l.permissions)
		if err := take(ctx, lane.turn); err != nil {
			return 0, err
		}
		defer give(lane.turn)
		if err := t.awaitCeiling(ctx, lane); err != nil {
			return 0, err
		}
		if err := take(ctx, t.governor.turn); err != nil {
			return 0, err
		}
		defer give(t.governor.turn)
	}
	var paused time.Duration
	for {
		d, pause := t.leave(l)
		if d <= 0 {
			return paused, ctx.Err()
		}
		if pause && waited+paused+d > maxWait {
			return paused, tooLong(l.name, d)
		}
		d = min(d, longestNap)
		if err := t.clock.Sleep(ctx, d); err != nil {
			return paused, err
		}
		if pause {
			paused += d
		}
	}
}

// longestNap is how long a request sleeps before it looks again what it waits for: the limits may have changed.
const longestNap = time.Minute

// leave lets l leave now and spends its units, or returns how long it has to wait at least, and whether for a pause.
func (t *throttle) leave(l load) (time.Duration, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.clock.Now()
	if d := t.pausedFor(l, now); d > 0 {
		return d, true
	}
	units := l.units()
	if units == 0 {
		return 0, false
	}
	at, name := t.governor.ready(now, units)
	if d := at.Sub(now); d > 0 {
		t.waits[name] = at
		return d, false
	}
	if now.Sub(at) < oversleep {
		now = at // the next one need not wait for what this one slept too long
	}
	t.governor.spend(now, units, l.permissions)
	return 0, false
}

// oversleep is by how much a timer may be late, which matters where tests shorten the minute.
const oversleep = 2 * time.Millisecond

// land notes that a request is not in flight any more.
func (t *throttle) land(l load) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if units := l.units(); units > 0 {
		t.governor.land(t.clock.Now(), units)
	}
}

// awaitLimits waits for the budgets of the workloads other than SharePoint.
func (t *throttle) awaitLimits(ctx context.Context, l load) error {
	t.mu.Lock()
	now := t.clock.Now()
	var wait time.Duration
	for w, n := range l.costs {
		if limiter := t.limiters[w]; limiter != nil {
			d := reserve(limiter, now, n)
			wait = max(wait, d)
			if d > 0 {
				t.waits[string(w)+"'s limit of requests"] = now.Add(d)
			}
		}
	}
	t.mu.Unlock()
	if wait == 0 {
		return ctx.Err()
	}
	return t.clock.Sleep(ctx, wait)
}

// awaitCeiling waits until the lane's own flow lets another request leave.
func (t *throttle) awaitCeiling(ctx context.Context, l *lane) error {
	for {
		t.mu.Lock()
		now := t.clock.Now()
		l.heal(now, t.governor.flow(), t.governor.minute)
		at := l.ready()
		d := at.Sub(now)
		if d > 0 {
			t.waits[waitCeiling+l.name] = at
		}
		t.mu.Unlock()
		if d <= 0 {
			return nil
		}
		if err := t.clock.Sleep(ctx, min(d, longestNap)); err != nil {
			return err
		}
	}
}

// take waits for a turn, in the order in which it is asked for.
func take(ctx context.Context, turn chan struct{}) error {
	select {
	case turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func give(turn chan struct{}) { <-turn }
