package probe

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"preflight/assess"
	"preflight/assess/graph"
)

// A CheckResult is what can be said of a tenant in two minutes, before the client's hour starts.
type CheckResult struct {
	Identity graph.Identity
	Tenant   assess.Tenant

	Missing []string      // application permissions of the least set that the token lacks; nil where it cannot be read
	Writes  []string      // held permissions that let their holder change something
	Unused  []string      // held permissions that no part needs
	Lost    []assess.Part // parts that cannot be read: by the token, and by what Graph answered
	Gaps    []assess.Gap  // what Graph answered where it was asked for something of each part and refused or failed

	Concealed *bool // usage reports hide names; nil: not seen

	Sites, OneDrives, Archived int // counted sites without subsites, OneDrives, and the archived of both
	Drives                     int // libraries: counted at the first sites, and extrapolated where there are more
	Estimated                  bool
	Files                      int // by the usage reports; -1 where they were not seen

	Seats          int // licences that decide on SharePoint's limits
	UnitsPerMinute int // SharePoint's documented limit for one application in a tenant of that size
	Units          int // resource units that a whole run is expected to cost
	Duration       time.Duration
	Formula        string // how Units and Duration came about
}

// checkedSites is how many sites are asked for their libraries in a check.
const checkedSites = 20

// What a check supposes where it cannot look.
const (
	drivesASite   = 1.3  // libraries a site, where none could be counted
	filesADrive   = 500  // files a library, where the usage reports cannot be used
	filesAnItem   = 0.85 // the share of files among items; the others are folders
	sharedOf      = 50   // one item in so many has permissions of its own
	sitesAPage    = 999
	priceList     = 2
	priceDelta    = 1
	priceDecision = 5 // of a permission list
)

// Check asks for a little of every part, counts what is cheap to count, and estimates what a run will cost. It returns
// an error only where nothing can be said: the sign-in failed, or the application holds no permission at all.
func Check(ctx context.Context, c *graph.Client) (CheckResult, error) {
	identity, err := c.Identity(ctx)
	if err == nil {
		err = identity.Consented()
	}
	if err != nil {
		return CheckResult{}, err
	}
	r := &run{client: c, read: map[string]bool{}, lost: map[string]assess.Gap{}, claimed: map[string]bool{}}
	var inv assess.Inventory
	var found losses
	r.together(ctx, found.add,
		task{[]string{assess.PartOrganization}, func(ctx context.Context) error { return r.organization(ctx, &inv, found.add) }},
		task{[]string{assess.PartSKUs}, func(ctx context.Context) error { return r.licence(ctx, &inv, found.add) }},
		task{[]string{assess.PartReportSettings}, func(ctx context.Context) error { return r.reportSettings(ctx, &inv, found.add) }},
		task{[]string{assess.PartSites}, func(ctx context.Context) error { return r.sites(ctx, &inv, found.add) }},
	)
	result := CheckResult{Identity: identity, Tenant: inv.Tenant, Concealed: inv.NamesConcealed, Seats: Seats(inv.SKUs), Files: -1}
	t := trial{run: r, inv: &inv, lost: found.add, result: &result}
	t.files(ctx)
	t.parts(ctx)
	t.drives(ctx)
	found.report(func(g assess.Gap) { result.Gaps = append(result.Gaps, g) })
	result.permissions()
	result.estimate()
	return result, ctx.Err()
}

// A trial asks for one object of each part.
type trial struct {
	*run
	inv    *assess.Inventory
	lost   func(assess.Gap)
	result *CheckResult
}

// fileReports are the usage reports with a File Count, and the part that each stands for.
var fileReports = []struct{ part, name string }{
	{assess.PartSiteUsage, "getSharePointSiteUsageDetail"},
	{assess.PartDriveUsage, "getOneDriveUsageAccountDetail"},
}

