package emulator

import (
	"encoding/csv"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// download follows the redirect of a report, without a token.
func (c *client) download(pattern string) string {
	c.Helper()
	resp := c.send(asked[pattern])
	resp.Body.Close()
	location := resp.Header.Get("Location")
	if resp.StatusCode != http.StatusFound || !strings.HasPrefix(location, "https://127.0.0.1:") || strings.HasPrefix(location, c.server.URL()) {
		c.Fatalf("%s: %d, Location %q", pattern, resp.StatusCode, location)
	}
	if !strings.Contains(strings.Join(c.server.Secrets(), "\n"), location) {
		c.Error("the Location is not among the secrets")
	}
	token := c.token
	c.token = ""
	resp = c.send(location)
	c.token = token
	if resp.StatusCode != 200 {
		c.Fatalf("%s: %d", location, resp.StatusCode)
	}
	return string(read(c.T, resp))
}

// rows reads a report by the names of its columns.
func rows(t *testing.T, file string) []map[string]string {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = record[i]
		}
		out = append(out, row)
	}
	return out
}

func TestSiteReport(t *testing.T) {
	c := connect(t, tiny(), Options{})
	file := c.download(patternSiteUsage)
	want := "\ufeffReport Refresh Date,Site Id,Site URL,Is Deleted,Owner Display Name,Owner Principal Name,Last Activity Date,File Count,Active File Count," +
		"Page View Count,Visited Page Count,Storage Used (Byte),Storage Allocated (Byte),Root Web Template,Report Period,Anonymous Link Count,Company Link Count," +
		"Secure Link For Guest Count,Secure Link For Member Count\r\n" +
		"2026-10-30,col-1,,False,Project Owners,project@tiny.example,2026-10-02,3,0,0,0,3145728,27487790694400,Group,180,0,0,0,0\r\n" +
		"2026-10-30,col-3,,True,,,,0,0,0,0,0,27487790694400,Team Site,180,0,0,0,0\r\n"
	if file != want {
		t.Errorf("got\n%q\nwant\n%q", file, want)
	}
}

// TestBetaReport: the report below /beta counts links, that of v1.0 has the columns at most.
func TestBetaReport(t *testing.T) {
	tenant := tiny()
	u := tenant.Sites[0].Usage
	u.AnonymousLinks, u.CompanyLinks, u.GuestLinks, u.MemberLinks = 4, 3, 2, 1
	c := connect(t, tenant, Options{})
	want := "\ufeffReport Refresh Date,Site Id,Site URL,Owner Display Name,Is Deleted,Last Activity Date,Site Sensitivity Label Id,External Sharing,Unmanaged Device Policy,Geo Location," +
		"File Count,Active File Count,Page View Count,Visited Page Count,Anonymous Link Count,Company Link Count,Secure Link For Guest Count,Secure Link For Member Count," +
		"Storage Used (Byte),Storage Allocated (Byte),Root Web Template,Owner Principal Name,Report Period\r\n" +
		"2026-10-30,col-1,,Project Owners,False,2026-10-02,,,,,3,0,0,0,4,3,2,1,3145728,27487790694400,Group,project@tiny.example,30\r\n" +
		"2026-10-30,col-3,,,True,,,,,,0,0,0,0,0,0,0,0,0,27487790694400,Team Site,,30\r\n"
	if got := c.download(patternBetaUsage); got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	for _, row := range rows(t, c.download(patternSiteUsage)) {
		if row["Anonymous Link Count"] != "0" {
			t.Errorf("v1.0 counts links: %v", row)
		}
	}
	tenant.Concealed = true
	if row := rows(t, c.download(patternBetaUsage))[0]; row["Site Id"] != "00000000-0000-0000-0000-000000000000" || row["Anonymous Link Count"] != "4" || row["Owner Principal Name"] == "project@tiny.example" {
		t.Errorf("concealed: %v", row)
	}
}

