package probe

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/microsoftgraph/msgraph-sdk-go/admin"

	"preflight/assess"
	"preflight/assess/graph"
)

// period is how far back usage reports go: 180 days, the most that there are.
const period = "D180"

// reportSettings reads whether usage reports hide names, https://learn.microsoft.com/graph/api/adminreportsettings-get
func (r *run) reportSettings(ctx context.Context, inv *assess.Inventory, gap gapFunc) error {
	request, err := r.request(r.client.SDK().Admin().ReportSettings().ToGetRequestInformation(ctx, (*admin.ReportSettingsRequestBuilderGetRequestConfiguration)(nil)))
	if err != nil {
		return err
	}
	var settings struct {
		Concealed *bool `json:"displayConcealedNames"`
	}
	if err := object(ctx, r, request, &settings); err != nil {
		return err
	}
	if settings.Concealed == nil {
		return errContent("Graph did not say whether reports hide names")
	}
	inv.NamesConcealed = settings.Concealed
	return r.settle(gap, assess.PartReportSettings, 1, nil)
}

// errConcealed says that a report's rows cannot be joined to objects.
type errConcealed string

func (e errConcealed) Error() string {
	return "the report " + string(e) + " hides names and ids: in the Microsoft 365 admin centre, Settings, Org settings, Reports, switch off concealed names"
}

// Reason is that names are concealed.
func (errConcealed) Reason() assess.Reason { return assess.ReasonConcealed }

// report reads a usage report that has the columns needed, hands each row to yield as a function from column to value,
// and returns the columns. A report that hides names has no row of use.
func (r *run) report(ctx context.Context, name string, needed []string, yield func(value func(column string) string) error) (columns map[string]int, err error) {
	report, err := r.client.Report(ctx, name, period)
	if err != nil {
		return nil, err
	}
	if report.Concealed {
		return nil, errConcealed(name)
	}
	for _, column := range needed {
		if _, ok := report.Header[column]; !ok {
			return nil, errContent(fmt.Sprintf("the report %s has no column %q", name, column))
		}
	}
	for i, row := range report.Rows {
		if err := yield(func(column string) string { return strings.TrimSpace(report.Value(row, column)) }); err != nil {
			return nil, &graph.CSVError{Report: name, Row: i + 1, Problem: err.Error()}
		}
	}
	return report.Header, nil
}

// The columns of usage reports that Preflight reads.
const (
	columnSite      = "Site Id"
	columnTeam      = "Team Id"
	columnActivity  = "Last Activity Date"
	columnOwnerUPN  = "Owner Principal Name"
	columnOwnerName = "Owner Display Name"
	columnTemplate  = "Root Web Template"
	columnDeleted   = "Is Deleted"
	columnFiles     = "File Count"
)

// siteUsage reads the site usage report, whose Site Id is that of the site collection; its Site URL has been blank
// since 2023. https://learn.microsoft.com/graph/api/reportroot-getsharepointsiteusagedetail
func (r *run) siteUsage(ctx context.Context, inv *assess.Inventory, gap gapFunc) error {
	var rows []assess.SiteUsage
	_, err := r.report(ctx, "getSharePointSiteUsageDetail", []string{columnSite, columnActivity, columnOwnerUPN}, func(value func(string) string) error {
		last, err := day(value(columnActivity))
		if err != nil {
			return err
		}
		row := assess.SiteUsage{
			SiteID: key(value(columnSite)), LastActivity: last, OwnerName: value(columnOwnerName), OwnerUPN: value(columnOwnerUPN), Template: value(columnTemplate),
			Files: whole(value(columnFiles)),
		}
		if !isTrue(value(columnDeleted)) {
			rows = append(rows, row)
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(rows, func(a, b assess.SiteUsage) int {
		return cmp.Or(cmp.Compare(a.SiteID, b.SiteID), a.LastActivity.Compare(b.LastActivity), cmp.Compare(a.OwnerUPN, b.OwnerUPN))
	})
	inv.SiteUsage = rows
	return r.settle(gap, assess.PartSiteUsage, 1, nil)
}

// teamActivity reads the team activity report, https://learn.microsoft.com/graph/api/reportroot-getteamsteamactivitydetail
func (r *run) teamActivity(ctx context.Context, inv *assess.Inventory, gap gapFunc) error {
	var rows []assess.TeamActivity
	_, err := r.report(ctx, "getTeamsTeamActivityDetail", []string{columnTeam, columnActivity}, func(value func(string) string) error {
		last, err := day(value(columnActivity))
		if err != nil {
			return err
		}
		row := assess.TeamActivity{TeamID: key(value(columnTeam)), LastActivity: last}
		if !isTrue(value(columnDeleted)) {
			rows = append(rows, row)
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(rows, func(a, b assess.TeamActivity) int {
		return cmp.Or(cmp.Compare(a.TeamID, b.TeamID), a.LastActivity.Compare(b.LastActivity))
	})
	inv.TeamActivity = rows
	return r.settle(gap, assess.PartTeamActivity, 1, nil)
}

// driveUsage reads the OneDrive usage report. Older tenants have no Site Id in it: their rows come without one, and what
// joins them says so. https://learn.microsoft.com/graph/api/reportroot-getonedriveusageaccountdetail
func (r *run) driveUsage(ctx context.Context, inv *assess.Inventory, gap gapFunc) error {
	var rows []assess.DriveUsage
	columns, err := r.report(ctx, "getOneDriveUsageAccountDetail", []string{columnActivity}, func(value func(string) string) error {
		last, err := day(value(columnActivity))
		if err != nil {
			return err
		}
		row := assess.DriveUsage{
			SiteID: key(value(columnSite)), OwnerUPN: value(columnOwnerUPN), OwnerName: value(columnOwnerName),
			LastActivity: last, Deleted: isTrue(value(columnDeleted)), Files: whole(value(columnFiles)),
		}
		rows = append(rows, row)
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(rows, func(a, b assess.DriveUsage) int {
		return cmp.Or(cmp.Compare(a.SiteID, b.SiteID), cmp.Compare(a.OwnerUPN, b.OwnerUPN), a.LastActivity.Compare(b.LastActivity))
	})
	if _, ok := columns[columnOwnerUPN]; !ok {
		// Whose library names no owner has none that was seen.
		lost := newGap(assess.PartDriveOwners, errContent(fmt.Sprintf("the OneDrive usage report has no column %q", columnOwnerUPN)))
		lost.Partial = true
		gap(lost)
	}
	inv.DriveUsage = rows
	return r.settle(gap, assess.PartDriveUsage, 1, nil)
}

// day reads a date of a report; empty means never.
func day(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}, errContent("its last activity is no date")
	}
	return t, nil
}

// isTrue reads a yes of a report.
func isTrue(text string) bool { return strings.EqualFold(text, "true") }

// whole reads a number of a report that is of use for estimates only; what is none counts for nothing.
func whole(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}
