package report

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"preflight/assess"
)

// An evidenceLine is a row of the evidence file with its kind.
type evidenceLine struct {
	kind string
	row  any
}

// evidenceOf makes an evidence file of rows.
func evidenceOf(t testing.TB, lines ...evidenceLine) func() (io.ReadCloser, error) {
	t.Helper()
	var buf bytes.Buffer
	zw := gzip.NewWriter(&buf)
	for _, l := range lines {
		data, err := json.Marshal(l.row)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(zw, `{"kind":%q,%s`+"\n", l.kind, data[1:])
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(buf.Bytes())), nil }
}

func utc(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

func fact(is bool) *bool { return &is }

// linkRow is a sharing link as most tests need one.
func linkRow(i int) assess.LinkRow {
	return assess.LinkRow{
		Key: fmt.Sprintf("b!drive%04d|01ITEM%06d|perm", i/500, i), Site: fmt.Sprintf("Project %02d", i%40), SiteURL: "https://contoso.sharepoint.com/sites/project", WebID: fmt.Sprintf("web-%02d", i%40),
		Library: "Documents", Path: fmt.Sprintf("/Clients/%d/Contracts", i%97), Item: fmt.Sprintf("Contract %d.docx", i), Kind: assess.KindFile,
		ItemURL: fmt.Sprintf("https://contoso.sharepoint.com/sites/project/Shared%%20Documents/Contract%%20%d.docx", i), Scope: "anonymous", Type: "view", Files: 1,
	}
}

// bookDocument is testDocument with rows of every kind.
func bookDocument(t testing.TB) Document {
	d := testDocument(t)
	d.Assessment.Gaps = append(d.Assessment.Gaps, assess.Gap{Part: assess.PartLabels, Reason: assess.ReasonPermission, Detail: "Authorization_RequestDenied"})
	never, expired, dormant, folder, guests := linkRow(1), linkRow(2), linkRow(3), linkRow(4), linkRow(5)
	never.Edit, never.Type, never.Item = true, "edit", "=SUM(A1:A9) salaries.xlsx"
	expired.Expires, expired.Expired, expired.Password = utc(2026, 3, 1), true, fact(true)
	dormant.Dormant, dormant.Site, dormant.Path = true, "@Marketing", ""
	folder.Scope, folder.Kind, folder.Files, folder.Item, folder.Expires = "organization", assess.KindFolder, 412, "-Board papers", utc(2027, 1, 31)
	guests.Scope, guests.People, guests.Guests, guests.Personal, guests.Site = "users", 3, []string{"Ann Other (fabrikam)", "+Bob"}, true, "Megan Bowen"
	open := assess.SiteExposure{Drives: 2, Items: 12345, LinksAnonymous: 14, AnonymousEdit: 3, AnonymousUnending: 9, LinksOrganization: 40, LinksUsers: 12, LinksGuests: 4, ItemsGuests: 1, ItemsEveryone: 2, FilesAnonymous: 230, FilesOrganization: 999, FilesDiscoverable: 5120}
	d.Evidence = evidenceOf(t,
		evidenceLine{"link", never}, evidenceLine{"link", expired}, evidenceLine{"link", dormant}, evidenceLine{"link", folder}, evidenceLine{"link", guests},
		evidenceLine{"grant", assess.GrantRow{Key: "g1", Site: "Finance", Library: "Documents", Item: "Documents", Kind: assess.KindRoot, ItemURL: "https://contoso.sharepoint.com/sites/finance/Shared%20Documents", Class: assess.ClassEveryone, Grantee: "Everyone except external users", Edit: true, Files: 5120}},
		evidenceLine{"grant", assess.GrantRow{Key: "g2", Site: "Finance", Library: "Documents", Path: "/Payroll", Item: "2026", Kind: assess.KindFolder, ItemURL: "javascript:alert(1)", Class: assess.ClassGuests, Grantee: "Ann Other"}},
		evidenceLine{"name", assess.NameRow{Key: "n1", Site: "Finance", Library: "Documents", Path: "/Payroll", Item: "=Payslips.xlsx", ItemURL: "https://contoso.sharepoint.com/sites/finance/payslips", Topic: "pay", Discoverable: true, Organization: true}},
		evidenceLine{"site", assess.SiteRow{Key: "web-00", Name: "Finance", URL: "https://contoso.sharepoint.com/sites/finance", Created: utc(2019, 5, 6), Group: "Finance", GroupID: "grp-1", Public: true, Owners: []string{"adele@contoso.com", "megan@contoso.com"}, Owner: assess.OwnerActive, LastActivity: utc(2026, 11, 18), ActivitySeen: true, Exposure: open, Seen: true}},
		evidenceLine{"site", assess.SiteRow{Key: "web-01", Name: "Project 01", URL: "https://contoso.sharepoint.com/sites/project01", Created: utc(2020, 1, 2), Owner: assess.OwnerUnknown, Exposure: assess.SiteExposure{Drives: 1, LinksAnonymous: 3}, ActivitySeen: false}},
		evidenceLine{"site", assess.SiteRow{Key: "web-02", Name: "Old intranet", URL: "https://contoso.sharepoint.com/sites/old", Archived: true, Owner: assess.OwnerUnknown}},
		evidenceLine{"group", assess.GroupRow{Key: "grp-1", Name: "Finance", Mail: "finance@contoso.com", Visibility: "Public", Team: true, Owners: []string{"adele@contoso.com", "megan@contoso.com"}, Owner: assess.OwnerActive, OwnersSeen: true, Labels: []string{"Confidential"}, LabelsSeen: true, Created: utc(2019, 5, 6)}},
		evidenceLine{"group", assess.GroupRow{Key: "grp-2", Name: "Leftovers", Visibility: "Private", Owner: assess.OwnerNone, OwnersSeen: true, Created: utc(2018, 2, 3)}},
		evidenceLine{"team", assess.TeamRow{Key: "grp-1", Name: "Finance", Archived: fact(false), Created: utc(2019, 5, 6), Owners: []string{"adele@contoso.com"}, Channels: 1}},
		evidenceLine{"team", assess.TeamRow{Key: "grp-3", Name: "Unknown state"}},
		evidenceLine{"channel", assess.ChannelRow{Key: "ch-1", Team: "Finance", TeamID: "grp-1", Name: "Payroll", Ownerless: true}},
		evidenceLine{"onedrive", assess.OneDriveRow{Key: "od-1", Name: "Megan Bowen", URL: "https://contoso-my.sharepoint.com/personal/megan_contoso_com", OwnerName: "Megan Bowen", OwnerUPN: "megan@contoso.com", Owner: assess.OwnerActive, OwnerSeen: true, LastActivity: utc(2026, 11, 1), ActivitySeen: true, Exposure: assess.SiteExposure{Items: 900, LinksAnonymous: 2}, Seen: true}},
		evidenceLine{"onedrive", assess.OneDriveRow{Key: "od-2", Name: "Gone Person", URL: "https://contoso-my.sharepoint.com/personal/gone_contoso_com", Owner: assess.OwnerDeleted, OwnerSeen: true, ActivitySeen: true, Inactive: true, Seen: true}},
		evidenceLine{"sku", assess.SKURow{Key: "sku-1", Part: "SPB", Name: "Microsoft 365 Business Premium", Status: "Enabled", Enabled: 120, Consumed: 108, Prerequisite: true}},
		evidenceLine{"person", assess.PersonRow{Key: "u-1", Name: "Megan Bowen", UPN: "megan@contoso.com", Kind: "member", Enabled: true, Licences: []string{"SPB"}, Eligible: true}},
		evidenceLine{"person", assess.PersonRow{Key: "u-2", Name: "Front Desk", UPN: "desk@contoso.com", Kind: "member", Enabled: true, Why: "no-licence"}},
		evidenceLine{"person", assess.PersonRow{Key: "u-3", Name: "Ann Other", UPN: "ann_fabrikam.com#EXT#@contoso.com", Kind: "guest", Enabled: true, Why: "guest"}},
	)
	return d
}

// bytesOf writes the workbook of d.
func bytesOf(t testing.TB, d Document) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := WriteWorkbook(&buf, d); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// opened reads a workbook back.
func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// rowsOf gives a table's rows by column name, as they are shown.
func rowsOf(t testing.TB, f *excelize.File, sheet string) []map[string]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < headerRow {
		t.Fatalf("sheet %s has %d rows", sheet, len(rows))
	}
	var out []map[string]string
	for _, row := range rows[headerRow:] {
		m := map[string]string{}
		for i, v := range row {
			m[rows[headerRow-1][i]] = v
		}
		out = append(out, m)
	}
	return out
}

