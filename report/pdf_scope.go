package report

import (
	"fmt"
	"slices"
	"strings"

	"preflight/assess"
)

// maxPlaces is how many lost places the PDF names of one gap; the workbook has all.
const maxPlaces = 5

// notThis says what the review is not.
var notThis = []string{
	"It is a snapshot of one day. Settings, links and permissions may have changed since.",
	"It is no audit and no penetration test, and by itself not enough for cyber insurance or for regulated compliance.",
	"No file was opened: it tells who can open what, not what stands in it.",
	"A check in order means that this question was answered well on that day, not that the tenant is secure.",
}

// notInGraph is what Microsoft Graph does not show to a read-only application, so that nobody takes silence for "none".
var notInGraph = []string{
	"Who is in a SharePoint group of a site, and who administers a site collection. A grant to everyone inside such a group stays unseen.",
	"The default kind and expiry of new links, and whether a site is locked or left out of search.",
	"The sharing level of OneDrives and of a single site. Links for anyone that only such a level keeps from opening are counted as live.",
	"Publishing policies of labels, automatic labelling, data loss prevention and retention policies, and the labels on single files.",
	"The update channel of each person’s Microsoft 365 Apps, and Microsoft’s own Copilot readiness report.",
	"The tenant’s policy for groups without an owner.",
	"Which OneDrives Microsoft keeps without a licence: that can only be inferred.",
	"Who has opened a link, and so which files behind links Copilot may find by now.",
}

func drawScope(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("Scope", "Scope, coverage and limits", 0)
	whole := 0
	for _, p := range a.Coverage {
		if readWhole(a, p) {
			whole++
		}
	}
	c.p(styleLead, fmt.Sprintf("%s of %s were read whole. What was not seen is named here with its reason, and counts nowhere as good.",
		c.Number(whole), c.Plural(len(a.Coverage), "part of the tenant", "parts of the tenant")))
	c.p(styleStrong, c.quickSentence(a))
	drawGaps(c, a)
	drawCoverage(c, a)
	drawCompleteness(c, a)
	c.h2("What this review is not", "limits review")
	c.bullets(styleBody, notThis)
	c.h2("What a read-only application cannot see", "limits graph")
	c.bullets(styleBody, notInGraph)
}

func drawCoverage(c *canvas, a assess.Assessment) {
	if len(a.Coverage) == 0 {
		return
	}
	lost := map[string]bool{}
	for _, g := range a.Gaps {
		if g.Place == "" && !g.Partial {
			lost[g.Part] = true
		}
	}
	var rows [][]cell
	var whole []string
	for _, p := range a.Coverage {
		seen := ""
		switch {
		case p.Unit != "" && p.Total > 0:
			seen = fmt.Sprintf("%s of %s %s", c.Number(p.Looked), c.Number(p.Total), p.Unit)
		case p.Unit != "":
			seen = "there are no " + p.Unit
		}
		state := cell{outcome: assess.NotAssessed, word: "In part"}
		switch {
		case lost[p.Part], p.Looked == 0 && p.Total > 0:
			state = cell{outcome: assess.Fail, word: "Not seen"}
			if p.Unit == "" || p.Total == 0 {
				seen = "nothing"
			}
		case p.Looked < p.Total:
		case !readWhole(a, p):
			seen = wordsInPart
		default:
			if seen != "" {
				seen = " (" + seen + ")"
			}
			whole = append(whole, PartName(p.Part)+seen)
			continue
		}
		rows = append(rows, []cell{{text: capital(PartName(p.Part))}, state, {text: seen}})
	}
	c.h2("What was read", "coverage")
	if len(rows) > 0 {
		c.table(table{[]column{{"Not read, or not wholly", 0, false}, {"Read", 26, false}, {"How much", 52, true}}, rows})
	}
	if len(whole) > 0 {
		c.p(styleBody, "Read whole: "+strings.Join(whole, "; ")+".")
	}
}

func drawGaps(c *canvas, a assess.Assessment) {
	c.h2("What was not seen, and what would cure it", "gaps")
	groups := c.groupGaps(a.Gaps, a.Permissions)
	if len(groups) == 0 {
		text := "Nothing: every part that was asked for was read whole."
		if slices.ContainsFunc(a.Coverage, func(p assess.PartCoverage) bool { return p.Looked < p.Total }) {
			text = "The run gave no reason for the parts below that were not read whole."
		}
		c.p(styleBody, text)
		return
	}
	var rows [][]cell
	for len(groups) > 0 {
		g := groups[0]
		what, where := c.whatAndWhere(g)
		why := g.Why
		if len(g.Details) > 0 && g.Reason != assess.ReasonConcealed { // whose own words say what the cure says
			why = joined(" ", why, "“"+shorten(g.Details[0], 110)+"”")
		}
		groups = slices.DeleteFunc(groups[1:], func(other gapGroup) bool {
			if !alike(g, other) {
				return false
			}
			what += ", " + PartName(other.Part)
			return true
		})
		rows = append(rows, []cell{{text: capital(what), sub: where}, {text: g.Name, sub: why}, {text: g.Cure}})
	}
	c.table(table{[]column{{"What", 56, false}, {"Why", 0, false}, {"What cures it", 56, false}}, rows})
}

// alike reports whether two parts were lost wholly or at the same places, for one reason with one cure, so that one row
// says it. Other reasons may have other words of Graph for each part.
func alike(a, b gapGroup) bool {
	return (a.Reason == assess.ReasonConcealed || a.Reason == assess.ReasonSkipped) && a.Reason == b.Reason && a.Cure == b.Cure &&
		a.Whole == b.Whole && a.Partial == b.Partial && slices.Equal(a.Places, b.Places)
}

// shorten cuts s to n runes.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n])) + "…"
}
