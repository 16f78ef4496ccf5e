package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"preflight/assess"
)

// aboutRows are the rows of the sheet About: topic, item, value.
func aboutRows(d Document) [][]any {
	a := d.Assessment
	var rows [][]any
	add := func(topic, item string, value any) { rows = append(rows, []any{topic, item, value}) }

	add("Assessment", "Tenant", clientName(a))
	add("Assessment", "Default domain", cmp.Or(a.Tenant.DefaultDomain, wordNotSeen))
	add("Assessment", "Tenant id", cmp.Or(a.Tenant.ID, wordNotSeen))
	add("Assessment", "As of", a.AsOf.UTC().Format(time.DateOnly)+" (UTC)")
	add("Assessment", "Run", d.Number(a.Run))
	add("Assessment", "Verdict", d.Verdict(a.Score.Verdict)+". "+d.VerdictSentence(a))
	add("Assessment", "Score", d.scoreText(a))
	add("Assessment", "Coverage", d.Percent(a.Score.Coverage)+" of the checks by weight")
	if quick(a) {
		add("Assessment", "Scan", d.quickSentence(a))
	}
	if a.Sample {
		add("Assessment", "Sample", "A fictional tenant of the demo")
	}
	if a.Clock != "" {
		add("Assessment", "Clock", a.Clock)
	}
	add("Assessment", "Prepared by", d.Brand.Name)
	add("Assessment", "Preflight", cmp.Or(a.Version, "unknown version"))
	add("Assessment", "Schema of assessment.json", d.Number(a.Schema))

	for _, m := range method {
		add("Method", m.item, m.value)
	}
	if a.Crawl != nil {
		add("Method", "How the libraries were read", joined(" ", d.basisSentences(*a.Crawl), d.limitSentences(a)))
		for _, r := range d.crawlRows(*a.Crawl) {
			add("Completeness", r.name(), r.text())
		}
		for _, area := range a.Crawl.Areas {
			add("Completeness", "Control sample in "+areaWords[area.Area].many, d.controlText(area.Control))
			add("Completeness", "Libraries begun anew in "+areaWords[area.Area].many, d.Number(area.Restarted))
		}
	}

	add("Files", assess.AssessmentFile, "Measures, findings, score and gaps: the whole input of the PDF")
	add("Files", assess.EvidenceFile, fmt.Sprintf("%s; SHA-256 %s", d.rowsText(a.Evidence.Rows), cmp.Or(a.Evidence.SHA256, "unknown")))
	add("Files", assess.ReportFile, "The report for the client")
	add("Files", assess.WorkbookFile, "This workbook")

	if a.Permissions.Known {
		add("Permissions", "Held", listText(a.Permissions.Held))
		add("Permissions", "Missing", listText(a.Permissions.Missing))
		add("Permissions", "Held and of no use to Preflight", listText(a.Permissions.Excess))
	} else {
		add("Permissions", "Held", wordNotSeen+": the token could not be read")
	}
	add("Requests", "Sent to Microsoft Graph", d.Number(a.Requests.Sent))
	add("Requests", "Resource units used", d.Number(a.Requests.ResourceUnits))
	add("Requests", "Answers that asked to wait", d.Number(a.Requests.Throttled))
	add("Requests", "Control sample", d.controlText(a.Control))

	for _, c := range a.Coverage {
		add("Coverage", c.Part+" – "+PartName(c.Part), d.coverageText(c, newSight(d)))
	}
	for _, name := range slices.Sorted(maps.Keys(a.Measures)) {
		add("Measures", name, d.MeasureText(a, name))
	}
	return rows
}

// method says how the numbers came about, for somebody who has only the workbook.
var method = []struct{ item, value string }{
	{"Outcomes", "In order, Needs attention, Does not apply, Not verified. What could not be looked at is Not verified, never in order and never zero. A count with \"at least\" is a lower bound: not every place could be read."},
	{"Score", "Won over assessed weight of the checks that apply, of 100. Points on the sheet Actions is what the score wins when the row is done."},
	{"Links and Copilot", "A link for anyone or for the organization does not make a file findable by Copilot until a person has opened it. What Copilot can find and what is open by link are two statements that are never added up."},
	{"Dormant links", "Links for anyone in a tenant that has switched them off. They come back to life when the setting is switched on again."},
	{"Access", "Read only. Preflight has no permission that can write, and stores no sharing link, token or secret."},
	{"Keys", "The column Key stays the same from run to run. Leave it as it is, so that what you write can be found again."},
}

// scoreText is the score, or that there is none.
func (w *Words) scoreText(a assess.Assessment) string {
	if !scored(a) {
		return "none: nothing could be assessed"
	}
	return w.Points(a.Score.Points) + " of 100"
}

// scored reports whether anything was assessed, so that the score means something.
func scored(a assess.Assessment) bool {
	return slices.ContainsFunc(a.Score.Pillars, func(p assess.PillarScore) bool { return p.Assessed })
}

// coverageText says how much of a part was read.
func (w *Words) coverageText(c assess.PartCoverage, s sight) string {
	gaps := s.gaps[c.Part]
	switch {
	case len(gaps) == 0 && c.Unit == "":
		return "Wholly read"
	case len(gaps) == 0:
		return fmt.Sprintf("%s of %s %s read", w.Number(c.Looked), w.Number(c.Total), c.Unit)
	case s.lost(c.Part):
		return "Not seen: " + ReasonName(gaps[0].Reason)
	case c.Unit == "" || c.Looked == c.Total:
		return "Read in part: " + ReasonName(gaps[0].Reason)
	}
	return fmt.Sprintf("%s of %s %s read: %s", w.Number(c.Looked), w.Number(c.Total), c.Unit, ReasonName(gaps[0].Reason))
}

// controlText says what a control sample came to.
func (w *Words) controlText(s assess.ControlSample) string {
	if s.Drawn == 0 {
		return "none was drawn"
	}
	text := fmt.Sprintf("%s without a sharing mark %s read; %s had permissions of %s own; %s %s read item by item because of that",
		w.Plural(s.Drawn, "item", "items"), choose(s.Drawn, "was", "were"), w.Number(s.Found), choose(s.Found, "its", "their"), w.Plural(s.Drives, "library", "libraries"), choose(s.Drives, "was", "were"))
	if s.Relisted > 0 {
		text += fmt.Sprintf("; %s listed anew because of that", w.Plural(s.Relisted, "library was", "libraries were"))
	}
	return text
}

// rowsText says how many rows of each kind the evidence has.
func (w *Words) rowsText(rows map[string]int) string {
	var list []string
	for _, kind := range slices.Sorted(maps.Keys(rows)) {
		list = append(list, fmt.Sprintf("%s %s", kind, w.Number(rows[kind])))
	}
	return "Rows: " + listText(list)
}

func listText(list []string) string { return cmp.Or(strings.Join(list, ", "), "None") }

// clientName is what the workbook calls the tenant.
func clientName(a assess.Assessment) string {
	return cmp.Or(a.Tenant.Name, a.Tenant.DefaultDomain, a.Tenant.ID)
}
