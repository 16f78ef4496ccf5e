package report

import "preflight/assess"

// Kind is what a column of the workbook holds.
type Kind string

// The kinds of columns. People write into input columns; a key stays the same from run to run, so that what they
// wrote can be found again.
const (
	KindText    Kind = "text"
	KindNumber  Kind = "number"  // a whole number
	KindDecimal Kind = "decimal" // with one decimal
	KindHours   Kind = "hours"   // with two decimals
	KindDate    Kind = "date"    // a calendar date in UTC
	KindLink    Kind = "link"    // text with a hyperlink to https or mailto, or into the workbook
	KindInput   Kind = "input"
	KindDue     Kind = "input-date"
	KindKey     Kind = "key"
)

// A Column is one column of a sheet. Names are API: never reused, never given another meaning.
type Column struct {
	Name  string
	Width float64 // in characters of the default font
	Kind  Kind
	List  string // of an input: the list that its drop-down offers; empty: free text
}

// A Sheet is one sheet of the workbook that holds a table.
type Sheet struct {
	Name    string
	Table   string   // the name of its Excel table
	About   string   // one sentence under the title
	None    string   // the sentence of a table without rows, where everything was seen
	Parts   []string // what its rows are made from: each part lost is named on the sheet
	Frozen  int      // columns that stay when one scrolls to the right
	A3      bool     // printed on A3; else A4
	Columns []Column
}

// The names of the sheets that code refers to.
const (
	SheetDashboard = "Dashboard"
	SheetLists     = "Lists" // hidden: what the drop-downs offer
)

// A List is what a drop-down offers. Strict refuses everything else; a list that is not strict only warns.
type List struct {
	Name   string // of the workbook's defined name
	Strict bool
	Items  []string
}

// The states and queues of an action.
const (
	StatusOpen    = "Open"
	StatusWaiting = "Waiting"
	StatusDone    = "Done"

	CategoryRemediation = "Remediation"
	CategoryDecision    = "Client decision"
	CategoryLicence     = "Licence blocker"
	CategoryMonitoring  = "Monitoring"
)

// Lists is what the drop-downs offer.
var Lists = []List{
	{"listStatus", true, []string{StatusOpen, "In progress", StatusWaiting, StatusDone}},
	{"listCategory", true, []string{CategoryRemediation, CategoryDecision, CategoryLicence, "Accepted risk", CategoryMonitoring}},
	{"listDecision", false, []string{"Keep", "Remove", "Replace", "Ask the owner", "Accept the risk"}},
	{"listPilot", false, []string{"Pilot", "Later", "No"}},
}

// decisionColumns is how every evidence sheet ends: two columns for people, and the key by which a later run finds the row.
func decisionColumns(list string) []Column {
	return []Column{{"Decision", 16, KindInput, list}, {"Note", 28, KindInput, ""}, {"Key", 26, KindKey, ""}}
}

// textColumn, numberColumn, dateColumn and linkColumn shorten the table below.
func textColumn(name string, width float64) Column   { return Column{name, width, KindText, ""} }
func numberColumn(name string, width float64) Column { return Column{name, width, KindNumber, ""} }
func dateColumn(name string) Column                  { return Column{name, 11.5, KindDate, ""} }
func linkColumn(name string, width float64) Column   { return Column{name, width, KindLink, ""} }

