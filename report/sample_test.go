package report

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"preflight/assess"
)

// asOf is the date of every document in these tests.
var asOf = assess.Date{Time: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)}

// testBrand is the default brand.
func testBrand(t testing.TB) Brand {
	t.Helper()
	b, err := LoadBrand("")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// testEntry is a catalogue entry as the rules have it.
func testEntry(id string, pillar assess.Pillar, severity assess.Severity, title, finding string) assess.Entry {
	return assess.Entry{
		ID: id, Title: title, Finding: finding, Pillar: pillar, Severity: severity,
		Why: "Whoever holds the link opens the file without signing in. Links of this kind are passed on in mails and chats and are never taken back, so that nobody knows today who holds one.",
		Steps: []string{
			"SharePoint admin centre > Policies > Sharing: set External sharing to “New and existing guests”.",
			"Remove the links that the workbook lists, site by site: Get-PnPFileSharingLink -Identity /sites/finance/Shared%20Documents/Budget.xlsx | Remove-PnPFileSharingLink -Force",
			"Tell the owners of the {count|site|sites} concerned.",
		},
		Proof: "The next run counts none of them, and the workbook’s sheet is empty under the filter.",
		Owner: "SharePoint administrator", Decides: "client", Window: "0-30",
		Effort: assess.Effort{From: 2, To: 4, PerObject: 0.05, Most: 40}, Sheet: "Sharing links", Filter: "Scope is Anyone",
		Links: []assess.Link{{Title: "Manage sharing settings for SharePoint and OneDrive", URL: "https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off"}},
	}
}

// testCatalogue has one entry for each way in which a finding is printed.
func testCatalogue() assess.Catalogue {
	c := assess.Catalogue{}
	for _, e := range []assess.Entry{
		testEntry("SHR-03", assess.DataExposure, assess.Critical, "No file is open to anyone with the link", "{count} {count|link opens|links open} files to anyone"),
		testEntry("SHR-06", assess.DataExposure, assess.Critical, "Nothing is granted to everyone", "{count} {count|grant|grants} to everyone"),
		testEntry("SHR-09", assess.DataExposure, assess.Low, "Sharing is restricted to known domains", "Sharing is open to every domain"),
		testEntry("OWN-01", assess.Ownership, assess.High, "Every group has an active owner", "{count} of {of} groups have no active owner"),
		testEntry("TMS-01", assess.Ownership, assess.Medium, "No team has fallen silent", "{count} of {measure:teams.total} teams are unused"),
		testEntry("LBL-01", assess.InformationProtection, assess.High, "Sensitivity labels exist", "There is no sensitivity label"),
		testEntry("LBL-02", assess.InformationProtection, assess.Low, "The labels are simple enough", "{count} labels are too many"),
		testEntry("LIC-01", assess.Licences, assess.High, "Enough people may be given Copilot", "{count} of {of} people may not be given Copilot"),
	} {
		c[e.ID] = e
	}
	e := c["LIC-01"]
	e.Licence, e.Window, e.Decides, e.Sheet, e.Filter = "Microsoft 365 Business Premium", "30-60", "msp", "Licences and pilot", ""
	c["LIC-01"] = e
	e = c["OWN-01"]
	e.Window, e.Sheet, e.Filter = "60-90", "Sites and owners", "Owner is none"
	c["OWN-01"] = e
	return c
}

// testFinding judges as Judge would.
func testFinding(rule string, e assess.Entry, o assess.Outcome, count, of int) assess.Finding {
	f := assess.Finding{Rule: rule, Pillar: e.Pillar, Severity: e.Severity, Blocker: e.Severity == assess.Critical, Outcome: o, Weight: e.Severity.Weight()}
	switch o {
	case assess.Pass:
		f.Seen, f.Won = 1, f.Weight
	case assess.Fail:
		f.Seen, f.Count, f.Of = 1, count, of
	}
	return f
}

func count(n int) *int { return &n }

// testDocument is a tenant with something of everything: 2 of 8 checks in order, 4 failed, 1 not verified, 1 that does
// not apply.
func testDocument(t testing.TB) Document {
	cat := testCatalogue()
	links := testFinding("SHR-03", cat["SHR-03"], assess.Fail, 1234, 0)
	links.AtLeast, links.Looked, links.Total, links.Unit, links.Seen = true, 38, 40, "sites", 0.95
	links.Reasons, links.Parts = []assess.Reason{assess.ReasonPermission}, []string{assess.PartPermissions}
	for i := range 9 {
		links.Examples = append(links.Examples, assess.Object{
			Key: fmt.Sprint(i), Name: fmt.Sprintf("Budget %d.xlsx", i), Place: "Finance", Detail: "may edit, never expires",
			URL: "https://contoso.sharepoint.com/sites/finance/Shared%20Documents/Budget.xlsx",
		})
	}
	unseen := testFinding("TMS-01", cat["TMS-01"], assess.NotAssessed, 0, 0)
	unseen.Reasons, unseen.Parts = []assess.Reason{assess.ReasonConcealed}, []string{assess.PartSiteUsage, assess.PartTeamActivity}
	findings := []assess.Finding{
		testFinding("LBL-01", cat["LBL-01"], assess.Fail, 1, 0),
		testFinding("LBL-02", cat["LBL-02"], assess.NotApplicable, 0, 0),
		testFinding("LIC-01", cat["LIC-01"], assess.Fail, 12, 120),
		testFinding("OWN-01", cat["OWN-01"], assess.Fail, 3, 45),
		links,
		testFinding("SHR-06", cat["SHR-06"], assess.Pass, 0, 0),
		testFinding("SHR-09", cat["SHR-09"], assess.Pass, 0, 0),
		unseen,
	}
	a := assess.Assessment{
		Schema: assess.Schema, Version: "0.1.0", AsOf: asOf, Run: 2,
		Tenant: assess.Tenant{ID: "t", Name: "Contoso Manufacturing", DefaultDomain: "contoso.onmicrosoft.com"},
		Score:  assess.Grade(findings), Findings: findings,
		Measures: map[string]*int{}, Seen: map[string]assess.Seen{},
		Sharing:  &assess.SharingSettings{Capability: "externalUserAndGuestSharing", DomainRestriction: "allowList", AllowedDomains: []string{"fabrikam.com"}},
		Sites:    61,
		Control:  assess.ControlSample{Drawn: 412, Found: 3, Drives: 1},
		Requests: assess.Requests{Sent: 5210, ResourceUnits: 9001, Throttled: 4},
		Evidence: assess.Evidence{SHA256: strings.Repeat("0123456789abcdef", 4), Rows: map[string]int{"link": 1234}},
		Permissions: assess.Permissions{Known: true, Held: []string{"Directory.Read.All", "Mail.ReadWrite", "Sites.Read.All"},
			Missing: []string{"ChannelMember.Read.All"}, Excess: []string{"Mail.ReadWrite"}},
	}
	a.Crawl = testCrawl()
	for i, m := range assess.Measures {
		a.Measures[m.Name] = count(7 + 31*i)
	}
	a.Measures["copilot.files.discoverable"] = count(48213)
	a.Measures["sharing.files.by_link.anonymous"] = nil
	a.Seen["sharing.files.by_link.anonymous"] = assess.Seen{AtLeast: 2345, Looked: 38, Total: 40, Unit: "sites"}
	a.Measures["teams.inactive_90d"] = nil
	for i := range 30 {
		a.Exposure = append(a.Exposure, assess.SiteExposure{
			WebID: fmt.Sprintf("web-%02d", i), Name: fmt.Sprintf("Project %02d", i), URL: fmt.Sprintf("https://contoso.sharepoint.com/sites/project%02d", i),
			Personal: i%7 == 3, Public: i%5 == 0, Files: 4000 - i, FilesDiscoverable: 3000 - 100*i, FilesAnonymous: 40 - i, FilesOrganization: 12 * i, LinksGuests: i, ItemsGuests: 2,
		})
	}
	for _, p := range assess.Parts {
		cover := assess.PartCoverage{Part: p.Name, Looked: 1, Total: 1, Unit: p.Unit}
		if p.Unit != "" {
			cover.Looked, cover.Total = 40, 40
		}
		switch p.Name {
		case assess.PartPermissions:
			cover.Looked = 38
		case assess.PartTeamActivity, assess.PartSiteUsage:
			cover.Looked = 0
		}
		a.Coverage = append(a.Coverage, cover)
	}
	a.Gaps = []assess.Gap{
		{Part: assess.PartTeamActivity, Reason: assess.ReasonConcealed, Detail: "displayConcealedNames is true"},
		{Part: assess.PartSiteUsage, Reason: assess.ReasonConcealed},
		{Part: assess.PartPermissions, Place: "web-01", Name: "Project 01", Reason: assess.ReasonPermission, Detail: "accessDenied: Access denied"},
		{Part: assess.PartPermissions, Place: "web-07", Name: "Project 07", Reason: assess.ReasonPermission, Detail: "accessDenied: Access denied"},
	}
	return Document{Assessment: a, Catalogue: cat, Brand: testBrand(t), Words: english, Evidence: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("")), nil }}
}

