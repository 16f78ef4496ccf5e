package assess

// A Part is the smallest thing that can be lost on its own.
type Part struct {
	Name   string
	What   string     // for people: "the list of sites"
	Scopes [][]string // sets of Graph application permissions, any of which is enough; the least first
	From   []string   // the parts that it is concluded from, and is lost with

	// Unit names the places that can be lost one by one, in the plural, and Places counts them. Nil: all or nothing.
	Unit   string
	Places func(*Inventory) int
}

// The names of the parts, as gaps, rules and measures name them.
const (
	PartOrganization     = "tenant.organization"
	PartUsers            = "tenant.users"
	PartDeletedUsers     = "tenant.deleted_users"
	PartGroups           = "tenant.groups"
	PartGroupVisibility  = "tenant.group_visibility"
	PartOwners           = "tenant.owners"
	PartSites            = "tenant.sites"
	PartSubsites         = "tenant.subsites"
	PartGroupSites       = "tenant.group_sites"
	PartReportSettings   = "reports.settings"
	PartSiteUsage        = "reports.sites"
	PartTeamActivity     = "reports.teams"
	PartDriveUsage       = "reports.onedrive"
	PartSharingSettings  = "sharing.settings"
	PartSharingSwitches  = "sharing.switches"
	PartItems            = "sharing.items"
	PartPermissions      = "sharing.permissions"
	PartMembers          = "sharing.group_members"
	PartDriveItems       = "onedrive.items"
	PartDrivePermissions = "onedrive.permissions"
	PartDriveOwners      = "onedrive.owners"
	PartTeams            = "teams.list"
	PartTeamDetails      = "teams.details"
	PartChannels         = "teams.channels"
	PartChannelMembers   = "teams.channel_members"
	PartLabels           = "labels.labels"
	PartLabelSettings    = "labels.settings"
	PartGroupLabels      = "labels.groups"
	PartSKUs             = "licence.skus"
	PartPrerequisites    = "licence.prerequisites"
)

