package graph

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	abstractions "github.com/microsoft/kiota-abstractions-go"
	azureauth "github.com/microsoft/kiota-authentication-azure-go"
	khttp "github.com/microsoft/kiota-http-go"
	msgraphsdk "github.com/microsoftgraph/msgraph-sdk-go"
	core "github.com/microsoftgraph/msgraph-sdk-go-core"
)

// Options says which tenant to read, where, and with what trust. Zero values
// mean Microsoft's public cloud and the machine's own trust.
type Options struct {
	Tenant   string         // tenant id or verified domain; empty: AZURE_TENANT_ID
	Endpoint string         // "https://graph.microsoft.com" by default, without /v1.0
	RootCAs  *x509.CertPool // nil: the system's
	Auth     string         // auto (default), secret, certificate or managed-identity

	// UserAgent decorates the traffic as SharePoint asks for:
	// NONISV|Company|AppName/Version.
	UserAgent string

	// UnitsPerMinute is the budget of SharePoint resource units. 0 means the
	// documented class, the smallest until SetSeats is called.
	UnitsPerMinute int

	// UnitsPerDay is the budget of SharePoint resource units of 24 hours. 0 means the documented class, or 960 times
	// UnitsPerMinute where that is more.
	UnitsPerDay int

	// Minute is the length of the budgets' minute: a day is 1,440 of them, and the windows of the other workloads'
	// budgets shrink with it. 0: a minute. Tests scale it. Retry-After and the growing waits are what they are.
	Minute time.Duration

	// AttemptTimeout bounds one HTTP attempt, its body included; 0: 100 s.
	AttemptTimeout time.Duration

	Sleep     func(context.Context, time.Duration) error // nil: a real wait that ends with the context
	Now       func() time.Time                           // nil: time.Now
	Transport http.RoundTripper                          // innermost, token requests included; nil: a plain transport with RootCAs
	Log       *slog.Logger                               // nil: discard; gets no token, query, secret or Location
	Getenv    func(string) string                        // nil: os.Getenv
}

const (
	publicEndpoint   = "https://graph.microsoft.com"
	defaultUserAgent = "NONISV|Preflight|Preflight/dev"
	attemptTimeout   = 100 * time.Second
	batchesInFlight  = 6
)

// A Client reads one tenant. It is safe for concurrent use.
type Client struct {
	endpoint   *url.URL // scheme and host of the Graph host
	scope      string
	tenant     string
	credential azcore.TokenCredential
	adapter    abstractions.RequestAdapter
	sdk        *msgraphsdk.GraphServiceClient
	guarded    http.RoundTripper // readOnly over throttle: what a report download uses
	throttle   *throttle
	options    Options
	batches    chan struct{} // one slot for each $batch in flight
}

// New builds the credential from the environment and the SDK client on top of
// the throttle. It sends nothing. A missing or contradictory environment
// variable gives an error that says what to set.
func New(opts Options) (*Client, error) {
	opts = withDefaults(opts)
	endpoint, err := parseEndpoint(opts.Endpoint)
	if err != nil {
		return nil, err
	}
	credential, tenant, err := newCredential(opts, endpoint)
	if err != nil {
		return nil, err
	}
	opts.Tenant = tenant
	return newClient(opts, credential)
}

// sdkGlobals guards the package variables (default serializers, backing store)
// that the SDK's constructors write, so that several clients can be made at once.
var sdkGlobals sync.Mutex

