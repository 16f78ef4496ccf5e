package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/microsoftgraph/msgraph-sdk-go/groups"
)

const testToken = "eyJhbGciOiJub25lIn0.eyJ0b2tlbiI6IlMzQ1JFVCJ9.S3CRET"

// fakeCredential hands out one token, or an error, and notes the claims asked for.
type fakeCredential struct {
	token string
	err   error

	mu     sync.Mutex
	claims []string
}

func (f *fakeCredential) GetToken(_ context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.claims = append(f.claims, o.Claims)
	return azcore.AccessToken{Token: f.token, ExpiresOn: time.Now().Add(time.Hour)}, f.err
}

// testClient is a client over an in-memory transport whose waits take no time and whose clock
// stands still.
func testClient(t *testing.T, next roundTripper) *Client {
	t.Helper()
	c, err := newClient(Options{
		Transport:      next,
		Sleep:          func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		Now:            func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) },
		UnitsPerMinute: 1_000_000,
	}, &fakeCredential{token: testToken})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestGetSendsWhatTheSDKAdds(t *testing.T) {
	c := testClient(t, func(r *http.Request) (*http.Response, error) {
		want := map[string]string{
			"Authorization": "Bearer " + testToken,
			"User-Agent":    defaultUserAgent,
			"Prefer":        "hierarchicalsharing",
			"Accept":        "application/json",
		}
		for name, value := range want {
			if got := r.Header.Get(name); got != value {
				t.Errorf("%s: %q, want %q", name, got, value)
			}
		}
		if r.Header.Get("SdkVersion") == "" || r.Header.Get("client-request-id") == "" {
			t.Error("no telemetry headers")
		}
		if got := r.URL.String(); got != publicEndpoint+"/v1.0/groups?$filter=groupTypes/any(c:c%20eq%20'Unified')&$select=id" {
			t.Errorf("URL %s", got)
		}
		return answer(200, `{"a":1}`, "Content-Type", "application/json"), nil
	})
	body, err := c.Get(t.Context(), Request{
		URL:    "/groups?$filter=groupTypes/any(c:c eq 'Unified')&$select=id",
		Header: http.Header{"Prefer": {"hierarchicalsharing"}},
	})
	if err != nil || string(body) != `{"a":1}` {
		t.Errorf("%q, %v", body, err)
	}
}

func TestGetBeta(t *testing.T) {
	var paths []string
	c := testClient(t, func(r *http.Request) (*http.Response, error) {
		paths = append(paths, r.URL.String())
		return answer(200, "{}"), nil
	})
	for _, url := range []string{"/reports/r?$top=1", publicEndpoint + "/beta/reports/r?$skiptoken=2"} {
		if _, err := c.Get(t.Context(), Request{URL: url, Beta: true}); err != nil {
			t.Error(err)
		}
	}
	if want := []string{publicEndpoint + "/beta/reports/r?$top=1", publicEndpoint + "/beta/reports/r?$skiptoken=2"}; !slices.Equal(paths, want) {
		t.Errorf("%v, want %v", paths, want)
	}
	if _, err := c.Get(t.Context(), Request{URL: "//evil.example/beta", Beta: true}); ReasonOf(err) != "service" {
		t.Errorf("another host: %v", err)
	}
}

func TestGetRefusesAnotherHost(t *testing.T) {
	c := testClient(t, func(r *http.Request) (*http.Response, error) {
		t.Errorf("sent to %s", r.URL.Host)
		return answer(200, "{}"), nil
	})
	for _, link := range []string{
		"https://evil.example/v1.0/users?secret=S3CRET", "//evil.example/users", "http://graph.microsoft.com/v1.0/users",
		"https://graph.microsoft.com@evil.example/users", "https://user:S3CRET@graph.microsoft.com/v1.0/users",
	} {
		_, err := c.Get(t.Context(), Request{URL: link})
		var e *LinkError
		if !errors.As(err, &e) || strings.Contains(err.Error(), "S3CRET") {
			t.Errorf("%s: %v, want a *LinkError without the query", link, err)
		}
	}
}

