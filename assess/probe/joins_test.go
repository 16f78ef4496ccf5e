package probe

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

// TestJoins reads usage reports that are well-formed and name nothing that exists.
func TestJoins(t *testing.T) {
	guid := regexp.MustCompile(`[0-9a-f]{8}-0000-4000-8000-000000000000`)
	parts := []string{assess.PartSiteUsage, assess.PartTeamActivity, assess.PartDriveUsage, assess.PartDriveOwners}
	make := func() *emulator.Tenant {
		tenant := fabrikam()
		withOneDrives(tenant) // that of "left" names no owner, nor does the report
		last := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
		tenant.Sites[0].Usage = &emulator.Usage{OwnerUPN: "anna@fabrikam.com", LastActivity: last}
		tenant.Groups[0].Team = &emulator.Team{InReport: true, LastActivity: last}
		return tenant
	}
	lost := map[string][]string{parts[0]: {"service"}, parts[1]: {"service"}, parts[2]: {"service"}}
	tests := []struct {
		name     string
		change   func(*emulator.Tenant)
		rewrite  rewrite
		gaps     map[string][]string
		measures map[string]string
	}{
		{name: "as they are", measures: map[string]string{"ownership.sites.owner_unknown": "1", "teams.inactive_90d": "1", "onedrive.inactive_90d": "2", "onedrive.owner_unknown": "1"}},
		{name: "headers only", change: func(t *emulator.Tenant) {
			for i := range t.Sites {
				t.Sites[i].Usage = nil
			}
			t.Groups[0].Team.InReport = false
		}, gaps: lost, measures: map[string]string{"ownership.sites.owner_unknown": "null", "teams.inactive_90d": "null", "onedrive.inactive_90d": "null"}},
		{name: "headers only, and nothing to name", change: func(t *emulator.Tenant) {
			t.Groups[0].Team = nil
		}, measures: map[string]string{"teams.inactive_90d": "0"}},
		{name: "hashes of another shape", rewrite: func(path, body string) string {
			if !strings.HasPrefix(path, "/reports/") {
				return body
			}
			return guid.ReplaceAllString(body, "3f2b9d1c$0")
		}, gaps: lost, measures: map[string]string{"ownership.sites.owner_unknown": "null", "teams.inactive_90d": "null", "onedrive.inactive_90d": "null"}},
		{name: "no column for the owner", rewrite: func(path, body string) string {
			if !strings.HasPrefix(path, "/reports/") {
				return body
			}
			return strings.Replace(body, "Owner Principal Name", "Someone", 1)
		}, gaps: map[string][]string{parts[0]: {"service"}, parts[3]: {"service partial"}},
			measures: map[string]string{"ownership.sites.owner_unknown": "null", "onedrive.owner_unknown": "at least 0", "onedrive.inactive_90d": "2"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tenant := make()
			if test.change != nil {
				test.change(tenant)
			}
			if test.rewrite == nil {
				test.rewrite = func(_, body string) string { return body }
			}
			l := collectThrough(t.Context(), t, tenant, emulator.Options{}, Options{}, test.rewrite)
			for _, part := range parts {
				if diff := cmp.Diff(test.gaps[part], l.gapsOf(part)); diff != "" {
					t.Errorf("gaps of %s (-want +got):\n%s", part, diff)
				}
			}
			for measure, want := range test.measures {
				if got := l.measure(measure); got != want {
					t.Errorf("%s is %s, want %s", measure, got, want)
				}
			}
		})
	}
}
