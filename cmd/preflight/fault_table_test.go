package main

import (
	"net/http"
	"time"

	"preflight/assess"
	"preflight/assess/emulator"
)

// A faultRoute is a request of a probe, and what is lost with it.
type faultRoute struct {
	name  string
	match string // what the emulator matches
	after int    // requests of the same pattern that another probe sends before

	lost   string // the parts that are lost where nothing could be read: its own, and those that cannot do without it
	partly string // the parts that are lost where a list broke off, "" for what is no list
	links  int    // links of its longest list in faultTenant: to next pages, and a delta link
	batch  bool   // sent in a $batch
	csv    bool   // answered with a redirect to a file
	first  bool   // stands for its probe where a fault is the same for each of its requests
}

// A faultProbe is a probe with its requests.
type faultProbe struct {
	name   string
	routes []faultRoute
}

// faultPages is how many entries the emulator puts on a page, so that most lists have several.
const faultPages = 3

// faultRoutes says, written by hand, which parts hang on each request. onDrives matches a path below the libraries of
// sites (false) or of OneDrives (true).
func faultRoutes(onDrives func(personal bool, rest string) string) []faultProbe {
	const (
		sites     = `^/sites/northwindtraders\.sharepoint\.com,[^/]*`
		oneDrives = `^/sites/northwindtraders-my\.sharepoint\.com,[^/]*`
	)
	report := func(name, part string) faultRoute {
		return faultRoute{name: name, match: "/reports/" + name + "(period='D180')", lost: part, csv: true}
	}
	return []faultProbe{
		{"tenant", []faultRoute{
			{first: true, name: "organization", match: "/organization", lost: "tenant.organization", partly: "tenant.organization"},
			{name: "users", match: "/users", links: 8, lost: "sharing.group_members tenant.users", partly: "tenant.users"},
			{name: "deleted users", match: "/directory/deletedItems/microsoft.graph.user", lost: "tenant.deleted_users", partly: "tenant.deleted_users"},
			{name: "groups", match: "/groups", links: 1, lost: "labels.groups tenant.group_sites tenant.groups tenant.owners", partly: "labels.groups tenant.groups"},
			{name: "sites", match: "/sites/getAllSites", links: 4, partly: "tenant.sites",
				lost: "onedrive.items onedrive.owners onedrive.permissions sharing.group_members sharing.items sharing.permissions tenant.sites tenant.subsites"},
			{name: "subsites", match: "/sites/{site}/sites", batch: true, lost: "tenant.subsites", partly: "tenant.subsites"},
			{name: "group sites", match: "/groups/{group}/sites/root", batch: true, lost: "tenant.group_sites"},
			{name: "report settings", match: "/admin/reportSettings", lost: "reports.settings"},
			report("getSharePointSiteUsageDetail", "reports.sites"),
			report("getTeamsTeamActivityDetail", "reports.teams"),
			report("getOneDriveUsageAccountDetail", "reports.onedrive"),
		}},
		{"sharing", []faultRoute{
			{first: true, name: "settings", match: "/admin/sharepoint/settings", lost: "sharing.settings"},
			{name: "drives", match: sites + "/drives$", batch: true, lost: "sharing.items", partly: "sharing.items"},
			{name: "delta", match: onDrives(false, "root/delta"), links: 6, lost: "sharing.items", partly: "sharing.items"},
			{name: "permissions", match: onDrives(false, "items/[^/]+/permissions"), batch: true, lost: "sharing.permissions", partly: "sharing.permissions"},
			{name: "members", match: "/groups/{group}/transitiveMembers", links: 7, lost: "sharing.group_members", partly: "sharing.group_members"},
		}},
		{"ownership", []faultRoute{
			{first: true, name: "owners", match: "/groups/{group}/owners", links: 6, lost: "tenant.owners", partly: "tenant.owners"},
		}},
		{"teams", []faultRoute{
			{first: true, name: "teams", match: "/teams", links: 1, lost: "teams.channel_members teams.channels teams.details teams.list", partly: "teams.list"},
			{name: "team", match: "/teams/{team}", batch: true, lost: "teams.details"},
			{name: "channels", match: "/teams/{team}/channels", batch: true, lost: "teams.channels", partly: "teams.channels"},
			{name: "channel members", match: "/teams/{team}/channels/{channel}/members", batch: true, lost: "teams.channel_members", partly: "teams.channel_members"},
		}},
		{"onedrive", []faultRoute{
			{first: true, name: "drives", match: oneDrives + "/drives$", batch: true, lost: "onedrive.items onedrive.owners", partly: "onedrive.items onedrive.owners"},
			{name: "delta", match: onDrives(true, "root/delta"), links: 2, lost: "onedrive.items", partly: "onedrive.items"},
			{name: "permissions", match: onDrives(true, "items/[^/]+/permissions"), batch: true, lost: "onedrive.permissions", partly: "onedrive.permissions"},
		}},
		{"labels", []faultRoute{
			{first: true, name: "labels", match: "/security/dataSecurityAndGovernance/sensitivityLabels", links: 1, lost: "labels.labels", partly: "labels.labels"},
			{name: "settings", match: "/groupSettings", lost: "labels.settings", partly: "labels.settings"},
			{name: "groups", match: "/groups", after: 2, links: 1, lost: "labels.groups", partly: "labels.groups"}, // two pages of groups come first
		}},
		{"licence", []faultRoute{
			{first: true, name: "subscriptions", match: "/subscribedSkus", lost: "licence.skus", partly: "licence.skus"},
		}},
		{"all", []faultRoute{
			{first: true, name: "batch", match: "/$batch", lost: "onedrive.items onedrive.owners sharing.items teams.channels teams.details tenant.group_sites tenant.subsites"},
		}},
	}
}

