package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"preflight/assess"
	"preflight/assess/emulator"
)

// TestEverythingRefused: after the sign-in nothing works. The report is written all the same, and says so.
func TestEverythingRefused(t *testing.T) {
	quiet := faultQuiet(t)
	for _, test := range []struct {
		kind   emulator.Kind
		reason assess.Reason
	}{
		{emulator.Status(http.StatusUnauthorized), assess.ReasonPermission},
		{emulator.Status(http.StatusForbidden), assess.ReasonPermission},
		{emulator.Status(http.StatusServiceUnavailable), assess.ReasonService},
		{emulator.Status(http.StatusNotFound), assess.ReasonService},
		{emulator.Status(http.StatusBadGateway), assess.ReasonService},
		{emulator.Throttle("30"), assess.ReasonThrottled},
		{emulator.Throttle("86400"), assess.ReasonThrottled}, // more than Preflight waits
		{emulator.CutBody(), assess.ReasonService},
	} {
		t.Run(test.kind.String(), func(t *testing.T) {
			t.Parallel()
			x := faultTrial()
			x.emulator.Faults = []emulator.Fault{{Match: "^/", Kind: test.kind}}
			got := x.run(t)
			struck(t, got)
			var lost []string
			for _, p := range assess.Parts {
				if p.From != nil || p.Name == assess.PartSiteUsage || p.Name == assess.PartTeamActivity || p.Name == assess.PartDriveUsage {
					continue
				}
				lost = append(lost, p.Name)
			}
			for _, name := range lost {
				if !slices.ContainsFunc(got.Gaps, func(g assess.Gap) bool { return g.Part == name && g.Place == "" && g.Reason == test.reason }) {
					t.Errorf("no gap of %s with the reason %s", name, test.reason)
				}
			}
			for _, f := range got.Findings {
				if f.Outcome != assess.NotAssessed {
					t.Errorf("%s is %s", f.Rule, f.Outcome)
				}
			}
			for name, n := range got.Measures {
				if n != nil && !strings.HasPrefix(name, "collection.") {
					t.Errorf("%s is %d", name, *n)
				}
			}
			noBetter(t, quiet, got)
			if got.code != exitLoss || got.Score.Coverage > 0 || got.Score.Verdict == assess.Ready {
				t.Errorf("exit code %d, score %+v", got.code, got.Score)
			}
		})
	}
}

// TestSlowAnswers: an answer that trickles is given up, not waited for.
func TestSlowAnswers(t *testing.T) {
	t.Parallel()
	x := faultTrial()
	for _, match := range []string{"/users", faultDrives(t)(true, "root/delta"), "/teams/{team}", "/security/dataSecurityAndGovernance/sensitivityLabels"} {
		x.emulator.Faults = append(x.emulator.Faults, emulator.Fault{Match: match, Kind: emulator.SlowBody(time.Hour)})
	}
	x.edit = func(j *job) { j.options.AttemptTimeout = 700 * time.Millisecond }
	got := x.run(t)
	struck(t, got)
	lostExactly(t, got, "labels.labels onedrive.items sharing.group_members teams.details tenant.users", assess.ReasonService)
}

// A badFile is a transport that answers in place of the host of report files.
type badFile struct {
	next   http.RoundTripper
	answer func(*http.Request) (*http.Response, error)
}

func (b badFile) RoundTrip(req *http.Request) (*http.Response, error) {
	if strings.HasPrefix(req.URL.Path, "/reports/") { // on the Graph host it is /v1.0/reports
		return b.answer(req)
	}
	return b.next.RoundTrip(req)
}

// TestBadFile: the file of a report is refused, fails, breaks off or is none. Its address, which is a secret, stands in
// no gap.
func TestBadFile(t *testing.T) {
	quiet := faultQuiet(t)
	with := func(status int, body io.Reader) func(*http.Request) (*http.Response, error) {
		return func(req *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(body), Request: req}, nil
		}
	}
	for _, test := range []struct {
		name   string
		answer func(*http.Request) (*http.Response, error)
		reason assess.Reason
	}{
		{"401", with(http.StatusUnauthorized, strings.NewReader("")), assess.ReasonService}, // the address has run out: no permission cures it
		{"403", with(http.StatusForbidden, strings.NewReader("")), assess.ReasonService},
		{"404", with(http.StatusNotFound, strings.NewReader("")), assess.ReasonService},
		{"302", with(http.StatusFound, strings.NewReader("")), assess.ReasonService},
		{"429", with(http.StatusTooManyRequests, strings.NewReader("")), assess.ReasonThrottled},
		{"500", with(http.StatusInternalServerError, strings.NewReader("{}")), assess.ReasonService},
		{"a web page", with(http.StatusOK, strings.NewReader("<!DOCTYPE html><html></html>")), assess.ReasonService},
		{"empty", with(http.StatusOK, strings.NewReader("")), assess.ReasonService},
		{"cut", with(http.StatusOK, iotest.ErrReader(io.ErrUnexpectedEOF)), assess.ReasonService},
		{"other columns", with(http.StatusOK, strings.NewReader("Report Refresh Date,Report Period\r\n")), assess.ReasonService},
		{"no connection", func(req *http.Request) (*http.Response, error) {
			return nil, fmt.Errorf("Get %q: connection reset by peer", req.URL)
		}, assess.ReasonService},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			x := faultTrial()
			x.edit = func(j *job) {
				next := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: j.options.RootCAs}}
				j.options.Transport = badFile{next, test.answer}
			}
			got := x.run(t)
			struck(t, got)
			lostExactly(t, got, "reports.onedrive reports.sites reports.teams", test.reason)
			noBetter(t, quiet, got)
			noSecrets(t, got)
		})
	}
}

// TestTimeout: the time for the run is up while a probe waits. What was seen is written, the rest is interrupted.
func TestTimeout(t *testing.T) {
	t.Parallel()
	quiet := faultQuiet(t)
	x := faultTrial()
	x.emulator.Faults = []emulator.Fault{{Match: "/sites/getAllSites", Kind: emulator.Throttle("30")}}
	x.edit = func(j *job) {
		j.timeout = 5 * time.Second
		j.options.Sleep = func(ctx context.Context, _ time.Duration) error { <-ctx.Done(); return ctx.Err() }
	}
	got := x.run(t)
	struck(t, got)
	if got.code != exitLoss {
		t.Errorf("exit code %d, want %d: %v", got.code, exitLoss, got.err)
	}
	if !slices.ContainsFunc(got.Gaps, func(g assess.Gap) bool { return g.Part == assess.PartSites && g.Reason == assess.ReasonInterrupted }) {
		t.Errorf("no gap says that the list of sites was interrupted: %+v", got.Gaps)
	}
	for _, g := range got.Gaps {
		if g.Reason != assess.ReasonInterrupted {
			t.Errorf("the reason is %s: %+v", g.Reason, g)
		}
	}
	noBetter(t, quiet, got)
	report, err := os.ReadFile(filepath.Join(got.dir, assess.ReportFile))
	if err != nil || !bytes.HasPrefix(report, []byte("%PDF-")) {
		t.Errorf("the report: %v", err)
	}
}
