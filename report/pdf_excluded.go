package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"preflight/assess"
)

// maxExcluded is how many places left out by agreement the PDF names; the workbook has all.
const maxExcluded = 25

// excluded reports whether something was not seen because that was agreed.
func excluded(g assess.Gap) bool { return g.Reason == assess.ReasonExcluded }

// An exclusion is a place that was left out of the review by agreement. address is given where its name alone would not
// tell it from another.
type exclusion struct{ key, place, address, reason string }

// excludedPlaces are the places that the run left out by agreement, each once, with the reason agreed.
func (d Document) excludedPlaces() []exclusion {
	var list []exclusion
	for _, g := range d.Assessment.Gaps {
		if excluded(g) && g.Place != "" {
			list = append(list, exclusion{key: g.Place, place: cmp.Or(g.Name, g.Place), reason: strings.TrimPrefix(g.Detail, assess.Exclusion{}.Detail())})
		}
	}
	slices.SortFunc(list, func(a, b exclusion) int {
		return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.key, b.key), cmp.Compare(a.reason, b.reason))
	})
	return slices.CompactFunc(list, func(a, b exclusion) bool { return a.key == b.key })
}

// excludedNamed is excludedPlaces with the addresses of those that share a name. Only the evidence knows them.
func (c *canvas) excludedNamed(d Document) []exclusion {
	list := d.excludedPlaces()
	twins := map[string]*exclusion{}
	for i := 1; i < len(list); i++ {
		if list[i].place == list[i-1].place {
			twins[list[i-1].key], twins[list[i].key] = &list[i-1], &list[i]
		}
	}
	if len(twins) == 0 || d.Evidence == nil {
		return list
	}
	if err := d.eachPlace(func(webID, address, _ string) {
		if x := twins[webID]; x != nil {
			x.address = address
		}
	}); err != nil {
		c.pdf.SetError(fmt.Errorf("reading the addresses of what was left out: %w", err))
	}
	return list
}

// drawExcluded names what was left out by agreement, with the reason agreed.
func drawExcluded(c *canvas, d Document) {
	list := c.excludedNamed(d)
	if len(list) == 0 {
		return
	}
	c.h2(c.Say("scope.excluded", nil), "excluded")
	var rows [][]cell
	for _, x := range list[:min(maxExcluded, len(list))] {
		rows = append(rows, []cell{{text: shorten(x.place, 160), sub: x.address, strong: true}, {text: cmp.Or(x.reason, c.Say("scope.excluded.reason.none", nil))}})
	}
	c.table(table{[]column{{c.Say("scope.excluded.place", nil), 80, false}, {c.Say("scope.excluded.reason", nil), 0, false}}, rows})
	if more := len(list) - len(rows); more > 0 {
		c.p(styleCaption, c.Say("scope.excluded.more", With{"more": more, "sheet": sheetGaps, "filter": c.Say("scope.excluded.filter", With{"reason": c.ReasonName(assess.ReasonExcluded)})}))
	}
	c.p(styleBody, c.Say("scope.excluded.lead", With{"places": len(list)}))
}
