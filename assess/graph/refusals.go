package graph

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"regexp"
	"time"
)

// refusals turns an answer that is no success into an *Error before the SDK
// sees it: the SDK's own error panics on an empty body, and loses the status of
// an HTML page. It surfaces through the adapter, where errors.As finds it.
type refusals struct {
	next http.RoundTripper
	now  func() time.Time
}

// redirectKey is the context key of a *string that takes a redirect's Location.
// Only Report asks for it: the Location of a report is pre-authenticated, so it
// must not become a part of an error or a log line.
type redirectKey struct{}

// claimsPattern is the challenge of continuous access evaluation in the one
// form that the SDK can read,
// https://learn.microsoft.com/entra/identity-platform/claims-challenge
var claimsPattern = regexp.MustCompile(`(?i)^bearer\s.*\bclaims="[^"]+"`)

func (f refusals) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := f.next.RoundTrip(req)
	if err != nil || resp.StatusCode < 300 {
		return resp, err
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	refusal := newError(req.URL.Path, resp.StatusCode, resp.Header, body)
	refusal.Wait = retryAfter(resp.Header, f.now())
	switch resp.StatusCode {
	case http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect:
		if target := resp.Header.Get("Location"); target != "" && locationOf(req.Context()) != nil {
			*locationOf(req.Context()) = target
			resp.Header.Del("Location") // net/http would quote one that it cannot parse
			return without(resp), nil
		}
	case http.StatusUnauthorized:
		if claimsPattern.MatchString(resp.Header.Get("WWW-Authenticate")) {
			return without(resp), nil // the adapter asks for a token with these claims and tries once more
		}
		resp.Header.Del("WWW-Authenticate")
	}
	return nil, refusal
}

func locationOf(ctx context.Context) *string {
	location, _ := ctx.Value(redirectKey{}).(*string)
	return location
}

// without hands an answer to the adapter with the smallest body that it reads
// as a Graph error.
func without(resp *http.Response) *http.Response {
	body := []byte(`{"error":{"code":"InvalidAuthenticationToken","message":""}}`)
	resp.Body = io.NopCloser(bytes.NewReader(body))
	resp.ContentLength = int64(len(body))
	resp.Header.Set("Content-Type", "application/json")
	return resp
}
