package probe

import (
	"cmp"
	"container/heap"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"sync"

	"preflight/assess/store"
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
// which libraries are read. It keeps the lowest alone, and is safe for concurrent use.
type sample struct {
	seed string

	mu      sync.Mutex
	offered int
	drawn   draws
}

// A draw is one item of the sample.
type draw struct {
	hash uint64
	store.Candidate
}

func (d draw) compare(e draw) int {
	return cmp.Or(cmp.Compare(d.hash, e.hash), cmp.Compare(d.DriveID, e.DriveID), cmp.Compare(d.ItemID, e.ItemID))
}

func newSample(seed string) *sample { return &sample{seed: seed} }

// offer puts an item up for the draw.
func (s *sample) offer(c store.Candidate) {
	sum := sha256.Sum256([]byte(s.seed + "\x00" + c.DriveID + "\x00" + c.ItemID))
	d := draw{hash: binary.BigEndian.Uint64(sum[:]), Candidate: c}
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

// draw returns the sample, in the order of libraries and items, and at most so many.
func (s *sample) draw(most int) []store.Candidate {
	list := slices.SortedFunc(slices.Values(s.drawn), draw.compare)
	size := min(max((s.offered+sampleShare-1)/sampleShare, sampleLeast), most, len(list))
	out := make([]store.Candidate, size)
	for i, d := range list[:size] {
		out[i] = d.Candidate
	}
	slices.SortFunc(out, func(a, b store.Candidate) int {
		return cmp.Or(cmp.Compare(a.DriveID, b.DriveID), cmp.Compare(a.ItemID, b.ItemID))
	})
	return out
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
