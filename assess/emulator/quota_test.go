package emulator

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

// A still is a clock that a test moves.
type still struct{ now time.Time }

func (c *still) Now() time.Time { return c.now }

// TestOthers: another application spends from the same minute, evenly.
func TestOthers(t *testing.T) {
	clock := &still{time.Now()}
	c := connect(t, tiny(), Options{UnitsPerMinute: 20, OtherUnitsPerMinute: 10, Now: clock.Now})
	lists := func() (served int) {
		for {
			resp := c.send(asked[patternPermissions])
			resp.Body.Close()
			if resp.StatusCode != 200 {
				return served
			}
			served++
		}
	}
	if n := lists(); n != 4 {
		t.Errorf("%d lists of 5 units at the beginning of a minute of 20", n)
	}
	clock.now = clock.now.Add(time.Minute)
	resp := c.send(asked[patternPermissions])
	resp.Body.Close()
	clock.now = clock.now.Add(45 * time.Second) // 7 units went to the other one
	if n := lists(); n != 1 {
		t.Errorf("%d more lists", n)
	}
	c.server.Others(0)
	clock.now = clock.now.Add(15 * time.Second)
	if n := lists(); n != 4 {
		t.Errorf("%d lists when the other one has gone", n)
	}
}

// TestDay: the limit of a day holds although that of the minute does not.
func TestDay(t *testing.T) {
	clock := &still{time.Now()}
	c := connect(t, tiny(), Options{UnitsPerDay: 12, Now: clock.Now, Minute: 100 * time.Millisecond})
	for i, want := range []int{200, 200, 429} {
		clock.now = clock.now.Add(time.Second)
		resp := c.send(asked[patternPermissions])
		resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("list %d: %d", i, resp.StatusCode)
		}
		if want == 429 && resp.Header.Get("Retry-After") != "142.000" {
			t.Errorf("Retry-After %q", resp.Header.Get("Retry-After"))
		}
	}
	clock.now = clock.now.Add(143 * time.Second)
	c.must(asked[patternPermissions])
}

// TestFractions: where the minute is shorter, waits are thousandths of a second.
func TestFractions(t *testing.T) {
	clock := &still{time.Now()}
	c := connect(t, tiny(), Options{UnitsPerMinute: 5, Minute: 60 * time.Millisecond, Now: clock.Now})
	c.must(asked[patternPermissions])
	clock.now = clock.now.Add(20*time.Millisecond + 300*time.Microsecond)
	resp := c.send(asked[patternPermissions])
	resp.Body.Close()
	if after, reset := resp.Header.Get("Retry-After"), resp.Header.Get("RateLimit-Reset"); resp.StatusCode != 429 || after != "0.040" || reset != "0.040" {
		t.Errorf("%d, Retry-After %q, RateLimit-Reset %q", resp.StatusCode, after, reset)
	}
}

// TestListLimit: only permission lists are refused, each part of a batch alone, and no header tells of a limit.
func TestListLimit(t *testing.T) {
	for _, silent := range []bool{false, true} {
		clock := &still{time.Now()}
		c := connect(t, tiny(), Options{UnitsPerMinute: 1_000, ListLimit: 2, ListSilent: silent, Now: clock.Now})
		list := asked[patternPermissions]
		_, parts, _ := c.batch(parts(list, list, list, asked["/sites/{site}/drives"]))
		served, refused := 0, 0
		for _, id := range []string{"0", "1", "2"} {
			if parts[id]["status"] == 200.0 {
				served++
				continue
			}
			refused++
			headers := parts[id]["headers"].(map[string]any)
			wait, told := headers["Retry-After"].(string)
			if told == silent || !silent && wait != "300" || headers["RateLimit-Limit"] != nil {
				t.Errorf("silent %v: headers %v", silent, headers)
			}
		}
		if served != 2 || refused != 1 || parts["3"]["status"] != 200.0 {
			t.Errorf("%d served, %d refused, %v", served, refused, parts["3"]["status"])
		}
		c.must(asked[patternDelta])
		clock.now = clock.now.Add(5 * time.Minute)
		c.must(list)
	}
}

// TestThrottleShare: the share of answers is throttled, single ones, batches and their parts, in every form.
func TestThrottleShare(t *testing.T) {
	c := connect(t, tiny(), Options{Throttle: 0.3, Seed: 3, UnitsPerMinute: 1_000_000})
	list := asked[patternPermissions]
	struck, asks := 0, 0
	for range 400 {
		resp := c.send(list)
		resp.Body.Close()
		asks++
		if resp.StatusCode == 200 {
			continue
		}
		struck++
		wait := resp.Header.Get("Retry-After")
		_, date := time.Parse(time.RFC1123, wait)
		seconds, number := strconv.ParseFloat(wait, 64)
		if resp.StatusCode != 429 && resp.StatusCode != 503 || wait != "" && date != nil && (number != nil || seconds > 0.02) {
			t.Errorf("%d, Retry-After %q", resp.StatusCode, wait)
		}
		status, answers, _ := c.batch(parts(list, list, list, list))
		for _, a := range answers {
			asks++
			if a["status"] != 200.0 {
				struck++
			}
		}
		if status != 200 && status != 429 && status != 503 {
			t.Errorf("a batch answers %d", status)
		}
	}
	if share := float64(struck) / float64(asks); share < 0.25 || share > 0.37 {
		t.Errorf("%d of %d answers throttled", struck, asks)
	}
	forms := c.server.Throttles()
	var names []string
	for name := range forms {
		names = append(names, name)
	}
	all := strings.Join(names, ", ")
	for _, form := range []string{"429 silent", "429 seconds", "429 date", "429 fraction", "503 fraction", "RateLimit", "in a batch"} {
		if !strings.Contains(all, form) {
			t.Errorf("no %q among %s", form, all)
		}
	}
}
