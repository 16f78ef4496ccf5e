package emulator

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestStatusFaults(t *testing.T) {
	for _, test := range []struct {
		kind        Kind
		status      int
		contentType string
		body        string // that it holds
		header      string
		value       string // of the header, or its beginning
	}{
		{Status(401), 401, "application/json", `"code":"InvalidAuthenticationToken"`, "WWW-Authenticate", "Bearer "},
		{Status(403), 403, "application/json", `"code":"accessDenied"`, "", ""},
		{Status(404), 404, "application/json", `"code":"itemNotFound"`, "", ""},
		{Status(410), 410, "application/json", `"code":"resyncRequired"`, "Location", "https://127.0.0.1:"},
		{Status(423), 423, "application/json", `"code":"notAllowed"`, "", ""},
		{Status(500), 500, "application/json", `{}`, "", ""},
		{Status(502), 502, "text/html; charset=us-ascii", `<h2>502 Bad Gateway</h2>`, "", ""},
		{Status(503), 503, "application/json", `"code":"serviceNotAvailable"`, "", ""},
		{Status(504), 504, "application/json", `"code":"UnknownError"`, "", ""},
		{Throttle("7"), 429, "application/json", `"code":"activityLimitReached"`, "Retry-After", "7"},
		{Throttle(""), 429, "application/json", `"code":"activityLimitReached"`, "Retry-After", ""},
		{NonPremium(), 403, "application/json", `"code":"Authentication_RequestFromNonPremiumTenantOrB2CTenant"`, "", ""},
		{Body("<<"), 200, "application/json", `<<`, "", ""},
	} {
		t.Run(test.kind.String(), func(t *testing.T) {
			c := connect(t, tiny(), Options{Faults: []Fault{{Match: patternDelta, After: 1, Times: 1, Kind: test.kind}}})
			c.must(asked[patternDelta])
			resp := c.send(asked[patternDelta])
			body := string(read(t, resp))
			if resp.StatusCode != test.status || resp.Header.Get("Content-Type") != test.contentType || !strings.Contains(body, test.body) {
				t.Errorf("%d %s %s", resp.StatusCode, resp.Header.Get("Content-Type"), body)
			}
			if got := resp.Header.Get(test.header); test.header != "" && (!strings.HasPrefix(got, test.value) || test.value == "" && got != "") {
				t.Errorf("%s: %q", test.header, got)
			}
			c.must(asked[patternDelta])
			c.must(asked["/users"])
		})
	}
}

func TestThrottleUntil(t *testing.T) {
	now := time.Now()
	c := connect(t, tiny(), Options{Now: func() time.Time { return now }, Faults: []Fault{{Match: "^/users$", Kind: ThrottleUntil(90 * time.Second)}}})
	resp := c.send("/users")
	resp.Body.Close()
	until, err := http.ParseTime(resp.Header.Get("Retry-After"))
	if err != nil || !until.Equal(now.Add(90*time.Second).UTC().Truncate(time.Second)) {
		t.Errorf("Retry-After %q, now %s: %v", resp.Header.Get("Retry-After"), now, err)
	}
	if m := c.server.Meter(); m.Throttled != 1 {
		t.Errorf("metered %+v", m)
	}
}

func TestGoneLocation(t *testing.T) {
	c := connect(t, tiny(), Options{PageSize: 3, Faults: []Fault{{Match: patternDelta, After: 1, Times: 1, Kind: Status(410)}}})
	next := c.must(asked[patternDelta])["@odata.nextLink"].(string)
	resp := c.send(next)
	resp.Body.Close()
	items, _ := c.all(resp.Header.Get("Location"))
	if len(items) != 8 {
		t.Errorf("the new start brings %d items, want 8", len(items))
	}
}

// TestBodyFaults: bodies that break off, or come slowly, over HTTP/2 and alone or in a batch.
func TestBodyFaults(t *testing.T) {
	c := connect(t, tiny(), Options{Faults: []Fault{
		{Match: "/organization", Times: 2, Kind: CutBody()},
		{Match: "/subscribedSkus", Times: 1, Kind: SlowBody(time.Millisecond)},
	}})
	resp := c.send("/organization")
	if body, err := io.ReadAll(resp.Body); err == nil || json.Valid(body) {
		t.Errorf("cut body %q: %v", body, err)
	}
	resp.Body.Close()
	c.must("/subscribedSkus")
	req, err := http.NewRequest(http.MethodPost, c.server.URL()+"/v1.0/$batch", strings.NewReader(parts("/organization")))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	resp, err = c.http.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(resp.Body); err == nil {
		t.Errorf("a batch with a cut part: %q", body)
	}
	resp.Body.Close()
	c.must("/organization")
}

