package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	abstractions "github.com/microsoft/kiota-abstractions-go"
)

// A Request is a GET. Its URL is absolute on the client's Graph host, or begins with / and is relative to /v1.0.
type Request struct {
	URL    string
	Header http.Header
	Beta   bool // a URL that begins with / is relative to /beta
}

// FromSDK resolves what a request builder's ToGetRequestInformation returns, so
// that the SDK builds the URL and this package sends it and reads the answer.
func FromSDK(ri *abstractions.RequestInformation, c *Client) (Request, error) {
	if ri.Method != abstractions.GET {
		return Request{}, ErrNotReadOnly
	}
	ri.PathParameters["baseurl"] = c.base()
	u, err := ri.GetUri()
	if err != nil {
		return Request{}, fmt.Errorf("resolving the request %s: %w", ri.UrlTemplate, err)
	}
	resolved := *u
	// The parts of a $batch do not pass the middleware that decodes the names
	// of parameters (%24select), which RFC 6570 cannot write plainly.
	resolved.RawQuery = strings.ReplaceAll(resolved.RawQuery, "%24", "$")
	header := http.Header{}
	for _, name := range ri.Headers.ListKeys() {
		for _, value := range ri.Headers.Get(name) {
			header.Add(name, value)
		}
	}
	header.Del("Accept")
	return Request{URL: resolved.String(), Header: header}, nil
}

// Get sends r through the SDK's adapter, so that sign-in, continuous access
// evaluation and telemetry are the SDK's, and returns the body of a success. It
// is empty for 204. Errors are *Error, *NetworkError, *SignInError, *LinkError
// for a URL of another host, or the context's.
func (c *Client) Get(ctx context.Context, r Request) ([]byte, error) {
	u, err := c.address(r)
	if err != nil {
		return nil, err
	}
	ri := abstractions.NewRequestInformation()
	ri.Method = abstractions.GET
	ri.SetUri(*u)
	for name, values := range r.Header {
		for _, value := range values {
			ri.Headers.Add(name, value)
		}
	}
	if r.Header.Get("Accept") == "" {
		ri.Headers.Add("Accept", "application/json")
	}
	return c.send(ctx, ri, u.Path)
}

func (c *Client) send(ctx context.Context, ri *abstractions.RequestInformation, path string) (body []byte, err error) {
	// The adapter is not ours and has been seen to panic on a malformed
	// challenge header; one answer must not sink the run.
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: the SDK failed: %s", path, clean(fmt.Sprint(p), maxMessage))
		}
	}()
	answer, err := c.adapter.SendPrimitive(ctx, ri, "[]byte", nil)
	if err != nil {
		return nil, plain(ctx, path, err)
	}
	body, _ = answer.([]byte)
	return body, nil
}

// plain takes off what net/http and the SDK wrap around an error of ours: their
// text holds the whole URL.
func plain(ctx context.Context, path string, err error) error {
	var (
		answer  *Error
		network *NetworkError
		signIn  *SignInError
		sdk     abstractions.ApiErrorable
		wrapped *url.Error
	)
	switch {
	case errors.As(err, &answer):
		return answer
	case ctx.Err() != nil:
		return fmt.Errorf("%s: %w", path, ctx.Err())
	case errors.As(err, &network):
		return fmt.Errorf("%s: %w", path, network)
	case errors.As(err, &signIn):
		return signIn
	case errors.As(err, &sdk):
		return &Error{Path: path, Status: sdk.GetStatusCode()}
	case errors.As(err, &wrapped):
		return fmt.Errorf("%s: %w", path, wrapped.Err)
	}
	return fmt.Errorf("%s: %w", path, err)
}

// address is the absolute URL of a request.
func (c *Client) address(r Request) (*url.URL, error) {
	if r.Beta && isRelative(r.URL) {
		return c.resolve(c.endpoint.String() + "/beta" + r.URL)
	}
	return c.resolve(r.URL)
}

// isRelative tells whether a URL is a path on the client's host.
func isRelative(raw string) bool { return strings.HasPrefix(raw, "/") && !strings.HasPrefix(raw, "//") }

// resolve makes a URL absolute and refuses every host but the client's own.
func (c *Client) resolve(raw string) (*url.URL, error) {
	if isRelative(raw) {
		raw = c.base() + raw
	}
	// Filters are written with plain spaces, which a request line cannot hold.
	u, err := url.Parse(strings.ReplaceAll(raw, " ", "%20"))
	if err != nil {
		return nil, &LinkError{Path: "request", Problem: "a link that is no URL"}
	}
	if u.User != nil || !sameHost(u, c.endpoint) {
		return nil, &LinkError{Path: pathOf(raw), Problem: fmt.Sprintf("a link to another host (%s) was not followed", clean(u.Hostname(), 100))}
	}
	u.Host = c.endpoint.Host
	return u, nil
}

// relative is the URL of a batch part: everything after /v1.0.
func (c *Client) relative(raw string) (string, error) {
	u, err := c.resolve(raw)
	if err != nil {
		return "", err
	}
	rest, ok := strings.CutPrefix(u.String(), c.base()+"/")
	if !ok {
		return "", &LinkError{Path: u.Path, Problem: "a batch takes requests below /v1.0 only"}
	}
	return "/" + rest, nil
}

// pathOf is the path of a URL, which may be printed where its query may not.
func pathOf(raw string) string {
	if u, err := url.Parse(strings.ReplaceAll(raw, " ", "%20")); err == nil {
		return u.Path
	}
	return "request"
}