func TestFromSDK(t *testing.T) {
	c := testClient(t, nil)
	filter, top := "displayName eq 'A & B'", int32(5)
	ri, err := c.SDK().Groups().ToGetRequestInformation(t.Context(), &groups.GroupsRequestBuilderGetRequestConfiguration{
		QueryParameters: &groups.GroupsRequestBuilderGetQueryParameters{
			Filter: &filter, Select: []string{"id", "mail"}, Top: &top,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	r, err := FromSDK(ri, c)
	if err != nil {
		t.Fatal(err)
	}
	want := publicEndpoint + "/v1.0/groups?$filter=displayName%20eq%20%27A%20%26%20B%27&$select=id,mail&$top=5"
	if r.URL != want {
		t.Errorf("URL  %s\nwant %s", r.URL, want)
	}
	ri, err = c.SDK().Drives().ByDriveId("b!x").Items().ByDriveItemId("i").Permissions().ToGetRequestInformation(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if r, err = FromSDK(ri, c); err != nil || !strings.HasSuffix(r.URL, "/v1.0/drives/b%21x/items/i/permissions") {
		t.Errorf("%s, %v", r.URL, err)
	}
}

// A typed call of the SDK passes through the same layers, and its error is ours.
func TestTypedCall(t *testing.T) {
	c := testClient(t, func(r *http.Request) (*http.Response, error) { return answer(403, ""), nil })
	_, err := c.SDK().Groups().Get(t.Context(), nil)
	if !IsStatus(err, 403) || ReasonOf(err) != "permission" {
		t.Errorf("%v", err)
	}
}

func TestClaimsChallenge(t *testing.T) {
	credential := &fakeCredential{token: testToken}
	n := 0
	c, err := newClient(Options{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		if n++; n == 1 {
			return answer(401, "", "WWW-Authenticate", `Bearer realm="", error="insufficient_claims", claims="eyJhIjoxfQ=="`), nil
		}
		return answer(200, "{}"), nil
	})}, credential)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Get(t.Context(), Request{URL: "/users"}); err != nil || n != 2 {
		t.Errorf("%v after %d requests", err, n)
	}
	if len(credential.claims) != 2 || credential.claims[1] != `{"a":1}` {
		t.Errorf("claims %q", credential.claims)
	}
}

func TestChallengeThatRepeatsOrMakesNoSense(t *testing.T) {
	for _, header := range []string{`Bearer claims="eyJhIjoxfQ=="`, `Bearer claims=`, `Bearer claims="`, `Bearer`} {
		c := testClient(t, func(*http.Request) (*http.Response, error) {
			return answer(401, "", "WWW-Authenticate", header), nil
		})
		_, err := c.Get(t.Context(), Request{URL: "/users"})
		if !IsStatus(err, 401) || ReasonOf(err) != "permission" {
			t.Errorf("%s: %v", header, err)
		}
	}
}

func TestEndpoints(t *testing.T) {
	tests := []struct {
		endpoint string
		scope    string // empty: refused
	}{
		{"", "https://graph.microsoft.com/.default"},
		{"https://graph.microsoft.us/", "https://graph.microsoft.us/.default"},
		{"https://microsoftgraph.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn/.default"},
		{"https://127.0.0.1:8443", "https://graph.microsoft.com/.default"},
		{"http://127.0.0.1:8080", "https://graph.microsoft.com/.default"},
		{"http://graph.microsoft.com", ""},
		{"https://graph.microsoft.com/v1.0", ""},
		{"graph.microsoft.com", ""},
		{"https://user:pass@graph.microsoft.com", ""},
	}
	for _, tt := range tests {
		c, err := newClient(Options{Endpoint: tt.endpoint}, &fakeCredential{})
		if (err == nil) != (tt.scope != "") {
			t.Errorf("%s: %v", tt.endpoint, err)
			continue
		}
		if c != nil && c.scope != tt.scope {
			t.Errorf("%s: scope %s, want %s", tt.endpoint, c.scope, tt.scope)
		}
	}
}

func TestIdentity(t *testing.T) {
	claims, _ := json.Marshal(map[string]any{"tid": "t", "appid": "a", "app_displayname": "Preflight",
		"roles": []string{"User.Read.All", "Sites.Read.All", "User.Read.All"}})
	tests := []struct {
		name, token string
		known       bool
		roles       string
		consented   bool
	}{
		{"roles", jwt(string(claims)), true, "Sites.Read.All User.Read.All", true},
		{"no roles", jwt(`{"tid":"t"}`), true, "", false},
		{"opaque", "opaque", false, "", true},
		{"not JSON", jwt(`nonsense`), false, "", true},
	}
	for _, tt := range tests {
		c, err := newClient(Options{}, &fakeCredential{token: tt.token})
		if err != nil {
			t.Fatal(err)
		}
		id, err := c.Identity(t.Context())
		if err != nil || id.RolesKnown != tt.known || strings.Join(id.Roles, " ") != tt.roles || (id.Consented() == nil) != tt.consented {
			t.Errorf("%s: %+v, %v", tt.name, id, err)
		}
	}
}
