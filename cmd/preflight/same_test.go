package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"preflight/assess"
	"preflight/report"
)

// files are the four that a run writes.
var files = []string{assess.AssessmentFile, assess.EvidenceFile, assess.ReportFile, assess.WorkbookFile}

// The same tenant gives the same bytes, whatever the number of processors and the latency. The script same.txt has
// another time zone and language, which a process takes once.
func TestSameBytes(t *testing.T) {
	for _, sample := range []string{"contoso", "bare"} {
		t.Run(sample, func(t *testing.T) {
			one := alone(t, sample, 1, 0)
			many := alone(t, sample, 16, 3*time.Millisecond)
			for _, name := range files {
				sameFile(t, filepath.Join(one, name), filepath.Join(many, name))
			}
			again := t.TempDir()
			brand, err := report.LoadBrand("")
			if err != nil {
				t.Fatal(err)
			}
			if err := writeDocuments(many, again, appearance{brand: brand}); err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{assess.ReportFile, assess.WorkbookFile} {
				sameFile(t, filepath.Join(one, name), filepath.Join(again, name))
			}
		})
	}
}

// alone does the demo's job under its own circumstances and returns the folder.
func alone(t *testing.T, sample string, processors int, latency time.Duration) string {
	t.Helper()
	old := runtime.GOMAXPROCS(processors)
	defer runtime.GOMAXPROCS(old)
	x := trial{sample: sample}
	if latency > 0 {
		var n atomic.Int64
		x.emulator.Latency = func() time.Duration { return latency * time.Duration(n.Add(1)*7919%11) / 10 }
	}
	r := x.run(t)
	if r.dir == "" {
		t.Fatalf("no report: %v", r.err)
	}
	return r.dir
}

// sameFile fails the test where two files differ, and names the first place.
func sameFile(t *testing.T, a, b string) {
	t.Helper()
	x, err := os.ReadFile(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := os.ReadFile(b)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(x, y) {
		return
	}
	at := 0
	for at < min(len(x), len(y)) && x[at] == y[at] {
		at++
	}
	t.Errorf("%s differs at byte %d of %d and %d: %.80q … %.80q", filepath.Base(a), at, len(x), len(y), x[at:min(len(x), at+80)], y[at:min(len(y), at+80)])
}
