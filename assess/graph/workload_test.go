package graph

import (
	"net/url"
	"testing"
)

func TestClassify(t *testing.T) {
	tests := []struct {
		url   string
		want  workload
		units int
	}{
		{"/v1.0/organization?$select=id", directory, 1},
		{"/v1.0/users?$top=999", directory, 2},
		{"/v1.0/users?$select=id", directory, 1},
		{"/v1.0/groups?$select=id&$expand=owners($select=id)", directory, 1},
		{"/v1.0/groups/g1/owners", directory, 1},
		{"/v1.0/groups/g1/transitiveMembers?$select=id", directory, 4},
		{"/v1.0/subscribedSkus", directory, 3},
		{"/v1.0/groupSettings", directory, 1},
		{"/v1.0/directory/deletedItems/microsoft.graph.user", directory, 1},
		{"/v1.0/groups/g1/sites/root?$select=id", sharePoint, 1},
		{"/groups/g1/sites/root", sharePoint, 1},
		{"/v1.0/users/u1/drive", sharePoint, 1},
		{"/v1.0/sites/getAllSites?$top=999", sharePoint, 2},
		{"/v1.0/sites/oneDrive.getAllSites?$skiptoken=x", sharePoint, 2},
		{"/v1.0/sites/host,a,b", sharePoint, 1},
		{"/v1.0/sites/host,a,b/sites", sharePoint, 2},
		{"/v1.0/sites/host,a,b/drives?$select=id", sharePoint, 2},
		{"/v1.0/drives/b!x", sharePoint, 1},
		{"/v1.0/drives/b!x/root/delta?$top=1000", sharePoint, 2},
		{"/v1.0/drives/b!x/root/delta?token=abc", sharePoint, 1},
		{"/v1.0/drives/b!x/root/delta(token='abc')", sharePoint, 1},
		{"/v1.0/drives/b!x/items/root/delta()?$top=5", sharePoint, 2},
		{"/v1.0/drives/b!x/items/i1", sharePoint, 1},
		{"/v1.0/drives/b!x/items/i1/permissions", sharePoint, 5},
		{"/v1.0/drives/b!x/items/i1?$expand=permissions", sharePoint, 5},
		{"/v1.0/reports/getTeamsTeamActivityDetail(period='D180')", "reports", 1},
		{"/beta/reports/getSharePointSiteUsageDetail(period='D30')", reports, 1},
		{"/v1.0/copilot/reports/getMicrosoft365CopilotUsageUserDetail(period='D30')", reports, 1},
		{"/v1.0/reports/authenticationMethods/userRegistrationDetails", signIns, 1},
		{"/v1.0/auditLogs/signIns", signIns, 1},
		{"/beta/identity/conditionalAccess/policies", conditionalAccess, 1},
		{"/v1.0/deviceManagement/managedDevices", intune, 1},
		{"/v1.0/teams/t1/channels", "teams", 1},
		{"/v1.0/admin/sharepoint/settings", "settings", 1},
		{"/v1.0/security/dataSecurityAndGovernance/sensitivityLabels", "security", 1},
	}
	for _, tt := range tests {
		u, err := url.Parse(tt.url)
		if err != nil {
			t.Fatal(err)
		}
		if w, n := classify(u); w != tt.want || n != tt.units {
			t.Errorf("classify(%s) = %s, %d; want %s, %d", tt.url, w, n, tt.want, tt.units)
		}
	}
}

func TestUnitsForSeats(t *testing.T) {
	for seats, want := range map[int]int{0: 1250, 1000: 1250, 1001: 2500, 5000: 2500, 15000: 3750, 50000: 5000, 50001: 6250} {
		if got := UnitsForSeats(seats); got != want {
			t.Errorf("UnitsForSeats(%d) = %d, want %d", seats, got, want)
		}
	}
}
