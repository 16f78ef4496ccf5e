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
	"preflight/report"
)

// A job is one assessment of one tenant, from the sign-in to the documents.
type job struct {
	options graph.Options
	out     string    // the folder under which each tenant has its own
	asOf    time.Time // midnight UTC
	clock   string    // a warning for the documents where asOf is not today
	timeout time.Duration
	skip    []string // names of probes
	noDrive bool     // leave the OneDrives out
	brand   report.Brand
	require assess.VerdictWord // "" for no gate
	sample  bool
}

// run does the job: the whole flow of Preflight in one function.
func (j job) run(ctx context.Context, stdout, stderr io.Writer) error {
	if err := writable(j.out); err != nil {
		return noReport(err)
	}
	client, err := graph.New(j.options)
	if err != nil {
		return noReport(errors.New(graph.Explain(err)))
	}
	catalogue, err := rules.Catalogue()
	if err != nil {
		return noReport(err)
	}
	limited, stop := withTimeout(ctx, j.timeout)
	defer stop()
	identity, err := client.Identity(limited)
	if err == nil {
		err = identity.Consented()
	}
	if err != nil {
		return failed(ctx, err)
	}

	show := newProgress(stderr)
	inv := &assess.Inventory{AsOf: j.asOf, Roles: identity.Roles, RolesKnown: identity.RolesKnown}
	inv.Tenant.ID = identity.TenantID
	probes := probe.All(client, probe.Options{Seed: identity.TenantID + j.asOf.Format(time.DateOnly), NoOneDrive: j.noDrive, Progress: show.step})
	assess.Collect(limited, inv, probes, j.skip, show.event)
	show.end()
	meter := client.Meter()
	inv.Collection = assess.Collection{Requests: meter.Requests, ResourceUnits: meter.ResourceUnits, Throttled: meter.Throttled}

	assess.Resolve(inv)
	findings, err := assess.Judge(inv, rules.All, catalogue)
	if err != nil {
		return noReport(err)
	}
	a := assess.Assemble(inv, findings)
	if a.Tenant.Name == "" { // the organization was not seen, and a report needs a name on its cover
		a.Tenant.Name = j.options.Tenant
	}
	a.Version, a.Sample, a.Clock = version(), j.sample, j.clock

	// From here on the context does not count: what was seen is written, also after Ctrl-C.
	dir, err := save(j.out, inv, &a)
	if err != nil {
		return noReport(err)
	}
	if err := writeDocuments(dir, dir, j.brand); err != nil {
		return noReport(fmt.Errorf("%w\nThe assessment is safe: type preflight report --from %q to write the documents again", err, dir))
	}
	if err := conclude(stdout, a, catalogue, dir); err != nil {
		return noReport(err)
	}
	below := j.require != "" && slices.Index(assess.VerdictWords, a.Score.Gate) < slices.Index(assess.VerdictWords, j.require)
	return outcome(ctx.Err() != nil, below, a.Curable())
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
