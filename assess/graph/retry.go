package graph

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	maxAttempts = 6                // that failed otherwise than by throttling
	maxFailing  = 10 * time.Minute // all waits of a request that fails so
	maxWait     = 30 * time.Minute // all waits of a request that is throttled, however often
	firstWait   = 2 * time.Second
	longestWait = 5 * time.Minute // of the growing waits; Retry-After may ask for more
	patience    = 10              // how often the service's own word on the wait is taken as enough
)

// An attempt is one answer, or the lack of one, as the retry policy sees it.
type attempt struct {
	n         int // how often the request ended in this way: throttled, or failed; 1 for the first
	status    int // 0: no complete answer came
	header    http.Header
	permanent bool          // no answer, and another attempt would end the same way
	waited    time.Duration // what the request has waited so far, or its workload without being granted anything
	jitter    float64       // 0 ≤ jitter < 1
}

// A decision says what follows an attempt.
type decision struct {
	retry bool
	wait  time.Duration
	asked bool // the service named the wait
	pause bool // every request of the workload waits, not this one alone
}

// decide is the retry policy. What was throttled (429, 503) is sent again, however often, until its waits add up to half
// an hour; 500, 502, 504 and answers that broke off six times at most, and ten minutes of waiting. The service's word on
// how long to wait wins (Retry-After or RateLimit-Reset, whichever is longer); without it the waits grow from 2 s to
// 5 minutes, and so they do from the tenth refusal of one request on, because a service that goes on refusing is not
// helped by being asked every few seconds. An unreasonable wish is named in decision.wait and not granted.
func decide(a attempt, now time.Time) decision {
	throttled := isThrottled(a.status)
	if a.permanent || a.status != 0 && !isTransient(a.status) {
		return decision{}
	}
	d := decision{pause: throttled}
	if a.status != 0 {
		d.wait = retryAfter(a.header, now)
		if throttled {
			d.wait = max(d.wait, seconds(a.header.Get("RateLimit-Reset")))
		}
		d.asked = d.wait > 0
	}
	switch {
	case !d.asked:
		d.wait = growingWait(a.n, a.jitter)
	case throttled && a.n > patience:
		d.wait = max(d.wait, growingWait(a.n-patience, a.jitter))
	}
	if throttled {
		d.retry = a.waited+d.wait <= maxWait
	} else {
		d.retry = a.n < maxAttempts && a.waited+d.wait <= maxFailing
	}
	return d
}

// A tally counts how often a request has ended in each way, and what it has waited.
type tally struct {
	throttled, failed int
	waited            time.Duration
}

// add counts one more end and returns how many of its kind there were.
func (y *tally) add(status int) int {
	if isThrottled(status) {
		y.throttled++
		return y.throttled
	}
	y.failed++
	return y.failed
}

func isThrottled(status int) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
}

func isTransient(status int) bool {
	switch status {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// growingWait is 2 s · 2ⁿ⁻¹ up to 5 minutes, less up to a quarter by jitter.
func growingWait(n int, jitter float64) time.Duration {
	wait := min(firstWait<<min(n-1, 10), longestWait)
	return wait - time.Duration(jitter*float64(wait)/4)
}

// retryAfter reads the header as seconds, a fraction of seconds or an HTTP
// date. 0 means that there is no usable wish: missing, unreadable, or past.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if d := seconds(value); d > 0 {
		return d
	}
	if date, err := http.ParseTime(value); err == nil {
		return max(date.Sub(now), 0)
	}
	return 0
}

// seconds reads a positive number of seconds, at most a day; else 0.
func seconds(s string) time.Duration {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || math.IsNaN(f) || f <= 0 {
		return 0
	}
	return time.Duration(min(f, 24*60*60) * float64(time.Second))
}
