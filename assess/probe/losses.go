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
	list []assess.Gap
}

func (l *losses) add(g assess.Gap) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list = append(l.list, g)
}

// report hands over one gap for each part, place and reason, in the words of the first in order.
func (l *losses) report(gap gapFunc) {
	l.mu.Lock()
	defer l.mu.Unlock()
	slices.SortFunc(l.list, func(a, b assess.Gap) int {
		return cmp.Or(cmp.Compare(a.Part, b.Part), cmp.Compare(a.Place, b.Place), cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Detail, b.Detail))
	})
	for len(l.list) > 0 {
		first := l.list[0]
		n := 1
		for n < len(l.list) && l.list[n].Part == first.Part && l.list[n].Place == first.Place && l.list[n].Reason == first.Reason {
			n++
		}
		if n > 1 {
			first.Detail += fmt.Sprintf(" (and %d more)", n-1)
		}
		gap(first)
		l.list = l.list[n:]
	}
}