// testCrawl is a rerun on what the run before left, of 40 sites and 21 OneDrives.
func testCrawl() *assess.Crawl {
	return &assess.Crawl{
		Scan: assess.ScanFull, Basis: assess.BasisChanges, Since: time.Date(2026, 10, 21, 0, 0, 0, 0, time.UTC), MayMiss: assess.BasisChanges.MayMiss(),
		Areas: []assess.AreaCrawl{
			{
				Area: assess.AreaSites, Sites: assess.Tally{Expected: 40, Read: 38, Failed: map[assess.Reason]int{assess.ReasonPermission: 2}},
				Drives: assess.Tally{Expected: 52, Read: 51, Failed: map[assess.Reason]int{assess.ReasonService: 1}}, Items: 1234567,
				Lists:   assess.Tally{Expected: 9413, Read: 9411, Failed: map[assess.Reason]int{assess.ReasonLocked: 1, assess.ReasonService: 1}},
				Control: assess.ControlSample{Drawn: 400, Found: 3, Drives: 1}, Restarted: 1,
			},
			{
				Area: assess.AreaOneDrives, Sites: assess.Tally{Expected: 21, Read: 20, Skipped: 1}, Drives: assess.Tally{Expected: 20, Read: 20}, Items: 3021,
				Lists: assess.Tally{Expected: 118, Read: 118}, Control: assess.ControlSample{Drawn: 12},
			},
		},
		UnitsPerMinute: 1250, OtherUnitsPerMinute: 310, Ceiling: &assess.Ceiling{UnitsPerMinute: 300},
	}
}

