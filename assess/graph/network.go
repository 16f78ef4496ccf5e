package graph

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
)

// A NetworkError is an attempt that brought no complete answer, after retries.
type NetworkError struct {
	Host     string
	Attempts int
	Err      error
}

func (e *NetworkError) Error() string {
	return fmt.Sprintf("no answer from %s after %d attempts: %s", e.Host, e.Attempts, clean(e.Err.Error(), maxMessage))
}

func (e *NetworkError) Unwrap() error { return e.Err }

// isPermanent tells whether a broken connection would break again: a
// certificate that is not trusted, or, at the second attempt, a host that has
// never been reached and so is more likely misspelt or blocked than away.
func (t *throttle) isPermanent(err error, host string, n int) bool {
	if isUntrusted(err) {
		return true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return (isDial(err) || isProxy(err)) && !t.reached[host] && n > 1
}

// errSlow is not context.DeadlineExceeded, which would say that the run's own
// time was up.
var errSlow = errors.New("no complete answer")

func isDial(err error) bool {
	var op *net.OpError
	var dns *net.DNSError
	return errors.As(err, &dns) || errors.As(err, &op) && op.Op == "dial"
}

func isUntrusted(err error) bool {
	var verification *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	return errors.As(err, &verification) || errors.As(err, &unknown) || errors.As(err, &name) || errors.As(err, &invalid)
}

func (t *throttle) setReached(host string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.reached[host] = true
}
