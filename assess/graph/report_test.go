package graph

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

const (
	location  = "https://reports.example:8443/data/download/S3CRET?sig=S3CRET"
	usageHead = "\xef\xbb\xbfReport Refresh Date,Site Id,Owner Display Name,Last Activity Date,Report Period\r\n"
)

// reportClient answers the report with a redirect and its file with file.
func reportClient(t *testing.T, redirect string, file func() *http.Response) *Client {
	return testClient(t, func(r *http.Request) (*http.Response, error) {
		if r.URL.Host == "graph.microsoft.com" {
			if want := "/v1.0/reports/getSharePointSiteUsageDetail(period='D180')"; r.URL.Path != want {
				t.Errorf("asked for %s", r.URL.Path)
			}
			return answer(302, "", "Location", redirect), nil
		}
		if r.URL.String() != location {
			t.Errorf("fetched %s", r.URL)
		}
		if r.Header.Get("Authorization") != "" {
			t.Error("the download carries the token")
		}
		return file(), nil
	})
}

func TestBetaReport(t *testing.T) {
	c := testClient(t, func(r *http.Request) (*http.Response, error) {
		switch {
		case r.URL.String() == location:
			return answer(200, usageHead), nil
		case r.URL.Path == "/beta/reports/getSharePointSiteUsageDetail(period='D30')":
			return answer(302, "", "Location", location), nil
		}
		return answer(404, ""), nil
	})
	if _, err := c.BetaReport(t.Context(), "getSharePointSiteUsageDetail", "D30"); err != nil {
		t.Error(err)
	}
}

func TestReport(t *testing.T) {
	csv := func(s string) func() *http.Response { return func() *http.Response { return answer(200, s) } }
	var csvError *CSVError
	var network *NetworkError
	const row = "2026-02-27,11111111-0000-0000-0000-000000000000,\"Long, name\nof two lines\",2026-01-01,180\r\n"
	const hash = "2026-02-27,00000000-0000-0000-0000-000000000000,0123456789ABCDEF0123456789ABCDEF,2026-01-01,180\r\n"
	tests := []struct {
		name      string
		file      func() *http.Response
		rows      int
		concealed bool
		as        any
		text      string
	}{
		{"two rows", csv(usageHead + row + row), 2, false, nil, ""},
		{"header alone", csv(usageHead), 0, false, nil, ""},
		{"no newline at the end", csv(usageHead + row + strings.TrimSpace(row)), 2, false, nil, ""},
		{"concealed", csv(usageHead + hash + hash), 2, true, nil, ""},
		{"one odd id does not conceal", csv(usageHead + strings.Replace(hash, "0123456789ABCDEF0123456789ABCDEF", "Ann", 1) + row), 2, false, nil, ""},
		{"cut within the second row", csv(usageHead + row + row[:60]), 0, false, &csvError, "row 2"},
		{"cut within a quoted field", csv(usageHead + row + row[:52]), 0, false, &csvError, "row 2"},
		{"cut within the last field", csv(usageHead + row + strings.TrimSuffix(row, "80\r\n")), 0, false, &csvError, "row 2"},
		{"a field too many", csv(usageHead + row + "x," + row), 0, false, &csvError, "row 2"},
		{"empty", csv(""), 0, false, &csvError, "empty"},
		{"mark alone", csv("\xef\xbb\xbf"), 0, false, &csvError, "empty"},
		{"web page", csv("<html>"), 0, false, &csvError, "no CSV"},
		{"expired", func() *http.Response { return answer(403, "S3CRET") }, 0, false, &csvError, "answered with 403"},
		{"another redirect", func() *http.Response { return answer(302, "", "Location", "https://x/S3CRET") }, 0, false, &csvError, "answered with 302"},
		{"cut by the connection", func() *http.Response {
			a := answer(200, "")
			a.Body = cutBody{strings.NewReader(usageHead)}
			return a
		}, 0, false, &network, "no answer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := reportClient(t, location, tt.file)
			r, err := c.Report(t.Context(), "getSharePointSiteUsageDetail", "D180")
			if tt.as != nil {
				if !errors.As(err, tt.as) || !strings.Contains(err.Error(), tt.text) || strings.Contains(err.Error(), "S3CRET") {
					t.Errorf("error %T %v, want %T with %q", err, err, tt.as, tt.text)
				}
				if ReasonOf(err) != "service" {
					t.Errorf("reason %s, want service", ReasonOf(err))
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Rows) != tt.rows || r.Concealed != tt.concealed {
				t.Errorf("%d rows, concealed %t; want %d, %t", len(r.Rows), r.Concealed, tt.rows, tt.concealed)
			}
			if i, ok := r.Header["Report Refresh Date"]; !ok || i != 0 {
				t.Error("the byte order mark is still part of the first column's name")
			}
			if tt.rows > 0 && (r.Refreshed != "2026-02-27" || r.Value(r.Rows[0], "Last Activity Date") != "2026-01-01") {
				t.Errorf("refreshed %q, row %q", r.Refreshed, r.Rows[0])
			}
			if len(r.Rows) > 0 && r.Value(r.Rows[0], "No Such Column") != "" {
				t.Error("a column that is not there has a value")
			}
		})
	}
}

func TestReportWithoutRedirect(t *testing.T) {
	c := testClient(t, func(*http.Request) (*http.Response, error) { return answer(200, usageHead), nil })
	if r, err := c.Report(t.Context(), "getSharePointSiteUsageDetail", "D180"); err != nil || len(r.Rows) != 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestReportRedirectToNowhere(t *testing.T) {
	c := testClient(t, func(*http.Request) (*http.Response, error) { return answer(302, ""), nil })
	if _, err := c.Report(t.Context(), "getSharePointSiteUsageDetail", "D180"); !IsStatus(err, 302) || ReasonOf(err) != "service" {
		t.Errorf("%v", err)
	}
}

func TestReportRefused(t *testing.T) {
	c := testClient(t, func(*http.Request) (*http.Response, error) { return answer(403, ""), nil })
	if _, err := c.Report(t.Context(), "getSharePointSiteUsageDetail", "D180"); ReasonOf(err) != "permission" {
		t.Errorf("%v", err)
	}
}

func TestReportFileThrottled(t *testing.T) {
	c := reportClient(t, location, func() *http.Response { return answer(429, "S3CRET") })
	if _, err := c.Report(t.Context(), "getSharePointSiteUsageDetail", "D180"); !IsStatus(err, 429) || ReasonOf(err) != "throttled" || strings.Contains(err.Error(), "S3CRET") {
		t.Errorf("%v", err)
	}
}

func TestReportRedirectsItDoesNotFollow(t *testing.T) {
	for _, redirect := range []string{"http://reports.example/S3CRET", "file:///S3CRET", "/S3CRET", "https://user:S3CRET@reports.example/", "::S3CRET", "https://reports.example/%zzS3CRET"} {
		c := reportClient(t, redirect, func() *http.Response { t.Error("followed"); return answer(200, "") })
		_, err := c.Report(t.Context(), "getSharePointSiteUsageDetail", "D180")
		var csvError *CSVError
		if !errors.As(err, &csvError) || strings.Contains(err.Error(), "S3CRET") {
			t.Errorf("%q: %v, want a *CSVError without the address", redirect, err)
		}
	}
}
