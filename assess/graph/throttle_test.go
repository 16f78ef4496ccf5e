package graph

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func answer(status int, body string, header ...string) *http.Response {
	h := http.Header{}
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body))}
}

// cutBody breaks off after its text.
type cutBody struct{ io.Reader }

func (b cutBody) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

func (cutBody) Close() error { return nil }

// slowBody waits for the end of the request.
type slowBody struct{ ctx context.Context }

func (b slowBody) Read([]byte) (int, error) { <-b.ctx.Done(); return 0, b.ctx.Err() }
func (slowBody) Close() error               { return nil }

func testThrottle(t *testing.T, next roundTripper) *throttle {
	t.Helper()
	endpoint, err := url.Parse(publicEndpoint)
	if err != nil {
		t.Fatal(err)
	}
	th := newThrottle(withDefaults(Options{Transport: next}), endpoint)
	th.jitter = func() float64 { return 0 }
	return th
}

func get(t *testing.T, th *throttle, ctx context.Context, path string) (int, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, "GET", publicEndpoint+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := th.RoundTrip(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func TestThrottleRetries(t *testing.T) {
	dial := &net.OpError{Op: "dial", Err: errors.New("connection refused")}
	tests := []struct {
		name     string
		answers  []func(*http.Request) (*http.Response, error) // the last one repeats
		status   int
		fails    bool
		elapsed  time.Duration
		requests int
		throttle int
	}{
		{"429 in seconds, then well", script(429, "Retry-After", "7", 200), 200, false, 7 * time.Second, 2, 1},
		{"429 in seconds, 9 times", script(429, "Retry-After", "7", 429, "Retry-After", "7", 429, "Retry-After", "7", 429, "Retry-After", "7",
			429, "Retry-After", "7", 429, "Retry-After", "7", 429, "Retry-After", "7", 429, "Retry-After", "7", 429, "Retry-After", "7", 200),
			200, false, 63 * time.Second, 10, 9},
		{"no header: 2+4+8 … 256+300+300+300+300", script(503), 503, false, 1710 * time.Second, 13, 13},
		{"a few seconds, for ever", script(429, "Retry-After", "3"), 429, false, 1741 * time.Second, 23, 23},
		{"refusals do not count as failures", script(500, 429, "Retry-After", "1", 502, 503, 504, 200), 200, false, (2 + 1 + 4 + 4 + 8) * time.Second, 6, 2},
		{"500 six times", script(500), 500, false, 62 * time.Second, 6, 0},
		{"502 then well", script(502, 200), 200, false, 2 * time.Second, 2, 0},
		{"404 at once", script(404), 404, false, 0, 1, 0},
		{"unreasonable wish", script(429, "Retry-After", "7200"), 429, false, 0, 1, 1},
		{"cut body, then well", []func(*http.Request) (*http.Response, error){
			func(*http.Request) (*http.Response, error) {
				r := answer(200, "")
				r.Body = cutBody{strings.NewReader(`{"val`)}
				return r, nil
			},
			func(*http.Request) (*http.Response, error) { return answer(200, "{}"), nil },
		}, 200, false, 2 * time.Second, 2, 0},
		{"slow body, then well", []func(*http.Request) (*http.Response, error){
			func(r *http.Request) (*http.Response, error) {
				a := answer(200, "")
				a.Body = slowBody{r.Context()}
				return a, nil
			},
			func(*http.Request) (*http.Response, error) { return answer(200, "{}"), nil },
		}, 200, false, 102 * time.Second, 2, 0},
		{"connection broken for good", []func(*http.Request) (*http.Response, error){
			func(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF },
		}, 0, true, 62 * time.Second, 6, 0},
		{"host never reached: two attempts", []func(*http.Request) (*http.Response, error){
			func(*http.Request) (*http.Response, error) { return nil, dial },
		}, 0, true, 2 * time.Second, 0, 0},
		{"certificate: one attempt", []func(*http.Request) (*http.Response, error){
			func(*http.Request) (*http.Response, error) { return nil, x509.UnknownAuthorityError{} },
		}, 0, true, 0, 1, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := 0
				th := testThrottle(t, func(r *http.Request) (*http.Response, error) {
					f := tt.answers[min(n, len(tt.answers)-1)]
					n++
					return f(r)
				})
				start := time.Now()
				status, err := get(t, th, t.Context(), "/v1.0/users")
				if (err != nil) != tt.fails || status != tt.status {
					t.Errorf("status %d, error %v; want %d, fails %t", status, err, tt.status, tt.fails)
				}
				var network *NetworkError
				if tt.fails && !errors.As(err, &network) {
					t.Errorf("error %T, want *NetworkError", err)
				}
				if got := time.Since(start); got != tt.elapsed {
					t.Errorf("took %s, want %s", got, tt.elapsed)
				}
				if m := th.readMeter(); m.Requests != tt.requests || m.Throttled != tt.throttle {
					t.Errorf("meter %+v, want %d requests, %d throttled", m, tt.requests, tt.throttle)
				}
			})
		})
	}
}

