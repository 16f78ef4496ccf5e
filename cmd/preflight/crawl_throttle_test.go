package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"preflight/assess"
	"preflight/assess/emulator"
	"preflight/samples"
)

// TestThrottled has three of ten answers throttled in every form, parts of batches too: what is found is what a quiet server lets
// find. Waits are not waited.
func TestThrottled(t *testing.T) {
	large := func(tenant *emulator.Tenant) {
		made, _ := samples.Large(samples.LargeOptions{Seed: 5, Sites: 20, OneDrives: 6, Items: 6_000, Links: 900, Inherited: 0.3, Lying: 4})
		*tenant = *made
	}
	for _, test := range []struct {
		name   string
		sample string
		change func(*emulator.Tenant)
	}{{"contoso", "contoso", nil}, {"clean", "clean", nil}, {"large", "clean", large}} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			x := trial{sample: test.sample, change: test.change}
			quiet := x.run(t)
			x.emulator = emulator.Options{Throttle: 0.3, ThrottleWait: 5 * time.Millisecond, Seed: *seed}
			got := x.run(t)
			struck(t, got)
			if quiet.code != exitOK || got.code != exitOK {
				t.Fatalf("exit codes %d and %d, want %d: %v\n%+v", quiet.code, got.code, exitOK, got.err, got.Gaps)
			}
			if got.Crawl.Ceiling == nil {
				t.Error("that answers were throttled below the limit is not told")
			}
			got.Crawl.Ceiling, got.Crawl.OtherUnitsPerMinute = nil, 0 // how fast the server was
			equalButFor(t, resumedMayDiffer, quiet.Assessment, got.Assessment)
			sameFile(t, filepath.Join(quiet.dir, assess.EvidenceFile), filepath.Join(got.dir, assess.EvidenceFile))
			forms, batched := got.server.Throttles(), 0
			for name, n := range forms {
				if strings.HasSuffix(name, "in a batch") {
					batched += n
				}
			}
			if len(forms) < 8 || batched < 20 {
				t.Errorf("too little was throttled to prove anything: %v", forms)
			}
			t.Logf("throttled %d of %d requests and their parts: %v", got.server.Meter().Throttled, got.server.Meter().Requests, forms)
			if info, err := os.Stat(filepath.Join(got.dir, assess.WorkbookFile)); err != nil || info.Size() == 0 {
				t.Errorf("the workbook: %v", err)
			}
		})
	}
}
