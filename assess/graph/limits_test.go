package graph

import (
	"maps"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// Each workload's requests keep to its documented limit, and none waits for another's.
func TestLimits(t *testing.T) {
	tests := []struct {
		path   string
		asked  int
		window time.Duration
		most   int           // in any window
		atOnce int           // go without a wait
		within time.Duration // all have left
	}{
		{"/v1.0/groups/g/owners", 5000, 10 * time.Second, 3500, 1000, 20 * time.Second},
		{"/v1.0/reports/getTeamsTeamActivityDetail(period='D180')", 20, 10 * time.Minute, 28, 14, 5 * time.Minute},
		{"/v1.0/teams/t", 600, time.Second, 85, 60, 25 * time.Second},
		{"/v1.0/security/secureScores", 200, time.Minute, 150, 30, 90 * time.Second},
		{"/v1.0/deviceManagement/managedDevices", 200, 20 * time.Second, 100, 50, 70 * time.Second},
		{"/v1.0/identity/conditionalAccess/policies", 10, time.Second, 1, 1, 12 * time.Second},
		{"/v1.0/auditLogs/signIns", 20, 10 * time.Second, 5, 2, 61 * time.Second},
		{"/v1.0/admin/sharepoint/settings", 30, 10 * time.Second, 40, 20, 6 * time.Second},
	}
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		sent := map[string][]time.Duration{}
		start := time.Now()
		th := testThrottle(t, func(r *http.Request) (*http.Response, error) {
			mu.Lock()
			defer mu.Unlock()
			sent[r.URL.Path] = append(sent[r.URL.Path], time.Since(start))
			return answer(200, "{}"), nil
		})
		var all sync.WaitGroup
		for _, tt := range tests {
			for range tt.asked {
				all.Go(func() { get(t, th, t.Context(), tt.path) })
			}
		}
		all.Wait()
		for _, tt := range tests {
			times := sent[tt.path]
			if len(times) != tt.asked || times[tt.atOnce-1] > 0 || times[len(times)-1] > tt.within {
				t.Errorf("%s: %d sent, the %dth after %s, the last after %s", tt.path, len(times), tt.atOnce, times[tt.atOnce-1], times[len(times)-1])
			}
			for i, from := range times {
				n := 0
				for _, at := range times[i:] {
					if at-from < tt.window {
						n++
					}
				}
				if n > tt.most {
					t.Errorf("%s: %d within %s from %s", tt.path, n, tt.window, from)
					break
				}
			}
		}
	})
	known := slices.Collect(maps.Values(workloads))
	for w := range limits {
		if w != directory && !slices.Contains(known, w) {
			t.Errorf("no request belongs to %s", w)
		}
	}
}

// Whoever waits for a budget is told of.
func TestWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th := testThrottle(t, func(*http.Request) (*http.Response, error) { return answer(200, "{}"), nil })
		var all sync.WaitGroup
		for range 3 {
			all.Go(func() { get(t, th, t.Context(), "/v1.0/identity/conditionalAccess/policies") })
		}
		for range 100 {
			all.Go(func() { get(t, th, t.Context(), "/v1.0/drives/d/items/i/permissions") })
		}
		synctest.Wait()
		th.pause([]workload{teams}, time.Minute)
		var names []string
		for _, w := range th.readWaits() {
			names = append(names, w.Workload)
		}
		if want := []string{"teams", waitMinute, "conditional access's limit of requests"}; !slices.Equal(names, want) {
			t.Errorf("%q, want %q", names, want)
		}
		all.Wait()
		if w := th.readWaits(); len(w) != 1 {
			t.Errorf("still waiting: %v", w)
		}
	})
}
