package graph

import (
	"context"
	"sync"
	"time"
)

// A clock tells the time and waits. A wait that has ended has taken place: where the time that it is given stands still
// or is set back meanwhile, the clock goes on by the wait, so that nothing waits twice for the same moment.
type clock struct {
	now  func() time.Time
	wait func(context.Context, time.Duration) error

	mu     sync.Mutex
	latest time.Time // the end of the latest wait
}

func newClock(o Options) *clock { return &clock{now: o.Now, wait: o.Sleep} }

// Now is the present, never earlier than the end of a wait.
func (c *clock) Now() time.Time {
	now := c.now()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.latest.After(now) {
		return c.latest
	}
	return now
}

// Sleep waits for d or for the end of the context, whichever comes first.
func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	end := c.Now().Add(d)
	if err := c.wait(ctx, d); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if end.After(c.latest) {
		c.latest = end
	}
	return nil
}
