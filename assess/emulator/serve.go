package emulator

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// serveGraph answers the Graph host, which is the sign-in host as well.
func (s *Server) serveGraph(w http.ResponseWriter, r *http.Request) {
	body, err := readBody(r)
	if err != nil {
		s.refuse(http.StatusBadRequest, "BadRequest", "Unable to read the request body.").write(w, r)
		return
	}
	if s.options.Latency != nil && !pause(r, s.options.Latency()) {
		return
	}
	if a, is := s.serveSignIn(r, body); is {
		s.record("sign-in", r, body)
		a.write(w, r)
		return
	}
	s.record("graph", r, body)
	s.countRequest()
	a := s.answer(r, body)
	if a.status != 0 {
		a.write(w, r)
	}
}

// answer serves a request to /v1.0, be it a batch or a single one, or to /beta.
func (s *Server) answer(r *http.Request, body []byte) answer {
	relative, found := strings.CutPrefix(r.URL.RequestURI(), "/v1.0/")
	if beta := strings.HasPrefix(r.URL.RequestURI(), "/beta/"); beta {
		relative = r.URL.RequestURI()[1:]
	} else if !found || strings.HasPrefix(relative, "beta/") {
		s.violate("%s %s: not below /v1.0", r.Method, r.URL.Path)
		return s.counted(s.refuse(http.StatusNotFound, "BadRequest", "Invalid version."))
	}
	if r.URL.Path == "/v1.0/"+patternBatch[1:] {
		return s.counted(s.serveBatch(r, body))
	}
	q, known := s.newRequest(r.Method, "/"+relative, r.Header)
	if !known {
		return s.counted(s.unknown(r.Method, r.URL.Path))
	}
	b := s.charge(q.route.pattern, q.route.price(q))
	var signedIn bool
	q.roles, signedIn = s.verify(r.Header)
	if !signedIn {
		return s.counted(s.unauthorized())
	}
	return s.counted(s.serve(q, b))
}

func (s *Server) counted(a answer) answer {
	s.countAnswer(a.status)
	return a
}

// serve answers one request that has been charged and signed in: faults first, then the quota, what the route takes,
// the permission, and the tenant's own answer.
func (s *Server) serve(q *request, b budget) answer {
	fault := s.faultFor(q)
	if fault != nil && fault.Kind.instead != nil {
		return fault.Kind.instead(s, q)
	}
	if a, struck := s.chance(q); struck {
		return a
	}
	if b.exceeded {
		return s.overdrawn(b)
	}
	if q.method != http.MethodGet {
		s.violate("%s %s: not a GET", q.method, q.route.pattern)
		return s.refuse(http.StatusMethodNotAllowed, "BadRequest", "The method is not allowed.")
	}
	if problem := q.check(); problem != "" {
		s.violate("GET %s: %s", q.route.pattern, problem)
		return s.refuse(http.StatusBadRequest, "BadRequest", fmt.Sprintf("Not supported here: %s", problem))
	}
	if !holds(q.roles, permissions[q.route.pattern]...) {
		return s.denied(q.route)
	}
	a := q.route.serve(s, q)
	if fault != nil && fault.Kind.after != nil {
		fault.Kind.after(s, q, &a)
	}
	s.rateLimit(&a, b)
	return a
}

func (s *Server) unknown(method, path string) answer {
	s.violate("%s %s: no such path", method, path)
	return s.refuse(http.StatusNotFound, "ResourceNotFound", "Resource not found for the segment.")
}

func (s *Server) record(host string, r *http.Request, body []byte) {
	if s.options.Record == nil {
		return
	}
	header := r.Header.Clone()
	if header.Get("Authorization") != "" {
		header.Set("Authorization", "left out")
	}
	s.state.recording.Lock()
	defer s.state.recording.Unlock()
	s.options.Record(Exchange{
		Host:   host,
		Method: r.Method,
		Path:   r.URL.EscapedPath(),
		Query:  r.URL.RawQuery,
		Header: header,
		Body:   bytes.Clone(body),
	})
}

const maxBody = 4 << 20

// readBody reads a request's body, compressed or not.
func readBody(r *http.Request) ([]byte, error) {
	var reader io.Reader = http.MaxBytesReader(nil, r.Body, maxBody)
	if strings.EqualFold(r.Header.Get("Content-Encoding"), "gzip") {
		unzipped, err := gzip.NewReader(reader)
		if err != nil {
			return nil, fmt.Errorf("reading a compressed request body: %w", err)
		}
		reader = io.LimitReader(unzipped, maxBody)
	}
	body, err := io.ReadAll(reader)
	if err != nil {
		return nil, fmt.Errorf("reading a request body: %w", err)
	}
	return body, nil
}

// stamp writes a time as Graph does; null for the zero time.
func stamp(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(time.RFC3339)
}
