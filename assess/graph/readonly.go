package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// readOnly refuses every request that could change something. GET may pass, and
// POST to the Graph host's $batch whose parts are GETs; a token may go to the
// Graph host only.
type readOnly struct {
	next     http.RoundTripper
	endpoint *url.URL
}

// ErrNotReadOnly is the refusal of a request that is not a GET or a $batch of
// GETs. It never comes from Microsoft Graph and is always a defect.
var ErrNotReadOnly = errors.New("refused: Preflight sends nothing but GET and $batch of GETs")

// methodOverrides are headers by which SharePoint lets one method stand for another.
var methodOverrides = []string{"X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override"}

func (g readOnly) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := drain(req)
	if err != nil {
		return nil, err
	}
	if err := g.check(req, body); err != nil {
		return nil, fmt.Errorf("%s %s: %w", req.Method, req.URL.Path, err)
	}
	if body != nil {
		req = req.Clone(req.Context())
		req.Body = io.NopCloser(bytes.NewReader(body))
	}
	return g.next.RoundTrip(req)
}

func (g readOnly) check(req *http.Request, body []byte) error {
	for _, name := range methodOverrides {
		if req.Header.Get(name) != "" {
			return fmt.Errorf("header %s: %w", name, ErrNotReadOnly)
		}
	}
	onGraph := sameHost(req.URL, g.endpoint)
	if !onGraph && req.Header.Get("Authorization") != "" {
		return fmt.Errorf("a token for another host: %w", ErrNotReadOnly)
	}
	if req.Method == http.MethodGet && len(body) == 0 {
		return nil
	}
	if req.Method != http.MethodPost || !onGraph || req.URL.Path != "/v1.0/$batch" {
		return ErrNotReadOnly
	}
	parts := decodeParts(body)
	if len(parts) == 0 {
		return fmt.Errorf("a batch that cannot be read: %w", ErrNotReadOnly)
	}
	for _, p := range parts {
		relative := strings.HasPrefix(p.URL, "/") && !strings.HasPrefix(p.URL, "//") && !strings.HasPrefix(p.URL, "/$batch")
		if _, err := url.Parse(p.URL); err != nil || !relative || p.Method != http.MethodGet || len(p.Body) > 0 {
			return fmt.Errorf("part %s: %w", clean(p.ID, 20), ErrNotReadOnly)
		}
		for name := range p.Headers {
			for _, override := range methodOverrides {
				if strings.EqualFold(name, override) {
					return fmt.Errorf("part %s, header %s: %w", clean(p.ID, 20), override, ErrNotReadOnly)
				}
			}
		}
	}
	return nil
}

// A batchPart is one request of a $batch,
// https://learn.microsoft.com/graph/json-batching.
type batchPart struct {
	ID      string            `json:"id"`
	Method  string            `json:"method"`
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers,omitempty"`
	Body    json.RawMessage   `json:"body,omitempty"`
}

type batchBody struct {
	Requests []batchPart `json:"requests"`
}

// decodeParts reads the body of a $batch; nil where it is none.
func decodeParts(body []byte) []batchPart {
	var b batchBody
	if json.Unmarshal(body, &b) != nil {
		return nil
	}
	return b.Requests
}

// sameHost compares scheme, host and port, a default port written out or not.
func sameHost(a, b *url.URL) bool {
	return strings.EqualFold(a.Scheme, b.Scheme) && strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	if strings.EqualFold(u.Scheme, "http") {
		return "80"
	}
	return "443"
}
