package emulator

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// entry is the i-th entry of a list as compact JSON, keys sorted.
func entry(t *testing.T, body map[string]any, i int) string {
	t.Helper()
	value := body["value"].([]any)
	if i >= len(value) {
		t.Fatalf("%d entries, want more than %d", len(value), i)
	}
	return compact(t, value[i])
}

func compact(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestShapes compares whole answers with what Microsoft's pages show.
func TestShapes(t *testing.T) {
	c := connect(t, tiny(), Options{})
	for _, test := range []struct {
		name, pattern string
		entry         int
		want          string
	}{
		{"organization: verified domains only", "/organization", 0,
			`{"countryLetterCode":"BE","displayName":"Tiny","id":"` + tenantID + `","tenantType":"AAD","verifiedDomains":[` +
				`{"capabilities":"Email, OfficeCommunicationsOnline","isDefault":false,"isInitial":true,"name":"tiny.onmicrosoft.com","type":"Managed"},` +
				`{"capabilities":"Email, OfficeCommunicationsOnline","isDefault":true,"isInitial":false,"name":"tiny.example","type":"Managed"}]}`},
		{"user with licences", "/users", 0,
			`{"accountEnabled":true,"assignedLicenses":[{"disabledPlans":[],"skuId":"sku-1"},{"disabledPlans":["plan-9"],"skuId":"sku-2"}],` +
				`"createdDateTime":"2024-01-02T00:00:00Z","displayName":"User 0","id":"user-00","mail":"u0@tiny.example","userPrincipalName":"u0@tiny.example","userType":"Member"}`},
		{"user without type and mail", "/users", 1,
			`{"accountEnabled":true,"assignedLicenses":[],"createdDateTime":"2024-01-02T00:00:00Z","displayName":"User 1","id":"user-01","mail":null,"userPrincipalName":"u1@tiny.example","userType":null}`},
		{"deleted user", "/directory/deletedItems/microsoft.graph.user", 0,
			`{"deletedDateTime":"2026-10-20T00:00:00Z","displayName":"Gone","id":"gone-1","userPrincipalName":"0123gone@tiny.example"}`},
		{"group with a service principal among the owners", "/groups", 0,
			`{"createdDateTime":"2025-01-01T00:00:00Z","displayName":"Project","id":"group-00","mail":"project@tiny.example","onPremisesSyncEnabled":null,` +
				`"owners":[{"@odata.type":"#microsoft.graph.user","displayName":"User 0","id":"user-00","userPrincipalName":"u0@tiny.example"},` +
				`{"@odata.type":"#microsoft.graph.servicePrincipal","displayName":null,"id":"app-1"}],"resourceProvisioningOptions":["Team"],"visibility":"Public"}`},
		{"synchronised group: owners not there", "/groups", 2,
			`{"createdDateTime":"2025-01-01T00:00:00Z","displayName":"Synced","id":"group-03","mail":null,"onPremisesSyncEnabled":true,"owners":[],"resourceProvisioningOptions":["Team"],"visibility":"Private"}`},
		{"group settings", "/groupSettings", 0,
			`{"displayName":"Group.Unified","id":"` + guid(tenantID, "groupSetting", "Group.Unified") + `","templateId":"62375ab9-6b52-47ed-826b-58e47e0e304b",` +
				`"values":[{"name":"AllowToAddGuests","value":"true"},{"name":"EnableMIPLabels","value":"true"}]}`},
		{"site", patternSites, 0,
			`{"createdDateTime":"2025-01-01T00:00:00Z","displayName":"Project Site","id":"tiny.sharepoint.com,col-1,web-1","isPersonalSite":false,"name":"project","root":{},` +
				`"sharepointIds":{"siteId":"col-1","siteUrl":"https://tiny.sharepoint.com/sites/project","tenantId":"` + tenantID + `","webId":"web-1"},` +
				`"siteCollection":{"hostname":"tiny.sharepoint.com"},"webUrl":"https://tiny.sharepoint.com/sites/project"}`},
		{"archived site with an id in two parts", patternSites, 1,
			`{"createdDateTime":"2020-01-01T00:00:00Z","displayName":"Old","id":"tiny.sharepoint.com,col-3","isPersonalSite":false,"name":"old","root":{},` +
				`"sharepointIds":{"siteId":"col-3","siteUrl":"https://tiny.sharepoint.com/sites/old","tenantId":"` + tenantID + `","webId":"web-3"},` +
				`"siteCollection":{"archivalDetails":{"archiveStatus":"fullyArchived"},"hostname":"tiny.sharepoint.com"},"webUrl":"https://tiny.sharepoint.com/sites/old"}`},
		{"subsite", "/sites/{site}/sites", 0,
			`{"createdDateTime":"2025-02-01T00:00:00Z","displayName":"Below","id":"tiny.sharepoint.com,col-1,web-2","name":"below",` +
				`"sharepointIds":{"siteId":"col-1","siteUrl":"https://tiny.sharepoint.com/sites/project/below","tenantId":"` + tenantID + `","webId":"web-2"},"webUrl":"https://tiny.sharepoint.com/sites/project/below"}`},
		{"drive owned by a group, system library hidden", "/sites/{site}/drives", 0,
			`{"createdDateTime":"2025-01-01T00:00:00Z","driveType":"documentLibrary","id":"b!library","name":"Shared Documents",` +
				`"owner":{"group":{"displayName":"Project","email":"project@tiny.example","id":"group-00"}},"webUrl":"https://tiny.sharepoint.com/sites/project/Shared%20Documents"}`},
		{"team", "/teams", 0, `{"displayName":"Project","id":"group-00"}`},
		{"private channel", "/teams/{team}/channels", 0, `{"displayName":"Board","id":"19:private@thread.tacv2","membershipType":"private"}`},
		{"channel owner", "/teams/{team}/channels/{channel}/members", 0,
			`{"@odata.type":"#microsoft.graph.aadUserConversationMember","displayName":"User 0","email":"u0@tiny.example",` +
				`"id":"MSMjMTExMTExMTEtMjIyMi00MzMzLTg0NDQtNTU1NTU1NTU1NTU1IyMxOTpwcml2YXRlQHRocmVhZC50YWN2MiMjdXNlci0wMA==",` +
				`"roles":["owner"],"tenantId":"` + tenantID + `","userId":"user-00"}`},
		{"label with a sublabel", "/security/dataSecurityAndGovernance/sensitivityLabels", 1,
			`{"actionSource":"manual","autoTooltip":"","description":"","displayName":"Secret","hasProtection":false,"id":"label-2","isDefault":false,"name":"Secret","priority":1,` +
				`"sublabels":[{"actionSource":"manual","autoTooltip":"","description":"","displayName":"All","hasProtection":true,"id":"label-3","isDefault":false,"name":"All","priority":2,"toolTip":""}],"toolTip":""}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := entry(t, c.must(asked[test.pattern]), test.entry); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
	if n := len(c.must(asked["/sites/{site}/drives"])["value"].([]any)); n != 1 {
		t.Errorf("%d drives, want the one that is not a system library", n)
	}
	if n := len(c.must("/sites/tiny.sharepoint.com,col-1,web-1/drives?$select=id,system")["value"].([]any)); n != 2 {
		t.Errorf("%d drives with system selected, want 2", n)
	}
}

// TestSublabelsApart: a tenant whose labels come without the property gives what it would hold at an address of its own.
func TestSublabelsApart(t *testing.T) {
	tenant := tiny()
	tenant.SublabelsApart = true
	c := connect(t, tenant, Options{})
	const labels = "/security/dataSecurityAndGovernance/sensitivityLabels"
	for i, l := range c.must(labels)["value"].([]any) {
		if _, there := l.(map[string]any)["sublabels"]; there {
			t.Errorf("label %d says what is below it", i)
		}
	}
	below := c.must(labels + "/label-2/sublabels")["value"].([]any)
	if len(below) != 1 || below[0].(map[string]any)["id"] != "label-3" {
		t.Errorf("below label-2: %v", below)
	}
	if none := c.must(labels + "/label-1/sublabels")["value"].([]any); len(none) != 0 {
		t.Errorf("below label-1: %v", none)
	}
	if status, _ := c.get(labels + "/none/sublabels"); status != 404 {
		t.Errorf("below a label that there is not: %d", status)
	}
}

func TestSingleObjects(t *testing.T) {
	c := connect(t, tiny(), Options{})
	for target, want := range map[string]string{
		asked["/admin/sharepoint/settings"]: `{"deletedUserPersonalSiteRetentionPeriodInDays":30,"isLegacyAuthProtocolsEnabled":false,"isRequireAcceptingUserToMatchInvitedUserEnabled":false,` +
			`"isResharingByExternalUsersEnabled":false,"sharingAllowedDomainList":[],"sharingBlockedDomainList":[],"sharingCapability":"externalUserAndGuestSharing","sharingDomainRestrictionMode":"none"}`,
		asked["/admin/reportSettings"]:      `{"displayConcealedNames":false}`,
		asked["/teams/{team}"]:              `{"createdDateTime":"2025-01-01T00:00:00Z","displayName":"Project","id":"group-00","isArchived":false}`,
		asked["/groups/{group}/sites/root"]: `{"id":"tiny.sharepoint.com,col-1,web-1","sharepointIds":{"siteId":"col-1","siteUrl":"https://tiny.sharepoint.com/sites/project","tenantId":"` + tenantID + `","webId":"web-1"},"webUrl":"https://tiny.sharepoint.com/sites/project"}`,
	} {
		if got := compact(t, c.must(target)); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", target, got, want)
		}
	}
}

// TestSKU looks at the fields that the page documents, one by one.
func TestSKU(t *testing.T) {
	c := connect(t, tiny(), Options{})
	sku := c.must("/subscribedSkus")["value"].([]any)[0].(map[string]any)
	want := map[string]any{
		"id": tenantID + "_sku-1", "skuId": "sku-1", "skuPartNumber": "SPE_E3", "capabilityStatus": "Enabled", "consumedUnits": 20.0, "appliesTo": "User",
		"prepaidUnits": map[string]any{"enabled": 25.0, "suspended": 0.0, "warning": 2.0, "lockedOut": 0.0},
		"servicePlans": []any{map[string]any{"servicePlanId": "plan-1", "servicePlanName": "EXCHANGE_S_ENTERPRISE", "provisioningStatus": "Success", "appliesTo": "User"}},
	}
	delete(sku, "subscriptionIds")
	if !reflect.DeepEqual(sku, want) {
		t.Errorf("got\n%v\nwant\n%v", sku, want)
	}
}

// TestOwners: $expand brings 20 of 23 owners; the list of owners has them all.
func TestOwners(t *testing.T) {
	c := connect(t, tiny(), Options{})
	crowd := c.must(asked["/groups"])["value"].([]any)[1].(map[string]any)
	if n := len(crowd["owners"].([]any)); n != 20 {
		t.Errorf("%d expanded owners, want 20", n)
	}
	if owners, _ := c.all(asked["/groups/{group}/owners"]); len(owners) != 23 || owners[22]["id"] != "user-22" {
		t.Errorf("%d owners: %v", len(owners), column(owners, "id"))
	}
}

// TestTransitiveMembers: nested groups, one in a circle; everybody once.
func TestTransitiveMembers(t *testing.T) {
	c := connect(t, tiny(), Options{})
	members, _ := c.all(asked["/groups/{group}/transitiveMembers"])
	if got := column(members, "id"); got != "user-00 group-02 user-01" {
		t.Errorf("members %s", got)
	}
	if got := column(members, "@odata.type"); got != "#microsoft.graph.user #microsoft.graph.group #microsoft.graph.user" {
		t.Errorf("types %s", got)
	}
}

// TestHiddenFields: what the token may not see is null, not absent and not empty.
func TestHiddenFields(t *testing.T) {
	few := connect(t, tiny(), Options{Roles: []string{"GroupMember.Read.All"}})
	groups := few.must("/groups?$filter=groupTypes/any(c:c eq 'Unified')&$select=id,assignedLabels&$expand=owners($select=id,displayName,userPrincipalName)&$top=999")
	want := `{"assignedLabels":null,"id":"group-00","owners":[{"@odata.type":"#microsoft.graph.user","displayName":null,"id":"user-00","userPrincipalName":null},` +
		`{"@odata.type":"#microsoft.graph.servicePrincipal","displayName":null,"id":"app-1"}]}`
	if got := entry(t, groups, 0); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	more := connect(t, tiny(), Options{Roles: []string{"Directory.Read.All"}})
	groups = more.must("/groups?$select=id,assignedLabels&$expand=owners($select=id,displayName)")
	want = `{"assignedLabels":[{"displayName":"All","labelId":"label-3"}],"id":"group-00","owners":[{"@odata.type":"#microsoft.graph.user","displayName":"User 0","id":"user-00"},` +
		`{"@odata.type":"#microsoft.graph.servicePrincipal","displayName":"Provisioning","id":"app-1"}]}`
	if got := entry(t, groups, 0); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := entry(t, groups, 1); !strings.Contains(got, `"assignedLabels":[]`) {
		t.Errorf("a group without a label: %s", got)
	}
}

// TestRefusedObjects: what is not there, locked or archived.
func TestRefusedObjects(t *testing.T) {
	tenant := tiny()
	tenant.Unlicensed = map[string]bool{"labels": true}
	c := connect(t, tenant, Options{})
	for _, test := range []struct {
		target string
		status int
		code   string
	}{
		{"/groups/group-01/sites/root", 404, "itemNotFound"},
		{"/groups/nobody/owners", 404, "Request_ResourceNotFound"},
		{"/groups/nobody/transitiveMembers", 404, "Request_ResourceNotFound"},
		{"/sites/tiny.sharepoint.com,col-4,web-4/drives", 423, "notAllowed"},
		{"/sites/tiny.sharepoint.com,col-4,web-4/sites", 423, "notAllowed"},
		{"/sites/tiny.sharepoint.com,col-3/drives", 423, "notAllowed"},
		{"/sites/tiny.sharepoint.com,col-9,web-9/drives", 404, "itemNotFound"},
		{"/drives/b!none/root/delta", 404, "itemNotFound"},
		{"/drives/b!library/items/gone/permissions", 404, "itemNotFound"},
		{"/teams/group-01", 404, "NotFound"},
		{"/teams/group-00/channels/19:none/members", 404, "NotFound"},
		{"/security/dataSecurityAndGovernance/sensitivityLabels", 400, "BadRequest"},
	} {
		if status, body := c.get(test.target); status != test.status || errorCode(body) != test.code {
			t.Errorf("%s: %d %s, want %d %s", test.target, status, errorCode(body), test.status, test.code)
		}
	}
}

// TestNoGroupSettings: settings that nobody has changed have no object.
func TestNoGroupSettings(t *testing.T) {
	tenant := tiny()
	tenant.GroupSettings = nil
	c := connect(t, tenant, Options{})
	if got := compact(t, c.must("/groupSettings")); got != `{"value":[]}` {
		t.Errorf("group settings %s", got)
	}
}
