package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

// shortCells is how many cells of the matrix go test -short leaves out for each that it runs: under the race detector
// a cell takes ten times as long and shows the same goroutines.
const shortCells = 6

// TestFaults lets each request of each probe fail for ever in every way: the report is written, the gap names its part
// and its reason, nothing else is lost, and nothing looks better than it is.
func TestFaults(t *testing.T) {
	sparing(t)
	quiet := faultQuiet(t)
	cells := 0
	for _, p := range faultRoutes(faultDrives(t)) {
		for _, r := range p.routes {
			for _, k := range faultKinds {
				if k.at != nil && !k.at(r) {
					continue
				}
				cell := fmt.Sprintf("%s, %s, %s", k.kind, p.name, r.name)
				if cells++; testing.Short() && cells%shortCells != 0 {
					continue
				}
				t.Run(cell, func(t *testing.T) {
					t.Parallel()
					x := faultTrial()
					x.emulator.Faults = []emulator.Fault{{Match: r.match, After: r.after, Kind: k.kind}}
					got := x.run(t)
					struck(t, got)
					lost, reason := r.lost, k.reason
					if k.partly {
						lost = r.partly
					}
					if parts, ok := faultExceptions[cell]; ok {
						lost = parts
					}
					if other, ok := faultReasons[cell]; ok {
						reason = other
					}
					lostExactly(t, got, lost, reason)
					noBetter(t, quiet, got)
					noSecrets(t, got)
				})
			}
		}
	}
}

// TestPassingFaults lets the requests of a probe fail once or twice: the assessment and the evidence are the same as if
// nothing had happened.
func TestPassingFaults(t *testing.T) {
	sparing(t)
	quiet := faultQuiet(t)
	cells := 0
	for _, p := range faultRoutes(faultDrives(t)) {
		for _, k := range passingFaults {
			var faults []emulator.Fault
			for _, r := range p.routes {
				if k.at == nil || k.at(r) {
					faults = append(faults, emulator.Fault{Match: r.match, After: r.after, Times: k.times, Kind: k.kind})
				}
			}
			if faults == nil {
				continue
			}
			if cells++; testing.Short() && cells%shortCells != 0 {
				continue
			}
			t.Run(fmt.Sprintf("%s, %s", k.kind, p.name), func(t *testing.T) {
				t.Parallel()
				x := faultTrial()
				x.emulator.Faults = faults
				got := x.run(t)
				struck(t, got)
				sameResult(t, quiet, got)
			})
		}
	}
}

