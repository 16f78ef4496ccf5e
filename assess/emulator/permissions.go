package emulator

import "strings"

// permissions are the application permissions of each route, any of which is enough, as the permission table of its
// page at https://learn.microsoft.com/graph/api gives them. This table is the emulator's own: what Preflight believes it
// needs is checked against it.
var permissions = map[string][]string{
	"/organization":   {"Organization.Read.All", "Directory.Read.All"},
	"/subscribedSkus": {"LicenseAssignment.Read.All", "Organization.Read.All", "Directory.Read.All"},
	"/users":          {"User.Read.All", "Directory.Read.All"},
	"/directory/deletedItems/microsoft.graph.user": {"User.Read.All", "Directory.Read.All"},
	"/groups":                                  {"GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"},
	"/groups/{group}/owners":                   {"GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"},
	"/groups/{group}/transitiveMembers":        {"GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"},
	"/groupSettings":                           {"GroupSettings.Read.All", "Group.Read.All", "Directory.Read.All"},
	patternSites:                               {"Sites.Read.All"},
	"/sites/{site}/sites":                      {"Sites.Read.All"},
	"/groups/{group}/sites/root":               {"Sites.Read.All"},
	"/sites/{site}/drives":                     {"Sites.Read.All", "Files.Read.All"},
	patternDelta:                               {"Sites.Read.All", "Files.Read.All"},
	patternItem:                                {"Sites.Read.All", "Files.Read.All"},
	patternPermissions:                         {"Sites.Read.All", "Files.Read.All"},
	"/admin/sharepoint/settings":               {"SharePointTenantSettings.Read.All"},
	"/admin/reportSettings":                    {"ReportSettings.Read.All"},
	patternSiteUsage:                           {"Reports.Read.All"},
	patternBetaUsage:                           {"Reports.Read.All"},
	patternTeamUsage:                           {"Reports.Read.All"},
	patternDriveUsage:                          {"Reports.Read.All"},
	"/teams":                                   {"Team.ReadBasic.All", "TeamSettings.Read.All"},
	"/teams/{team}":                            {"Team.ReadBasic.All", "TeamSettings.Read.All"},
	"/teams/{team}/channels":                   {"Channel.ReadBasic.All", "ChannelSettings.Read.All"},
	"/teams/{team}/channels/{channel}/members": {"ChannelMember.Read.All"},
	"/security/dataSecurityAndGovernance/sensitivityLabels": {"SensitivityLabels.Read.All"},
	patternSublabels: {"SensitivityLabels.Read.All"}, // by the page of the labels: there is none of its own
}

// Who may see the fields that Graph gives as null to others; the object itself is still listed.
var (
	seesUsers        = []string{"User.Read.All", "Directory.Read.All"}
	seesApplications = []string{"Application.Read.All", "Directory.Read.All"}
	seesGroupLabels  = []string{"Group.Read.All", "Directory.Read.All"}
)

// writing is the ReadWrite twin of a permission.
func writing(permission string) string {
	return strings.Replace(permission, ".Read.", ".ReadWrite.", 1)
}
