package report

import (
	"slices"
	"strings"

	"preflight/assess"
)

// wordNotSeen stands where a fact could not be looked at: never a blank, a zero or a no.
const wordNotSeen = "not seen"

// wordDash stands where a column does not apply to a row.
const wordDash = "–"

// A sight says of every part how much of it was seen.
type sight struct {
	*Words
	gaps     map[string][]assess.Gap
	coverage map[string]assess.PartCoverage
	excluded map[string]bool // the sites and OneDrives, by their keys, that were left out by agreement
}

func newSight(d Document) sight {
	a := d.Assessment
	s := sight{d.Words, map[string][]assess.Gap{}, map[string]assess.PartCoverage{}, map[string]bool{}}
	for _, g := range a.Gaps {
		s.gaps[g.Part] = append(s.gaps[g.Part], g)
		if g.Reason == assess.ReasonExcluded && g.Place != "" {
			s.excluded[g.Place] = true
		}
	}
	for _, c := range a.Coverage {
		s.coverage[c.Part] = c
	}
	return s
}

// whole reports whether everything was seen of all the parts.
func (s sight) whole(parts ...string) bool {
	return !slices.ContainsFunc(parts, func(p string) bool { return len(s.gaps[p]) > 0 })
}

// lost reports whether one of the parts was not seen at all.
func (s sight) lost(parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool {
		return slices.ContainsFunc(s.gaps[p], func(g assess.Gap) bool { return g.Place == "" && !g.Partial })
	})
}

// lostAt reports whether a part was not seen at one place, a key; a list that broke off may have lost any place.
func (s sight) lostAt(part, place string) bool {
	return slices.ContainsFunc(s.gaps[part], func(g assess.Gap) bool { return g.Place == "" || g.Place == place })
}

// visibilitySeen reports whether it was seen if a site belongs to a public group. A group that was not seen, or whose site
// was not, may be that of any site that no group is known of.
func (s sight) visibilitySeen(public bool, group string) bool {
	switch {
	case public:
		return true
	case group != "":
		return !s.lost(assess.PartGroups, assess.PartGroupSites) && !s.lostAt(assess.PartGroupVisibility, group)
	}
	return s.whole(assess.PartGroups, assess.PartGroupSites)
}

// count is n where all that it counts was seen, else a lower bound in words.
func (s sight) count(n int, seen bool) any {
	switch {
	case seen:
		return n
	case n == 0:
		return wordNotSeen
	}
	return s.Say("seen.least", With{"least": n})
}

// sentence says which parts were not wholly seen; empty where all were.
func (s sight) sentence(parts []string) string {
	var list []string
	for _, p := range parts {
		if len(s.gaps[p]) == 0 {
			continue
		}
		words := s.lostPart(p)
		if c := s.coverage[p]; !s.lost(p) && c.Total > 1 && c.Looked < c.Total {
			words = s.Say("sight.partly.of", With{"part": PartName(p), "looked": c.Looked, "total": c.Total, "unit": c.Unit})
		}
		list = append(list, words)
	}
	if len(list) == 0 {
		return ""
	}
	return s.Say("sight.sentence", With{"parts": strings.Join(list, "; "), "sheet": sheetGaps})
}

// nothing says why a table is empty although nobody knows that there is nothing; empty where that is known.
func (s sight) nothing(parts []string) string {
	var list []string
	for _, p := range parts {
		if len(s.gaps[p]) > 0 {
			list = append(list, s.lostPart(p))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return s.Say("sight.nothing", With{"parts": strings.Join(list, "; ")})
}

// lostPart names a part that was not wholly seen, with the reason.
func (s sight) lostPart(part string) string {
	return s.Say("sight.partly", With{"part": PartName(part), "reason": s.ReasonName(s.gaps[part][0].Reason)})
}
