package graph

import (
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

// A crawl at the limit takes as long as the limit says, is hardly ever refused, and leaves others what they use, however
// the service lays its windows and however long its answers take.
func TestGovernor(t *testing.T) {
	type trial struct {
		others    int
		aligned   bool
		silent    bool
		latency   time.Duration
		slower    float64 // than the least that the limit, less what others use, allows
		throttled float64 // of the requests
	}
	tests := []trial{{silent: true, aligned: true, latency: time.Second, slower: 1.06}}
	for _, aligned := range []bool{false, true} {
		for _, latency := range []time.Duration{10 * time.Millisecond, time.Second} {
			tests = append(tests,
				trial{aligned: aligned, latency: latency, slower: 1.06},
				trial{aligned: aligned, latency: latency, slower: 1.06, others: 300, throttled: 0.001},
				trial{aligned: aligned, latency: latency, slower: 1.06, others: 625, throttled: 0.001},
				// Without a word from the service others are a ceiling that refusals alone tell of.
				trial{aligned: aligned, latency: latency, slower: 1.15, others: 625, silent: true, throttled: 0.03})
		}
	}
	for _, tt := range tests {
		synctest.Test(t, func(t *testing.T) {
			s := &quotaServer{limit: 1250, minute: time.Minute, others: tt.others, aligned: tt.aligned, silent: tt.silent, latency: tt.latency}
			c := quotaClient(t, s, Options{})
			crawl(t, c, 6000, 300)
			if _, ratio := s.took(1250 - tt.others); ratio > tt.slower {
				t.Errorf("%+v: %s", tt, s.sum(1250-tt.others))
			}
			if float64(s.throttled) > tt.throttled*float64(s.requests) {
				t.Errorf("%+v: %s", tt, s.sum(1250-tt.others))
			}
			if s.late > 50*time.Millisecond {
				t.Errorf("%+v: a request left %s after a refusal was read", tt, s.late)
			}
			b := c.Budget()
			if !tt.silent && (b.OthersPeak < tt.others*9/10 || b.OthersPeak > tt.others*11/10 || b.Ceiling != nil) {
				t.Errorf("%+v: %+v", tt, b)
			}
		})
	}
}

// What others leave is taken back.
func TestGovernorTakesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &quotaServer{limit: 1250, minute: time.Minute, others: 900, aligned: true, latency: 100 * time.Millisecond}
		c := quotaClient(t, s, Options{})
		crawl(t, c, 600, 30)
		if b := c.Budget(); b.Others < 700 {
			t.Errorf("others use 900, believed are %d", b.Others)
		}
		s.others, s.first, s.charged = 0, time.Time{}, 0
		crawl(t, c, 6000, 300)
		if elapsed, ratio := s.took(1250); ratio > 1.2 {
			t.Errorf("%s, %.2f of the least", elapsed, ratio)
		}
		if b := c.Budget(); b.Others != 0 || b.OthersPeak < 800 || b.OthersPeak > 1000 {
			t.Errorf("%+v", b)
		}
	})
}

// A lower limit that the headers name is kept and told of.
func TestGovernorShownLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &quotaServer{limit: 1250, minute: time.Minute, aligned: true, latency: 100 * time.Millisecond}
		c := quotaClient(t, s, Options{UnitsPerMinute: 5000})
		crawl(t, c, 4000, 200)
		if s.throttled > 40 {
			t.Error(s.sum(1250))
		}
		if b := c.Budget(); b.UnitsPerMinute != 5000 || b.Ceiling == nil || b.Ceiling.UnitsPerMinute != 1250 || b.Ceiling.Requests != "all" {
			t.Errorf("%+v, %+v", b, b.Ceiling)
		}
	})
}

