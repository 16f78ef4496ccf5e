package report

import (
	"cmp"
	"slices"
	"strings"

	"preflight/assess"
)

// The ways in which an item of a mail is open. The higher bit weighs more.
const (
	openOrganization = 1 << iota
	openGuests
	openAnonymous
	openEveryone
)

// An openItem is an item that a mail to its site's owner names.
type openItem struct {
	name, folder, url string
	ways              int // bits of the ways in which it is open
	edit              bool
	files             int // that its permissions decide on
}

// maxMailItems is how many items a mail names, and so how many of a site are kept: the sheets Sharing links and Everyone
// access have all of them.
const maxMailItems = 10

// siteItems are the weightiest items of a site, the weightiest first, each once.
type siteItems []openItem

// mailItems gathers them by the web id of their site while the links and grants of the evidence pass, which come before
// the sites. What a site holds in memory is bounded by maxMailItems.
type mailItems map[string]*siteItems

// link notes a sharing link that opens an item to many or to external people, now.
func (m mailItems) link(r assess.LinkRow) {
	ways := 0
	switch {
	case r.Personal || r.Expired || r.Dormant:
		return
	case r.Scope == "anonymous":
		ways = openAnonymous
	case r.Scope == "organization":
		ways = openOrganization
	case len(r.Guests) > 0:
		ways = openGuests
	default:
		return
	}
	m.keep(r.WebID, openItem{name: r.Item, folder: r.Library, url: r.ItemURL, ways: ways, edit: r.Edit, files: r.Files}, r.Path)
}

// grantWays are the ways in which grants open items of sites.
var grantWays = map[assess.Class]int{assess.ClassEveryone: openEveryone, assess.ClassBroadGroup: openEveryone, assess.ClassGuests: openGuests}

// grant notes a permission that is no link.
func (m mailItems) grant(r assess.GrantRow) {
	ways := grantWays[r.Class]
	if r.Personal || ways == 0 {
		return
	}
	m.keep(r.WebID, openItem{name: r.Item, folder: r.Library, url: r.ItemURL, ways: ways, edit: r.Edit, files: r.Files}, r.Path)
}

// keep keeps the item at that path if it weighs more than what is kept of its site.
func (m mailItems) keep(webID string, item openItem, path string) {
	if item.name == "" || item.url == "" {
		return // nobody could find it
	}
	site := m[webID]
	if site == nil {
		site = &siteItems{}
		m[webID] = site
	}
	if len(*site) == maxMailItems && !site.has(item) && compareItems(item, (*site)[maxMailItems-1]) > 0 {
		return // before its folder is put together: most items of a large site end here
	}
	if below := strings.Trim(path, "/"); below != "" {
		item.folder += "/" + below
	}
	site.keep(item)
}

// has reports whether the item is kept already, for another of its links.
func (s siteItems) has(item openItem) bool {
	return slices.ContainsFunc(s, func(x openItem) bool { return x.url == item.url })
}

// keep puts the item in its place, or adds to how it is open where it is there already.
func (s *siteItems) keep(item openItem) {
	if i := slices.IndexFunc(*s, func(x openItem) bool { return x.url == item.url }); i >= 0 {
		old := &(*s)[i]
		old.ways, old.edit, old.files = old.ways|item.ways, old.edit || item.edit, max(old.files, item.files)
	} else {
		*s = append(*s, item)
	}
	slices.SortFunc(*s, compareItems)
	*s = (*s)[:min(len(*s), maxMailItems)]
}

// compareItems puts the item first that opens more: to more people, for writing, with more files behind it.
func compareItems(x, y openItem) int {
	return cmp.Or(cmp.Compare(y.ways, x.ways), compareBool(y.edit, x.edit), cmp.Compare(y.files, x.files), cmp.Compare(x.url, y.url))
}

// text names the item, says to whom it is open, and gives its own address, never a link that opens it.
func (i openItem) text(words *Words) string {
	var ways []string
	for _, way := range []struct {
		bit  int
		name string
	}{{openEveryone, "everyone"}, {openAnonymous, "anyone"}, {openGuests, "guests"}, {openOrganization, "organization"}} {
		if i.ways&way.bit != 0 {
			ways = append(ways, words.Say("mail.open."+way.name, nil))
		}
	}
	with := With{"item": i.name, "folder": i.folder, "ways": words.listed(ways), "address": i.url}
	if i.edit {
		return words.Say("mail.item.edit", with)
	}
	return words.Say("mail.item", with)
}
