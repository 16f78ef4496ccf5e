package report

import (
	"slices"

	"preflight/assess"
)

// exposureMeasures count what stands in the three statements, in sites and OneDrives.
var exposureMeasures = []string{
	"copilot.files.discoverable", "sharing.files.by_link.anonymous", "sharing.files.by_link.organization", "sharing.items.guests", "sharing.links.guests",
}

// exposureParts are what the exposure of sites and OneDrives is read from.
var exposureParts = []string{
	assess.PartSites, assess.PartSubsites, assess.PartItems, assess.PartPermissions, assess.PartDriveItems, assess.PartDrivePermissions,
	assess.PartGroups, assess.PartGroupVisibility, assess.PartGroupSites, assess.PartUsers, assess.PartOrganization,
}

// exposureSeen reports whether everything was seen that the three statements count, so that nothing found is nothing there.
func exposureSeen(a assess.Assessment) bool {
	return !slices.ContainsFunc(exposureMeasures, func(name string) bool { return a.Measures[name] == nil }) &&
		!slices.ContainsFunc(a.Gaps, func(g assess.Gap) bool { return slices.Contains(exposureParts, g.Part) })
}

// siteSeen says which columns of a site or OneDrive count all that there is.
type siteSeen struct {
	files  bool // all of its libraries were read
	group  bool // it was seen whether every employee may find its content
	find   bool
	guests bool
}

// siteSights tell what was seen of each site, by the rules of the workbook.
type siteSights struct {
	sight
	groups map[string]string // the Microsoft 365 group of a site, by web id; nil: not looked up
}

// groupParts say whether a site belongs to a public group.
var groupParts = []string{assess.PartGroups, assess.PartGroupVisibility, assess.PartGroupSites}

// siteSights looks the groups of sites up where some of them were not seen: only the evidence knows whose site is whose.
func (d Document) siteSights() (siteSights, error) {
	s := siteSights{sight: newSight(d)}
	if d.Evidence == nil || s.whole(groupParts...) || s.lost(assess.PartGroups, assess.PartGroupSites) {
		return s, nil
	}
	s.groups = map[string]string{}
	err := d.eachPlace(func(webID, _, group string) { s.groups[webID] = group })
	return s, err
}

// of says what was seen of a site or OneDrive.
func (s siteSights) of(e assess.SiteExposure) siteSeen {
	items, permissions := assess.PartItems, assess.PartPermissions
	if e.Personal {
		items, permissions = assess.PartDriveItems, assess.PartDrivePermissions
	}
	seen := siteSeen{files: !s.lostAt(items, e.WebID) && !s.lostAt(permissions, e.WebID)}
	if group, looked := s.groups[e.WebID]; looked {
		seen.group = s.visibilitySeen(e.Public, group)
	} else {
		seen.group = e.Public || s.whole(groupParts...)
	}
	seen.find = seen.files && (e.Personal || seen.group)
	seen.guests = seen.files && s.whole(assess.PartUsers, assess.PartOrganization)
	return seen
}

// eachPlace gives the sites and OneDrives of the evidence, each by web id with its address and the id of its group.
func (d Document) eachPlace(visit func(webID, address, group string)) error {
	r, err := d.Evidence()
	if err != nil {
		return err
	}
	defer r.Close()
	return assess.ReadEvidence(r, assess.Visitor{
		Site:     func(row assess.SiteRow) error { visit(row.Key, row.URL, row.GroupID); return nil },
		OneDrive: func(row assess.OneDriveRow) error { visit(row.Key, row.URL, ""); return nil },
	})
}

// counted writes a count as the workbook does: a lower bound where not all was seen, and no nought then.
func (w *Words) counted(n int, seen bool) string {
	switch {
	case seen:
		return w.Number(n)
	case n == 0:
		return w.Say("seen.none", nil)
	}
	return w.Say("seen.least", With{"least": n})
}
