package graph

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// A password in the address of the proxy is in no error, however the address is wrong.
func TestProxyPassword(t *testing.T) {
	tests := []struct {
		name  string
		proxy func(*http.Request) (*url.URL, error)
	}{
		{"no address", func(*http.Request) (*url.URL, error) {
			return nil, errors.New(`invalid proxy address "http://user:S3/CRET@proxy.example": invalid port ":S3" after host`)
		}},
		{"nobody there", func(*http.Request) (*url.URL, error) {
			return &url.URL{Scheme: "http", User: url.UserPassword("user", "S3CRET"), Host: "127.0.0.1:0"}, nil
		}},
		{"a password for a port", func(*http.Request) (*url.URL, error) {
			return &url.URL{Scheme: "http", Host: "user:S3CRET"}, nil
		}},
	}
	says := func(t *testing.T, err error) {
		t.Helper()
		if err == nil || !isProxy(err) || strings.Contains(err.Error(), "S3") || strings.Contains(Explain(err), "S3") {
			t.Errorf("%v\n%s", err, Explain(err))
		}
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			transport := newTransport(nil, test.proxy)
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://graph.example/v1.0/users", nil)
			if err != nil {
				t.Fatal(err)
			}
			_, err = transport.RoundTrip(req)
			says(t, err)
		})
	}

	c, err := New(Options{
		Tenant: tenantID, Endpoint: "https://graph.example", Transport: newTransport(nil, tests[0].proxy),
		Getenv: env("AZURE_CLIENT_ID", "a", "AZURE_CLIENT_SECRET", "b", "AZURE_AUTHORITY_HOST", "https://login.example"),
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Get(t.Context(), Request{URL: "/users"})
	says(t, err)
}