// Parts is every part, in the order in which a report names them.
var Parts = []Part{
	{Name: PartOrganization, What: "the organization and its verified domains", Scopes: anyOf("Organization.Read.All", "Directory.Read.All")},
	{Name: PartUsers, What: "the users", Scopes: anyOf("User.Read.All", "Directory.Read.All")},
	{Name: PartDeletedUsers, What: "the deleted users", Scopes: anyOf("User.Read.All", "Directory.Read.All")},
	{Name: PartGroups, What: "the Microsoft 365 groups", Scopes: anyOf("GroupMember.Read.All", "Group.Read.All", "Directory.Read.All")},
	{Name: PartGroupVisibility, What: "which groups are public", Scopes: anyOf("GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"), From: []string{PartGroups}, Unit: "groups", Places: countGroups},
	{Name: PartOwners, What: "the owners of groups", Scopes: anyOf("GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"), Unit: "groups", Places: countGroups},
	{Name: PartSites, What: "the list of sites", Scopes: anyOf("Sites.Read.All")},
	{Name: PartSubsites, What: "the subsites", Scopes: anyOf("Sites.Read.All"), Unit: "sites", Places: countSites},
	{Name: PartGroupSites, What: "which group a site belongs to", Scopes: anyOf("Sites.Read.All"), Unit: "groups", Places: countGroups},
	{Name: PartReportSettings, What: "whether usage reports hide names", Scopes: anyOf("ReportSettings.Read.All")},
	{Name: PartSiteUsage, What: "the site usage report", Scopes: anyOf("Reports.Read.All")},
	{Name: PartTeamActivity, What: "the team activity report", Scopes: anyOf("Reports.Read.All")},
	{Name: PartDriveUsage, What: "the OneDrive usage report", Scopes: anyOf("Reports.Read.All")},
	{Name: PartSharingSettings, What: "the tenant's sharing settings", Scopes: anyOf("SharePointTenantSettings.Read.All")},
	{Name: PartSharingSwitches, What: "the single switches among the sharing settings", Scopes: anyOf("SharePointTenantSettings.Read.All"), From: []string{PartSharingSettings}},
	{Name: PartItems, What: "the libraries and items of sites", Scopes: anyOf("Files.Read.All", "Sites.Read.All"), Unit: "sites", Places: countSites},
	{Name: PartPermissions, What: "the permissions of items in sites", Scopes: anyOf("Files.Read.All", "Sites.Read.All"), Unit: "sites", Places: countSites},
	{Name: PartMembers, What: "the members of groups that hold a grant", Scopes: anyOf("GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"), Unit: "groups with a grant", Places: countGrantedGroups},
	{Name: PartDriveItems, What: "the items of OneDrives", Scopes: anyOf("Files.Read.All", "Sites.Read.All"), Unit: "OneDrives", Places: countOneDrives},
	{Name: PartDrivePermissions, What: "the permissions of items in OneDrives", Scopes: anyOf("Files.Read.All", "Sites.Read.All"), Unit: "OneDrives", Places: countOneDrives},
	{Name: PartDriveOwners, What: "the owners of OneDrives", Scopes: anyOf("Files.Read.All", "Sites.Read.All"), Unit: "OneDrives", Places: countOneDrives},
	{Name: PartTeams, What: "the teams", Scopes: anyOf("Team.ReadBasic.All", "TeamSettings.Read.All")},
	{Name: PartTeamDetails, What: "which teams are archived", Scopes: anyOf("Team.ReadBasic.All", "TeamSettings.Read.All"), Unit: "teams", Places: countTeams},
	{Name: PartChannels, What: "the private channels", Scopes: anyOf("Channel.ReadBasic.All", "ChannelSettings.Read.All"), Unit: "teams", Places: countTeams},
	{Name: PartChannelMembers, What: "the owners of private channels", Scopes: anyOf("ChannelMember.Read.All"), Unit: "teams", Places: countTeams},
	{Name: PartLabels, What: "the sensitivity labels", Scopes: anyOf("SensitivityLabels.Read.All")},
	{Name: PartLabelSettings, What: "whether labels are on for groups and sites", Scopes: anyOf("GroupSettings.Read.All", "Group.Read.All", "Directory.Read.All")},
	{Name: PartGroupLabels, What: "the labels of groups", Scopes: anyOf("Group.Read.All", "Directory.Read.All")},
	{Name: PartSKUs, What: "the subscriptions", Scopes: anyOf("LicenseAssignment.Read.All", "Organization.Read.All", "Directory.Read.All")},
	{Name: PartPrerequisites, What: "which products let their holders be given Copilot", Scopes: anyOf("LicenseAssignment.Read.All", "Organization.Read.All", "Directory.Read.All"), From: []string{PartSKUs}},
}

// FindPart returns the part of that name.
func FindPart(name string) (Part, bool) {
	for _, p := range Parts {
		if p.Name == name {
			return p, true
		}
	}
	return Part{}, false
}

// anyOf is a list of permissions each of which is enough alone.
func anyOf(names ...string) [][]string {
	sets := make([][]string, len(names))
	for i, name := range names {
		sets[i] = []string{name}
	}
	return sets
}

func countGroups(inv *Inventory) int        { return len(inv.Groups) }
func countTeams(inv *Inventory) int         { return len(inv.Teams) }
func countSites(inv *Inventory) int         { return count(inv.Sites, Site.Counted) }
func countOneDrives(inv *Inventory) int     { return count(inv.Sites, Site.OneDrive) }
func countGrantedGroups(inv *Inventory) int { return len(inv.Granted) }

// count returns how many of list satisfy is.
func count[T any](list []T, is func(T) bool) int {
	n := 0
	for _, v := range list {
		if is(v) {
			n++
		}
	}
	return n
}
