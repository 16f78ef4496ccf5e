package main

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"preflight/assess"
	"preflight/assess/emulator"
	"preflight/samples"
)

// TestOnePlaceLost takes one place of many away from the messy tenant. Every other fact stays: what was counted over
// the places is "at least", and the number of places looked at is one less than there are.
func TestOnePlaceLost(t *testing.T) {
	quiet := trial{sample: "contoso"}.run(t)
	sample, err := samples.Load("contoso")
	if err != nil {
		t.Fatal(err)
	}
	site := siteWithLinks(t, sample.Tenant, false)
	drive := siteWithLinks(t, sample.Tenant, true)
	team := teamWithChannel(t, sample.Tenant)
	exact := func(parts ...string) string { // every second one is taken literally
		for i := 1; i < len(parts); i += 2 {
			parts[i] = regexp.QuoteMeta(parts[i])
		}
		return strings.Join(parts, "")
	}
	total := func(measure string) int { return *quiet.Measures[measure] }
	tests := []struct {
		name    string
		match   string
		part    string // parts lost at the place, sorted
		place   string
		unit    string
		places  int
		atLeast string // rules that fail still, as "at least", on what was seen
		lost    string // rules that are not assessed any more
	}{
		{"libraries of a site", exact("^/sites/", site.ID(), "/drives$"), "sharing.items", site.WebID, "sites", total("sharing.sites"),
			"SHR-03 SHR-04 SHR-05 SHR-06 SHR-07", ""},
		{"items of a library", exact("^/drives/", site.Drives[0].ID, "/root/delta$"), "sharing.items", site.WebID, "sites", total("sharing.sites"),
			"SHR-03 SHR-04 SHR-05 SHR-06 SHR-07", ""},
		{"permissions of an item", exact("^/drives/", site.Drives[0].ID, "/items/", firstShared(site), "/permissions$"), "sharing.permissions", site.WebID, "sites", total("sharing.sites"),
			"SHR-03 SHR-04 SHR-05 SHR-06 SHR-07", ""},
		{"libraries of a OneDrive", exact("^/sites/", drive.ID(), "/drives$"), "onedrive.items onedrive.owners", drive.WebID, "OneDrives", total("onedrive.total"),
			"ODR-01 ODR-02 ODR-03 ODR-04 ODR-05 ODR-06 ODR-07", ""},
		{"permissions of an item in a OneDrive", exact("^/drives/", drive.Drives[0].ID, "/items/", firstShared(drive), "/permissions$"), "onedrive.permissions", drive.WebID, "OneDrives", total("onedrive.total"),
			"ODR-05 ODR-06 ODR-07", ""},
		{"site of a group", exact("^/groups/", team.ID, "/sites/root$"), "tenant.group_sites", team.ID, "groups", total("ownership.groups"),
			"SHR-08 TMS-01", "OWN-03"}, // a site that seems to have no group may be the group's
		{"details of a team", exact("^/teams/", team.ID, "$"), "teams.details", team.ID, "teams", total("teams.total"),
			"TMS-01 TMS-02 TMS-03", ""},
		{"channels of a team", exact("^/teams/", team.ID, "/channels$"), "teams.channels", team.ID, "teams", total("teams.total"), "TMS-03", ""},
		{"members of a channel", exact("^/teams/", team.ID, "/channels/[^/]+/members$"), "teams.channel_members", team.ID, "teams", total("teams.total"), "TMS-03", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			x := trial{sample: "contoso"}
			x.emulator.Faults = []emulator.Fault{{Match: test.match, Kind: emulator.Status(http.StatusForbidden)}}
			got := x.run(t)
			struck(t, got)
			lostExactly(t, got, test.part, assess.ReasonPermission)
			for _, g := range got.Gaps {
				if !strings.EqualFold(g.Place, test.place) || g.Name == "" {
					t.Errorf("the place is %s %q, want %s with its name", g.Place, g.Name, test.place)
				}
			}
			noBetter(t, quiet, got)
			var atLeast, lost []string
			for i, f := range got.Findings {
				switch before := quiet.Findings[i]; {
				case f.AtLeast:
					atLeast = append(atLeast, f.Rule)
					if f.Looked != test.places-1 || f.Total != test.places || f.Unit != test.unit {
						t.Errorf("%s looked at %d of %d %s, want %d of %d %s", f.Rule, f.Looked, f.Total, f.Unit, test.places-1, test.places, test.unit)
					}
				case f.Outcome == assess.NotAssessed && before.Outcome != assess.NotAssessed:
					lost = append(lost, f.Rule)
				}
			}
			if s := strings.Join(atLeast, " "); s != test.atLeast {
				t.Errorf("at least:\n got %s\nwant %s", s, test.atLeast)
			}
			if s := strings.Join(lost, " "); s != test.lost {
				t.Errorf("not assessed:\n got %s\nwant %s", s, test.lost)
			}
			for name, before := range quiet.Measures {
				if before == nil || got.Measures[name] != nil {
					continue
				}
				if name == "ownership.sites.owner_unknown" {
					continue // sites without a group: not known at all where a group's site is not known
				}
				s, ok := got.Seen[name]
				if !ok || s.Looked != test.places-1 || s.Total != test.places || s.Unit != test.unit {
					t.Errorf("%s is null, and seen is %+v, want %d of %d %s", name, s, test.places-1, test.places, test.unit)
				}
			}
			if test.part != "tenant.group_sites" { // which says of every site whether it has no group
				keepsEvidence(t, quiet, got, test.place)
			}
		})
	}
}

