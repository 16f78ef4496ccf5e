package assess

import (
	"errors"
	"net/url"
	"strings"
)

// An Exclusion is a site that was left out by agreement with the client. Its libraries are not read, nor are those of the
// sites below it and of its team's channels; that it exists, which group it belongs to and what the usage reports say of it is seen all the same.
type Exclusion struct {
	Site   string // its address, as SiteAddress writes it
	Reason string
}

// Detail is what a gap says of an excluded site.
func (x Exclusion) Detail() string { return "left out by agreement: " + x.Reason }

// errSiteAddress never repeats what was typed: the address of a sharing link opens what it is for.
var errSiteAddress = errors.New("this is not the address of a site: open the site, go to its home page, and copy the beginning of the address, like   site: \"https://contoso.sharepoint.com/sites/board\"")

// SiteAddress writes the address of a site in the one way in which addresses can be compared: https, lower case, without a
// slash at the end. It refuses the address of a page, a library or a sharing link.
func SiteAddress(address string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || !strings.EqualFold(u.Scheme, "https") || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Port() != "" {
		return "", errSiteAddress
	}
	path := strings.ToLower(strings.TrimRight(u.Path, "/"))
	if strings.HasPrefix(path, "/:") || strings.HasSuffix(path, ".aspx") || strings.Contains(path, "/_layouts") || strings.Contains(path, "/forms/") || strings.Contains(path, "//") {
		return "", errSiteAddress
	}
	return "https://" + strings.ToLower(u.Host) + path, nil
}

// ExcludedSites finds the sites that exclusions leave out, by web id: those of that address, those below them, and those of
// their channels. An address below a site, such as a library's, leaves that site out. unknown are the exclusions whose
// address no site has, nor any above it.
func ExcludedSites(inv *Inventory, list []Exclusion) (out map[string]Exclusion, unknown []Exclusion) {
	out = map[string]Exclusion{}
	if len(list) == 0 {
		return out, nil
	}
	address := map[string]string{}
	for _, s := range inv.Sites {
		address[s.WebID], _ = SiteAddress(s.URL) // one that has none is compared by its parents alone
	}
	channels := channelSites(inv, address)
	for _, x := range list {
		site := nearestSite(address, x.Site)
		if site == "" {
			unknown = append(unknown, x)
			continue
		}
		for _, top := range append([]string{site}, channels[site]...) {
			for _, webID := range sitesFrom(inv.Sites, address, top) {
				if _, already := out[webID]; !already {
					out[webID] = x
				}
			}
		}
	}
	return out, unknown
}

// nearestSite is the address of the site at a typed one, else of the lowest site above it; empty: there is none. The root
// site, above which every mistyped address would lie, has to be named itself.
func nearestSite(address map[string]string, typed string) string {
	nearest := ""
	for _, site := range address {
		switch {
		case site == typed:
			return site
		case len(site) > len(nearest) && strings.Count(site, "/") > len("//") && strings.HasPrefix(typed, site+"/"):
			nearest = site
		}
	}
	return nearest
}

// sitesFrom are the web ids of the site at an address, and of those below it.
func sitesFrom(sites []Site, address map[string]string, top string) []string {
	parent, collections := map[string]string{}, map[string]bool{} // those that hold the site
	for _, s := range sites {
		parent[s.WebID] = s.Parent
		if address[s.WebID] == top {
			collections[s.SiteID] = true
		}
	}
	var list []string
	for _, s := range sites {
		// Where the list of subsites was lost, the address tells what lies below. It is compared within the collection
		// only: every site's address begins with that of the tenant's root site, and none is below that for it.
		below := collections[s.SiteID] && strings.HasPrefix(address[s.WebID], top+"/")
		for id, seen := s.WebID, 0; id != "" && !below && seen < len(sites); id, seen = parent[id], seen+1 {
			below = address[id] == top
		}
		if below {
			list = append(list, s.WebID)
		}
	}
	return list
}
