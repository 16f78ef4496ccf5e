package emulator

import (
	"bytes"
	"crypto/tls"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// A client signs in to a server and asks it.
type client struct {
	*testing.T
	server *Server
	http   *http.Client
	token  string
}

// connect starts a server for the tenant and signs in. The test fails if something was asked that is not documented,
// unless it expects so.
func connect(t *testing.T, tenant *Tenant, options Options) *client {
	t.Helper()
	c := open(t, tenant, options)
	t.Cleanup(func() {
		if v := c.server.Violations(); len(v) > 0 && !t.Failed() {
			t.Errorf("violations: %q", v)
		}
	})
	return c
}

// open is connect for tests that violate.
func open(t *testing.T, tenant *Tenant, options Options) *client {
	t.Helper()
	s, err := Start(tenant, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	c := &client{T: t, server: s, http: &http.Client{
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{RootCAs: s.CAPool()}, ForceAttemptHTTP2: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	t.Cleanup(c.http.CloseIdleConnections)
	status, body := c.signIn(tenant.ID, url.Values{"client_id": {tenant.App.ID}, "client_secret": {s.options.Secret}})
	if status != 200 {
		t.Fatalf("sign-in: %d %v", status, body)
	}
	c.token, _ = body["access_token"].(string)
	return c
}

func (c *client) signIn(tenant string, form url.Values) (int, map[string]any) {
	c.Helper()
	form.Set("grant_type", "client_credentials")
	form.Set("scope", "https://graph.microsoft.com/.default openid offline_access profile")
	resp, err := c.http.PostForm(c.server.AuthorityURL()+"/"+tenant+"/oauth2/v2.0/token", form)
	if err != nil {
		c.Fatal(err)
	}
	return resp.StatusCode, decode(c.T, read(c.T, resp))
}

// send asks for a path below /v1.0 or an absolute URL.
func (c *client) send(target string, headers ...string) *http.Response {
	c.Helper()
	if strings.HasPrefix(target, "/") {
		version := "/v1.0"
		if strings.HasPrefix(target, "/beta/") {
			version = ""
		}
		target = c.server.URL() + version + strings.ReplaceAll(target, " ", "%20")
	}
	req, err := http.NewRequest(http.MethodGet, target, nil)
	if err != nil {
		c.Fatal(err)
	}
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := c.http.Do(req)
	if err != nil {
		c.Fatal(err)
	}
	return resp
}

func (c *client) get(target string, headers ...string) (int, map[string]any) {
	c.Helper()
	resp := c.send(target, headers...)
	return resp.StatusCode, decode(c.T, read(c.T, resp))
}

// must asks and expects a success.
func (c *client) must(target string, headers ...string) map[string]any {
	c.Helper()
	status, body := c.get(target, headers...)
	if status != 200 {
		c.Fatalf("%s: %d %v", target, status, body)
	}
	return body
}

// all follows the next links and returns the entries of all pages, and how many pages there were.
func (c *client) all(target string, headers ...string) ([]map[string]any, int) {
	c.Helper()
	var out []map[string]any
	for pages := 1; ; pages++ {
		body := c.must(target, headers...)
		for _, v := range body["value"].([]any) {
			out = append(out, v.(map[string]any))
		}
		next, more := body["@odata.nextLink"].(string)
		if !more {
			return out, pages
		}
		if pages > 100 {
			c.Fatalf("%s: no end of pages", target)
		}
		target = next
	}
}

// batch sends the body of a $batch and returns the parts by id.
func (c *client) batch(body string) (int, map[string]map[string]any, []string) {
	c.Helper()
	req, err := http.NewRequest(http.MethodPost, c.server.URL()+"/v1.0/$batch", bytes.NewBufferString(body))
	if err != nil {
		c.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	req.Header.Set("Content-Type", "application/json")
	resp, err := c.http.Do(req)
	if err != nil {
		c.Fatal(err)
	}
	answer := decode(c.T, read(c.T, resp))
	parts := map[string]map[string]any{}
	var order []string
	responses, _ := answer["responses"].([]any)
	for _, r := range responses {
		part := r.(map[string]any)
		id := part["id"].(string)
		parts[id] = part
		order = append(order, id)
	}
	return resp.StatusCode, parts, order
}

func read(t *testing.T, resp *http.Response) []byte {
	t.Helper()
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func decode(t *testing.T, body []byte) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatalf("%v in %q", err, body)
	}
	return v
}

func errorCode(body map[string]any) string {
	e, _ := body["error"].(map[string]any)
	code, _ := e["code"].(string)
	return code
}

// column gathers one property of the entries as text.
func column(entries []map[string]any, name string) string {
	var out []string
	for _, e := range entries {
		s, _ := e[name].(string)
		out = append(out, s)
	}
	return strings.Join(out, " ")
}
