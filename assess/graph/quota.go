package graph

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A quota is what the headers RateLimit-Limit, RateLimit-Remaining and RateLimit-Reset say. SharePoint sends them, as
// well as it can, from 80 % of the minute's limit on, also with answers that are not throttled. That the parts of a
// $batch carry them is not yet seen on a live tenant.
// https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online
type quota struct {
	limit     int           // 0: there are no such headers
	remaining int           // of the limit
	reset     time.Duration // until the limit is whole again
}

// readQuota reads the headers; zero where one of them is missing or makes no sense.
func readQuota(h http.Header) quota {
	limit, ok := count(h.Get("RateLimit-Limit"))
	remaining, also := count(h.Get("RateLimit-Remaining"))
	reset := seconds(h.Get("RateLimit-Reset"))
	if !ok || !also || limit == 0 || remaining > limit || reset == 0 {
		return quota{}
	}
	return quota{limit: limit, remaining: remaining, reset: reset}
}

// count reads a whole number that is not negative.
func count(s string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	return n, err == nil && n >= 0 && n <= math.MaxInt32
}

// nearlySpent tells whether less than a twentieth is left, which is a reason to be throttled.
func (q quota) nearlySpent() bool { return q.limit > 0 && q.remaining*20 < q.limit }
