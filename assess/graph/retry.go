package graph

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	maxAttempts = 6
	maxWait     = 10 * time.Minute // all waits of one request together
	firstWait   = 2 * time.Second
	longestWait = 60 * time.Second // of the growing waits; Retry-After may ask for more
)

// An attempt is one answer, or the lack of one, as the retry policy sees it.
type attempt struct {
	n         int // 1 for the first
	status    int // 0: no complete answer came
	header    http.Header
	permanent bool          // no answer, and another attempt would end the same way
	waited    time.Duration // what the request has waited so far
	jitter    float64       // 0 ≤ jitter < 1
}

// A decision says what follows an attempt.
type decision struct {
	retry bool
	wait  time.Duration
	asked bool // the service named the wait
	pause bool // every request of the workload waits, not this one alone
}

// decide is the retry policy. It retries 429, 500, 502, 503, 504 and answers
// that broke off, six attempts at most and ten minutes of waiting in all. The
// service's word on how long to wait wins (Retry-After or RateLimit-Reset,
// whichever is longer); without it the waits grow from 2 s to 60 s. An
// unreasonable wish is named in decision.wait and not granted.
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
	if !d.asked {
		d.wait = growingWait(a.n, a.jitter)
	}
	d.retry = a.n < maxAttempts && a.waited+d.wait <= maxWait
	return d
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

// growingWait is 2 s · 2ⁿ up to 60 s, less up to a quarter by jitter.
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
