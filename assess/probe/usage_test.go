package probe

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

func TestUsage(t *testing.T) {
	last := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	make := func() *emulator.Tenant {
		tenant := fabrikam()
		tenant.Sites[0].Usage = &emulator.Usage{OwnerName: "Crew Owners", OwnerUPN: "crew", LastActivity: last, Template: "Group"}
		tenant.Sites[1].Usage = &emulator.Usage{OwnerName: "ben", OwnerUPN: "ben@fabrikam.com"}
		tenant.Sites[4].Usage = &emulator.Usage{OwnerName: "anna", OwnerUPN: "anna@fabrikam.com", LastActivity: last}
		tenant.Groups[0].Team = &emulator.Team{InReport: true, LastActivity: last}
		return tenant
	}
	sites := []assess.SiteUsage{
		{SiteID: id(0x1001), LastActivity: last, OwnerName: "Crew Owners", OwnerUPN: "crew", Template: "Group"},
		{SiteID: id(0x1002), OwnerName: "ben", OwnerUPN: "ben@fabrikam.com"},
	}
	drives := []assess.DriveUsage{{SiteID: id(0x1005), OwnerName: "anna", OwnerUPN: "anna@fabrikam.com", LastActivity: last}}
	teams := []assess.TeamActivity{{TeamID: crew, LastActivity: last}}
	lost := func(reason string) map[string][]string {
		return map[string][]string{assess.PartSiteUsage: {reason}, assess.PartTeamActivity: {reason}, assess.PartDriveUsage: {reason}}
	}
	const all = `^/reports/`
	tests := []struct {
		name   string
		change func(*emulator.Tenant)
		faults []emulator.Fault
		gaps   map[string][]string
		sites  []assess.SiteUsage
		drives []assess.DriveUsage
		teams  []assess.TeamActivity
	}{
		{name: "as it is", sites: sites, drives: drives, teams: teams},
		{name: "without a byte order mark", faults: []emulator.Fault{{Match: all, Kind: emulator.CSVNoBOM()}}, sites: sites, drives: drives, teams: teams},
		{name: "cut within a row", faults: []emulator.Fault{{Match: all, Kind: emulator.CSVCut()}}, gaps: lost("service")},
		{name: "concealed, though the setting says no", faults: []emulator.Fault{{Match: all, Kind: emulator.CSVConcealed()}}, gaps: lost("concealed")},
		{name: "concealed", change: func(t *emulator.Tenant) { t.Concealed = true }, gaps: lost("concealed")},
		{name: "without a site id in the OneDrive report", change: func(t *emulator.Tenant) { t.NoDriveUsageSite = true },
			sites: sites, teams: teams, drives: []assess.DriveUsage{{OwnerName: "anna", OwnerUPN: "anna@fabrikam.com", LastActivity: last}}},
		{name: "refused", faults: []emulator.Fault{{Match: all, Kind: emulator.Status(403)}}, gaps: lost("permission")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tenant := make()
			if test.change != nil {
				test.change(tenant)
			}
			l := collect(t, tenant, emulator.Options{Faults: test.faults}, Options{}, only()...)
			for _, part := range []string{assess.PartSiteUsage, assess.PartTeamActivity, assess.PartDriveUsage} {
				if diff := cmp.Diff(test.gaps[part], l.gapsOf(part)); diff != "" {
					t.Errorf("gaps of %s (-want +got):\n%s", part, diff)
				}
			}
			if diff := cmp.Diff(test.sites, l.SiteUsage); diff != "" {
				t.Errorf("sites (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.drives, l.DriveUsage); diff != "" {
				t.Errorf("OneDrives (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.teams, l.TeamActivity); diff != "" {
				t.Errorf("teams (-want +got):\n%s", diff)
			}
			if l.NamesConcealed == nil || *l.NamesConcealed != tenant.Concealed {
				t.Error("reports.settings: wrong")
			}
		})
	}
}