// TestLookWorkbook writes workbooks for people to look at, into the folder that PREFLIGHT_WORKBOOK_OUT names.
func TestLookWorkbook(t *testing.T) {
	dir := os.Getenv("PREFLIGHT_WORKBOOK_OUT")
	if dir == "" {
		t.Skip("PREFLIGHT_WORKBOOK_OUT names no folder")
	}
	empty, hostile, long, quick := emptyDocument(t), hostileDocument(t), longDocument(t, 300), bookDocument(t)
	quick.Assessment = quickDocument(t).Assessment
	empty.Evidence, hostile.Evidence, long.Evidence = evidenceOf(t), hostileEvidence(t), evidenceOf(t)
	for name, d := range map[string]Document{"full": bookDocument(t), "empty": empty, "hostile": hostile, "long": long, "quick": quick} {
		if err := os.WriteFile(filepath.Join(dir, name+".xlsx"), bytesOf(t, d), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// hostileEvidence has a row of a link for each hostile string.
func hostileEvidence(t testing.TB) func() (io.ReadCloser, error) {
	var lines []evidenceLine
	for i, s := range hostile {
		r := linkRow(i)
		r.Item, r.Site, r.Path, r.Guests, r.ItemURL = s, s, s, []string{s}, "https://contoso.sharepoint.com/"+s
		lines = append(lines, evidenceLine{"link", r})
	}
	return evidenceOf(t, lines...)
}
