package assess

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestSiteAddress(t *testing.T) {
	const tenant = "https://contoso.sharepoint.com"
	for _, test := range []struct{ typed, want string }{
		{tenant, tenant},
		{tenant + "/", tenant},
		{"HTTPS://Contoso.SharePoint.com/sites/Board//", tenant + "/sites/board"},
		{" " + tenant + "/sites/Caf%C3%A9 ", tenant + "/sites/café"},
		{tenant + "/sites/Board/Sub", tenant + "/sites/board/sub"},
		{"https://contoso-my.sharepoint.com/personal/ana_contoso_com", "https://contoso-my.sharepoint.com/personal/ana_contoso_com"},
		{"", ""}, {"board", ""}, {"contoso.sharepoint.com/sites/board", ""}, {"http://contoso.sharepoint.com", ""}, {"https:///sites/board", ""},
		{tenant + "/:f:/s/board/AbCd", ""}, {tenant + "/sites/board?e=AbCd", ""}, {tenant + "/sites/board#x", ""},
		{tenant + "/sites/board/SitePages/Home.aspx", ""}, {tenant + "/sites/board/_layouts/15/viewlsts", ""}, {tenant + "/sites/board/Docs/Forms/AllItems", ""},
		{"https://user:secret@contoso.sharepoint.com/sites/board", ""}, {"https://contoso.sharepoint.com:8443/sites/board", ""}, {"https://contoso.sharepoint.com/%zz", ""},
	} {
		got, err := SiteAddress(test.typed)
		if got != test.want || (err == nil) != (test.want != "") {
			t.Errorf("%q: %q, %v, want %q", test.typed, got, err, test.want)
		}
		if err != nil && err.Error() != errSiteAddress.Error() { // which repeats nothing of what was typed
			t.Errorf("%q: %v", test.typed, err)
		}
	}
}

// An exclusion leaves out the site of its address and what is below it, and nothing beside it.
func TestExcludedSites(t *testing.T) {
	site := func(webID, collection, parent, path string) Site {
		return Site{WebID: webID, SiteID: collection, Parent: parent, URL: "https://c.sharepoint.com" + path}
	}
	sites := []Site{
		site("root", "c0", "", ""),
		site("rootsub", "c0", "root", "/Sub"),
		site("hr", "c1", "", "/sites/HR"),
		site("pay", "c1", "hr", "/sites/HR/Pay"),
		site("slips", "c1", "pay", "/sites/HR/Pay/Slips"),
		site("orphan", "c1", "", "/sites/HR/Orphan"), // the list of subsites was lost, and getAllSites named it
		site("moved", "c1", "pay", "/elsewhere"),
		site("hr2", "c2", "", "/sites/HR2"),
		{WebID: "odd", SiteID: "c3", Parent: "odd"}, // without an address, and its own parent
		{WebID: "a", SiteID: "c4", Parent: "b"}, {WebID: "b", SiteID: "c4", Parent: "a"},
	}
	for _, test := range []struct {
		list    string
		want    string
		unknown string
	}{
		{"", "", ""},
		{"/sites/hr", "hr moved orphan pay slips", ""},
		{"/sites/hr/pay", "moved pay slips", ""},
		{"/sites/hr2", "hr2", ""},
		{"/", "root rootsub", ""},
		{"/sites/none /sites/hr2 /sites/h", "hr2", "/sites/none /sites/h"},
		{"/sites/hr/pay /sites/hr", "hr moved orphan pay slips", ""},
		{"/sites/hr2/documents", "hr2", ""},
		{"/sites/hr/pay/documents/2026", "moved pay slips", ""},
		{"/documents", "", "/documents"},
	} {
		var list []Exclusion
		for _, path := range strings.Fields(test.list) {
			list = append(list, Exclusion{Site: "https://c.sharepoint.com" + strings.TrimSuffix(path, "/"), Reason: path})
		}
		out, unknown := ExcludedSites(&Inventory{Sites: sites}, list)
		if got := strings.Join(slices.Sorted(maps.Keys(out)), " "); got != test.want {
			t.Errorf("%s leaves out %s, want %s", test.list, got, test.want)
		}
		var paths []string
		for _, x := range unknown {
			paths = append(paths, x.Reason)
		}
		if got := strings.Join(paths, " "); got != test.unknown {
			t.Errorf("%s: unknown are %s, want %s", test.list, got, test.unknown)
		}
	}
	out, _ := ExcludedSites(&Inventory{Sites: sites}, []Exclusion{{"https://c.sharepoint.com/sites/hr/pay", "first"}, {"https://c.sharepoint.com/sites/hr", "second"}})
	if out["slips"].Detail() != "left out by agreement: first" || out["hr"].Reason != "second" {
		t.Errorf("the first exclusion that leaves a site out gives the reason: %v", out)
	}
}

// The sites of a team's channels are collections of their own, and are left out with the team's.
func TestExcludedChannels(t *testing.T) {
	site := func(webID, path string) Site {
		return Site{WebID: webID, SiteID: "C-" + webID, URL: "https://c.sharepoint.com" + path}
	}
	below := site("below", "/sites/pay-Review/Sub")
	below.SiteID, below.Parent = "C-review", "review"
	inv := Inventory{
		Sites: []Site{
			site("root", ""), site("pay", "/sites/pay"), site("review", "/sites/pay-Review"), below, site("silent", "/sites/pay-Silent"),
			site("other", "/sites/pay-Other"), site("emea", "/sites/pay-emea"), site("emeaops", "/sites/pay-emea-Ops"), site("payroll", "/sites/payroll-Review"),
			{WebID: "nora", SiteID: "c-nora", Personal: true, URL: "https://c.sharepoint.com/sites/pay-nora"},
		},
		SiteUsage:  []SiteUsage{{SiteID: "c-review", Template: "Team Channel"}, {SiteID: "c-other", Template: "Team Site"}, {SiteID: "c-emeaops", Template: "Team Channel"}},
		GroupSites: []GroupSite{{SiteID: "c-pay"}, {SiteID: "c-emea"}},
	}
	for _, test := range []struct{ site, want string }{
		{"/sites/pay", "below pay review silent"},
		{"/sites/pay/documents", "below pay review silent"},
		{"/sites/pay-emea", "emea emeaops"},
		{"/sites/pay-review", "below review"},
		{"", "root"},
	} {
		out, unknown := ExcludedSites(&inv, []Exclusion{{Site: "https://c.sharepoint.com" + test.site, Reason: "theirs"}})
		if got := strings.Join(slices.Sorted(maps.Keys(out)), " "); got != test.want || len(unknown) > 0 {
			t.Errorf("%s leaves out %s, want %s; unknown %v", test.site, got, test.want, unknown)
		}
	}
}