func TestOtherReports(t *testing.T) {
	tenant := tiny()
	tenant.ReportSiteURLs = true
	c := connect(t, tenant, Options{})
	drives := rows(t, c.download(patternDriveUsage))
	if len(drives) != 1 || drives[0]["Site Id"] != "col-5" || drives[0]["Site URL"] != "https://tiny-my.sharepoint.com/personal/u0_tiny_example" || drives[0]["Owner Principal Name"] != "u0@tiny.example" {
		t.Errorf("OneDrive report %v", drives)
	}
	teams := rows(t, c.download(patternTeamUsage))
	if len(teams) != 1 || teams[0]["Team Id"] != "group-00" || teams[0]["Team Name"] != "Project" || teams[0]["Last Activity Date"] != "2026-10-01" || teams[0]["Team Type"] != "Public" {
		t.Errorf("team report %v", teams)
	}
	tenant.NoDriveUsageSite = true
	if drives = rows(t, c.download(patternDriveUsage)); drives[0]["Site Id"] != "" || drives[0]["Owner Display Name"] != "User 0" {
		t.Errorf("OneDrive report without Site Id: %v", drives)
	}
}

func TestConcealedReports(t *testing.T) {
	tenant := tiny()
	tenant.Concealed = true
	c := connect(t, tenant, Options{})
	hash := regexp.MustCompile(`^[0-9A-F]{32}$`)
	sites := rows(t, c.download(patternSiteUsage))
	for _, name := range []string{"Owner Display Name", "Owner Principal Name"} {
		if !hash.MatchString(sites[0][name]) {
			t.Errorf("%s is %q", name, sites[0][name])
		}
	}
	if sites[0]["Site Id"] != "00000000-0000-0000-0000-000000000000" || sites[1]["Owner Principal Name"] != "" || sites[0]["Last Activity Date"] != "2026-10-02" {
		t.Errorf("concealed rows %v", sites)
	}
	if team := rows(t, c.download(patternTeamUsage))[0]; !hash.MatchString(team["Team Name"]) || !hash.MatchString(team["Team Id"]) || team["Team Id"] == team["Team Name"] {
		t.Errorf("concealed team %v", team)
	}
	if first, second := c.download(patternSiteUsage), c.download(patternSiteUsage); first != second {
		t.Error("the same report has other hashes")
	}
	if body := c.must("/admin/reportSettings"); body["displayConcealedNames"] != true {
		t.Errorf("report settings %v", body)
	}
}

func TestDownloadRefusesToken(t *testing.T) {
	c := open(t, tiny(), Options{})
	resp := c.send(asked[patternSiteUsage])
	resp.Body.Close()
	resp = c.send(resp.Header.Get("Location"))
	resp.Body.Close()
	if resp.StatusCode != 400 || len(c.server.Violations()) != 1 {
		t.Errorf("a token for the download host: %d, violations %q", resp.StatusCode, c.server.Violations())
	}
	c.token = ""
	resp = c.send(c.server.downloads.url() + "/reports/guessed")
	resp.Body.Close()
	if resp.StatusCode != 404 {
		t.Errorf("a guessed key: %d", resp.StatusCode)
	}
}

func TestReportFaults(t *testing.T) {
	c := connect(t, tiny(), Options{Faults: []Fault{
		{Match: patternSiteUsage, Times: 1, Kind: CSVCut()},
		{Match: patternTeamUsage, Times: 1, Kind: CSVNoBOM()},
		{Match: "OneDriveUsage", Kind: CSVConcealed()},
	}})
	cut, whole := c.download(patternSiteUsage), c.download(patternSiteUsage)
	if !strings.HasPrefix(whole, cut) || strings.HasSuffix(cut, "\n") || !strings.Contains(cut, "2026-10-30,col-3") {
		t.Errorf("cut report %q", cut)
	}
	if file := c.download(patternTeamUsage); !strings.HasPrefix(file, "Report Refresh Date,") {
		t.Errorf("report without byte order mark %q", file[:30])
	}
	for range 2 {
		if row := rows(t, c.download(patternDriveUsage))[0]; row["Site Id"] != "00000000-0000-0000-0000-000000000000" {
			t.Errorf("concealed by fault: %v", row)
		}
	}
}
