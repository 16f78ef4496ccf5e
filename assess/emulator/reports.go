package emulator

import (
	"bytes"
	"crypto/md5"
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// reportAge is how far usage reports lag behind, in days.
const reportAge = 2

// report sends the client to the report's file, which is on another host and needs no token,
// https://learn.microsoft.com/graph/api/reportroot-getsharepointsiteusagedetail.
func (s *Server) report(q *request) answer {
	key := s.issue()
	location := s.downloads.url() + "/reports/" + key
	s.remember(location)
	s.state.mu.Lock()
	s.state.keys[key] = q.route.pattern
	s.state.mu.Unlock()
	a := answer{status: http.StatusFound, kind: "text/plain"}
	a.set("Location", location)
	return a
}

// serveDownload answers the host of report files. It refuses an Authorization header, which is never its business.
func (s *Server) serveDownload(w http.ResponseWriter, r *http.Request) {
	s.record("download", r, nil)
	key := strings.TrimPrefix(r.URL.Path, "/reports/")
	s.state.mu.Lock()
	pattern, found := s.state.keys[key]
	s.state.mu.Unlock()
	switch {
	case r.Header.Get("Authorization") != "":
		s.violate("a token sent to the download host")
		answer{status: http.StatusBadRequest, kind: "text/plain", text: "Bad Request"}.write(w, r)
	case r.Method != http.MethodGet:
		s.violate("%s to the download host", r.Method)
		answer{status: http.StatusMethodNotAllowed, kind: "text/plain", text: "Method Not Allowed"}.write(w, r)
	case !found:
		answer{status: http.StatusNotFound, kind: "text/plain", text: "Not Found"}.write(w, r)
	default:
		file := csvFile{concealed: s.tenant().Concealed, bom: true}
		if kind := s.faultForFile(pattern); kind != nil {
			kind.file(&file)
		}
		answer{status: http.StatusOK, kind: "application/octet-stream", text: string(s.write(pattern, file))}.write(w, r)
	}
}

// csvFile is how a report is written.
type csvFile struct {
	concealed bool
	bom       bool
	cut       bool
}

// A table is a report: its columns, and which of them are concealed.
type table struct {
	period  string // in days
	columns []string
	names   []string // columns that concealment replaces by a hash
	ids     []string // columns that it replaces by zeros
	rows    []map[string]string
}

func (s *Server) write(pattern string, f csvFile) []byte {
	var t table
	switch pattern {
	case patternSiteUsage:
		t = s.siteUsage()
	case patternBetaUsage:
		t = s.betaUsage()
	case patternTeamUsage:
		t = s.teamUsage()
	default:
		t = s.driveUsage()
	}
	var b bytes.Buffer
	if f.bom {
		b.WriteString("\ufeff")
	}
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	w.Write(t.columns) // into memory
	for _, row := range t.rows {
		row["Report Refresh Date"] = s.tenant().AsOf.AddDate(0, 0, -reportAge).UTC().Format(time.DateOnly)
		row["Report Period"] = t.period
		if f.concealed {
			t.conceal(row, s.tenant().ID+pattern)
		}
		record := make([]string, len(t.columns))
		for i, name := range t.columns {
			record[i] = row[name]
		}
		w.Write(record)
	}
	w.Flush()
	if f.cut {
		return cutRow(b.Bytes())
	}
	return b.Bytes()
}

// cutRow breaks the file off in the middle of its last row.
func cutRow(file []byte) []byte {
	last := bytes.LastIndex(bytes.TrimRight(file, "\r\n"), []byte("\n")) + 1
	return file[:last+(len(file)-last)/2]
}

// conceal replaces names by 32 hexadecimal digits, the same for the same name within a report, as
// admin/reportSettings has it where displayConcealedNames is true.
func (t table) conceal(row map[string]string, salt string) {
	for _, name := range t.names {
		if row[name] != "" {
			row[name] = fmt.Sprintf("%X", md5.Sum([]byte(salt+row[name])))
		}
	}
	for _, name := range t.ids {
		row[name] = "00000000-0000-0000-0000-000000000000"
	}
}

// siteUsage has its columns in another order than documented, and four more at the end, as seen in 2026.
func (s *Server) siteUsage() table {
	t := table{
		period: "180",
		columns: []string{"Report Refresh Date", "Site Id", "Site URL", "Is Deleted", "Owner Display Name", "Owner Principal Name", "Last Activity Date",
			"File Count", "Active File Count", "Page View Count", "Visited Page Count", "Storage Used (Byte)", "Storage Allocated (Byte)", "Root Web Template",
			"Report Period", "Anonymous Link Count", "Company Link Count", "Secure Link For Guest Count", "Secure Link For Member Count"},
		names: []string{"Site URL", "Owner Display Name", "Owner Principal Name"},
		ids:   []string{"Site Id"},
	}
	for i := range s.tenant().Sites {
		site := &s.tenant().Sites[i]
		if site.Personal || site.Usage == nil {
			continue
		}
		row := s.usageRow(site)
		row["Root Web Template"] = site.Usage.Template
		row["Storage Allocated (Byte)"] = "27487790694400"
		for _, name := range []string{"Page View Count", "Visited Page Count", "Anonymous Link Count", "Company Link Count", "Secure Link For Guest Count", "Secure Link For Member Count"} {
			row[name] = "0"
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// betaUsage is the same report below /beta, which counts sharing links too,
// https://learn.microsoft.com/graph/api/resources/sharepointsiteusagedetail.
func (s *Server) betaUsage() table {
	t := s.siteUsage()
	t.period = "30"
	t.columns = []string{"Report Refresh Date", "Site Id", "Site URL", "Owner Display Name", "Is Deleted", "Last Activity Date", "Site Sensitivity Label Id",
		"External Sharing", "Unmanaged Device Policy", "Geo Location", "File Count", "Active File Count", "Page View Count", "Visited Page Count",
		"Anonymous Link Count", "Company Link Count", "Secure Link For Guest Count", "Secure Link For Member Count", "Storage Used (Byte)",
		"Storage Allocated (Byte)", "Root Web Template", "Owner Principal Name", "Report Period"}
	n := 0
	for i := range s.tenant().Sites {
		site := &s.tenant().Sites[i]
		if site.Personal || site.Usage == nil {
			continue
		}
		row, u := t.rows[n], site.Usage
		row["Anonymous Link Count"], row["Company Link Count"] = strconv.Itoa(u.AnonymousLinks), strconv.Itoa(u.CompanyLinks)
		row["Secure Link For Guest Count"], row["Secure Link For Member Count"] = strconv.Itoa(u.GuestLinks), strconv.Itoa(u.MemberLinks)
		n++
	}
	return t
}

func (s *Server) driveUsage() table {
	t := table{
		period: "180",
		columns: []string{"Report Refresh Date", "Site Id", "Site URL", "Owner Display Name", "Is Deleted", "Last Activity Date",
			"File Count", "Active File Count", "Storage Used (Byte)", "Storage Allocated (Byte)", "Owner Principal Name", "Report Period"},
		names: []string{"Site URL", "Owner Display Name", "Owner Principal Name"},
		ids:   []string{"Site Id"},
	}
	if s.tenant().NoDriveUsageSite {
		t.columns = withoutName(t.columns, "Site Id")
	}
	for i := range s.tenant().Sites {
		site := &s.tenant().Sites[i]
		if !site.Personal || site.Usage == nil {
			continue
		}
		row := s.usageRow(site)
		row["Storage Allocated (Byte)"] = "1099511627776"
		t.rows = append(t.rows, row)
	}
	return t
}

// usageRow is what both reports say of a site.
func (s *Server) usageRow(site *Site) map[string]string {
	u := site.Usage
	row := map[string]string{
		"Site Id":              site.SiteID,
		"Owner Display Name":   u.OwnerName,
		"Owner Principal Name": u.OwnerUPN,
		"Is Deleted":           boolean(u.Deleted),
		"Last Activity Date":   day(u.LastActivity),
		"File Count":           strconv.Itoa(u.Files),
		"Active File Count":    "0",
		"Storage Used (Byte)":  strconv.Itoa(u.Files * 1048576),
	}
	if s.tenant().ReportSiteURLs {
		row["Site URL"] = site.URL // empty since September 2023 (service advisory SP676147)
	}
	return row
}

func (s *Server) teamUsage() table {
	t := table{
		period: "180",
		columns: []string{"Report Refresh Date", "Team Id", "Team Name", "Team Type", "Last Activity Date", "Active Users", "Active Channels", "Guests",
			"Reactions", "Meetings Organized", "Post Messages", "Reply Messages", "Channel Messages", "Urgent Messages", "Mentions",
			"Active Shared Channels", "Active External Users", "Report Period"},
		names: []string{"Team Name", "Team Id"},
	}
	for _, g := range s.tenant().Groups {
		if g.Team == nil || !g.Team.InReport {
			continue
		}
		row := map[string]string{
			"Team Name": g.Name, "Team Id": g.ID, "Team Type": g.Visibility, "Last Activity Date": day(g.Team.LastActivity),
		}
		for _, name := range t.columns[5:17] {
			row[name] = "0"
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// day writes a date of a report, empty for no activity.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

func boolean(b bool) string {
	if b {
		return "True"
	}
	return "False"
}
