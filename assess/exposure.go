package assess

import "time"

// Exposure is what the permission lists of all libraries add up to: who could open what. Resolve fills it in one pass
// over the holders.
type Exposure struct {
	Sites    []SiteExposure     // one for each site and OneDrive with a library, sorted by web id
	Examples map[Class][]Object // at most MaxExamples of each class, the first in key order; keys of OneDrives' objects under their own classes
	Names    []SiteNames        // of each site and OneDrive with open files whose names suggest something, sorted by web id
}

// Class is a way in which something is open.
type Class string

// The classes, each for sites; Personal gives the one for OneDrives.
const (
	ClassAnonymous    Class = "anonymous"
	ClassDormant      Class = "dormant" // anonymous, in a tenant that has switched Anyone links off
	ClassOrganization Class = "organization"
	ClassGuests       Class = "guests" // links and grants to external people
	ClassEveryone     Class = "everyone"
	ClassBroadGroup   Class = "broad-group"
)

// Personal is the class for objects in OneDrives.
func (c Class) Personal() Class { return "onedrive-" + c }

// SiteExposure is the exposure of one site or OneDrive.
type SiteExposure struct {
	WebID    string `json:"webId"`
	Name     string `json:"name"`
	URL      string `json:"url"`
	Personal bool   `json:"personal,omitempty"`
	Public   bool   `json:"public,omitempty"` // its Microsoft 365 group is Public

	Drives int `json:"drives"`
	Items  int `json:"items"`
	Files  int `json:"files"`

	LinksAnonymous    int `json:"linksAnonymous"`
	LinksOrganization int `json:"linksOrganization"`
	LinksUsers        int `json:"linksUsers"`
	LinksExisting     int `json:"linksExisting"`
	LinksExpired      int `json:"linksExpired"`
	AnonymousEdit     int `json:"anonymousEdit"`
	AnonymousUnending int `json:"anonymousUnending"`
	LinksGuests       int `json:"linksGuests"`
	ItemsGuests       int `json:"itemsGuests"`
	ItemsEveryone     int `json:"itemsEveryone"`
	ItemsBroadGroup   int `json:"itemsBroadGroup"`

	FilesAnonymous    int `json:"filesAnonymous"`
	FilesOrganization int `json:"filesOrganization"`
	FilesDiscoverable int `json:"filesDiscoverable"`
}

// LinkRow is one sharing link as the evidence and the workbook list it. It has no address: that of an Anyone link is
// the key to the file.
type LinkRow struct {
	Key      string    `json:"key"` // drive id, item id and permission id
	Site     string    `json:"site"`
	SiteURL  string    `json:"siteUrl"`
	WebID    string    `json:"webId"`
	Personal bool      `json:"personal,omitempty"`
	Library  string    `json:"library"`
	Path     string    `json:"path"`
	Item     string    `json:"item"`
	Kind     ItemKind  `json:"itemKind"`
	ItemURL  string    `json:"itemUrl"`
	Scope    string    `json:"scope"` // anonymous, organization, users, existingAccess
	Type     string    `json:"type,omitempty"`
	Edit     bool      `json:"edit"`
	Expires  time.Time `json:"expires,omitzero"`
	Expired  bool      `json:"expired,omitempty"`
	Dormant  bool      `json:"dormant,omitempty"` // Anyone link in a tenant that has switched them off
	Password *bool     `json:"password,omitempty"`
	People   int       `json:"people,omitempty"` // grantees named by it
	Guests   []string  `json:"guests,omitempty"` // names of external grantees, sorted
	Files    int       `json:"files"`            // files that the item's permission list decides on
}

// GrantRow is a direct grant, without or with a link, that opens something to many or to outsiders.
type GrantRow struct {
	Key      string   `json:"key"` // drive id, item id, permission id and class
	Site     string   `json:"site"`
	SiteURL  string   `json:"siteUrl"`
	WebID    string   `json:"webId"`
	Personal bool     `json:"personal,omitempty"`
	Library  string   `json:"library"`
	Path     string   `json:"path"`
	Item     string   `json:"item"`
	Kind     ItemKind `json:"itemKind"`
	ItemURL  string   `json:"itemUrl"`
	Class    Class    `json:"class"`   // everyone, broad-group, guests
	Grantee  string   `json:"grantee"` // names, sorted, with commas
	Edit     bool     `json:"edit"`
	Files    int      `json:"files"`
}
