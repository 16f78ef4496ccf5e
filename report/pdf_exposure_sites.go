package report

import (
	"cmp"
	"slices"

	"preflight/assess"
)

// maxSites is how many sites the PDF names; the workbook has all.
const maxSites = 12

// maxExcludedNames is how many sites left out by agreement are named here; the chapter on scope names more.
const maxExcludedNames = 6

// The workbook's sheets that these chapters send people to.
const (
	sitesSheet    = "Sites and owners"
	oneDriveSheet = "OneDrive"
	namesSheet    = "Sensitive names"
	licenceSheet  = "Licences and pilot"
)

// drawSites lists the sites with most to find, and those that were left out by agreement.
func drawSites(c *canvas, d Document) {
	a := d.Assessment
	partly, lost := unreadSites(a)
	open := slices.DeleteFunc(slices.Clone(a.Exposure), func(s assess.SiteExposure) bool {
		return s.FilesDiscoverable+s.FilesAnonymous+s.FilesOrganization+s.LinksGuests+s.ItemsGuests == 0
	})
	c.h2(c.Say("exposure.sites", nil), "exposure sites")
	switch {
	case len(open) == 0 && lost:
		c.p(styleBody, c.Say("exposure.sites.none.seen", nil))
	case len(open) == 0:
		c.p(styleBody, c.Say("exposure.sites.none", nil))
	default:
		c.siteTable(a, open, partly)
	}
	c.excludedSites(d)
}

// unreadSites are the sites of which not all content was read, by web id; lost says that any was not.
func unreadSites(a assess.Assessment) (partly map[string]bool, lost bool) {
	partly = map[string]bool{}
	for _, g := range a.Gaps {
		switch g.Part {
		case assess.PartSites, assess.PartItems, assess.PartPermissions, assess.PartDriveItems, assess.PartDrivePermissions:
			partly[g.Place] = true
			lost = true
		}
	}
	return partly, lost
}

// siteTable prints the first of open, shaded by how much of a column stands in a site.
func (c *canvas) siteTable(a assess.Assessment, open []assess.SiteExposure, partly map[string]bool) {
	counts := func(s assess.SiteExposure) []int {
		return []int{s.FilesDiscoverable, s.FilesAnonymous, s.FilesOrganization, s.LinksGuests + s.ItemsGuests}
	}
	shown := open[:min(maxSites, len(open))]
	most := make([]int, 4)
	for _, s := range shown {
		for i, n := range counts(s) {
			most[i] = max(most[i], n)
		}
	}
	var rows [][]cell
	for _, s := range shown {
		name := cell{text: shorten(cmp.Or(s.Name, s.URL), 80), url: s.URL}
		if partly[s.WebID] {
			name.sub = c.Say("exposure.sites.partly", nil)
		}
		row := []cell{name, {text: c.siteKind(s)}, {text: c.Number(s.Files)}}
		for i, n := range counts(s) {
			row = append(row, cell{text: c.Number(n), heat: float64(n) / float64(max(1, most[i]))})
		}
		rows = append(rows, row)
	}
	about := c.Say("exposure.sites.about", nil)
	if more := a.Sites - len(rows); more > 0 {
		about += " " + c.Say("exposure.sites.more", With{"more": more, "sheet": sitesSheet, "onedrives": oneDriveSheet})
	}
	c.p(styleBody, about)
	var columns []column
	for _, col := range []column{{"site", 0, false}, {"kind", 23, false}, {"files", 15, true}, {"find", 23, true}, {"anyone", 22, true}, {"organization", 29, true}, {"guests", 23, true}} {
		col.title = c.Say("exposure.sites.column."+col.title, nil)
		columns = append(columns, col)
	}
	c.table(table{columns, rows})
}

// siteKind tells a site whose content every employee may find, and a OneDrive, from other sites.
func (c *canvas) siteKind(s assess.SiteExposure) string {
	switch {
	case s.Personal:
		return c.Say("exposure.sites.kind.onedrive", nil)
	case s.Public:
		return c.Say("exposure.sites.kind.public", nil)
	}
	return c.Say("exposure.sites.kind.site", nil)
}

// excludedSites names what was left out by agreement, so that nobody takes silence for “nothing to find”. The reasons
// stand under scope.
func (c *canvas) excludedSites(d Document) {
	list := d.excludedPlaces()
	if len(list) == 0 {
		return
	}
	names := ""
	for _, x := range list[:min(maxExcludedNames, len(list))] {
		names = joined("; ", names, shorten(x.place, 60))
	}
	key := "exposure.excluded"
	if len(list) > maxExcludedNames {
		key = "exposure.excluded.more"
	}
	text := c.Say(key, With{"names": names, "sites": len(list), "more": len(list) - maxExcludedNames})
	const pad = 2.5
	h := c.height(body-2*pad, styleBody, text) + 2*pad
	c.need(h + 2)
	c.plate(c.left, c.y, body, h, 1.6, surface, surface)
	c.group(roleP, func() { c.paragraph(c.left+pad, c.y+pad, body-2*pad, styleBody, text) })
	c.linkTo(c.left, c.y, body, h, "excluded")
	c.y += h + 2
}