// A faultKind is a way to fail that no retry cures, with the reason that its gaps have.
type faultKind struct {
	kind   emulator.Kind
	reason assess.Reason
	at     func(faultRoute) bool // the requests that it can happen to; nil: all
	partly bool                  // a list breaks off: what was read before is true
}

func isList(r faultRoute) bool  { return r.partly != "" }
func isBatch(r faultRoute) bool { return r.batch }
func isCSV(r faultRoute) bool   { return r.csv }
func isJSON(r faultRoute) bool  { return !r.csv }
func isFirst(r faultRoute) bool { return r.first }

var faultKinds = []faultKind{
	{kind: emulator.Status(http.StatusUnauthorized), reason: assess.ReasonPermission},
	{kind: emulator.Status(http.StatusForbidden), reason: assess.ReasonPermission},
	{kind: emulator.Status(http.StatusNotFound), reason: assess.ReasonService},
	{kind: emulator.Status(http.StatusGone), reason: assess.ReasonService},
	{kind: emulator.Status(http.StatusLocked), reason: assess.ReasonLocked},
	{kind: emulator.Throttle("3"), reason: assess.ReasonThrottled},
	// How long to wait is worded differently; what comes after six attempts is the same for every request.
	{kind: emulator.Throttle(""), reason: assess.ReasonThrottled, at: isFirst},
	{kind: emulator.ThrottleUntil(5 * time.Second), reason: assess.ReasonThrottled, at: isFirst},
	{kind: emulator.ThrottleInBatch("2"), reason: assess.ReasonThrottled, at: isBatch},
	{kind: emulator.Status(http.StatusInternalServerError), reason: assess.ReasonService},
	{kind: emulator.Status(http.StatusBadGateway), reason: assess.ReasonService},
	{kind: emulator.CutBody(), reason: assess.ReasonService, at: isJSON},
	{kind: emulator.Body("{}"), reason: assess.ReasonService, at: isJSON},
	{kind: emulator.NullElement(), reason: assess.ReasonService, at: isList, partly: true},
	{kind: emulator.EmptyPage(), reason: assess.ReasonService, at: isList},
	{kind: emulator.RepeatLink(), reason: assess.ReasonService, at: isList, partly: true},
	{kind: emulator.ForeignLink(), reason: assess.ReasonService, at: isList, partly: true},
	// The first SharePoint link of a list is rebuilt on the Graph host: only a second one is a loss.
	{kind: emulator.SharePointLink(), reason: assess.ReasonService, at: func(r faultRoute) bool { return r.links > 1 }, partly: true},
	{kind: emulator.CSVCut(), reason: assess.ReasonService, at: isCSV},
	{kind: emulator.CSVConcealed(), reason: assess.ReasonConcealed, at: isCSV},
}

// faultExceptions are the cells that come out otherwise: "kind, probe, request" → the parts lost.
var faultExceptions = map[string]string{
	// That every site of several is gone is not believed, and then nothing of them was seen.
	"status 404, sharing, drives":  "sharing.group_members sharing.items sharing.permissions",
	"status 410, sharing, drives":  "sharing.group_members sharing.items sharing.permissions",
	"status 404, onedrive, drives": "onedrive.items onedrive.owners onedrive.permissions",
	"status 410, onedrive, drives": "onedrive.items onedrive.owners onedrive.permissions",
	// The one setting that is asked for was found before the list went wrong.
	"null element, labels, settings":  "",
	"repeated link, labels, settings": "",
	"foreign link, labels, settings":  "",
}

// faultReasons are the cells whose gaps have another reason than the kind's.
var faultReasons = map[string]assess.Reason{
	"garbage, teams, team": assess.ReasonPermission, // a property that is absent is one that Graph hides
}

// A passing fault is cured by a retry, or by a link that can be followed after all.
var passingFaults = []struct {
	kind  emulator.Kind
	times int
	at    func(faultRoute) bool
}{
	{emulator.Throttle("3"), 1, nil},
	{emulator.Throttle(""), 2, nil},
	{emulator.ThrottleUntil(5 * time.Second), 1, nil},
	{emulator.ThrottleInBatch("2"), 2, isBatch},
	{emulator.Status(http.StatusInternalServerError), 1, nil},
	{emulator.Status(http.StatusBadGateway), 2, nil},
	{emulator.Status(http.StatusServiceUnavailable), 1, nil},
	{emulator.CutBody(), 1, isJSON},
	{emulator.EmptyPage(), 1, isList},
	{emulator.SharePointLink(), 1, isList},
	{emulator.CSVNoBOM(), 1, isCSV},
	// A library that cannot be read on begins again once.
	{emulator.Status(http.StatusGone), 1, isDelta},
	{emulator.RepeatLink(), 1, isDelta},
	{emulator.ForeignLink(), 1, isDelta},
}

func isDelta(r faultRoute) bool { return r.name == "delta" }
