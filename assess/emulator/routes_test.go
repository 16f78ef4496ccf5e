package emulator

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// asked is one request for each route, as Preflight sends them.
var asked = map[string]string{
	"/organization":   "/organization?$select=id,displayName,tenantType,verifiedDomains,countryLetterCode",
	"/subscribedSkus": "/subscribedSkus",
	"/users":          "/users?$select=id,displayName,userPrincipalName,mail,userType,accountEnabled,assignedLicenses,createdDateTime&$top=999",
	"/directory/deletedItems/microsoft.graph.user": "/directory/deletedItems/microsoft.graph.user?$select=id,displayName,userPrincipalName,deletedDateTime&$top=999",
	"/groups": "/groups?$filter=groupTypes/any(c:c eq 'Unified')&$select=id,displayName,mail,visibility,createdDateTime,onPremisesSyncEnabled,resourceProvisioningOptions" +
		"&$expand=owners($select=id,displayName,userPrincipalName)&$top=100",
	"/groups/{group}/owners":                   "/groups/group-01/owners?$select=id,displayName,userPrincipalName&$top=999",
	"/groups/{group}/transitiveMembers":        "/groups/group-00/transitiveMembers?$select=id&$top=999",
	"/groupSettings":                           "/groupSettings",
	patternSites:                               "/sites/getAllSites?$select=id,name,displayName,webUrl,createdDateTime,isPersonalSite,siteCollection,sharepointIds,root&$top=999",
	"/sites/{site}/sites":                      "/sites/tiny.sharepoint.com,col-1,web-1/sites?$select=id,name,displayName,webUrl,createdDateTime,sharepointIds",
	"/groups/{group}/sites/root":               "/groups/group-00/sites/root?$select=id,webUrl,sharepointIds",
	"/sites/{site}/drives":                     "/sites/tiny.sharepoint.com,col-1,web-1/drives?$select=id,name,driveType,webUrl,owner,createdDateTime",
	patternDelta:                               "/drives/b%21library/root/delta?$select=id,name,webUrl,file,folder,package,root,shared,size,lastModifiedDateTime,parentReference,deleted&$top=1000",
	patternItem:                                "/drives/b!library/items/folder?$select=id",
	patternPermissions:                         "/drives/b!library/items/folder/permissions",
	"/admin/sharepoint/settings":               "/admin/sharepoint/settings",
	"/admin/reportSettings":                    "/admin/reportSettings",
	patternSiteUsage:                           patternSiteUsage,
	patternBetaUsage:                           patternBetaUsage,
	patternTeamUsage:                           strings.ReplaceAll(patternTeamUsage, "'", "%27"),
	patternDriveUsage:                          patternDriveUsage,
	"/teams":                                   "/teams?$select=id,displayName&$top=999",
	"/teams/{team}":                            "/teams/group-00?$select=id,displayName,isArchived,createdDateTime",
	"/teams/{team}/channels":                   "/teams/group-00/channels?$filter=membershipType eq 'private'&$select=id,displayName,membershipType",
	"/teams/{team}/channels/{channel}/members": "/teams/group-00/channels/19:private@thread.tacv2/members?$top=999",
	"/security/dataSecurityAndGovernance/sensitivityLabels": "/security/dataSecurityAndGovernance/sensitivityLabels",
	patternSublabels: "/security/dataSecurityAndGovernance/sensitivityLabels/label-2/sublabels",
}

// needed is, for each route, each permission that is enough alone, written down from the permission tables of
// https://learn.microsoft.com/graph/api, and the code of the refusal without.
var needed = map[string]struct{ any, code string }{
	"/organization":   {"Organization.Read.All Directory.Read.All", "Authorization_RequestDenied"},
	"/subscribedSkus": {"LicenseAssignment.Read.All Organization.Read.All Directory.Read.All", "Authorization_RequestDenied"},
	"/users":          {"User.Read.All Directory.Read.All User.ReadWrite.All", "Authorization_RequestDenied"},
	"/directory/deletedItems/microsoft.graph.user": {"User.Read.All Directory.Read.All", "Authorization_RequestDenied"},
	"/groups":                                  {"GroupMember.Read.All Group.Read.All Directory.Read.All", "Authorization_RequestDenied"},
	"/groups/{group}/owners":                   {"GroupMember.Read.All Group.Read.All Directory.Read.All", "Authorization_RequestDenied"},
	"/groups/{group}/transitiveMembers":        {"GroupMember.Read.All Group.Read.All Directory.Read.All", "Authorization_RequestDenied"},
	"/groupSettings":                           {"GroupSettings.Read.All Group.Read.All Directory.Read.All", "Authorization_RequestDenied"},
	patternSites:                               {"Sites.Read.All Sites.ReadWrite.All", "accessDenied"},
	"/sites/{site}/sites":                      {"Sites.Read.All", "accessDenied"},
	"/groups/{group}/sites/root":               {"Sites.Read.All", "accessDenied"},
	"/sites/{site}/drives":                     {"Sites.Read.All Files.Read.All", "accessDenied"},
	patternDelta:                               {"Sites.Read.All Files.Read.All", "accessDenied"},
	patternItem:                                {"Sites.Read.All Files.Read.All", "accessDenied"},
	patternPermissions:                         {"Sites.Read.All Files.Read.All", "accessDenied"},
	"/admin/sharepoint/settings":               {"SharePointTenantSettings.Read.All", "accessDenied"},
	"/admin/reportSettings":                    {"ReportSettings.Read.All", "UnknownError"},
	patternSiteUsage:                           {"Reports.Read.All", "UnknownError"},
	patternBetaUsage:                           {"Reports.Read.All", "UnknownError"},
	patternTeamUsage:                           {"Reports.Read.All", "UnknownError"},
	patternDriveUsage:                          {"Reports.Read.All", "UnknownError"},
	"/teams":                                   {"Team.ReadBasic.All TeamSettings.Read.All", "Forbidden"},
	"/teams/{team}":                            {"Team.ReadBasic.All TeamSettings.Read.All", "Forbidden"},
	"/teams/{team}/channels":                   {"Channel.ReadBasic.All ChannelSettings.Read.All", "Forbidden"},
	"/teams/{team}/channels/{channel}/members": {"ChannelMember.Read.All", "Forbidden"},
	"/security/dataSecurityAndGovernance/sensitivityLabels": {"SensitivityLabels.Read.All", "Forbidden"},
	patternSublabels: {"SensitivityLabels.Read.All", "Forbidden"},
}

