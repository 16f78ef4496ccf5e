package emulator

import (
	"fmt"
	"regexp"
	"slices"
	"time"
)

// A Fault makes some requests fail in a way that Microsoft Graph has really failed in.
type Fault struct {
	// Match is the pattern of a route, such as "/sites/{site}/drives" or "/$batch", or else a regular expression for the
	// decoded path below /v1.0. The path begins with a slash.
	Match string
	After int // matching requests that are let through first
	Times int // how many fail then; 0: all
	Kind  Kind
}

// A Kind is what goes wrong. The functions of this package that return one are all there are.
type Kind struct {
	name      string
	batchOnly bool                                   // parts of a batch only
	instead   func(s *Server, q *request) answer     // answers in place of the route
	after     func(s *Server, q *request, a *answer) // changes the route's answer
	file      func(f *csvFile)                       // changes the file of a report
}

// String names the kind in the output of tests.
func (k Kind) String() string { return k.name }

// fault is a Fault at work.
type fault struct {
	Fault
	pattern string         // "" where Match is an expression
	path    *regexp.Regexp // nil where Match is a pattern
	matched int
	struck  int
}

// placeholder is what only a pattern holds: as an expression it would match nothing.
var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

func compileFaults(list []Fault, routes []route) ([]*fault, error) {
	var out []*fault
	for _, f := range list {
		compiled := &fault{Fault: f}
		known := slices.ContainsFunc(routes, func(r route) bool { return r.pattern == f.Match })
		if known || f.Match == patternBatch {
			compiled.pattern = f.Match
			out = append(out, compiled)
			continue
		}
		if placeholder.MatchString(f.Match) {
			return nil, fmt.Errorf("fault %q: no route has the pattern %s", f.Kind.name, f.Match)
		}
		path, err := regexp.Compile(f.Match)
		if err != nil {
			return nil, fmt.Errorf("reading what fault %q matches: %w", f.Kind.name, err)
		}
		compiled.path = path
		out = append(out, compiled)
	}
	return out, nil
}

// due counts a request that the fault matches, and tells whether it is one that fails.
func (f *fault) due() bool {
	f.matched++
	if f.matched <= f.After || f.Times > 0 && f.matched > f.After+f.Times {
		return false
	}
	f.struck++
	return true
}

// Idle names the faults that have not struck: a test that counts on one of them proves nothing.
func (s *Server) Idle() []string {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	var out []string
	for _, f := range s.state.faults {
		if f.struck == 0 {
			out = append(out, f.Kind.name+" at "+f.Match)
		}
	}
	return out
}

// faultFor is the first fault that strikes the request; nil for none.
func (s *Server) faultFor(q *request) *fault {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	for _, f := range s.state.faults {
		if f.Kind.file != nil || f.Kind.batchOnly && !q.part {
			continue
		}
		if f.pattern != "" && f.pattern != q.route.pattern || f.path != nil && !f.path.MatchString(q.path) {
			continue
		}
		if f.due() {
			return f
		}
	}
	return nil
}

// faultForFile is the first fault that strikes the file of a report; nil for none. An expression is matched with the
// pattern of the report.
func (s *Server) faultForFile(pattern string) *Kind {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	for _, f := range s.state.faults {
		if f.Kind.file == nil || f.pattern != "" && f.pattern != pattern || f.path != nil && !f.path.MatchString(pattern) {
			continue
		}
		if f.due() {
			return &f.Kind
		}
	}
	return nil
}

// CSVCut breaks the file of a report off in the middle of its last row.
func CSVCut() Kind {
	return Kind{name: "CSV cut within a row", file: func(f *csvFile) { f.cut = true }}
}

// CSVNoBOM leaves the byte order mark out of the file of a report.
func CSVNoBOM() Kind { return Kind{name: "CSV without BOM", file: func(f *csvFile) { f.bom = false }} }

// CSVConcealed hides the names in the file of a report, whatever admin/reportSettings says.
func CSVConcealed() Kind {
	return Kind{name: "CSV concealed", file: func(f *csvFile) { f.concealed = true }}
}

// CutBody breaks the connection in the middle of the body.
func CutBody() Kind {
	return Kind{name: "cut body", after: func(_ *Server, _ *request, a *answer) { a.cut = true }}
}

// SlowBody waits for d in the middle of the body.
func SlowBody(d time.Duration) Kind {
	return Kind{name: "slow body", after: func(_ *Server, _ *request, a *answer) { a.slow = d }}
}

// Body is a success with another body of the type application/json, be it JSON or not.
func Body(text string) Kind {
	return Kind{name: "garbage", after: func(_ *Server, _ *request, a *answer) {
		a.text, a.kind = text, "application/json"
	}}
}
