package assess

import (
	"cmp"
	"slices"
)

// A Reason says why a part of a tenant was not seen.
type Reason string

// The reasons. Each but Licence, Unknown, Skipped and Excluded is a loss that a permission, a setting, an unlocking, a retry or a rerun can cure.
const (
	ReasonPermission  Reason = "permission"  // the application lacks a permission, or consent
	ReasonLicence     Reason = "licence"     // the tenant has no licence for the service
	ReasonConcealed   Reason = "concealed"   // usage reports hide names, so that rows cannot be joined to objects
	ReasonThrottled   Reason = "throttled"   // Graph kept refusing for load
	ReasonLocked      Reason = "locked"      // the site or OneDrive is locked or archived, which an administrator can undo
	ReasonService     Reason = "service"     // Graph failed, was unreachable, or answered something unreadable
	ReasonUnknown     Reason = "unknown"     // Graph answered something that this version of Preflight does not know
	ReasonInterrupted Reason = "interrupted" // the user or a time limit stopped the run
	ReasonDefect      Reason = "defect"      // Preflight itself failed
	ReasonCache       Reason = "cache"       // the crawl's cache on this computer could not be written or read
	ReasonSkipped     Reason = "skipped"     // the user asked not to look, or for a quick scan
	ReasonExcluded    Reason = "excluded"    // the site was left out by agreement with the client
)

// Curable reports whether a permission, a setting, an unlocking, a retry or a rerun could recover what was lost.
func (r Reason) Curable() bool {
	return r != ReasonLicence && r != ReasonUnknown && r != ReasonSkipped && r != ReasonExcluded
}

// A Gap is something that was asked for and not seen.
type Gap struct {
	Part   string `json:"part"`            // the name of the Part
	Place  string `json:"place,omitempty"` // the key of the one place lost; empty: all of the part
	Name   string `json:"name,omitempty"`  // the place's name for people
	Reason Reason `json:"reason"`
	Detail string `json:"detail,omitempty"` // Graph's own words, in one line, without secrets

	// Partial marks a list that broke off: what was read is true, the rest is unknown. It goes with an empty Place.
	Partial bool `json:"partial,omitempty"`

	// Resumable marks what the same command brings when it goes on with the run: the run was stopped or throttled for too
	// long, the connection was lost, the sign-in no longer held, the cache failed.
	Resumable bool `json:"resumable,omitempty"`
}

// sortGaps orders gaps by part, place, reason and words and drops repetitions.
func sortGaps(gaps []Gap) []Gap {
	slices.SortFunc(gaps, func(a, b Gap) int {
		return cmp.Or(cmp.Compare(a.Part, b.Part), cmp.Compare(a.Place, b.Place),
			cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Detail, b.Detail), cmp.Compare(a.Name, b.Name), cmp.Compare(one(a.Partial), one(b.Partial)), cmp.Compare(one(a.Resumable), one(b.Resumable)))
	})
	return slices.Compact(gaps)
}
