package graph

import (
	"slices"
	"testing"
	"time"
)

func TestLedger(t *testing.T) {
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	hours := func(list ...int) []Spending { // hours before noon and units, in turn
		var out []Spending
		for i := 0; i < len(list); i += 2 {
			out = append(out, Spending{Start: noon.Add(-time.Duration(list[i]) * time.Hour), Units: list[i+1]})
		}
		return out
	}
	tests := []struct {
		name  string
		spent []Spending
		now   time.Time
		total int
		fits  time.Time // of 100 units more, where 1,000 are the limit
	}{
		{"nothing", nil, noon, 0, noon},
		{"enough left", hours(3, 400, 1, 500), noon, 900, noon},
		{"the oldest hour has to end", hours(3, 400, 1, 600), noon, 1000, noon.Add(22 * time.Hour)},
		{"the oldest is not enough", hours(3, 40, 1, 960), noon, 1000, noon.Add(24 * time.Hour)},
		{"this hour counts whole for a day", hours(0, 1000), noon.Add(59 * time.Minute), 1000, noon.Add(25 * time.Hour)},
		{"24 hours ago still counts", hours(24, 1000), noon.Add(59 * time.Minute), 1000, noon.Add(time.Hour)},
		{"25 hours ago does not", hours(25, 1000), noon, 0, noon},
		{"in any order, twice in one hour", hours(1, 300, 3, 400, 1, 300), noon, 1000, noon.Add(22 * time.Hour)},
	}
	for _, tt := range tests {
		l := newLedger(time.Minute)
		for _, s := range tt.spent {
			l.spend(s.Start, s.Units)
		}
		if got := l.total(tt.now); got != tt.total {
			t.Errorf("%s: total %d, want %d", tt.name, got, tt.total)
		}
		if got := l.fits(tt.now, 100, 1000); !got.Equal(tt.fits) {
			t.Errorf("%s: fits at %s, want %s", tt.name, got, tt.fits)
		}
	}
}

func TestLedgerByTheHour(t *testing.T) {
	zone := time.FixedZone("half", 5*3600+1800)
	start := time.Date(2026, 3, 1, 12, 10, 0, 0, zone) // 06:40 UTC
	l := newLedger(time.Minute)
	for i := range 4 {
		l.spend(start.Add(time.Duration(i)*15*time.Minute), 1)
	}
	six := time.Date(2026, 3, 1, 6, 0, 0, 0, time.UTC)
	want := []Spending{{six, 2}, {six.Add(time.Hour), 2}}
	if !slices.Equal(l.hours, want) {
		t.Errorf("%v, want %v", l.hours, want)
	}
}
