package report

import (
	"strings"

	"preflight/assess"
)

// A figure is a measure with the words that documents have for it.
type figure struct{ words, measure string }

// figureTable lists measures with their coverage. Those that begin with an ellipsis are a part of one above.
func (c *canvas) figureTable(title string, figures []figure, a assess.Assessment) {
	var rows [][]cell
	for _, f := range figures {
		if _, has := a.Measures[f.measure]; !has {
			continue
		}
		rows = append(rows, []cell{{text: f.words, strong: !strings.HasPrefix(f.words, "…")}, {text: c.MeasureText(a, f.measure), strong: a.Measures[f.measure] != nil}})
	}
	if len(rows) > 0 {
		c.table(table{[]column{{title, 0, false}, {"Number", 62, true}}, rows})
	}
}

// howFindingsCount says why a finding may give another number than the row that is like it.
const howFindingsCount = "Findings may give other numbers than these rows, because they look at what can be acted on. “… with one owner only” counts a single owner in any state, the finding only one who is active. " +
	"Findings about the owners of groups leave out the groups synchronised from on-premises, those about teams the archived ones."

func drawOwnership(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("Ownership and sprawl", "Who answers for what is there", 110)
	c.p(styleLead, "Content that nobody owns is content that nobody cleans up. Copilot answers from it all the same, old and new alike.")
	c.tiles([]tile{
		c.measureTile(a, "ownership.groups.ownerless", "groups without an owner", c.outOf(a, "ownership.groups", "Microsoft 365 groups")),
		c.measureTile(a, "ownership.groups.no_active_owner", "groups whose owners are gone", "disabled, or guests"),
		c.measureTile(a, "teams.inactive_90d", "teams unused for 90 days", c.outOf(a, "teams.total", "teams")),
		c.measureTile(a, "onedrive.owner_deleted", "OneDrives of deleted people", c.outOf(a, "onedrive.total", "OneDrives")),
	})
	c.figureTable("Groups, sites, teams and OneDrives", []figure{
		{"Microsoft 365 groups", "ownership.groups"},
		{"… without any owner", "ownership.groups.ownerless"},
		{"… with owners, none of them an active employee", "ownership.groups.no_active_owner"},
		{"… with one owner only", "ownership.groups.single_owner"},
		{"… synchronised from on-premises, owners not visible", "ownership.groups.owner_unknown"},
		{"Sites, without OneDrives and archived ones", "sharing.sites"},
		{"… of a group without an active owner", "ownership.sites.ownerless_group"},
		{"… without a group and without a known active owner (candidates)", "ownership.sites.owner_unknown"},
		{"… without activity for 180 days", "stale.sites_180d"},
		{"Teams", "teams.total"},
		{"… archived", "teams.archived"},
		{"… without activity for 90 days, in the team and in its site", "teams.inactive_90d"},
		{"… that share their name with another team", "teams.duplicate_names"},
		{"Private channels without an active owner", "teams.channels.ownerless"},
		{"OneDrives, without archived ones", "onedrive.total"},
		{"… whose owner’s account is disabled", "onedrive.owner_disabled"},
		{"… whose owner is deleted", "onedrive.owner_deleted"},
		{"… whose owner no source names", "onedrive.owner_unknown"},
		{"… without activity for 90 days", "onedrive.inactive_90d"},
	}, a)
	if _, has := a.Measures["ownership.groups"]; has {
		c.p(styleCaption, howFindingsCount)
	}
	drawPillarFindings(c, d, assess.Ownership)
}

func drawProtection(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("Information protection", "How content is labelled", 110)
	c.p(styleLead, "Copilot honours sensitivity labels: it does not answer from what a label’s protection keeps from the person who asks, and what it writes inherits the label. Without labels there is nothing to honour.")
	c.figureTable("Labels", []figure{
		{"Sensitivity labels that people can put on files", "labels.available"},
		{"Microsoft 365 groups", "ownership.groups"},
		{"… that carry a label", "labels.groups_labelled"},
	}, a)
	if n := a.Measures["labels.containers_enabled"]; n != nil {
		state := "Labels are not switched on for groups and sites."
		if *n > 0 {
			state = "Labels are switched on for groups and sites."
		}
		c.p(styleBody, state)
	}
	drawPillarFindings(c, d, assess.InformationProtection)
}

func drawLicences(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("Licences and people", "Who may be given Copilot", 135)
	c.p(styleLead, "Copilot is an add-on: a person needs a base licence that Microsoft names as a prerequisite before a Copilot seat can be assigned.")
	c.tiles([]tile{
		c.measureTile(a, "licence.users.eligible", "people who may be given Copilot", c.outOf(a, "users.members", "active employees")),
		c.measureTile(a, "licence.users.not_eligible", "who may not, for want of a base licence", ""),
		c.measureTile(a, "licence.copilot.seats", "Copilot seats bought", ""),
		c.measureTile(a, "licence.copilot.assigned", "seats in use by active people", c.MeasureText(a, "licence.copilot.assigned_disabled")+" held by disabled accounts"),
	})
	eligible, not := a.Measures["licence.users.eligible"], a.Measures["licence.users.not_eligible"]
	if eligible != nil && not != nil && *eligible+*not > 0 {
		share := float64(*eligible) / float64(*eligible+*not)
		c.need(11)
		c.bar(c.left, c.y+1, body, 4, share, accent, 0)
		c.text(c.left, c.y+6, styleCaption, c.Percent(share)+" of active employees may be given Copilot today. Names and reasons stand in the workbook, sheet Licences and pilot.")
		c.y += 12
	}
	drawPillarFindings(c, d, assess.Licences)
}

// drawPillarFindings lists what a pillar's checks came to: how many, by which names, and what was not seen. The findings
// in words stand in the summary, and one by one on the cards.
func drawPillarFindings(c *canvas, d Document, p assess.Pillar) {
	var rows [][]cell
	for _, o := range []assess.Outcome{assess.Fail, assess.NotAssessed, assess.Pass} {
		list := of(d.findings(o), p)
		if len(list) == 0 {
			continue
		}
		names := cell{text: ruleNames(list)}
		switch o {
		case assess.Fail:
			names.sub, names.anchor = "the weightiest first; each has a card under findings in detail", "findings "+string(p)
		case assess.NotAssessed:
			names.sub = "not seen: " + c.partsLacking(list...)
		}
		rows = append(rows, []cell{{outcome: o}, {text: c.Plural(len(list), "check", "checks")}, names})
	}
	if len(rows) == 0 {
		return
	}
	c.h2("What the checks came to", "")
	c.table(table{[]column{{"State", 30, false}, {"How many", 24, false}, {"Which", 0, false}}, rows})
}

// ruleNames lists the identifiers of findings.
func ruleNames(list []assess.Finding) string {
	names := make([]string, len(list))
	for i, f := range list {
		names[i] = f.Rule
	}
	return strings.Join(names, ", ")
}
