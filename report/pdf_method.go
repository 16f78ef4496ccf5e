package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"preflight/assess"
)

func drawMethod(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("Method", "How the figures came about", 110)
	c.h2("Source", "")
	c.p(styleBody, fmt.Sprintf("Preflight%s read the tenant through Microsoft Graph. It sent nothing but requests that read, and changed nothing. %s sent, worth %s by Microsoft’s price list%s.",
		versionText(a.Version), c.Plural(a.Requests.Sent, "request was", "requests were"), c.Plural(a.Requests.ResourceUnits, "resource unit", "resource units"), c.throttledText(a.Requests.Throttled)))
	c.p(styleBody, fmt.Sprintf("All dates are in UTC; “without activity for 90 days” counts back from %s. A site, team or OneDrive that is older than that and has no row in a usage report that was read counts as never used.", c.Day(a.AsOf.Time)))
	c.p(styleStrong, a.Clock)
	c.p(styleBody, fmt.Sprintf("Every row behind a figure stands in %s, and in %s for people. %s holds the measures under the names that later runs use. SHA-256 of the evidence file: %s",
		assess.EvidenceFile, assess.WorkbookFile, assess.AssessmentFile, cmp.Or(a.Evidence.SHA256, "not given")))
	if a.Crawl != nil {
		c.h2("How the libraries were read", "")
		c.p(styleBody, c.basisSentences(*a.Crawl))
		c.p(styleBody, c.limitSentences(a))
	}
	c.h2("Score and coverage", "")
	c.p(styleBody, fmt.Sprintf("Each check counts by its severity: critical %v, high %v, medium %v, low %v. The score is what was won of the weight that was assessed; some checks give part of their weight for a clean-up under way. Coverage is the assessed weight over the weight of all checks that apply; a check that could be made in part counts by that part. A failed look never counts as good, and a partial look can prove that something is wrong but never that all is well.",
		assess.Critical.Weight(), assess.High.Weight(), assess.Medium.Weight(), assess.Low.Weight()))
	c.h2("Verdict", "")
	c.table(table{[]column{{"The first that holds", 44, false}, {"It holds where", 0, false}}, [][]cell{
		{{text: c.Verdict(assess.NotReady), strong: true}, {text: "a blocker failed"}},
		{{text: c.Verdict(assess.Unconfirmed), strong: true}, {text: fmt.Sprintf("coverage is under %s, or a blocker could not be verified", c.Percent(assess.MinCoverage))}},
		{{text: c.Verdict(assess.Ready), strong: true}, {text: fmt.Sprintf("the score is %s or more, and nothing of high or critical severity failed", c.Points(assess.MinReadyScore))}},
		{{text: c.Verdict(assess.Pilot), strong: true}, {text: "everything else"}},
	}})
	drawPermissions(c, a)
}

func versionText(v string) string {
	if v == "" {
		return ""
	}
	return " " + v
}

func (w *Words) throttledText(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("; Microsoft asked to wait %s", w.Plural(n, "time", "times"))
}

// drawPermissions names the permissions used, those missing with what is lost without them, and those too many.
func drawPermissions(c *canvas, a assess.Assessment) {
	p := a.Permissions
	c.h2("Permissions of the application", "permissions")
	if !p.Known {
		c.p(styleBody, "The permissions could not be read from the token, which Microsoft allows itself. What could not be read for want of one stands under scope, coverage and limits.")
		return
	}
	var rows [][]cell
	for _, name := range p.Held {
		switch {
		case slices.Contains(p.Excess, name) && assess.Writes(name):
			rows = append(rows, []cell{{text: name}, {outcome: assess.Fail, word: "Too much"}, {text: "can change the tenant, and Preflight never asks for that: take it away, or put its Read twin in its place"}})
		case slices.Contains(p.Excess, name):
			rows = append(rows, []cell{{text: name}, {outcome: assess.NotAssessed, word: "Not needed"}, {text: "Preflight has no use for it: take it away"}})
		default:
			rows = append(rows, []cell{{text: name}, {outcome: assess.Pass, word: "Held"}, {text: capital(partsOf(name))}})
		}
	}
	for _, name := range p.Missing {
		rows = append(rows, []cell{{text: name}, {outcome: assess.NotAssessed, word: "Missing"}, {text: "not seen without it: " + partsOf(name)}})
	}
	if len(rows) == 0 {
		c.p(styleBody, "The application held none.")
		return
	}
	c.table(table{[]column{{"Application permission", 54, false}, {"State", 22, false}, {"What for", 0, false}}, rows})
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

func drawHandover(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("Handover", "Decision and handover", 200)
	c.p(styleLead, fmt.Sprintf("The verdict on %s is: %s. %s", c.Day(a.AsOf.Time), c.Verdict(a.Score.Verdict), c.DecisionAsked(a)))
	c.h2("The client’s decision", "")
	for _, choice := range []string{
		"We approve what is asked for above.",
		"We approve it in part (list the identifiers of the checks):",
		"We accept the risk for now, and want to look at it again on:",
		"We decline.",
	} {
		c.need(8)
		c.box(c.left, c.y+0.4, 3.6)
		c.text(c.left+7, c.y, styleBody.at(9.8), choice)
		if strings.HasSuffix(choice, ":") {
			c.rule(c.left+9+c.width(styleBody.at(9.8), choice), c.y+4.4, c.right, muted, 0.2)
		}
		c.y += 8
	}
	c.y += 3
	drawSignatures(c, []string{cmp.Or(a.Tenant.Name, a.Tenant.DefaultDomain), d.Brand.Name})
	c.h2("What we leave behind", "")
	c.bullets(styleBody, []string{
		"The application registration in Microsoft Entra ID, with the permissions named under method. " + powerText(a.Permissions) + "Delete it if no further review is wanted: Entra admin centre > Identity > Applications > App registrations.",
		fmt.Sprintf("This report (%s) and the workbook for the work itself (%s).", assess.ReportFile, assess.WorkbookFile),
		fmt.Sprintf("The figures and the evidence (%s, %s). They name people, sites and files: keep them as confidentially as this report.", assess.AssessmentFile, assess.EvidenceFile),
		"Nothing else: no setting was changed, no file copied, no agent installed.",
	})
	c.h2("The next run", "")
	c.p(styleBody, "Run the review again in 30 days. Each check keeps its identifier, so that what was closed can be shown closed."+contactText(d.Brand))
}

// powerText says whether the application that stays behind could change something, as far as that was seen.
func powerText(p assess.Permissions) string {
	switch {
	case !p.Known:
		return ""
	case slices.ContainsFunc(p.Held, assess.Writes):
		return "Some of them can change the tenant: take those away. "
	}
	return "None of them can change anything. "
}

func contactText(b Brand) string {
	if b.Contact == "" {
		return ""
	}
	return " Questions: " + b.Contact + "."
}

// drawSignatures leaves room for name, date and signature of each party.
func drawSignatures(c *canvas, parties []string) {
	const height = 42.0
	c.need(height)
	w := (body - 8) / 2
	for i, party := range parties {
		x := c.left + float64(i)*(w+8)
		y := c.y
		c.text(x, y, styleStrong, c.fit(styleStrong, w, party))
		for _, label := range []string{"NAME", "DATE", "SIGNATURE"} {
			y += 12
			c.rule(x, y, x+w, muted, 0.2)
			c.text(x, y+0.6, styleLabel, label)
		}
	}
	c.y += height
}
