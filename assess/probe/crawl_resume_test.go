package probe

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
	"preflight/assess/graph"
	"preflight/assess/store"
)

// A saga is a tenant whose server and cache outlast the processes of a run, and the run.
type saga struct {
	t      *testing.T
	tenant *emulator.Tenant
	server *emulator.Server
	cache  string
	roles  []string
	change rewrite

	excluded []assess.Exclusion

	mu      sync.Mutex
	arrived func(emulator.Exchange) // called for each request to the Graph host
}

// begin starts the server of a tenant. The cache is a file, so that each process opens it anew.
func begin(t *testing.T, tenant *emulator.Tenant, options emulator.Options) *saga {
	t.Helper()
	s := &saga{t: t, tenant: tenant, cache: filepath.Join(t.TempDir(), "crawl.db"), roles: options.Roles, change: func(_, body string) string { return body }}
	options.Record = func(e emulator.Exchange) {
		s.mu.Lock()
		arrived := s.arrived
		s.mu.Unlock()
		if e.Host == "graph" && arrived != nil {
			arrived(e)
		}
	}
	var err error
	if s.server, err = emulator.Start(tenant, options); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.server.Close() })
	return s
}

// client signs in to the server. Waits take no time.
func (s *saga) client() *graph.Client {
	s.t.Helper()
	env := map[string]string{
		"AZURE_CLIENT_ID": s.tenant.App.ID, "AZURE_CLIENT_SECRET": s.tenant.App.Secret, "AZURE_AUTHORITY_HOST": s.server.AuthorityURL(),
	}
	c := &clock{now: time.Now()}
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: s.server.CAPool()}, ForceAttemptHTTP2: true}
	s.t.Cleanup(transport.CloseIdleConnections)
	client, err := graph.New(graph.Options{
		Tenant: s.tenant.ID, Endpoint: s.server.URL(), UnitsPerMinute: 1_000_000, Transport: editor{transport, s.change},
		Sleep: c.Sleep, Now: c.Now, Getenv: func(name string) string { return env[name] },
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return client
}

// process is one process of a run: of the last one where that was not finished, else of a new one. What it saw is read to
// the end, since the cache is closed when it returns. The run is finished where nothing was interrupted.
func (s *saga) process(ctx context.Context, arrived func(emulator.Exchange), skip ...string) look {
	s.t.Helper()
	s.mu.Lock()
	s.arrived = arrived
	s.mu.Unlock()
	kept, err := store.Open(s.cache, s.tenant.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	defer kept.Close()
	client := s.client()
	exact := slices.Contains(s.roles, "Sites.FullControl.All")
	opts := Options{Store: kept, Excluded: s.excluded}
	finished, rerun, err := kept.LastFinished()
	if err == nil {
		opts.Run, _, err = kept.LastRun()
	}
	if err == nil && (opts.Run.ID == 0 || opts.Run.Finished) {
		opts.Run, err = kept.BeginRun(store.Run{AsOf: asOf, Started: asOf, Exact: exact})
	}
	if err != nil {
		s.t.Fatal(err)
	}
	if opts.Run.Exact && !exact {
		opts.Run.Exact = false
		if err := kept.LoseExact(opts.Run.ID); err != nil {
			s.t.Fatal(err)
		}
	}
	if rerun {
		opts.Since = finished.AsOf
	}
	opts.Seed = fmt.Sprint(s.tenant.ID, opts.Run.ID)
	inv := &assess.Inventory{AsOf: opts.Run.AsOf}
	assess.Collect(ctx, inv, All(client, opts), skip, nil)
	l := look{Inventory: inv, server: s.server, client: client}
	if inv.Holders != nil {
		var holders []assess.Holder
		for h, err := range inv.Holders {
			if err != nil {
				s.t.Fatalf("reading what was kept: %v", err)
			}
			holders = append(holders, h)
		}
		inv.Holders = assess.HoldersOf(holders...)
	}
	if !slices.ContainsFunc(inv.Gaps, func(g assess.Gap) bool { return g.Reason == assess.ReasonInterrupted || g.Reason == assess.ReasonCache }) {
		opts.Run.Finished = true
		if err := kept.SaveRun(opts.Run); err != nil {
			s.t.Fatal(err)
		}
	}
	for _, v := range s.server.Violations() {
		s.t.Errorf("the emulator was asked for something that Graph does not document: %v", v)
	}
	return l
}

// keepCache copies the cache, between processes, and returns a function that puts the copy back.
func (s *saga) keepCache() (back func()) {
	s.t.Helper()
	data, err := os.ReadFile(s.cache)
	if err != nil {
		s.t.Fatal(err)
	}
	return func() {
		s.t.Helper()
		if err := store.Remove(s.cache, s.tenant.ID); err != nil {
			s.t.Fatal(err)
		}
		if err := os.WriteFile(s.cache, data, 0o600); err != nil {
			s.t.Fatal(err)
		}
	}
}

// sameLook compares all that two runs saw, but for what it cost.
func sameLook(t *testing.T, want, got look) {
	t.Helper()
	if want.Holders == nil || got.Holders == nil {
		t.Fatalf("no holders: want %t, got %t", want.Holders != nil, got.Holders != nil)
	}
	if diff := cmp.Diff(want.all(), got.all()); diff != "" {
		t.Errorf("holders (-want +got):\n%s", diff)
	}
	a, b := *want.Inventory, *got.Inventory
	a.Holders, b.Holders, a.Collection, b.Collection = nil, nil, assess.Collection{}, assess.Collection{}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("the inventory (-want +got):\n%s", diff)
	}
}

// A counter counts requests for pages of libraries, by library. Batches hold none.
type counter map[string]int

func (c counter) arrived(e emulator.Exchange) {
	if strings.HasSuffix(e.Path, "/root/delta") {
		c[e.Path]++
	}
}

// atMostOneMore checks that of each library at most one page was asked for again.
func (c counter) atMostOneMore(t *testing.T, quiet counter) {
	t.Helper()
	for path, n := range c {
		if n > quiet[path]+1 {
			t.Errorf("%s was asked for %d times, and %d times by a run that was not interrupted", path, n, quiet[path])
		}
	}
}

// untold is a library whose items lack the shared facet.
func untold() emulator.Drive {
	return drive("untold",
		itemIn("dir", "", "folder", "-", append(inherit(siteMembers()), link("u1", "anonymous"))),
		itemIn("in", "dir", "file", "-", nil),
		itemIn("out", "", "file", "-", []emulator.Permission{link("u2", "organization")}),
		itemIn("plain", "", "file", "-", nil),
		itemIn("other", "", "file", "-", nil),
	)
}

// torn is a tenant that has something of everything, a library that lies among it.
func torn() *emulator.Tenant {
	tenant := busy()
	tenant.Sites[0].Drives = append(tenant.Sites[0].Drives, untold())
	return tenant
}

// changed is torn as it is later: items came, went, moved, and are shared with others.
func changed() *emulator.Tenant {
	tenant := torn()
	one := &tenant.Sites[1].Drives[0]
	for i := range one.Items {
		it := &one.Items[i]
		switch it.ID {
		case "own":
			it.Permissions = append(inherit(it.Permissions...), link("l22", "anonymous"))
			it.Modified = asOf
		case "deeper":
			it.Parent, it.Modified = "", asOf
		case "empty":
			it.Deleted = true
		}
	}
	one.Items = append(one.Items, itemIn("new", "deep", "file", "users", []emulator.Permission{link("n1", "users")}), itemIn("newer", "", "file", "-", nil))
	lies := &tenant.Sites[0].Drives[1]
	lies.Items = append(lies.Items, itemIn("late", "dir", "file", "-", []emulator.Permission{link("u3", "users")}))
	return tenant
}

// interruptEach stops a run at each request of its crawl and at some before, from what the cache holds, and checks that the process which goes on
// sees what an uninterrupted run sees, and asks for a page a library again at most.
func interruptEach(t *testing.T, s *saga, back func()) {
	t.Helper()
	quiet, all, crawl := counter{}, 0, 0
	want := s.process(t.Context(), func(e emulator.Exchange) {
		quiet.arrived(e)
		if all++; crawl == 0 && strings.Contains(e.Path+string(e.Body), "/drives") {
			crawl = all
		}
	})
	if len(want.Gaps) > 0 {
		t.Fatalf("without interruption: %v", want.Gaps)
	}
	if all-crawl < 30 {
		t.Fatalf("%d requests are too few to prove anything", all-crawl)
	}
	cut, tried := 0, 0
	for n := 1; n <= all; n++ {
		switch {
		case n < crawl-1 && n%10 > 0: // nothing is kept yet, so that these are all the same
			continue
		case testing.Short() && n%5 > 0:
			continue
		}
		tried++
		back()
		ctx, cancel := context.WithCancel(t.Context())
		pages, count := counter{}, 0
		first := s.process(ctx, func(e emulator.Exchange) {
			if ctx.Err() == nil {
				pages.arrived(e) // what is sent later is not answered
			}
			if count++; count == n {
				cancel()
			}
		})
		cancel()
		for _, g := range first.Gaps {
			if g.Reason != assess.ReasonInterrupted {
				t.Errorf("interrupted at request %d: %+v", n, g)
			}
		}
		if len(first.Gaps) == 0 {
			sameLook(t, want, first) // the answer to its last request was of no use any more
			continue
		}
		cut++
		got := s.process(t.Context(), pages.arrived)
		sameLook(t, want, got)
		pages.atMostOneMore(t, quiet)
		if t.Failed() {
			t.Fatalf("interrupted at request %d of %d", n, all)
		}
	}
	if cut < tried*3/4 {
		t.Errorf("%d of %d interruptions struck", cut, tried)
	}
	t.Logf("%d of %d interruptions struck; the crawl begins with request %d of %d", cut, tried, crawl, all)
}

// TestResume interrupts the first run of a tenant.
func TestResume(t *testing.T) {
	t.Parallel()
	s := begin(t, torn(), emulator.Options{PageSize: 2})
	interruptEach(t, s, func() {
		if err := store.Remove(s.cache, s.tenant.ID); err != nil {
			t.Fatal(err)
		}
	})
}

// TestResumeRerun interrupts the second run of a tenant, with the permissions that Preflight asks for and
// with those that make changes of sharing come by delta.
func TestResumeRerun(t *testing.T) {
	for _, test := range []struct {
		name  string
		roles []string
	}{{"Sites.Read.All", least()}, {"Sites.FullControl.All", append(least(), "Sites.FullControl.All")}} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := begin(t, torn(), emulator.Options{PageSize: 2, Roles: test.roles})
			if l := s.process(t.Context(), nil); len(l.Gaps) > 0 {
				t.Fatalf("the first run: %v", l.Gaps)
			}
			s.server.Advance(changed())
			interruptEach(t, s, s.keepCache())
		})
	}
}