// quickDocument is testDocument after a quick scan that left 200 sites out, and every OneDrive.
func quickDocument(t testing.TB) Document {
	d := testDocument(t)
	crawl := testCrawl()
	crawl.Scan, crawl.Basis, crawl.Since, crawl.MayMiss = assess.ScanQuick, assess.BasisEverything, time.Time{}, nil
	crawl.Areas = crawl.Areas[:1]
	crawl.Areas[0].Sites.Expected, crawl.Areas[0].Sites.Skipped = 240, 200
	d.Assessment.Crawl = crawl
	for i := range 200 {
		for _, part := range []string{assess.PartItems, assess.PartPermissions} {
			d.Assessment.Gaps = append(d.Assessment.Gaps, assess.Gap{Part: part, Place: fmt.Sprintf("quiet-%03d", i), Name: fmt.Sprintf("Quiet %03d", i), Reason: assess.ReasonSkipped})
		}
	}
	for i, p := range d.Assessment.Coverage {
		switch p.Part {
		case assess.PartItems, assess.PartPermissions:
			d.Assessment.Coverage[i].Looked, d.Assessment.Coverage[i].Total = 38, 240
		case assess.PartDriveItems, assess.PartDrivePermissions, assess.PartDriveOwners:
			d.Assessment.Coverage[i].Looked = 0
			d.Assessment.Gaps = append(d.Assessment.Gaps, assess.Gap{Part: p.Part, Reason: assess.ReasonSkipped})
		}
	}
	return d
}

// emptyDocument is a run that judged nothing.
func emptyDocument(t testing.TB) Document {
	a := assess.Assessment{Schema: assess.Schema, AsOf: asOf, Score: assess.Grade(nil), Measures: map[string]*int{}, Seen: map[string]assess.Seen{},
		Tenant: assess.Tenant{DefaultDomain: "contoso.onmicrosoft.com"}}
	return Document{Assessment: a, Catalogue: assess.Catalogue{}, Brand: testBrand(t), Words: english}
}

