package graph

import (
	"slices"
	"time"
)

// A Budget is how SharePoint's resource units stand.
type Budget struct {
	UnitsPerMinute int      // the limit, documented or given; a lower one that the service shows is Ceiling
	Left           int      // units that may still be sent in this minute
	UnitsPerDay    int      // the limit of a day
	DayLeft        int      // units that may still be sent in this day
	Others         int      // units a minute that other applications are believed to use now
	OthersPeak     int      // the most that they were believed to use
	Ceiling        *Ceiling // nil: none was met
}

// A Ceiling is a lower limit than the documented one, which the answers show.
type Ceiling struct {
	Requests       string    // what it holds for: "all", "permission lists" or "items"
	UnitsPerMinute int       // that were granted
	Since          time.Time // when it was met first
}

// Budget returns how SharePoint's resource units stand now.
func (c *Client) Budget() Budget {
	t := c.throttle
	now := t.clock.Now()
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.governor.budget(now)
}

// AddSpending tells what earlier processes have spent of the day's units.
func (c *Client) AddSpending(earlier []Spending) {
	t := c.throttle
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, s := range earlier {
		t.governor.day.spend(s.Start, s.Units)
	}
}

// Spending returns the resource units of the last day by the hour, oldest first: those of earlier processes
// (AddSpending) and those of this one together, so that they can be saved in place of the former.
func (c *Client) Spending() []Spending {
	t := c.throttle
	now := t.clock.Now()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.governor.day.total(now)
	return slices.Clone(t.governor.day.hours)
}

func (g *governor) budget(now time.Time) Budget {
	g.window.advance(now)
	g.fade(now)
	b := Budget{
		UnitsPerMinute: g.limit,
		Left:           most(g.inForce()) - g.window.sum,
		UnitsPerDay:    g.dayLimit,
		DayLeft:        max(most(g.dayLimit)-g.day.total(now), 0),
		OthersPeak:     int(g.peak),
		Ceiling:        g.ceiling(),
	}
	if g.reset.After(now) {
		b.Left = min(b.Left, int(g.leftAt(now)))
	}
	b.Left = min(max(b.Left, 0), b.DayLeft)
	if g.others > noticed*float64(g.inForce()) {
		b.Others = int(g.others)
	}
	return b
}

// ceiling is the lower limit that was met: the one that the headers name, or else the lane's with the lowest. A lane that
// was refused once only may have met an accident.
func (g *governor) ceiling() *Ceiling {
	if !g.lowSince.IsZero() {
		return &Ceiling{Requests: "all", UnitsPerMinute: g.shown.limit, Since: g.lowSince}
	}
	var lowest *Ceiling
	for _, l := range []*lane{g.lists, g.items} {
		if l.flow > 0 && l.measured > 0 && (lowest == nil || int(l.measured) < lowest.UnitsPerMinute) {
			lowest = &Ceiling{Requests: l.name, UnitsPerMinute: int(l.measured), Since: l.since}
		}
	}
	return lowest
}
