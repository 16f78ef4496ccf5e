package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"preflight/assess"
)

// The topics of the sheet About. They are API, as the names of its items are, because people filter by them.
const (
	aboutRun          = "Assessment"
	aboutMethod       = "Method"
	aboutCompleteness = "Completeness"
	aboutFiles        = "Files"
	aboutPermissions  = "Permissions"
	aboutRequests     = "Requests"
	aboutCoverage     = "Coverage"
	aboutMeasures     = "Measures"
)

// aboutRows are the rows of the sheet About: topic, item, value.
func aboutRows(d Document) [][]any {
	a := d.Assessment
	var rows [][]any
	add := func(topic, item string, value any) { rows = append(rows, []any{topic, item, value}) }

	if d.Engagement.Client != "" {
		add(aboutRun, "Client", d.Engagement.Client)
	}
	add(aboutRun, "Tenant", cmp.Or(a.Tenant.Name, a.Tenant.DefaultDomain, a.Tenant.ID))
	add(aboutRun, "Default domain", cmp.Or(a.Tenant.DefaultDomain, wordNotSeen))
	add(aboutRun, "Tenant id", cmp.Or(a.Tenant.ID, wordNotSeen))
	add(aboutRun, "As of", d.Say("about.asof", With{"date": a.AsOf.UTC().Format(time.DateOnly)}))
	add(aboutRun, "Run", d.Number(a.Run))
	add(aboutRun, "Verdict", d.Say("about.verdict", With{"verdict": d.Verdict(a.Score.Verdict), "sentence": d.VerdictSentence(a)}))
	add(aboutRun, "Score", d.scoreText(a))
	add(aboutRun, "Coverage", d.Say("about.coverage", With{"coverage": d.Percent(a.Score.Coverage)}))
	if quick(a) {
		add(aboutRun, "Scan", d.quickSentence(a))
	}
	if a.Sample {
		add(aboutRun, "Sample", d.Say("about.sample", nil))
	}
	if a.Clock != "" {
		add(aboutRun, "Clock", a.Clock)
	}
	if e := d.Engagement; e.Target.To > 0 {
		add(aboutRun, "Target of the score", d.Say("about.target", With{"from": d.Points(e.Target.From), "to": d.Points(e.Target.To), "profile": e.Profile}))
	}
	if r := d.Engagement.Reference; r != "" {
		add(aboutRun, "Reference", r)
	}
	add(aboutRun, "Prepared by", d.Brand.Name)
	add(aboutRun, "Preflight", cmp.Or(a.Version, d.Say("about.version.unknown", nil)))
	add(aboutRun, "Schema of assessment.json", d.Number(a.Schema))

	add(aboutMethod, "Outcomes", d.Say("about.method.outcomes", With{"pass": sheetOutcomes[assess.Pass], "fail": sheetOutcomes[assess.Fail],
		"inapplicable": sheetOutcomes[assess.NotApplicable], "unseen": sheetOutcomes[assess.NotAssessed]}))
	add(aboutMethod, "Score", d.Say("about.method.score", With{"most": fullScore, "sheet": sheetActions}))
	add(aboutMethod, "Links and Copilot", d.Say("about.method.links", nil))
	add(aboutMethod, "Dormant links", d.Say("about.method.dormant", nil))
	add(aboutMethod, "Access", d.Say("about.method.access", nil))
	add(aboutMethod, "Keys", d.Say("about.method.keys", nil))
	if a.Crawl != nil {
		add(aboutMethod, "How the libraries were read", joined(" ", d.basisSentences(*a.Crawl), d.limitSentences(a)))
		for _, r := range d.crawlRows(a) {
			add(aboutCompleteness, r.name(), r.text())
		}
		for _, area := range a.Crawl.Areas {
			in := With{"area": d.named("crawl.area.", string(area.Area))}
			add(aboutCompleteness, d.Say("crawl.row.control", in), d.controlText(area.Control))
			add(aboutCompleteness, d.Say("crawl.row.restarted", in), d.Number(area.Restarted))
		}
	}

	add(aboutFiles, assess.AssessmentFile, d.Say("about.file.assessment", nil))
	add(aboutFiles, assess.EvidenceFile, d.Say("about.file.evidence", With{"rows": d.rowsText(a.Evidence.Rows), "hash": cmp.Or(a.Evidence.SHA256, d.Say("about.hash.unknown", nil))}))
	add(aboutFiles, assess.ReportFile, d.Say("about.file.report", nil))
	add(aboutFiles, assess.WorkbookFile, d.Say("about.file.workbook", nil))

	if a.Permissions.Known {
		add(aboutPermissions, "Held", listText(a.Permissions.Held))
		add(aboutPermissions, "Missing", listText(a.Permissions.Missing))
		add(aboutPermissions, "Held and of no use to Preflight", listText(a.Permissions.Excess))
	} else {
		add(aboutPermissions, "Held", d.Say("about.permissions.unknown", nil))
	}
	add(aboutRequests, "Sent to Microsoft Graph", d.Number(a.Requests.Sent))
	add(aboutRequests, "Resource units used", d.Number(a.Requests.ResourceUnits))
	add(aboutRequests, "Answers that asked to wait", d.Number(a.Requests.Throttled))
	add(aboutRequests, "Control sample", d.controlText(a.Control))

	for _, c := range a.Coverage {
		add(aboutCoverage, c.Part+" – "+PartName(c.Part), d.coverageText(c, newSight(d)))
	}
	for _, name := range slices.Sorted(maps.Keys(a.Measures)) {
		add(aboutMeasures, name, d.MeasureText(a, name))
	}
	return rows
}

// fullScore is the highest score.
const fullScore = 100

// scoreText is the score, or that there is none.
func (w *Words) scoreText(a assess.Assessment) string {
	if !scored(a) {
		return w.Say("about.score.none", nil)
	}
	return w.Say("about.score", With{"points": w.Points(a.Score.Points), "most": fullScore})
}

// scored reports whether anything was assessed, so that the score means something.
func scored(a assess.Assessment) bool {
	return slices.ContainsFunc(a.Score.Pillars, func(p assess.PillarScore) bool { return p.Assessed })
}

// coverageText says how much of a part was read.
func (w *Words) coverageText(c assess.PartCoverage, s sight) string {
	gaps := s.gaps[c.Part]
	with := With{"looked": c.Looked, "total": c.Total, "unit": c.Unit}
	if len(gaps) > 0 {
		with["reason"] = w.ReasonName(gaps[0].Reason)
	}
	switch {
	case len(gaps) == 0 && c.Unit == "":
		return w.Say("about.read.whole", nil)
	case len(gaps) == 0:
		return w.Say("about.read.of", with)
	case s.lost(c.Part):
		return w.Say("about.read.lost", with)
	case c.Unit == "" || c.Looked == c.Total:
		return w.Say("about.read.part", with)
	}
	return w.Say("about.read.of.reason", with)
}

// rowsText says how many rows of each kind the evidence has.
func (w *Words) rowsText(rows map[string]int) string {
	var list []string
	for _, kind := range slices.Sorted(maps.Keys(rows)) {
		list = append(list, kind+" "+w.Number(rows[kind]))
	}
	return listText(list)
}

func listText(list []string) string { return cmp.Or(strings.Join(list, ", "), "None") }
