package main

import (
	"slices"
	"testing"
	"time"

	"preflight/assess"
	"preflight/samples"
)

// TestQuickWithinQuota: a quick scan of a thousand libraries costs no more than 15 minutes of the smallest limit, and says what it
// did not look at.
func TestQuickWithinQuota(t *testing.T) {
	const limit = 1250
	minute := time.Minute / 500
	o := samples.LargeOptions{Seed: 11, Sites: 750, OneDrives: 50, Items: 120_000, Links: 12_000, Inherited: 0.2, Users: 60}
	e, plan := serveLarge(t, o, map[string]any{"UnitsPerMinute": limit, "Minute": minute})
	m := e.run(t, func(j *job) { j.options.Minute, j.quick = minute, true })
	full := plan.Least(largePage, -1)
	if full < 2*15*limit || plan.InSites.Drives < 980 {
		t.Fatalf("a full scan of %d libraries costs %d units: too little to prove anything", plan.InSites.Drives, full)
	}
	if m.meter.ResourceUnits > 15*limit {
		t.Errorf("it cost %d units, 15 minutes allow %d", m.meter.ResourceUnits, 15*limit)
	}
	if m.Crawl.Scan != assess.ScanQuick || len(m.Crawl.Areas) != 1 {
		t.Fatalf("the crawl: %+v", m.Crawl)
	}
	a := m.Crawl.Areas[0]
	t.Logf("%d units of %d that a full scan costs; %d of %d sites and %d items read", m.meter.ResourceUnits, full, a.Sites.Read, a.Sites.Expected, a.Items)
	if !a.Sites.Whole() || a.Sites.Expected != plan.Sites+plan.Subsites || a.Sites.Skipped == 0 || a.Sites.Read == 0 {
		t.Errorf("sites: %+v; the tenant has %d", a.Sites, plan.Sites+plan.Subsites)
	}
	named := 0
	for _, g := range m.Gaps {
		if g.Reason != assess.ReasonSkipped || g.Detail == "" {
			t.Errorf("a gap that is not for what was left out: %+v", g)
		}
		if g.Part == assess.PartItems {
			named++
		}
	}
	if named != a.Sites.Skipped {
		t.Errorf("%d sites are named as left out, and %d were", named, a.Sites.Skipped)
	}
	if !slices.ContainsFunc(m.Gaps, func(g assess.Gap) bool { return g.Part == assess.PartDriveItems }) {
		t.Error("it does not say that OneDrives were left out")
	}
}

// TestQuickAndFull: a full scan that goes on from the cache of a quick one, and one with a quick one in between, sees what a full
// scan from the beginning sees, where changes of sharing come by delta.
func TestQuickAndFull(t *testing.T) {
	o := samples.LargeOptions{Seed: 12, Sites: 60, OneDrives: 8, Items: 8_000, Links: 60, Inherited: 0.3, Users: 60}
	e, _ := serveLarge(t, o, map[string]any{"Roles": append(slices.Clone(assess.LeastPermissions()), "Sites.FullControl.All")})
	week := func(n int) string { return day(samples.AsOf.AddDate(0, 0, 7*n)) }
	out := t.TempDir()
	quick := measure(t, e, out, "--as-of", week(0), "--scan", "quick")
	if n := quick.Crawl.Areas[0].Sites; n.Skipped == 0 || n.Read == 0 {
		t.Fatalf("the quick scan read %+v", n)
	}
	same := func(when string, week string) {
		t.Helper()
		got := measure(t, e, out, "--as-of", week)
		got.whole(t)
		want := measure(t, e, t.TempDir(), "--as-of", week)
		if got.Evidence.SHA256 != want.Evidence.SHA256 {
			t.Errorf("%s: the evidence differs: %v, %v when everything is read", when, got.Evidence.Rows, want.Evidence.Rows)
		}
		sameMeasures(t, got, want)
	}
	same("full after quick", week(0))
	e.ask(t, "advance 1", nil)
	measure(t, e, out, "--as-of", week(1), "--scan", "quick")
	e.ask(t, "advance 2", nil)
	same("full after quick after full", week(2))
}
