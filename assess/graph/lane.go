package graph

import "time"

// A lane is one kind of request to SharePoint: what reads permissions, or what does not. The minute's budget and a pause
// count for both. A ceiling that nobody explains is kept by lane, because the documentation names limits for sharing
// requests alone ("300 in 5 minutes"): lists of items go on at full speed while permission lists wait for theirs.
type lane struct {
	name string
	turn chan struct{} // of the request that waits for this lane

	flow     float64   // units a minute; 0: whatever the budget allows
	next     time.Time // when what was sent is paid off at that flow
	since    time.Time // of the first throttled answer that nothing explained
	cutAt    time.Time // when the flow was lowered last
	risenAt  time.Time // when it rose last, or was lowered
	granted  float64   // units answered since it was lowered
	measured float64   // units a minute that were granted between the two latest cuts; 0: only one so far
}

const (
	firstCut  = 0.80 // of the flow, at the first throttled answer that nothing explains
	laterCut  = 0.95 // of what was granted since the cut before
	deepest   = 0.50 // of the flow: no cut goes further at once
	rise      = 1.02 // a minute
	leastFlow = 0.05 // of the limit: it never stops for ever
)

func newLane(name string) *lane { return &lane{name: name, turn: make(chan struct{}, 1)} }

// ready is the earliest moment at which the next request may leave.
func (l *lane) ready() time.Time {
	if l.flow == 0 {
		return time.Time{}
	}
	return l.next
}

// spend notes units that are sent now.
func (l *lane) spend(now time.Time, units int, minute time.Duration) {
	if l.flow > 0 {
		l.next = paid(l.next, now, units, l.flow, minute)
	}
}

// grant notes units that were answered and not throttled.
func (l *lane) grant(units int) { l.granted += float64(units) }

// refuse lowers the flow after a throttled answer that nothing explains, to a request that was sent at that moment. It
// does so at most once a minute, and again only after something was granted: the answers that a limit gives to requests
// under way are one event. The second event tells how much is granted; full is the flow without a ceiling.
func (l *lane) refuse(now, sent time.Time, full float64, minute time.Duration) {
	switch {
	case l.flow == 0:
		l.since, l.measured = now, 0
		l.flow = firstCut * full
	case sent.Before(l.cutAt) || now.Sub(l.cutAt) < minute || l.granted == 0:
		return
	default:
		l.measured = l.granted * float64(minute) / float64(now.Sub(l.cutAt))
		l.flow = min(max(laterCut*l.measured, deepest*l.flow), laterCut*l.flow)
	}
	l.flow = max(l.flow, leastFlow*full)
	l.cutAt, l.risenAt, l.granted = now, now, 0
}

// heal lets the flow rise again, until there is no ceiling any more.
func (l *lane) heal(now time.Time, full float64, minute time.Duration) {
	for l.flow > 0 && now.Sub(l.risenAt) >= minute {
		l.risenAt = l.risenAt.Add(minute)
		if l.flow *= rise; l.flow >= full {
			l.flow = 0
		}
	}
}

// paid is when units that are sent now are paid off at a flow of units a minute. Time that went by unused since next is
// made up for as far as a twelfth of a minute, so that a wait that took a little longer costs nothing.
func paid(next, now time.Time, units int, flow float64, minute time.Duration) time.Time {
	if earliest := now.Add(-minute / 12); next.Before(earliest) {
		next = earliest
	}
	return next.Add(time.Duration(float64(units) / flow * float64(minute)))
}