// files adds up the files that the usage reports count; concealed reports count them too.
func (t *trial) files(ctx context.Context) {
	total, seen := 0, true
	for _, f := range fileReports {
		report, err := t.client.Report(ctx, f.name, period)
		if err != nil {
			t.lost(newGap(f.part, err))
			seen = false
			continue
		}
		for _, row := range report.Rows {
			n, _ := strconv.Atoi(report.Value(row, "File Count"))
			if !isTrue(report.Value(row, columnDeleted)) {
				total += n
			}
		}
	}
	if _, err := t.client.Report(ctx, "getTeamsTeamActivityDetail", period); err != nil {
		t.lost(newGap(assess.PartTeamActivity, err))
	}
	if seen {
		t.result.Files = total
	}
}

// first asks for a part and returns the id of the first object that came; empty where there was none, or no answer. One
// of the statuses in absent is no loss: an object that was listed may be no more, or have no site.
func (t *trial) first(ctx context.Context, part, address string, absent ...int) string {
	body, err := t.client.Get(ctx, graph.Request{URL: address})
	var page struct {
		Value []struct {
			ID string `json:"id"`
		} `json:"value"`
	}
	if err == nil && json.Unmarshal(body, &page) != nil {
		page.Value = nil // a single object, of which only the answer counts
	}
	if err != nil && !graph.IsStatus(err, absent...) {
		t.lost(newGap(part, err))
	}
	if len(page.Value) == 0 {
		return ""
	}
	return page.Value[0].ID
}

// parts asks for something of each part that Check has not read already.
func (t *trial) parts(ctx context.Context) {
	t.first(ctx, assess.PartUsers, "/users?$select=id&$top=1")
	t.first(ctx, assess.PartDeletedUsers, "/directory/deletedItems/microsoft.graph.user?$select=id&$top=1")
	t.first(ctx, assess.PartSharingSettings, "/admin/sharepoint/settings")
	t.first(ctx, assess.PartLabels, "/security/dataSecurityAndGovernance/sensitivityLabels")
	t.first(ctx, assess.PartLabelSettings, "/groupSettings")
	if group := t.first(ctx, assess.PartGroups, "/groups?$filter="+unified+"&$select=id&$top=1"); group != "" {
		path := "/groups/" + segment(group)
		t.first(ctx, assess.PartOwners, path+"/owners?$select=id&$top=1", http.StatusNotFound)
		t.first(ctx, assess.PartMembers, path+"/transitiveMembers?$select=id&$top=1", http.StatusNotFound)
		t.first(ctx, assess.PartGroupSites, path+"/sites/root?$select=id", http.StatusNotFound)
		t.groupLabels(ctx)
	}
	if team := t.first(ctx, assess.PartTeams, "/teams?$select=id&$top=1"); team != "" {
		path := "/teams/" + segment(team)
		t.first(ctx, assess.PartTeamDetails, path+"?$select=id,isArchived", http.StatusNotFound)
		if channel := t.first(ctx, assess.PartChannels, path+"/channels?$select=id", http.StatusNotFound); channel != "" {
			t.first(ctx, assess.PartChannelMembers, path+"/channels/"+segment(channel)+"/members?$top=1", http.StatusNotFound)
		}
	}
}

// groupLabels asks whether the labels of groups can be seen: Graph hides them as null.
func (t *trial) groupLabels(ctx context.Context) {
	var page struct {
		Value []struct {
			Labels *[]struct{} `json:"assignedLabels"`
		} `json:"value"`
	}
	err := object(ctx, t.run, graph.Request{URL: "/groups?$filter=" + unified + "&$select=id,assignedLabels&$top=1"}, &page)
	if err == nil && len(page.Value) > 0 && page.Value[0].Labels == nil {
		err = errHidden("the labels of groups")
	}
	if err != nil {
		t.lost(newGap(assess.PartGroupLabels, err))
	}
}

