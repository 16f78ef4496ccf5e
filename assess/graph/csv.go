package graph

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// A Report is a usage report. Columns are found by name: their order and number
// differ between tenants.
type Report struct {
	Header    map[string]int // column name → index within a row
	Rows      [][]string     // in the report's order, each as long as the header
	Refreshed string         // Report Refresh Date of the first row, YYYY-MM-DD; empty without rows
	Concealed bool           // names and ids are hashes: rows cannot be joined to objects
}

// Value is the field of row in the named column; empty where the report has no
// such column.
func (r *Report) Value(row []string, column string) string {
	if i, ok := r.Header[column]; ok && i < len(row) {
		return row[i]
	}
	return ""
}

// A CSVError is a usage report that cannot be read whole.
type CSVError struct {
	Report  string
	Row     int // 1 is the first below the header, 0 the header or the file
	Problem string
}

func (e *CSVError) Error() string {
	if e.Row > 0 {
		return fmt.Sprintf("report %s, row %d: %s", e.Report, e.Row, e.Problem)
	}
	return fmt.Sprintf("report %s: %s", e.Report, e.Problem)
}

// parseReport reads the CSV. A row of another length than the header, or of
// another period than the one asked for, means that the file was cut or
// damaged: the report as a whole is an error then, never shorter than it was.
func parseReport(name, period string, body []byte) (*Report, error) {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, &CSVError{Report: name, Problem: "its file is empty"}
	}
	if start := bytes.TrimSpace(body)[0]; start == '<' || start == '{' {
		return nil, &CSVError{Report: name, Problem: "its file is no CSV"}
	}
	records, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		return nil, &CSVError{Report: name, Row: rowOf(body), Problem: csvProblem(err)}
	}
	r := &Report{Header: map[string]int{}, Rows: records[1:]}
	for i, column := range records[0] {
		column = strings.TrimSpace(column)
		if _, twice := r.Header[column]; !twice {
			r.Header[column] = i
		}
	}
	days := strings.TrimPrefix(period, "D")
	for i, row := range r.Rows {
		if p, ok := r.Header["Report Period"]; ok && row[p] != days {
			return nil, &CSVError{Report: name, Row: i + 1, Problem: "its period is not the one asked for; the file may have been cut"}
		}
	}
	if len(r.Rows) > 0 {
		r.Refreshed = r.Value(r.Rows[0], "Report Refresh Date")
	}
	r.Concealed = r.concealed()
	return r, nil
}

// rowOf counts the records before the first that cannot be read. The line of
// the parser's error does not do, since a quoted field may hold several.
func rowOf(body []byte) int {
	reader := csv.NewReader(bytes.NewReader(body))
	for n := 0; ; n++ {
		if _, err := reader.Read(); err != nil {
			return n
		}
	}
}

func csvProblem(err error) string {
	switch {
	case errors.Is(err, csv.ErrFieldCount):
		return "it has another number of fields than the header; the file may have been cut"
	case errors.Is(err, csv.ErrQuote), errors.Is(err, csv.ErrBareQuote):
		return "its quotes do not match; the file may have been cut"
	}
	return "it cannot be read"
}

// hidden are the columns whose values the service replaces when a tenant
// conceals names in reports,
// https://learn.microsoft.com/microsoft-365/admin/activity-reports/activity-reports
var hidden = []string{
	"Owner Principal Name", "Owner Display Name", "Team Name", "Team Id",
	"User Principal Name", "Display Name", "Group Display Name",
}

var hashPattern = regexp.MustCompile(`^[0-9A-F]{32}$`)

const zeroID = "00000000-0000-0000-0000-000000000000"

// concealed tells whether every site id of the report is zero, or every value
// of a name column is a hash.
func (r *Report) concealed() bool {
	if r.every("Site Id", func(v string) bool { return v == zeroID }) {
		return true
	}
	for _, column := range hidden {
		if r.every(column, hashPattern.MatchString) {
			return true
		}
	}
	return false
}

// every tells whether the column has values and each of them satisfies is.
func (r *Report) every(column string, is func(string) bool) bool {
	found := false
	for _, row := range r.Rows {
		v := r.Value(row, column)
		if v == "" {
			continue
		}
		if !is(v) {
			return false
		}
		found = true
	}
	return found
}
