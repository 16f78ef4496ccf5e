package assess

import "time"

// day is the UTC calendar date of t.
func day(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

// inactive reports whether something was left alone for a number of days before asOf: created on or before that day
// (an unknown date counts as old enough), and last used before it or never, by UTC calendar date.
func inactive(created, last, asOf time.Time, days int) bool {
	limit := day(asOf).AddDate(0, 0, -days)
	if day(created).After(limit) {
		return false
	}
	return last.IsZero() || day(last).Before(limit)
}

// idleDays is how long a team or OneDrive is left alone before it counts as inactive.
const idleDays = 90

// Inactive reports whether s was left alone for a number of days before asOf. It means nothing where the usage report
// was not seen whole.
func (s Site) Inactive(asOf time.Time, days int) bool {
	return inactive(s.Created, s.LastActivity, asOf, days)
}
