package probe

import (
	"cmp"
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"preflight/assess"
	"preflight/assess/emulator"
	"preflight/assess/graph"
	"preflight/assess/store"
)

// asOf is the date of hand-made tenants.
var asOf = time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)

// A clock stands still but for the waits that the client asks for, which it grants at once.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(max(d, 0))
	return ctx.Err()
}

// A look is what one collection of a tenant brought.
type look struct {
	*assess.Inventory
	server *emulator.Server
	client *graph.Client
}

// collect runs the probes against an emulator of the tenant through the real SDK and sign-in, and resolves nothing. The
// test fails on any request that the emulator does not know.
func collect(t *testing.T, tenant *emulator.Tenant, options emulator.Options, opts Options, skip ...string) look {
	t.Helper()
	return collectWith(t.Context(), t, tenant, options, opts, skip...)
}

func collectWith(ctx context.Context, t *testing.T, tenant *emulator.Tenant, options emulator.Options, opts Options, skip ...string) look {
	t.Helper()
	return collectThrough(ctx, t, tenant, options, opts, func(_, body string) string { return body }, skip...)
}

func collectThrough(ctx context.Context, t *testing.T, tenant *emulator.Tenant, options emulator.Options, opts Options, change rewrite, skip ...string) look {
	t.Helper()
	server, client := serveThrough(t, tenant, options, change)
	inv := &assess.Inventory{AsOf: asOf}
	if !tenant.AsOf.IsZero() {
		inv.AsOf = tenant.AsOf
	}
	if opts.Seed == "" {
		opts.Seed = tenant.ID + "/" + inv.AsOf.Format(time.DateOnly)
	}
	if opts.Store == nil {
		opts.Store, opts.Run = beginRun(t, tenant.ID, inv.AsOf)
	}
	assess.Collect(ctx, inv, All(client, opts), skip, nil)
	meter := client.Meter()
	inv.Collection = assess.Collection{Requests: meter.Requests, ResourceUnits: meter.ResourceUnits, Throttled: meter.Throttled}
	for _, v := range server.Violations() {
		t.Errorf("the emulator was asked for something that Graph does not document: %v", v)
	}
	return look{Inventory: inv, server: server, client: client}
}

// beginRun makes a temporary cache with a run in it.
func beginRun(t *testing.T, tenant string, asOf time.Time) (*store.Store, store.Run) {
	t.Helper()
	s, err := store.Open("", tenant)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	run, err := s.BeginRun(store.Run{AsOf: asOf, Started: asOf})
	if err != nil {
		t.Fatal(err)
	}
	return s, run
}

// A rewrite changes the body of an answer, of the file of a usage report too, by the path of the request.
type rewrite func(path, body string) string

// serve starts an emulator of the tenant and a client that signs in to it. Waits take no time.
func serve(t *testing.T, tenant *emulator.Tenant, options emulator.Options) (*emulator.Server, *graph.Client) {
	t.Helper()
	return serveThrough(t, tenant, options, func(_, body string) string { return body })
}

func serveThrough(t *testing.T, tenant *emulator.Tenant, options emulator.Options, change rewrite) (*emulator.Server, *graph.Client) {
	t.Helper()
	server, err := emulator.Start(tenant, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	secret := options.Secret
	if secret == "" {
		secret = tenant.App.Secret
	}
	env := map[string]string{
		"AZURE_CLIENT_ID": tenant.App.ID, "AZURE_CLIENT_SECRET": secret, "AZURE_AUTHORITY_HOST": server.AuthorityURL(),
	}
	c := &clock{now: time.Now()}
	client, err := graph.New(graph.Options{
		Tenant: tenant.ID, Endpoint: server.URL(), UnitsPerMinute: 1_000_000,
		Transport: editor{&http.Transport{TLSClientConfig: &tls.Config{RootCAs: server.CAPool()}, ForceAttemptHTTP2: true}, change},
		Sleep:     c.Sleep, Now: c.Now, Getenv: func(name string) string { return env[name] },
	})
	if err != nil {
		t.Fatal(err)
	}
	return server, client
}

// An editor hands on answers with their bodies rewritten.
type editor struct {
	next   http.RoundTripper
	change rewrite
}

func (e editor) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := e.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	before, err := io.ReadAll(resp.Body)
	after := e.change(req.URL.Path, string(before))
	resp.Body, resp.ContentLength = io.NopCloser(io.MultiReader(strings.NewReader(after), broken{err})), int64(len(after))
	resp.Header.Set("Content-Length", strconv.Itoa(len(after)))
	return resp, nil
}

// broken ends a body with the error with which it broke off.
type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, cmp.Or(b.err, io.EOF) }

// all gathers the holders.
func (l look) all() []assess.Holder {
	var list []assess.Holder
	for h := range l.Holders {
		list = append(list, h)
	}
	return list
}

// gapsOf returns the gaps of a part as "place reason" or "place reason partial", the place by its name.
func (l look) gapsOf(part string) []string {
	var out []string
	for _, g := range l.Gaps {
		if g.Part != part {
			continue
		}
		words := []string{string(g.Reason)}
		if g.Place != "" {
			words = slices.Insert(words, 0, g.Name)
		}
		if g.Partial {
			words = append(words, "partial")
		}
		out = append(out, strings.Join(words, " "))
	}
	return out
}

// lostParts returns the parts of which a gap speaks, sorted.
func (l look) lostParts() []string {
	var out []string
	for _, g := range l.Gaps {
		out = append(out, g.Part)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// only leaves all probes out but those named; tenant always runs.
func only(names ...string) []string {
	return slices.DeleteFunc(Names(), func(name string) bool { return slices.Contains(names, name) })
}

// least is the smallest set of application permissions with which everything can be read, sorted.
func least() []string {
	return []string{
		"Channel.ReadBasic.All", "ChannelMember.Read.All", "Group.Read.All", "Organization.Read.All", "ReportSettings.Read.All",
		"Reports.Read.All", "SensitivityLabels.Read.All", "SharePointTenantSettings.Read.All", "Sites.Read.All", "Team.ReadBasic.All", "User.Read.All",
	}
}
