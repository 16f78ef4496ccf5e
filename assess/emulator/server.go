package emulator

import (
	"cmp"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
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
	UnitsPerDay    int           // the same for 1,440 minutes; 0: no limit
	Minute         time.Duration // how long that minute is, so that a test can shorten it; 0: a real one

	// OtherUnitsPerMinute are the units that another application spends from UnitsPerMinute, evenly. Server.Others changes it.
	OtherUnitsPerMinute int

	// ListLimit is how many permission lists may be read in ListWindow; beyond it they get 429, while everything else is served.
	// That such a limit exists is not yet seen on a live tenant. 0: none.
	ListLimit  int
	ListWindow time.Duration // 0: five minutes
	ListSilent bool          // its 429 has no Retry-After

	// Throttle is the share of all answers of the Graph host, parts of batches included, that are 429 or 503 instead, in every form
	// in which Graph has throttled. The same Seed strikes in the same order of requests.
	Throttle     float64
	ThrottleWait time.Duration // what Retry-After asks for at most; 0: 20 ms
	Seed         uint64

	Shuffle         uint64 // seed of the order in which delta lists items; 0: parents before children
	DeletedChildren bool   // delta tells of what was in a deleted folder too
	Generations     int    // how many tenants of Advance, the present one included, delta links are known of; 0: 8

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
	past      atomic.Pointer[[]*generation] // the last of them is the present one
	advancing sync.Mutex
	cellar    *cellar
	options   Options
	trust     *trust
	key       []byte // signs access tokens
	routes    []route
	graph     *listener
	downloads *listener
	state     state
}

// defaults fills in what the options leave out.
func (o Options) defaults(t *Tenant) Options {
	o.PageSize = cmp.Or(max(o.PageSize, 0), 50)
	o.Minute = cmp.Or(max(o.Minute, 0), time.Minute)
	o.ListWindow = cmp.Or(o.ListWindow, 5*o.Minute)
	o.ThrottleWait = cmp.Or(o.ThrottleWait, 20*time.Millisecond)
	o.Generations = cmp.Or(o.Generations, 8)
	o.Secret = cmp.Or(o.Secret, t.App.Secret)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Roles == nil {
		o.Roles = t.App.Roles
	}
	return o
}

// Start serves t until Close. It keeps t, which must not change meanwhile.
func Start(t *Tenant, options Options) (*Server, error) {
	options = options.defaults(t)
	trust, err := newTrust(options.Now())
	if err != nil {
		return nil, err
	}
	s := &Server{
		cellar:  newCellar(),
		options: options,
		trust:   trust,
		key:     make([]byte, 32),
		routes:  compileRoutes(routes()),
		state:   newState(options),
	}
	s.past.Store(&[]*generation{{number: 1, tenant: t, index: newIndex(t)}})
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

// holds tells whether the token's roles have one of names, or the ReadWrite twin of one, which Graph takes too.
func holds(roles []string, names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return slices.Contains(roles, name) || slices.Contains(roles, writing(name))
	})
}
