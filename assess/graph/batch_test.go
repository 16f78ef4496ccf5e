package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
)

// batchServer answers $batches by part, and notes the ids of each batch by URL.
type batchServer struct {
	mu    sync.Mutex
	sent  [][]string // the URLs of each batch
	tries map[string]int
	part  func(url string, try int) string // one entry of responses without its id; empty: left out
}

func (s *batchServer) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	var b batchBody
	if err := json.Unmarshal(body, &b); err != nil {
		return nil, err
	}
	var urls, answers []string
	for _, p := range slices.Backward(b.Requests) { // never in the order asked
		urls = append(urls, p.URL)
		s.tries[p.URL]++
		if a := s.part(p.URL, s.tries[p.URL]); a != "" {
			answers = append(answers, fmt.Sprintf(`{"id":%q,%s}`, p.ID, a))
		}
	}
	answers = append(answers, `{"id":"1","status":404}`) // a second answer to the first part
	slices.Sort(urls)
	s.sent = append(s.sent, urls)
	return answer(200, `{"responses":[null,{"id":"stranger","status":200,"body":{}},`+strings.Join(answers, ",")+`]}`), nil
}

func TestBatch(t *testing.T) {
	server := &batchServer{tries: map[string]int{}, part: func(url string, try int) string {
		switch url {
		case "/drives/d/items/3/permissions":
			if try == 1 {
				return `"status":429,"headers":{"Retry-After":"4"},"body":{"error":{"code":"activityLimitReached"}}`
			}
		case "/drives/d/items/4/permissions":
			if try <= 2 {
				return `"status":503,"headers":{"Retry-After":2},"body":null`
			}
		case "/drives/d/items/5/permissions":
			return `"status":403,"body":{"error":{"code":"accessDenied","message":"no"}}`
		case "/drives/d/items/6/permissions":
			return ""
		case "/drives/d/items/7/permissions":
			return `"status":200,"body":"PGh0bWw+"`
		case "/drives/d/items/8/permissions":
			return `"status":404`
		case "/drives/d/items/9/permissions":
			return `"status":500,"body":{}`
		}
		return fmt.Sprintf(`"status":200,"body":{"url":%q}`, url)
	}}
	c := testClient(t, server.RoundTrip)
	var requests []Request
	for i := range 45 {
		requests = append(requests, Request{URL: fmt.Sprintf("/drives/d/items/%d/permissions", i)})
	}
	requests = append(requests, Request{URL: "https://evil.example/x?S3CRET"}, Request{URL: "/drives/d", Beta: true})
	responses := c.Batch(t.Context(), requests)
	if len(responses) != len(requests) {
		t.Fatalf("%d responses to %d requests", len(responses), len(requests))
	}
	var decode *DecodeError
	var link *LinkError
	for i, r := range responses {
		switch i {
		case 5:
			if !IsStatus(r.Err, 403) || r.Err.Error() != "/v1.0/drives/d/items/5/permissions: Microsoft Graph answered 403 Forbidden, accessDenied: no" {
				t.Errorf("5: %v", r.Err)
			}
		case 6, 7:
			if !errors.As(r.Err, &decode) {
				t.Errorf("%d: %v, want a *DecodeError", i, r.Err)
			}
		case 8:
			if !IsStatus(r.Err, 404) {
				t.Errorf("8: %v", r.Err)
			}
		case 9:
			if !IsStatus(r.Err, 500) || server.tries["/drives/d/items/9/permissions"] != maxAttempts {
				t.Errorf("9: %v after %d", r.Err, server.tries["/drives/d/items/9/permissions"])
			}
		case 45:
			if !errors.As(r.Err, &link) || strings.Contains(r.Err.Error(), "S3CRET") {
				t.Errorf("45: %v", r.Err)
			}
		case 46:
			if r.Err == nil || ReasonOf(r.Err) != "defect" || !strings.Contains(r.Err.Error(), "/drives/d: a batch goes to /v1.0") {
				t.Errorf("46: %v", r.Err)
			}
		default:
			if want := fmt.Sprintf(`{"url":"/drives/d/items/%d/permissions"}`, i); r.Err != nil || string(r.Body) != want {
				t.Errorf("%d: %q, %v; want %s", i, r.Body, r.Err, want)
			}
		}
	}
	// 20 + 20 + 5, and of the first chunk again: 3, 4, 9; then 4, 9; then 9 alone.
	var sizes []int
	for _, urls := range server.sent {
		sizes = append(sizes, len(urls))
	}
	slices.Sort(sizes)
	if want := []int{1, 1, 1, 2, 3, 5, 20, 20}; !slices.Equal(sizes, want) {
		t.Errorf("batches of %v, want %v", sizes, want)
	}
	if m, want := c.Meter(), (Meter{Requests: 8, ResourceUnits: 5 * 53, Throttled: 3}); m != want {
		t.Errorf("meter %+v, want %+v", m, want)
	}
}

