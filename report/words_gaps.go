package report

import (
	"cmp"
	"slices"
	"strings"

	"preflight/assess"
)

// ReasonName says in a few words why something was not seen.
func (w *Words) ReasonName(r assess.Reason) string { return w.reason(r, "short") }

// reason gives one of the texts of a reason, short, why or cure; a reason without texts stands for itself.
func (w *Words) reason(r assess.Reason, which string) string {
	if key := "gap." + string(r) + "." + which; w.has(key) {
		return w.Say(key, nil)
	}
	return string(r)
}

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
func (w *Words) Cure(g assess.Gap, held assess.Permissions) string {
	if leftByQuickScan(g) {
		return w.Say("gap.quick.cure", nil)
	}
	if refused(g, held) {
		higher := higherPermissions[g.Part]
		switch {
		case higher != "" && !slices.Contains(held.Held, higher):
			return w.Say("gap.refused.cure.higher", With{"permission": higher})
		case g.Place != "" && restrictable(g.Part):
			return w.Say("gap.refused.place.cure", nil)
		}
		return w.Say("gap.refused.cure", nil)
	}
	if p, ok := assess.FindPart(g.Part); ok && g.Reason == assess.ReasonPermission && len(p.Scopes) > 0 {
		return w.Say("gap.consent", With{"permissions": w.listed(p.Scopes[0])})
	}
	return w.reason(g.Reason, "cure")
}

// listed writes a list as people do: with commas, and a word before the last.
func (w *Words) listed(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	last := len(list) - 1
	return w.Say("gap.list", With{"list": strings.Join(list[:last], ", "), "last": list[last]})
}

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
		return w.Say("gap.quick.short", nil), w.Say("gap.quick.why", nil)
	case !refused(g, held):
		return w.ReasonName(g.Reason), w.reason(g.Reason, "why")
	case g.Place != "" && restrictable(g.Part):
		return w.Say("gap.refused.place.short", nil), w.Say("gap.refused.place.why", nil)
	}
	return w.Say("gap.refused.short", nil), w.Say("gap.refused.why", nil)
}

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
		where = w.Say("gap.whole", nil)
	case g.Partial:
		where = w.Say("gap.partial", nil)
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
		places = w.Say("gap.more", With{"places": places, "more": n - maxPlaces, "sheet": sheetGaps})
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
		k := key{g.Part, g.Reason, w.Cure(g, held)}
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
