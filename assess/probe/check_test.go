package probe

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

func TestCheck(t *testing.T) {
	make := func() *emulator.Tenant {
		tenant := fabrikam()
		withLibrary(tenant)
		withOneDrives(tenant)
		tenant.Sites[1].Usage = &emulator.Usage{Files: 1700}
		tenant.Groups[0].Team = &emulator.Team{Channels: []emulator.Channel{{ID: "19:b@thread.tacv2", Type: "private"}}}
		return tenant
	}
	check := func(t *testing.T, tenant *emulator.Tenant, options emulator.Options) CheckResult {
		t.Helper()
		server, client := serve(t, tenant, options)
		result, err := Check(t.Context(), client)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range server.Violations() {
			t.Errorf("the emulator was asked for something that Graph does not document: %v", v)
		}
		return result
	}

	t.Run("all permissions", func(t *testing.T) {
		c := check(t, make(), emulator.Options{})
		if len(c.Missing)+len(c.Writes)+len(c.Unused)+len(c.Lost)+len(c.Gaps) > 0 {
			t.Errorf("missing %v, writes %v, unused %v, lost %v, gaps %v; want none", c.Missing, c.Writes, c.Unused, c.Lost, c.Gaps)
		}
		if c.Identity.AppName != "Preflight" || c.Tenant.Name != "Fabrikam Ltd" || c.Concealed == nil || *c.Concealed {
			t.Errorf("identity %+v, tenant %+v, concealed %v", c.Identity, c.Tenant, c.Concealed)
		}
		// Crew and Projects; the OneDrives of anna and left; one site and one OneDrive archived.
		if c.Sites != 2 || c.OneDrives != 2 || c.Archived != 2 || c.Drives != 3 || c.Estimated {
			t.Errorf("sites %d, OneDrives %d, archived %d, drives %d, estimated %v", c.Sites, c.OneDrives, c.Archived, c.Drives, c.Estimated)
		}
		// 1,700 files are 2,000 items: 3 roots, 40 items and a sample of 200 are 243 lists of 5 units;
		// 2 for the list of sites, 4 for subsites, 8 for libraries, 6 + 2 for items.
		if c.Files != 1700 || c.Units != 5*243+2+4+8+6+2 || c.UnitsPerMinute != 1250 {
			t.Errorf("files %d, units %d, a minute %d", c.Files, c.Units, c.UnitsPerMinute)
		}
		if want := 59 * time.Second; c.Duration != want {
			t.Errorf("duration %s, want %s", c.Duration, want)
		}
	})

	t.Run("few permissions, one that writes", func(t *testing.T) {
		c := check(t, make(), emulator.Options{Roles: []string{"GroupMember.Read.All", "Mail.ReadWrite", "Calendars.Read", "Sites.Read.All", "User.Read.All"}})
		if diff := cmp.Diff([]string{"Mail.ReadWrite"}, c.Writes); diff != "" {
			t.Errorf("writes (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]string{"Calendars.Read"}, c.Unused); diff != "" {
			t.Errorf("unused (-want +got):\n%s", diff)
		}
		lost := map[string]bool{}
		for _, p := range c.Lost {
			lost[p.Name] = true
		}
		for part, want := range map[string]bool{
			assess.PartSites: false, assess.PartItems: false, assess.PartPermissions: false, assess.PartUsers: false, assess.PartOwners: false,
			assess.PartGroupLabels: true, assess.PartSKUs: true, assess.PartTeams: true, assess.PartSiteUsage: true, assess.PartSharingSettings: true, assess.PartLabels: true,
		} {
			if lost[part] != want {
				t.Errorf("%s lost: %v, want %v", part, lost[part], want)
			}
		}
		if c.Files != -1 {
			t.Errorf("files %d, want -1 for unknown", c.Files)
		}
	})

	t.Run("refused at every place", func(t *testing.T) {
		c := check(t, make(), emulator.Options{Faults: []emulator.Fault{
			{Match: "/sites/{site}/drives", Kind: emulator.Status(403)},
			{Match: "/teams", Kind: emulator.Status(404)},                     // a list is always there
			{Match: "/groups/{group}/sites/root", Kind: emulator.Status(404)}, // a group may have no site
		}})
		var gaps []string
		for _, g := range c.Gaps {
			gaps = append(gaps, g.Part+" "+string(g.Reason))
		}
		if diff := cmp.Diff([]string{"onedrive.items permission", "sharing.items permission", "teams.list service"}, gaps); diff != "" {
			t.Errorf("gaps (-want +got):\n%s", diff)
		}
		if len(c.Lost) != 2 || c.Lost[0].Name != assess.PartItems || c.Lost[1].Name != assess.PartDriveItems {
			t.Errorf("lost %v", c.Lost)
		}
	})

	t.Run("no permission at all", func(t *testing.T) {
		_, client := serve(t, make(), emulator.Options{Roles: []string{}})
		if _, err := Check(t.Context(), client); err == nil {
			t.Error("no error")
		}
	})
}