// TestLyingFacetAgain: a library whose facets were found to be wrong is read whole in later runs too, from the beginning, and is
// not sampled again.
func TestLyingFacetAgain(t *testing.T) {
	tenant := fabrikam()
	tenant.Sites[1].Drives = []emulator.Drive{untold()}
	s := begin(t, tenant, emulator.Options{})
	s.process(t.Context(), nil, only("sharing")...)
	later := fabrikam()
	later.Sites[1].Drives = []emulator.Drive{untold()}
	later.Sites[1].Drives[0].Items[3].Permissions = []emulator.Permission{link("u4", "anonymous")} // by the plain one, whose content is as it was
	s.server.Advance(later)
	l := s.process(t.Context(), nil, only("sharing")...)
	want := []holderOf{
		{"untold:the dir", assess.KindFolder, 1, "members inherited, u1"},
		{"untold:the out", assess.KindFile, 1, "u2"},
		{"untold:the plain", assess.KindFile, 1, "u4"},
		{"untold:Documents untold", assess.KindRoot, 1, "members"},
	}
	if diff := cmp.Diff(want, l.holders()); diff != "" {
		t.Errorf("holders (-want +got):\n%s", diff)
	}
	if len(l.Drives) != 1 || !l.Drives[0].Whole {
		t.Errorf("drives %+v, want one that is read whole", l.Drives)
	}
	if want := (assess.ControlSample{Drives: 1}); l.Control != want {
		t.Errorf("control sample %+v, want %+v", l.Control, want)
	}
	if want := (assess.Tally{Expected: 6, Read: 6}); !cmp.Equal(want, l.Crawl.Areas[0].Lists) {
		t.Errorf("lists %+v, want %+v", l.Crawl.Areas[0].Lists, want)
	}
}
