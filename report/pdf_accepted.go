package report

import (
	"cmp"
	"slices"
	"strings"

	"preflight/assess"
)

// maxAccepted is how many accepted risks the PDF lists; the workbook's sheet has all.
const (
	maxAccepted   = 40
	sheetAccepted = "Accepted risks"
)

// drawAccepted lists what the client has decided to live with, and until when.
func drawAccepted(c *canvas, d Document) {
	if len(d.Accepted) == 0 {
		return
	}
	list := slices.Clone(d.Accepted)
	slices.SortStableFunc(list, func(a, b AcceptedRisk) int {
		return cmp.Or(-compareBool(a.Expired, b.Expired), a.Until.Compare(b.Until.Time), cmp.Compare(a.Rule, b.Rule))
	})
	expired := 0
	for _, r := range list {
		if r.Expired {
			expired++
		}
	}
	with := With{"n": len(list), "expired": expired}
	title := c.Say("accepted.title", with)
	switch {
	case expired == len(list):
		title = c.Say("accepted.title.over", with)
	case expired > 0:
		title = c.Say("accepted.title.expired", with)
	}
	c.chapter("accepted", c.Say("accepted.kicker", nil), title, 100)
	c.p(styleLead, c.Say("accepted.lead", nil))
	if s := d.Assessment.Score; s.Gate != "" && s.Gate != s.Verdict {
		c.p(styleBody, c.Say("accepted.verdict", With{"verdict": c.Verdict(s.Verdict), "gate": c.Verdict(s.Gate)}))
	}
	var rows [][]cell
	for _, r := range list[:min(maxAccepted, len(list))] {
		state := cell{outcome: assess.Pass, word: c.Say("accepted.force", nil)}
		if r.Expired {
			state = cell{outcome: assess.Fail, word: c.Say("accepted.expired", nil)}
		}
		rows = append(rows, []cell{{text: r.Rule, anchor: d.cardOf(r.Rule)}, {text: r.Title, sub: strings.TrimSpace(r.Reason)}, {text: cmp.Or(r.By, "–")},
			{text: c.dayOrDash(r.Since)}, {text: c.dayOrDash(r.Until)}, state})
	}
	c.table(table{[]column{{c.Say("accepted.check", nil), 17, false}, {c.Say("accepted.risk", nil), 0, false}, {c.Say("accepted.by", nil), 32, false},
		{c.Say("accepted.since", nil), 25, false}, {c.Say("accepted.until", nil), 25, false}, {c.Say("accepted.state", nil), 22, false}}, rows})
	if more := len(list) - maxAccepted; more > 0 {
		c.p(styleCaption, c.Say("accepted.more", With{"n": more, "sheet": sheetAccepted}))
	}
}

// dayOrDash writes a date, or a dash where none is known.
func (w *Words) dayOrDash(d assess.Date) string {
	if d.IsZero() {
		return "–"
	}
	return w.Day(d.Time)
}
