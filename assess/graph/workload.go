package graph

import (
	"net/url"
	"strings"
)

// A workload is a part of Microsoft Graph that throttles as one: when it asks
// one request to wait, every request to it waits.
type workload string

const (
	sharePoint workload = "sharepoint"
	directory  workload = "directory"
	download   workload = "download" // a report's file, which is not on the Graph host
)

// workloads names the workload by the first segment of the path; what is not
// here is the directory (users, groups, organization, subscribedSkus …).
var workloads = map[string]workload{
	"sites":            sharePoint,
	"drives":           sharePoint,
	"shares":           sharePoint,
	"reports":          "reports",
	"teams":            "teams",
	"security":         "security",
	"admin":            "settings",
	"deviceManagement": "intune",
	"identity":         "conditional access",
	"auditLogs":        "sign-in reports",
}

// collections are the last segments of a path that list several items.
var collections = map[string]bool{
	"sites": true, "getAllSites": true, "oneDrive.getAllSites": true, "drives": true,
	"children": true, "items": true, "lists": true, "columns": true, "contentTypes": true, "versions": true,
}

// classify returns the workload of a Graph path with or without its version,
// and its price in SharePoint resource units: 1 for one item and for a delta
// with a token, 2 for a list and for a delta without one, 5 for anything about
// permissions; 0 for what SharePoint does not serve. See "Avoid getting
// throttled or blocked in SharePoint Online",
// https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online
func classify(u *url.URL) (workload, int) {
	segments := strings.Split(strings.Trim(u.Path, "/"), "/")
	if segments[0] == "v1.0" || segments[0] == "beta" {
		segments = segments[1:]
	}
	if len(segments) == 0 {
		return directory, 0
	}
	w := workloads[segments[0]]
	if w == "" && reachesSharePoint(segments) {
		w = sharePoint
	}
	switch w {
	case sharePoint:
		return w, units(segments, u.Query())
	case "":
		return directory, 0
	}
	return w, 0
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

func units(segments []string, query url.Values) int {
	for _, s := range segments {
		if s == "permissions" {
			return 5
		}
	}
	if strings.Contains(query.Get("$expand"), "permissions") {
		return 5
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

// unitsForSeats is the budget of resource units a minute for one application in
// a tenant of n licences, from the same page.
func unitsForSeats(n int) int {
	classes := []struct{ seats, units int }{{1000, 1250}, {5000, 2500}, {15000, 3750}, {50000, 5000}}
	for _, c := range classes {
		if n <= c.seats {
			return c.units
		}
	}
	return 6250
}
