package assess

import (
	"cmp"
	"iter"
	"slices"
)

// A NamedFile is a file whose name suggests what it holds, with the holder whose permission list decides on it. Only
// names are looked at; what a file holds is never read.
type NamedFile struct {
	WebID    string
	DriveID  string
	HolderID string // the item id of its Holder, which may be the file itself
	ItemID   string
	Name     string
	Path     string // folders from the library's root, with slashes, without the name
	URL      string // the item's own address, never a sharing link's
	Topic    string
}

// NamedFiles yields files whose names suggest something by web id, drive id, holder id and item id, which is the order of
// Holders, so that both can be walked side by side. It may be ranged over any number of times. An error is the last
// thing it yields, and says that what came before is not all.
type NamedFiles iter.Seq2[NamedFile, error]

// NamedFilesOf yields the files of a list.
func NamedFilesOf(list ...NamedFile) NamedFiles {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b NamedFile) int {
		return cmp.Or(cmp.Compare(a.WebID, b.WebID), cmp.Compare(a.DriveID, b.DriveID), cmp.Compare(a.HolderID, b.HolderID), cmp.Compare(a.ItemID, b.ItemID))
	})
	return func(yield func(NamedFile, error) bool) {
		for _, f := range list {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// all yields nothing for nil.
func (n NamedFiles) all() NamedFiles {
	if n == nil {
		return NamedFilesOf()
	}
	return n
}

// NameExposure counts the files whose names suggest something and that are open beyond those for whom they are meant. A
// file that is open in several ways counts in each; the four numbers are never added up.
//
// Discoverable, Anonymous and Organization are lower bounds exactly where copilot.files.discoverable,
// sharing.files.by_link.anonymous and sharing.files.by_link.organization are null. Guests is one where sharing.links.guests
// is, or where OneDrives were not all read.
type NameExposure struct {
	Topics []TopicExposure `json:"topics"` // every topic that was looked for, in the order of the list, those without a file too
	Sites  []SiteNames     `json:"sites"`  // the MaxExposure sites with most to find, and those of Assessment.Exposure that have any
	Places int             `json:"places"` // how many sites and OneDrives have any
}

// SiteNames are the open files of one site or OneDrive whose names suggest something.
type SiteNames struct {
	WebID    string          `json:"webId"`
	Name     string          `json:"name"`
	URL      string          `json:"url"`
	Personal bool            `json:"personal,omitempty"`
	Topics   []TopicExposure `json:"topics"` // those with a file, in the order of the list
}

// TopicExposure counts the files whose names suggest one topic. A file counts under one topic only.
type TopicExposure struct {
	Topic        string `json:"topic"`        // as the list of topics words it
	Discoverable int    `json:"discoverable"` // every employee's Copilot may find them
	Anonymous    int    `json:"anonymous"`    // an unexpired Anyone link opens them, be it dormant
	Organization int    `json:"organization"` // an unexpired link for people in the organization does
	Guests       int    `json:"guests"`       // somebody from outside holds a grant or a link for certain people
}

// add counts a file that is open as o says.
func (t *TopicExposure) add(o opening) {
	t.Discoverable += one(o.discoverable)
	t.Anonymous += one(o.anonymous)
	t.Organization += one(o.organization)
	t.Guests += one(o.guests)
}

// plus is the sum of both, by t's topic.
func (t TopicExposure) plus(u TopicExposure) TopicExposure {
	t.Discoverable += u.Discoverable
	t.Anonymous += u.Anonymous
	t.Organization += u.Organization
	t.Guests += u.Guests
	return t
}

// compareNames orders by how much there is to find, most first.
func compareNames(a, b TopicExposure) int {
	return cmp.Or(-cmp.Compare(a.Discoverable, b.Discoverable), -cmp.Compare(a.Anonymous, b.Anonymous),
		-cmp.Compare(a.Organization, b.Organization), -cmp.Compare(a.Guests, b.Guests))
}
