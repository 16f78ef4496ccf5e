package graph

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const tenantID = "11111111-2222-3333-4444-555555555555"

func env(pairs ...string) func(string) string {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return func(name string) string { return m[name] }
}

// cloudServer is a sign-in authority and a Graph host in one, over TLS.
func cloudServer(t *testing.T, refusal string) *httptest.Server {
	t.Helper()
	var srv *httptest.Server
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{tenant}/v2.0/.well-known/openid-configuration", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if refusal == "AADSTS90002" {
			w.WriteHeader(400)
			fmt.Fprint(w, `{"error":"invalid_tenant","error_description":"AADSTS90002: Tenant 'x' not found. Trace ID: 1"}`)
			return
		}
		base := srv.URL + "/" + r.PathValue("tenant")
		json.NewEncoder(w).Encode(map[string]string{
			"issuer": base + "/v2.0", "token_endpoint": base + "/oauth2/v2.0/token",
			"authorization_endpoint": base + "/oauth2/v2.0/authorize", "jwks_uri": base + "/keys",
		})
	})
	mux.HandleFunc("POST /{tenant}/oauth2/v2.0/token", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if refusal != "" {
			w.WriteHeader(401)
			fmt.Fprintf(w, `{"error":"invalid_client","error_description":"%s: Refused.\r\nTrace ID: 1"}`, refusal)
			return
		}
		if r.FormValue("scope") != "https://graph.microsoft.com/.default openid offline_access profile" && !strings.HasPrefix(r.FormValue("scope"), publicEndpoint) {
			t.Errorf("scope %q", r.FormValue("scope"))
		}
		if r.FormValue("client_secret") == "" && r.FormValue("client_assertion") == "" {
			t.Error("neither secret nor assertion")
		}
		token := jwt(`{"tid":"` + tenantID + `","appid":"app","app_displayname":"Preflight","roles":["User.Read.All","Sites.Read.All"]}`)
		json.NewEncoder(w).Encode(map[string]any{"token_type": "Bearer", "expires_in": 3600, "access_token": token})
	})
	mux.HandleFunc("GET /v1.0/users", func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ey") {
			w.WriteHeader(401)
			return
		}
		fmt.Fprint(w, `{"value":[{"id":"u1"}]}`)
	})
	srv = httptest.NewUnstartedServer(mux)
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.StartTLS()
	t.Cleanup(srv.Close)
	return srv
}

func pool(srv *httptest.Server) *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(srv.Certificate())
	return p
}

