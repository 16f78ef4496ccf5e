package graph

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"preflight/assess"
)

// The shapes that the service and what stands before it have been seen to answer.
func TestErrorShapes(t *testing.T) {
	tests := []struct {
		name   string
		status int
		ctype  string
		body   string
		want   string // the error's text after the path
		reason assess.Reason
	}{
		{"refused", 403, "application/json",
			`{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges.","innerError":{"request-id":"r-1"}}}`,
			"Microsoft Graph answered 403 Forbidden, Authorization_RequestDenied: Insufficient privileges. (request id r-1)", assess.ReasonPermission},
		{"empty body", 401, "", "", "Microsoft Graph answered 401 Unauthorized: the answer was empty", assess.ReasonPermission},
		{"empty object", 500, "application/json", "{}", "Microsoft Graph answered 500 Internal Server Error", assess.ReasonService},
		{"web page", 502, "text/html", "<html><b>Bad</b></html>", "Microsoft Graph answered 502 Bad Gateway: the answer was a web page, as of a proxy or a gateway", assess.ReasonService},
		{"null", 404, "application/json", "null", "Microsoft Graph answered 404 Not Found", assess.ReasonService},
		{"error as a string", 410, "application/json", `{"error":"gone"}`, "Microsoft Graph answered 410 Gone: the answer was no Graph error", assess.ReasonService},
		{"locked", 423, "application/json", `{"error":{"code":"resourceLocked"}}`, "Microsoft Graph answered 423 Locked, resourceLocked", assess.ReasonLocked},
		{"throttled", 429, "application/json", `{"error":{"code":"activityLimitReached"}}`, "Microsoft Graph answered 429 Too Many Requests, activityLimitReached", assess.ReasonThrottled},
		{"our mistake", 400, "application/json", `{"error":{"code":"BadRequest","message":"no such property"}}`, "Microsoft Graph answered 400 Bad Request, BadRequest: no such property", assess.ReasonDefect},
		{"licence by code", 403, "application/json", `{"error":{"code":"Authentication_RequestFromNonPremiumTenantOrB2CTenant"}}`,
			"Microsoft Graph answered 403 Forbidden, Authentication_RequestFromNonPremiumTenantOrB2CTenant", assess.ReasonLicence},
		{"licence by words", 400, "application/json", `{"error":{"code":"BadRequest","message":"Request not applicable to target tenant."}}`,
			"Microsoft Graph answered 400 Bad Request, BadRequest: Request not applicable to target tenant.", assess.ReasonLicence},
		{"no SharePoint", 400, "application/json", `{"error":{"code":"BadRequest","message":"Tenant does not have a SPO license."}}`,
			"Microsoft Graph answered 400 Bad Request, BadRequest: Tenant does not have a SPO license.", assess.ReasonLicence},
		{"redirect that nobody asked for", 302, "", "", "Microsoft Graph answered 302 Found: the answer was empty", assess.ReasonService},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := testClient(t, func(*http.Request) (*http.Response, error) {
				return answer(tt.status, tt.body, "Content-Type", tt.ctype), nil
			})
			_, err := c.Get(t.Context(), Request{URL: "/users?$skiptoken=S3CRET"})
			if err == nil {
				t.Fatal("no error")
			}
			if want := "/v1.0/users: " + tt.want; err.Error() != want {
				t.Errorf("text %s\nwant %s", err, want)
			}
			if got := ReasonOf(err); got != tt.reason {
				t.Errorf("reason %s, want %s", got, tt.reason)
			}
			if !IsStatus(err, 299, tt.status) || IsStatus(err, 299) {
				t.Error("IsStatus does not see the status")
			}
		})
	}
}