// script makes answers of status codes, each with the headers that follow it.
func script(steps ...any) []func(*http.Request) (*http.Response, error) {
	var answers []func(*http.Request) (*http.Response, error)
	for i := 0; i < len(steps); {
		status := steps[i].(int)
		var header []string
		for i++; i < len(steps); i++ {
			s, ok := steps[i].(string)
			if !ok {
				break
			}
			header = append(header, s)
		}
		answers = append(answers, func(*http.Request) (*http.Response, error) { return answer(status, "{}", header...), nil })
	}
	return answers
}

func TestThrottlePausesTheWorkload(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var mu sync.Mutex
		sent := map[string][]time.Duration{}
		throttled := false
		th := testThrottle(t, func(r *http.Request) (*http.Response, error) {
			mu.Lock()
			defer mu.Unlock()
			sent[r.URL.Path] = append(sent[r.URL.Path], time.Since(start))
			if !throttled {
				throttled = true
				return answer(429, "", "Retry-After", "30"), nil
			}
			return answer(200, "{}"), nil
		})
		var all sync.WaitGroup
		all.Go(func() { get(t, th, t.Context(), "/v1.0/sites/a") })
		time.Sleep(time.Second)
		all.Go(func() { get(t, th, t.Context(), "/v1.0/drives/d") }) // the same workload
		all.Go(func() { get(t, th, t.Context(), "/v1.0/users") })    // another one
		all.Wait()
		want := map[string][]time.Duration{
			"/v1.0/sites/a":  {0, 30 * time.Second},
			"/v1.0/drives/d": {30 * time.Second},
			"/v1.0/users":    {time.Second},
		}
		for path, times := range want {
			if len(sent[path]) != len(times) {
				t.Fatalf("%s sent at %v, want %v", path, sent[path], times)
			}
			for i := range times {
				if sent[path][i] != times[i] {
					t.Errorf("%s sent at %v, want %v", path, sent[path], times)
				}
			}
		}
	})
}

func TestThrottleDoesNotWaitForAnUnreasonablePause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th := testThrottle(t, func(*http.Request) (*http.Response, error) {
			return answer(429, "", "Retry-After", "7200"), nil
		})
		start := time.Now()
		get(t, th, t.Context(), "/v1.0/sites/a")
		_, err := get(t, th, t.Context(), "/v1.0/sites/b")
		var e *Error
		if !errors.As(err, &e) || e.Wait != 2*time.Hour || ReasonOf(err) != "throttled" {
			t.Errorf("second request: %v (%s), want throttled, two hours", err, ReasonOf(err))
		}
		if time.Since(start) != 0 || th.readMeter().Requests != 1 {
			t.Errorf("took %s and %d requests, want none and 1", time.Since(start), th.readMeter().Requests)
		}
		if p := th.readWaits(); len(p) != 1 || p[0].Workload != "sharepoint" || p[0].Until.Sub(start) != 2*time.Hour {
			t.Errorf("pauses %+v", p)
		}
	})
}

// A service that refuses for ever is found out once: what comes after is asked once and not for half an hour each. As
// soon as something is granted, requests wait again.
func TestThrottleRefusedForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		refuse, n := true, 0
		th := testThrottle(t, func(*http.Request) (*http.Response, error) {
			n++
			if refuse {
				return answer(429, "", "Retry-After", "10"), nil
			}
			return answer(200, "{}"), nil
		})
		start := time.Now()
		get(t, th, t.Context(), "/v1.0/sites/a")
		if d := time.Since(start); d < 25*time.Minute || d > maxWait {
			t.Errorf("the first gave up after %s", d)
		}
		start, n = time.Now(), 0
		for range 100 {
			if status, err := get(t, th, t.Context(), "/v1.0/sites/b"); status != 429 || err != nil {
				t.Fatalf("%d, %v", status, err)
			}
		}
		if d := time.Since(start); n > 102 || d > 30*time.Minute {
			t.Errorf("a hundred more took %s and %d requests", d, n)
		}
		refuse = false
		get(t, th, t.Context(), "/v1.0/sites/a")
		refuse, n = true, 0
		get(t, th, t.Context(), "/v1.0/sites/c")
		if n < 10 {
			t.Errorf("gave up after %d requests", n)
		}
	})
}

func TestThrottleWaitsEndWithTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th := testThrottle(t, func(*http.Request) (*http.Response, error) {
			return answer(429, "", "Retry-After", "500"), nil
		})
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		start := time.Now()
		_, err := get(t, th, ctx, "/v1.0/users")
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != 3*time.Second {
			t.Errorf("ended after %s with %v", time.Since(start), err)
		}
		if ReasonOf(err) != "interrupted" {
			t.Errorf("reason %s, want interrupted", ReasonOf(err))
		}
	})
}

// In any minute no more than the limit may be spent, and nearly all of it in
// the long run.
func TestThrottleBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var mu sync.Mutex
		var spent []time.Duration // when 5 units went out
		th := testThrottle(t, func(*http.Request) (*http.Response, error) {
			mu.Lock()
			defer mu.Unlock()
			spent = append(spent, time.Since(start))
			return answer(200, "{}"), nil
		})
		var all sync.WaitGroup
		for range 1000 {
			all.Go(func() { get(t, th, t.Context(), "/v1.0/drives/d/items/i/permissions") })
		}
		all.Wait()
		for i, from := range spent {
			units := 0
			for _, at := range spent[i:] {
				if at < from+time.Minute {
					units += 5
				}
			}
			if units > 1250 {
				t.Fatalf("%d units within a minute from %s, limit 1250", units, from)
			}
		}
		if total := spent[len(spent)-1]; total > 5*time.Minute {
			t.Errorf("5000 units took %s, want less than 5 minutes", total)
		}
		if m := th.readMeter(); m.ResourceUnits != 5000 || m.Requests != 1000 {
			t.Errorf("meter %+v", m)
		}
	})
}

// Waits of the budgets end with the context, and leave the turn to others.
func TestThrottleBudgetWaitsEndWithTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th := testThrottle(t, func(*http.Request) (*http.Response, error) { return answer(200, "{}"), nil })
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for range 300 {
			all.Go(func() { get(t, th, ctx, "/v1.0/drives/d/items/i/permissions") })
		}
		time.Sleep(10 * time.Second)
		cancel()
		all.Wait()
		start := time.Now()
		if status, err := get(t, th, t.Context(), "/v1.0/sites/a"); status != 200 || err != nil || time.Since(start) > time.Second {
			t.Errorf("%d, %v after %s", status, err, time.Since(start))
		}
	})
}

func TestThrottlePricesBatches(t *testing.T) {
	th := testThrottle(t, func(r *http.Request) (*http.Response, error) {
		if body, _ := io.ReadAll(r.Body); !bytes.Contains(body, []byte("permissions")) {
			t.Errorf("body sent: %q", body)
		}
		return answer(200, "{}"), nil
	})
	body := `{"requests":[{"id":"1","method":"GET","url":"/drives/d/items/i/permissions"},
		{"id":"2","method":"GET","url":"/sites/s/drives"},{"id":"3","method":"GET","url":"/teams/t"}]}`
	req, _ := http.NewRequestWithContext(t.Context(), "POST", publicEndpoint+"/v1.0/$batch", strings.NewReader(body))
	if _, err := th.RoundTrip(req); err != nil {
		t.Fatal(err)
	}
	if m := th.readMeter(); m != (Meter{Requests: 1, ResourceUnits: 7}) {
		t.Errorf("meter %+v, want 1 request, 7 units", m)
	}
}

func TestThrottleLogsNoQuery(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		th := testThrottle(t, script(429, 200)[0])
		th.log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		req, _ := http.NewRequestWithContext(t.Context(), "GET", publicEndpoint+"/v1.0/users?$skiptoken=S3CRET", nil)
		req.Header.Set("Authorization", "Bearer S3CRET")
		th.RoundTrip(req)
		report, _ := http.NewRequestWithContext(t.Context(), "GET", "https://reports.example/data/S3CRET?sig=S3CRET", nil)
		th.RoundTrip(report)
		if strings.Contains(log.String(), "S3CRET") || strings.Contains(log.String(), "reports.example") {
			t.Errorf("log holds a secret:\n%s", log.String())
		}
		if !strings.Contains(log.String(), "/v1.0/users") {
			t.Errorf("log does not name the request:\n%s", log.String())
		}
		if m := th.readMeter(); m.Requests != 13 || m.Throttled != 13 {
			t.Errorf("meter %+v counts the download", m)
		}
	})
}
