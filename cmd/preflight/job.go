package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"preflight/assess"
	"preflight/assess/graph"
	"preflight/assess/probe"
	"preflight/assess/rules"
	"preflight/templates"
)

// A job is one assessment of one tenant, from the sign-in to the documents.
type job struct {
	options graph.Options
	out     string    // the folder under which each tenant has its own
	keep    bool      // keep the crawl's cache in the tenant's folder; else it is gone afterwards
	asOf    time.Time // midnight UTC
	dated   bool      // asOf was asked for
	timeout time.Duration
	skip    []string           // names of probes
	noDrive bool               // leave the OneDrives out
	quick   bool               // crawl only the sites that promise most, and no OneDrive
	full    bool               // read everything, whatever the cache holds
	resume  bool               // go on with an interrupted run, however old
	fresh   bool               // remove the cache first
	look    appearance         // of the documents; its engagement says what is left out
	require assess.VerdictWord // "" for no gate
	noUsers bool               // leave out what ties people to their activity
	sample  bool
	log     logFormat
	now     func() time.Time // nil: time.Now
}

// saveEvery is how often the cost of a run is recorded, which is what a process that is killed loses of it.
const saveEvery = 3 * time.Second

// run does the job: the whole flow of Preflight in one function.
func (j job) run(ctx context.Context, stdout, stderr io.Writer) error {
	if j.now == nil {
		j.now = time.Now
	}
	if err := writable(j.out); err != nil {
		return noReport(err)
	}
	catalogue, err := rules.Catalogue()
	if err != nil {
		return noReport(err)
	}
	topics, err := assess.LoadTopics(templates.Names)
	if err != nil {
		return noReport(err)
	}
	client, err := graph.New(j.options)
	if err != nil {
		return noReport(errors.New(graph.Explain(err)))
	}
	limited, stop := withTimeout(ctx, j.timeout)
	defer stop()
	at, err := arrive(limited, client)
	if err != nil {
		return failed(ctx, err)
	}
	show := newProgress(stderr, j.log)
	kept, err := j.openCache(at, j.now(), show.say)
	if err != nil {
		return err
	}
	defer kept.Close()
	spent, err := kept.spent()
	if err != nil {
		return noReport(err)
	}
	client.AddSpending(spent)

	inv := &assess.Inventory{AsOf: kept.run.AsOf, Roles: at.Roles, RolesKnown: at.RolesKnown}
	inv.Tenant.ID = at.TenantID
	probes := probe.All(client, probe.Options{
		Seed: at.TenantID + day(kept.run.AsOf), NoOneDrive: j.noDrive, Progress: show.step,
		Store: kept.Store, Run: kept.run, Since: kept.since, Quick: j.quick, Excluded: j.look.engagement.Excluded, Topics: topics,
	})
	show.watch(func() budgetState { return kept.stands(client) }, kept.read)
	saved := every(saveEvery, func() { kept.count(client) })
	assess.Collect(limited, inv, probes, j.skip, show.event)
	saved()
	show.end()
	kept.count(client)
	inv.Collection = kept.run.Cost
	j.tellCrawl(&inv.Crawl, client.Budget())

	assess.Resolve(inv)
	findings, err := assess.Judge(inv, rules.All, catalogue)
	if err != nil {
		return noReport(err)
	}
	a := assess.Assemble(inv, findings)
	if a.Tenant.Name == "" { // the organization was not seen, and a report needs a name on its cover
		a.Tenant.Name = j.options.Tenant
	}
	a.Version, a.Sample = version(), j.sample
	a.UnmatchedExclusions = j.unmatched(inv)
	if !j.sample {
		a.Clock = clockWarning(kept.run.AsOf, kept.run.Started, j.now())
	}

	// From here on the context does not count: what was seen is written, also after Ctrl-C.
	hide, err := hidePeople(kept.dir, j.noUsers)
	if err != nil {
		return noReport(err)
	}
	a = hide.Assessment(a)
	dir, err := kept.save(inv, &a, hide)
	if err != nil {
		return noReport(err)
	}
	kept.record(kept.Rest())
	if err := writeDocuments(dir, dir, j.look); err != nil {
		return noReport(fmt.Errorf("%w\nThe assessment is safe: type preflight report --from %q to write the documents again", err, dir))
	}
	stopped := slices.ContainsFunc(inv.Gaps, resumable)
	kept.finish(stopped)
	if slices.ContainsFunc(inv.Gaps, func(g assess.Gap) bool { return g.Reason == assess.ReasonCache }) {
		kept.record(kept.Check()) // a full disk is told by the loss; damage needs another command
	}
	if err := conclude(stdout, a, catalogue, dir); err != nil {
		return noReport(err)
	}
	j.tellRest(kept, stopped, show.say)
	j.tellUnmatched(a, show.say)
	below := j.require != "" && slices.Index(assess.VerdictWords, a.Score.Gate) < slices.Index(assess.VerdictWords, j.require)
	return outcome(ctx.Err() != nil, below, a.Curable() || len(a.UnmatchedExclusions) > 0 || kept.trouble != nil)
}

// failed is a job that ended before anything was seen: interrupted, or for a reason that it explains.
func failed(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return exitError{code: exitInterrupted}
	}
	return noReport(errors.New(graph.Explain(err)))
}

// withTimeout ends ctx after d, or never where d is zero.
func withTimeout(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	if d <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, d)
}

// writable makes sure that the output folder can be written to before hours are spent on reading the tenant.
func writable(out string) error {
	if err := os.MkdirAll(out, 0o700); err != nil {
		return fmt.Errorf("the output folder cannot be made: %w. Name another with --out", err)
	}
	f, err := os.CreateTemp(out, ".preflight-*")
	if err != nil {
		return fmt.Errorf("the output folder cannot be written to: %w. Name another with --out", err)
	}
	f.Close()
	return os.Remove(f.Name())
}
