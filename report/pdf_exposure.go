package report

import (
	"preflight/assess"
)

// drawExposure answers what the product is bought for: what Copilot could surface, and beside it, never added to it,
// what is open by link and to guests; where it stands, and what the names of those files suggest.
func drawExposure(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("exposure", c.Say("exposure.kicker", nil), c.Say("exposure.title", nil), 0)
	c.p(styleLead, c.Say("exposure.lead", nil))
	drawStatements(c, d)
	drawLinks(c, a)
	drawSites(c, d)
	drawNames(c, d)
	drawQuestions(c, d)
	drawSharingSettings(c, a)
	drawTrust(c, a)
}

// drawLinks lists the links and grants that stand behind the statements, in sites and in OneDrives.
func drawLinks(c *canvas, a assess.Assessment) {
	var rows [][]cell
	for _, r := range []struct{ key, sites, oneDrives string }{
		{"anyone", "sharing.links.anonymous", "onedrive.links.anonymous"},
		{"anyone-edit", "sharing.links.anonymous.edit", ""},
		{"anyone-unending", "sharing.links.anonymous.unending", ""},
		{"organization", "sharing.links.organization", "onedrive.links.organization"},
		{"people", "sharing.links.users", "onedrive.links.users"},
		{"people-external", "sharing.links.guests", ""},
		{"expired", "sharing.links.expired", ""},
		{"everyone", "sharing.items.everyone", "onedrive.items.everyone"},
		{"broad", "sharing.items.broad_group", ""},
	} {
		if _, has := a.Measures[r.sites]; !has {
			continue
		}
		row := []cell{{text: c.Say("exposure.links.of."+r.key, nil)}, c.measureCell(a, r.sites), {sub: c.Say("exposure.links.uncounted", nil)}}
		if r.oneDrives != "" {
			row[2] = c.measureCell(a, r.oneDrives)
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return
	}
	c.h2(c.Say("exposure.links", nil), "exposure links")
	c.table(table{[]column{{c.Say("exposure.links.kind", nil), 0, false}, {c.Say("exposure.links.sites", nil), 48, true}, {c.Say("exposure.links.onedrives", nil), 48, true}}, rows})
}

// measureCell is a measure in a table; one that was not seen is not set like a figure.
func (c *canvas) measureCell(a assess.Assessment, measure string) cell {
	return cell{text: c.MeasureText(a, measure), strong: a.Measures[measure] != nil}
}

// drawTrust says what stands behind the figures: how much was read, and what the control sample came to.
func drawTrust(c *canvas, a assess.Assessment) {
	c.h2(c.Say("exposure.trust", nil), "")
	var list []namedValue
	for _, f := range []struct{ key, measure string }{
		{"sites", "sharing.sites"}, {"libraries", "sharing.drives"}, {"items", "sharing.items"}, {"onedrives", "onedrive.total"}, {"onedrive-items", "onedrive.items"},
	} {
		list = append(list, namedValue{c.Say("exposure.trust.fact."+f.key, nil), c.MeasureText(a, f.measure)})
	}
	c.factStrip(list)
	c.p(styleBody, c.controlSentence(a)+" "+c.archivedSentence(a))
}

// archivedSentence names what was left out because it is archived.
func (w *Words) archivedSentence(a assess.Assessment) string {
	return w.Say("exposure.trust.archived", With{"sites": w.MeasureText(a, "sharing.sites.archived"), "onedrives": w.MeasureText(a, "onedrive.archived")})
}

// controlSentence says what the control sample came to.
func (w *Words) controlSentence(a assess.Assessment) string {
	s := a.Control
	with := With{"drawn": s.Drawn, "found": s.Found, "drives": s.Drives}
	switch {
	case s.Drawn == 0:
		return w.Say("exposure.control.none", with)
	case s.Found == 0:
		return w.Say("exposure.control.clean", with)
	}
	return w.Say("exposure.control.found", with)
}
