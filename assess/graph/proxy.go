package graph

import (
	"errors"
	"net"
	"net/http"
	"net/url"
)

// A proxyError is anything that went wrong with the proxy. Its text is its own:
// that of net/http quotes the proxy's address, which may hold a password.
type proxyError struct{ err error }

func (e *proxyError) Error() string {
	return "the proxy that HTTPS_PROXY names cannot be used or does not let the connection through"
}

func (e *proxyError) Unwrap() error { return e.err }

var errProxyAddress = errors.New("the address of the proxy is no URL")

func isProxy(err error) bool {
	var e *proxyError
	return errors.As(err, &e)
}

// silently is a choice of proxy whose errors do not quote an address.
func silently(proxy func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	return func(req *http.Request) (*url.URL, error) {
		u, err := proxy(req)
		if err != nil {
			return nil, &proxyError{err: errProxyAddress}
		}
		return u, nil
	}
}

// discreet words what goes wrong on the way to the proxy.
type discreet struct{ next http.RoundTripper }

func (d discreet) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := d.next.RoundTrip(req)
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "proxyconnect" {
		return nil, &proxyError{err: op.Err}
	}
	return resp, err
}
