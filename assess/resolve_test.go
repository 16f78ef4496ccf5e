package assess

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestResolveGroups(t *testing.T) {
	inv := resolved(tenant())
	got := map[string]OwnerState{}
	for _, g := range inv.Groups {
		got[g.ID] = g.OwnerState
	}
	want := map[string]OwnerState{"grp-public": OwnerActive, "grp-none": OwnerNone, "grp-gone": OwnerInactive, "grp-one": OwnerSingle, "grp-sync": OwnerUnknown}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Who cannot be looked up is not called gone.
func TestResolveWithoutUsers(t *testing.T) {
	inv := tenant()
	inv.Users, inv.Gaps = nil, []Gap{lose(PartUsers)}
	Resolve(inv)
	for _, g := range inv.Groups {
		if g.OwnerState == OwnerInactive || g.OwnerState == OwnerSingle || g.OwnerState == OwnerActive {
			t.Errorf("group %s is %q without the users", g.ID, g.OwnerState)
		}
	}
	for _, s := range inv.Sites {
		if s.Owner == OwnerDeleted || s.Owner == OwnerUnknown && s.WebID != "o-unknown" {
			t.Errorf("the owner of %s is %q without the users", s.WebID, s.Owner)
		}
	}
	for _, team := range inv.Teams {
		for _, c := range team.Channels {
			if c.Ownerless {
				t.Errorf("channel %s is ownerless without the users", c.Name)
			}
		}
	}
}

func TestResolveSites(t *testing.T) {
	inv := tenant()
	addSite(Site{WebID: "w-sub", SiteID: "S-PUBLIC", Parent: "w-public", URL: "https://contoso.sharepoint.com/sites/public/sub"})(inv)
	Resolve(inv)
	type joined struct {
		Group  string
		Public bool
		Last   string
		Owner  OwnerState
	}
	got := map[string]joined{}
	for _, s := range inv.Sites {
		if !s.Personal && !s.Archived {
			got[s.WebID] = joined{s.GroupID, s.Public, Date{s.LastActivity}.Format("2006-01-02"), s.Owner}
		}
	}
	want := map[string]joined{
		"w-public": {"grp-public", true, "2026-10-30", ""},
		"w-sub":    {"grp-public", true, "2026-10-30", ""},
		"w-none":   {"grp-none", false, "2026-01-01", ""},
		"w-plain":  {"", false, "2026-10-30", OwnerUnknown},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestResolveOneDrives(t *testing.T) {
	tests := []struct {
		name  string
		drive Drive
		row   DriveUsage
		want  OwnerState
		upn   string
	}{
		{"by id", Drive{OwnerID: "M01"}, DriveUsage{}, OwnerActive, "m01@contoso.com"},
		{"by name", Drive{OwnerUPN: "M01@CONTOSO.com"}, DriveUsage{}, OwnerActive, "m01@contoso.com"},
		{"by mail address", Drive{OwnerUPN: "gus@fabrikam.com"}, DriveUsage{}, OwnerActive, "gus_fabrikam.com#EXT#@contoso.com"},
		{"disabled", Drive{OwnerID: "d1"}, DriveUsage{}, OwnerDisabled, "dora@contoso.com"},
		{"the id of nobody beside a living name", Drive{OwnerID: "gone", OwnerUPN: "m01@contoso.com"}, DriveUsage{}, OwnerDeleted, "m01@contoso.com"},
		{"the library before the report", Drive{OwnerID: "m01"}, DriveUsage{OwnerUPN: "dora@contoso.com"}, OwnerActive, "m01@contoso.com"},
		{"by the report", Drive{}, DriveUsage{OwnerUPN: "dora@contoso.com"}, OwnerDisabled, "dora@contoso.com"},
		{"deleted, with digits before the name", Drive{}, DriveUsage{OwnerUPN: "ffeeddccbbaa99887766554433221100DEE@contoso.com"}, OwnerDeleted, "dee@contoso.com"},
		{"deleted, plain name", Drive{}, DriveUsage{OwnerUPN: "Dee@contoso.com"}, OwnerDeleted, "dee@contoso.com"},
		{"no user of the tenant", Drive{}, DriveUsage{OwnerUPN: "nobody@contoso.com"}, OwnerDeleted, "nobody@contoso.com"},
		{"nobody named", Drive{}, DriveUsage{}, OwnerUnknown, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inv := tenant()
			tt.drive.ID, tt.drive.WebID, tt.row.SiteID = "t1", "t1", "t1"
			addSite(Site{WebID: "t1", SiteID: "T1", Personal: true})(inv)
			addDrive(tt.drive)(inv)
			inv.DriveUsage = append(inv.DriveUsage, tt.row)
			Resolve(inv)
			s := inv.Sites[slices.IndexFunc(inv.Sites, func(s Site) bool { return s.WebID == "t1" })]
			if s.Owner != tt.want || s.OwnerUPN != tt.upn {
				t.Errorf("owner %q %q, want %q %q", s.Owner, s.OwnerUPN, tt.want, tt.upn)
			}
		})
	}
}

// A report without Site Ids tells nothing about any OneDrive.
func TestReportCannotBeJoined(t *testing.T) {
	inv := tenant()
	for i := range inv.DriveUsage {
		inv.DriveUsage[i].SiteID = ""
	}
	values, seen := Evaluate(resolved(inv), Measures)
	if values["onedrive.inactive_90d"] != nil {
		t.Errorf("onedrive.inactive_90d = %s of a report that cannot be joined", show(values["onedrive.inactive_90d"]))
	}
	if got, want := seen["onedrive.owner_unknown"], (Seen{0, 3, 4, "OneDrives"}); got != want {
		t.Errorf("owner_unknown: %+v, want %+v", got, want)
	}
	for _, g := range inv.Gaps {
		if g.Reason != ReasonUnknown {
			t.Errorf("a report without the column is a gap for the reason %s, which a rerun would cure: %+v", g.Reason, g)
		}
	}
	inv = tenant()
	inv.DriveUsage[0].SiteID = ""
	if Resolve(inv); len(inv.Gaps) == 0 || inv.Gaps[0].Reason != ReasonService {
		t.Errorf("one row without a Site Id: %+v", inv.Gaps)
	}
	inv = tenant()
	inv.DriveUsage = append(inv.DriveUsage, DriveUsage{Deleted: true})
	if got := measured(resolved(inv))["onedrive.inactive_90d"]; got == nil {
		t.Error("the row of a deleted OneDrive makes the report useless")
	}
	inv = tenant()
	inv.SiteUsage = append(inv.SiteUsage, SiteUsage{SiteID: "00000000-0000-0000-0000-000000000000"})
	if got := measured(resolved(inv))["teams.inactive_90d"]; got != nil {
		t.Errorf("teams.inactive_90d = %d of a report whose ids are zeros", *got)
	}
}

func TestUnknownScope(t *testing.T) {
	inv := tenant()
	addHolder(item("t1", 0, link("p1", "galaxy", "view")))(inv)
	addHolder(item("t2", 0, inherited(link("p1", "galaxy", "view"))))(inv)
	values, seen := Evaluate(resolved(inv), Measures)
	want := []Gap{{Part: PartPermissions, Place: "w-plain", Name: "plain", Reason: ReasonUnknown,
		Detail: `a sharing link of an unknown scope, "galaxy", is counted as one for certain people`}}
	if diff := cmp.Diff(want, inv.Gaps); diff != "" {
		t.Error(diff)
	}
	if got := seen["sharing.links.users"]; values["sharing.links.users"] != nil || got.AtLeast != 3 {
		t.Errorf("sharing.links.users = %s, %+v, want null and at least 3", show(values["sharing.links.users"]), got)
	}
}

func TestUnknownProduct(t *testing.T) {
	inv := tenant()
	addSKU(SKU{ID: skuNew, Part: "NEW_SUITE", Plans: []ServicePlan{{ID: "p", Name: "EXCHANGE_S_ENTERPRISE"}}})(inv)
	addSKU(SKU{ID: skuPowerBI, Part: "POWER_BI_STANDARD", Plans: []ServicePlan{{ID: "p", Name: "EXCHANGE_S_FOUNDATION"}}})(inv)
	addUser(User{ID: "n1", UPN: "n1@contoso.com", Member: true, Enabled: true, Licences: []Licence{{SKU: skuNew}}})(inv)
	addUser(User{ID: "n2", Member: true, Enabled: true, Licences: []Licence{{SKU: skuPowerBI}}})(inv)
	addUser(User{ID: "n3", Member: true, Enabled: true, Licences: []Licence{{SKU: skuNew}, {SKU: skuBusinessPremium}}})(inv)
	values, seen := Evaluate(resolved(inv), Measures)
	if len(inv.Gaps) != 1 || inv.Gaps[0].Part != PartPrerequisites || inv.Gaps[0].Name != "NEW_SUITE" || !inv.Gaps[0].Partial || inv.Gaps[0].Reason.Curable() {
		t.Errorf("gaps %+v, want one for NEW_SUITE", inv.Gaps)
	}
	if got := seen["licence.users.not_eligible"]; values["licence.users.not_eligible"] != nil || got.AtLeast != 40 {
		t.Errorf("not eligible: %s, %+v, want null and at least 40: 39 and n2", show(values["licence.users.not_eligible"]), got)
	}
	if got := seen["licence.users.eligible"]; got.AtLeast != 4 {
		t.Errorf("eligible: %+v, want at least 4: three and n3", got)
	}
	if got := show(values["licence.copilot.seats"]); got != "12" {
		t.Errorf("seats = %s, want 12", got)
	}
	for name, holder := range map[string]User{
		"nobody":                   {ID: "n1", Member: true, Enabled: true},
		"a disabled account":       {ID: "n1", Member: true, Licences: []Licence{{SKU: skuNew}}},
		"a guest":                  {ID: "n1", Guest: true, Enabled: true, Licences: []Licence{{SKU: skuNew}}},
		"somebody with a base too": {ID: "n1", Member: true, Enabled: true, Licences: []Licence{{SKU: skuNew}, {SKU: skuBusinessPremium}}},
	} {
		inv = tenant()
		addSKU(SKU{ID: skuNew, Part: "NEW_SUITE", Plans: []ServicePlan{{ID: "p", Name: "TEAMS1"}}})(inv)
		addUser(holder)(inv)
		if Resolve(inv); len(inv.Gaps) != 0 {
			t.Errorf("a product that %s holds is a gap: %+v", name, inv.Gaps)
		}
	}
}

// Without the subscriptions a product off the list may be anything, and one on it is what it is.
func TestWhyNotWithoutSubscriptions(t *testing.T) {
	inv := tenant()
	inv.SKUs, inv.Gaps = nil, []Gap{lose(PartSKUs)}
	addUser(User{ID: "n1", Member: true, Enabled: true, Licences: []Licence{{SKU: skuE5Compliance}}})(inv)
	addUser(User{ID: "n2", Member: true, Enabled: true, Licences: []Licence{{SKU: skuNew}}})(inv)
	got := map[string]string{}
	for p := range People(resolved(inv)) {
		got[p.Key] = p.Why
	}
	for key, want := range map[string]string{"n1": "no-base-licence", "n2": "unknown-licence", "m01": "", "m04": "no-licence"} {
		if got[key] != want {
			t.Errorf("%s: %q, want %q", key, got[key], want)
		}
	}
}

func TestBroadGroup(t *testing.T) {
	for _, tt := range []struct {
		members, active int
		want            bool
	}{{40, 20, false}, {40, 21, true}, {42, 21, true}, {43, 21, false}, {10, 10, false}} {
		inv := &Inventory{Members: []GroupMembers{{GroupID: "G", Active: tt.active}}}
		for n := range tt.members {
			addUser(User{ID: string(rune('A' + n)), Member: true, Enabled: true})(inv)
		}
		if got := newLens(inv, newDirectory(inv)).broad["g"]; got != tt.want {
			t.Errorf("%d of %d members: broad %t", tt.active, tt.members, got)
		}
	}
}

// The first library that names an owner says whose a OneDrive is.
func TestOneDriveOfTwoLibraries(t *testing.T) {
	inv := tenant()
	addDrive(Drive{ID: "do-2", WebID: "o-unknown", OwnerID: "d1"})(inv)
	addDrive(Drive{ID: "do-1", WebID: "o-unknown", OwnerID: "m01"})(inv)
	Resolve(inv)
	for _, s := range inv.Sites {
		if s.WebID == "o-unknown" && s.OwnerID != "m01" {
			t.Errorf("owner %q, want m01", s.OwnerID)
		}
	}
}

// What could not be read in a site that is not counted takes nothing from a count.
func TestGapOfSystemSite(t *testing.T) {
	inv := tenant()
	addSite(Site{WebID: "t1", URL: "https://contoso.sharepoint.com/search"})(inv)
	inv.Gaps = []Gap{{Part: PartItems, Place: "t1", Reason: ReasonPermission}}
	if got := show(measured(resolved(inv))["sharing.items"]); got != "30" {
		t.Errorf("sharing.items = %s, want 30", got)
	}
}

func TestExamples(t *testing.T) {
	inv := tenant()
	inv.Sharing.Capability = "existingExternalUserSharingOnly"
	Resolve(inv)
	if n := len(inv.Exposure.Examples[ClassAnonymous]); n != 0 {
		t.Errorf("%d live Anyone links where they are switched off", n)
	}
	want := []Object{{Key: "d-plain/i-any/p1", Name: "i-any.docx", Place: "plain", Detail: "may edit, never expires", URL: "https://contoso.sharepoint.com/i-any"}}
	if diff := cmp.Diff(want, inv.Exposure.Examples[ClassDormant]); diff != "" {
		t.Error(diff)
	}
	if n := len(inv.Exposure.Examples[ClassDormant.Personal()]); n != 1 {
		t.Errorf("%d dormant links in OneDrives, want 1", n)
	}
	unheard := tenant()
	unheard.Sharing.Capability = "unknownFutureValue"
	Resolve(unheard)
	if live, asleep := len(unheard.Exposure.Examples[ClassAnonymous]), len(unheard.Exposure.Examples[ClassDormant]); live != 1 || asleep != 0 {
		t.Errorf("under a capability that nobody knows %d links are live and %d dormant, want 1 and none", live, asleep)
	}
	for row := range linkRows(unheard) {
		if row.Dormant {
			t.Errorf("%s is called dormant under a capability that nobody knows", row.Key)
		}
	}
	guests := inv.Exposure.Examples[ClassGuests]
	if len(guests) != 2 || guests[0].Key != "d-plain/i-guest" || guests[1].Key != "d-plain/i-guest-link/p1" || guests[0].Detail != "Gus" {
		t.Errorf("guests: %+v", guests)
	}

	inv = tenant()
	for n := range 120 {
		addHolder(item("x"+string(rune('0'+n/100))+string(rune('0'+n/10%10))+string(rune('0'+n%10)), 0, link("p", "organization", "view")))(inv)
	}
	Resolve(inv)
	got := inv.Exposure.Examples[ClassOrganization]
	if len(got) != MaxExamples || got[0].Key != "d-plain/i-org/p1" || got[49].Key != "d-plain/x048/p" {
		t.Errorf("%d examples from %s to %s", len(got), got[0].Key, got[len(got)-1].Key)
	}
}

// The order in which answers come changes nothing, and neither does a second Resolve.
func TestResolveIsDeterministic(t *testing.T) {
	want := resolved(tenant())
	for seed := range uint64(20) {
		inv := tenant()
		r := rand.New(rand.NewPCG(seed, 1))
		v := reflect.ValueOf(inv).Elem()
		for i := range v.NumField() {
			if f := v.Field(i); f.Kind() == reflect.Slice {
				r.Shuffle(f.Len(), reflect.Swapper(f.Interface()))
			}
		}
		if diff := cmp.Diff(want, resolved(inv), cmp.Transformer("list", listed)); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(want, resolved(inv), cmp.Transformer("list", listed)); diff != "" {
			t.Fatalf("a second Resolve: %s", diff)
		}
	}
}

// Holders that cannot be read to their end lose all that is made of them: a part of them is no lower bound, because
// nobody knows which part.
func TestResolveBrokenHolders(t *testing.T) {
	inv := tenant()
	whole := inv.Holders
	inv.Holders = func(yield func(Holder, error) bool) {
		for h := range whole {
			if !yield(h, nil) {
				return
			}
			break
		}
		yield(Holder{}, errors.New("the disk is gone"))
	}
	Resolve(inv)
	for _, part := range []string{PartPermissions, PartDrivePermissions} {
		if !slices.ContainsFunc(inv.Gaps, func(g Gap) bool { return g.Part == part && g.Place == "" && g.Reason == ReasonCache }) {
			t.Errorf("no gap for %s in %v", part, inv.Gaps)
		}
	}
	values, _ := Evaluate(inv, Measures)
	if values["sharing.links.anonymous"] != nil {
		t.Errorf("sharing.links.anonymous is %d, want null", *values["sharing.links.anonymous"])
	}
	if values["sharing.items"] == nil {
		t.Error("sharing.items is null, but does not hang on permissions")
	}
}

func TestGrantedGroups(t *testing.T) {
	got, _, err := GrantedGroups(HoldersOf(
		item("a", 0, grant("1", Grantee{GroupID: "B"}, Grantee{GroupID: "a"}), inherited(grant("2", Grantee{GroupID: "inherited"}))),
		item("b", 0, grant("1", Grantee{GroupID: "b"}), grant("2", Grantee{GroupID: "site", SiteGroup: true}), link("3", "users", "view", Grantee{GroupID: "c"})),
	))
	if want := []string{"a", "b", "c"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v (%v), want %v", got, err, want)
	}
}

func TestEligibilityList(t *testing.T) {
	lines := strings.Count(eligibilityCSV, "\n")
	if got, want := len(offers()), lines-6; got != want { // five lines of comment and a heading
		t.Errorf("%d products, want %d: a row is broken or stands twice", got, want)
	}
	guid := regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	for sku := range offers() {
		if !guid.MatchString(sku) {
			t.Errorf("%q is no id of a product", sku) // a blank that came along hides the product
		}
	}
	tests := []struct {
		name, sku    string
		listed, base bool
	}{
		{"Microsoft 365 Business Premium", skuBusinessPremium, true, true},
		{"Microsoft 365 E3", "05e9a617-0261-4cee-bb44-138d3ef5d965", true, true},
		{"Microsoft 365 F1", "50f60901-3181-4b75-8a2c-4c8e4c1d5a72", true, true},
		{"Office 365 E1", "18181a46-0d4e-45cd-891e-60aabd171b4e", true, true},
		{"Exchange Online (Plan 1)", "4b9405b0-7788-4568-add1-99614e613b69", true, true},
		{"Microsoft 365 E5 Compliance", skuE5Compliance, true, false},
		{"Microsoft 365 E5 Security", "26124093-3d78-432b-b5dc-48bf992543d5", true, false},
		{"Microsoft 365 E3 Extra Features", "f5b15d67-b99e-406b-90f1-308452f94de6", true, false},
		{"Microsoft 365 E3 unattended", "c2ac2ee4-9bb1-47e4-8541-d689c7e83371", true, false},
		{"Microsoft 365 Apps for enterprise (device)", "ea4c5ec8-50e3-4193-89b9-50da5bd4cdc7", true, false},
		{"Clipchamp Premium Add-on", "4b2c20e4-939d-4bf4-9dd8-6870240cfe19", true, false},
		{"Microsoft Teams Rooms Pro", "4cde982a-ede4-4409-9ae6-b003453c8ea6", true, false},
		{"Microsoft 365 Copilot", skuCopilot, false, false},
		{"a new product", skuNew, false, false},
	}
	for _, tt := range tests {
		if o, listed := offers()[tt.sku]; listed != tt.listed || o.base != tt.base {
			t.Errorf("%s: listed %t, base %t", tt.name, listed, o.base)
		}
	}
}
