package graph

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestReadOnly(t *testing.T) {
	batch := func(parts string) string { return `{"requests":[` + parts + `]}` }
	const one = `{"id":"1","method":"GET","url":"/users"}`
	tests := []struct {
		name, method, url, body string
		header                  string
		passes                  bool
	}{
		{"get", "GET", "https://graph.microsoft.com/v1.0/users", "", "", true},
		{"get of a report's file", "GET", "https://reports.example/x", "", "", true},
		{"batch of gets", "POST", "https://graph.microsoft.com/v1.0/$batch", batch(one), "", true},
		{"get with a body", "GET", "https://graph.microsoft.com/v1.0/users", "{}", "", false},
		{"post", "POST", "https://graph.microsoft.com/v1.0/users", "{}", "", false},
		{"patch", "PATCH", "https://graph.microsoft.com/v1.0/users/1", "{}", "", false},
		{"delete", "DELETE", "https://graph.microsoft.com/v1.0/users/1", "", "", false},
		{"put", "PUT", "https://graph.microsoft.com/v1.0/$batch", batch(one), "", false},
		{"head", "HEAD", "https://graph.microsoft.com/v1.0/users", "", "", false},
		{"search", "POST", "https://graph.microsoft.com/v1.0/search/query", batch(one), "", false},
		{"batch elsewhere", "POST", "https://other.example/v1.0/$batch", batch(one), "", false},
		{"batch at a path that only ends so", "POST", "https://graph.microsoft.com/v1.0/users/$batch", batch(one), "", false},
		{"batch with a delete", "POST", "https://graph.microsoft.com/v1.0/$batch", batch(one + `,{"id":"2","method":"DELETE","url":"/users/1"}`), "", false},
		{"batch with a body in a part", "POST", "https://graph.microsoft.com/v1.0/$batch", batch(`{"id":"1","method":"GET","url":"/users","body":{"a":1}}`), "", false},
		{"batch with an absolute part", "POST", "https://graph.microsoft.com/v1.0/$batch", batch(`{"id":"1","method":"GET","url":"https://other.example/"}`), "", false},
		{"batch within a batch", "POST", "https://graph.microsoft.com/v1.0/$batch", batch(`{"id":"1","method":"GET","url":"/$batch"}`), "", false},
		{"batch whose part overrides its method", "POST", "https://graph.microsoft.com/v1.0/$batch", batch(`{"id":"1","method":"GET","url":"/users","headers":{"x-http-method":"DELETE"}}`), "", false},
		{"empty batch", "POST", "https://graph.microsoft.com/v1.0/$batch", batch(""), "", false},
		{"compressed batch", "POST", "https://graph.microsoft.com/v1.0/$batch", "\x1f\x8b\x08", "", false},
		{"method override", "GET", "https://graph.microsoft.com/v1.0/users", "", "X-HTTP-Method-Override", false},
		{"token for a stranger", "GET", "https://reports.example/x", "", "Authorization", false},
	}
	endpoint, _ := url.Parse(publicEndpoint)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sent, sentBody := false, ""
			guard := readOnly{endpoint: endpoint, next: roundTripper(func(r *http.Request) (*http.Response, error) {
				sent = true
				if r.Body != nil {
					b, _ := io.ReadAll(r.Body)
					sentBody = string(b)
				}
				return answer(200, "{}"), nil
			})}
			var body io.Reader
			if tt.body != "" {
				body = strings.NewReader(tt.body)
			}
			req, err := http.NewRequestWithContext(t.Context(), tt.method, tt.url, body)
			if err != nil {
				t.Fatal(err)
			}
			if tt.header != "" {
				req.Header.Set(tt.header, "DELETE")
			}
			_, err = guard.RoundTrip(req)
			if sent != tt.passes || (err == nil) != tt.passes || !tt.passes && !errors.Is(err, ErrNotReadOnly) {
				t.Errorf("sent %t, error %v; want sent %t", sent, err, tt.passes)
			}
			if sent && sentBody != tt.body {
				t.Errorf("body %q, want %q", sentBody, tt.body)
			}
		})
	}
}
