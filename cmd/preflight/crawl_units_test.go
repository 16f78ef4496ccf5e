package main

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"preflight/assess/emulator"
	"preflight/assess/graph"
	"preflight/samples"
)

const (
	mostUnits  = 1.02 // of the least that a full scan can cost
	leastPeers = 3.0  // times as much is what a scan costs that reads every item with the facet
)

// TestUnits: a full scan costs hardly more than what it cannot do without, and a fraction of what it would cost to read
// the permission list of everything that is shared, be it by a folder above.
func TestUnits(t *testing.T) {
	compareUnits(t, samples.LargeOptions{Seed: 3, Sites: 40, OneDrives: 10, Items: 20_000, Links: 2_000, Inherited: 0.33, Users: 60})
}

// BenchmarkUnits is the same for a tenant of 300,000 items.
func BenchmarkUnits(b *testing.B) {
	for b.Loop() {
		least, peers := compareUnits(b, samples.LargeOptions{Seed: 3, Sites: 300, OneDrives: 100, Items: 300_000, Links: 30_000, Inherited: 0.33})
		b.ReportMetric(least, "×least")
		b.ReportMetric(peers, "×cheaper-than-peers")
	}
}

// compareUnits returns the units of a full scan over the least, and those of a scan as it is usually done over it.
func compareUnits(t testing.TB, o samples.LargeOptions) (overLeast, peersOver float64) {
	t.Helper()
	e, plan := serveLarge(t, o, nil)
	m := measure(t, e, t.TempDir(), "--as-of", day(samples.AsOf))
	m.whole(t)
	least := plan.Least(largePage, -1)
	t.Logf("%s", o)
	for _, term := range plan.Terms(largePage, -1) {
		t.Log(term)
	}
	overLeast = float64(m.meter.ResourceUnits) / float64(least)
	t.Logf("the least: %d units; Preflight: %d units in %d requests, %.4f times as many", least, m.meter.ResourceUnits, m.meter.Requests, overLeast)
	if m.meter.ResourceUnits < least {
		t.Errorf("%d units are less than the least: the plan or the scan forgets something", m.meter.ResourceUnits)
	}
	if overLeast > mostUnits {
		t.Errorf("%d units are %.3f times the least, at most %.2f are allowed", m.meter.ResourceUnits, overLeast, mostUnits)
	}
	if own := *m.Measures["collection.resource_units"]; own != m.meter.ResourceUnits {
		t.Errorf("the assessment says %d units, the emulator counted %d", own, m.meter.ResourceUnits)
	}

	peers := peersUnits(t, e)
	inherited, items := plan.InSites.Inherited+plan.InOneDrives.Inherited, plan.InSites.Items+plan.InOneDrives.Items
	peersOver = float64(peers) / float64(m.meter.ResourceUnits)
	t.Logf("without hierarchicalsharing, a list for each item with the facet: %d units, %.2f times as many; %.0f %% of the items inherit from a shared folder",
		peers, peersOver, 100*float64(inherited)/float64(items))
	if peersOver < leastPeers {
		t.Errorf("the usual way costs %.2f times as much, at least %.0f were expected", peersOver, leastPeers)
	}
	return overLeast, peersOver
}

// peersUnits scans the tenant as it is usually done and returns what that costs: all sites, subsites and libraries, all
// items without hierarchicalsharing, and a permission list for each item that carries the shared facet. Neither roots nor a
// control sample are read.
func peersUnits(t testing.TB, e *emulatorProcess) int {
	t.Helper()
	var before, after emulator.Meter
	e.ask(t, "meter", &before)
	options := e.options(t)
	options.UnitsPerMinute = demoUnitsPerMinute
	c, err := graph.New(options)
	if err != nil {
		t.Fatal(err)
	}
	sites := peersList(t, c, []string{"/sites/getAllSites?$top=999"})
	var open []string
	for _, s := range sites {
		if s.Collection == nil || s.Collection.Archival == nil {
			open = append(open, s.ID)
		}
	}
	var above []string
	for _, id := range open {
		above = append(above, "/sites/"+id+"/sites")
	}
	for _, s := range peersList(t, c, above) {
		open = append(open, s.ID)
	}
	var libraries []string
	for _, id := range open {
		libraries = append(libraries, "/sites/"+id+"/drives")
	}
	var lists []string
	for _, d := range peersList(t, c, libraries) {
		library := "/drives/" + url.PathEscape(d.ID)
		err := graph.Each(t.Context(), c, graph.Request{URL: library + "/root/delta?$select=id,shared&$top=1000"}, func(it peersItem) error {
			if len(it.Shared) > 0 {
				lists = append(lists, library+"/items/"+it.ID+"/permissions")
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	peersList(t, c, lists)
	e.ask(t, "meter", &after)
	return after.ResourceUnits - before.ResourceUnits
}

// A peersItem is what the usual scan needs of a site, a library or an item.
type peersItem struct {
	ID         string          `json:"id"`
	Shared     json.RawMessage `json:"shared"`
	Collection *struct {
		Archival *struct{} `json:"archivalDetails"`
	} `json:"siteCollection"`
}

// peersList reads lists in batches.
func peersList(t testing.TB, c *graph.Client, addresses []string) []peersItem {
	t.Helper()
	requests := make([]graph.Request, len(addresses))
	for i, address := range addresses {
		requests[i] = graph.Request{URL: address}
	}
	var all []peersItem
	for i, response := range c.Batch(t.Context(), requests) {
		err := graph.EachPart(t.Context(), c, response, func(it peersItem) error {
			if !strings.HasSuffix(addresses[i], "/permissions") {
				all = append(all, it)
			}
			return nil
		})
		if err != nil {
			t.Fatalf("%s: %v", addresses[i], err)
		}
	}
	return all
}
