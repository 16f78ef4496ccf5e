package emulator

import (
	"net/http"
	"testing"
	"time"
)

// TestPause: connections break, new ones are refused, and then everything is as it was: port, keys, tokens, counts.
func TestPause(t *testing.T) {
	c := connect(t, tiny(), Options{})
	first := c.must(asked["/users"])
	done := make(chan error)
	go func() { done <- c.server.Pause(200 * time.Millisecond) }()
	refused := 0
	for {
		resp, err := c.http.Get(c.server.URL() + "/v1.0/users")
		if err != nil {
			refused++
		} else {
			resp.Body.Close()
		}
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			if refused == 0 {
				t.Error("nothing was refused")
			}
			if got := c.must(asked["/users"]); compact(t, got) != compact(t, first) {
				t.Error("the answers have changed")
			}
			return
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func TestPauseAfterClose(t *testing.T) {
	s, err := Start(tiny(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Pause(time.Millisecond); err != nil {
		t.Error(err)
	}
	if resp, err := http.Get(s.URL()); err == nil {
		resp.Body.Close()
		t.Error("a closed server is back after a pause")
	}
}

func TestDescribe(t *testing.T) {
	c := connect(t, tiny(), Options{})
	want := Description{URL: c.server.URL(), AuthorityURL: c.server.URL(), CAPEM: string(c.server.CAPEM()), TenantID: tenantID, Domain: "tiny.example", ClientID: appID, ClientSecret: appSecret}
	if got := c.server.Describe(); got != want {
		t.Errorf("%+v", got)
	}
}
