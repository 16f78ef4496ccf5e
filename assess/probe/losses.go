package probe

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"preflight/assess"
)

// losses gathers what was lost at places until a probe ends, so that a library that refuses a thousand permission lists
// is one gap and not a thousand. It is safe for concurrent use.
type losses struct {
	mu   sync.Mutex
	list map[lossKey]*loss
}

// A lossKey is what losses that are told as one have in common.
type lossKey struct {
	part, place string
	reason      assess.Reason
}

type loss struct {
	first assess.Gap // in the order of their words
	n     int
}

func (l *losses) add(g assess.Gap) {
	l.mu.Lock()
	defer l.mu.Unlock()
	k := lossKey{g.Part, g.Place, g.Reason}
	known := l.list[k]
	switch {
	case known == nil:
		if l.list == nil {
			l.list = map[lossKey]*loss{}
		}
		known = &loss{first: g}
		l.list[k] = known
	case g.Detail < known.first.Detail:
		g.Resumable = g.Resumable || known.first.Resumable
		known.first = g
	}
	known.first.Resumable = known.first.Resumable || g.Resumable
	known.n++
}

// report hands over one gap for each part, place and reason, in the words of the first in order.
func (l *losses) report(gap gapFunc) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var gaps []assess.Gap
	for _, lost := range l.list {
		if lost.n > 1 {
			lost.first.Detail += fmt.Sprintf(" (and %d more)", lost.n-1)
		}
		gaps = append(gaps, lost.first)
	}
	slices.SortFunc(gaps, func(a, b assess.Gap) int {
		return cmp.Or(cmp.Compare(a.Part, b.Part), cmp.Compare(a.Place, b.Place), cmp.Compare(a.Reason, b.Reason))
	})
	for _, g := range gaps {
		gap(g)
	}
	l.list = nil
}
