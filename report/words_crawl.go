package report

import (
	"maps"
	"slices"
	"strings"

	"preflight/assess"
)

// quick reports whether the run was a quick scan.
func quick(a assess.Assessment) bool { return a.Crawl != nil && a.Crawl.Scan == assess.ScanQuick }

// placesRead says how many places of an area were looked into. Of one that was not crawled at all the coverage of its
// part knows how many there are.
func (w *Words) placesRead(a assess.Assessment, name assess.Area, part string) string {
	var places assess.Tally
	for _, p := range a.Coverage {
		if p.Part == part && p.Unit != "" {
			places.Expected = p.Total
		}
	}
	for _, x := range a.Crawl.Areas {
		if x.Area == name {
			places = x.Sites
		}
	}
	if places.Expected == 0 {
		return w.Say("crawl.places."+string(name)+".none", nil)
	}
	return w.Say("crawl.places."+string(name), With{"read": places.Read, "expected": places.Expected})
}

// quickSentence says what a quick scan looked into, what that does to the figures, and how to get the rest. It is empty
// for a full scan.
func (w *Words) quickSentence(a assess.Assessment) string {
	if !quick(a) {
		return ""
	}
	with := With{"sites": w.placesRead(a, assess.AreaSites, assess.PartItems), "onedrives": w.placesRead(a, assess.AreaOneDrives, assess.PartDriveItems)}
	var libraries assess.Tally
	for _, x := range a.Crawl.Areas {
		libraries.Expected += x.Drives.Expected
		libraries.Read += x.Drives.Read
	}
	text := w.Say("crawl.quick", with)
	if libraries.Expected > 0 {
		with["listed"], with["read"] = libraries.Expected, libraries.Read
		text = w.Say("crawl.quick.listed", with)
	}
	if !slices.ContainsFunc(a.Gaps, func(g assess.Gap) bool { return g.Reason == assess.ReasonSkipped }) {
		return text + " " + w.Say("crawl.quick.whole", nil)
	}
	return text + " " + w.Say("crawl.quick.rest", nil)
}

// basisSentences say how the present state of the libraries was found, and what that cannot see.
func (w *Words) basisSentences(c assess.Crawl) string {
	if c.Basis == "" {
		return ""
	}
	since := w.Say("crawl.since.earlier", nil)
	if !c.Since.IsZero() {
		since = w.Day(c.Since)
	}
	text := w.Say("crawl.basis."+string(c.Basis), With{"since": since})
	if len(c.MayMiss) == 0 {
		return text
	}
	missed := make([]string, len(c.MayMiss))
	for i, k := range c.MayMiss {
		missed[i] = w.named("crawl.change.", string(k))
	}
	return text + " " + w.Say("crawl.missed", With{"changes": strings.Join(missed, "; ")})
}

// restartedSentence says how many libraries could not go on from what was known of them.
func (w *Words) restartedSentence(c assess.Crawl) string {
	n := 0
	for _, x := range c.Areas {
		n += x.Restarted
	}
	if n == 0 {
		return w.Say("crawl.restarted.none", nil)
	}
	return w.Say("crawl.restarted", With{"libraries": n})
}

// limitSentences say which limit was kept, what other applications used of it, and where Microsoft Graph allowed less.
func (w *Words) limitSentences(a assess.Assessment) string {
	c := *a.Crawl
	text := ""
	if c.UnitsPerMinute > 0 {
		text = w.Say("crawl.limit.kept", With{"units": c.UnitsPerMinute})
	}
	if c.OtherUnitsPerMinute > 0 {
		text = joined(" ", text, w.Say("crawl.limit.others", With{"units": c.OtherUnitsPerMinute}))
	}
	if c.Ceiling == nil {
		return text
	}
	effect := w.Say("crawl.limit.nothing-lost", nil)
	if slices.ContainsFunc(a.Gaps, func(g assess.Gap) bool { return g.Reason == assess.ReasonThrottled }) {
		effect = w.Say("crawl.limit.lost", nil)
	}
	with := With{"through": c.Ceiling.UnitsPerMinute, "units": c.UnitsPerMinute, "effect": effect}
	if c.Ceiling.Requests == "" || c.Ceiling.Requests == "all" {
		return joined(" ", text, w.Say("crawl.limit.refused", with))
	}
	with["requests"] = w.named("crawl.requests.", c.Ceiling.Requests)
	return joined(" ", text, w.Say("crawl.limit.refused.for", with))
}