// Sheets is every sheet with a table, in the order of the workbook. The Dashboard stands before them.
var Sheets = []Sheet{
	{
		Name: "Actions", Table: "tblActions", Frozen: 1, A3: true,
		About: "One row a finding that needs attention or could not be verified. Write into the cream columns: Status, Category and Due move the Dashboard.",
		None:  "Nothing to do: every check that could be made is in order.",
		Columns: []Column{
			textColumn("ID", 9), textColumn("Pillar", 14), textColumn("Severity", 10), textColumn("Outcome", 12.5), textColumn("Title", 31), numberColumn("Affected", 12.5),
			textColumn("At least", 10), {"Points", 8.5, KindDecimal, ""}, textColumn("Fix", 62), textColumn("Window", 9.5), {"Hours from", 8.5, KindHours, ""}, {"Hours to", 8.5, KindHours, ""},
			textColumn("Licence needed", 13), textColumn("Owner role", 14), linkColumn("Evidence", 14.5), textColumn("Filter", 17.5), dateColumn("First seen"), textColumn("Proof of closure", 25), linkColumn("Microsoft Learn", 10),
			{"Owner", 13, KindInput, ""}, {"Status", 10.5, KindInput, "listStatus"}, {"Category", 12.5, KindInput, "listCategory"}, {"Due", 10, KindDue, ""}, {"Note", 14, KindInput, ""}, {"Key", 11, KindKey, ""},
		},
	},
	{
		Name: "Sharing links", Table: "tblLinks", Frozen: 2, A3: true,
		About: "One row a sharing link, in sites and OneDrives. Address is the item's own; the link itself is never stored.",
		None:  "No sharing link was found.",
		Parts: []string{assess.PartSites, assess.PartSubsites, assess.PartItems, assess.PartPermissions, assess.PartDriveItems, assess.PartDrivePermissions},
		Columns: append([]Column{
			textColumn("Scope", 18), textColumn("State", 11), textColumn("Item", 34), textColumn("Kind", 10), textColumn("Site", 28), textColumn("Place", 11), textColumn("Library", 18), textColumn("Folder", 30), linkColumn("Address", 30),
			textColumn("Type", 12), textColumn("May edit", 10), {"Expires", 13, KindDate, ""}, textColumn("Password", 11), numberColumn("People", 10), textColumn("Guests", 28), numberColumn("Files", 10),
		}, decisionColumns("listDecision")...),
	},
	{
		Name: "Everyone access", Table: "tblGrants", Frozen: 2, A3: true,
		About: "One row a permission that opens an item to everyone, to a group that holds at least half of the staff, or to an external person, without a link.",
		None:  "No such permission was found.",
		Parts: []string{assess.PartSites, assess.PartSubsites, assess.PartItems, assess.PartPermissions, assess.PartDriveItems, assess.PartDrivePermissions, assess.PartMembers, assess.PartUsers},
		Columns: append([]Column{
			textColumn("Open to", 18), textColumn("Granted to", 32), textColumn("Item", 34), textColumn("Kind", 10), textColumn("Site", 28), textColumn("Place", 11), textColumn("Library", 18), textColumn("Folder", 30), linkColumn("Address", 30),
			textColumn("May edit", 10), numberColumn("Files", 10),
		}, decisionColumns("listDecision")...),
	},
	{
		Name: "Sensitive names", Table: "tblNames", Frozen: 2, A3: true,
		About: "One row a file whose name suggests what it holds and that is open beyond those it is meant for. Names only: no content was read, and a name may mislead either way.",
		None:  "No open file has such a name.",
		Parts: []string{assess.PartSites, assess.PartSubsites, assess.PartGroups, assess.PartGroupVisibility, assess.PartGroupSites, assess.PartItems, assess.PartPermissions, assess.PartDriveItems, assess.PartDrivePermissions, assess.PartUsers, assess.PartOrganization},
		Columns: append([]Column{
			textColumn("Topic", 18), textColumn("Item", 40), textColumn("Site", 28), textColumn("Place", 11), textColumn("Library", 18), textColumn("Folder", 30), linkColumn("Address", 30),
			textColumn("Copilot can find", 12), textColumn("Anyone link", 11), textColumn("Organization link", 13), textColumn("Guests", 11),
		}, decisionColumns("listDecision")...),
	},
	{
		Name: "Sites and owners", Table: "tblSites", Frozen: 2, A3: true,
		About: "One row a site, with what is open in it, and one row a Microsoft 365 group, with who answers for it. A dash: the column does not apply to the row.",
		None:  "No site and no group was found.",
		Parts: []string{assess.PartSites, assess.PartSubsites, assess.PartGroups, assess.PartGroupVisibility, assess.PartOwners, assess.PartGroupSites, assess.PartSiteUsage, assess.PartItems, assess.PartPermissions, assess.PartUsers},
		Columns: append([]Column{
			textColumn("Kind", 9.5), textColumn("Name", 26), linkColumn("Address", 24), textColumn("Group", 20), textColumn("Visibility", 10.5), textColumn("Owner state", 14), textColumn("Owners", 28),
			dateColumn("Created"), dateColumn("Last activity"), numberColumn("Libraries", 10), numberColumn("Items", 9.5),
			numberColumn("Anyone links", 9.5), numberColumn("Anyone links with edit", 9.5), numberColumn("Anyone links without end", 9.5), numberColumn("Organization links", 13), numberColumn("Links to people", 9.5),
			numberColumn("Guest access", 9.5), numberColumn("Everyone grants", 10), numberColumn("Broad group grants", 9.5),
			numberColumn("Files open by Anyone link", 11), numberColumn("Files open by organization link", 13), numberColumn("Files Copilot can find", 10.5),
			textColumn("Labels", 16), textColumn("Read", 12),
		}, decisionColumns("listDecision")...),
	},
	{
		Name: "Teams", Table: "tblTeams", Frozen: 2, A3: true,
		About: "One row a team, and one row a private channel under its team's name.",
		None:  "No team was found.",
		Parts: []string{assess.PartTeams, assess.PartTeamDetails, assess.PartTeamActivity, assess.PartSiteUsage, assess.PartChannels, assess.PartChannelMembers, assess.PartOwners},
		Columns: append([]Column{
			textColumn("Kind", 16), textColumn("Team", 34), textColumn("Channel", 26), textColumn("State", 13), textColumn("Inactive", 11), textColumn("Duplicate name", 12), textColumn("Without owner", 12), textColumn("Owners", 36),
			dateColumn("Created"), dateColumn("Last activity"), dateColumn("Site activity"), numberColumn("Private channels", 12),
		}, decisionColumns("listDecision")...),
	},
	{
		Name: "OneDrive", Table: "tblOneDrives", Frozen: 1, A3: true,
		About: "One row a OneDrive, with whose it is and what is open in it.",
		None:  "No OneDrive was found.",
		Parts: []string{assess.PartSites, assess.PartDriveOwners, assess.PartDriveUsage, assess.PartDriveItems, assess.PartDrivePermissions, assess.PartUsers, assess.PartDeletedUsers},
		Columns: append([]Column{
			textColumn("OneDrive", 28), linkColumn("Address", 30), textColumn("Owner state", 17), textColumn("Owner name", 24), textColumn("Account", 30), textColumn("Archived", 11), dateColumn("Last activity"), textColumn("Inactive", 11),
			numberColumn("Items", 11), numberColumn("Anyone links", 11), numberColumn("Organization links", 13), numberColumn("Links to people", 12), numberColumn("Guest access", 13), numberColumn("Everyone grants", 12), numberColumn("Files Copilot can find", 14), textColumn("Read", 12),
		}, decisionColumns("listDecision")...),
	},
	{
		Name: "Labels", Table: "tblLabels", Frozen: 1,
		About: "One row a sensitivity label, in the order of its priority.",
		None:  "The tenant has no sensitivity label.",
		Parts: []string{assess.PartLabels},
		Columns: append([]Column{
			textColumn("Label", 32), textColumn("Under", 24), numberColumn("Priority", 10), textColumn("Switched on", 12), textColumn("For files", 11), textColumn("Protects", 11), textColumn("Applies to", 36),
		}, decisionColumns("")...),
	},
	{
		Name: "Licences and pilot", Table: "tblPeople", Frozen: 1, A3: true,
		About: "One row an account: who may be given Copilot, and of everyone else why not. Mark the pilot group under Decision.",
		None:  "No account was found.",
		Parts: []string{assess.PartUsers, assess.PartSKUs, assess.PartPrerequisites},
		Columns: append([]Column{
			textColumn("Name", 28), textColumn("Account", 36), textColumn("Kind", 11), textColumn("Signs in", 11), textColumn("Eligible", 11), textColumn("Why not", 34), textColumn("Copilot seat", 11), textColumn("Licences", 40), textColumn("Unknown licences", 24),
		}, decisionColumns("listPilot")...),
	},
	{
		Name: "Subscriptions", Table: "tblSubscriptions", Frozen: 1,
		About: "One row a subscription of the tenant. Prerequisite: people who hold it may be given Copilot.",
		None:  "The tenant has no subscription.",
		Parts: []string{assess.PartSKUs},
		Columns: append([]Column{
			textColumn("Subscription", 36), textColumn("Part number", 32), textColumn("Status", 13), numberColumn("Seats", 10), numberColumn("Seats in warning", 11), numberColumn("Assigned", 11), numberColumn("Free", 10), textColumn("Copilot", 11), textColumn("Prerequisite", 13),
		}, decisionColumns("")...),
	},
	{
		Name: "Site owners' worklist", Table: "tblOwners", Frozen: 1, A3: true,
		About: "One row an owner whose sites have something to review, with a mail to send. Owners whose sites have nothing open are left out.",
		None:  "No site has anything for its owner to review.",
		Parts: []string{assess.PartSites, assess.PartSubsites, assess.PartItems, assess.PartPermissions, assess.PartOwners, assess.PartGroupSites, assess.PartSiteUsage},
		Columns: append([]Column{
			linkColumn("Owner", 32), numberColumn("Sites", 9), numberColumn("To review", 10), numberColumn("Anyone links", 11), numberColumn("Organization links", 13), numberColumn("Guest access", 13), numberColumn("Everyone grants", 12),
			textColumn("What to review", 58), textColumn("Mail text", 108),
		}, decisionColumns("")...),
	},
	{
		Name: "Not assessed", Table: "tblGaps", Frozen: 1, A3: true,
		About: "What was asked for and not seen. Nothing here counts as in order, and nothing as zero.",
		None:  "Everything that was asked for was seen.",
		Columns: []Column{
			textColumn("What", 34), textColumn("Place", 34), textColumn("Reason", 22), textColumn("In words", 46), textColumn("What cures it", 52), textColumn("Checks touched", 26), textColumn("Detail", 50), textColumn("Part", 22),
		},
	},
	{
		Name: "About", Table: "tblAbout", Frozen: 2,
		About: "What this workbook was made from, how, and every measure with how much of it was seen.",
		None:  "–",
		Columns: []Column{
			textColumn("Topic", 18), textColumn("Item", 44), textColumn("Value", 90),
		},
	},
}

// findSheet returns the sheet of that name.
func findSheet(name string) (Sheet, bool) {
	for _, s := range Sheets {
		if s.Name == name {
			return s, true
		}
	}
	return Sheet{}, false
}

// width is how wide the sheet is in print, in characters. A key is for machines and would run on beyond its column, so
// that it is left out.
func (s Sheet) width() float64 {
	width := 0.0
	for _, c := range s.Columns {
		if c.Kind != KindKey {
			width += c.Width
		}
	}
	return width
}