// hostile strings: what tenants really hold, and worse.
var hostile = []string{
	"🚀 Marketing 👩‍👩‍👧 Team", "مشاريع التسويق", "営業部の資料と予算", "{nb} pages of {count}", "=HYPERLINK(\"https://example.com\")",
	"a\u00adsoft\u200bhyphen\ufeff and \x00 control \x1b[31m\r\n\tlines", "bad \xff\xfe utf-8", "Zu\u0308rich naïve Ἑλλάς Việt", "\U0010ffff\uffff\uffff",
	strings.Repeat("Shared Documents/Very long folder name/", 6) + "file.docx", strings.Repeat("W", 220), strings.Repeat("x_", 120), "(unbalanced \\ ( parens", "",
}

// hostileDocument puts the hostile strings wherever a tenant's words are printed.
func hostileDocument(t testing.TB) Document {
	d := testDocument(t)
	d.Assessment.Tenant.Name = strings.Repeat("Contoso 🚀 Ünïcode GmbH & Co. KG ", 3)[:80]
	d.Assessment.Tenant.DefaultDomain = strings.Repeat("contoso", 12) + ".onmicrosoft.com"
	d.Brand.Contact, d.Brand.Name = "{nb} "+hostile[0], "Ωmega Cloud 🚀 Services"
	for i := range d.Assessment.Findings {
		f := &d.Assessment.Findings[i]
		for j, s := range hostile {
			f.Examples = append(f.Examples[:min(j, len(f.Examples))], assess.Object{Key: fmt.Sprint(j), Name: s, Place: hostile[(j+1)%len(hostile)], Detail: hostile[(j+i)%len(hostile)], URL: "javascript:alert(1)"})
		}
	}
	for i := range d.Assessment.Exposure {
		d.Assessment.Exposure[i].Name = hostile[i%len(hostile)]
		d.Assessment.Exposure[i].URL = "https://contoso.sharepoint.com/sites/" + hostile[i%len(hostile)]
	}
	for i, s := range hostile {
		d.Assessment.Gaps = append(d.Assessment.Gaps, assess.Gap{Part: assess.PartItems, Place: fmt.Sprint("p", i), Name: s, Reason: assess.ReasonService, Detail: s})
	}
	for id, e := range d.Catalogue {
		e.Why += " " + strings.Join(hostile, " ")
		d.Catalogue[id] = e
	}
	return d
}

// longDocument has n findings, some of them with texts longer than a page.
func longDocument(t testing.TB, n int) Document {
	d := testDocument(t)
	d.Assessment.Findings = nil
	for i := range n {
		id := fmt.Sprintf("%s-%03d", []string{"SHR", "OWN", "LBL", "LIC"}[i%4], i)
		e := testEntry(id, assess.Pillars[[]int{0, 1, 2, 4}[i%4]], assess.Severities[i%4], "Good state of "+id, "{count} objects are in a bad state, "+id)
		e.Window = []string{"0-30", "30-60", "60-90", "90-120"}[i/3%4]
		if i == 17 {
			e.Why = strings.Repeat("This goes on for longer than a page can hold. ", 200)
		}
		d.Catalogue[id] = e
		d.Assessment.Findings = append(d.Assessment.Findings, testFinding(id, e, []assess.Outcome{assess.Fail, assess.Fail, assess.Fail, assess.Pass, assess.NotAssessed}[i%5], i+1, 0))
	}
	d.Assessment.Score = assess.Grade(d.Assessment.Findings)
	return d
}

// ruleDocument fails every rule of the real catalogue.
func ruleDocument(t testing.TB) Document {
	t.Helper()
	cat, err := assess.LoadCatalogue(os.DirFS("../assess/rules"))
	if err != nil {
		t.Fatal(err)
	}
	d := testDocument(t)
	d.Catalogue, d.Assessment.Findings = cat, nil
	for i, id := range slices.Sorted(maps.Keys(cat)) {
		d.Assessment.Findings = append(d.Assessment.Findings, testFinding(id, cat[id], assess.Fail, 1+3*i, 200))
	}
	d.Assessment.Score = assess.Grade(d.Assessment.Findings)
	return d
}

// english is the words of most tests.
var english = English()
