package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"preflight/assess"
	"preflight/report"
	"preflight/samples"
)

// shortMinute makes a minute a thousand times as short.
const shortMinute = time.Minute / 1000

// TestLimit runs at a limit, with minutes that are a thousand times as short, alone and beside another application. How close
// to the limit it comes depends on the machine; that nothing is lost, and that the limit is kept about, does not.
func TestLimit(t *testing.T) {
	o := samples.LargeOptions{Seed: 5, Sites: 20, OneDrives: 5, Items: 4_000, Links: 2_000, Inherited: 0.2, Users: 60}
	for _, others := range []int{0, 625} {
		r := runLimited(t, o, shortMinute, 1250, others, nil)
		if r.slower < 0.9 {
			t.Errorf("beside %d units a minute: %.2f times the least time: the limit was not kept", others, r.slower)
		}
		if r.slower > 30 {
			t.Errorf("beside %d units a minute: %.2f times the least time", others, r.slower)
		}
		if r.throttled > 0.25 {
			t.Errorf("beside %d units a minute: %.2f %% of the requests were throttled", others, 100*r.throttled)
		}
	}
}

// BenchmarkLimit measures the same over more than 20 of these minutes. The bounds are those that the program is made for. A
// thousand times as fast, the limit is about what two cores can do, with the emulator beside it, and each tenth of a second in
// which Preflight asks for nothing, because it begins or draws the control sample, is one of the minutes and more: the run is
// a long one. On a machine that has other work the minutes that are a hundred times as short tell more.
func BenchmarkLimit(b *testing.B) {
	for _, scale := range []struct {
		name   string
		minute time.Duration
		o      samples.LargeOptions
	}{
		{"1000 times as fast", shortMinute, samples.LargeOptions{Seed: 5, Sites: 110, OneDrives: 30, Items: 200_000, Links: 130_000, Inherited: 0.2, Users: 60}},
		{"100 times as fast", time.Minute / 100, samples.LargeOptions{Seed: 5, Sites: 20, OneDrives: 5, Items: 12_000, Links: 6_000, Inherited: 0.2, Users: 60}},
	} {
		for _, with := range []struct {
			name   string
			others int
		}{{"alone", 0}, {"beside another application", 625}} {
			b.Run(scale.name+"/"+with.name, func(b *testing.B) {
				for b.Loop() {
					r := runLimited(b, scale.o, scale.minute, 1250, with.others, nil)
					b.ReportMetric(r.slower, "×least-time")
					b.ReportMetric(100*r.throttled, "%throttled")
					b.ReportMetric(r.minutes, "scaled-minutes")
					if r.minutes < 20 || r.slower > 1.10 || r.throttled > 0.005 {
						b.Errorf("want 20 minutes or more, at most 1.10 times the least time and at most 0.5 %% throttled")
					}
				}
			})
		}
	}
}

// TestStopsAtFirstRefusal: after a throttled answer, to a request or to one part of a batch, no request to SharePoint leaves
// until the time that it asks for has passed, but for those that are leaving already.
func TestStopsAtFirstRefusal(t *testing.T) {
	o := samples.LargeOptions{Seed: 5, Sites: 20, OneDrives: 5, Items: 2_000, Links: 1_000, Inherited: 0.2, Users: 60}
	for _, test := range []struct {
		name   string
		refuse refusal
	}{
		{"a request", refusal{of: "/root/delta"}},
		{"a batch", refusal{of: "/$batch"}},
		{"a part of a batch", refusal{of: "/$batch", part: true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := runLimited(t, o, shortMinute, 1250, 0, &test.refuse)
			read := test.refuse.read
			if read.IsZero() {
				t.Fatal("no request was refused")
			}
			before, late, after := 0, time.Duration(0), 0
			for _, left := range r.left {
				switch d := left.Sub(read); {
				case d < 0:
					before++
				case d < refusedFor:
					late = max(late, d)
				default:
					after++
				}
			}
			t.Logf("%d requests before, %d after; the last one that was leaving left %s after the refusal was read", before, after, late)
			if late > 50*time.Millisecond {
				t.Errorf("a request left %s after a refusal that asked for %s was read", late, refusedFor)
			}
			if before == 0 || after == 0 {
				t.Error("the refusal was not in the middle of the run")
			}
		})
	}
}

// refusedFor is how long a refusal asks to be left alone.
const refusedFor = 400 * time.Millisecond

// A refusal is a throttled answer in place of the real one.
type refusal struct {
	of   string // the end of the request's path
	part bool   // of a part of a batch, not of the whole

	seen int
	read time.Time // when the client had it
}

// refuseNth is which of the requests that match is refused.
const refuseNth = 4

// limited is how a run with a limit went.
type limited struct {
	slower    float64     // the time that SharePoint was asked over the least that the limit allows
	minutes   float64     // that it took, of those of the limit
	throttled float64     // share of the requests to SharePoint
	left      []time.Time // of the requests to SharePoint
}

