package probe

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"preflight/assess"
	"preflight/assess/emulator"
)

// patterns are the requests of a run, as the emulator names them.
var patterns = []string{
	"/organization", "/subscribedSkus", "/users", "/directory/deletedItems/microsoft.graph.user", "/groups", "/groups/{group}/owners",
	"/groups/{group}/transitiveMembers", "/groupSettings", "/sites/getAllSites", "/sites/{site}/sites", "/groups/{group}/sites/root",
	"/sites/{site}/drives", "/drives/{drive}/root/delta", "/drives/{drive}/items/{item}/permissions", "/admin/sharepoint/settings",
	"/admin/reportSettings", "/reports/getSharePointSiteUsageDetail(period='D180')", "/reports/getTeamsTeamActivityDetail(period='D180')",
	"/reports/getOneDriveUsageAccountDetail(period='D180')", "/teams", "/teams/{team}", "/teams/{team}/channels",
	"/teams/{team}/channels/{channel}/members", "/security/dataSecurityAndGovernance/sensitivityLabels", "/$batch",
}

// TestFaults lets every request fail in every way, once and for ever. Whatever happens, a measure is the truth or null,
// and what was seen of it is no more than the truth.
func TestFaults(t *testing.T) {
	tenant := busy()
	whole := collect(t, tenant, emulator.Options{PageSize: 3}, Options{})
	assess.Resolve(whole.Inventory)
	if len(whole.Gaps) > 0 {
		t.Fatalf("gaps without a fault: %v", whole.Gaps)
	}
	truth, _ := assess.Evaluate(whole.Inventory, assess.Measures)
	kinds := []struct {
		kind  emulator.Kind
		times []int
	}{
		{emulator.Status(http.StatusUnauthorized), []int{0}}, {emulator.Status(http.StatusForbidden), []int{1, 0}},
		{emulator.Status(http.StatusLocked), []int{1, 0}}, {emulator.Status(http.StatusNotFound), []int{0}}, {emulator.Status(http.StatusGone), []int{0}}, {emulator.Status(http.StatusInternalServerError), []int{1, 0}},
		{emulator.Status(http.StatusBadGateway), []int{1}}, {emulator.Throttle("3"), []int{1, 0}}, {emulator.Throttle(""), []int{2}},
		{emulator.ThrottleUntil(5 * time.Second), []int{1}}, {emulator.ThrottleInBatch("2"), []int{1}}, {emulator.CutBody(), []int{1}},
		{emulator.Body("<html>"), []int{1}}, {emulator.Body("{}"), []int{1}}, {emulator.NullElement(), []int{1}}, {emulator.EmptyPage(), []int{1}},
		{emulator.RepeatLink(), []int{1, 0}}, {emulator.ForeignLink(), []int{1, 0}}, {emulator.SharePointLink(), []int{1}},
		{emulator.CSVCut(), []int{0}}, {emulator.CSVConcealed(), []int{0}},
	}
	cells := 0
	for _, k := range kinds {
		for _, times := range k.times {
			for _, pattern := range patterns {
				if strings.HasPrefix(k.kind.String(), "CSV") && !strings.HasPrefix(pattern, "/reports/") {
					continue
				}
				if k.kind.String() == "status 404" && pattern == "/groups/{group}/transitiveMembers" {
					continue // a group that is no more has no members
				}
				if cells++; testing.Short() && cells%6 != 0 { // under the race detector a cell takes ten times as long
					continue
				}
				t.Run(fmt.Sprintf("%s/%d%s", k.kind, times, pattern), func(t *testing.T) {
					t.Parallel()
					faults := []emulator.Fault{{Match: pattern, Times: times, Kind: k.kind}}
					l := collect(t, tenant, emulator.Options{PageSize: 3, Faults: faults}, Options{})
					truthful(t, l, truth)
				})
			}
		}
	}
}

