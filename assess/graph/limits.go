package graph

import (
	"time"

	"golang.org/x/time/rate"
)

// A limit is what one application may ask of a workload other than SharePoint: so much at once, and then so much in each
// window. No window sees more than the two together.
type limit struct {
	atOnce int
	then   int
	window time.Duration
}

// limits are the budgets of the workloads, each its own, so that none waits for another. They count requests, each part
// of a $batch alone, but for the directory, which counts the units of identityUnits. The numbers are Microsoft's, less a
// little, https://learn.microsoft.com/graph/throttling-limits; a workload that is not here has none.
var limits = map[workload]limit{
	directory: {1000, 2465, 10 * time.Second}, // 3,500 units in 10 s for the smallest tenants
	reports:   {14, 14, 10 * time.Minute},     // 14 for each report, and each is asked for once: one budget for all is plenty
	// 30 a second for teams, 60 for channels and members. The first 60 may all go in one second: should they be refused,
	// which would cost seconds, that is rarer than a small tenant that need not wait.
	teams:             {60, 25, time.Second},
	security:          {30, 118, time.Minute},     // 150
	intune:            {50, 49, 20 * time.Second}, // 100, for the strictest of its collections
	conditionalAccess: {1, 9, 11 * time.Second},   // 1 a second for all applications of the tenant together, and no Retry-After
	signIns:           {2, 3, 10 * time.Second},   // 5
	settings:          {20, 20, 10 * time.Second}, // not documented; Preflight asks for three things
}

// newLimiters makes a limiter for each budget, for a minute of that length.
func newLimiters(minute time.Duration) map[workload]*rate.Limiter {
	m := map[workload]*rate.Limiter{}
	for w, l := range limits {
		m[w] = rate.NewLimiter(rate.Limit(float64(l.then)/(l.window.Seconds()*minute.Minutes())), l.atOnce)
	}
	return m
}

// reserve takes n from a limiter and returns how long to wait for it; n may be more than can go at once.
func reserve(l *rate.Limiter, now time.Time, n int) time.Duration {
	var wait time.Duration
	for n > 0 {
		k := min(n, l.Burst())
		wait = l.ReserveN(now, k).DelayFrom(now)
		n -= k
	}
	return wait
}
