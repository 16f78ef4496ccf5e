package graph

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// A quotaServer is SharePoint as far as its quotas go: a minute's limit in windows of its own, of which another
// application may use a part, and a limit of permission reads that no header tells of.
type quotaServer struct {
	limit   int
	minute  time.Duration
	others  int           // units a minute, evenly
	aligned bool          // windows follow one another; else one begins with the first request after the one before
	silent  bool          // sends no RateLimit headers
	latency time.Duration // each way

	lists       int // permission reads that are granted in listWindow; 0: any number
	listWindow  time.Duration
	listsBegan  time.Time
	listsInside int

	mu        sync.Mutex
	first     time.Time // when the first request came
	latest    time.Time
	began     time.Time // of the window
	spent     int
	charged   int // in all
	requests  int // parts of batches alone
	throttled int
	refused   time.Time     // when the first refusal of the present pause was answered
	until     time.Time     // when that pause ends
	late      time.Duration // the longest after a refusal was read that a request came within the pause
}

// charge takes units from the present window and returns what is left of it, which is negative where it is not enough.
func (s *quotaServer) charge(now time.Time, units int) (left float64, reset time.Duration) {
	switch passed := now.Sub(s.began); {
	case s.began.IsZero() || !s.aligned && passed >= s.minute:
		s.began, s.spent = now, 0
	case passed >= s.minute:
		s.began, s.spent = s.began.Add(passed.Truncate(s.minute)), 0
	}
	s.spent += units
	s.charged += units
	used := float64(s.spent) + float64(s.others)*float64(now.Sub(s.began))/float64(s.minute)
	return float64(s.limit) - used, s.minute - now.Sub(s.began)
}

// serve answers one request: status and headers.
func (s *quotaServer) serve(now time.Time, path string) (int, map[string]string) {
	u, err := url.Parse(path)
	if err != nil {
		return 400, nil
	}
	w, units := classify(u)
	if w != sharePoint {
		return 200, nil
	}
	s.requests++
	left, reset := s.charge(now, units)
	header := map[string]string{}
	if !s.silent && left*5 <= float64(s.limit) {
		header["RateLimit-Limit"] = strconv.Itoa(s.limit)
		header["RateLimit-Remaining"] = strconv.Itoa(max(int(left), 0))
		header["RateLimit-Reset"] = fmt.Sprintf("%.6f", reset.Seconds())
	}
	refuse := left < 0
	if s.lists > 0 && units == permissionUnits {
		if now.Sub(s.listsBegan) >= s.listWindow {
			s.listsBegan, s.listsInside = now, 0
		}
		if s.listsInside++; s.listsInside > s.lists {
			refuse, reset = true, s.listWindow-now.Sub(s.listsBegan)
		}
	}
	if refuse {
		s.throttled++
		if now.After(s.until) {
			s.refused, s.until = now.Add(s.latency), now.Add(reset)
		}
		header["Retry-After"] = fmt.Sprintf("%.6f", max(reset.Seconds(), 1e-6))
		return 429, header
	}
	return 200, header
}

func (s *quotaServer) RoundTrip(r *http.Request) (*http.Response, error) {
	time.Sleep(s.latency)
	defer time.Sleep(s.latency)
	now := time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.first.IsZero() {
		s.first = now
	}
	s.latest = now
	if left := now.Add(-s.latency); now.Before(s.until) {
		s.late = max(s.late, left.Sub(s.refused))
	}
	if r.Method == http.MethodGet {
		status, header := s.serve(now, r.URL.String())
		return answer(status, "{}", flatten(header)...), nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	var answers []map[string]any
	for _, p := range decodeParts(body) {
		status, header := s.serve(now, p.URL)
		answers = append(answers, map[string]any{"id": p.ID, "status": status, "headers": header, "body": map[string]any{}})
	}
	text, err := json.Marshal(map[string]any{"responses": answers})
	return answer(200, string(text)), err
}

func flatten(m map[string]string) []string {
	var list []string
	for name, value := range m {
		list = append(list, name, value)
	}
	return list
}

// took is how long all of it took, beside the least that the limit allows.
func (s *quotaServer) took(limit int) (time.Duration, float64) {
	elapsed := s.latest.Sub(s.first)
	least := float64(s.charged) / float64(limit) * float64(s.minute)
	return elapsed, float64(elapsed) / least
}

// quotaClient is a client of a quotaServer, in real or fake time.
func quotaClient(t *testing.T, s *quotaServer, o Options) *Client {
	t.Helper()
	o.Transport, o.Minute = s, s.minute
	c, err := newClient(o, &fakeCredential{token: testToken})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// crawl reads lists permission lists in batches and as many pages of items beside them, several at a time.
func crawl(t *testing.T, c *Client, lists, pages int) {
	t.Helper()
	var all sync.WaitGroup
	for worker := range 6 {
		all.Go(func() {
			for i := worker; i < pages; i += 6 {
				if _, err := c.Get(t.Context(), Request{URL: "/drives/d/root/delta?token=" + strconv.Itoa(i)}); err != nil {
					t.Errorf("page: %v", err)
					return
				}
			}
		})
	}
	for worker := range 3 {
		all.Go(func() {
			for i := worker * 200; i < lists; i += 600 {
				var requests []Request
				for j := i; j < min(i+200, lists); j++ {
					requests = append(requests, Request{URL: fmt.Sprintf("/drives/d/items/%d/permissions", j)})
				}
				for _, r := range c.Batch(t.Context(), requests) {
					if r.Err != nil {
						t.Errorf("list: %v", r.Err)
						return
					}
				}
			}
		})
	}
	all.Wait()
}

// sum is a line about a crawl, for the log of a test.
func (s *quotaServer) sum(limit int) string {
	elapsed, ratio := s.took(limit)
	var b strings.Builder
	fmt.Fprintf(&b, "%d requests, %d units in %.1f minutes, %.3f of the least; %d throttled (%.2f %%)",
		s.requests, s.charged, float64(elapsed)/float64(s.minute), ratio, s.throttled, 100*float64(s.throttled)/float64(s.requests))
	return b.String()
}
