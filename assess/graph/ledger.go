package graph

import (
	"slices"
	"time"
)

// A Spending is the SharePoint resource units of one hour.
type Spending struct {
	Start time.Time // the full hour, UTC
	Units int
}

// dayHours is how many hours count as the last day: one that has begun counts whole, and so does the one 24 hours ago.
const dayHours = 25

// A ledger is what was spent in the last day, by the hour.
type ledger struct {
	hour  time.Duration
	hours []Spending // oldest first
}

func newLedger(minute time.Duration) ledger { return ledger{hour: 60 * minute} }

// spend notes units of the hour of t.
func (l *ledger) spend(t time.Time, units int) {
	start := t.UTC().Truncate(l.hour)
	i, found := slices.BinarySearchFunc(l.hours, start, func(s Spending, t time.Time) int { return s.Start.Compare(t) })
	if !found {
		l.hours = slices.Insert(l.hours, i, Spending{Start: start})
	}
	l.hours[i].Units += units
}

// total is what was spent in the day that ends now; older hours are forgotten.
func (l *ledger) total(now time.Time) int {
	total := 0
	l.hours = slices.DeleteFunc(l.hours, func(s Spending) bool { return !l.end(s).After(now) })
	for _, s := range l.hours {
		total += s.Units
	}
	return total
}

// end is when an hour counts no more.
func (l *ledger) end(s Spending) time.Time { return s.Start.Add(dayHours * l.hour) }

// fits is the earliest moment at which units more make no more than most in a day.
func (l *ledger) fits(now time.Time, units, most int) time.Time {
	over := l.total(now) + min(units, most) - most
	for _, s := range l.hours {
		if over <= 0 {
			break
		}
		over -= s.Units
		now = l.end(s)
	}
	return now
}
