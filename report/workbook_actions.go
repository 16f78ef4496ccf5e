package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"preflight/assess"
)

// An action is a row of the sheet Actions: a finding that needs attention or could not be verified.
type action struct {
	finding  assess.Finding
	entry    assess.Entry
	title    string
	points   float64 // of 100, that the score wins when it is done
	fix      string
	proof    string
	first    any // a date, or words
	category string
	status   string
}

// actions lists what is to do, as the PDF orders it: what needs attention before what could not be verified, the worst
// first.
func actions(d Document) []action {
	assessed := 0.0
	for _, f := range d.Assessment.Findings {
		assessed += f.Weight * f.Seen
	}
	var list []action
	for _, f := range slices.Concat(d.findings(assess.Fail), d.findings(assess.NotAssessed)) {
		e := d.Catalogue[f.Rule]
		fill := func(text string) string { return d.Fill(text, f, d.Assessment) }
		a := action{
			finding: f, entry: e, title: cmp.Or(d.Headline(f, e, d.Assessment), f.Rule), category: category(f, e),
			fix: fill(numbered(e.Steps)), proof: fill(e.Proof), first: d.firstSeen(d.Assessment), status: StatusOpen,
		}
		if note := e.Notes[f.Note]; note != "" {
			a.title += "\n" + fill(note)
		}
		if f.Outcome == assess.NotAssessed {
			a.fix, a.proof, a.status = d.cures(d.Assessment, f.Parts), d.Say("actions.proof.unseen", nil), StatusWaiting
		} else if assessed > 0 {
			a.points = 100 * f.Lost() / assessed
		}
		list = append(list, a)
	}
	return list
}

// actionRow gives the columns of the sheet.
func (d Document) actionRow(a action) []any {
	f, e := a.finding, a.entry
	affected, points, from, to := any(f.Count), any(round(a.points, 4)), any(wordDash), any(wordDash)
	atLeast := wordDash
	if f.AtLeast {
		atLeast = d.Say("actions.least", nil)
		if f.Total > 0 {
			atLeast = d.Say("actions.least.of", With{"looked": f.Looked, "total": f.Total, "unit": f.Unit})
		}
	}
	if e.Sheet == settingsSheet && f.Count == 1 {
		affected = tenantCount(f.Count)
	}
	if f.Outcome == assess.NotAssessed {
		affected, points = wordNotSeen, wordNotSeen
	} else {
		low, high := e.Effort.Hours(f.Count)
		from, to = round(low, 2), round(high, 2)
	}
	evidence, filter := hyper{text: wordDash}, wordDash
	if s, ok := findSheet(e.Sheet); ok && s.Name != sheetActions {
		evidence = hyper{text: s.Name, place: quoteSheet(s.Name) + "!A" + fmt.Sprint(headerRow)}
		filter = cmp.Or(e.Filter, d.Say("actions.rows.all", nil))
	}
	learn := hyper{text: wordDash}
	if len(e.Links) > 0 {
		learn = hyper{text: "Learn", url: e.Links[0].URL}
	}
	return []any{
		f.Rule, sheetWord(sheetPillars, f.Pillar), sheetWord(sheetSeverities, f.Severity), sheetWord(sheetOutcomes, f.Outcome), a.title, affected,
		atLeast, points, a.fix, d.Window(e.Window), from, to,
		cmp.Or(e.Licence, "None"), e.Owner, evidence, filter, a.first, a.proof, learn,
		"", a.status, a.category, "", "", f.Rule,
	}
}

// category is the queue that an action begins in.
func category(f assess.Finding, e assess.Entry) string {
	switch {
	case f.Outcome == assess.NotAssessed:
		return CategoryMonitoring
	case e.Licence != "":
		return CategoryLicence
	case e.Decides == "client":
		return CategoryDecision
	}
	return CategoryRemediation
}

// firstSeen is the date of a tenant's first run; what a later run finds may be as old or older.
func (w *Words) firstSeen(a assess.Assessment) any {
	if a.Run > 1 {
		return w.Say("actions.first.before", With{"date": a.AsOf.UTC().Format(time.DateOnly)})
	}
	return a.AsOf.Time
}

// numbered writes the steps of a fix, one a line.
func numbered(steps []string) string {
	lines := make([]string, len(steps))
	for i, s := range steps {
		lines[i] = fmt.Sprintf("%d. %s", i+1, s)
	}
	return strings.Join(lines, "\n")
}

// cures lists what makes the lost parts visible, each once.
func (w *Words) cures(a assess.Assessment, parts []string) string {
	var lines []string
	for _, g := range a.Gaps {
		if slices.Contains(parts, g.Part) {
			lines = append(lines, w.Cure(g, a.Permissions))
		}
	}
	slices.Sort(lines)
	return cmp.Or(strings.Join(slices.Compact(lines), "\n"), w.Say("actions.cure.see", With{"sheet": sheetGaps}))
}

// round cuts the digits that adding up fractions leaves behind.
func round(n float64, digits int) float64 {
	scale := math.Pow10(digits)
	return math.Round(n*scale) / scale
}

// gapRows are the rows of the sheet Not assessed, a row a gap.
func (w *Words) gapRows(a assess.Assessment) [][]any {
	var rows [][]any
	for _, g := range a.Gaps {
		where := cmp.Or(g.Name, g.Place, w.Say("gaps.place.all", nil))
		if g.Place == "" && g.Partial {
			where = w.Say("gaps.place.part", nil)
		}
		var touched []string
		for _, f := range a.Findings {
			if slices.Contains(f.Parts, g.Part) {
				touched = append(touched, f.Rule)
			}
		}
		reason, why := w.gapReason(g, a.Permissions)
		rows = append(rows, []any{
			capital(PartName(g.Part)), where, reason, why, w.Cure(g, a.Permissions), cmp.Or(strings.Join(touched, ", "), "None"), cmp.Or(g.Detail, wordDash), g.Part,
		})
	}
	return rows
}
