package probe

import (
	"cmp"
	"container/heap"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"
	"sync"

	"preflight/assess"
)

// The size of the control sample: one in a hundred items without the shared facet, within bounds. Sites and OneDrives
// have a sample each, because neither probe knows whether the other runs: a run that reads both draws between 400 and
// 4,000 items.
const (
	sampleShare = 100
	sampleLeast = 200
	sampleMost  = 2000
)

// A sample draws items by a hash of seed, library and item, the lowest first: the same items whatever the order in
// which, and the speed with which, libraries are read. It is safe for concurrent use.
type sample struct {
	seed string

	mu      sync.Mutex
	offered int
	drawn   draws
}

// A draw is one item of the sample.
type draw struct {
	hash                 uint64
	webID, drive, itemID string
}

func (d draw) compare(e draw) int {
	return cmp.Or(cmp.Compare(d.hash, e.hash), cmp.Compare(d.drive, e.drive), cmp.Compare(d.itemID, e.itemID))
}

func newSample(seed string) *sample { return &sample{seed: seed} }

// offer puts an item up for the draw.
func (s *sample) offer(webID, drive, itemID string) {
	sum := sha256.Sum256([]byte(s.seed + "\x00" + drive + "\x00" + itemID))
	d := draw{hash: binary.BigEndian.Uint64(sum[:]), webID: webID, drive: drive, itemID: itemID}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.offered++
	switch {
	case len(s.drawn) < sampleMost:
		heap.Push(&s.drawn, d)
	case d.compare(s.drawn[0]) < 0:
		s.drawn[0] = d
		heap.Fix(&s.drawn, 0)
	}
}

// draw returns the sample, in the order of libraries and items.
func (s *sample) draw() []draw {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := slices.SortedFunc(slices.Values(s.drawn), draw.compare)
	size := min(max((s.offered+sampleShare-1)/sampleShare, sampleLeast), sampleMost, len(list))
	list = list[:size]
	slices.SortFunc(list, func(a, b draw) int {
		return cmp.Or(cmp.Compare(a.drive, b.drive), cmp.Compare(a.itemID, b.itemID))
	})
	return list
}

// draws is a heap with the highest hash on top, the first to give way.
type draws []draw

func (d draws) Len() int           { return len(d) }
func (d draws) Less(i, j int) bool { return d[i].compare(d[j]) > 0 }
func (d draws) Swap(i, j int)      { d[i], d[j] = d[j], d[i] }
func (d *draws) Push(v any)        { *d = append(*d, v.(draw)) }
func (d *draws) Pop() any {
	last := len(*d) - 1
	v := (*d)[last]
	*d = (*d)[:last]
	return v
}

// control reads the permissions of the sample. An item with permissions of its own shows that the shared facet cannot
// be relied on in its library, which is then read again with the permissions of every item; see
// https://github.com/microsoftgraph/microsoft-graph-docs/issues/17418. A second reading that breaks off replaces the
// first only where that one broke off too, and where it brings more.
func (c *crawler) control(ctx context.Context) assess.ControlSample {
	byDrive := map[string][]draw{}
	for _, d := range c.sample.draw() {
		byDrive[d.drive] = append(byDrive[d.drive], d)
	}
	var mu sync.Mutex
	var result assess.ControlSample
	wrong := map[string]bool{}
	ids := slices.Sorted(maps.Keys(byDrive))
	spread(ids, drivesAtOnce, func(driveID string) error {
		draws := byDrive[driveID]
		items := make([]string, len(draws))
		for i, d := range draws {
			items[i] = d.itemID
		}
		c.readPermissions(ctx, driveID, items, func(_ string, list []assess.Permission, err error) {
			if err != nil {
				if !notThere(err) { // else deleted since it was listed
					c.lose(c.permissionsPart, draws[0].webID, err)
				}
				return
			}
			mu.Lock()
			defer mu.Unlock()
			result.Drawn++
			if isOwn(list) {
				result.Found++
				wrong[driveID] = true
			}
		})
		return nil
	}, func(driveID string, err error) { c.lose(c.permissionsPart, byDrive[driveID][0].webID, err) })

	var again []assess.Drive
	for _, id := range slices.Sorted(maps.Keys(wrong)) {
		d := c.found[id].drive
		d.Whole = true
		again = append(again, d)
	}
	result.Drives = len(again)
	spread(again, drivesAtOnce, func(d assess.Drive) error {
		l, err := c.readDrive(ctx, d)
		c.mu.Lock()
		defer c.mu.Unlock()
		first := c.found[d.ID]
		if err == nil || !first.whole && len(l.holders) > len(first.holders) {
			c.found[d.ID] = l
		}
		return err
	}, func(d assess.Drive, err error) { c.lose(c.itemsPart, d.WebID, err) })
	return result
}