// newClient is New with a credential of the caller's choice.
func newClient(opts Options, credential azcore.TokenCredential) (*Client, error) {
	opts = withDefaults(opts)
	endpoint, err := parseEndpoint(opts.Endpoint)
	if err != nil {
		return nil, err
	}
	c := &Client{
		endpoint:   endpoint,
		scope:      scopeFor(endpoint),
		tenant:     opts.Tenant,
		credential: credential,
		throttle:   newThrottle(opts, endpoint),
		options:    opts,
		batches:    make(chan struct{}, batchesInFlight),
	}
	c.guarded = readOnly{next: c.throttle, endpoint: endpoint}

	// A host that is missing from this list would be asked without a token and
	// without an error, so the endpoint's own host has to be in it.
	provider, err := azureauth.NewAzureIdentityAuthenticationProviderWithScopesAndValidHosts(
		credential, []string{c.scope}, []string{endpoint.Hostname()})
	if err != nil {
		return nil, fmt.Errorf("preparing the sign-in: %w", err)
	}
	options := msgraphsdk.GetDefaultClientOptions()
	client := &http.Client{
		// No time limit here: it would include the waits. The throttle limits each attempt.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: khttp.NewCustomTransportWithParentTransport(
			refusals{next: c.guarded, now: opts.Now},
			core.NewGraphTelemetryHandler(&options),
			khttp.NewParametersNameDecodingHandler(),
		),
	}
	sdkGlobals.Lock()
	defer sdkGlobals.Unlock()
	adapter, err := msgraphsdk.NewGraphRequestAdapterWithParseNodeFactoryAndSerializationWriterFactoryAndHttpClient(
		provider, nil, nil, client)
	if err != nil {
		return nil, fmt.Errorf("building the Graph client: %w", err)
	}
	c.sdk = msgraphsdk.NewGraphServiceClient(adapter)
	adapter.SetBaseUrl(c.base())
	c.adapter = adapter
	return c, nil
}

// SDK returns the SDK client, whose request builders FromSDK resolves. Its own
// calls pass through the same throttle and the same guard.
func (c *Client) SDK() *msgraphsdk.GraphServiceClient { return c.sdk }

// SetSeats chooses the SharePoint budgets that Microsoft documents for a tenant of n licences, but for those that the
// options name.
func (c *Client) SetSeats(n int) {
	c.throttle.mu.Lock()
	defer c.throttle.mu.Unlock()
	c.throttle.governor.setSeats(n, c.options)
}

// Meter returns what the client has sent and been answered so far.
func (c *Client) Meter() Meter { return c.throttle.readMeter() }

// Waiting returns everything that requests wait for: the pauses, and then the budgets, such as "sharepoint, units of this
// minute" (a few seconds, all the time, in a crawl at full speed), "sharepoint, units of this day" (hours) and "sharepoint,
// ceiling of permission lists". Until is when it is looked at again.
func (c *Client) Waiting() []Pause { return c.throttle.readWaits() }

func (c *Client) base() string { return c.endpoint.String() + "/v1.0" }

func withDefaults(o Options) Options {
	if o.Endpoint == "" {
		o.Endpoint = publicEndpoint
	}
	if o.UserAgent == "" {
		o.UserAgent = defaultUserAgent
	}
	if o.Minute <= 0 {
		o.Minute = time.Minute
	}
	if o.AttemptTimeout <= 0 {
		o.AttemptTimeout = attemptTimeout
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Getenv == nil {
		o.Getenv = os.Getenv
	}
	if o.Transport == nil {
		o.Transport = newTransport(o.RootCAs, http.ProxyFromEnvironment)
	}
	return o
}

// newTransport is net/http's usual transport that trusts roots and keeps enough
// idle connections for the probes. Its errors never quote the proxy's address.
func newTransport(roots *x509.CertPool, proxy func(*http.Request) (*url.URL, error)) http.RoundTripper {
	return discreet{&http.Transport{
		Proxy:                 silently(proxy),
		DialContext:           (&net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSClientConfig:       &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:   30 * time.Second,
		ForceAttemptHTTP2:     true,
		MaxIdleConnsPerHost:   32,
		IdleConnTimeout:       90 * time.Second,
		ExpectContinueTimeout: time.Second,
	}}
}

// parseEndpoint accepts https://host[:port], and plain http on the loopback
// interface only, because the token travels with every request.
func parseEndpoint(s string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimRight(s, "/"))
	if err != nil {
		return nil, errors.New("the Graph endpoint is not a URL: give it as https://graph.microsoft.com")
	}
	if u.Host == "" || u.User != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("the Graph endpoint must be scheme and host alone, such as https://graph.microsoft.com (no /v1.0)")
	}
	if u.Scheme == "https" || u.Scheme == "http" && isLoopback(u.Hostname()) {
		return u, nil
	}
	return nil, fmt.Errorf("the Graph endpoint %s://%s is refused: a token may travel over https only (http is allowed on 127.0.0.1)", u.Scheme, u.Host)
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// sleep waits for d or for the end of the context, whichever comes first.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// jitter spreads the waits of requests that failed together.
func jitter() float64 { return rand.Float64() }
