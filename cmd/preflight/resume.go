package main

import (
	"slices"
	"strings"
	"time"

	"preflight/assess"
	"preflight/assess/store"
)

// resumeFor is how long after its beginning an interrupted run goes on without being told to. Its figures are as of the
// day on which it began, and a link to a next page does not stay valid for ever; how long is not documented, and not yet
// seen on a live tenant.
const resumeFor = 7 * 24 * time.Hour

// goesOn tells whether this run goes on with the last one of the cache. An error says what to type instead.
func (j job) goesOn(last store.Run, known bool, now time.Time) (bool, error) {
	switch {
	case !known || last.Finished:
		if j.resume {
			return false, usage("--resume: no run was interrupted; leave it out to begin one")
		}
		return false, nil
	case now.Sub(last.Started) > resumeFor && !j.resume:
		return false, usage("the run of %s was interrupted, and began more than %d days ago: type --resume to go on with it, or --fresh to begin anew",
			day(last.AsOf), int(resumeFor.Hours()/24))
	case last.Choices != j.choices():
		return false, usage("the run of %s was interrupted and had other flags:\n  then  %s\n  now   %s\nType the flags of then to go on with it, or --fresh to begin anew",
			day(last.AsOf), last.Choices, j.choices())
	case j.dated && !j.asOf.Equal(last.AsOf):
		return false, usage("--as-of %s: the run that was interrupted has the date %s. Leave --as-of out to go on with it, or type --fresh to begin anew",
			day(j.asOf), day(last.AsOf))
	}
	return true, nil
}

// choices says, as one would type it, what is read: a run goes on only with the same.
func (j job) choices() string {
	scan := assess.ScanFull
	if j.quick {
		scan = assess.ScanQuick
	}
	words := []string{"--scan " + string(scan)}
	if j.full {
		words = append(words, "--full")
	}
	if j.noDrive {
		words = append(words, "--no-onedrive")
	}
	if len(j.skip) > 0 {
		words = append(words, "--skip "+strings.Join(slices.Compact(slices.Sorted(slices.Values(j.skip))), ","))
	}
	if excluded := j.look.engagement.Excluded; len(excluded) > 0 {
		sites := make([]string, len(excluded))
		for i, x := range excluded {
			sites[i] = x.Site
		}
		words = append(words, "--engagement that leaves out "+strings.Join(slices.Sorted(slices.Values(sites)), " "))
	}
	return strings.Join(words, " ")
}