// 300 permission reads in 5 minutes, of which no header tells: the crawl slows down to that, says so, and loses nothing.
// Pages of items go on meanwhile.
func TestGovernorCeiling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &quotaServer{limit: 1250, minute: time.Minute, latency: time.Second, lists: 300, listWindow: 5 * time.Minute}
		c := quotaClient(t, s, Options{})
		crawl(t, c, 4000, 200)
		// 14 windows of 300 are the least, and the first refusals fall into the first of them.
		if elapsed := s.latest.Sub(s.first); elapsed > 75*time.Minute {
			t.Errorf("4,000 reads at 60 a minute took %s", elapsed)
		}
		if s.late > 50*time.Millisecond {
			t.Errorf("a request left %s after a refusal was read", s.late)
		}
		if s.throttled > 200 {
			t.Errorf("%d of %d refused", s.throttled, s.requests)
		}
		ceiling := c.Budget().Ceiling
		if ceiling == nil || ceiling.Requests != "permission lists" || ceiling.UnitsPerMinute < 270 || ceiling.UnitsPerMinute > 310 {
			t.Errorf("ceiling %+v", ceiling)
		}
		start := time.Now()
		for i := range 20 {
			if _, err := c.Get(t.Context(), Request{URL: "/drives/d/root/delta?token=" + strconv.Itoa(i)}); err != nil {
				t.Fatal(err)
			}
		}
		if d := time.Since(start); d > time.Minute {
			t.Errorf("20 pages of items took %s beside the ceiling", d)
		}
	})
}

// The day's limit holds over processes; it is waited for.
func TestGovernorDay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &quotaServer{limit: 1250, minute: time.Minute}
		hour := time.Now().UTC().Truncate(time.Hour)
		earlier := []Spending{{hour.Add(-20 * time.Hour), 500}, {hour.Add(-26 * time.Hour), 1_000_000}}
		c := quotaClient(t, s, Options{UnitsPerDay: 1000})
		c.AddSpending(earlier)
		start := time.Now()
		crawl(t, c, 80, 0)
		if d := time.Since(start); d > time.Minute {
			t.Errorf("400 units took %s", d)
		}
		if b := c.Budget(); b.DayLeft != 90 || b.Left != 90 || b.UnitsPerDay != 1000 {
			t.Errorf("%+v", b)
		}
		go func() {
			time.Sleep(time.Minute)
			if w := c.Waiting(); len(w) == 0 || w[len(w)-1].Workload != waitDay || w[len(w)-1].Until.Sub(hour) != 5*time.Hour {
				t.Errorf("waits for %v", w)
			}
		}()
		crawl(t, c, 20, 0)
		if d := time.Since(hour); d < 5*time.Hour || d > 5*time.Hour+time.Minute {
			t.Errorf("the 101st unit too many left after %s", d)
		}
		if list := c.Spending(); len(list) != 2 || list[0].Units != 400 || list[1].Units != 100 {
			t.Errorf("%v", list)
		}
	})
}

// A minute that is scaled scales the day.
func TestGovernorScaled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &quotaServer{limit: 1250, minute: 60 * time.Millisecond, latency: time.Millisecond}
		c := quotaClient(t, s, Options{UnitsPerDay: 5000})
		crawl(t, c, 980, 0)
		if d := s.latest.Sub(s.first); d > 300*time.Millisecond {
			t.Errorf("4,900 units took %s, want four scaled minutes", d)
		}
		crawl(t, c, 20, 0)
		if d := s.latest.Sub(s.first); d < 80*time.Second || d > 91*time.Second {
			t.Errorf("the next scaled day came after %s", d)
		}
	})
}

func TestSetSeats(t *testing.T) {
	tests := []struct {
		o           Options
		seats       int
		minute, day int
	}{
		{Options{}, 0, 1250, 1_200_000},
		{Options{}, 1000, 1250, 1_200_000},
		{Options{}, 60_000, 6250, 6_000_000},
		{Options{UnitsPerMinute: 600}, 3000, 600, 2_400_000},
		{Options{UnitsPerMinute: 10_000}, 3000, 10_000, 9_600_000},
		{Options{UnitsPerDay: 7}, 3000, 2500, 7},
	}
	for _, tt := range tests {
		c, err := newClient(tt.o, &fakeCredential{})
		if err != nil {
			t.Fatal(err)
		}
		c.SetSeats(tt.seats)
		if b := c.Budget(); b.UnitsPerMinute != tt.minute || b.UnitsPerDay != tt.day {
			t.Errorf("%+v, %d seats: %+v", tt.o, tt.seats, b)
		}
	}
}
