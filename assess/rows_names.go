package assess

import "iter"

// NameRow is a file whose name suggests what it holds and that is open in at least one of the four ways.
type NameRow struct {
	Key      string `json:"key"` // drive id and item id
	Site     string `json:"site"`
	SiteURL  string `json:"siteUrl"`
	WebID    string `json:"webId"`
	Personal bool   `json:"personal,omitempty"`
	Library  string `json:"library"`
	Path     string `json:"path"`
	Item     string `json:"item"`
	ItemURL  string `json:"itemUrl"`
	Topic    string `json:"topic"`

	// As TopicExposure counts them.
	Discoverable bool `json:"discoverable,omitempty"`
	Anonymous    bool `json:"anonymous,omitempty"`
	Organization bool `json:"organization,omitempty"`
	Guests       bool `json:"guests,omitempty"`
}

// nameRows yields the open files whose names suggest something, by site, library, the item whose list decides, and item.
func nameRows(inv *Inventory) iter.Seq2[NameRow, error] {
	return func(yield func(NameRow, error) bool) {
		l := newLens(inv, newDirectory(inv))
		libraries := libraryNames(inv)
		names := readNames(inv.Named)
		defer names.stop()
		for h, err := range inv.Holders.all() {
			if err != nil {
				yield(NameRow{}, err)
				return
			}
			site, counted := l.sites[h.WebID]
			if !counted || !names.more {
				continue
			}
			o := l.opens(h, site.Public)
			if !o.any() {
				continue
			}
			for f, err := range names.under(h) {
				if err != nil {
					yield(NameRow{}, err)
					return
				}
				row := NameRow{
					Key: f.DriveID + "/" + f.ItemID, Site: site.Name, SiteURL: site.URL, WebID: f.WebID, Personal: site.Personal,
					Library: libraries[f.DriveID], Path: f.Path, Item: f.Name, ItemURL: f.URL, Topic: f.Topic,
					Discoverable: o.discoverable, Anonymous: o.anonymous, Organization: o.organization, Guests: o.guests,
				}
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}