// drives counts sites and, at the first of them, libraries, and asks one library for its items and their permissions.
func (t *trial) drives(ctx context.Context) {
	var sites, asked []assess.Site
	for _, s := range t.inv.Sites {
		switch {
		case s.Archived:
			t.result.Archived++
		case s.OneDrive():
			t.result.OneDrives++
			sites = append(sites, s)
		case s.Counted():
			t.result.Sites++
			sites = append(sites, s)
		}
	}
	asked = sites[:min(len(sites), checkedSites)]
	requests := make([]graph.Request, len(asked))
	for i, s := range asked {
		requests[i] = drivesRequest(s)
	}
	var sample []driveJSON
	var refused error
	answered := 0
	for _, response := range t.client.Batch(ctx, requests) {
		err := graph.EachPart(ctx, t.client, response, func(d driveJSON) error { sample = append(sample, d); return nil })
		if err != nil {
			refused = err
			continue
		}
		answered++
	}
	if answered == 0 && refused != nil {
		t.lost(newGap(assess.PartItems, refused))
		t.lost(newGap(assess.PartDriveItems, refused))
	}
	switch {
	case answered == 0 && len(asked) > 0:
		t.result.Drives, t.result.Estimated = int(float64(len(sites))*drivesASite+0.5), true
	case answered > 0:
		t.result.Drives, t.result.Estimated = (len(sample)*len(sites)+answered/2)/answered, answered < len(sites)
	}
	if len(sample) > 0 {
		t.items(ctx, sample[0].ID)
	}
}

// items asks a library for its first item, which is its root, and for that one's permissions.
func (t *trial) items(ctx context.Context, driveID string) {
	if root := t.first(ctx, assess.PartItems, deltaAddress(driveID, 1), http.StatusNotFound); root != "" {
		t.first(ctx, assess.PartPermissions, permissionsRequest(driveID, root).URL, http.StatusNotFound)
	}
}

// permissions sets what the token holds against what is needed.
func (c *CheckResult) permissions() {
	held := c.Identity.Roles
	lost := map[string]bool{}
	for _, g := range c.Gaps {
		if g.Reason == assess.ReasonPermission {
			lost[g.Part] = true
		}
	}
	if c.Identity.RolesKnown {
		for _, p := range assess.Unreadable(held) {
			lost[p.Name] = true
		}
	}
	for _, p := range assess.Parts {
		if lost[p.Name] {
			c.Lost = append(c.Lost, p)
		}
	}
	compared := assess.ComparePermissions(held, c.Identity.RolesKnown)
	c.Missing = compared.Missing
	for _, name := range compared.Excess {
		if assess.Writes(name) {
			c.Writes = append(c.Writes, name)
		} else {
			c.Unused = append(c.Unused, name)
		}
	}
}

// estimate says what a run will cost at SharePoint's limits,
// https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online
func (c *CheckResult) estimate() {
	c.UnitsPerMinute = graph.UnitsForSeats(c.Seats)
	files, source := c.Files, "by the usage reports"
	if files < 0 {
		files, source = c.Drives*filesADrive, fmt.Sprintf("supposing %d a library", filesADrive)
	}
	items := int(float64(files) / filesAnItem)
	sample := min(max(items/sampleShare, sampleLeast), sampleMost, items)
	lists := c.Drives + items/sharedOf + sample
	c.Units = priceList*((c.Sites+c.OneDrives+c.Archived)/sitesAPage+1) + // the list of sites
		priceList*c.Sites + priceList*(c.Sites+c.OneDrives) + // subsites, libraries
		priceList*c.Drives + priceDelta*(items/deltaPage) + // items
		priceDecision*lists
	c.Duration = (time.Duration(c.Units) * time.Minute / time.Duration(c.UnitsPerMinute)).Round(time.Second)
	c.Formula = fmt.Sprintf("%d files (%s), one item in %d with permissions of its own and a control sample of %d: %d permission lists at %d units, "+
		"and lists of sites, libraries and items; %d units a minute for %d licences", files, source, sharedOf, sample, lists, priceDecision, c.UnitsPerMinute, c.Seats)
}
