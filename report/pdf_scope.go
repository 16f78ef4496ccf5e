package report

import (
	"slices"
	"strings"

	"preflight/assess"
)

// maxPlaces is how many lost places the PDF names of one gap; the workbook has all.
const maxPlaces = 5

func drawScope(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("scope", c.Say("scope.kicker", nil), c.Say("scope.title", nil), 0)
	whole := 0
	for _, p := range a.Coverage {
		if readWhole(a, p) {
			whole++
		}
	}
	lead := c.Say("scope.lead.none", nil)
	if len(a.Coverage) > 0 {
		lead = c.Say("scope.lead", With{"whole": whole, "parts": len(a.Coverage)})
	}
	c.p(styleLead, lead)
	c.p(styleStrong, c.quickSentence(a))
	drawReach(c, a, whole)
	drawGaps(c, a)
	drawExcluded(c, d)
	drawUnmatched(c, d)
	drawCoverage(c, a)
	drawCompleteness(c, a)
	c.h2(c.Say("scope.unseen", nil), "limits graph")
	var rows [][]cell
	for _, key := range []string{"groups", "defaults", "levels", "policies", "channel", "ownerless", "unlicensed", "opened"} {
		rows = append(rows, []cell{{text: c.Say("scope.unseen."+key+".area", nil), strong: true}, {text: c.Say("scope.unseen."+key+".what", nil)}})
	}
	c.table(table{[]column{{c.Say("scope.unseen.area", nil), 40, false}, {c.Say("scope.unseen.what", nil), 0, false}}, rows})
	c.h2(c.Say("scope.not", nil), "limits review")
	var not []string
	for _, key := range []string{"snapshot", "audit", "contents", "security"} {
		not = append(not, c.Say("scope.not."+key, nil))
	}
	if beyond := beyondReview(a); beyond != "" {
		not = append(not, c.Say("scope.not.beyond."+beyond, nil))
	}
	c.bullets(styleBody, not)
}

// drawReach counts what was looked into, of what there is.
func drawReach(c *canvas, a assess.Assessment, whole int) {
	if len(a.Coverage) == 0 {
		return
	}
	of := func(name string, read, expected int) tile {
		with := With{"read": read, "expected": expected}
		return tile{figure: c.Say("scope.tile.of", with), name: c.Say("scope.tile."+name, with)}
	}
	tiles, items := []tile{of("parts", whole, len(a.Coverage))}, 0
	if a.Crawl != nil {
		for _, area := range a.Crawl.Areas {
			tiles = append(tiles, of(string(area.Area), area.Sites.Read, area.Sites.Expected))
			items += area.Items
		}
	}
	if items > 0 {
		tiles = append(tiles, tile{figure: c.Number(items), name: c.Say("scope.items", With{"items": items}), note: c.Say("scope.items.note", nil)})
	}
	if len(tiles) > 1 {
		c.tiles(tiles)
	}
}

func drawCoverage(c *canvas, a assess.Assessment) {
	if len(a.Coverage) == 0 {
		return
	}
	lost := map[string]bool{}
	for _, g := range a.Gaps {
		if g.Place == "" && !g.Partial {
			lost[g.Part] = true
		}
	}
	var rows [][]cell
	var whole []string // by how much there was: 48 sites, 34 groups
	parts := map[string][]string{}
	for _, p := range a.Coverage {
		seen := ""
		with := With{"looked": p.Looked, "total": p.Total, "unit": p.Unit}
		switch {
		case p.Unit != "" && p.Total > 0:
			seen = c.Say("scope.coverage.of", with)
		case p.Unit != "":
			seen = c.Say("scope.coverage.empty", with)
		}
		state := cell{outcome: assess.NotAssessed, word: c.Say("scope.coverage.partly", nil)}
		switch {
		case lost[p.Part], p.Looked == 0 && p.Total > 0:
			state = cell{outcome: assess.Fail, word: c.Say("scope.coverage.lost", nil)}
			if p.Unit == "" || p.Total == 0 {
				seen = c.Say("scope.coverage.nothing", nil)
			}
		case p.Looked < p.Total:
		case !readWhole(a, p):
			seen = c.Say("gap.partial", nil)
		default:
			amount := c.Say("scope.coverage.tenant", nil)
			if p.Unit != "" {
				amount = c.Say("scope.coverage.all", with)
			}
			if parts[amount] == nil {
				whole = append(whole, amount)
			}
			parts[amount] = append(parts[amount], PartName(p.Part))
			continue
		}
		rows = append(rows, []cell{{text: capital(PartName(p.Part))}, state, {text: seen}})
	}
	c.h2(c.Say("scope.coverage", nil), "coverage")
	if len(rows) > 0 {
		c.table(table{[]column{{c.Say("scope.coverage.part", nil), 0, false}, {c.Say("scope.coverage.state", nil), 26, false}, {c.Say("scope.coverage.amount", nil), 52, true}}, rows})
	}
	if len(whole) == 0 {
		return
	}
	rows = nil
	for _, amount := range whole {
		rows = append(rows, []cell{{text: capital(amount), strong: true}, {text: capital(strings.Join(parts[amount], "; "))}})
	}
	c.table(table{[]column{{c.Say("scope.coverage.whole", nil), 48, false}, {c.Say("scope.coverage.whole.part", nil), 0, false}}, rows})
}

