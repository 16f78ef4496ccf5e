package assess

import "time"

// An Inventory is what a run saw of a tenant, as plain values. Probes fill the raw fields; Resolve fills the fields
// marked derived, which need facts of several probes. An empty slice means "none" only where no Gap says otherwise.
type Inventory struct {
	AsOf   time.Time // the assessment's date: midnight UTC
	Tenant Tenant

	Users        []User
	DeletedUsers []DeletedUser
	Groups       []Group // Microsoft 365 groups
	GroupSites   []GroupSite
	Sites        []Site // sites, subsites and OneDrives, archived and gone ones too
	SiteUsage    []SiteUsage
	TeamActivity []TeamActivity
	DriveUsage   []DriveUsage

	NamesConcealed *bool // admin/reportSettings displayConcealedNames; nil: not seen
	Sharing        *SharingSettings

	Drives  []Drive    // document libraries, of OneDrives too
	Holders Holders    `json:"-"` // drive roots and items with permissions of their own; nil: none
	Topics  []string   // what the names of files may suggest, in order; nil: nobody looked at names
	Named   NamedFiles `json:"-"` // files whose names suggest one of them; nil: none
	Members []GroupMembers
	Crawl   Crawl
	Control ControlSample

	Teams             []Team
	Labels            []Label
	ContainersEnabled *bool // Group.Unified EnableMIPLabels; nil: not seen; false also where the setting was never made
	SKUs              []SKU

	Gaps       []Gap
	Collection Collection
	Roles      []string // application permissions in the token, sorted; nil: the token could not be read
	RolesKnown bool

	Granted  []string // derived: ids of the directory groups that hold a direct grant, sorted
	Exposure Exposure // derived
}

// Tenant is the organization under assessment.
type Tenant struct {
	ID              string   `json:"id"`
	Name            string   `json:"name"`
	DefaultDomain   string   `json:"defaultDomain"`
	Country         string   `json:"country,omitempty"`
	VerifiedDomains []string `json:"verifiedDomains"` // lower case, sorted
}

// User is an account of the directory, guests and disabled ones included.
type User struct {
	ID       string
	Name     string
	UPN      string
	Mail     string
	Guest    bool // userType Guest
	Member   bool // userType Member; an account without userType is neither
	Enabled  bool
	Created  time.Time
	Licences []Licence
}

// ActiveMember reports whether u is an enabled Member: somebody who can own things and ask Copilot.
func (u User) ActiveMember() bool { return u.Member && u.Enabled }

// Licence is one assigned SKU with the plans switched off in it.
type Licence struct {
	SKU           string   // lower case GUID
	DisabledPlans []string // lower case GUIDs, sorted
}

// DeletedUser is an account in the directory's recycle bin, where Microsoft keeps it for 30 days.
type DeletedUser struct {
	ID      string
	Name    string
	UPN     string // as Graph gives it: with the object id before it
	Deleted time.Time
}

// Group is a Microsoft 365 group.
type Group struct {
	ID         string
	Name       string
	Mail       string
	Visibility string // Public, Private, HiddenMembership
	Created    time.Time
	Synced     bool // onPremisesSyncEnabled: its owners are not visible in Graph
	Team       bool
	Owners     []Owner  // every owner of any kind, sorted by ID
	Labels     []string // assigned sensitivity label ids
	LabelsSeen bool     // false: assignedLabels was hidden, not empty

	OwnerState OwnerState // derived
}

// People returns the owners who are users.
func (g Group) People() []Owner {
	var list []Owner
	for _, o := range g.Owners {
		if o.User {
			list = append(list, o)
		}
	}
	return list
}

// Owner is an owner of a group, a user or another principal.
type Owner struct {
	ID   string
	Name string
	UPN  string
	User bool // a user; false: a service principal or something else that cannot be asked
}

// OwnerState says who answers for a group, a site or a OneDrive. It is empty where that could not be looked at: the
// users, the owners or the source that names them were not seen.
type OwnerState string

