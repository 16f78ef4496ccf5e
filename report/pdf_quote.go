package report

import (
	"math"
	"slices"
	"strings"

	"golang.org/x/text/number"

	"preflight/assess"
)

// drawQuote says what the plan would cost at the agreed rate, in whole hours a phase, so that what is printed adds up;
// without a rate it says nothing.
func drawQuote(c *canvas, d Document, phases []phase) {
	rate := d.Engagement.Rate
	if rate.Hour <= 0 || len(phases) == 0 {
		return
	}
	note := ""
	if rate.Note != "" {
		note = c.Say("quote.note", With{"note": rate.Note})
	}
	if height := 30 + 10.5*float64(len(phases)+1); height > c.room() && !c.fresh { // its sentence and its table stay together
		c.nextPage()
	}
	c.h2(c.Say("quote.title", nil), "quote")
	c.p(styleBody, c.Say("quote.lead", With{"rate": c.price(rate.Hour, rate.Currency), "note": note}))
	var rows [][]cell
	var all []assess.Finding
	sum := total(phases)
	for _, p := range phases {
		rows = append(rows, []cell{{text: p.name, strong: true, sub: p.aim}, {text: c.hoursText(p.hours)}, {text: d.cost(p.hours)}})
		all = append(all, p.list...)
	}
	rows = append(rows, []cell{{text: c.Say("plan.total", nil), strong: true}, {text: c.hoursText(sum), strong: true}, {text: d.cost(sum), strong: true, sub: rate.Note}})
	c.table(table{[]column{{c.Say("quote.phase", nil), 0, false}, {c.Say("quote.hours", nil), 40, true}, {c.Say("quote.cost", nil), 64, true}}, rows})
	if sum.least {
		c.p(styleCaption, c.Say("quote.least.note", nil))
	}
	drawQuoteLicences(c, d, all)
	c.p(styleBody, c.Say("quote.client", nil))
}

// price writes a rate or a sum: where it has cents, with both digits of them.
func (w *Words) price(amount float64, currency string) string {
	if cents := math.Round(amount * 100); math.Mod(cents, 100) == 0 {
		return w.Money(cents/100, currency)
	}
	return w.Say("money", With{"amount": w.printer.Sprint(number.Decimal(amount, number.Scale(2))), "currency": currency})
}

// cost writes what an effort costs, from and to, marked where that is a lower bound.
func (d Document) cost(h hours) string {
	rate := d.Engagement.Rate
	text := d.price(h.from*rate.Hour, rate.Currency)
	if upper := d.price(h.to*rate.Hour, rate.Currency); upper != text {
		text = d.Say("quote.range", With{"from": text, "to": upper})
	}
	if h.least {
		return d.Say("quote.least", With{"cost": text})
	}
	return text
}

// drawQuoteLicences names the licences that the work needs and the quote leaves out.
func drawQuoteLicences(c *canvas, d Document, list []assess.Finding) {
	var names []string
	rules := map[string][]string{}
	n := 0
	for _, f := range list {
		licence := d.entry(f).Licence
		if licence == "" {
			continue
		}
		n++
		if !slices.Contains(names, licence) {
			names = append(names, licence)
		}
		rules[licence] = append(rules[licence], f.Rule)
	}
	if n == 0 {
		c.p(styleBody, c.Say("quote.licences.none", nil))
		return
	}
	c.p(styleBody, c.Say("quote.licences", With{"n": n}))
	slices.Sort(names)
	items := make([]string, len(names))
	for i, name := range names {
		items[i] = c.Say("quote.licence", With{"licence": name, "rules": shortList(rules[name], maxRules)})
	}
	c.bullets(styleBody, items)
}

// maxRules is how many identifiers a line lists.
const maxRules = 12

// shortList joins names, and ends with an ellipsis where there are more than most.
func shortList(names []string, most int) string {
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}
