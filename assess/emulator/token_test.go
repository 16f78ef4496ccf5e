package emulator

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestSignIn(t *testing.T) {
	c := connect(t, tiny(), Options{})
	secret := func(id, secret string) url.Values { return url.Values{"client_id": {id}, "client_secret": {secret}} }
	assertion := url.Values{"client_id": {appID}, "client_assertion": {"a.b.c"},
		"client_assertion_type": {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"}}
	for _, test := range []struct {
		name, tenant string
		form         url.Values
		status       int
		code         string
	}{
		{"tenant id", tenantID, secret(appID, appSecret), 200, ""},
		{"verified domain", "TINY.example", secret(appID, appSecret), 200, ""},
		{"certificate", tenantID, assertion, 200, ""},
		{"unverified domain", "unproven.example", secret(appID, appSecret), 400, "AADSTS90002"},
		{"unknown tenant", "nobody.example", secret(appID, appSecret), 400, "AADSTS90002"},
		{"unknown application", tenantID, secret("other", appSecret), 400, "AADSTS700016"},
		{"wrong secret", tenantID, secret(appID, "wrong"), 401, "AADSTS7000215"},
		{"expired secret", tenantID, secret(appID, "expired"), 401, "AADSTS7000222"},
	} {
		t.Run(test.name, func(t *testing.T) {
			status, body := c.signIn(test.tenant, test.form)
			if status != test.status {
				t.Fatalf("status %d: %v", status, body)
			}
			description, _ := body["error_description"].(string)
			if got, _, _ := strings.Cut(description, ":"); got != test.code {
				t.Errorf("error %q, want %q", got, test.code)
			}
			if token, _ := body["access_token"].(string); (token != "") != (test.code == "") {
				t.Errorf("access token %q", token)
			}
		})
	}
}

// TestDiscovery: MSAL wants the issuer to have the host and port of the authority.
func TestDiscovery(t *testing.T) {
	c := connect(t, tiny(), Options{})
	body := c.must(c.server.AuthorityURL() + "/tiny.example/v2.0/.well-known/openid-configuration")
	base := c.server.URL() + "/" + tenantID
	if body["issuer"] != base+"/v2.0" || body["token_endpoint"] != base+"/oauth2/v2.0/token" {
		t.Errorf("discovery document: %v", body)
	}
	if status, _ := c.get(c.server.AuthorityURL() + "/nobody.example/v2.0/.well-known/openid-configuration"); status != 400 {
		t.Errorf("discovery for an unknown tenant: %d", status)
	}
}

func TestGraphNeedsToken(t *testing.T) {
	now := time.Now() // the certificate has to be valid today
	c := connect(t, tiny(), Options{Now: func() time.Time { return now }})
	good := c.token
	for name, token := range map[string]string{"none": "", "forged": good[:len(good)-4] + "AAAA", "no JWT": "abc"} {
		c.token = token
		status, body := c.get("/organization")
		if status != 401 || errorCode(body) != "InvalidAuthenticationToken" {
			t.Errorf("%s token: %d %v", name, status, body)
		}
	}
	c.token = good
	c.must("/organization")
	now = now.Add(tokenLife)
	if status, _ := c.get("/organization"); status != 401 {
		t.Errorf("expired token: %d", status)
	}
}