// controlText says what a control sample came to.
func (w *Words) controlText(s assess.ControlSample) string {
	if s.Drawn == 0 {
		return w.Say("crawl.control.none", nil)
	}
	text := w.Say("crawl.control", With{"drawn": s.Drawn, "found": s.Found, "libraries": s.Drives})
	if s.Relisted > 0 {
		text += w.Say("crawl.control.relisted", With{"libraries": s.Relisted})
	}
	return text
}

// A crawlRow counts one kind of thing in one area.
type crawlRow struct {
	*Words
	area  assess.Area
	what  string // libraries, items or lists; empty: the area's sites or OneDrives themselves
	tally assess.Tally
	known bool // how many were expected; false: only those read can be counted
	run   assess.Assessment
}

// crawlRows are the proof that nothing was forgotten, an area after the other.
func (w *Words) crawlRows(a assess.Assessment) []crawlRow {
	var rows []crawlRow
	for _, x := range a.Crawl.Areas {
		rows = append(rows, crawlRow{w, x.Area, "", x.Sites, true, a}, crawlRow{w, x.Area, "libraries", x.Drives, true, a},
			crawlRow{w, x.Area, "items", assess.Tally{Read: x.Items}, false, a}, crawlRow{w, x.Area, "lists", x.Lists, true, a})
	}
	return rows
}

// name is the row's name where it stands alone.
func (r crawlRow) name() string {
	if r.what == "" {
		return r.named("crawl.row.", string(r.area))
	}
	return r.Say("crawl.row."+r.what, With{"area": r.named("crawl.area.", string(r.area))})
}

// below is the row's name where it stands below its area.
func (r crawlRow) below() string {
	if r.what == "" {
		return r.name()
	}
	return r.named("crawl.part.", r.what)
}

// text says what became of what was expected.
func (r crawlRow) text() string {
	if !r.known {
		return r.Say("crawl.tally.read", With{"read": r.tally.Read})
	}
	with := With{"expected": r.tally.Expected, "read": r.tally.Read, "skipped": r.tally.Skipped, "failed": failed(r.tally)}
	if with["why"] = r.why(); with["why"] != "" {
		return r.Say("crawl.tally.why", with)
	}
	return r.Say("crawl.tally", with)
}

// why names the reasons of what failed, and how many places were left out by agreement. A tally that does not add up is a
// fault in Preflight, and says so.
func (r crawlRow) why() string {
	var list []string
	add := func(reason assess.Reason, n int) {
		list = append(list, r.Say("crawl.failed", With{"reason": r.reasonOf(reason), "count": n}))
	}
	if n := r.excluded(); n > 0 {
		add(assess.ReasonExcluded, n)
	}
	for _, reason := range slices.Sorted(maps.Keys(r.tally.Failed)) {
		add(reason, r.tally.Failed[reason])
	}
	if r.known && !r.tally.Whole() {
		list = append(list, r.Say("crawl.fault", nil))
	}
	return strings.Join(list, "; ")
}

// areaParts are the parts whose gaps tell why something of an area was not read, the one with a gap for each place first.
var areaParts = map[assess.Area][]string{
	assess.AreaSites:     {assess.PartItems, assess.PartPermissions},
	assess.AreaOneDrives: {assess.PartDriveItems, assess.PartDrivePermissions},
}

// reasonOf names a reason as the area's gaps do: a refusal reads otherwise where the application held the permission.
func (r crawlRow) reasonOf(reason assess.Reason) string {
	for _, part := range areaParts[r.area] {
		for _, g := range r.run.Gaps {
			if g.Part == part && g.Reason == reason && g.Place != "" {
				name, _ := r.gapReason(g, r.run.Permissions)
				return name
			}
		}
	}
	return r.ReasonName(reason)
}

// excluded counts the places of the area that were left out by agreement, for the row that counts places.
func (r crawlRow) excluded() int {
	if r.what != "" {
		return 0
	}
	places := map[string]bool{}
	for _, g := range r.run.Gaps {
		if g.Reason == assess.ReasonExcluded && g.Place != "" && slices.Contains(areaParts[r.area], g.Part) {
			places[g.Place] = true
		}
	}
	return len(places)
}

// failed is how much could not be read, whatever the reason.
func failed(t assess.Tally) int {
	n := 0
	for _, k := range t.Failed {
		n += k
	}
	return n
}
