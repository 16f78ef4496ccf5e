package report

import "preflight/assess"

// A Comparison is what has moved since an earlier run of the same tenant.
type Comparison struct {
	Since    assess.Date // of the run before
	Run      int         // its number
	Scored   bool        // the run before had a score: false where it could check nothing
	Score    float64
	Coverage float64                   // 0 to 1
	Pillars  map[assess.Pillar]float64 // points of the run before; a pillar that had none is left out

	Fixed        []Change // seen before, looked for again, and gone
	New          []Change // not there before
	Persisting   []Change // there before and now
	Reopened     []Change // fixed in an earlier run, and back
	NotRechecked []Change // there before; this run could not look

	Trend []TrendPoint // the earliest first, this run last
}

// A Change is one finding, or one object of it, in two runs.
type Change struct {
	Rule   string
	Title  string
	Key    string // of the object; empty: the finding as a whole
	Before int    // objects concerned in the run before
	Count  int    // and now; means nothing where it was not looked for again
	Proof  string // of one that is fixed: how this was seen
	Reason string // of one that was not looked for again: why
}

// A TrendPoint is the score of one run.
type TrendPoint struct {
	Date  assess.Date
	Score float64
	Known bool // false: the run had no score, which is not a score of zero
}

// changes is how many changes there are of any kind.
func (c Comparison) changes() int {
	return len(c.Fixed) + len(c.New) + len(c.Persisting) + len(c.Reopened) + len(c.NotRechecked)
}

// An AcceptedRisk is a finding that the client has decided to live with for a time. It explains the finding, and raises
// neither the score nor the verdict.
type AcceptedRisk struct {
	Rule    string
	Title   string
	Reason  string
	By      string // who accepted it
	Since   assess.Date
	Until   assess.Date
	Expired bool // at the date of the run
}
