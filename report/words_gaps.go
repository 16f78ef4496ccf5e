package report

import (
	"cmp"
	"slices"
	"strings"

	"preflight/assess"
)

// reasonWords say why a part was not seen, and what cures it.
var reasonWords = map[assess.Reason]struct{ short, why, cure string }{
	assess.ReasonPermission: {"Permission missing", "The application lacks the permission, or nobody consented to it.",
		"Grant admin consent for the permission named, then run again."},
	assess.ReasonLicence: {"No licence", "The tenant has no licence for the service, or for seeing this fact.",
		"Nothing to repair: it can be seen once the tenant has that licence."},
	assess.ReasonConcealed: {"Names concealed", "Usage reports hide names, so that their rows cannot be matched to sites, teams and people.",
		"Microsoft 365 admin centre > Settings > Org settings > Reports: clear “Display concealed user, group, and site names in all reports”, wait some minutes, run again."},
	assess.ReasonThrottled: {"Microsoft was busy", "Microsoft Graph kept refusing requests for load.",
		"Type the same command again, best outside the tenant's working hours: the run goes on where it stopped."},
	assess.ReasonLocked: {"Locked", "The site or OneDrive is locked or archived.",
		"Unlock or reactivate it in the SharePoint admin centre (Sites > Active sites), or delete it if nobody needs it, then run again."},
	assess.ReasonService: {"No usable answer", "Microsoft Graph failed, could not be reached, or answered something that cannot be used.",
		"Run again; if it fails again at the same place, open a ticket with Microsoft and give the detail."},
	assess.ReasonUnknown: {"Not known to Preflight", "Microsoft Graph answered something that this version of Preflight does not know.",
		"Running again changes nothing: check it by hand, or use a newer version of Preflight."},
	assess.ReasonInterrupted: {"Run was stopped", "The run was stopped by its user or by its time limit before it got there.",
		"Type the same command again, without --fresh: the run goes on where it stopped."},
	assess.ReasonDefect: {"Fault in Preflight", "Preflight itself failed there.",
		"Report it with the detail to the makers of Preflight; the rest of the report is not touched by it."},
	assess.ReasonCache: {"Cache unusable", "The file in which this computer keeps what was read (crawl.db) could not be written or read.",
		"Free some disk space and run again: the run goes on where it was. If that does not help, delete crawl.db or run with --fresh, which reads everything anew."},
	assess.ReasonSkipped: {"Left out on purpose", "The run was asked not to look.",
		"Run again without leaving it out; after a quick scan, with --scan full."},
}

// ReasonName says in a few words why something was not seen.
func ReasonName(r assess.Reason) string { return cmp.Or(reasonWords[r].short, string(r)) }

// ReasonWhy says in a sentence why something was not seen.
func ReasonWhy(r assess.Reason) string { return cmp.Or(reasonWords[r].why, string(r)) }

// PartName says for people what a part is.
func PartName(name string) string {
	if p, ok := assess.FindPart(name); ok {
		return p.What
	}
	return name
}

// readWhole reports whether a part was read whole: every place there is, and no list broke off. A part without places
// has the total 1; 0 says that nobody knows how much of it there is.
func readWhole(a assess.Assessment, p assess.PartCoverage) bool {
	return p.Looked == p.Total && (p.Unit != "" || p.Total > 0) &&
		!slices.ContainsFunc(a.Gaps, func(g assess.Gap) bool { return g.Part == p.Part })
}

// Cure says what makes a gap's part visible. For a missing permission it names the least that are enough; where the
// application held enough and was refused all the same, or got an empty field, the same consent would not help.
func Cure(g assess.Gap, held assess.Permissions) string {
	if leftByQuickScan(g) {
		return "Run again with --scan full."
	}
	if refused(g, held) {
		higher := higherPermissions[g.Part]
		switch {
		case higher != "" && !slices.Contains(held.Held, higher):
			return refusedThough + "grant admin consent for " + higher + ", the higher one, and run again, or check by hand in the admin centre."
		case g.Place != "" && restrictable(g.Part):
			return "The application holds the permission: see in the admin centre whether this place is locked or its access is restricted, then run again."
		}
		return refusedThough + "check by hand in the admin centre."
	}
	if p, ok := assess.FindPart(g.Part); ok && g.Reason == assess.ReasonPermission && len(p.Scopes) > 0 {
		return "Grant admin consent for " + strings.Join(p.Scopes[0], " and ") + ", then run again."
	}
	return reasonWords[g.Reason].cure
}

const refusedThough = "Microsoft Graph left the field empty or refused, although the permission is held: "

// higherPermissions are the permissions to try for a part of which Graph may leave fields empty to the least one, as
// isArchived of a team. That the higher one shows it is not yet seen on a live tenant.
var higherPermissions = map[string]string{assess.PartTeamDetails: "TeamSettings.Read.All"}

