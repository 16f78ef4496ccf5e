package emulator

import "time"

// A Tenant is what the emulator serves: Microsoft's side of a fictional client, before any permission hides a field.
// It is data; the server decides what a token may see of it.
type Tenant struct {
	ID      string // GUID
	Name    string
	Country string
	Domains []Domain
	AsOf    time.Time // the day the sample was made for: reports are two days older

	App App

	Concealed         bool            // usage reports hide names
	ReportSiteURLs    bool            // usage reports carry Site URL, as they did until September 2023
	NoDriveUsageSite  bool            // the OneDrive usage report has no Site Id column, as in older tenants
	Unlicensed        map[string]bool // areas without a licence: "labels"
	Sharing           SharingSettings
	GroupSettings     map[string]string // values of the Group.Unified setting; nil: never made
	SKUs              []SKU
	Users             []User
	Deleted           []DeletedUser
	ServicePrincipals []ServicePrincipal
	Groups            []Group
	Sites             []Site // sites, subsites and OneDrives
	Labels            []Label
	SublabelsApart    bool // labels come without the property for their sublabels
}

// Domain is a domain of the organization.
type Domain struct {
	Name     string
	Verified bool
	Default  bool
}

// App is the application registration that signs in.
type App struct {
	ID     string
	Name   string
	Secret string
	Roles  []string // consented application permissions
}

// SharingSettings are admin/sharepoint/settings.
type SharingSettings struct {
	Capability          string
	ResharingByGuests   bool
	DomainRestriction   string // none, allowList, blockList
	AllowedDomains      []string
	BlockedDomains      []string
	MatchInvitedUser    bool
	LegacyAuthProtocols bool
	DeletedOneDriveDays int
}

// SKU is a subscribedSku.
type SKU struct {
	ID       string
	Part     string
	Status   string
	Enabled  int
	Warning  int
	Consumed int
	Plans    []ServicePlan
}

// ServicePlan is a service in a SKU.
type ServicePlan struct{ ID, Name string }

// User is an account. Type is Member, Guest or empty, which Graph gives as null.
type User struct {
	ID       string
	Name     string
	UPN      string
	Mail     string
	Type     string
	Enabled  bool
	Created  time.Time
	Licences []Licence
}

// Licence is an assigned SKU.
type Licence struct {
	SKU      string
	Disabled []string // service plan ids
}

// DeletedUser is an account in the recycle bin; UPN as Graph gives it, with the object id's 32 digits before it.
type DeletedUser struct {
	ID      string
	Name    string
	UPN     string
	Deleted time.Time
}

// ServicePrincipal is an application that can own a group.
type ServicePrincipal struct{ ID, Name string }

// Group is a directory group.
type Group struct {
	ID         string
	Name       string
	Mail       string
	Unified    bool // a Microsoft 365 group; else a security group
	Visibility string
	Created    time.Time
	Synced     bool
	Owners     []string // ids of users and service principals
	Members    []string // ids of users and groups
	Labels     []string // assigned label ids
	Team       *Team
}

// Team is the team of a group.
type Team struct {
	Archived     bool
	Created      time.Time
	InReport     bool      // has a row in the team activity report
	LastActivity time.Time // zero: empty in the report
	Channels     []Channel
}

// Channel is a channel of a team.
type Channel struct {
	ID      string
	Name    string
	Type    string // standard, private, shared
	Members []ChannelMember
}

// ChannelMember is a member of a private channel.
type ChannelMember struct {
	UserID string
	Owner  bool
}

// Site is a site, subsite or OneDrive.
type Site struct {
	Host     string
	SiteID   string // the collection
	WebID    string
	ShortID  bool // getAllSites gives host,siteId only
	Name     string
	URL      string
	Created  time.Time
	Personal bool
	Parent   string // web id of the site above
	Archive  string // recentlyArchived, fullyArchived, reactivating
	Group    string // the Microsoft 365 group of the collection's root web
	Listed   bool   // in getAllSites; subsites are not
	Status   int    // what /drives, /sites and delta of it answer instead: 403, 404, 410, 423; 0: all is well
	Usage    *Usage // row of its usage report; nil: none
	Drives   []Drive
}

// ID is the site's id as Graph gives it.
func (s Site) ID() string { return s.Host + "," + s.SiteID + "," + s.WebID }

// Usage is a row of the SharePoint or OneDrive usage report.
type Usage struct {
	OwnerName    string
	OwnerUPN     string
	LastActivity time.Time
	Template     string
	Deleted      bool
	Files        int

	// Sharing links of the collection by audience, which only the report below /beta counts. How Microsoft counts them is not yet
	// seen on a live tenant.
	AnonymousLinks, CompanyLinks, GuestLinks, MemberLinks int
}

// Drive is a document library.
type Drive struct {
	ID          string
	Name        string
	System      bool // hidden unless $select asks for system
	Owner       *Identity
	Created     time.Time
	RootID      string
	Status      int          // what delta and permissions answer instead, as for Site.Status; 0: all is well
	Items       []Item       // parents before children
	Permissions []Permission // of the root

	// Make makes items and permissions when the library is asked for, the same each time, in place of Items and Permissions. It
	// may be called from several goroutines at once. What it made is forgotten again where others are asked for.
	Make func() ([]Item, []Permission) `json:"-"`
}

// Item is an item of a drive below its root.
type Item struct {
	ID          string
	Parent      string // item id; empty: the root
	Name        string
	Kind        string // file, folder, package
	Size        int64
	Modified    time.Time
	Deleted     bool
	Again       *Item        // the same item once more later in the delta, as changed meanwhile
	Facet       *string      // what the shared facet says: a scope, or "" for {}; nil: absent
	Permissions []Permission // its own list, inherited entries included; nil: that of its parent, all inherited
}

// Permission is an entry of a permission list.
type Permission struct {
	ID         string
	Roles      []string
	Link       *Link
	Inherited  string // "": absent; "{}": the empty object; "null": null, which is direct; else a path
	Expires    string // RFC 3339 as Graph gives it; empty: absent; "null": null
	Password   *bool
	GrantedTo  *IdentitySet  // grantedToV2
	Identities []IdentitySet // grantedToIdentitiesV2
}

// Link is a permission's sharing link. URL is the secret that nothing may keep.
type Link struct {
	Type  string
	Scope string // empty: absent
	URL   string
}

// IdentitySet is who a permission is granted to: any of these, as Graph gives them side by side.
type IdentitySet struct {
	User        *Identity
	Group       *Identity
	SiteUser    *Identity
	SiteGroup   *Identity
	Application *Identity
}

// Identity is one of them.
type Identity struct {
	ID    string
	Name  string
	Mail  string
	Login string
}

// Label is a sensitivity label.
type Label struct {
	ID           string
	Name         string
	Priority     int
	Enabled      *bool  // nil: absent
	ApplicableTo string // "email,teamwork,file"; empty: absent
	Default      bool
	Protects     bool
	Sublabels    []Label
}
