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
	list := c.crawlRows(a)
	c.h2(c.Say("scope.complete", nil), "completeness")
	var rows [][]cell
	for _, r := range list {
		row := []cell{{text: r.below(), strong: r.what == ""}, {text: wordDash}, {text: c.Number(r.tally.Read)}, {text: wordDash}, {text: wordDash}, {text: r.why()}}
		if r.known {
			row[1].text, row[3].text, row[4].text = c.Number(r.tally.Expected), c.Number(r.tally.Skipped), c.Number(failed(r.tally))
		}
		rows = append(rows, row)
	}
	c.table(table{[]column{
		{c.Say("scope.complete.what", nil), 44, false}, {c.Say("scope.complete.expected", nil), 20, true}, {c.Say("scope.complete.read", nil), 20, true},
		{c.Say("scope.complete.skipped", nil), 17, true}, {c.Say("scope.complete.failed", nil), 15, true}, {c.Say("scope.complete.why", nil), 0, false},
	}, rows})
	control := c.Say("scope.complete.control", With{"sample": c.controlText(a.Control)}) + " " + c.restartedSentence(*a.Crawl)
	if slices.ContainsFunc(list, func(r crawlRow) bool { return r.known && !r.tally.Whole() }) {
		c.p(styleStrong, c.Say("scope.complete.fault", nil))
		c.p(styleBody, control)
		return
	}
	c.p(styleBody, c.Say("scope.complete.lead", nil)+" "+control)
}