// A part that is throttled, be it for the tenth time, is sent again: nothing is lost, and the others are not asked twice.
func TestBatchThrottledOften(t *testing.T) {
	server := &batchServer{tries: map[string]int{}, part: func(url string, try int) string {
		if try <= 10 && strings.HasSuffix(url, "7/permissions") {
			return `"status":429,"headers":{"Retry-After":"20"}`
		}
		return fmt.Sprintf(`"status":200,"body":{"url":%q}`, url)
	}}
	c := testClient(t, server.RoundTrip)
	var requests []Request
	for i := range 60 {
		requests = append(requests, Request{URL: fmt.Sprintf("/drives/d/items/%d/permissions", i)})
	}
	for i, r := range c.Batch(t.Context(), requests) {
		if want := fmt.Sprintf(`{"url":"/drives/d/items/%d/permissions"}`, i); r.Err != nil || string(r.Body) != want {
			t.Errorf("%d: %q, %v", i, r.Body, r.Err)
		}
		want := 1
		if i%10 == 7 {
			want = 11
		}
		if got := server.tries[requests[i].URL]; got != want {
			t.Errorf("%d: sent %d times, want %d", i, got, want)
		}
	}
}

// A part may ask for more than Preflight waits: it is lost as throttled, its
// neighbours are kept, and nothing more is sent to the workload.
func TestBatchUnreasonableWait(t *testing.T) {
	server := &batchServer{tries: map[string]int{}, part: func(url string, _ int) string {
		if url == "/sites/a/drives" {
			return `"status":429,"headers":{"Retry-After":"9999999"}`
		}
		return `"status":200,"body":{}`
	}}
	c := testClient(t, server.RoundTrip)
	responses := c.Batch(t.Context(), []Request{{URL: "/sites/a/drives"}, {URL: "/sites/b/drives"}})
	if ReasonOf(responses[0].Err) != "throttled" || !strings.Contains(responses[0].Err.Error(), "asked to wait 24h0m0s") {
		t.Errorf("%v", responses[0].Err)
	}
	if responses[1].Err != nil {
		t.Errorf("%v", responses[1].Err)
	}
	if _, err := c.Get(t.Context(), Request{URL: "/sites/c"}); ReasonOf(err) != "throttled" || len(server.sent) != 1 {
		t.Errorf("%v after %d requests", err, len(server.sent))
	}
}

func TestBatchThatFailsAsAWhole(t *testing.T) {
	tests := []struct {
		name   string
		answer func() *http.Response
		reason string
	}{
		{"refused", func() *http.Response { return answer(401, "") }, "permission"},
		{"web page", func() *http.Response { return answer(200, "<html>") }, "service"},
		{"empty", func() *http.Response { return answer(200, "") }, "service"},
		{"no responses", func() *http.Response { return answer(200, "{}") }, "service"},
	}
	for _, tt := range tests {
		c := testClient(t, func(*http.Request) (*http.Response, error) { return tt.answer(), nil })
		for i, r := range c.Batch(t.Context(), []Request{{URL: "/users/1"}, {URL: "/users/2"}}) {
			if r.Err == nil || string(ReasonOf(r.Err)) != tt.reason {
				t.Errorf("%s: part %d: %v", tt.name, i, r.Err)
			}
		}
	}
}

func TestBatchInterrupted(t *testing.T) {
	c := testClient(t, func(r *http.Request) (*http.Response, error) { return nil, r.Context().Err() })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, r := range c.Batch(ctx, slices.Repeat([]Request{{URL: "/users/1"}}, 200)) {
		if ReasonOf(r.Err) != "interrupted" {
			t.Fatalf("%v: %s", r.Err, ReasonOf(r.Err))
		}
	}
}

func TestEachPart(t *testing.T) {
	const first = `"status":200,"body":{"value":[{"id":"a"}],"@odata.nextLink":"https://graph.microsoft.com/v1.0/teams/t/channels/c/members?p=2"}`
	server := &batchServer{tries: map[string]int{}, part: func(url string, _ int) string {
		if strings.Contains(url, "refused") {
			return `"status":403`
		}
		return first
	}}
	c := testClient(t, func(r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodPost {
			return server.RoundTrip(r)
		}
		return answer(200, `{"value":[{"id":"b"}]}`), nil
	})
	responses := c.Batch(t.Context(), []Request{{URL: "/teams/t/channels/c/members"}, {URL: "/teams/refused/channels/c/members"}})
	var ids []string
	collect := func(i item) error { ids = append(ids, i.ID); return nil }
	if err := EachPart(t.Context(), c, responses[0], collect); err != nil || strings.Join(ids, " ") != "a b" {
		t.Errorf("%v, %v", ids, err)
	}
	if err := EachPart(t.Context(), c, responses[1], collect); !IsStatus(err, 403) {
		t.Errorf("%v, want 403", err)
	}
}
