package probe

import (
	"fmt"
	"slices"
	"strings"

	"preflight/assess"
)

// A join is a usage report and the objects that its rows should name.
type join struct {
	part    string
	what    string          // the objects, in the plural
	objects map[string]bool // by the report's id
	rows    []string        // ids
}

// joins sets the usage reports beside what was listed. Teams are listed later; a group says that it has one.
func joins(inv *assess.Inventory) []join {
	sites := join{part: assess.PartSiteUsage, what: "sites", objects: map[string]bool{}}
	drives := join{part: assess.PartDriveUsage, what: "OneDrives", objects: map[string]bool{}}
	teams := join{part: assess.PartTeamActivity, what: "teams", objects: map[string]bool{}}
	for _, s := range inv.Sites {
		switch {
		case s.OneDrive():
			drives.objects[s.SiteID] = true
		case s.Counted():
			sites.objects[s.SiteID] = true
		}
	}
	for i := range inv.Groups {
		if inv.Groups[i].Team {
			teams.objects[inv.Groups[i].ID] = true
		}
	}
	for _, row := range inv.SiteUsage {
		sites.rows = append(sites.rows, row.SiteID)
	}
	for _, row := range inv.DriveUsage {
		if !row.Deleted {
			drives.rows = append(drives.rows, row.SiteID)
		}
	}
	for _, row := range inv.TeamActivity {
		teams.rows = append(teams.rows, row.TeamID)
	}
	return []join{sites, drives, teams}
}

// confirmJoins loses a usage report that was read and names nothing that exists: an empty one, or one whose ids are
// hidden in a way that is not known. That nothing was ever used is not believed. Rows without an id are left to
// assess.Resolve.
func (r *run) confirmJoins(inv *assess.Inventory, gap gapFunc) {
	for _, j := range joins(inv) {
		named := slices.ContainsFunc(j.rows, func(id string) bool { return j.objects[id] || strings.Trim(id, "0-") == "" })
		if len(j.objects) > 0 && !named && r.need(j.part) == nil {
			gap(newGap(j.part, errContent(fmt.Sprintf("the report names none of the %d %s, so that it cannot be joined", len(j.objects), j.what))))
		}
	}
}
