package report

import (
	"cmp"
	"fmt"
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
	open := slices.DeleteFunc(slices.Clone(a.Exposure), func(s assess.SiteExposure) bool {
		return s.FilesDiscoverable+s.FilesAnonymous+s.FilesOrganization+s.LinksGuests+s.ItemsGuests == 0
	})
	c.h2(c.Say("exposure.sites", nil), "exposure sites")
	switch {
	case len(open) == 0 && !exposureSeen(a):
		c.p(styleBody, c.Say("exposure.sites.none.seen", nil))
	case len(open) == 0:
		c.p(styleBody, c.Say("exposure.sites.none", nil))
	default:
		c.siteTable(d, open)
	}
	c.excludedSites(d)
}

// siteTable prints the first of open, shaded by how much of a column stands in a site.
func (c *canvas) siteTable(d Document, open []assess.SiteExposure) {
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
	sights, err := d.siteSights()
	if err != nil {
		c.pdf.SetError(fmt.Errorf("reading the groups of sites: %w", err))
	}
	var rows [][]cell
	for _, s := range shown {
		seen := sights.of(s)
		name := cell{text: shorten(cmp.Or(s.Name, s.URL), 80), url: s.URL}
		if !seen.files {
			name.sub = c.Say("exposure.sites.partly", nil)
		}
		row := []cell{name, c.siteKind(s, seen), {text: c.counted(s.Files, seen.files)}}
		whole := []bool{seen.find, seen.files, seen.files, seen.guests}
		for i, n := range counts(s) {
			row = append(row, cell{text: c.counted(n, whole[i]), heat: float64(n) / float64(max(1, most[i]))})
		}
		rows = append(rows, row)
	}
	about := c.Say("exposure.sites.about", nil)
	if more := d.Assessment.Sites - len(rows); more > 0 {
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
func (c *canvas) siteKind(s assess.SiteExposure, seen siteSeen) cell {
	switch {
	case s.Personal:
		return cell{text: c.Say("exposure.sites.kind.onedrive", nil)}
	case s.Public:
		return cell{text: c.Say("exposure.sites.kind.public", nil)}
	case !seen.group:
		return cell{text: c.Say("exposure.sites.kind.site", nil), sub: c.Say("exposure.sites.kind.unseen", nil)}
	}
	return cell{text: c.Say("exposure.sites.kind.site", nil)}
}

// excludedSites names what was left out by agreement, so that nobody takes silence for “nothing to find”. The reasons
// stand under scope.
func (c *canvas) excludedSites(d Document) {
	list := c.excludedNamed(d)
	if len(list) == 0 {
		return
	}
	names := ""
	for _, x := range list[:min(maxExcludedNames, len(list))] {
		name := shorten(x.place, 60)
		if x.address != "" {
			name = c.Say("exposure.excluded.twin", With{"name": name, "address": x.address})
		}
		names = joined("; ", names, name)
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