// The states of an owner.
const (
	OwnerActive   OwnerState = "active"   // at least one enabled Member (groups: two or more owners)
	OwnerSingle   OwnerState = "single"   // exactly one owner, an enabled Member
	OwnerNone     OwnerState = "none"     // no owner who is a user
	OwnerInactive OwnerState = "inactive" // owners, none of them an enabled Member
	OwnerDisabled OwnerState = "disabled" // OneDrive: the owner's account is disabled
	OwnerDeleted  OwnerState = "deleted"  // OneDrive: the owner is deleted or no user of the tenant
	OwnerUnknown  OwnerState = "unknown"  // no source names one (sites: or one who is no enabled Member), or Graph shows none, as for synchronised groups
)

// GroupSite is the site of a Microsoft 365 group.
type GroupSite struct {
	GroupID string
	SiteID  string // the site collection's id
	WebID   string
}

// Site is a SharePoint site, a subsite or a OneDrive, keyed by its web id.
type Site struct {
	ID       string // as Graph addresses it
	SiteID   string // the site collection's id, which usage reports call Site Id; lower case
	WebID    string // lower case
	Name     string
	URL      string
	Created  time.Time
	Personal bool   // a OneDrive
	Parent   string // web id of the site above, for a subsite
	Archived bool
	Gone     bool // answered 404 or 410 when it was read

	System string // derived: why it is not counted: the -my root, app catalogue, content type hub, search centre; else empty

	GroupID      string     // derived: the Microsoft 365 group of its site collection
	Public       bool       // derived: that group is Public
	LastActivity time.Time  // derived, from the usage report; zero: none
	OwnerName    string     // derived: as the usage report names the owner
	OwnerUPN     string     // derived
	Owner        OwnerState // derived: of sites without a group, and of OneDrives; else empty
	OwnerID      string     // derived, OneDrives: the owner's user id where known
}

// Counted reports whether s is one of the sites that sharing.sites counts.
func (s Site) Counted() bool { return !s.Personal && !s.Archived && !s.Gone && s.System == "" }

// OneDrive reports whether s is one of the OneDrives that onedrive.total counts.
func (s Site) OneDrive() bool { return s.Personal && !s.Archived }

// SiteUsage is a row of the SharePoint site usage report.
type SiteUsage struct {
	SiteID       string // lower case
	LastActivity time.Time
	OwnerName    string
	OwnerUPN     string
	Template     string
	Files        int // about: reports are two days old; 0 where the column is missing
}

// TeamActivity is a row of the team activity report.
type TeamActivity struct {
	TeamID       string
	LastActivity time.Time
}

// DriveUsage is a row of the OneDrive usage report.
type DriveUsage struct {
	SiteID       string // lower case; empty where the tenant's report has no such column
	OwnerUPN     string // as the report gives it
	OwnerName    string
	LastActivity time.Time
	Deleted      bool
	Files        int // about
}

// SharingSettings are the tenant's sharing settings that Graph shows. A setting that is nil was not in the answer, which
// says neither yes nor no: https://learn.microsoft.com/graph/api/resources/sharepointsettings
type SharingSettings struct {
	Capability          string   `json:"capability"`        // one of the constants below, or what Microsoft adds later
	ResharingByGuests   *bool    `json:"resharingByGuests"` // null: not seen
	DomainRestriction   string   `json:"domainRestriction"` // none, allowList, blockList
	AllowedDomains      []string `json:"allowedDomains,omitempty"`
	BlockedDomains      []string `json:"blockedDomains,omitempty"`
	MatchInvitedUser    *bool    `json:"matchInvitedUser"`    // null: not seen
	LegacyAuthProtocols *bool    `json:"legacyAuthProtocols"` // null: not seen
	DeletedOneDriveDays int      `json:"deletedOneDriveDays"` // days a deleted user's OneDrive is kept; 0: not given
}

// Values of SharingSettings.Capability, each wider than the one before.
const (
	SharingOff            = "disabled"
	SharingExistingGuests = "existingExternalUserSharingOnly"
	SharingGuests         = "externalUserSharingOnly"
	SharingAnyone         = "externalUserAndGuestSharing"
)

// AnyoneLinks reports whether the tenant lets people make and open Anyone links.
func (s *SharingSettings) AnyoneLinks() bool { return s.Capability == SharingAnyone }

// AnyoneOff reports whether the tenant was seen to keep people from making and opening Anyone links, so that those that
// exist are dormant. Of a capability that Microsoft adds later neither this nor AnyoneLinks is true: it proves nothing.
func (s *SharingSettings) AnyoneOff() bool {
	switch s.Capability {
	case SharingOff, SharingExistingGuests, SharingGuests:
		return true
	}
	return false
}

