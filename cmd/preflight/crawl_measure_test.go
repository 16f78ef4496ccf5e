package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"preflight/assess"
	"preflight/assess/emulator"
	"preflight/assess/graph"
	"preflight/samples"
)

// A measured is what one run of preflight in a process of its own took.
type measured struct {
	assess.Assessment
	dir    string // of its results
	stderr string
	took   time.Duration
	memory int64          // bytes, the most that was resident
	meter  emulator.Meter // what the emulator counted for it
}

// measure runs preflight assess against an emulator. What the run cost is the difference between two readings of the
// emulator's meter, so that only one may run at a time. The flags come after those that every run needs.
func measure(t testing.TB, e *emulatorProcess, out string, flags ...string) measured {
	t.Helper()
	return measureIn(t, e, out, nil, flags...)
}

// measureIn adds to the environment, for GOMAXPROCS and the like.
func measureIn(t testing.TB, e *emulatorProcess, out string, env []string, flags ...string) measured {
	t.Helper()
	var before emulator.Meter
	e.ask(t, "meter", &before)
	old := folders(out)
	var stderr bytes.Buffer
	cmd := e.preflight(t.Context(), out, flags...)
	cmd.Env, cmd.Stderr = append(cmd.Env, env...), &stderr
	start := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	memory := watchMemory(cmd.Process.Pid)
	err := cmd.Wait()
	m := measured{took: time.Since(start), memory: memory(), stderr: stderr.String()}
	if err != nil {
		t.Fatalf("preflight: %v\n%s", err, m.stderr)
	}
	e.ask(t, "meter", &m.meter)
	m.meter.Requests -= before.Requests
	m.meter.ResourceUnits -= before.ResourceUnits
	m.meter.Throttled -= before.Throttled
	for dir := range folders(out) {
		if !old[dir] {
			m.dir = dir
		}
	}
	if m.Assessment, err = assess.Load(m.dir); err != nil {
		t.Fatal(err)
	}
	var violations []string
	if e.ask(t, "violations", &violations); len(violations) > 0 {
		t.Fatalf("the emulator was asked for what there is not: %v", violations)
	}
	return m
}

// watchMemory looks after a process until it has ended, and then tells how many bytes of it were resident at most, on Linux. What
// the operating system reports of an ended process counts what its parent had when it began.
func watchMemory(pid int) (most func() int64) {
	result := make(chan int64)
	go func() {
		most := int64(0)
		for {
			data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
			_, rest, found := strings.Cut(string(data), "VmHWM:")
			if err != nil || !found { // ended
				result <- most
				return
			}
			var kilobytes int64
			fmt.Sscan(rest, &kilobytes)
			most = max(most, kilobytes<<10)
			time.Sleep(10 * time.Millisecond)
		}
	}()
	return func() int64 { return <-result }
}

// folders are the folders of runs below an output folder.
func folders(out string) map[string]bool {
	list, _ := filepath.Glob(filepath.Join(out, "*", "2*"))
	all := map[string]bool{}
	for _, dir := range list {
		all[dir] = true
	}
	return all
}

// sizes are the sizes of a run's files and of its cache, in bytes.
func (m measured) sizes(t testing.TB) map[string]int64 {
	t.Helper()
	all := map[string]int64{}
	for _, name := range []string{assess.EvidenceFile, assess.WorkbookFile, assess.ReportFile, assess.AssessmentFile, filepath.Join("..", cacheFile)} {
		info, err := os.Stat(filepath.Join(m.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(name)] = info.Size()
	}
	return all
}

// items is how many items a run knows of.
func (m measured) items() int {
	n := 0
	for _, a := range m.Crawl.Areas {
		n += a.Items
	}
	return n
}

// control is how many permission lists its control sample took.
func (m measured) control() int {
	n := 0
	for _, a := range m.Crawl.Areas {
		n += a.Control.Drawn
	}
	return n
}

// whole fails the test where something expected was not read.
func (m measured) whole(t testing.TB) {
	t.Helper()
	if len(m.Gaps) > 0 {
		t.Fatalf("%d gaps, the first of them %+v", len(m.Gaps), m.Gaps[0])
	}
	for _, a := range m.Crawl.Areas {
		for _, tally := range []assess.Tally{a.Sites, a.Drives, a.Lists} {
			if !tally.Whole() || tally.Read != tally.Expected {
				t.Fatalf("%s: not all was read: %+v", a.Area, a)
			}
		}
	}
}

// serveLarge starts an emulator of a large tenant with pages of 1,000 entries.
func serveLarge(t testing.TB, o samples.LargeOptions, options map[string]any) (*emulatorProcess, samples.Plan) {
	t.Helper()
	all := map[string]any{"PageSize": largePage}
	for name, value := range options {
		all[name] = value
	}
	_, plan := samples.Large(o)
	return startEmulator(t, emulatorSpec{Large: &o, Options: all}), plan
}

// options are those with which this process signs in to an emulator.
func (at address) options(t testing.TB) graph.Options {
	t.Helper()
	env := map[string]string{"AZURE_CLIENT_ID": at.App, "AZURE_CLIENT_SECRET": at.Secret, "AZURE_AUTHORITY_HOST": at.Authority}
	return graph.Options{
		Tenant: at.Tenant, Endpoint: at.URL, RootCAs: at.trust(t).RootCAs, Auth: "secret", Getenv: func(name string) string { return env[name] },
	}
}

// trust trusts the certificate of an emulator.
func (at address) trust(t testing.TB) *tls.Config {
	t.Helper()
	data, err := os.ReadFile(at.CA)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(data)
	return &tls.Config{RootCAs: roots}
}

// largePage is the largest page that Graph is known to give.
const largePage = 1000