func TestReasonOfOtherErrors(t *testing.T) {
	tests := []struct {
		err  error
		want assess.Reason
	}{
		{fmt.Errorf("reading: %w", &NetworkError{Err: io.ErrUnexpectedEOF}), assess.ReasonService},
		{&NetworkError{Err: errSlow}, assess.ReasonService},
		{&DecodeError{Err: io.EOF}, assess.ReasonService},
		{&LinkError{}, assess.ReasonService},
		{&NullElementError{}, assess.ReasonService},
		{&CSVError{}, assess.ReasonService},
		{fmt.Errorf("x: %w", context.Canceled), assess.ReasonInterrupted},
		{context.DeadlineExceeded, assess.ReasonInterrupted},
		{&SignInError{Code: "AADSTS7000215"}, assess.ReasonPermission},
		{&SignInError{Status: 401, Code: "AADSTS7000215"}, assess.ReasonPermission},
		{&SignInError{Status: 429}, assess.ReasonThrottled},
		{&SignInError{Status: 503}, assess.ReasonService},
		{ErrNoConsent, assess.ReasonPermission},
		{&Error{Status: 503}, assess.ReasonService},
		{&Error{Status: 503, Wait: 1}, assess.ReasonThrottled},
		{ErrNotReadOnly, assess.ReasonDefect},
		{errors.New("anything"), assess.ReasonDefect},
	}
	for _, tt := range tests {
		if got := ReasonOf(tt.err); got != tt.want {
			t.Errorf("ReasonOf(%v) = %s, want %s", tt.err, got, tt.want)
		}
	}
}

func TestClean(t *testing.T) {
	tests := []struct{ in, want string }{
		{"two\r\nlines\tand \x1b[31mcolour\x00", "two lines and [31mcolour"},
		{"see https://contoso.sharepoint.com/:w:/g/S3CRET?e=S3CRET now", "see https://contoso.sharepoint.com/… now"},
		{"at https://user:S3CRET@host.example/x", "at https://host.example/…"},
		{`invalid proxy address "http://user:S3/CRET@proxy:8080"`, `invalid proxy address "http://…/…"`},
		{"token " + testToken + " expired", "token [token] expired"},
		{"Authorization: Bearer abcdefghijklmnop==", "Authorization: [token]"},
		{"body client_secret=S3CRET&x=1", "body client_secret=[secret]&x=1"},
		{strings.Repeat("é", 400), strings.Repeat("é", 299) + "…"},
		{"a\u202eb", "ab"},
	}
	for _, tt := range tests {
		if got := clean(tt.in, maxMessage); got != tt.want {
			t.Errorf("clean(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestExplain(t *testing.T) {
	tests := []struct {
		err  error
		want string // must stand in the sentence
	}{
		{&SignInError{Code: "AADSTS90002"}, "check --tenant"},
		{&SignInError{Code: "AADSTS700016"}, "AZURE_CLIENT_ID"},
		{&SignInError{Code: "AADSTS7000215"}, "secret is wrong"},
		{&SignInError{Code: "AADSTS7000222"}, "has expired"},
		{&SignInError{Message: "something else"}, "something else"},
		{ErrNoConsent, "admin consent"},
		{&Error{Status: 403}, "lacks a permission"},
		{&Error{Status: 429}, "Run again later"},
		{&NetworkError{Host: "graph.example", Err: x509.UnknownAuthorityError{}}, "--ca-file"},
		{&NetworkError{Host: "graph.example", Err: &net.DNSError{Err: "no such host", Name: "graph.example"}}, "graph.example cannot be found"},
		{&NetworkError{Host: "graph.example", Err: &net.OpError{Op: "dial", Err: errors.New("refused")}}, "cannot be reached"},
		{&NetworkError{Host: "graph.example", Err: fmt.Errorf("%w within 1s", errSlow)}, "too slow"},
		{&NetworkError{Host: "graph.example", Err: &proxyError{}}, "HTTPS_PROXY"},
		{fmt.Errorf("x: %w", context.DeadlineExceeded), "--timeout"},
		{errors.New("plain"), "plain"},
	}
	for _, tt := range tests {
		if got := Explain(tt.err); !strings.Contains(got, tt.want) {
			t.Errorf("Explain(%v) = %q, want it to say %q", tt.err, got, tt.want)
		}
	}
}
