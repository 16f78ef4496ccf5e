package emulator

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
)

// batchSize is the most requests that one $batch may hold, https://learn.microsoft.com/graph/json-batching.
const batchSize = 20

type batchPart struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"`
	Headers   map[string]string `json:"headers"`
	Body      json.RawMessage   `json:"body"`
	DependsOn []string          `json:"dependsOn"`

	request *request // nil: no such path
	budget  budget
}

// serveBatch answers a $batch: each part is charged, refused and faulted alone, and the parts come back in another
// order than they were asked in, the same for the same batch.
func (s *Server) serveBatch(r *http.Request, body []byte) answer {
	parts, problem := readBatch(r, body)
	if problem != "" {
		s.violate("$batch: %s", problem)
		return s.refuse(http.StatusBadRequest, "BadRequest", "Invalid batch payload format: "+problem)
	}
	s.charge(patternBatch, 0)
	roles, signedIn := s.verify(r.Header)
	for i := range parts {
		s.preparePart(&parts[i], roles)
	}
	if !signedIn {
		return s.unauthorized()
	}
	whole := &request{route: &route{pattern: patternBatch, service: directory}, method: r.Method, path: patternBatch, raw: patternBatch}
	fault := s.faultFor(whole)
	if fault != nil && fault.Kind.instead != nil {
		return fault.Kind.instead(s, whole)
	}
	if a, struck := s.chance(whole); struck {
		return a
	}
	var a answer
	responses := make([]answer, len(parts))
	order := make([]int, len(parts))
	size := 0
	for i, p := range parts {
		part := s.servePart(p)
		a.cut = a.cut || part.cut
		a.slow = max(a.slow, part.slow)
		responses[i], order[i] = part, i
		if written, is := part.value.(raw); is {
			size += len(written)
		}
	}
	asked := fnv.New64a()
	asked.Write(body)
	rand.New(rand.NewPCG(asked.Sum64(), 0)).Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	text := append(make([]byte, 0, size+256*len(parts)), `{"responses":[`...)
	for n, i := range order {
		if n > 0 {
			text = append(text, ',')
		}
		text = appendPart(text, parts[i].ID, responses[i])
	}
	a.status, a.value = http.StatusOK, raw(append(text, "]}"...))
	if fault != nil && fault.Kind.after != nil {
		fault.Kind.after(s, whole, &a)
	}
	return a
}

func readBatch(r *http.Request, body []byte) ([]batchPart, string) {
	var b struct {
		Requests []batchPart `json:"requests"`
	}
	if r.Method != http.MethodPost {
		return nil, "method " + r.Method
	}
	if json.Unmarshal(body, &b) != nil {
		return nil, "not JSON"
	}
	if len(b.Requests) == 0 || len(b.Requests) > batchSize {
		return nil, fmt.Sprintf("%d requests", len(b.Requests))
	}
	seen := map[string]bool{}
	for _, p := range b.Requests {
		switch {
		case p.ID == "" || seen[p.ID]:
			return nil, "id " + p.ID + " is empty or twice"
		case p.Method != http.MethodGet:
			return nil, "part with method " + p.Method
		case !strings.HasPrefix(p.URL, "/") || strings.HasPrefix(p.URL, "//"):
			return nil, "part whose url is not relative"
		case strings.HasPrefix(p.URL, "/beta/"):
			return nil, "part of another version"
		case strings.HasPrefix(p.URL, patternBatch):
			return nil, "a batch within a batch"
		case len(p.Body) > 0 || len(p.DependsOn) > 0:
			return nil, "part with body or dependsOn"
		}
		seen[p.ID] = true
	}
	return b.Requests, ""
}

// preparePart charges a part, be it served or not.
func (s *Server) preparePart(p *batchPart, roles []string) {
	header := http.Header{}
	for name, value := range p.Headers {
		header.Set(name, value)
	}
	q, known := s.newRequest(p.Method, p.URL, header)
	if !known {
		return
	}
	q.part, q.roles = true, roles
	p.request, p.budget = q, s.charge(q.route.pattern, q.route.price(q))
}

func (s *Server) servePart(p batchPart) answer {
	if p.request == nil {
		path, _, _ := strings.Cut(p.URL, "?")
		return s.unknown("$batch part", path)
	}
	return s.counted(s.serve(p.request, p.budget))
}

// appendPart writes the answer to a part: a JSON body as it is, any other as a base64 string.
func appendPart(b []byte, id string, a answer) []byte {
	body, kind := a.body()
	o := objectWriter{b: append(b, '{')}
	_, trusted := a.value.(raw)
	switch {
	case kind == "":
	case a.kind == "" && trusted, json.Valid(body):
		o.b = append(o.name("body"), bytes.TrimSpace(body)...)
	default:
		o.text("body", base64.StdEncoding.EncodeToString(body))
	}
	headers := maps.Clone(a.header)
	if kind != "" {
		if headers == nil {
			headers = map[string]string{}
		}
		headers["Content-Type"] = kind
	}
	h := objectWriter{b: append(o.name("headers"), '{')}
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		h.text(name, headers[name])
	}
	o.b = append(h.b, '}')
	o.text("id", id)
	o.b = appendInt(o.name("status"), int64(a.status))
	return append(o.b, '}')
}
