package graph

import (
	"net/url"
	"strings"
)

// A workload is a part of Microsoft Graph that throttles as one: when it asks
// one request to wait, every request to it waits.
type workload string

const (
	sharePoint        workload = "sharepoint"
	directory         workload = "directory"
	reports           workload = "reports"
	teams             workload = "teams"
	security          workload = "security"
	settings          workload = "settings"
	intune            workload = "intune"
	conditionalAccess workload = "conditional access"
	signIns           workload = "sign-in reports"
	download          workload = "download" // a report's file, which is not on the Graph host
)

// workloads names the workload by the first segment of the path; what is not
// here is the directory (users, groups, organization, subscribedSkus …).
var workloads = map[string]workload{
	"sites":              sharePoint,
	"drives":             sharePoint,
	"shares":             sharePoint,
	"reports":            reports,
	"copilot":            reports,
	"teams":              teams,
	"security":           security,
	"admin":              settings,
	"deviceManagement":   intune,
	"identity":           conditionalAccess,
	"identityProtection": conditionalAccess,
	"auditLogs":          signIns,
}

// collections are the last segments of a path that list several items.
var collections = map[string]bool{
	"sites": true, "getAllSites": true, "oneDrive.getAllSites": true, "drives": true,
	"children": true, "items": true, "lists": true, "columns": true, "contentTypes": true, "versions": true,
}

// classify returns the workload of a Graph path with or without its version, and its price in what the workload's
// budget counts: resource units of SharePoint, units of the directory, requests elsewhere.
func classify(u *url.URL) (workload, int) {
	segments := strings.Split(strings.Trim(u.Path, "/"), "/")
	if segments[0] == "v1.0" || segments[0] == "beta" {
		segments = segments[1:]
	}
	if len(segments) == 0 {
		return directory, 1
	}
	w := workloads[segments[0]]
	switch {
	case w == sharePoint || w == "" && reachesSharePoint(segments):
		return sharePoint, units(segments, u.Query())
	case w == "":
		return directory, identityUnits(segments, u.Query())
	case w == reports && len(segments) > 1 && segments[1] == "authenticationMethods":
		return signIns, 1
	}
	return w, 1
}

// reachesSharePoint tells whether a directory path such as
// /groups/{id}/sites/root or /users/{id}/drive ends at a site or drive.
func reachesSharePoint(segments []string) bool {
	for _, s := range segments[1:] {
		if s == "drive" || s == "drives" || s == "sites" {
			return true
		}
	}
	return false
}

// permissionUnits is the price of whatever is about permissions, and of nothing else.
const permissionUnits = 5

// units is the price of a request in SharePoint's resource units: 1 for one item and for a delta with a token, 2 for a
// list and for a delta without one, 5 for anything about permissions. See "Avoid getting throttled or blocked in
// SharePoint Online",
// https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online
func units(segments []string, query url.Values) int {
	for _, s := range segments {
		if s == "permissions" {
			return permissionUnits
		}
	}
	if strings.Contains(query.Get("$expand"), "permissions") {
		return permissionUnits
	}
	last := segments[len(segments)-1]
	name, argument, _ := strings.Cut(last, "(")
	if name == "delta" {
		if strings.HasPrefix(argument, "token=") || query.Has("token") || query.Has("$skiptoken") || query.Has("$skipToken") || query.Has("$deltatoken") {
			return 1
		}
		return 2
	}
	if collections[name] {
		return 2
	}
	return 1
}

// identityUnits is the price of a request to the directory, https://learn.microsoft.com/graph/throttling-limits
func identityUnits(segments []string, query url.Values) int {
	price := 1
	switch last := segments[len(segments)-1]; {
	case last == "transitiveMembers":
		price = 5
	case last == "members" || last == "subscribedSkus":
		price = 3
	case last == "users" || segments[0] == "users":
		price = 2
	}
	if query.Has("$select") {
		price--
	}
	if query.Has("$expand") {
		price++
	}
	return max(price, 1)
}

// UnitsForSeats is the budget of resource units a minute for one application in
// a tenant of n licences, from the same page.
func UnitsForSeats(n int) int {
	classes := []struct{ seats, units int }{{1000, 1250}, {5000, 2500}, {15000, 3750}, {50000, 5000}}
	for _, c := range classes {
		if n <= c.seats {
			return c.units
		}
	}
	return 6250
}
