package assess

import (
	"net/url"
	"strings"
)

// systemPaths are the sites that SharePoint keeps for itself, by path: no place where people work.
var systemPaths = map[string]string{
	"/sites/appcatalog":     "app catalogue",
	"/sites/contenttypehub": "content type hub",
	"/sites/search":         "search centre",
	"/search":               "search centre",
}

// SystemSite names the system site that stands at an address; empty: it is none. The root of the host that holds the
// OneDrives is one; subsites are judged by their own path.
func SystemSite(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	path := strings.ToLower(strings.TrimRight(u.Path, "/"))
	if host, _, _ := strings.Cut(strings.ToLower(u.Hostname()), "."); path == "" && strings.HasSuffix(host, "-my") {
		return "OneDrive root"
	}
	return systemPaths[path]
}
