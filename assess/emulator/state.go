package emulator

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"maps"
	random "math/rand/v2"
	"slices"
	"sync"
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

	minute, day, lists window
	others             int // units a minute of another application
	dice               *random.Rand
	throttles          map[string]int // by form
}

func newState(o Options) state {
	return state{
		byPattern: map[string]int{}, keys: map[string]string{}, throttles: map[string]int{},
		minute: window{length: o.Minute, limit: o.UnitsPerMinute}, day: window{length: 1440 * o.Minute, limit: o.UnitsPerDay},
		lists: window{length: o.ListWindow, limit: o.ListLimit}, others: o.OtherUnitsPerMinute,
		dice: random.New(random.NewPCG(o.Seed, 0)),
	}
}

// Meter returns the counts so far.
func (s *Server) Meter() Meter {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	return s.state.meter
}

// Throttles returns how many answers Options.Throttle has changed, by status and form.
func (s *Server) Throttles() map[string]int {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	return maps.Clone(s.state.throttles)
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
// download addresses, sharing links and share ids but for those in libraries that a drive's Make makes. None may come out of the
// program anywhere. Sorted.
func (s *Server) Secrets() []string {
	s.state.mu.Lock()
	out := slices.Clone(s.state.issued)
	s.state.mu.Unlock()
	if s.options.Secret != "" {
		out = append(out, s.options.Secret)
	}
	for _, sh := range s.index().drives {
		out = append(out, linkSecrets(sh.drive.Permissions)...)
		for _, it := range sh.drive.Items {
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
