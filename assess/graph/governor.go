package graph

import "time"

// minutesADay is how many minutes at the full limit are the documented limit of a day: 1,250 and 1.2 million, and so on.
const minutesADay = 960

// A governor decides when a request to SharePoint may leave. It is a policy over plain values: it holds no lock, and
// every moment is passed in. Four things bound the flow:
//
//   - the pace: requests leave evenly, at 99 % of the limit less what other applications use, so that only a twelfth of
//     a minute can go at once;
//   - the minute: any minute sees at most 99 % of the limit, however the service lays its windows;
//   - what the service says is left of its own minute: a request that does not fit waits for the reset;
//   - the day: the units of the last 24 hours, by all processes that have told.
//
// Units are spent when a request leaves. One that was sent is charged at some moment until it is answered; what is in
// flight therefore counts as charged when the service says what is left.
type governor struct {
	minute   time.Duration
	limit    int // units a minute, documented or given
	dayLimit int
	turn     chan struct{} // of the request that waits: one at a time, in the order in which they came
	items    *lane
	lists    *lane // permission lists

	window   window // what was sent
	answers  window // and answered
	day      ledger
	next     time.Time // when what was sent is paid off at the present flow
	inFlight int

	shown     quota     // the latest headers
	lowSince  time.Time // since when they show a lower limit than ours; zero: they do not
	reset     time.Time // when the service's minute ends; passed: nothing is known of the present one
	left      float64   // that may still be sent before reset, as of leftSince
	leftSince time.Time
	taken     float64   // units a minute that others take of it
	others    float64   // units a minute that other applications are believed to use
	faded     time.Time // when the belief last faded or was confirmed
	peak      float64
}

const justUnder = 0.99 // of a limit is used

func newGovernor(o Options) *governor {
	g := &governor{
		minute:  o.Minute,
		turn:    make(chan struct{}, 1),
		items:   newLane("items"),
		lists:   newLane("permission lists"),
		window:  newWindow(o.Minute),
		answers: newWindow(o.Minute),
		day:     newLedger(o.Minute),
	}
	g.setSeats(0, o)
	return g
}

// setSeats sets the limits that are documented for a tenant of n licences, but for those that the options name. A lower
// limit of the minute is there to leave room, not to make the day's limit lower as well.
func (g *governor) setSeats(n int, o Options) {
	documented := UnitsForSeats(n)
	g.limit, g.dayLimit = documented, o.UnitsPerDay
	if o.UnitsPerMinute > 0 {
		g.limit = o.UnitsPerMinute
	}
	if g.dayLimit <= 0 {
		g.dayLimit = max(g.limit, documented) * minutesADay
	}
}

func (g *governor) lane(permissions bool) *lane {
	if permissions {
		return g.lists
	}
	return g.items
}

// inForce is the limit of a minute: the one that is set, or a lower one that the service has shown.
func (g *governor) inForce() int {
	if g.shown.limit > 0 {
		return min(g.limit, g.shown.limit)
	}
	return g.limit
}

// flow is how many units a minute may leave.
func (g *governor) flow() float64 {
	limit := float64(g.inForce())
	flow := justUnder * limit
	if g.shown.limit > 0 && g.others > noticed*limit {
		flow = min(flow, justUnder*float64(g.shown.limit)-g.others)
	}
	return max(flow, leastFlow*limit)
}

// most is how many units any minute, or day, may see.
func most(limit int) int { return max(int(justUnder*float64(limit)), 1) }

// ready is the earliest moment at which units may leave, and the budget that decides on it.
func (g *governor) ready(now time.Time, units int) (time.Time, string) {
	g.fade(now)
	at := g.next
	if fits := g.window.fits(now, units, most(g.inForce())); fits.After(at) {
		at = fits
	}
	if g.reset.After(at) && g.reset.After(now) && float64(units) > g.leftAt(now) {
		at = g.reset
	}
	if fits := g.day.fits(now, units, most(g.dayLimit)); fits.After(at) && fits.After(now) {
		return fits, waitDay
	}
	return at, waitMinute
}

// spend notes units that leave now.
func (g *governor) spend(now time.Time, units int, permissions bool) {
	g.window.spend(now, units)
	g.day.spend(now, units)
	g.next = paid(g.next, now, units, g.flow(), g.minute)
	g.lane(permissions).spend(now, units, g.minute)
	g.left -= float64(units)
	g.inFlight += units
}

// land notes that units were answered, or will never be.
func (g *governor) land(now time.Time, units int) {
	g.answers.spend(now, units)
	g.inFlight -= units
}

// refused takes in a throttled answer. One that says that the minute is used up is explained; any other is a ceiling
// below the documented limit, and slows its lane.
func (g *governor) refused(now, sent time.Time, permissions bool, q quota) {
	if !q.nearlySpent() {
		g.lane(permissions).refuse(now, sent, g.flow(), g.minute)
	}
}
