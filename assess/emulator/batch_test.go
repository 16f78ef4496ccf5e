package emulator

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// parts is the body of a $batch of GETs, numbered from 0.
func parts(urls ...string) string {
	var list []string
	for i, u := range urls {
		list = append(list, fmt.Sprintf(`{"id":"%d","method":"GET","url":%q}`, i, u))
	}
	return `{"requests":[` + strings.Join(list, ",") + `]}`
}

func TestBatch(t *testing.T) {
	c := connect(t, tiny(), Options{PageSize: 1, Roles: append([]string{}, leastRoles[:8]...)})
	before := c.server.Meter()
	status, got, _ := c.batch(parts(
		"/groups/group-00/sites/root?$select=id",
		"/groups/group-01/sites/root?$select=id",
		"/drives/b!library/items/folder/permissions",
		"/teams/group-00/channels?$filter=membershipType eq 'private'",
		"/drives/b%21library/root/delta?$select=id",
	))
	if status != 200 {
		t.Fatalf("status %d", status)
	}
	for id, want := range map[string]float64{"0": 200, "1": 404, "2": 200, "3": 403, "4": 200} {
		if got[id]["status"] != want {
			t.Errorf("part %s: %v", id, got[id])
		}
	}
	if body := got["0"]["body"].(map[string]any); body["id"] != "tiny.sharepoint.com,col-1,web-1" {
		t.Errorf("body of part 0: %v", body)
	}
	if headers := got["2"]["headers"].(map[string]any); headers["Content-Type"] != "application/json" {
		t.Errorf("headers of part 2: %v", headers)
	}
	// A list in a part goes on at an absolute link.
	next := got["2"]["body"].(map[string]any)["@odata.nextLink"].(string)
	if second := c.must(next)["value"].([]any); len(second) != 1 {
		t.Errorf("second page %v", second)
	}
	m := c.server.Meter()
	if m.Requests-before.Requests != 2 || m.ResourceUnits-before.ResourceUnits != 1+1+5+0+2+5 {
		t.Errorf("metered %+v after %+v", m, before)
	}
}

// TestBatchOrder: the parts come back in another order, the same for the same batch.
func TestBatchOrder(t *testing.T) {
	c := connect(t, tiny(), Options{})
	body := parts(slices.Repeat([]string{"/organization"}, 20)...)
	_, got, first := c.batch(body)
	_, _, second := c.batch(body)
	var inOrder []string
	for i := range 20 {
		inOrder = append(inOrder, fmt.Sprint(i))
	}
	if len(got) != 20 || !slices.Equal(first, second) || slices.Equal(first, inOrder) {
		t.Errorf("order %v, then %v", first, second)
	}
}

func TestBatchRefusals(t *testing.T) {
	for name, body := range map[string]string{
		"21 parts":          parts(slices.Repeat([]string{"/organization"}, 21)...),
		"none":              `{"requests":[]}`,
		"no JSON":           `x`,
		"a POST":            `{"requests":[{"id":"1","method":"POST","url":"/users"}]}`,
		"nested":            `{"requests":[{"id":"1","method":"GET","url":"/$batch"}]}`,
		"absolute":          `{"requests":[{"id":"1","method":"GET","url":"https://graph.microsoft.com/v1.0/users"}]}`,
		"the same id twice": `{"requests":[{"id":"1","method":"GET","url":"/users"},{"id":"1","method":"GET","url":"/users"}]}`,
		"depends":           `{"requests":[{"id":"1","method":"GET","url":"/users","dependsOn":["2"]}]}`,
	} {
		c := open(t, tiny(), Options{})
		if status, _, _ := c.batch(body); status != 400 || len(c.server.Violations()) != 1 {
			t.Errorf("%s: %d, violations %q", name, status, c.server.Violations())
		}
	}
	c := open(t, tiny(), Options{})
	_, got, _ := c.batch(parts("/me", "/organization"))
	if got["0"]["status"] != 404.0 || got["1"]["status"] != 200.0 || len(c.server.Violations()) != 1 {
		t.Errorf("an unknown path in a part: %v, violations %q", got, c.server.Violations())
	}
}

func TestBatchNeedsToken(t *testing.T) {
	c := connect(t, tiny(), Options{})
	c.token = "forged"
	if status, _, _ := c.batch(parts("/sites/tiny.sharepoint.com,col-1,web-1/drives")); status != 401 {
		t.Errorf("status %d", status)
	}
	if m := c.server.Meter(); m.ResourceUnits != 2 {
		t.Errorf("metered %+v: a refused attempt costs as well", m)
	}
}

// TestCompressedBatch: the SDK's compression middleware sends bodies as gzip.
func TestCompressedBatch(t *testing.T) {
	var seen []Exchange
	c := connect(t, tiny(), Options{Record: func(e Exchange) { seen = append(seen, e) }})
	var body bytes.Buffer
	z := gzip.NewWriter(&body)
	if _, err := z.Write([]byte(parts("/organization"))); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequest(http.MethodPost, c.server.URL()+"/v1.0/$batch", &body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	req.Header.Set("Content-Encoding", "gzip")
	resp, err := c.http.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if answer := decode(t, read(t, resp)); resp.StatusCode != 200 || len(answer["responses"].([]any)) != 1 {
		t.Errorf("%d %v", resp.StatusCode, answer)
	}
	last := seen[len(seen)-1]
	if last.Host != "graph" || last.Method != "POST" || last.Path != "/v1.0/$batch" || string(last.Body) != parts("/organization") || last.Header.Get("Authorization") != "left out" {
		t.Errorf("recorded %+v", last)
	}
	if seen[0].Host != "sign-in" {
		t.Errorf("the first exchange is %+v", seen[0])
	}
}
