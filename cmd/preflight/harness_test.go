package main

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"
	"time"

	"preflight/assess"
	"preflight/assess/emulator"
	"preflight/assess/graph"
	"preflight/report"
	"preflight/samples"
)

// A trial is the whole job on a sample tenant, as demo does it, with something changed.
type trial struct {
	sample   string
	emulator emulator.Options
	change   func(*emulator.Tenant)
	edit     func(*job)
	ctx      context.Context // nil: the test's
}

// A result is what a trial left behind.
type result struct {
	assess.Assessment
	dir            string
	code           int
	err            error
	stdout, stderr string
	server         *emulator.Server
}

// run does the trial. Waits are not waited.
func (x trial) run(t *testing.T) result {
	t.Helper()
	sample, err := samples.Load(x.sample)
	if err != nil {
		t.Fatal(err)
	}
	if x.change != nil {
		x.change(sample.Tenant)
	}
	server, err := emulator.Start(sample.Tenant, x.emulator)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	brand, err := report.LoadBrand("")
	if err != nil {
		t.Fatal(err)
	}
	env := map[string]string{
		"AZURE_TENANT_ID": sample.Tenant.ID, "AZURE_CLIENT_ID": sample.Tenant.App.ID,
		"AZURE_CLIENT_SECRET": sample.Tenant.App.Secret, "AZURE_AUTHORITY_HOST": server.AuthorityURL(),
	}
	j := job{
		options: graph.Options{
			Tenant: sample.Tenant.ID, Endpoint: server.URL(), RootCAs: server.CAPool(), Auth: "secret", UnitsPerMinute: demoUnitsPerMinute,
			Getenv: func(name string) string { return env[name] },
			Sleep:  func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		},
		out: t.TempDir(), asOf: sample.Tenant.AsOf, look: appearance{brand: brand}, sample: true,
	}
	if x.edit != nil {
		x.edit(&j)
	}
	ctx := x.ctx
	if ctx == nil {
		ctx = t.Context()
	}
	var stdout, stderr bytes.Buffer
	r := result{server: server}
	r.err = j.run(ctx, &stdout, &stderr)
	r.code = codeOf(r.err)
	r.stdout, r.stderr = stdout.String(), stderr.String()
	dirs, _ := filepath.Glob(filepath.Join(j.out, "*", "*"))
	if len(dirs) == 1 {
		r.dir = dirs[0]
		if r.Assessment, err = assess.Load(r.dir); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// codeOf is the exit code that an error of a command ends the program with.
func codeOf(err error) int {
	if err == nil {
		return exitOK
	}
	if exit, ok := err.(exitError); ok {
		return exit.code
	}
	return exitUsage
}
