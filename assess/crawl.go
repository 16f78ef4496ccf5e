package assess

import (
	"slices"
	"time"
)

// A Crawl says how the libraries were read, and proves that none was forgotten.
type Crawl struct {
	Scan    Scan         `json:"scan"`
	Basis   Basis        `json:"basis"`
	Since   time.Time    `json:"since,omitzero"`    // the date of the oldest whole listing of a library that was read by its changes since; zero: none was
	MayMiss []ChangeKind `json:"mayMiss,omitempty"` // kinds of change since then that the basis cannot see
	Areas   []AreaCrawl  `json:"areas"`             // sites first, then OneDrives; one that was not crawled is left out

	UnitsPerMinute      int      `json:"unitsPerMinute"`                // the limit that was kept
	OtherUnitsPerMinute int      `json:"otherUnitsPerMinute,omitempty"` // the most that other applications were seen to use
	Ceiling             *Ceiling `json:"ceiling,omitempty"`             // a lower limit that nobody documents; nil: none was met
}

// Begin notes the basis of an area, and since when it holds. The weaker basis of two areas stands for both.
func (c *Crawl) Begin(basis Basis, since time.Time) {
	order := []Basis{"", BasisEverything, BasisSharingChanges, BasisChanges}
	if slices.Index(order, basis) > slices.Index(order, c.Basis) {
		c.Basis = basis
	}
	if !since.IsZero() && (c.Since.IsZero() || since.Before(c.Since)) {
		c.Since = since
	}
	c.MayMiss = c.Basis.MayMiss()
}

// Scan is how much of the tenant was to be read.
type Scan string

// The scans.
const (
	ScanFull  Scan = "full"  // every library
	ScanQuick Scan = "quick" // the sites that the usage report and the visibility of groups make interesting, within 15 minutes of quota
)

// Basis is how the present state of the libraries was found.
type Basis string

// The bases. See https://learn.microsoft.com/graph/api/driveitem-delta for what a delta query tells of sharing.
const (
	BasisEverything     Basis = "everything"      // every item was listed and every permission list that matters was read
	BasisChanges        Basis = "changes"         // changed items came by delta; known shared items, roots and a control sample were read again
	BasisSharingChanges Basis = "sharing-changes" // changed items and changed sharing came by delta, which takes Sites.FullControl.All
)

// ChangeKind is a kind of change between two runs.
type ChangeKind string

// The kinds of change that BasisChanges may miss: sharing that changed on an item whose content did not, and that had
// no permissions of its own before.
const (
	ChangeFirstGrant        ChangeKind = "first-grant"        // the first link or grant on an item that had none of its own
	ChangeBrokenInheritance ChangeKind = "broken-inheritance" // an item that stopped inheriting
)

// MayMiss is the kinds of change that a basis cannot see.
func (b Basis) MayMiss() []ChangeKind {
	if b == BasisChanges {
		return []ChangeKind{ChangeFirstGrant, ChangeBrokenInheritance}
	}
	return nil
}

// AreaCrawl is what became of the sites, or of the OneDrives.
type AreaCrawl struct {
	Area      Area          `json:"area"`
	Sites     Tally         `json:"sites"`     // sites or OneDrives asked for their libraries
	Drives    Tally         `json:"drives"`    // libraries listed
	Items     int           `json:"items"`     // items that are known
	Lists     Tally         `json:"lists"`     // permission lists of this run: of roots, of items known to be shared, of the control sample
	Control   ControlSample `json:"control"`   // among them
	Restarted int           `json:"restarted"` // libraries begun anew because the link to their changes was no longer valid
}

// Area is a kind of place with libraries.
type Area string

// The areas.
const (
	AreaSites     Area = "sites"
	AreaOneDrives Area = "onedrives"
)

// A Tally counts what was expected and what became of it. Expected is Read, Skipped and every Failed together.
type Tally struct {
	Expected int            `json:"expected"`
	Read     int            `json:"read"`
	Skipped  int            `json:"skipped,omitempty"` // left out on purpose: by the user, by a quick scan
	Failed   map[Reason]int `json:"failed,omitempty"`
}

// Fail counts one thing that could not be read.
func (t *Tally) Fail(why Reason) {
	if t.Failed == nil {
		t.Failed = map[Reason]int{}
	}
	t.Failed[why]++
}

// Whole reports whether everything that was expected is accounted for.
func (t Tally) Whole() bool {
	n := t.Read + t.Skipped
	for _, failed := range t.Failed {
		n += failed
	}
	return n == t.Expected
}

// A Ceiling is a limit below the one that was kept, which the answers showed.
type Ceiling struct {
	Requests       string `json:"requests"`       // what it held for: all, permission lists or items
	UnitsPerMinute int    `json:"unitsPerMinute"` // what went through
}
