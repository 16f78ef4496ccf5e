package graph

import "time"

// slots is into how many parts a window divides its minute: a quarter of a second each.
const slots = 256

// A window is what was sent in the last minute. Units count until a minute after the end of the slot in which they were
// sent, so that what it holds is never less than what went out in any minute, and a little that is late on its way does
// not meet what follows a minute later.
type window struct {
	slot  time.Duration
	start time.Time // of slot 0; zero until something is sent
	head  int       // the number of the newest slot
	units [slots + 1]int
	sum   int
}

func newWindow(minute time.Duration) window { return window{slot: max(minute/slots, 1)} }

// number is the slot of a moment; one before the first, or before what is kept, is negative or small.
func (w *window) number(t time.Time) int {
	n := int(t.Sub(w.start) / w.slot)
	if t.Before(w.start) {
		n--
	}
	return n
}

// advance lets go what is older than a minute.
func (w *window) advance(now time.Time) {
	if w.start.IsZero() {
		w.start = now
	}
	for n := w.number(now); w.head < n; {
		if w.sum == 0 {
			w.head = n
			return
		}
		w.head++
		i := w.head % len(w.units)
		w.sum -= w.units[i]
		w.units[i] = 0
	}
}

// spend notes units that are sent now.
func (w *window) spend(now time.Time, units int) {
	w.advance(now)
	w.units[w.head%len(w.units)] += units
	w.sum += units
}

// fits is the earliest moment at which units more make no more than most in a minute. Units that are more than that by
// themselves fit where nothing else is.
func (w *window) fits(now time.Time, units, most int) time.Time {
	w.advance(now)
	over := w.sum + min(units, most) - most
	if over <= 0 {
		return now
	}
	for n := max(w.head-slots, 0); n <= w.head; n++ {
		if over -= w.units[n%len(w.units)]; over <= 0 {
			return w.start.Add(time.Duration(n+slots+1) * w.slot)
		}
	}
	return now
}

// since is what was spent from a moment on, to the slot.
func (w *window) since(t time.Time) int {
	total := 0
	for n := max(w.number(t), w.head-slots, 0); n <= w.head; n++ {
		total += w.units[n%len(w.units)]
	}
	return total
}
