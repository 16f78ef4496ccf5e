package graph

import (
	"math/rand/v2"
	"testing"
	"time"
)

func TestWindowFits(t *testing.T) {
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	at := func(s float64) time.Time { return start.Add(time.Duration(s * float64(time.Second))) }
	slot := time.Minute / slots
	type sent struct {
		at    float64
		units int
	}
	tests := []struct {
		name  string
		sent  []sent
		now   float64
		units int
		want  time.Time
	}{
		{"nothing yet", nil, 0, 100, at(0)},
		{"just enough", []sent{{0, 900}}, 10, 100, at(10)},
		{"one too many", []sent{{0, 900}}, 10, 101, at(60).Add(slot)},
		{"the second has to go too", []sent{{0, 50}, {15, 900}}, 20, 101, at(75).Add(slot)},
		{"a minute later", []sent{{0, 900}}, 60.5, 1000, at(60.5)},
		{"more than fits at all waits for all to go", []sent{{0, 5}}, 1, 5000, at(60).Add(slot)},
		{"long ago", []sent{{0, 900}}, 100_000, 1000, at(100_000)},
	}
	for _, tt := range tests {
		w := newWindow(time.Minute)
		for _, s := range tt.sent {
			w.spend(at(s.at), s.units)
		}
		if got := w.fits(at(tt.now), tt.units, 1000); !got.Equal(tt.want) {
			t.Errorf("%s: %s after the start, want %s", tt.name, got.Sub(start), tt.want.Sub(start))
		}
	}
}

// However requests come, no minute sees more than the most, and what waits fits when its time has come.
func TestWindowHolds(t *testing.T) {
	const limit = 1000
	random := rand.New(rand.NewPCG(3, 3))
	w := newWindow(time.Minute)
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	type sent struct {
		at    time.Time
		units int
	}
	var all []sent
	for range 3000 {
		now = now.Add(time.Duration(random.ExpFloat64() * float64(4*time.Second)))
		units := 1 + random.IntN(200)
		at := w.fits(now, units, limit)
		if at.After(now) {
			now = at
			if again := w.fits(now, units, limit); !again.Equal(now) {
				t.Fatalf("waited in vain until %s", now)
			}
		}
		w.spend(now, units)
		all = append(all, sent{now, units})
	}
	for i, first := range all {
		sum := 0
		for _, s := range all[i:] {
			if s.at.Sub(first.at) > time.Minute {
				break
			}
			sum += s.units
		}
		if sum > limit {
			t.Fatalf("%d units in the minute from %s", sum, first.at)
		}
	}
}

func TestWindowSince(t *testing.T) {
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	w := newWindow(time.Minute)
	for i := range 10 {
		w.spend(start.Add(time.Duration(i)*10*time.Second), 1<<i) // at 90 s, what is older than 30 s is gone
	}
	for from, want := range map[int]int{-100: 1023 - 7, 40: 1023 - 15, 55: 1023 - 63, 90: 512, 91: 0} {
		if got := w.since(start.Add(time.Duration(from) * time.Second)); got != want {
			t.Errorf("since %d s: %d, want %d", from, got, want)
		}
	}
}
