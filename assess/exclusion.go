package assess

import (
	"errors"
	"net/url"
	"strings"
)

// An Exclusion is a site that was left out by agreement with the client. Its libraries are not read, nor are those of the
// sites below it; that it exists, which group it belongs to and what the usage reports say of it is seen all the same.
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

// ExcludedSites finds the sites that exclusions leave out, by web id: those of that address and those below them. unknown
// are the exclusions that no site has the address of.
func ExcludedSites(sites []Site, list []Exclusion) (out map[string]Exclusion, unknown []Exclusion) {
	out = map[string]Exclusion{}
	if len(list) == 0 {
		return out, nil
	}
	parent, address := map[string]string{}, map[string]string{}
	for _, s := range sites {
		parent[s.WebID] = s.Parent
		address[s.WebID], _ = SiteAddress(s.URL) // one that has none is compared by its parents alone
	}
	for _, x := range list {
		collections := map[string]bool{} // those that hold the site
		for _, s := range sites {
			if address[s.WebID] == x.Site {
				collections[s.SiteID] = true
			}
		}
		if len(collections) == 0 {
			unknown = append(unknown, x)
		}
		for _, s := range sites {
			// Where the list of subsites was lost, the address tells what lies below. It is compared within the collection
			// only: every site's address begins with that of the tenant's root site, and none is below that for it.
			below := collections[s.SiteID] && strings.HasPrefix(address[s.WebID], x.Site+"/")
			for id, seen := s.WebID, 0; id != "" && !below && seen < len(sites); id, seen = parent[id], seen+1 {
				below = address[id] == x.Site
			}
			if _, already := out[s.WebID]; below && !already {
				out[s.WebID] = x
			}
		}
	}
	return out, unknown
}