// runLimited is a job in this process against an emulator in another one, whose minutes are short.
func runLimited(t testing.TB, o samples.LargeOptions, minute time.Duration, limit, others int, r *refusal) limited {
	t.Helper()
	e, _ := serveLarge(t, o, map[string]any{"UnitsPerMinute": limit, "OtherUnitsPerMinute": others, "Minute": minute})
	w := &wire{next: &http.Transport{TLSClientConfig: e.trust(t), ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 32}, refuse: r}
	m := e.run(t, func(j *job) { j.options.Minute, j.options.Transport = minute, w })
	m.whole(t)
	elapsed := w.last.Sub(w.left[0])
	least := float64(m.meter.ResourceUnits) / float64(limit-others) * float64(minute)
	l := limited{slower: float64(elapsed) / least, minutes: float64(elapsed) / float64(minute), throttled: float64(w.throttled) / float64(w.requests), left: w.left}
	t.Logf("%d units of %d a minute beside %d of others, %s: %.1f minutes, %.3f times the least; %d of %d requests throttled; believed of others: %d at most",
		m.meter.ResourceUnits, limit, others, elapsed.Round(time.Millisecond), l.minutes, l.slower, w.throttled, w.requests, m.Crawl.OtherUnitsPerMinute)
	for _, at := range w.when {
		t.Logf("throttled in minute %.2f", float64(at.Sub(w.left[0]))/float64(minute))
	}
	return l
}

// run is a job in this process, the only one against its emulator, with something changed.
func (e *emulatorProcess) run(t testing.TB, edit func(*job)) measured {
	t.Helper()
	brand, err := report.LoadBrand("")
	if err != nil {
		t.Fatal(err)
	}
	j := job{options: e.options(t), out: t.TempDir(), keep: true, asOf: samples.AsOf, look: appearance{brand: brand}, sample: true}
	edit(&j)
	var stderr bytes.Buffer
	if err := j.run(t.Context(), io.Discard, &stderr); err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var m measured
	for m.dir = range folders(j.out) {
	}
	if m.Assessment, err = assess.Load(m.dir); err != nil {
		t.Fatal(err)
	}
	e.ask(t, "meter", &m.meter)
	return m
}

// A wire notes when requests to SharePoint leave the client, and when their answers have been read.
type wire struct {
	next   http.RoundTripper
	refuse *refusal

	mu        sync.Mutex
	left      []time.Time
	last      time.Time // when the latest answer was read
	requests  int       // parts of batches counted alone
	throttled int
	when      []time.Time // answers came with something throttled in them
}

func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	var parts []struct{ URL string }
	if strings.HasSuffix(req.URL.Path, "/$batch") {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		req.Body = io.NopCloser(bytes.NewReader(body))
		var batch struct{ Requests []struct{ URL string } }
		if err := json.Unmarshal(body, &batch); err != nil {
			return nil, err
		}
		parts = batch.Requests
	}
	if !toSharePoint(req.URL.Path) && !(len(parts) > 0 && toSharePoint(parts[0].URL)) {
		return w.next.RoundTrip(req)
	}
	w.mu.Lock()
	w.left = append(w.left, time.Now())
	w.requests += max(len(parts), 1)
	struck := false
	if w.refuse != nil && strings.HasSuffix(req.URL.Path, w.refuse.of) {
		w.refuse.seen++
		struck = w.refuse.seen == refuseNth
	}
	w.mu.Unlock()
	resp, err := w.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	w.mu.Lock()
	defer w.mu.Unlock()
	if struck {
		body = w.refuse.strike(resp, body)
		w.refuse.read = time.Now()
	}
	w.last = time.Now()
	n := 0
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		n = max(len(parts), 1)
	case len(parts) > 0:
		n = bytes.Count(body, []byte(`"status":429`))
	}
	if w.throttled += n; n > 0 {
		w.when = append(w.when, w.last)
	}
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	resp.Header.Del("Content-Length")
	return resp, nil
}

// toSharePoint reports whether a path is served by SharePoint.
func toSharePoint(path string) bool {
	return strings.Contains(path, "/sites") || strings.Contains(path, "/drives/")
}

// strike turns an answer, or its first part, into a refusal.
func (r *refusal) strike(resp *http.Response, body []byte) []byte {
	wait := strconv.FormatFloat(refusedFor.Seconds(), 'f', -1, 64)
	if !r.part {
		resp.StatusCode, resp.Status = http.StatusTooManyRequests, "429 Too Many Requests"
		resp.Header.Set("Retry-After", wait)
		return []byte(`{"error":{"code":"activityLimitReached","message":"The request has been throttled."}}`)
	}
	var batch struct {
		Responses []map[string]json.RawMessage `json:"responses"`
	}
	if err := json.Unmarshal(body, &batch); err != nil {
		panic(err) // the emulator's batches are JSON
	}
	batch.Responses[0]["status"] = json.RawMessage("429")
	batch.Responses[0]["headers"] = json.RawMessage(`{"Retry-After":"` + wait + `"}`)
	batch.Responses[0]["body"] = json.RawMessage(`{"error":{"code":"activityLimitReached","message":"The request has been throttled."}}`)
	struck, err := json.Marshal(batch)
	if err != nil {
		panic(err)
	}
	return struck
}
