package assess

import "time"

// Evidence rows besides links and grants (exposure.go). Each is one line of evidence.jsonl.gz and one row of the
// workbook. Dates are UTC; a zero date is left out and means none.

// SiteRow is a site with its owner and its exposure.
type SiteRow struct {
	Key          string       `json:"key"` // web id
	Name         string       `json:"name"`
	URL          string       `json:"url"`
	Created      time.Time    `json:"created,omitzero"`
	Subsite      bool         `json:"subsite,omitempty"`
	Archived     bool         `json:"archived,omitempty"`
	Group        string       `json:"group,omitempty"` // name of its Microsoft 365 group
	GroupID      string       `json:"groupId,omitempty"`
	Public       bool         `json:"public,omitempty"`
	Owners       []string     `json:"owners,omitempty"` // user principal names of the group's owners, or the report's owner; sorted
	Owner        OwnerState   `json:"owner"`            // of its group, else of the site; empty: not seen
	LastActivity time.Time    `json:"lastActivity,omitzero"`
	ActivitySeen bool         `json:"activitySeen"` // false: the usage report could not be used
	Exposure     SiteExposure `json:"exposure"`
	Seen         bool         `json:"seen"` // false: its libraries could not be read, or not all
}

// GroupRow is a Microsoft 365 group with its owners.
type GroupRow struct {
	Key        string     `json:"key"`
	Name       string     `json:"name"`
	Mail       string     `json:"mail,omitempty"`
	Visibility string     `json:"visibility,omitempty"`
	Synced     bool       `json:"synced,omitempty"`
	Team       bool       `json:"team,omitempty"`
	Owners     []string   `json:"owners,omitempty"` // user principal names, sorted
	Owner      OwnerState `json:"owner"`            // empty: not seen
	OwnersSeen bool       `json:"ownersSeen"`
	Labels     []string   `json:"labels,omitempty"` // label names, or ids where the name was not seen
	LabelsSeen bool       `json:"labelsSeen"`
	Created    time.Time  `json:"created,omitzero"`
}

// TeamRow is a team.
type TeamRow struct {
	Key          string    `json:"key"`
	Name         string    `json:"name"`
	Archived     *bool     `json:"archived"` // null: not seen
	Created      time.Time `json:"created,omitzero"`
	LastActivity time.Time `json:"lastActivity,omitzero"`
	SiteActivity time.Time `json:"siteActivity,omitzero"`
	ActivitySeen bool      `json:"activitySeen"`
	Inactive     bool      `json:"inactive,omitempty"`
	Duplicate    bool      `json:"duplicate,omitempty"`
	Owners       []string  `json:"owners,omitempty"`
	Channels     int       `json:"privateChannels"`
}

// ChannelRow is a private channel.
type ChannelRow struct {
	Key       string   `json:"key"`
	Team      string   `json:"team"`
	TeamID    string   `json:"teamId"`
	Name      string   `json:"name"`
	Owners    []string `json:"owners,omitempty"` // user principal names, or ids
	Ownerless bool     `json:"ownerless,omitempty"`
}

// OneDriveRow is a OneDrive.
type OneDriveRow struct {
	Key          string       `json:"key"` // web id
	Name         string       `json:"name"`
	URL          string       `json:"url"`
	Archived     bool         `json:"archived,omitempty"`
	OwnerName    string       `json:"ownerName,omitempty"`
	OwnerUPN     string       `json:"ownerUpn,omitempty"`
	Owner        OwnerState   `json:"owner"`
	OwnerSeen    bool         `json:"ownerSeen"`
	LastActivity time.Time    `json:"lastActivity,omitzero"`
	ActivitySeen bool         `json:"activitySeen"`
	Inactive     bool         `json:"inactive,omitempty"`
	Exposure     SiteExposure `json:"exposure"`
	Seen         bool         `json:"seen"`
}

// LabelRow is a sensitivity label.
type LabelRow struct {
	Key       string   `json:"key"`
	Name      string   `json:"name"`
	Parent    string   `json:"parent,omitempty"` // name of the label above
	Enabled   *bool    `json:"enabled"`
	AppliesTo []string `json:"appliesTo,omitempty"`
	Available bool     `json:"available"` // one of labels.available
	Priority  int      `json:"priority"`
	Protects  *bool    `json:"protects"`
}

// SKURow is a subscription.
type SKURow struct {
	Key          string `json:"key"`
	Part         string `json:"part"`
	Name         string `json:"name,omitempty"` // from the prerequisite list, where it is there
	Status       string `json:"status"`
	Enabled      int    `json:"enabled"`
	Warning      int    `json:"warning,omitempty"`
	Consumed     int    `json:"consumed"`
	Copilot      bool   `json:"copilot,omitempty"`
	Prerequisite bool   `json:"prerequisite,omitempty"`
}

// PersonRow is an account: a member with the licences that decide on Copilot, or a guest.
type PersonRow struct {
	Key      string   `json:"key"` // user id
	Name     string   `json:"name"`
	UPN      string   `json:"upn"`
	Kind     string   `json:"userType"` // member, guest, other
	Enabled  bool     `json:"enabled"`
	Licences []string `json:"licences,omitempty"` // part numbers, or ids where the SKU is not the tenant's; sorted
	Eligible bool     `json:"eligible"`
	Unknown  []string `json:"unknownLicences,omitempty"` // SKUs that carry a service plan of ours and stand on no list
	Copilot  bool     `json:"copilot"`                   // holds a seat with a plan switched on
	Why      string   `json:"why,omitempty"`             // of one not eligible: no-licence, no-base-licence, unknown-licence, disabled, guest, other
}
