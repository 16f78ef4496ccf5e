package graph

import "time"

// A Meter counts what a client has sent to the Graph host. Token requests and
// report downloads are not in it.
type Meter struct {
	Requests      int // HTTP requests, each retry and each $batch as one
	ResourceUnits int // SharePoint's price of them, each part of a $batch alone, throttled attempts too
	Throttled     int // answers with 429 or 503, each part of a $batch alone
}

// A Pause is a workload that waits as a whole, or, in Waiting, a budget that is waited for.
type Pause struct {
	Workload string
	Until    time.Time
}

func (t *throttle) count(units int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.meter.Requests++
	t.meter.ResourceUnits += units
}

func (t *throttle) countThrottled() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.meter.Throttled++
}

func (t *throttle) readMeter() Meter {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.meter
}