// writeCertificate makes a PEM file with a certificate and its key.
func writeCertificate(t *testing.T) string {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Preflight"},
		NotBefore: time.Unix(0, 0), NotAfter: time.Now().Add(24 * time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	pem.Encode(&file, &pem.Block{Type: "CERTIFICATE", Bytes: der})
	pem.Encode(&file, &pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})
	path := filepath.Join(t.TempDir(), "app.pem")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSignIn(t *testing.T) {
	for _, method := range []string{"secret", "certificate"} {
		t.Run(method, func(t *testing.T) {
			srv := cloudServer(t, "")
			pairs := []string{"AZURE_AUTHORITY_HOST", srv.URL, "AZURE_CLIENT_ID", "app"}
			if method == "secret" {
				pairs = append(pairs, "AZURE_CLIENT_SECRET", "S3CRET")
			} else {
				pairs = append(pairs, "AZURE_CLIENT_CERTIFICATE_PATH", writeCertificate(t))
			}
			c, err := New(Options{Tenant: tenantID, Endpoint: srv.URL, RootCAs: pool(srv), Getenv: env(pairs...)})
			if err != nil {
				t.Fatal(err)
			}
			id, err := c.Identity(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if id.TenantID != tenantID || id.AppID != "app" || id.AppName != "Preflight" || strings.Join(id.Roles, " ") != "Sites.Read.All User.Read.All" {
				t.Errorf("identity %+v", id)
			}
			n := 0
			if err := Each(t.Context(), c, Request{URL: "/users"}, func(item) error { n++; return nil }); err != nil || n != 1 {
				t.Errorf("%d users, %v", n, err)
			}
			if m := c.Meter(); m.Requests != 1 {
				t.Errorf("meter %+v counts the token request", m)
			}
		})
	}
}

func TestSignInRefused(t *testing.T) {
	for _, code := range []string{"AADSTS90002", "AADSTS700016", "AADSTS7000215", "AADSTS7000222"} {
		t.Run(code, func(t *testing.T) {
			srv := cloudServer(t, code)
			c, err := New(Options{Tenant: tenantID, Endpoint: srv.URL, RootCAs: pool(srv),
				Getenv: env("AZURE_AUTHORITY_HOST", srv.URL, "AZURE_CLIENT_ID", "app", "AZURE_CLIENT_SECRET", "S3CRET")})
			if err != nil {
				t.Fatal(err)
			}
			_, err = c.Identity(t.Context())
			_, getErr := c.Get(t.Context(), Request{URL: "/users"})
			for _, err := range []error{err, getErr} {
				if err == nil || ReasonOf(err) != "permission" || strings.ContainsAny(err.Error(), "\r\n") || strings.Contains(err.Error(), "S3CRET") {
					t.Errorf("error %v, reason %s", err, ReasonOf(err))
				}
				if sentence := Explain(err); !strings.Contains(sentence, code) || !strings.Contains(sentence, signInAdvice[code]) {
					t.Errorf("explained as %q", sentence)
				}
			}
		})
	}
}

func TestSignInOverAnUntrustedConnection(t *testing.T) {
	srv := cloudServer(t, "")
	c, err := New(Options{Tenant: tenantID, Endpoint: srv.URL, RootCAs: x509.NewCertPool(),
		Getenv: env("AZURE_AUTHORITY_HOST", srv.URL, "AZURE_CLIENT_ID", "app", "AZURE_CLIENT_SECRET", "S3CRET")})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Identity(t.Context())
	if sentence := Explain(err); !strings.Contains(sentence, "--ca-file") {
		t.Errorf("explained as %q (%v)", sentence, err)
	}
	if ReasonOf(err) != "service" {
		t.Errorf("reason %s", ReasonOf(err))
	}
}

func TestNewRefuses(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	keyOnly := filepath.Join(t.TempDir(), "key.pem")
	if err := os.WriteFile(keyOnly, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		o    Options
		want string
	}{
		{"no tenant", Options{Getenv: env()}, "--tenant"},
		{"nothing set", Options{Tenant: "t", Getenv: env()}, "AZURE_CLIENT_SECRET"},
		{"secret without client", Options{Tenant: "t", Getenv: env("AZURE_CLIENT_SECRET", "S3CRET")}, "AZURE_CLIENT_ID"},
		{"secret asked for", Options{Tenant: "t", Auth: "secret", Getenv: env("AZURE_CLIENT_ID", "a")}, "AZURE_CLIENT_SECRET"},
		{"unknown method", Options{Tenant: "t", Auth: "browser", Getenv: env()}, "--auth takes"},
		{"authority over http", Options{Tenant: "t", Getenv: env("AZURE_CLIENT_ID", "a", "AZURE_CLIENT_SECRET", "S3CRET", "AZURE_AUTHORITY_HOST", "http://127.0.0.1")}, "https"},
		{"no certificate file", Options{Tenant: "t", Getenv: env("AZURE_CLIENT_ID", "a", "AZURE_CLIENT_CERTIFICATE_PATH", "/no/such/file")}, "AZURE_CLIENT_CERTIFICATE_PATH"},
		{"key without certificate", Options{Tenant: "t", Getenv: env("AZURE_CLIENT_ID", "a", "AZURE_CLIENT_CERTIFICATE_PATH", keyOnly, "AZURE_CLIENT_CERTIFICATE_PASSWORD", "S3CRET")}, "PFX"},
		{"tenant with a slash", Options{Tenant: "a/b", Getenv: env("AZURE_CLIENT_ID", "a", "AZURE_CLIENT_SECRET", "S3CRET")}, "tenant"},
		{"endpoint with a path", Options{Tenant: "t", Endpoint: "https://graph.microsoft.com/beta", Getenv: env()}, "no /v1.0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := New(tt.o)
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "S3CRET") {
				t.Errorf("error %v, want one that says %q", err, tt.want)
			}
		})
	}
}

func TestManagedIdentityNeedsNoSecret(t *testing.T) {
	if _, err := New(Options{Tenant: "t", Auth: "managed-identity", Getenv: env()}); err != nil {
		t.Error(err)
	}
}