// everyRole is every permission that the table names.
func everyRole() []string {
	var all []string
	for _, n := range needed {
		all = append(all, strings.Fields(n.any)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// TestPermissions asks each route with each of its permissions alone, and with all others together.
func TestPermissions(t *testing.T) {
	roles := []string{}
	c := connect(t, tiny(), Options{Roles: roles})
	ask := func(pattern string, roles []string) (int, string) {
		c.server.options.Roles = roles // only this test's own requests read it
		c.token = c.server.sign()
		resp := c.send(asked[pattern])
		body := read(t, resp)
		if resp.StatusCode != 403 {
			return resp.StatusCode, ""
		}
		return 403, errorCode(decode(t, body))
	}
	for _, r := range compileRoutes(routes()) {
		t.Run(r.pattern, func(t *testing.T) {
			if asked[r.pattern] == "" || needed[r.pattern].any == "" || len(permissions[r.pattern]) == 0 {
				t.Fatal("a route that no table knows")
			}
			success := 200
			if r.service == reports && r.pattern != "/admin/reportSettings" {
				success = 302
			}
			enough := strings.Fields(needed[r.pattern].any)
			for _, role := range enough {
				if status, _ := ask(r.pattern, []string{role}); status != success {
					t.Errorf("with %s: %d", role, status)
				}
			}
			others := slices.DeleteFunc(everyRole(), func(role string) bool {
				return slices.Contains(enough, role) || slices.Contains(enough, strings.Replace(role, "ReadWrite", "Read", 1))
			})
			if status, code := ask(r.pattern, others); status != 403 || code != needed[r.pattern].code {
				t.Errorf("without: %d %s, want 403 %s", status, code, needed[r.pattern].code)
			}
		})
	}
	if len(permissions) != len(c.server.routes) {
		t.Errorf("%d rows of permissions for %d routes", len(permissions), len(c.server.routes))
	}
}

// TestPrices: resource units as SharePoint's page on throttling gives them.
func TestPrices(t *testing.T) {
	c := connect(t, tiny(), Options{PageSize: 3})
	for _, test := range []struct {
		target string
		units  int
	}{
		{asked["/organization"], 0},
		{asked["/groups"], 0},
		{asked[patternSites], 2},
		{asked["/sites/{site}/sites"], 2},
		{asked["/sites/{site}/drives"], 2},
		{asked["/groups/{group}/sites/root"], 1},
		{asked[patternDelta], 2},
		{asked[patternItem], 1},
		{asked[patternPermissions], 5},
		{asked["/admin/sharepoint/settings"], 0},
		{asked[patternSiteUsage], 0},
	} {
		before := c.server.Meter()
		resp := c.send(test.target)
		resp.Body.Close()
		after := c.server.Meter()
		if got := after.ResourceUnits - before.ResourceUnits; got != test.units {
			t.Errorf("%s costs %d units, want %d", test.target, got, test.units)
		}
		if after.Requests != before.Requests+1 {
			t.Errorf("%s counted as %d requests", test.target, after.Requests-before.Requests)
		}
	}
	before := c.server.Meter().ResourceUnits
	_, pages := c.all(asked[patternDelta])
	if got := c.server.Meter().ResourceUnits - before; got != 2+(pages-1) || pages < 2 {
		t.Errorf("a delta of %d pages costs %d units, want 2 and then 1 a page", pages, got)
	}
	if n := c.server.Requests()[patternDelta]; n != pages+1 {
		t.Errorf("%d requests counted under the delta's pattern, want %d", n, pages+1)
	}
}

func TestStrictness(t *testing.T) {
	for _, test := range []struct {
		target string
		prefer string
		status int
		says   string
	}{
		{"/me", "", 404, "GET /v1.0/me: no such path"},
		{"/users/user-01", "", 404, "GET /v1.0/users/user-01: no such path"},
		{"/users?$select=id,signInActivity", "", 400, "$select=signInActivity"},
		{"/users?$orderby=displayName", "", 400, "query option $orderby"},
		{"/users?$top=1000", "", 400, "$top=1000"},
		{"/groups?$filter=securityEnabled eq true", "", 400, "$filter=securityEnabled eq true"},
		{"/groups?$expand=members", "", 400, "$expand=members"},
		{"/groups?$expand=owners($select=mail)", "", 400, "$expand=owners($select=mail)"},
		{"/organization", "hierarchicalsharing", 400, "Prefer: hierarchicalsharing"},
		{"/drives/b!library/root/delta", "hierarchical", 400, "Prefer: hierarchical"},
		{"/users?$skiptoken=invented", "", 400, "a page token that was not issued"},
		{"/teams/group-00/channels?$filter=membershipType eq 'shared'", "", 400, "$filter="},
		{"/reports/getSharePointSiteUsageDetail(period='D12')", "", 404, "no such path"},
		{"/security/dataSecurityAndGovernance/sensitivityLabels/label-2", "", 404, "no such path"},
		{"/security/dataSecurityAndGovernance/sensitivityLabels/label-2/sublabels?$top=1", "", 400, "query option $top"},
	} {
		c := open(t, tiny(), Options{})
		headers := []string{}
		if test.prefer != "" {
			headers = []string{"Prefer", test.prefer}
		}
		status, _ := c.get(test.target, headers...)
		v := c.server.Violations()
		if status != test.status || len(v) != 1 || !strings.Contains(v[0], test.says) {
			t.Errorf("%s: %d, violations %q", test.target, status, v)
		}
	}
	c := open(t, tiny(), Options{})
	if status, _ := c.get(c.server.URL() + "/beta/users"); status != 404 || len(c.server.Violations()) != 1 {
		t.Errorf("/beta: %d, violations %q", status, c.server.Violations())
	}
}

// TestSpelling: the ways in which clients write the same request.
func TestSpelling(t *testing.T) {
	c := connect(t, tiny(), Options{})
	for _, target := range []string{
		"/users?%24select=id%2CdisplayName",
		"/sites/getAllSites()?$select=id",
		"/directory/deletedItems/graph.user",
		"/groups?$filter=groupTypes/any(c:c+eq+%27Unified%27)",
		"/drives/b%21library/root/delta()",
		"/sites/tiny.sharepoint.com,col-1/drives",
		"/sites/tiny.sharepoint.com%2Ccol-1%2Cweb-1/drives",
	} {
		c.must(target)
	}
}

// TestPaging: whatever the page size, each entry comes once, in the same order.
func TestPaging(t *testing.T) {
	whole := connect(t, tiny(), Options{PageSize: 1000})
	for _, size := range []int{1, 2, 7} {
		c := connect(t, tiny(), Options{PageSize: size})
		for _, pattern := range []string{"/users", "/groups", "/groups/{group}/owners", "/groups/{group}/transitiveMembers", patternSites, patternDelta, patternPermissions,
			"/sites/{site}/sites", "/teams", "/teams/{team}/channels/{channel}/members", "/security/dataSecurityAndGovernance/sensitivityLabels"} {
			want, _ := whole.all(asked[pattern])
			got, pages := c.all(asked[pattern])
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s in pages of %d:\n%v\nwant\n%v", pattern, size, got, want)
			}
			if wantPages := (len(want) + size - 1) / size; pages != wantPages {
				t.Errorf("%s in pages of %d: %d pages, want %d", pattern, size, pages, wantPages)
			}
		}
	}
}

func TestTopMakesSmallerPages(t *testing.T) {
	c := connect(t, tiny(), Options{PageSize: 10})
	for top, want := range map[int]int{2: 2, 10: 10, 999: 10} {
		if got := len(c.must(fmt.Sprintf("/users?$top=%d", top))["value"].([]any)); got != want {
			t.Errorf("$top=%d: %d entries, want %d", top, got, want)
		}
	}
}

// TestSitesLink: getAllSites goes on at another path, with the token alone.
func TestSitesLink(t *testing.T) {
	c := connect(t, tiny(), Options{PageSize: 2})
	first := c.must("/sites/getAllSites?$select=id,webUrl")
	next := first["@odata.nextLink"].(string)
	if !strings.HasPrefix(next, c.server.URL()+"/v1.0/sites/oneDrive.getAllSites?$skiptoken=") || strings.Contains(next, "&") {
		t.Errorf("next link %s", next)
	}
	site := c.must(next)["value"].([]any)[0].(map[string]any)
	if len(site) != 2 || site["id"] == nil || site["webUrl"] == nil {
		t.Errorf("the second page does not keep $select: %v", site)
	}
}
