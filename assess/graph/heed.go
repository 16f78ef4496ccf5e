package graph

import (
	"math"
	"time"
)

const (
	noticed = 0.05 // of the limit: less than that by others is not told from what is in flight
	trust   = 0.3  // in a single answer's word about others
	fading  = 0.75 // of the belief in others is left after a minute without word of them
)

// heed takes in the quota of an answer: what is left, until when, and how much of it others use. sent is when the request
// left, read when its answer was read to the end. It was charged between the two; a request that leaves when the reset
// comes, reckoned from the middle, arrives a little later.
func (g *governor) heed(sent, read time.Time, q quota) {
	if q.limit == 0 || q.reset > g.minute+g.minute/60 {
		return // not about a minute
	}
	left, reset := float64(q.remaining-g.inFlight), sent.Add(read.Sub(sent)/2+q.reset)
	if q.nearlySpent() {
		left = 0
	}
	if g.reset.After(read) && reset.Sub(g.reset).Abs() < g.minute/2 { // the same minute: the least word counts
		left = min(left, g.leftAt(read))
		if g.reset.Before(reset) {
			reset = g.reset
		}
	}
	g.left, g.leftSince, g.reset = left, sent, reset
	g.fade(read)
	g.shown, g.faded = q, read
	switch {
	case q.limit >= g.limit:
		g.lowSince = time.Time{}
	case g.lowSince.IsZero():
		g.lowSince = read
	}
	g.taken = max(g.suspect(sent, q), g.others, 0)
}

// suspect corrects the belief in others, and returns what this answer alone says of them: what is used and was not sent
// by this client. What was in flight when the service's minute began is taken for charged in it: to think others too few
// costs little, since what is left is known.
func (g *governor) suspect(sent time.Time, q quota) float64 {
	elapsed := g.minute - q.reset
	if elapsed < g.minute/10 {
		return 0 // too early to tell a rate from
	}
	began := sent.Add(-elapsed - g.minute/60) // a reset is told in whole seconds, rounded up
	own := g.answers.since(began) + g.inFlight - g.window.since(sent.Add(g.window.slot))
	used := float64(q.limit-q.remaining-own) * float64(g.minute) / float64(elapsed)
	if q.remaining == 0 && used < g.others {
		return used // it was at least the limit; by how much more is not known
	}
	limit := float64(q.limit)
	g.others = min(max(g.others+trust*(used-g.others), -noticed*limit), limit) // below zero it is noise, which evens out
	if g.others > noticed*limit {
		g.peak = max(g.peak, g.others)
	}
	return used
}

// fade lessens the belief in others where no word of them comes for two minutes, and so less than 80 % was used by all
// together. In a single minute none of the few large requests that others leave room for may come late enough to be told.
func (g *governor) fade(now time.Time) {
	if g.others == 0 {
		g.faded = now
	}
	n := math.Floor(float64(now.Sub(g.faded))/float64(g.minute)) - 1
	if n < 1 {
		return
	}
	g.others *= math.Pow(fading, n)
	g.faded = g.faded.Add(time.Duration(n) * g.minute)
}

// leftAt is what the service has left in its present minute, less what others use meanwhile.
func (g *governor) leftAt(now time.Time) float64 {
	return g.left - g.taken*float64(now.Sub(g.leftSince))/float64(g.minute)
}
