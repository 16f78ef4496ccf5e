package report

import (
	"cmp"
	"slices"
	"strings"

	"preflight/assess"
)

func drawMethod(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("method", c.Say("method.kicker", nil), c.Say("method.title", nil), 95)
	c.h2(c.Say("method.source", nil), "")
	c.p(styleBody, c.Say("method.source.lead", nil))
	c.p(styleStrong, a.Clock)
	var facts [][]cell
	for _, f := range c.methodFacts(a) {
		facts = append(facts, []cell{{text: f[0], strong: true}, {text: f[1]}})
	}
	c.table(table{[]column{{c.Say("method.fact", nil), 48, false}, {c.Say("method.fact.value", nil), 0, false}}, facts})
	c.h2(c.Say("method.score", nil), "")
	c.p(styleBody, c.Say("method.score.lead", With{"most": fullScore})+" "+c.weightsSentence())
	c.p(styleBody, c.Say("method.score.unseen", nil))
	c.h2(c.Say("method.verdict", nil), "")
	with := With{"coverage": c.Percent(assess.MinCoverage), "score": c.Points(assess.MinReadyScore)}
	var rows [][]cell
	for _, v := range []assess.VerdictWord{assess.NotReady, assess.Unconfirmed, assess.Ready, assess.Pilot} {
		rows = append(rows, []cell{{text: c.Verdict(v), strong: true}, {text: c.Say("method.verdict."+string(v), with)}})
	}
	c.table(table{[]column{{c.Say("method.verdict.word", nil), 48, false}, {c.Say("method.verdict.when", nil), 0, false}}, rows})
	drawProfile(c, d.Engagement)
	drawPermissions(c, a)
}

// drawProfile says which score was agreed to be the target, and what that means.
func drawProfile(c *canvas, e Engagement) {
	if e.Target.To == 0 || profiles[e.Profile].To == 0 {
		return
	}
	c.h2(c.Say("method.profile", nil), "")
	c.p(styleBody, c.Say("method.profile."+e.Profile, With{"from": c.Points(e.Target.From), "to": c.Points(e.Target.To)})+" "+c.Say("method.profile.effect", nil))
}

// methodFacts say what the figures rest on, a fact a row.
func (w *Words) methodFacts(a assess.Assessment) [][2]string {
	requests := w.Say("method.fact.requests.value", With{"requests": a.Requests.Sent, "units": a.Requests.ResourceUnits})
	if a.Requests.Throttled > 0 {
		requests = w.Say("method.fact.requests.waited", With{"text": requests, "times": a.Requests.Throttled})
	}
	facts := [][2]string{
		{w.Say("method.fact.tool", nil), w.Say("method.fact.tool.value", With{"version": a.Version})},
		{w.Say("method.fact.day", nil), w.Say("method.fact.day.value", With{"day": a.AsOf, "run": a.Run})},
		{w.Say("method.fact.requests", nil), requests},
	}
	if a.Crawl != nil {
		facts = append(facts, [2]string{w.Say("method.fact.crawl", nil), w.basisSentences(*a.Crawl)}, [2]string{w.Say("method.fact.limit", nil), w.limitSentences(a)})
	}
	facts = append(facts,
		[2]string{w.Say("method.fact.inactive", nil), w.Say("method.fact.inactive.value", With{"days": daysOf("onedrive.inactive_90d")})},
		[2]string{w.Say("method.fact.files", nil), w.Say("method.fact.files.value", With{"report": assess.ReportFile, "workbook": assess.WorkbookFile, "evidence": assess.EvidenceFile, "assessment": assess.AssessmentFile})},
		[2]string{w.Say("method.fact.hash", With{"evidence": assess.EvidenceFile}), cmp.Or(a.Evidence.SHA256, w.Say("method.fact.hash.none", nil))},
	)
	return slices.DeleteFunc(facts, func(f [2]string) bool { return f[1] == "" })
}

// weightsSentence names what a check of each severity counts.
func (w *Words) weightsSentence() string {
	var list []string
	for _, s := range assess.Severities {
		list = append(list, w.Say("method.score.weight", With{"severity": w.Severity(s), "weight": w.Points(s.Weight())}))
	}
	return w.Say("method.score.weights", With{"weights": strings.Join(list, ", ")})
}

// drawPermissions names the permissions used, those missing with what is lost without them, and those too many.
func drawPermissions(c *canvas, a assess.Assessment) {
	p := a.Permissions
	c.h2(c.Say("method.permissions", nil), "permissions")
	if !p.Known {
		c.p(styleBody, c.Say("method.permissions.unknown", nil))
		return
	}
	var rows [][]cell
	add := func(name string, o assess.Outcome, state, use string) {
		rows = append(rows, []cell{{text: name}, {outcome: o, word: state}, {text: use}})
	}
	for _, name := range p.Held {
		switch {
		case slices.Contains(p.Excess, name) && assess.Writes(name):
			add(name, assess.Fail, c.Say("method.permissions.write", nil), c.Say("method.permissions.write.use", nil))
		case slices.Contains(p.Excess, name):
			add(name, assess.NotAssessed, c.Say("method.permissions.excess", nil), c.Say("method.permissions.excess.use", nil))
		default:
			add(name, assess.Pass, c.Say("method.permissions.held", nil), capital(partsOf(name)))
		}
	}
	for _, name := range p.Missing {
		add(name, assess.NotAssessed, c.Say("method.permissions.missing", nil), c.Say("method.permissions.missing.use", With{"parts": partsOf(name)}))
	}
	if len(rows) == 0 {
		c.p(styleBody, c.Say("method.permissions.none", nil))
		return
	}
	c.table(table{[]column{{c.Say("method.permissions.name", nil), 54, false}, {c.Say("method.permissions.state", nil), 22, false}, {c.Say("method.permissions.use", nil), 0, false}}, rows})
}

// partsOf names the parts that a permission lets be read.
func partsOf(permission string) string {
	var names []string
	for _, p := range assess.Parts {
		if slices.ContainsFunc(p.Scopes, func(set []string) bool { return slices.Contains(set, permission) }) {
			names = append(names, p.What)
		}
	}
	return strings.Join(names, ", ")
}
