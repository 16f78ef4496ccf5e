package graph

import (
	"testing"
	"time"
)

func TestLaneRefuse(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	const full = 1200
	tests := []struct {
		name     string
		lane     lane
		sent     time.Duration // before now
		flow     float64
		measured float64
	}{
		{"the first", lane{}, time.Second, 960, 0},
		{"the second tells what is granted", lane{flow: 960, cutAt: now.Add(-5 * time.Minute), granted: 3000}, time.Second, 570, 600},
		{"never less than half at once", lane{flow: 960, cutAt: now.Add(-5 * time.Minute), granted: 1500}, time.Second, 480, 300},
		{"always a little less", lane{flow: 400, cutAt: now.Add(-5 * time.Minute), granted: 5000}, time.Second, 380, 1000},
		{"it never stops", lane{flow: 70, cutAt: now.Add(-time.Hour), granted: 5}, time.Second, 60, 5.0 / 60},
		{"within the same minute", lane{flow: 960, cutAt: now.Add(-59 * time.Second), granted: 500}, time.Second, 960, 0},
		{"sent before the flow was lowered", lane{flow: 960, cutAt: now.Add(-time.Minute), granted: 500}, 61 * time.Second, 960, 0},
		{"nothing granted since: the same event", lane{flow: 960, cutAt: now.Add(-10 * time.Minute)}, time.Second, 960, 0},
	}
	for _, tt := range tests {
		l := tt.lane
		l.refuse(now, now.Add(-tt.sent), full, time.Minute)
		if l.flow != tt.flow || l.measured != tt.measured {
			t.Errorf("%s: flow %g, measured %g; want %g, %g", tt.name, l.flow, l.measured, tt.flow, tt.measured)
		}
	}
}

func TestLaneHeals(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	l := lane{flow: 100, risenAt: now}
	l.heal(now.Add(59*time.Second), 110, time.Minute)
	if l.flow != 100 {
		t.Errorf("rose to %g before a minute was over", l.flow)
	}
	l.heal(now.Add(2*time.Minute), 110, time.Minute)
	if l.flow != 100*rise*rise {
		t.Errorf("%g after two minutes", l.flow)
	}
	l.heal(now.Add(time.Hour), 110, time.Minute)
	if l.flow != 0 || !l.ready().IsZero() {
		t.Errorf("%g after an hour: the ceiling is not gone", l.flow)
	}
}

func TestPaid(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name       string
		next, want time.Duration // from now
	}{
		{"in time", 0, 6 * time.Second},
		{"in debt", 2 * time.Second, 8 * time.Second},
		{"a little late, made up for", -time.Second, 5 * time.Second},
		{"long idle: a twelfth of a minute at once", -time.Hour, time.Second},
	}
	for _, tt := range tests {
		if got := paid(now.Add(tt.next), now, 100, 1000, time.Minute); got.Sub(now) != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got.Sub(now), tt.want)
		}
	}
}
