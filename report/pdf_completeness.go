package report

import (
	"slices"

	"preflight/assess"
)

// drawCompleteness counts what was expected of the libraries and what became of it.
func drawCompleteness(c *canvas, a assess.Assessment) {
	if a.Crawl == nil || len(a.Crawl.Areas) == 0 {
		return
	}
	list := c.crawlRows(*a.Crawl)
	c.h2("What was expected, and what became of it", "completeness")
	if slices.ContainsFunc(list, func(r crawlRow) bool { return r.known && !r.tally.Whole() }) {
		c.p(styleStrong, "The counts marked below do not add up. That is a fault in Preflight: report it to its makers.")
	} else {
		c.p(styleBody, "Everything expected is accounted for: it was read, left out on purpose, or failed for the reason given. How many items there are is known only from listing them.")
	}
	var rows [][]cell
	for _, r := range list {
		name := cell{text: capital(areaWords[r.area].many), strong: true}
		if r.what != "" {
			name = cell{text: "… their " + r.what}
		}
		row := []cell{name, {text: wordDash}, {text: c.Number(r.tally.Read)}, {text: wordDash}, {text: wordDash}, {text: r.why()}}
		if r.known {
			row[1].text, row[3].text, row[4].text = c.Number(r.tally.Expected), c.Number(r.tally.Skipped), c.Number(failed(r.tally))
		}
		rows = append(rows, row)
	}
	c.table(table{[]column{{"What", 44, false}, {"Expected", 20, true}, {"Read", 20, true}, {"Left out", 17, true}, {"Failed", 15, true}, {"Why", 0, false}}, rows})
	c.p(styleBody, "Control sample: "+c.controlText(a.Control)+". "+c.restartedSentence(*a.Crawl))
}
