package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// authorities are Microsoft's Graph hosts and where their clouds sign in, from
// https://learn.microsoft.com/graph/deployments.
var authorities = map[string]string{
	"graph.microsoft.com":             "https://login.microsoftonline.com/",
	"canary.graph.microsoft.com":      "https://login.microsoftonline.com/",
	"graph.microsoft.us":              "https://login.microsoftonline.us/",
	"dod-graph.microsoft.us":          "https://login.microsoftonline.us/",
	"microsoftgraph.chinacloudapi.cn": "https://login.chinacloudapi.cn/",
}

// microsoftLogins are the sign-in hosts that take part in Microsoft's instance
// discovery; for any other host it would ask Microsoft about a stranger.
var microsoftLogins = map[string]bool{
	"login.microsoftonline.com":        true,
	"login.windows.net":                true,
	"login.microsoft.com":              true,
	"sts.windows.net":                  true,
	"login.microsoftonline.us":         true,
	"login-us.microsoftonline.com":     true,
	"login.usgovcloudapi.net":          true,
	"login.chinacloudapi.cn":           true,
	"login.partner.microsoftonline.cn": true,
}

// scopeFor is the scope of the token: the Graph host's own in Microsoft's
// clouds, the public one for any other host, which stands in for it.
func scopeFor(endpoint *url.URL) string {
	if authorities[strings.ToLower(endpoint.Hostname())] != "" {
		return "https://" + strings.ToLower(endpoint.Hostname()) + "/.default"
	}
	return publicEndpoint + "/.default"
}

// newCredential chooses the credential by o.Auth and azidentity's standard
// environment variables, and returns it with the tenant.
func newCredential(o Options, endpoint *url.URL) (azcore.TokenCredential, string, error) {
	tenant := o.Tenant
	if tenant == "" {
		tenant = o.Getenv("AZURE_TENANT_ID")
	}
	if tenant == "" {
		return nil, "", errors.New("no tenant: give --tenant (or AZURE_TENANT_ID) the tenant ID or a verified domain of the client")
	}
	method, err := chooseAuth(o)
	if err != nil {
		return nil, "", err
	}
	authority, err := authorityFor(o.Getenv("AZURE_AUTHORITY_HOST"), endpoint)
	if err != nil {
		return nil, "", err
	}
	s := signIn{
		tenant:   tenant,
		clientID: o.Getenv("AZURE_CLIENT_ID"),
		private:  !microsoftLogins[strings.ToLower(authority.Hostname())],
		options: azcore.ClientOptions{
			Cloud: cloud.Configuration{ActiveDirectoryAuthorityHost: authority.String()},
			Retry: policy.RetryOptions{MaxRetries: 3, RetryDelay: time.Second, MaxRetryDelay: 30 * time.Second},
			Transport: &tokenTransport{client: &http.Client{
				Transport: o.Transport,
				Timeout:   o.AttemptTimeout,
				// A redirect must not carry the secret to another host.
				CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			}},
		},
	}
	credential, err := s.credential(method, o.Getenv)
	if err != nil {
		return nil, "", err
	}
	return explained{credential}, tenant, nil
}

// chooseAuth names the method and refuses one whose variables are not set.
func chooseAuth(o Options) (string, error) {
	method := o.Auth
	if method == "" || method == "auto" {
		switch {
		case o.Getenv("AZURE_CLIENT_SECRET") != "":
			method = "secret"
		case o.Getenv("AZURE_CLIENT_CERTIFICATE_PATH") != "":
			method = "certificate"
		default:
			return "", errors.New("no way to sign in: set AZURE_CLIENT_ID with AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH, or give --auth managed-identity")
		}
	}
	variables := map[string][]string{
		"secret":           {"AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"},
		"certificate":      {"AZURE_CLIENT_ID", "AZURE_CLIENT_CERTIFICATE_PATH"},
		"managed-identity": {},
	}
	needed, known := variables[method]
	if !known {
		return "", fmt.Errorf("unknown sign-in method %q: --auth takes auto, secret, certificate or managed-identity", method)
	}
	for _, name := range needed {
		if o.Getenv(name) == "" {
			return "", fmt.Errorf("signing in with %s needs the environment variable %s: set it", method, name)
		}
	}
	return method, nil
}

func authorityFor(host string, endpoint *url.URL) (*url.URL, error) {
	if host == "" {
		host = authorities[strings.ToLower(endpoint.Hostname())]
	}
	if host == "" {
		host = authorities["graph.microsoft.com"]
	}
	u, err := url.Parse(host)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil {
		return nil, errors.New("AZURE_AUTHORITY_HOST must be an https URL such as https://login.microsoftonline.com/")
	}
	return u, nil
}

// signIn is what the credentials have in common.
type signIn struct {
	tenant, clientID string
	private          bool // the authority is not one of Microsoft's
	options          azcore.ClientOptions
}