// busy is a small tenant that has something of everything, so that no request goes unasked.
func busy() *emulator.Tenant {
	tenant := fabrikam()
	withLibrary(tenant)
	withOneDrives(tenant)
	for i := range 25 {
		tenant.Users = append(tenant.Users, emulator.User{ID: id(0x700 + i), Name: fmt.Sprint("person ", i), UPN: fmt.Sprintf("p%d@fabrikam.com", i), Type: "Member", Enabled: i%9 > 0})
		tenant.Groups[0].Owners = append(tenant.Groups[0].Owners, id(0x700+i))
		tenant.Groups[2].Members = append(tenant.Groups[2].Members, id(0x700+i))
	}
	claim := &emulator.IdentitySet{SiteUser: &emulator.Identity{Name: "Everybody here", Login: "c:0t.c|tenant|" + bigGroup}}
	everyone := &emulator.IdentitySet{SiteUser: &emulator.Identity{Name: "Everyone", Login: "c:0(.s|true"}}
	tenant.Sites[0].Drives = []emulator.Drive{drive("crew",
		itemIn("wide", "", "folder", "users", []emulator.Permission{{ID: "w", Roles: []string{"write"}, GrantedTo: claim}}),
		itemIn("all", "wide", "file", "users", []emulator.Permission{{ID: "e", Roles: []string{"read"}, GrantedTo: everyone}}),
	)}
	tenant.Sites = append(tenant.Sites,
		site(6, "Sub", func(s *emulator.Site) {
			s.SiteID, s.Parent, s.Listed, s.Drives = id(0x1002), id(0x2002), false, []emulator.Drive{drive("sub")}
		}),
		site(7, "Gone", func(s *emulator.Site) { s.Status = 404 }),
	)
	old := asOf.AddDate(-1, 0, 0)
	tenant.Sites[0].Usage = &emulator.Usage{OwnerName: "Crew", LastActivity: old}
	tenant.Sites[4].Usage = &emulator.Usage{OwnerUPN: "anna@fabrikam.com", LastActivity: old}
	tenant.Groups[0].Team = &emulator.Team{Created: old, InReport: true, LastActivity: old, Channels: []emulator.Channel{
		{ID: "19:b@thread.tacv2", Type: "private", Members: []emulator.ChannelMember{{UserID: ben, Owner: true}}},
		{ID: "19:c@thread.tacv2", Type: "private", Members: []emulator.ChannelMember{{UserID: anna, Owner: true}}},
	}}
	tenant.Groups[1].Team = &emulator.Team{Archived: true, Created: old}
	tenant.Labels = []emulator.Label{{ID: id(0x91), Name: "Public"}, {ID: id(0x92), Name: "Secret", Sublabels: []emulator.Label{{ID: id(0x93), Name: "Board"}}}}
	tenant.GroupSettings = map[string]string{"EnableMIPLabels": "true"}
	tenant.Groups[0].Labels = []string{id(0x91)}
	tenant.SKUs = []emulator.SKU{{ID: "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", Part: "SPB", Status: "Enabled", Enabled: 40, Plans: []emulator.ServicePlan{{ID: "c7699d2e-19aa-44de-8edf-1736da088ca1", Name: "SHAREPOINTSTANDARD"}}}}
	tenant.Users[0].Licences = []emulator.Licence{{SKU: tenant.SKUs[0].ID}}
	return tenant
}

// truthful checks that no measure says more than was seen.
func truthful(t *testing.T, l look, truth map[string]*int) {
	t.Helper()
	assess.Resolve(l.Inventory)
	values, seen := assess.Evaluate(l.Inventory, assess.Measures)
	for name, want := range truth {
		if strings.HasPrefix(name, "collection.") {
			continue
		}
		got := values[name]
		if got != nil && text(got) != text(want) {
			t.Errorf("%s is %s, want %s or null", name, text(got), text(want))
		}
		if s, ok := seen[name]; ok && want != nil && s.AtLeast > *want {
			t.Errorf("%s is at least %d, but the truth is %d", name, s.AtLeast, *want)
		}
	}
	for _, g := range l.Gaps {
		if g.Reason == assess.ReasonDefect {
			t.Errorf("a defect: %+v", g)
		}
	}
	if t.Failed() {
		for _, g := range l.Gaps {
			t.Logf("gap %+v", g)
		}
	}
}