func TestPageFaults(t *testing.T) {
	kind := func(match string, after, times int, k Kind) []Fault {
		return []Fault{{Match: match, After: after, Times: times, Kind: k}}
	}

	c := connect(t, tiny(), Options{PageSize: 10, Faults: kind("/users", 1, 1, NullElement())})
	next := c.must("/users")["@odata.nextLink"].(string)
	if value := c.must(next)["value"].([]any); len(value) != 11 || value[0] != nil || value[1] == nil {
		t.Errorf("null element: %v", value)
	}

	c = connect(t, tiny(), Options{PageSize: 10, Faults: kind("/users", 1, 1, EmptyPage())})
	if users, pages := c.all("/users"); len(users) != 25 || pages != 4 {
		t.Errorf("empty page: %d users in %d pages, want 25 in 4", len(users), pages)
	}

	c = connect(t, tiny(), Options{PageSize: 10, Faults: kind("/users", 1, 0, RepeatLink())})
	second := c.must("/users")["@odata.nextLink"].(string)
	if again := c.must(second)["@odata.nextLink"].(string); again != second {
		t.Errorf("repeated link: %s after %s", again, second)
	}

	c = connect(t, tiny(), Options{Faults: kind("/users", 0, 1, ForeignLink())})
	if link := c.must("/users")["@odata.nextLink"].(string); !strings.HasPrefix(link, "https://evil.example/v1.0/users?") {
		t.Errorf("foreign link: %s", link)
	}

	c = connect(t, tiny(), Options{PageSize: 3, Faults: kind(patternDelta, 0, 1, SharePointLink())})
	link := c.must(asked[patternDelta])["@odata.nextLink"].(string)
	rest, found := strings.CutPrefix(link, "https://tenant.sharepoint.com/_api/v2.0")
	if !found {
		t.Fatalf("SharePoint link: %s", link)
	}
	if items, _ := c.all(rest); len(items) != 5 {
		t.Errorf("rebuilt on the Graph host the link brings %d items, want the other 5", len(items))
	}
}

// TestBatchFaults: a part fails alone, a whole batch fails at once.
func TestBatchFaults(t *testing.T) {
	c := connect(t, tiny(), Options{Faults: []Fault{
		{Match: "/sites/{site}/drives", After: 1, Times: 1, Kind: ThrottleInBatch("3")},
		{Match: "/organization", Times: 1, Kind: Status(502)},
		{Match: "/$batch", After: 1, Times: 1, Kind: Status(503)},
	}})
	drives := "/sites/tiny.sharepoint.com,col-1,web-1/drives"
	c.must(drives) // not in a batch: neither hit nor counted
	_, got, _ := c.batch(parts(drives, drives, drives, "/organization"))
	if got["0"]["status"] != 200.0 || got["1"]["status"] != 429.0 || got["2"]["status"] != 200.0 || got["3"]["status"] != 502.0 {
		t.Errorf("parts %v", got)
	}
	if headers := got["1"]["headers"].(map[string]any); headers["Retry-After"] != "3" {
		t.Errorf("headers of the throttled part: %v", headers)
	}
	if _, text := got["3"]["body"].(string); !text {
		t.Errorf("HTML in a part: %v", got["3"])
	}
	if status, _, _ := c.batch(parts(drives)); status != 503 {
		t.Errorf("the second batch: %d", status)
	}
	if m := c.server.Meter(); m.Throttled != 2 || m.ResourceUnits != 5*2 || m.Requests != 3 {
		t.Errorf("metered %+v", m)
	}
}

// TestQuota: beyond the limit SharePoint answers 429, from 80 % on it says so; other services do not care.
func TestQuota(t *testing.T) {
	now := time.Now()
	c := connect(t, tiny(), Options{UnitsPerMinute: 20, Now: func() time.Time { return now }})
	permissions := asked[patternPermissions]
	for i, want := range []struct {
		status    int
		remaining string
	}{{200, ""}, {200, ""}, {200, ""}, {200, "0"}, {429, "0"}, {429, "0"}} {
		resp := c.send(permissions)
		resp.Body.Close()
		if resp.StatusCode != want.status || resp.Header.Get("RateLimit-Remaining") != want.remaining {
			t.Errorf("request %d: %d, %q remaining", i, resp.StatusCode, resp.Header.Get("RateLimit-Remaining"))
		}
		if want.status == 429 && resp.Header.Get("Retry-After") != "60" {
			t.Errorf("request %d: Retry-After %q", i, resp.Header.Get("Retry-After"))
		}
	}
	c.must("/users")
	if m := c.server.Meter(); m != (Meter{Requests: 7, ResourceUnits: 30, Throttled: 2}) {
		t.Errorf("metered %+v", m)
	}
	now = now.Add(time.Minute)
	c.must(permissions)
}

func TestBadFault(t *testing.T) {
	for _, match := range []string{"(", "/teams/{id}/channels"} {
		s, err := Start(tiny(), Options{Faults: []Fault{{Match: match, Kind: Status(404)}}})
		if err == nil {
			t.Errorf("a fault at %q was taken", match)
			s.Close()
		}
	}
}

func TestIdleFaults(t *testing.T) {
	c := connect(t, tiny(), Options{Faults: []Fault{
		{Match: "/users", Kind: NullElement()},
		{Match: "/users", After: 1, Kind: Status(404)},
		{Match: "^/users$", Kind: Status(423)},
	}})
	c.must("/users")
	if got := strings.Join(c.server.Idle(), ", "); got != "status 404 at /users, status 423 at ^/users$" {
		t.Errorf("idle faults: %s", got)
	}
}
