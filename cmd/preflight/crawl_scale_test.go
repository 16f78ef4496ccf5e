package main

import (
	"flag"
	"testing"

	"preflight/samples"
)

// mostMemory is how much of it Preflight may use, whatever the size of the tenant.
const mostMemory = 200_000_000

var largest = flag.Bool("largest", false, "also run the benchmark of a tenant with 3,000 sites, 3 million items and 300,000 links, which takes minutes")

// BenchmarkItems reads a tenant without a limit, on one core and on all of them. The emulator beside it has all cores in
// either case, and takes about as much of them as Preflight.
func BenchmarkItems(b *testing.B) {
	e, _ := serveLarge(b, samples.LargeOptions{Seed: 3, Sites: 300, OneDrives: 100, Items: 300_000, Links: 30_000, Inherited: 0.33}, nil)
	for _, cores := range []struct {
		name string
		env  []string
	}{{"one core", []string{"GOMAXPROCS=1"}}, {"all cores", nil}} {
		b.Run(cores.name, func(b *testing.B) {
			var items, seconds float64
			var memory int64
			for b.Loop() {
				m := measureIn(b, e, b.TempDir(), cores.env, "--as-of", day(samples.AsOf))
				m.whole(b)
				items += float64(m.items())
				seconds += m.took.Seconds()
				memory = max(memory, m.memory)
			}
			b.ReportMetric(items/seconds, "items/s")
			b.ReportMetric(float64(memory)/1e6, "MB")
		})
	}
}

// BenchmarkLargest reads a tenant of the size that Preflight is made for, and writes both documents: that takes a bounded
// amount of memory. It runs only when asked for:
//
//	go test ./cmd/preflight -run '^$' -bench Largest -benchtime 1x -largest
func BenchmarkLargest(b *testing.B) {
	if !*largest {
		b.Skip("takes minutes: ask for it with -largest")
	}
	e, plan := serveLarge(b, samples.LargeOptions{Seed: 3, Sites: 2_200, OneDrives: 800, Items: 3_000_000, Links: 300_000, Inherited: 0.33, Users: 1_000}, nil)
	for b.Loop() {
		m := measure(b, e, b.TempDir(), "--as-of", day(samples.AsOf))
		m.whole(b)
		if want := plan.InSites.Items + plan.InOneDrives.Items; m.items() != want {
			b.Errorf("%d items, the plan has %d", m.items(), want)
		}
		b.Logf("%d units, %d requests, %s, %d MB; rows %v", m.meter.ResourceUnits, m.meter.Requests, m.took, m.memory/1e6, m.Evidence.Rows)
		for name, size := range m.sizes(b) {
			b.Logf("%8.1f MB %s", float64(size)/1e6, name)
			b.ReportMetric(float64(size)/1e6, "MB-"+name)
		}
		b.ReportMetric(float64(m.items())/m.took.Seconds(), "items/s")
		b.ReportMetric(float64(m.memory)/1e6, "MB")
		b.ReportMetric(float64(m.meter.ResourceUnits)/float64(plan.Least(largePage, -1)), "×least")
		if m.memory == 0 || m.memory > mostMemory {
			b.Errorf("%d bytes of memory (0: it cannot be measured here), at most %d are allowed", m.memory, mostMemory)
		}
	}
}
