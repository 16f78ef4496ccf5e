package emulator

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

const tokenLife = time.Hour

// serveSignIn answers the paths of the sign-in service: the discovery document and the token endpoint of the OAuth 2.0
// client credentials flow, https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow.
// It reports false for a path that is not the sign-in service's.
func (s *Server) serveSignIn(r *http.Request, body []byte) (answer, bool) {
	tenant, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	switch rest {
	case "v2.0/.well-known/openid-configuration":
		if !s.knowsTenant(tenant) {
			return s.unknownTenant(tenant), true
		}
		return ok(s.discovery()), true
	case "oauth2/v2.0/token":
		if !s.knowsTenant(tenant) {
			return s.unknownTenant(tenant), true
		}
		form, err := url.ParseQuery(string(body))
		if err != nil || r.Method != http.MethodPost {
			return s.refuseSignIn(http.StatusBadRequest, "invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'."), true
		}
		return s.token(form), true
	}
	return answer{}, false
}

// knowsTenant takes the tenant id or one of its verified domains, in any case.
func (s *Server) knowsTenant(name string) bool {
	return strings.EqualFold(name, s.tenant().ID) || slices.ContainsFunc(s.tenant().Domains, func(d Domain) bool {
		return d.Verified && strings.EqualFold(name, d.Name)
	})
}

func (s *Server) discovery() object {
	base := s.AuthorityURL() + "/" + s.tenant().ID
	return object{
		"issuer":                                base + "/v2.0",
		"authorization_endpoint":                base + "/oauth2/v2.0/authorize",
		"token_endpoint":                        base + "/oauth2/v2.0/token",
		"jwks_uri":                              base + "/discovery/v2.0/keys",
		"response_types_supported":              []string{"code", "id_token", "token"},
		"subject_types_supported":               []string{"pairwise"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
		"token_endpoint_auth_methods_supported": []string{"client_secret_post", "private_key_jwt"},
		"tenant_region_scope":                   "EU",
	}
}

// token checks a token request in the order in which Entra does.
func (s *Server) token(form url.Values) answer {
	app := s.tenant().App
	if form.Get("grant_type") != "client_credentials" {
		s.violate("token request with grant_type %q", form.Get("grant_type"))
		return s.refuseSignIn(http.StatusBadRequest, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.")
	}
	if !strings.EqualFold(form.Get("client_id"), app.ID) {
		return s.refuseSignIn(http.StatusBadRequest, "unauthorized_client", 700016,
			fmt.Sprintf("Application with identifier '%s' was not found in the directory '%s'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.", form.Get("client_id"), s.tenant().Name))
	}
	if form.Has("client_assertion") {
		s.remember(form.Get("client_assertion"))
		if form.Get("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" || strings.Count(form.Get("client_assertion"), ".") != 2 {
			return s.refuseSignIn(http.StatusUnauthorized, "invalid_client", 700027, "The certificate with identifier used to sign the client assertion is not registered on application.")
		}
	} else {
		switch secret := form.Get("client_secret"); {
		case secret == "expired":
			return s.refuseSignIn(http.StatusUnauthorized, "invalid_client", 7000222,
				fmt.Sprintf("The provided client secret keys for app '%s' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.", app.ID))
		case secret != s.options.Secret:
			return s.refuseSignIn(http.StatusUnauthorized, "invalid_client", 7000215,
				fmt.Sprintf("Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '%s'.", app.ID))
		}
	}
	scopes := strings.Fields(form.Get("scope"))
	if !slices.Contains(scopes, "https://graph.microsoft.com/.default") && !slices.Contains(scopes, s.URL()+"/.default") {
		s.violate("token request for scope %q", form.Get("scope"))
		return s.refuseSignIn(http.StatusBadRequest, "invalid_scope", 70011, "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid.")
	}
	token := s.sign()
	s.remember(token)
	return ok(object{
		"token_type":     "Bearer",
		"expires_in":     int(tokenLife.Seconds()) - 1,
		"ext_expires_in": int(tokenLife.Seconds()) - 1,
		"access_token":   token,
	})
}

// sign makes an access token: a JWT whose roles are the application permissions consented to. Without any, Entra
// leaves the claim out.
func (s *Server) sign() string {
	now := s.options.Now()
	claims := object{
		"aud":             "https://graph.microsoft.com",
		"iss":             "https://sts.windows.net/" + s.tenant().ID + "/",
		"iat":             now.Unix(),
		"nbf":             now.Unix(),
		"exp":             now.Add(tokenLife).Unix(),
		"app_displayname": s.tenant().App.Name,
		"appid":           s.tenant().App.ID,
		"appidacr":        "1",
		"idtyp":           "app",
		"tid":             s.tenant().ID,
		"ver":             "1.0",
	}
	if len(s.options.Roles) > 0 {
		claims["roles"] = s.options.Roles
	}
	head := base64.RawURLEncoding.EncodeToString([]byte(`{"typ":"JWT","alg":"HS256"}`))
	payload := base64.RawURLEncoding.EncodeToString(encode(claims))
	return head + "." + payload + "." + s.signature(head+"."+payload)
}

func (s *Server) signature(text string) string {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(text))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// verify reads the roles of the request's bearer token; false for none, a forged one or an expired one.
func (s *Server) verify(header http.Header) ([]string, bool) {
	token, found := strings.CutPrefix(header.Get("Authorization"), "Bearer ")
	dot := strings.LastIndexByte(token, '.')
	if !found || dot < 0 || !hmac.Equal([]byte(token[dot+1:]), []byte(s.signature(token[:dot]))) {
		return nil, false
	}
	_, payload, _ := strings.Cut(token[:dot], ".")
	data, err := base64.RawURLEncoding.DecodeString(payload)
	if err != nil {
		return nil, false
	}
	var claims struct {
		Roles []string `json:"roles"`
		Exp   int64    `json:"exp"`
	}
	if json.Unmarshal(data, &claims) != nil || s.options.Now().Unix() >= claims.Exp {
		return nil, false
	}
	return claims.Roles, true
}

func (s *Server) unknownTenant(name string) answer {
	return s.refuseSignIn(http.StatusBadRequest, "invalid_tenant", 90002,
		fmt.Sprintf("Tenant '%s' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.", name))
}

// refuseSignIn is an error of the token endpoint,
// https://learn.microsoft.com/entra/identity-platform/reference-error-codes.
func (s *Server) refuseSignIn(status int, name string, code int, text string) answer {
	stamp := s.options.Now().UTC().Format("2006-01-02 15:04:05Z")
	id := s.requestID()
	return answer{status: status, value: object{
		"error":             name,
		"error_description": fmt.Sprintf("AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s", code, text, id, id, stamp),
		"error_codes":       []int{code},
		"timestamp":         stamp,
		"trace_id":          id,
		"correlation_id":    id,
		"error_uri":         fmt.Sprintf("https://login.microsoftonline.com/error?code=%d", code),
	}}
}
