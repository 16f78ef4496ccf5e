package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// printedFigures are the main measures with the words before their numbers in the PDF's tables, and on the dashboard.
var printedFigures = []struct{ measure, pdf, dashboard string }{
	{"users.members", "", "Active employees (enabled members)"},
	{"sharing.sites", "Sites, without OneDrives and archived ones", "Sites"},
	{"copilot.files.discoverable", "", "Files every employee's Copilot can find"},
	{"sharing.files.by_link.anonymous", "", "Files under a link that anyone can open"},
	{"sharing.links.anonymous", "Links for anyone, in sites", "Links in sites that anyone can open"},
	{"sharing.links.anonymous.edit", "… of those, that let people edit", ""},
	{"sharing.links.anonymous.unending", "… of those, that never expire", ""},
	{"sharing.links.organization", "Links for the organization, in sites", "Links in sites for the whole organization"},
	{"sharing.links.expired", "Expired links, which open nothing", ""},
	{"sharing.links.users", "Links for named people, in sites", ""},
	{"sharing.links.guests", "… of those, that name external people", "Links in sites that name external people"},
	{"sharing.items.guests", "", "Items in sites granted to external people"},
	{"sharing.items.everyone", "", "Items in sites open to everyone"},
	{"sharing.items.broad_group", "Grants in sites to a group of at least half of the staff, not counted under 1", ""},
	{"onedrive.items.everyone", "", "Items in OneDrives open to everyone"},
	{"onedrive.links.anonymous", "Links for anyone, in OneDrives", "Links in OneDrives that anyone can open"},
	{"onedrive.total", "OneDrives, without archived ones", ""},
	{"onedrive.owner_deleted", "… whose owner is deleted", "OneDrives of deleted people"},
	{"ownership.groups", "Microsoft 365 groups", ""},
	{"ownership.groups.ownerless", "… without any owner", "Groups without an owner"},
	{"ownership.groups.single_owner", "… with one owner only", ""},
	{"teams.total", "Teams", ""},
	{"teams.inactive_90d", "… without activity for 90 days, in the team and in its site", "Teams without activity for 90 days"},
	{"teams.channels.ownerless", "Private channels without an active owner", ""},
	{"labels.available", "Sensitivity labels that people can put on files", "Sensitivity labels for files"},
	{"licence.users.eligible", "", "People who may be given Copilot"},
	{"licence.copilot.seats", "", "Copilot seats"},
}

// tileFigures are the measures of tiles: their numbers stand in the line before their names.
var tileFigures = []struct{ measure, line string }{
	{"copilot.files.discoverable", "files that may be found"},
	{"sharing.items.everyone", "grants to everyone in"},
	{"sharing.items.guests", "items granted to external people"},
	{"sharing.files.by_link.organization", "files under a link for the organization"},
	{"users.guests", "guest accounts in the directory"},
	{"licence.users.eligible", "people who may be"},
	{"licence.copilot.seats", "Copilot seats bought"},
}

// The PDF, the dashboard and the sheet About print the assessment's figures, each the same.
func TestFiguresAgree(t *testing.T) {
	d := bookDocument(t)
	a := d.Assessment
	text := "\n" + strings.Join(pdfPages(t, writePDF(t, d)), "\n")
	var buf bytes.Buffer
	if err := WriteWorkbook(&buf, d); err != nil {
		t.Fatal(err)
	}
	f := opened(t, buf.Bytes())
	about := map[string]string{}
	for _, row := range rowsOf(t, f, "About") {
		if row["Topic"] == "Measures" {
			about[row["Item"]] = row["Value"]
		}
	}
	dashboard := dashboardFigures(t, f)
	for _, p := range printedFigures {
		want := english.MeasureText(a, p.measure)
		if p.pdf != "" && !strings.Contains(text, "\n"+p.pdf+"\n"+want+"\n") {
			t.Errorf("the PDF does not give %s as %q beside %q", p.measure, want, p.pdf)
		}
		if p.dashboard != "" && dashboard[p.dashboard] != want {
			t.Errorf("the dashboard gives %s as %q, want %q", p.measure, dashboard[p.dashboard], want)
		}
		if about[p.measure] != want {
			t.Errorf("the sheet About gives %s as %q, want %q", p.measure, about[p.measure], want)
		}
	}
	for _, p := range tileFigures {
		if want := "\n" + english.MeasureText(a, p.measure) + "\n" + p.line; !strings.Contains(text, want) {
			t.Errorf("no tile of the PDF says %q", want)
		}
	}
}

// dashboardFigures reads the dashboard's key figures: their names stand in column H, their values in column K.
func dashboardFigures(t testing.TB, f *excelize.File) map[string]string {
	t.Helper()
	rows, err := f.GetRows(SheetDashboard)
	if err != nil {
		t.Fatal(err)
	}
	const name, value = 7, 10
	figures := map[string]string{}
	for _, row := range rows {
		if len(row) > value && row[name] != "" {
			figures[row[name]] = row[value]
		}
	}
	return figures
}

// No text runs over the right margin, or over the edge of its column.
func TestPDFKeepsRightBounds(t *testing.T) {
	all := documents(t)
	all["rules"] = ruleDocument(t)
	for name, d := range all {
		c, err := drawPasses(d)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range c.beyond {
			t.Errorf("%s, %s", name, text)
		}
	}
}
