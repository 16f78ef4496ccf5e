package emulator

// A service is a part of Microsoft Graph that words its errors and throttles in its own way.
type service string

const (
	directory  service = "directory"
	sharePoint service = "sharepoint"
	settings   service = "settings"
	reports    service = "reports"
	teams      service = "teams"
	security   service = "security"
)

// A route is a request that the emulator knows, with all that the documentation lets it carry.
type route struct {
	pattern    string
	service    service
	units      int      // price in SharePoint resource units
	options    []string // query options beside the page token
	properties []string // what $select may name
	byDefault  []string // what is given without $select; nil: all
	filters    []string // values of $filter
	prefers    []string // values of the Prefer header
	maxTop     int      // 0: any
	serve      func(*Server, *request) answer

	segments []string // of the pattern, in one spelling; empty where a placeholder stands
}

// Patterns that more than one place speaks of.
const (
	patternBatch       = "/$batch"
	patternSites       = "/sites/getAllSites"
	patternDelta       = "/drives/{drive}/root/delta"
	patternSiteUsage   = "/reports/getSharePointSiteUsageDetail(period='D180')"
	patternTeamUsage   = "/reports/getTeamsTeamActivityDetail(period='D180')"
	patternDriveUsage  = "/reports/getOneDriveUsageAccountDetail(period='D180')"
	patternBetaUsage   = "/beta/reports/getSharePointSiteUsageDetail(period='D30')" // the only one below /beta
	patternItem        = "/drives/{drive}/items/{item}"
	patternPermissions = "/drives/{drive}/items/{item}/permissions"
	patternSublabels   = "/security/dataSecurityAndGovernance/sensitivityLabels/{label}/sublabels"
)

// token is the query option that carries the place in a list.
func (r *route) token() string {
	if r.pattern == patternDelta {
		return "token"
	}
	return "$skiptoken"
}

// price is what SharePoint asks for a request: a delta with a token costs half of one without.
func (r *route) price(q *request) int {
	if r.pattern == patternDelta && q.query.Get("token") != "" {
		return 1
	}
	return r.units
}

// routes is every request that the emulator answers.
func routes() []route {
	filtered := []string{"groupTypes/any(c:c eq 'Unified')"}
	return []route{
		{pattern: "/organization", service: directory, options: []string{"$select"},
			properties: organizationProperties, serve: (*Server).organization},
		{pattern: "/subscribedSkus", service: directory, options: []string{"$select"},
			properties: skuProperties, serve: (*Server).subscribedSKUs},
		{pattern: "/users", service: directory, options: []string{"$select", "$top"}, maxTop: 999,
			properties: userProperties, byDefault: []string{"id", "displayName", "mail", "userPrincipalName"}, serve: (*Server).users},
		{pattern: "/directory/deletedItems/microsoft.graph.user", service: directory, options: []string{"$select", "$top"}, maxTop: 999,
			properties: deletedProperties, serve: (*Server).deletedUsers},
		{pattern: "/groups", service: directory, options: []string{"$select", "$top", "$filter", "$expand"}, maxTop: 999, filters: filtered,
			properties: groupProperties, byDefault: withoutName(groupProperties, "assignedLabels"), serve: (*Server).groups},
		{pattern: "/groups/{group}/owners", service: directory, options: []string{"$select", "$top"}, maxTop: 999,
			properties: ownerProperties, serve: (*Server).owners},
		{pattern: "/groups/{group}/transitiveMembers", service: directory, options: []string{"$select", "$top"}, maxTop: 999,
			properties: memberProperties, serve: (*Server).transitiveMembers},
		{pattern: "/groupSettings", service: directory, options: []string{"$select"},
			properties: []string{"id", "displayName", "templateId", "values"}, serve: (*Server).groupSettings},

		{pattern: patternSites, service: sharePoint, units: 2, options: []string{"$select", "$top"},
			properties: siteProperties, serve: (*Server).allSites},
		{pattern: "/sites/{site}/sites", service: sharePoint, units: 2, options: []string{"$select", "$top"},
			properties: siteProperties, serve: (*Server).subsites},
		{pattern: "/groups/{group}/sites/root", service: sharePoint, units: 1, options: []string{"$select"},
			properties: siteProperties, serve: (*Server).groupSite},
		{pattern: "/sites/{site}/drives", service: sharePoint, units: 2, options: []string{"$select", "$top"},
			properties: driveProperties, byDefault: withoutName(driveProperties, "system"), serve: (*Server).drives},
		{pattern: patternDelta, service: sharePoint, units: 2, options: []string{"$select", "$top"},
			properties: itemProperties, serve: (*Server).delta,
			prefers: []string{preferHierarchy, preferRemoved, preferGaps, preferSharing, excludeParent}},
		{pattern: patternItem, service: sharePoint, units: 1, options: []string{"$select"}, properties: []string{"id"}, serve: (*Server).driveItem},
		{pattern: patternPermissions, service: sharePoint, units: 5, serve: (*Server).permissions},
		{pattern: "/admin/sharepoint/settings", service: settings, options: []string{"$select"},
			properties: sharingProperties, serve: (*Server).sharingSettings},

		{pattern: "/admin/reportSettings", service: reports, serve: (*Server).reportSettings},
		{pattern: patternSiteUsage, service: reports, serve: (*Server).report},
		{pattern: patternBetaUsage, service: reports, serve: (*Server).report},
		{pattern: patternTeamUsage, service: reports, serve: (*Server).report},
		{pattern: patternDriveUsage, service: reports, serve: (*Server).report},

		{pattern: "/teams", service: teams, options: []string{"$select", "$top"}, maxTop: 999,
			properties: []string{"id", "displayName", "description"}, serve: (*Server).teams},
		{pattern: "/teams/{team}", service: teams, options: []string{"$select"},
			properties: teamProperties, serve: (*Server).team},
		{pattern: "/teams/{team}/channels", service: teams, options: []string{"$select", "$filter"}, filters: []string{filterPrivate},
			properties: channelProperties, serve: (*Server).channels},
		{pattern: "/teams/{team}/channels/{channel}/members", service: teams, options: []string{"$top"}, maxTop: 999,
			serve: (*Server).channelMembers},

		{pattern: "/security/dataSecurityAndGovernance/sensitivityLabels", service: security, serve: (*Server).labels},
		{pattern: patternSublabels, service: security, serve: (*Server).sublabels},
	}
}

func withoutName(names []string, name string) []string {
	var out []string
	for _, n := range names {
		if n != name {
			out = append(out, n)
		}
	}
	return out
}
