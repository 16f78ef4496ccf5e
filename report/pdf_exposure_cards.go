package report

import (
	"fmt"
	"slices"
	"strings"

	"preflight/assess"
)

// A statement is one of the three that say what could be found or opened. They are never added up.
type statement struct {
	key     string // of its words
	measure string // the headline
	note    string
	beside  []figure // what stands below the headline
	source  string   // address of Microsoft's page
	sites   []barItem
	seen    bool // no site can have more than was seen of it
	certain bool // no site beyond those that the assessment lists can have more
}

// drawStatements prints the three statements side by side.
func drawStatements(c *canvas, d Document) {
	a := d.Assessment
	last := assess.SiteExposure{}
	if n := len(a.Exposure); n > 0 && n < a.Sites {
		last = a.Exposure[n-1] // the assessment lists by files to be found, then by links for anyone, then for the organization
	}
	sights, err := d.siteSights()
	if err != nil {
		c.pdf.SetError(fmt.Errorf("reading the groups of sites: %w", err))
	}
	known := func(measures ...string) bool {
		return !slices.ContainsFunc(measures, func(m string) bool { return a.Measures[m] == nil })
	}
	c.statements(a, []statement{
		{
			key: "find", measure: "copilot.files.discoverable", beside: []figure{
				{"exposure.beside.public", "sharing.sites.public_group"}, {"exposure.beside.everyone", "sharing.items.everyone"}, {"exposure.beside.everyone-onedrives", "onedrive.items.everyone"},
			},
			source: "https://learn.microsoft.com/copilot/microsoft-365/microsoft-365-copilot-blueprint-oversharing",
			sites:  topSites(a, sights, func(s assess.SiteExposure) int { return s.FilesDiscoverable }, func(s siteSeen) bool { return s.find }), seen: known("copilot.files.discoverable"), certain: true,
		},
		{
			key: "link", measure: "sharing.files.by_link.anonymous", note: c.anyoneNote(a), beside: []figure{{"exposure.beside.organization", "sharing.files.by_link.organization"}, {"exposure.beside.unending", "sharing.links.anonymous.unending"}},
			source: "https://learn.microsoft.com/sharepoint/shareable-links-anyone-specific-people-organization",
			sites:  topSites(a, sights, func(s assess.SiteExposure) int { return s.FilesAnonymous }, func(s siteSeen) bool { return s.files }), seen: known("sharing.files.by_link.anonymous"), certain: last.FilesDiscoverable == 0,
		},
		{
			key: "guests", measure: "sharing.items.guests", note: c.Say("exposure.note.guests", nil), beside: []figure{{"exposure.beside.links", "sharing.links.guests"}, {"exposure.beside.accounts", "users.guests"}},
			source: "https://learn.microsoft.com/sharepoint/external-sharing-overview",
			sites:  topSites(a, sights, grantsInSites, func(s siteSeen) bool { return s.guests }), seen: known("sharing.items.guests"),
			certain: last.FilesDiscoverable+last.FilesAnonymous+last.FilesOrganization == 0,
		},
	})
}

// grantsInSites is what the measure of grants to external people counts of a site: what stands in OneDrives it leaves out.
func grantsInSites(s assess.SiteExposure) int {
	if s.Personal {
		return 0
	}
	return s.ItemsGuests
}

const statementPad = 4.5

// The parts of a statement's card, from the top.
const (
	partHead = iota // the number with its name
	partText        // what it means
	partFigures
	partBars
	partSource
	statementParts
)

// statements prints cards side by side, their parts at one height.
func (c *canvas) statements(a assess.Assessment, list []statement) {
	w := (body - gutter*float64(len(list)-1)) / float64(len(list))
	inner := w - 2*statementPad
	var heights [statementParts]float64
	for part := range statementParts {
		for i, s := range list {
			heights[part] = max(heights[part], c.statementPart(part, a, s, i+1, 0, 0, inner, false))
		}
	}
	h := 2*statementPad - 1
	for _, part := range heights {
		h += part
	}
	c.need(h + gutter)
	c.y += 1.2
	for i, s := range list {
		x, y := c.left+float64(i)*(w+gutter), c.y
		c.plate(x, y, w, h, 1.6, white, line)
		c.plate(x, y, w, 1.6, 0.8, c.tone, c.tone)
		y += statementPad
		for part := range statementParts {
			c.group(roleP, func() { c.statementPart(part, a, s, i+1, x+statementPad, y, inner, true) })
			y += heights[part]
		}
	}
	c.y += h + gutter
}

// statementPart prints a part of a card at x, y, or only measures it, and returns its height.
func (c *canvas) statementPart(part int, a assess.Assessment, s statement, number int, x, y, w float64, print bool) float64 {
	top := y
	text := func(st style, words string) {
		if print {
			c.paragraph(x, y, w, st, words)
		}
		y += c.height(w, st, words)
	}
	switch part {
	case partHead:
		t := c.measureTile(a, s.measure, "", s.note)
		text(styleKicker.at(7.4), strings.ToUpper(c.Say("exposure.numbered", With{"number": number, "text": c.Say("exposure.kicker."+s.key, nil)})))
		st := style{semibold, 29, 12, t.colour}
		for st.size > 12 && c.width(st, t.figure) > w {
			st.size--
		}
		text(st, t.figure)
		text(styleStrong, c.Say("exposure.name."+s.key, nil))
		text(styleCaption, capital(t.note))
		y += 2
	case partText:
		meaning := s.key
		if s.key == "link" && a.Sharing != nil && a.Sharing.AnyoneOff() {
			meaning = "link-off"
		}
		if n := a.Measures[s.measure]; n != nil && *n == 0 { // what they mean would speak of files that there are not
			meaning = "none"
		}
		text(styleCard, c.Say("exposure.meaning."+meaning, nil))
		y += 2
	case partFigures:
		for _, f := range s.beside {
			y += c.besideLine(a, f.measure, c.Say(f.key, nil), x, y, w, print)
		}
		y += 2.5
	case partBars:
		y += c.siteBars(s, x, y, w, print)
	case partSource:
		text(styleLink.at(7.4), c.Say("exposure.source."+s.key, nil))
		if print {
			c.linkOut(x, top, w, y-top, s.source)
		}
	}
	return y - top
}

// besideLine is a further figure of a card: its number, then its name.
func (c *canvas) besideLine(a assess.Assessment, measure, name string, x, y, w float64, print bool) float64 {
	const numberWidth = 9.0
	figure := c.measureTile(a, measure, "", "").figure
	st, number := styleCell.at(7.8), styleCell.at(7.8).bold().in(navy)
	indent := max(numberWidth, c.width(number, figure)+1.5)
	h := max(st.leading, c.height(w-indent, st, name))
	if print {
		c.rule(x, y, x+w, line, 0.15)
		c.text(x, y+0.8, number, figure)
		c.paragraph(x+indent, y+0.8, w-indent, st, name)
	}
	return h + 1.6
}
