package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"preflight/assess"
)

// areaWords name the places of an area.
var areaWords = map[assess.Area]struct{ one, many string }{
	assess.AreaSites:     {"site", "sites"},
	assess.AreaOneDrives: {"OneDrive", "OneDrives"},
}

// changeWords say what a rerun cannot see of the sharing.
var changeWords = map[assess.ChangeKind]string{
	assess.ChangeFirstGrant:        "the first link or grant on an item that had no permissions of its own and whose content did not change",
	assess.ChangeBrokenInheritance: "inheritance broken on such an item",
}

// quick reports whether the run was a quick scan.
func quick(a assess.Assessment) bool { return a.Crawl != nil && a.Crawl.Scan == assess.ScanQuick }

// quickPlaces says how many sites and OneDrives a quick scan looked into.
func (w *Words) quickPlaces(a assess.Assessment, and string) string {
	return w.placesRead(a, assess.AreaSites, assess.PartItems) + and + w.placesRead(a, assess.AreaOneDrives, assess.PartDriveItems)
}

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
	words := areaWords[name]
	if places.Expected == 0 {
		return "no " + words.one
	}
	return fmt.Sprintf("%s of %s", w.Number(places.Read), w.Plural(places.Expected, words.one, words.many))
}

// quickSentence says what a quick scan looked into, what that does to the figures, and how to get the rest. It is empty
// for a full scan.
func (w *Words) quickSentence(a assess.Assessment) string {
	if !quick(a) {
		return ""
	}
	text := "Quick scan: " + w.quickPlaces(a, " and ") + " were looked into"
	var libraries assess.Tally
	for _, x := range a.Crawl.Areas {
		libraries.Expected += x.Drives.Expected
		libraries.Read += x.Drives.Read
	}
	if libraries.Expected > 0 {
		text += fmt.Sprintf("; of %s listed, %s %s read", w.Plural(libraries.Expected, "library", "libraries"), w.Number(libraries.Read), choose(libraries.Read, "was", "were"))
	}
	if !slices.ContainsFunc(a.Gaps, func(g assess.Gap) bool { return g.Reason == assess.ReasonSkipped }) {
		return text + ". Nothing was left out."
	}
	return text + ". What counts items, links or access is “at least”. For the rest run again with --scan full."
}

// basisSentences say how the present state of the libraries was found, and what that cannot see.
func (w *Words) basisSentences(c assess.Crawl) string {
	since := "an earlier run"
	if !c.Since.IsZero() {
		since = w.Day(c.Since)
	}
	text := ""
	switch c.Basis {
	case assess.BasisEverything:
		text = "Every item was listed of each library that was read, and the permissions of its root, of every item that Microsoft Graph marks as shared and of a control sample were read."
	case assess.BasisChanges:
		text = "Changes since " + since + " were read; known shared items, library roots and a control sample were read again."
	case assess.BasisSharingChanges:
		text = "Changes since " + since + " were read, those of sharing among them. Preflight used Sites.FullControl.All for that, which the application happens to hold and which is more than Preflight needs."
	}
	if len(c.MayMiss) == 0 {
		return text
	}
	missed := make([]string, len(c.MayMiss))
	for i, k := range c.MayMiss {
		missed[i] = sheetWord(changeWords, k)
	}
	return joined(" ", text, "Not seen, if they happened: "+strings.Join(missed, "; ")+". A run with --full reads everything.")
}

// restartedSentence says how many libraries could not go on from what was known of them.
func (w *Words) restartedSentence(c assess.Crawl) string {
	n := 0
	for _, x := range c.Areas {
		n += x.Restarted
	}
	if n == 0 {
		return "No library had to be begun anew."
	}
	return fmt.Sprintf("%s begun anew, because Microsoft Graph no longer knew what had changed since the run before.", w.Plural(n, "library was", "libraries were"))
}

// limitSentences say which limit was kept, what other applications used of it, and where Microsoft Graph allowed less.
func (w *Words) limitSentences(a assess.Assessment) string {
	c := *a.Crawl
	text := ""
	if c.UnitsPerMinute > 0 {
		text = fmt.Sprintf("Preflight spent at most %s a minute.", w.Plural(c.UnitsPerMinute, "resource unit", "resource units"))
	}
	if c.OtherUnitsPerMinute > 0 {
		text = joined(" ", text, fmt.Sprintf("Other applications were seen to use up to %s a minute of the same limit, and Preflight left them room.", w.Plural(c.OtherUnitsPerMinute, "unit", "units")))
	}
	if c.Ceiling == nil {
		return text
	}
	lost := "nothing was lost by it"
	if slices.ContainsFunc(a.Gaps, func(g assess.Gap) bool { return g.Reason == assess.ReasonThrottled }) {
		lost = "what it refused in the end is named under what was not seen"
	}
	of := ""
	if c.Ceiling.Requests != "" && c.Ceiling.Requests != "all" {
		of = " for " + c.Ceiling.Requests
	}
	return joined(" ", text, fmt.Sprintf("SharePoint refused requests before that limit was reached (%s of %s units a minute went through%s), so Preflight slowed down; %s.",
		w.Number(c.Ceiling.UnitsPerMinute), w.Number(c.UnitsPerMinute), of, lost))
}

// A crawlRow counts one kind of thing in one area.
type crawlRow struct {
	*Words
	area  assess.Area
	what  string // empty: the area's sites or OneDrives themselves
	tally assess.Tally
	known bool // how many were expected; false: only those read can be counted
}

// crawlRows are the proof that nothing was forgotten, an area after the other.
func (w *Words) crawlRows(c assess.Crawl) []crawlRow {
	var rows []crawlRow
	for _, x := range c.Areas {
		rows = append(rows, crawlRow{w, x.Area, "", x.Sites, true}, crawlRow{w, x.Area, "libraries", x.Drives, true},
			crawlRow{w, x.Area, "items", assess.Tally{Read: x.Items}, false}, crawlRow{w, x.Area, "permission lists", x.Lists, true})
	}
	return rows
}

// name is the row's name where it stands alone.
func (r crawlRow) name() string {
	if r.what == "" {
		return capital(areaWords[r.area].many)
	}
	return capital(r.what) + " in " + areaWords[r.area].many
}

// text says what became of what was expected.
func (r crawlRow) text() string {
	if !r.known {
		return r.Number(r.tally.Read) + " read"
	}
	text := fmt.Sprintf("%s expected: %s read, %s left out, %s failed", r.Number(r.tally.Expected), r.Number(r.tally.Read), r.Number(r.tally.Skipped), r.Number(failed(r.tally)))
	if why := r.why(); why != "" {
		text += " (" + why + ")"
	}
	return text
}

// why names the reasons of what failed. A tally that does not add up is a fault in Preflight, and says so.
func (r crawlRow) why() string {
	var list []string
	for _, reason := range slices.Sorted(maps.Keys(r.tally.Failed)) {
		list = append(list, fmt.Sprintf("%s: %s", ReasonName(reason), r.Number(r.tally.Failed[reason])))
	}
	if r.known && !r.tally.Whole() {
		list = append(list, "does not add up: a fault in Preflight")
	}
	return strings.Join(list, "; ")
}

// failed is how much could not be read, whatever the reason.
func failed(t assess.Tally) int {
	n := 0
	for _, k := range t.Failed {
		n += k
	}
	return n
}
