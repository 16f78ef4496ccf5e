package emulator

import (
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// Options shape what a Server does beside serving its tenant. The zero value is a well-behaved Microsoft Graph with
// small pages.
type Options struct {
	PageSize int                  // entries a page at most, even where $top asks for more; 0: 50
	Latency  func() time.Duration // waited before each answer; nil: none
	Roles    []string             // application permissions in the token instead of those of Tenant.App; nil: those
	Secret   string               // client secret instead of that of Tenant.App; empty: that one
	Faults   []Fault

	// UnitsPerMinute is the budget of SharePoint resource units; beyond it SharePoint's requests get 429. 0: no limit.
	UnitsPerMinute int
	Minute         time.Duration // how long that minute is, so that a test can shorten it; 0: a real one

	Record func(Exchange)   // called for each request as it arrives, one at a time; nil: nobody
	Now    func() time.Time // nil: time.Now
}

// An Exchange is a request as the server saw it.
type Exchange struct {
	Host   string // graph, sign-in or download
	Method string
	Path   string // as it came, percent-encoding included
	Query  string
	Header http.Header // the value of Authorization is left out
	Body   []byte      // not compressed
}

// A Server is Microsoft Graph, the sign-in service and the host of report downloads for one tenant, on 127.0.0.1 over
// TLS. It is strict: what it does not know it refuses, and keeps in Violations.
type Server struct {
	tenant    *Tenant
	index     *index
	options   Options
	trust     *trust
	key       []byte // signs access tokens
	routes    []route
	graph     *listener
	downloads *listener
	state     state
}

const pageSize = 50

// Start serves t until Close. It keeps t, which must not change meanwhile.
func Start(t *Tenant, options Options) (*Server, error) {
	if options.PageSize <= 0 {
		options.PageSize = pageSize
	}
	if options.Minute <= 0 {
		options.Minute = time.Minute
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Roles == nil {
		options.Roles = t.App.Roles
	}
	if options.Secret == "" {
		options.Secret = t.App.Secret
	}
	trust, err := newTrust(options.Now())
	if err != nil {
		return nil, err
	}
	s := &Server{
		tenant:  t,
		index:   newIndex(t),
		options: options,
		trust:   trust,
		key:     make([]byte, 32),
		routes:  routes(),
		state:   newState(),
	}
	if _, err := rand.Read(s.key); err != nil {
		return nil, fmt.Errorf("making the emulator's token key: %w", err)
	}
	if s.state.faults, err = compileFaults(options.Faults, s.routes); err != nil {
		return nil, err
	}
	if s.downloads, err = listen(trust, http.HandlerFunc(s.serveDownload)); err != nil {
		return nil, err
	}
	if s.graph, err = listen(trust, http.HandlerFunc(s.serveGraph)); err != nil {
		return nil, errors.Join(err, s.downloads.close())
	}
	return s, nil
}

// URL is the Graph endpoint, without /v1.0.
func (s *Server) URL() string { return s.graph.url() }

// AuthorityURL is where applications sign in, for AZURE_AUTHORITY_HOST.
func (s *Server) AuthorityURL() string { return s.graph.url() }

// CAPool trusts the server's certificate.
func (s *Server) CAPool() *x509.CertPool { return s.trust.pool() }

// CAPEM is the same certificate authority as a PEM file.
func (s *Server) CAPEM() []byte { return s.trust.pem() }

// Close ends the server and its connections.
func (s *Server) Close() error {
	return errors.Join(s.graph.close(), s.downloads.close())
}

// A listener is one TLS host on a free port of 127.0.0.1.
type listener struct {
	net.Listener
	server *http.Server
}

func listen(t *trust, handler http.Handler) (*listener, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("opening a port on 127.0.0.1 for the emulator: %w", err)
	}
	server := &http.Server{
		Handler:           handler,
		TLSConfig:         &tls.Config{Certificates: []tls.Certificate{t.leaf}, MinVersion: tls.VersionTLS12},
		ReadHeaderTimeout: 30 * time.Second,
		ErrorLog:          log.New(io.Discard, "", 0), // handshakes that a client breaks off
	}
	go server.ServeTLS(l, "", "") // ends with close, whose error says all there is to say
	return &listener{Listener: l, server: server}, nil
}

func (l *listener) url() string {
	u := url.URL{Scheme: "https", Host: l.Addr().String()}
	return u.String()
}

func (l *listener) close() error {
	if err := l.server.Close(); err != nil {
		return fmt.Errorf("closing the emulator: %w", err)
	}
	return nil
}

// holds tells whether the token's roles have one of names, or the ReadWrite twin of one, which Graph takes too.
func holds(roles []string, names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return slices.Contains(roles, name) || slices.Contains(roles, writing(name))
	})
}
