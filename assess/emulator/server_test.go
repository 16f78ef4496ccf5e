package emulator

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// TestSameTenantSameBytes: but for its ports, a server answers as any other of the same tenant.
func TestSameTenantSameBytes(t *testing.T) {
	one, other := connect(t, tiny(), Options{PageSize: 2}), connect(t, tiny(), Options{PageSize: 2})
	for pattern, target := range asked {
		if strings.Contains(pattern, "/reports/") {
			if one.download(pattern) != other.download(pattern) {
				t.Errorf("%s differs", pattern)
			}
			continue
		}
		body := strings.ReplaceAll(string(read(t, one.send(target))), one.server.URL(), other.server.URL())
		if want := string(read(t, other.send(target))); body != want {
			t.Errorf("%s:\n%s\nand\n%s", pattern, body, want)
		}
	}
}

func TestReadOnly(t *testing.T) {
	c := open(t, tiny(), Options{})
	for _, method := range []string{http.MethodPost, http.MethodPatch, http.MethodDelete} {
		req, err := http.NewRequest(method, c.server.URL()+"/v1.0/groups", strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+c.token)
		resp, err := c.http.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, resp.StatusCode)
		}
	}
	if v := c.server.Violations(); len(v) != 3 || v[0] != "POST /groups: not a GET" {
		t.Errorf("violations %q", v)
	}
}

// TestLatency: each answer waits, that of the sign-in included.
func TestLatency(t *testing.T) {
	var waits atomic.Int32
	c := connect(t, tiny(), Options{Latency: func() time.Duration {
		waits.Add(1)
		return time.Microsecond
	}})
	c.must("/organization")
	if n := waits.Load(); n != 2 {
		t.Errorf("%d waits, want 2", n)
	}
}

// TestTrust: only who was given the certificate authority believes the server.
func TestTrust(t *testing.T) {
	c := connect(t, tiny(), Options{})
	if !strings.HasPrefix(string(c.server.CAPEM()), "-----BEGIN CERTIFICATE-----\n") {
		t.Errorf("PEM %q", c.server.CAPEM())
	}
	if resp, err := http.Get(c.server.URL()); err == nil {
		resp.Body.Close()
		t.Error("a stranger believes the server's certificate")
	}
}

func TestTwoServersKeepTheirTokensApart(t *testing.T) {
	one, other := connect(t, tiny(), Options{}), connect(t, tiny(), Options{})
	one.token = other.token
	if status, _ := one.get("/organization"); status != http.StatusUnauthorized {
		t.Errorf("another server's token: %d", status)
	}
}
