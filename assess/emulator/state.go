package emulator

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"
)

// A Meter is what the server was asked and what SharePoint asks for it. Token requests and report downloads are not in
// it.
type Meter struct {
	Requests      int // HTTP requests, a $batch as one
	ResourceUnits int // each part of a batch alone, throttled attempts too
	Throttled     int // answers with 429 or 503, each part of a batch alone
}

// state is what changes while the server runs.
type state struct {
	mu         sync.Mutex
	recording  sync.Mutex
	meter      Meter
	byPattern  map[string]int
	violations []string
	faults     []*fault
	keys       map[string]string // of downloads, to the pattern of their report
	issued     []string          // secrets handed out
	answers    int               // numbers request ids

	windowStart time.Time // of the minute of resource units
	spent       int
}

func newState() state {
	return state{byPattern: map[string]int{}, keys: map[string]string{}}
}

// Meter returns the counts so far.
func (s *Server) Meter() Meter {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	return s.state.meter
}

// Requests returns how often each route was asked, by its pattern, parts of batches included.
func (s *Server) Requests() map[string]int {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	return maps.Clone(s.state.byPattern)
}

// Violations returns what was asked that the documentation does not have, in the order in which it came. A test with
// any has found a defect.
func (s *Server) Violations() []string {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	return slices.Clone(s.state.violations)
}

// Secrets returns every secret that the server holds or has handed out: client secret and assertions, tokens,
// download addresses, sharing links and share ids. None may come out of the program anywhere. Sorted.
func (s *Server) Secrets() []string {
	s.state.mu.Lock()
	out := slices.Clone(s.state.issued)
	s.state.mu.Unlock()
	if s.options.Secret != "" {
		out = append(out, s.options.Secret)
	}
	for _, l := range s.index.drives {
		out = append(out, linkSecrets(l.drive.Permissions)...)
		for _, it := range l.drive.Items {
			out = append(out, linkSecrets(it.Permissions)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func linkSecrets(list []Permission) []string {
	var out []string
	for _, p := range list {
		if p.Link != nil && p.Link.URL != "" {
			out = append(out, p.Link.URL, shareID(p))
		}
	}
	return out
}

func (s *Server) violate(format string, args ...any) {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.violations = append(s.state.violations, fmt.Sprintf(format, args...))
}

func (s *Server) countRequest() {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.meter.Requests++
}

func (s *Server) countAnswer(status int) {
	if status != 429 && status != 503 {
		return
	}
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.meter.Throttled++
}

// A budget is what is left of the minute after a request was charged.
type budget struct {
	limit, remaining int
	reset            time.Duration
	exceeded         bool
}

// charge counts a request of that pattern and its resource units. Attempts beyond the limit are charged as well, as
// SharePoint does.
func (s *Server) charge(pattern string, units int) budget {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.byPattern[pattern]++
	s.state.meter.ResourceUnits += units
	if s.options.UnitsPerMinute == 0 || units == 0 {
		return budget{}
	}
	now := s.options.Now()
	if now.Sub(s.state.windowStart) >= s.options.Minute {
		s.state.windowStart, s.state.spent = now, 0
	}
	s.state.spent += units
	return budget{
		limit:     s.options.UnitsPerMinute,
		remaining: max(0, s.options.UnitsPerMinute-s.state.spent),
		reset:     s.state.windowStart.Add(s.options.Minute).Sub(now),
		exceeded:  s.state.spent > s.options.UnitsPerMinute,
	}
}

// issue makes a random secret and remembers it.
func (s *Server) issue() string {
	b := make([]byte, 24)
	rand.Read(b) // never fails: crypto/rand ends the program instead
	secret := hex.EncodeToString(b)
	s.remember(secret)
	return secret
}

func (s *Server) remember(secret string) {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.issued = append(s.state.issued, secret)
}

// requestID numbers the answers in the form of the GUID that Graph gives.
func (s *Server) requestID() string {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.answers++
	return fmt.Sprintf("00000000-0000-4000-8000-%012d", s.state.answers)
}
