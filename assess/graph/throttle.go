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

// throttle sees every attempt of every request: it spends the budget of
// resource units, holds the pauses that all requests of a workload share,
// retries, counts, and bounds each attempt in time.
type throttle struct {
	next      http.RoundTripper
	endpoint  *url.URL
	userAgent string
	timeout   time.Duration
	sleep     func(context.Context, time.Duration) error
	now       func() time.Time
	jitter    func() float64
	log       *slog.Logger
	budget    *rate.Limiter

	mu      sync.Mutex
	pauses  map[workload]time.Time
	reached map[string]bool // hosts that have answered once
	meter   Meter
}

func newThrottle(o Options, endpoint *url.URL) *throttle {
	t := &throttle{
		next:      o.Transport,
		endpoint:  endpoint,
		userAgent: o.UserAgent,
		timeout:   o.AttemptTimeout,
		sleep:     o.Sleep,
		now:       o.Now,
		jitter:    jitter,
		log:       o.Log,
		pauses:    map[workload]time.Time{},
		reached:   map[string]bool{},
	}
	perMinute := o.UnitsPerMinute
	if perMinute <= 0 {
		perMinute = unitsForSeats(0)
	}
	t.budget = rate.NewLimiter(budget(perMinute))
	return t
}

// budget keeps any minute just under perMinute: what may go at once and what
// flows in during the minute make 99 % of it together. A full $batch of
// permissions costs 100 units, so less than that can never go at once.
func budget(perMinute int) (flow rate.Limit, burst int) {
	burst = max(batchSize*5, perMinute/20)
	flow = rate.Limit(max(float64(perMinute)*0.99-float64(burst), float64(perMinute)/2) / 60)
	return flow, burst
}

func (t *throttle) setUnits(perMinute int) {
	flow, burst := budget(perMinute)
	now := t.now()
	t.budget.SetBurstAt(now, burst)
	t.budget.SetLimitAt(now, flow)
}

// A load is what a request asks of Microsoft Graph.
type load struct {
	name      string // method and path, without the query: what may be logged
	workloads []workload
	units     int
	counted   bool
}

// RoundTrip sends req until the policy is content or gives up. The answer it
// returns has been read to its end. Its errors are the context's, a
// *NetworkError, or an *Error for a workload that asked for too long a wait.
func (t *throttle) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	body, err := drain(req)
	if err != nil {
		return nil, err
	}
	l := t.loadOf(req, body)
	var waited time.Duration
	for n := 1; ; n++ {
		d, err := t.admit(ctx, l, waited)
		if err != nil {
			return nil, err
		}
		waited += d
		resp, netErr := t.send(ctx, req, body, l)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		a := attempt{n: n, waited: waited, jitter: t.jitter()}
		if netErr != nil {
			a.permanent = t.isPermanent(netErr, req.URL.Host, n)
		} else {
			a.status, a.header = resp.StatusCode, resp.Header
			if l.counted && isThrottled(a.status) {
				t.countThrottled()
			}
		}
		next := decide(a, t.now())
		if next.pause {
			t.pause(l.workloads, next.wait)
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
		if err := t.sleep(ctx, next.wait); err != nil {
			return nil, err
		}
		waited += next.wait
	}
}

// loadOf prices a request; a $batch costs what its parts cost.
func (t *throttle) loadOf(req *http.Request, body []byte) load {
	if !sameHost(req.URL, t.endpoint) {
		return load{name: "report download", workloads: []workload{download}}
	}
	l := load{name: req.Method + " " + req.URL.Path, counted: true}
	if req.Method != http.MethodPost {
		w, u := classify(req.URL)
		l.workloads, l.units = []workload{w}, u
		return l
	}
	seen := map[workload]bool{}
	for _, part := range decodeParts(body) {
		u, err := url.Parse(part.URL)
		if err != nil {
			continue // the readOnly guard has refused it already
		}
		w, price := classify(u)
		seen[w] = true
		l.units += price
	}
	l.workloads = slices.Sorted(maps.Keys(seen))
	return l
}

// admit waits until the workloads of l are not paused and the budget allows
// its units, and returns how long the pauses took. A pause beyond what one
// request may wait is not waited for.
func (t *throttle) admit(ctx context.Context, l load, waited time.Duration) (time.Duration, error) {
	before, err := t.awaitPause(ctx, l, waited)
	if err != nil {
		return 0, err
	}
	if l.units > 0 {
		now := t.now()
		r := t.budget.ReserveN(now, min(l.units, t.budget.Burst()))
		if d := r.DelayFrom(now); d > 0 {
			if err := t.sleep(ctx, d); err != nil {
				r.CancelAt(t.now())
				return 0, err
			}
		}
	}
	after, err := t.awaitPause(ctx, l, waited+before) // one may have begun meanwhile
	return before + after, err
}

func (t *throttle) awaitPause(ctx context.Context, l load, waited time.Duration) (time.Duration, error) {
	var total time.Duration
	for {
		d, until := t.pausedFor(l.workloads)
		if d <= 0 {
			return total, ctx.Err()
		}
		if waited+total+d > maxWait {
			return total, tooLong(l.name, d)
		}
		if err := t.sleep(ctx, d); err != nil {
			return total, err
		}
		total += d
		t.endPauses(until)
	}
}

// pausedFor returns the longest pause of the workloads and its end.
func (t *throttle) pausedFor(ws []workload) (time.Duration, time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	var until time.Time
	for _, w := range ws {
		if t.pauses[w].After(until) {
			until = t.pauses[w]
		}
	}
	return until.Sub(t.now()), until
}

// endPauses forgets the pauses that end by until, which has come: by the wait
// itself, not by the clock, which may stand still or be set back.
func (t *throttle) endPauses(until time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	maps.DeleteFunc(t.pauses, func(_ workload, end time.Time) bool { return !end.After(until) })
}

// pause makes every request of the workloads wait for d from now on; a longer
// pause that is under way stays.
func (t *throttle) pause(ws []workload, d time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	until := t.now().Add(d)
	for _, w := range ws {
		if until.After(t.pauses[w]) {
			t.pauses[w] = until
		}
	}
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
		t.count(l.units)
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
