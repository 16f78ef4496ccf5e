package graph

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestClockBelievesWaits(t *testing.T) {
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	now := start
	c := newClock(Options{
		Now:   func() time.Time { return now },
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	passed := func(want time.Duration) {
		t.Helper()
		if got := c.Now().Sub(start); got != want {
			t.Errorf("%s have passed, want %s", got, want)
		}
	}
	passed(0)
	c.Sleep(t.Context(), time.Minute)
	passed(time.Minute) // though the clock stands still
	c.Sleep(t.Context(), -time.Hour)
	passed(time.Minute)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Sleep(ctx, time.Hour); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	passed(time.Minute) // a wait that was broken off has not taken place
	now = start.Add(time.Hour)
	passed(time.Hour)
	now = start.Add(-time.Hour)
	passed(time.Minute) // set back
}
