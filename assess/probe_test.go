package assess

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// licenceError is an error that knows its reason.
type licenceError struct{}

func (licenceError) Error() string  { return "no licence for it" }
func (licenceError) Reason() Reason { return ReasonLicence }

func TestCollect(t *testing.T) {
	collect := func(run func(context.Context, *Inventory, func(Gap)) error) Probe {
		return Probe{Name: "p", Parts: []string{PartTeams, PartChannels}, Collect: run}
	}
	both := func(reason Reason, detail string) []Gap {
		return []Gap{{Part: PartChannels, Reason: reason, Detail: detail}, {Part: PartTeams, Reason: reason, Detail: detail}}
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	tests := []struct {
		name string
		ctx  context.Context
		run  func(context.Context, *Inventory, func(Gap)) error
		skip []string
		want []Gap
	}{
		{"all seen", nil, func(context.Context, *Inventory, func(Gap)) error { return nil }, nil, nil},
		{"an error", nil, func(context.Context, *Inventory, func(Gap)) error { return errors.New("odd") }, nil, both(ReasonDefect, "odd")},
		{"an error that knows its reason", nil, func(context.Context, *Inventory, func(Gap)) error { return fmt.Errorf("reading: %w", licenceError{}) }, nil,
			both(ReasonLicence, "reading: no licence for it")},
		{"a timeout", nil, func(context.Context, *Inventory, func(Gap)) error {
			return fmt.Errorf("x: %w", context.DeadlineExceeded)
		}, nil,
			both(ReasonInterrupted, "x: context deadline exceeded")},
		{"an interrupt", cancelled, func(ctx context.Context, _ *Inventory, _ func(Gap)) error { return ctx.Err() }, nil, both(ReasonInterrupted, "context canceled")},
		{"a panic, whose value stays secret", nil, func(context.Context, *Inventory, func(Gap)) error { panic("secret") }, nil, both(ReasonDefect, "the probe p failed: string")},
		{"a place", nil, func(_ context.Context, _ *Inventory, gap func(Gap)) error {
			gap(Gap{Part: PartTeams, Place: "x", Reason: ReasonService})
			return nil
		}, nil, []Gap{{Part: PartTeams, Place: "x", Reason: ReasonService}}},
		{"a place, then a panic", nil, func(_ context.Context, _ *Inventory, gap func(Gap)) error {
			gap(Gap{Part: PartTeams, Place: "x", Reason: ReasonService})
			panic(errors.New("secret"))
		}, nil, []Gap{
			{Part: PartChannels, Reason: ReasonDefect, Detail: "the probe p failed: *errors.errorString"},
			{Part: PartTeams, Reason: ReasonDefect, Detail: "the probe p failed: *errors.errorString"},
			{Part: PartTeams, Place: "x", Reason: ReasonService},
		}},
		{"a part lost, then an error", nil, func(_ context.Context, _ *Inventory, gap func(Gap)) error {
			gap(Gap{Part: PartTeams, Reason: ReasonPermission, Detail: "403"})
			return errors.New("odd")
		}, nil, []Gap{{Part: PartChannels, Reason: ReasonDefect, Detail: "odd"}, {Part: PartTeams, Reason: ReasonPermission, Detail: "403"}}},
		{"skipped", nil, func(context.Context, *Inventory, func(Gap)) error { panic("asked all the same") }, []string{"p"},
			both(ReasonSkipped, "left out when the run was started")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ctx := tt.ctx
			if ctx == nil {
				ctx = context.Background()
			}
			inv := &Inventory{}
			Collect(ctx, inv, []Probe{collect(tt.run)}, tt.skip, nil)
			if diff := cmp.Diff(tt.want, inv.Gaps); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCollectOrder(t *testing.T) {
	var mu sync.Mutex
	var ran []string
	var events []Event
	probe := func(name string, first bool) Probe {
		return Probe{Name: name, First: first, Parts: []string{PartTeams}, Collect: func(_ context.Context, _ *Inventory, gap func(Gap)) error {
			mu.Lock()
			defer mu.Unlock()
			ran = append(ran, name)
			if name == "b" {
				gap(Gap{Part: PartTeams, Place: "x", Reason: ReasonService})
			}
			return nil
		}}
	}
	Collect(context.Background(), &Inventory{}, []Probe{probe("a", false), probe("b", false), probe("first", true)}, []string{"first", "a"}, func(e Event) { events = append(events, e) })
	if want := []string{"first", "b"}; !slices.Equal(ran, want) {
		t.Errorf("ran %v, want %v: the first is never skipped and runs before the others", ran, want)
	}
	want := []Event{{Probe: "first"}, {Probe: "first", Done: true}, {Probe: "b"}, {Probe: "b", Done: true, Gaps: 1}}
	if !slices.Equal(events, want) {
		t.Errorf("events %+v", events)
	}
}
