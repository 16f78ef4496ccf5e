package graph

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// throttle sees every attempt of every request: it spends the budgets, holds the pauses that all requests of a workload
// share, retries, counts, and bounds each attempt in time.
type throttle struct {
	next      http.RoundTripper
	endpoint  *url.URL
	userAgent string
	timeout   time.Duration
	clock     *clock
	wallClock func() time.Time // what dates in answers are compared with
	jitter    func() float64
	log       *slog.Logger

	mu       sync.Mutex
	governor *governor
	limiters map[workload]*rate.Limiter
	pauses   map[workload]time.Time
	dry      map[workload]time.Duration // how long it was paused since it last granted anything
	waits    map[string]time.Time       // until when a budget is waited for, by its name
	reached  map[string]bool            // hosts that have answered once
	meter    Meter
}

func newThrottle(o Options, endpoint *url.URL) *throttle {
	return &throttle{
		next:      o.Transport,
		endpoint:  endpoint,
		userAgent: o.UserAgent,
		timeout:   o.AttemptTimeout,
		clock:     newClock(o),
		wallClock: o.Now,
		jitter:    jitter,
		log:       o.Log,
		governor:  newGovernor(o),
		limiters:  newLimiters(o.Minute),
		pauses:    map[workload]time.Time{},
		dry:       map[workload]time.Duration{},
		waits:     map[string]time.Time{},
		reached:   map[string]bool{},
	}
}

// A load is what a request asks of Microsoft Graph.
type load struct {
	name        string // method and path, without the query: what may be logged
	counted     bool
	batch       bool
	costs       map[workload]int
	permissions bool // some of it reads permissions of SharePoint
}

// units is the price in SharePoint's resource units.
func (l load) units() int { return l.costs[sharePoint] }

// add puts the price of one more request to the load.
func (l *load) add(u *url.URL) {
	w, price := classify(u)
	l.costs[w] += price
	l.permissions = l.permissions || w == sharePoint && price == permissionUnits
}

// RoundTrip sends req until the policy is content or gives up. The answer it returns has been read to its end. Its
// errors are the context's, a *NetworkError, or an *Error for a workload that asked for too long a wait.
func (t *throttle) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	body, err := drain(req)
	if err != nil {
		return nil, err
	}
	l := t.loadOf(req, body)
	f := flightOf(ctx)
	var y tally
	for n := 1; ; n++ {
		d, err := t.admit(ctx, l, y.waited)
		if err != nil {
			return nil, err
		}
		y.waited += d
		f.sent = t.clock.Now()
		resp, netErr := t.send(ctx, req, body, l)
		f.read = t.clock.Now()
		t.land(l)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		a := attempt{waited: y.waited, jitter: t.jitter()}
		if netErr != nil {
			a.permanent = t.isPermanent(netErr, req.URL.Host, n)
		} else {
			a.status, a.header = resp.StatusCode, resp.Header
			t.learn(l, f, a.status, a.header)
			if l.counted && isThrottled(a.status) {
				t.countThrottled()
			}
		}
		a.n = y.add(a.status)
		if isThrottled(a.status) {
			a.waited = max(a.waited, t.dryFor(l))
		}
		next := decide(a, t.wallClock())
		if next.pause {
			t.pause(slices.Collect(maps.Keys(l.costs)), next.wait)
		}
		if !next.retry {
			if netErr != nil {
				return nil, &NetworkError{Host: req.URL.Hostname(), Attempts: n, Err: netErr}
			}
			return resp, nil
		}
		t.log.Info("trying again", "request", l.name, "status", a.status, "attempt", n, "wait", next.wait, "asked", next.asked)
		if next.pause {
			continue // admit waits, together with the other requests of the workload
		}
		if err := t.clock.Sleep(ctx, next.wait); err != nil {
			return nil, err
		}
		y.waited += next.wait
	}
}

// loadOf prices a request; a $batch costs what its parts cost.
func (t *throttle) loadOf(req *http.Request, body []byte) load {
	if !sameHost(req.URL, t.endpoint) {
		return load{name: "report download", costs: map[workload]int{download: 1}}
	}
	l := load{name: req.Method + " " + req.URL.Path, counted: true, costs: map[workload]int{}}
	if req.Method != http.MethodPost {
		l.add(req.URL)
		return l
	}
	l.batch = true
	for _, part := range decodeParts(body) {
		if u, err := url.Parse(part.URL); err == nil { // else the readOnly guard has refused it already
			l.add(u)
		}
	}
	return l
}

// send makes one attempt and reads the answer to its end within the time limit,
// so that a body that breaks off or trickles is an attempt that failed.
func (t *throttle) send(ctx context.Context, req *http.Request, body []byte, l load) (*http.Response, error) {
	attemptCtx, cancel := context.WithTimeout(ctx, t.timeout)
	defer cancel()
	r := req.Clone(attemptCtx)
	r.Header.Set("User-Agent", t.userAgent)
	if body != nil {
		r.Body = io.NopCloser(bytes.NewReader(body))
		r.ContentLength = int64(len(body))
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	}
	resp, err := t.next.RoundTrip(r)
	if l.counted && !isDial(err) { // what was never connected was never sent
		t.count(l.units())
	}
	if err == nil {
		t.setReached(req.URL.Host)
		var answer []byte
		answer, err = io.ReadAll(resp.Body)
		resp.Body.Close()
		resp.Body = io.NopCloser(bytes.NewReader(answer))
		resp.ContentLength = int64(len(answer))
	}
	if err != nil {
		if attemptCtx.Err() != nil && ctx.Err() == nil {
			err = fmt.Errorf("%w within %s", errSlow, t.timeout)
		}
		return nil, err
	}
	t.log.Debug("answer", "request", l.name, "status", resp.StatusCode, "bytes", resp.ContentLength)
	return resp, nil
}

// drain takes the body out of req, so that each attempt can send it anew.
func drain(req *http.Request) ([]byte, error) {
	if req.Body == nil || req.Body == http.NoBody {
		return nil, nil
	}
	defer req.Body.Close()
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, fmt.Errorf("reading the request's own body: %w", err)
	}
	return body, nil
}
