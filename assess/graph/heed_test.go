package graph

import (
	"testing"
	"time"
)

func TestHeed(t *testing.T) {
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	at := func(seconds int) time.Time { return start.Add(time.Duration(seconds) * time.Second) }
	tests := []struct {
		name     string
		q        quota
		inFlight int // beside the request that is answered
		units    int // that are to leave a second after the answer
		want     int // when they may, in seconds from the start
		others   float64
	}{
		// 900 units leave at 0, one more at 40, which is answered at 42; the reset is reckoned from 41.
		{"no headers: the minute that begins with the first", quota{}, 0, 400, 60, 0},
		{"enough is left", quota{1250, 349, 20 * time.Second}, 0, 300, 43, 0},
		{"not enough is left", quota{1250, 199, 14 * time.Second}, 0, 200, 55, trust * 150 * 60 / 46},
		{"what is in flight is as good as spent", quota{1250, 300, 14 * time.Second}, 150, 180, 55, -trust * 101 * 60 / 46},
		{"nearly nothing is left", quota{1250, 60, 14 * time.Second}, 0, 1, 55, trust * 289 * 60 / 46},
		{"others take 300 a minute of what is left", quota{1250, 149, 20 * time.Second}, 0, 140, 61, trust * 300},
		{"too early to tell who used it", quota{1250, 149, 55 * time.Second}, 0, 1, 43, 0},
		{"about a day", quota{1_200_000, 0, time.Hour}, 0, 200, 43, 0},
	}
	for _, tt := range tests {
		g := newGovernor(Options{Minute: time.Minute, UnitsPerMinute: 1250})
		g.spend(at(0), 900, false)
		g.land(at(1), 900)
		g.spend(at(40), 1, false)
		g.spend(at(40), tt.inFlight, true)
		g.land(at(42), 1)
		g.heed(at(40), at(42), tt.q)
		g.next = time.Time{} // the pace is not what is looked at
		got, _ := g.ready(at(43), tt.units)
		if got.Before(at(43)) {
			got = at(43)
		}
		if s := int(got.Sub(start).Seconds()); s != tt.want {
			t.Errorf("%s: may leave at %d s, want %d", tt.name, s, tt.want)
		}
		if d := g.others - tt.others; d < -1 || d > 1 {
			t.Errorf("%s: others %g, want %g", tt.name, g.others, tt.others)
		}
	}
}

func TestFade(t *testing.T) {
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for seconds, want := range map[int]float64{0: 640, 119: 640, 120: 480, 179: 480, 180: 360, 240: 270} {
		once := &governor{minute: time.Minute, others: 640, faded: start}
		once.fade(start.Add(time.Duration(seconds) * time.Second))
		often := &governor{minute: time.Minute, others: 640, faded: start}
		for s := range seconds + 1 {
			often.fade(start.Add(time.Duration(s) * time.Second))
		}
		if once.others != want || often.others != want {
			t.Errorf("after %d s: %g and %g, want %g", seconds, once.others, often.others, want)
		}
	}
}