// drawGaps names what was not seen, why, and what would cure it. What was left out by agreement stands by itself.
func drawGaps(c *canvas, a assess.Assessment) {
	c.h2(c.Say("scope.gaps", nil), "gaps")
	lost := slices.DeleteFunc(slices.Clone(a.Gaps), excluded)
	groups := c.groupGaps(lost, a.Permissions)
	if len(groups) == 0 {
		c.p(styleBody, c.noGapsSentence(a))
		return
	}
	var rows [][]cell
	for len(groups) > 0 {
		g := groups[0]
		what, where := c.whatAndWhere(g)
		why := g.Why
		if len(g.Details) > 0 && g.Reason != assess.ReasonConcealed { // whose own words say what the cure says
			why = c.Say("scope.gaps.quote", With{"why": why, "words": shorten(g.Details[0], maxQuote)})
		}
		groups = slices.DeleteFunc(groups[1:], func(other gapGroup) bool {
			if !alike(g, other) {
				return false
			}
			what += ", " + PartName(other.Part)
			return true
		})
		rows = append(rows, []cell{{text: capital(what), sub: where}, {text: g.Name, sub: why}, {text: g.Cure}})
	}
	c.table(table{[]column{{c.Say("scope.gaps.what", nil), 56, false}, {c.Say("scope.gaps.why", nil), 0, false}, {c.Say("scope.gaps.cure", nil), 56, false}}, rows})
}

// maxQuote is how many letters of Graph's own words stand beside a gap; the workbook has all.
const maxQuote = 110

// noGapsSentence says why the table of what was not seen has no rows, where every gap was agreed.
func (w *Words) noGapsSentence(a assess.Assessment) string {
	agreed := map[string]map[string]bool{} // the places of each part
	for _, g := range a.Gaps {
		if agreed[g.Part] == nil {
			agreed[g.Part] = map[string]bool{}
		}
		agreed[g.Part][g.Place] = true
	}
	switch {
	case len(a.Coverage) == 0:
		return w.Say("scope.gaps.unknown", nil)
	case slices.ContainsFunc(a.Coverage, func(p assess.PartCoverage) bool {
		return p.Looked < p.Total-len(agreed[p.Part]) || p.Total == 0 && p.Unit == ""
	}):
		return w.Say("scope.gaps.unexplained", nil)
	case len(a.Gaps) > 0:
		return w.Say("scope.gaps.agreed", nil)
	}
	return w.Say("scope.gaps.none", nil)
}

// alike reports whether two parts were lost wholly or at the same places, for one reason with one cure, so that one row
// says it. Other reasons may have other words of Graph for each part.
func alike(a, b gapGroup) bool {
	return (a.Reason == assess.ReasonConcealed || a.Reason == assess.ReasonSkipped) && a.Reason == b.Reason && a.Cure == b.Cure &&
		a.Whole == b.Whole && a.Partial == b.Partial && slices.Equal(a.Places, b.Places)
}

// shorten cuts s to n runes.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n])) + "…"
}