// restrictable reports whether the places of a part are sites or OneDrives, which can be locked or restricted one by one.
func restrictable(part string) bool {
	p, _ := assess.FindPart(part)
	return p.Unit == "sites" || p.Unit == "OneDrives"
}

// refused reports whether a part, or a place of it, was refused to an application that held what is enough for it, or
// came with an empty field.
func refused(g assess.Gap, held assess.Permissions) bool {
	_, ok := assess.FindPart(g.Part)
	return ok && g.Reason == assess.ReasonPermission && held.Known &&
		!slices.ContainsFunc(assess.Unreadable(held.Held), func(p assess.Part) bool { return p.Name == g.Part })
}

// leftByQuickScan reports whether a single place was left out on purpose: users leave out whole parts only.
func leftByQuickScan(g assess.Gap) bool { return g.Reason == assess.ReasonSkipped && g.Place != "" }

// gapReason says in a few words, and in a sentence, why something was not seen.
func (w *Words) gapReason(g assess.Gap, held assess.Permissions) (name, why string) {
	switch {
	case leftByQuickScan(g):
		return "Left out by the quick scan", "A quick scan reads the sites that the usage report and the visibility of groups make interesting, and no OneDrive."
	case !refused(g, held):
		return ReasonName(g.Reason), ReasonWhy(g.Reason)
	case g.Place != "" && restrictable(g.Part):
		return "Access refused", "Microsoft Graph refused this place, though the application holds the permission."
	}
	return "Empty or refused", "Microsoft Graph left the field empty or refused, though the application holds the permission."
}

// wordsInPart stand for a part of which something was seen, not all: a list broke off, or came with empty fields.
const wordsInPart = "seen only in part"

// graphWords is a gap's detail without the address that it begins with.
func graphWords(detail string) string {
	if address, words, ok := strings.Cut(detail, ": "); ok && strings.HasPrefix(address, "/") {
		return words
	}
	return detail
}

// A gapGroup is the gaps of one part that have one reason.
type gapGroup struct {
	Part    string
	Reason  assess.Reason
	Whole   bool     // all of the part was lost
	Partial bool     // something of it was seen, not all
	Places  []string // names of the places lost, sorted; empty where all of it was
	Details []string // Graph's words, sorted, each once
	Name    string   // of the reason
	Why     string
	Cure    string
}

// whatAndWhere gives the group's part, and what of it was lost: all of it, the rest of a list, or places by name.
func (w *Words) whatAndWhere(g gapGroup) (what, where string) {
	switch {
	case g.Whole:
		where = "not seen at all"
	case g.Partial:
		where = wordsInPart
	}
	n := len(g.Places)
	if n == 0 {
		return PartName(g.Part), where
	}
	places := ""
	for _, name := range g.Places[:min(maxPlaces, n)] {
		places = joined(", ", places, shorten(name, 50))
	}
	if n > maxPlaces {
		places += " and " + w.Number(n-maxPlaces) + " more: workbook, sheet Not assessed"
	}
	return PartName(g.Part), joined("; ", where, places)
}

// groupGaps puts together what has one part, one reason and one cure, in the order of assess.Parts.
func (w *Words) groupGaps(gaps []assess.Gap, held assess.Permissions) []gapGroup {
	type key struct {
		part   string
		reason assess.Reason
		cure   string
	}
	groups := map[key]*gapGroup{}
	var list []*gapGroup
	for _, g := range gaps {
		k := key{g.Part, g.Reason, Cure(g, held)}
		group := groups[k]
		if group == nil {
			group = &gapGroup{Part: g.Part, Reason: g.Reason, Cure: k.cure}
			group.Name, group.Why = w.gapReason(g, held)
			groups[k] = group
			list = append(list, group)
		}
		switch {
		case g.Place != "":
			group.Places = append(group.Places, cmp.Or(g.Name, g.Place))
		case g.Partial:
			group.Partial = true
		default:
			group.Whole = true
		}
		if g.Detail != "" {
			group.Details = append(group.Details, graphWords(g.Detail))
		}
	}
	out := make([]gapGroup, 0, len(list))
	for _, group := range list {
		slices.Sort(group.Places)
		slices.Sort(group.Details)
		group.Details = slices.Compact(group.Details)
		out = append(out, *group)
	}
	slices.SortStableFunc(out, func(a, b gapGroup) int {
		return cmp.Or(cmp.Compare(partOrder(a.Part), partOrder(b.Part)), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Cure, b.Cure))
	})
	return out
}

// partOrder is the place of a part in assess.Parts; parts that it does not know come last.
func partOrder(name string) int {
	if i := slices.IndexFunc(assess.Parts, func(p assess.Part) bool { return p.Name == name }); i >= 0 {
		return i
	}
	return len(assess.Parts)
}