func (s signIn) credential(method string, getenv func(string) string) (azcore.TokenCredential, error) {
	switch method {
	case "secret":
		c, err := azidentity.NewClientSecretCredential(s.tenant, s.clientID, getenv("AZURE_CLIENT_SECRET"),
			&azidentity.ClientSecretCredentialOptions{ClientOptions: s.options, DisableInstanceDiscovery: s.private})
		if err != nil {
			return nil, fmt.Errorf("preparing the sign-in with a secret: %s", clean(err.Error(), maxMessage))
		}
		return c, nil
	case "certificate":
		return s.certificate(getenv("AZURE_CLIENT_CERTIFICATE_PATH"), getenv("AZURE_CLIENT_CERTIFICATE_PASSWORD"))
	}
	options := &azidentity.ManagedIdentityCredentialOptions{ClientOptions: s.options}
	if s.clientID != "" {
		options.ID = azidentity.ClientID(s.clientID)
	}
	c, err := azidentity.NewManagedIdentityCredential(options)
	if err != nil {
		return nil, fmt.Errorf("preparing the sign-in with a managed identity: %s", clean(err.Error(), maxMessage))
	}
	return c, nil
}

// certificate reads a PEM or PFX file that holds the certificate and its key.
func (s signIn) certificate(path, password string) (azcore.TokenCredential, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading AZURE_CLIENT_CERTIFICATE_PATH: %w", err)
	}
	certificates, key, err := azidentity.ParseCertificates(data, []byte(password))
	if err != nil {
		return nil, fmt.Errorf("%s holds no certificate with its key that can be read (%s): "+
			"give a PEM file without a password, or a PFX file with AZURE_CLIENT_CERTIFICATE_PASSWORD", path, clean(err.Error(), 120))
	}
	c, err := azidentity.NewClientCertificateCredential(s.tenant, s.clientID, certificates, key,
		&azidentity.ClientCertificateCredentialOptions{ClientOptions: s.options, DisableInstanceDiscovery: s.private})
	if err != nil {
		return nil, fmt.Errorf("preparing the sign-in with a certificate: %s", clean(err.Error(), maxMessage))
	}
	return c, nil
}

// A SignInError is a sign-in that Microsoft Entra refused, or that could not be
// made. Its text is one line; azidentity's own quotes the whole answer.
type SignInError struct {
	Status  int    // of the answer; 0 where there was none
	Code    string // AADSTS…, empty if the refusal named none
	Message string // one line, at most 300 characters
}

func (e *SignInError) Error() string { return "sign-in failed: " + e.Message }

// explained turns the errors of a credential into *SignInError or *NetworkError.
type explained struct{ credential azcore.TokenCredential }

func (e explained) GetToken(ctx context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
	var failure networkFailure
	token, err := e.credential.GetToken(context.WithValue(ctx, networkFailureKey{}, &failure), o)
	switch {
	case err == nil:
		return token, nil
	case ctx.Err() != nil:
		return token, fmt.Errorf("signing in: %w", ctx.Err())
	case failure.err != nil:
		return token, fmt.Errorf("signing in: %w", failure.err)
	}
	return token, newSignInError(err)
}

var (
	codePattern = regexp.MustCompile(`AADSTS\d+`)
	textPattern = regexp.MustCompile(`AADSTS\d+: [^"\\\r\n]*`)
)

func newSignInError(err error) *SignInError {
	text := err.Error()
	e := &SignInError{Code: codePattern.FindString(text), Message: textPattern.FindString(text)}
	if e.Message == "" {
		e.Message, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
	}
	e.Message = strings.TrimRight(clean(e.Message, maxMessage), ". ")
	var failed *azidentity.AuthenticationFailedError
	if errors.As(err, &failed) && failed.RawResponse != nil {
		e.Status = failed.RawResponse.StatusCode
	}
	return e
}

// networkFailure carries the last network error of a sign-in past MSAL, which
// keeps its text only.
type networkFailure struct{ err *NetworkError }

type networkFailureKey struct{}

// tokenTransport sends the token requests.
type tokenTransport struct{ client *http.Client }

func (t *tokenTransport) Do(req *http.Request) (*http.Response, error) {
	failure, _ := req.Context().Value(networkFailureKey{}).(*networkFailure)
	resp, err := t.client.Do(req)
	if err == nil {
		if failure != nil {
			failure.err = nil
		}
		return resp, nil
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		slow := wrapped.Timeout()
		err = wrapped.Err
		if slow && req.Context().Err() == nil {
			err = fmt.Errorf("%w within %s", errSlow, t.client.Timeout)
		}
	}
	network := &NetworkError{Host: req.URL.Hostname(), Attempts: 1, Err: err}
	if failure != nil {
		if failure.err != nil {
			network.Attempts = failure.err.Attempts + 1
		}
		failure.err = network
	}
	if isUntrusted(err) || errors.Is(err, errSlow) || errors.Is(err, errProxyAddress) {
		return nil, final{network}
	}
	return nil, network
}

// final marks an error that azcore must not retry.
type final struct{ error }

func (final) NonRetriable() {}

func (f final) Unwrap() error { return f.error }
