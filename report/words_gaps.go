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
		"Run again, best outside the tenant's working hours."},
	assess.ReasonService: {"Microsoft did not answer", "Microsoft Graph failed, could not be reached, or answered something unreadable.",
		"Run again; if it fails again at the same place, open a ticket with Microsoft and give the detail."},
	assess.ReasonInterrupted: {"Run was stopped", "The run was stopped by its user or by its time limit before it got there.",
		"Run again and let it finish."},
	assess.ReasonDefect: {"Fault in Preflight", "Preflight itself failed there.",
		"Report it with the detail to the makers of Preflight; the rest of the report is not touched by it."},
	assess.ReasonSkipped: {"Left out on purpose", "The run was asked not to look.",
		"Run again without leaving it out."},
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

// Cure says what makes a gap's part visible. For a missing permission it names the least that are enough.
func Cure(g assess.Gap) string {
	cure := reasonWords[g.Reason].cure
	if p, ok := assess.FindPart(g.Part); ok && g.Reason == assess.ReasonPermission && len(p.Scopes) > 0 {
		return "Grant admin consent for " + strings.Join(p.Scopes[0], " and ") + ", then run again."
	}
	return cure
}

// A gapGroup is the gaps of one part that have one reason.
type gapGroup struct {
	Part    string
	Reason  assess.Reason
	Whole   bool     // all of the part was lost
	Partial bool     // a list broke off
	Places  []string // names of the places lost, sorted; empty where all of it was
	Details []string // Graph's words, sorted, each once
	Cure    string
}

// groupGaps puts together what has one part and one reason, in the order of assess.Parts.
func groupGaps(gaps []assess.Gap) []gapGroup {
	type key struct {
		part   string
		reason assess.Reason
	}
	groups := map[key]*gapGroup{}
	var list []*gapGroup
	for _, g := range gaps {
		k := key{g.Part, g.Reason}
		group := groups[k]
		if group == nil {
			group = &gapGroup{Part: g.Part, Reason: g.Reason, Cure: Cure(g)}
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
			group.Details = append(group.Details, g.Detail)
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
		return cmp.Or(cmp.Compare(partOrder(a.Part), partOrder(b.Part)), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Reason, b.Reason))
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