// TestOnePlaceGone deletes one place after it was listed, which is no loss.
func TestOnePlaceGone(t *testing.T) {
	sample, err := samples.Load("contoso")
	if err != nil {
		t.Fatal(err)
	}
	site := siteWithLinks(t, sample.Tenant, false)
	quiet := trial{sample: "contoso"}.run(t)
	for _, test := range []struct {
		name   string
		match  string
		status int
		less   string // the measure that is one less, if one is
	}{
		{"site 404", "^/sites/" + regexp.QuoteMeta(site.ID()) + "/(drives|sites)$", http.StatusNotFound, "sharing.sites"},
		{"site 410", "^/sites/" + regexp.QuoteMeta(site.ID()) + "/(drives|sites)$", http.StatusGone, "sharing.sites"},
		{"site 404, later", "^/sites/" + regexp.QuoteMeta(site.ID()) + "/drives$", http.StatusNotFound, "sharing.sites"},
		{"item", "^/drives/" + regexp.QuoteMeta(site.Drives[0].ID) + "/items/" + regexp.QuoteMeta(firstShared(site)) + "(/permissions)?$", http.StatusNotFound, "sharing.items"},
		{"site of a group", "^/groups/" + teamWithChannel(t, sample.Tenant).ID + "/sites/root$", http.StatusNotFound, ""},
		{"group with a grant", "^/groups/" + grantedGroup(t, sample.Tenant) + "/(transitiveMembers|owners)$", http.StatusNotFound, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			x := trial{sample: "contoso"}
			x.emulator.Faults = []emulator.Fault{{Match: test.match, Kind: emulator.Status(test.status)}}
			got := x.run(t)
			struck(t, got)
			lostExactly(t, got, "", "")
			if n := got.Measures[test.less]; test.less != "" && (n == nil || *n != *quiet.Measures[test.less]-1) {
				t.Errorf("%s is %v, want one less than %v", test.less, n, quiet.Measures[test.less])
			}
			for i, f := range got.Findings {
				if f.Outcome == assess.NotAssessed && quiet.Findings[i].Outcome != assess.NotAssessed {
					t.Errorf("%s is not assessed: %v", f.Rule, f.Reasons)
				}
			}
		})
	}
}

// keepsEvidence checks that every row of links, grants, OneDrives and sites that has nothing to do with the place lost
// is there as before.
func keepsEvidence(t *testing.T, quiet, got result, place string) {
	t.Helper()
	after := map[string]bool{}
	for _, line := range evidenceLines(t, got.dir) {
		after[line] = true
	}
	kept, missing := 0, 0
	for _, line := range evidenceLines(t, quiet.dir) {
		switch {
		case strings.Contains(line, place):
		case after[line]:
			kept++
		default:
			if missing++; missing < 4 {
				t.Errorf("lost with a place that it does not name: %s", line)
			}
		}
	}
	if kept < 100 {
		t.Errorf("%d rows kept, too few to prove anything", kept)
	}
}

// evidenceLines are the rows of a run, one JSON object each.
func evidenceLines(t *testing.T, dir string) []string {
	t.Helper()
	data := contents(t, dir)[assess.EvidenceFile]
	return strings.Split(strings.TrimSpace(string(data)), "\n")
}

// siteWithLinks is a site that is read and can be spared: it has one library with an item that is shared by several
// people, no subsites, and is not the only one with links.
func siteWithLinks(t *testing.T, tenant *emulator.Tenant, personal bool) emulator.Site {
	t.Helper()
	for _, s := range tenant.Sites {
		if s.Personal == personal && s.Archive == "" && s.Status == 0 && s.Parent == "" && !s.ShortID && len(s.Drives) == 1 && firstShared(s) != "" &&
			!slices.ContainsFunc(tenant.Sites, func(sub emulator.Site) bool { return sub.Parent == s.WebID }) {
			return s
		}
	}
	t.Fatal("no such site")
	return emulator.Site{}
}

// firstShared is the first file with an Anyone link.
func firstShared(s emulator.Site) string {
	for _, it := range s.Drives[0].Items {
		if it.Deleted || it.Again != nil || it.Facet == nil || it.Kind != "file" {
			continue
		}
		if slices.ContainsFunc(it.Permissions, func(p emulator.Permission) bool {
			return p.Link != nil && p.Link.Scope == "anonymous" && p.Inherited == "" && p.Expires == ""
		}) {
			return it.ID
		}
	}
	return ""
}

// teamWithChannel is the group of a team with a private channel.
func teamWithChannel(t *testing.T, tenant *emulator.Tenant) emulator.Group {
	t.Helper()
	for _, g := range tenant.Groups {
		if g.Team != nil && !g.Team.Archived && slices.ContainsFunc(g.Team.Channels, func(c emulator.Channel) bool { return c.Type == "private" }) {
			return g
		}
	}
	t.Fatal("no such team")
	return emulator.Group{}
}

// grantedGroup is the security group that something is granted to by its claim.
func grantedGroup(t *testing.T, tenant *emulator.Tenant) string {
	t.Helper()
	for _, s := range tenant.Sites {
		for _, d := range s.Drives {
			for _, it := range d.Items {
				for _, p := range it.Permissions {
					if p.GrantedTo == nil || p.GrantedTo.SiteUser == nil || p.Inherited != "" || it.Deleted || s.Archive != "" {
						continue
					}
					if id, ok := strings.CutPrefix(p.GrantedTo.SiteUser.Login, "c:0t.c|tenant|"); ok {
						return id
					}
				}
			}
		}
	}
	t.Fatal("no group holds a grant")
	return ""
}