// Drive is a document library.
type Drive struct {
	ID        string
	WebID     string // of its site
	Name      string
	URL       string
	Items     int    // distinct items without the root and without deleted ones
	Files     int    // of those, files
	OwnerID   string // drive.owner.user, where Graph names one
	OwnerUPN  string
	OwnerName string
	Whole     bool // read item by item because the control sample found the shared facet missing
}

// A Holder is a drive root, or an item with permissions of its own: the list that decides who can open it and
// everything below it down to the next Holder.
type Holder struct {
	WebID       string
	DriveID     string
	ItemID      string
	Kind        ItemKind
	Name        string
	Path        string // folders from the library's root, with slashes, without the name
	URL         string // the item's own address, never a sharing link's
	Modified    time.Time
	Files       int // files whose effective permission list this is, itself included if it is one
	Permissions []Permission
}

// ItemKind is what a drive item is.
type ItemKind string

// The kinds of drive items. A package is a notebook and the like.
const (
	KindRoot    ItemKind = "library"
	KindFile    ItemKind = "file"
	KindFolder  ItemKind = "folder"
	KindPackage ItemKind = "package"
)

// Permission is an entry of an item's permission list, without the link's address, which is the key to the file:
// https://learn.microsoft.com/graph/api/resources/permission
type Permission struct {
	ID        string
	Roles     []string // sorted
	Link      bool
	Type      string    // of a link: view, edit, createOnly …
	Scope     string    // of a link: anonymous, organization, users, existingAccess; as Graph gives it
	Inherited bool      // inheritedFrom is present, even as {}
	Expires   time.Time // zero: never
	Password  *bool     // nil: unknown
	Grantees  []Grantee
}

// Grantee is one identity that a permission names.
type Grantee struct {
	UserID    string
	GroupID   string
	SiteGroup bool // a SharePoint group of the site, whose members Graph does not show
	Name      string
	Login     string
	Mail      string
}

// GroupMembers counts the enabled Members among a group's transitive members, for groups that hold a direct grant.
type GroupMembers struct {
	GroupID string
	Name    string
	Active  int
}

// ControlSample tells how the shared facet was tested on items that lack it.
type ControlSample struct {
	Drawn  int `json:"drawn"`
	Found  int `json:"found"`  // had permissions of their own although the facet was missing
	Drives int `json:"drives"` // read item by item because of that

	// Relisted counts libraries that were listed anew because of that: known by their changes, which do not tell of all.
	// Those that are read item by item after it are not among them.
	Relisted int `json:"relisted,omitempty"`
}

// Team is a team of Microsoft Teams; its id is its group's.
type Team struct {
	ID       string
	Name     string
	Archived *bool // nil: not seen
	Created  time.Time
	Channels []Channel // private ones, sorted by ID

	LastActivity     time.Time // derived, from the team activity report
	SiteLastActivity time.Time // derived, from its site's row
	Inactive         bool      // derived
	Duplicate        bool      // derived
}

// Live reports whether t was seen not to be archived.
func (t Team) Live() bool { return t.Archived != nil && !*t.Archived }

// Channel is a private channel.
type Channel struct {
	ID     string
	Name   string
	Owners []string // user ids with role owner, sorted

	Ownerless bool // derived: no owner who is an enabled Member
}

// Label is a sensitivity label or a sublabel.
type Label struct {
	ID           string
	Name         string
	Parent       string   // id of the label above
	Enabled      *bool    // nil: Graph did not say
	ApplicableTo []string // nil: Graph did not say
	Sublabels    int
	Priority     int
	Default      bool
	Protects     *bool // hasProtection; nil: Graph did not say
}

// SKU is a subscription of the tenant.
type SKU struct {
	ID       string // lower case
	Part     string // skuPartNumber
	Status   string // capabilityStatus
	Enabled  int
	Warning  int
	Consumed int
	Plans    []ServicePlan // sorted by ID
}

// ServicePlan is a service in a SKU.
type ServicePlan struct {
	ID   string // lower case
	Name string
}

// Collection says what reading the tenant cost.
type Collection struct {
	Requests      int
	ResourceUnits int
	Throttled     int
}
