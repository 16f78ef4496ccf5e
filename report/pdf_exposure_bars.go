package report

import (
	"cmp"
	"slices"
	"strings"

	"preflight/assess"
)

// A barItem is a name with how much of something it has.
type barItem struct {
	name  string
	n     int
	least bool // there may be more
}

// barsShown is how many sites a card names.
const barsShown = 4

// topSites are the sites with most, of those that the assessment lists.
func topSites(a assess.Assessment, sights siteSights, count func(assess.SiteExposure) int, whole func(siteSeen) bool) []barItem {
	var list []barItem
	for _, s := range a.Exposure {
		if n := count(s); n > 0 {
			list = append(list, barItem{cmp.Or(s.Name, s.URL), n, !whole(sights.of(s))})
		}
	}
	slices.SortStableFunc(list, func(x, y barItem) int { return -cmp.Compare(x.n, y.n) })
	return list[:min(barsShown, len(list))]
}

// siteBars shows where most of a statement stands.
func (c *canvas) siteBars(s statement, x, y, w float64, print bool) float64 {
	const rowHeight, barHeight = 6.3, 1.6
	title := c.Say("exposure.bars.of."+s.key, nil)
	if !s.certain {
		title = c.Say("exposure.bars.among", With{"title": title})
	}
	if !s.seen {
		title = c.Say("exposure.bars.seen", With{"title": title})
	}
	if len(s.sites) == 0 {
		title = c.Say("exposure.bars.none", nil)
	}
	h := c.height(w, styleLabel, title) + 1
	draw := func() {
		c.paragraph(x, y, w, styleLabel, title)
		for i, item := range s.sites {
			at := y + h + float64(i)*rowHeight
			st := styleCell.at(7.4)
			number := c.barNumber(item)
			c.text(x, at, st, c.fit(st, w-c.width(st.bold(), number)-3, item.name))
			c.textRight(x+w, at, st.bold(), number)
			c.bar(x, at+4, w, barHeight, float64(item.n)/float64(s.sites[0].n), c.tone, 0)
		}
	}
	if print {
		c.figure(c.Say("exposure.bars.alt", With{"title": title, "sites": c.barList(s.sites)}), draw)
	}
	return h + float64(len(s.sites))*rowHeight + 1.5
}

// barList is bars in words, for those who hear the page.
func (c *canvas) barList(list []barItem) string {
	words := make([]string, len(list))
	for i, item := range list {
		words[i] = c.Say("exposure.bars.item", With{"name": item.name, "n": c.counted(item.n, !item.least)})
	}
	return strings.Join(words, "; ")
}

// barNumber is the number beside a bar, marked where it is a lower bound.
func (w *Words) barNumber(item barItem) string {
	if item.least {
		return w.Say("tile.least", With{"least": item.n})
	}
	return w.Number(item.n)
}
