package emulator

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"time"
)

// A window is a quota that fills up again all at once.
type window struct {
	length time.Duration
	limit  int // 0: none
	start  time.Time
	spent  int
}

// spend takes n from the window at the time now. What is beyond the limit is taken as well, as SharePoint does.
func (w *window) spend(now time.Time, n int) {
	if now.Sub(w.start) >= w.length {
		w.start, w.spent = now, 0
	}
	w.spent += n
}

// A budget is what is left of the minute after a request was charged.
type budget struct {
	limit, remaining int           // of the minute; limit 0: it is not told
	reset            time.Duration // until the quota that counts fills up again
	exceeded         bool
	silent           bool // without Retry-After
}

// charge counts a request of that pattern and its resource units. Attempts beyond a limit are charged as well.
func (s *Server) charge(pattern string, units int) budget {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.byPattern[pattern]++
	s.state.meter.ResourceUnits += units
	if units == 0 {
		return budget{}
	}
	now := s.options.Now()
	st := &s.state
	st.minute.spend(now, units)
	st.day.spend(now, units)
	if st.day.limit > 0 && st.day.spent > st.day.limit {
		return budget{limit: st.minute.limit, exceeded: true, reset: st.day.start.Add(st.day.length).Sub(now)}
	}
	var b budget
	if st.minute.limit > 0 {
		passed := float64(now.Sub(st.minute.start)) / float64(st.minute.length)
		left := st.minute.limit - st.minute.spent - int(passed*float64(st.others))
		b = budget{limit: st.minute.limit, remaining: max(0, left), exceeded: left < 0, reset: st.minute.start.Add(st.minute.length).Sub(now)}
	}
	if pattern == patternPermissions && st.lists.limit > 0 && !b.exceeded {
		st.lists.spend(now, 1)
		if st.lists.spent > st.lists.limit { // nobody explains this one, so its answers tell of no limit
			return budget{exceeded: true, silent: s.options.ListSilent, reset: st.lists.start.Add(st.lists.length).Sub(now)}
		}
	}
	return b
}

// Others sets what another application spends a minute from now on, evenly.
func (s *Server) Others(unitsPerMinute int) {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.others = unitsPerMinute
}

// overdrawn is the answer to a request beyond a quota.
func (s *Server) overdrawn(b budget) answer {
	wait := s.seconds(b.reset)
	if b.silent {
		wait = ""
	}
	a := s.throttled(sharePoint, wait)
	s.rateLimit(&a, b)
	return a
}

// rateLimit adds the headers that SharePoint sends from 80 % of the minute's quota on.
func (s *Server) rateLimit(a *answer, b budget) {
	if b.limit == 0 || b.remaining*5 > b.limit {
		return
	}
	a.set("RateLimit-Limit", strconv.Itoa(b.limit))
	a.set("RateLimit-Remaining", strconv.Itoa(b.remaining))
	a.set("RateLimit-Reset", s.seconds(b.reset))
}

// seconds writes a wait as a header does: whole, or in thousandths where the minute is shorter than a minute. Rounded up.
func (s *Server) seconds(d time.Duration) string {
	if s.options.Minute < time.Minute {
		return strconv.FormatFloat(math.Ceil(d.Seconds()*1000)/1000, 'f', 3, 64)
	}
	return strconv.Itoa(int(math.Ceil(d.Seconds())))
}

// chance throttles the share of answers that the options ask for.
func (s *Server) chance(q *request) (answer, bool) {
	if s.options.Throttle == 0 {
		return answer{}, false
	}
	s.state.mu.Lock()
	hit, unavailable, form := s.state.dice.Float64() < s.options.Throttle, s.state.dice.IntN(4) == 0, s.state.dice.IntN(20)
	part := time.Duration(s.state.dice.Float64() * float64(s.options.ThrottleWait))
	s.state.mu.Unlock()
	if !hit {
		return answer{}, false
	}
	var name, wait string
	switch {
	case form == 0: // rare, because a client cannot know how short the wait might be
		name = "silent"
	case form < 4:
		name, wait = "seconds", strconv.Itoa(int(part.Round(time.Second).Seconds()))
	case form < 7:
		name, wait = "date", s.options.Now().Add(part).UTC().Format(http.TimeFormat)
	default:
		name, wait = "fraction", strconv.FormatFloat(part.Seconds(), 'f', 3, 64)
	}
	a := s.throttled(q.route.service, wait)
	if unavailable {
		a = s.refuse(http.StatusServiceUnavailable, "serviceNotAvailable", "The service is temporarily overloaded. Please retry.")
		if wait != "" {
			a.set("Retry-After", wait)
		}
	}
	if limit := s.options.UnitsPerMinute; limit > 0 && form%2 == 1 && q.route.service == sharePoint {
		name += " with RateLimit"
		a.set("RateLimit-Limit", strconv.Itoa(limit))
		a.set("RateLimit-Remaining", "0")
		a.set("RateLimit-Reset", strconv.FormatFloat(part.Seconds(), 'f', 3, 64))
	}
	if q.part {
		name += " in a batch"
	}
	s.state.mu.Lock()
	s.state.throttles[fmt.Sprintf("%d %s", a.status, name)]++
	s.state.mu.Unlock()
	return a, true
}