// struck checks that the fault happened, that nothing was asked that is not documented, and that the run ended with
// the four files.
func struck(t *testing.T, r result) {
	t.Helper()
	if r.dir == "" {
		t.Fatalf("no report: exit code %d: %v", r.code, r.err)
	}
	for _, name := range files {
		if info, err := os.Stat(filepath.Join(r.dir, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s is missing or empty: %v", name, err)
		}
	}
	if idle := r.server.Idle(); len(idle) > 0 {
		t.Errorf("did not happen: %v", idle)
	}
	if bad := r.server.Violations(); len(bad) > 0 {
		t.Errorf("asked for what there is not: %v", bad)
	}
}

// sameResult checks that nothing was lost and nothing is different.
func sameResult(t *testing.T, want, got result) {
	t.Helper()
	if got.code != exitOK {
		t.Errorf("exit code %d, want %d: %v", got.code, exitOK, got.err)
	}
	if len(got.Gaps) > 0 {
		t.Errorf("gaps: %+v", got.Gaps)
	}
	equalButFor(t, mayDiffer, want.Assessment, got.Assessment)
	if diff := cmp.Diff(want.Score, got.Score); diff != "" {
		t.Errorf("the score differs (-quiet +got):\n%s", diff)
	}
}

// lostExactly checks which parts the gaps name, their reason, and the exit code.
func lostExactly(t *testing.T, r result, parts string, reason assess.Reason) {
	t.Helper()
	code := exitLoss
	if parts == "" {
		code = exitOK
	}
	if r.code != code {
		t.Errorf("exit code %d, want %d: %v", r.code, code, r.err)
	}
	var got []string
	for _, g := range r.Gaps {
		got = append(got, g.Part)
		if g.Reason != reason {
			t.Errorf("the reason is %s, want %s: %+v", g.Reason, reason, g)
		}
		if g.Detail == "" || strings.ContainsAny(g.Detail, "\r\n") {
			t.Errorf("the gap does not say in one line what happened: %+v", g)
		}
	}
	slices.Sort(got)
	if got := strings.Join(slices.Compact(got), " "); got != parts {
		t.Errorf("lost:\n got %s\nwant %s", got, parts)
		for _, g := range r.Gaps {
			t.Logf("%+v", g)
		}
	}
}

// noBetter checks that a run which lost something says nothing that the quiet run does not: each finding is the same,
// not assessed, or a fail of at least as much; each measure is the same, or null and at least as much.
func noBetter(t *testing.T, quiet, got result) {
	t.Helper()
	if len(got.Findings) != len(quiet.Findings) || len(got.Measures) != len(quiet.Measures) {
		t.Fatalf("%d findings and %d measures, want %d and %d", len(got.Findings), len(got.Measures), len(quiet.Findings), len(quiet.Measures))
	}
	for i, f := range got.Findings {
		before := quiet.Findings[i]
		switch {
		case f.Outcome == assess.NotAssessed:
			if before.Outcome != assess.NotAssessed && (len(f.Reasons) == 0 || f.Won > 0 || f.Seen > 0) {
				t.Errorf("%s is not assessed without a reason, or counts: %+v", f.Rule, f)
			}
		case f.AtLeast:
			if before.Outcome != assess.Fail || f.Outcome != assess.Fail || f.Count > before.Count {
				t.Errorf("%s of a part is more than of the whole:\n whole %+v\n  part %+v", f.Rule, before, f)
			}
		default:
			if diff := cmp.Diff(before, f); diff != "" {
				t.Errorf("%s changed (-quiet +got):\n%s", f.Rule, diff)
			}
		}
	}
	for name, before := range quiet.Measures {
		if strings.HasPrefix(name, "collection.") || before == nil {
			continue
		}
		if after := got.Measures[name]; after != nil && *after != *before {
			t.Errorf("%s is %d and seems to be %d", name, *before, *after)
		}
		if s, ok := got.Seen[name]; ok && s.AtLeast > *before {
			t.Errorf("%s is %d and seems to be at least %d", name, *before, s.AtLeast)
		}
	}
}

// noSecrets checks that the words of gaps, which come from answers and errors, hold no secret.
func noSecrets(t *testing.T, r result) {
	t.Helper()
	for _, secret := range r.server.Secrets() {
		for _, g := range r.Gaps {
			if strings.Contains(g.Detail+g.Name+g.Place, secret) {
				t.Errorf("a gap of %s holds the secret %.12s…", g.Part, secret)
			}
		}
		if strings.Contains(r.stdout+r.stderr, secret) {
			t.Errorf("the output holds the secret %.12s…", secret)
		}
	}
}

// sparing collects garbage less often while a test writes hundreds of small reports, which takes a quarter off its time.
func sparing(t *testing.T) {
	old := debug.SetGCPercent(400)
	t.Cleanup(func() { debug.SetGCPercent(old) })
}

// faultTrial is the whole job on the tenant for faults.
func faultTrial() trial {
	return trial{sample: "clean", change: faultTenant, emulator: emulator.Options{PageSize: faultPages}}
}

// faultQuiet is the run without a fault.
func faultQuiet(t *testing.T) result {
	t.Helper()
	r := faultTrial().run(t)
	if r.code != exitOK || len(r.Gaps) > 0 {
		t.Fatalf("without a fault: exit code %d: %v, gaps %v", r.code, r.err, r.Gaps)
	}
	fails := map[assess.Pillar]int{}
	for _, f := range r.Findings {
		if f.Outcome == assess.Fail {
			fails[f.Pillar]++
		}
	}
	if fails[assess.DataExposure] < 5 || fails[assess.Ownership] < 4 || fails[assess.InformationProtection] < 1 {
		t.Fatalf("the tenant has too few fails that could be kept: %v", fails)
	}
	return r
}
