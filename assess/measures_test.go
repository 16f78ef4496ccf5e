package assess

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// want is what the tests' tenant comes to, counted by hand.
var want = map[string]int{
	"users.members": 42, "users.guests": 1,

	"sharing.sites": 3, "sharing.sites.archived": 1, "sharing.sites.public_group": 1, "sharing.drives": 2, "sharing.items": 30,
	"sharing.links.anonymous": 1, "sharing.links.organization": 1, "sharing.links.users": 2, "sharing.links.existing": 1, "sharing.links.expired": 1,
	"sharing.links.anonymous.edit": 1, "sharing.links.anonymous.unending": 1, "sharing.links.guests": 1,
	"sharing.items.guests": 1, "sharing.items.everyone": 1, "sharing.items.broad_group": 1,
	"sharing.files.by_link.anonymous": 2, "sharing.files.by_link.organization": 3,
	"copilot.files.discoverable": 12, // 8 of the public site, 3 and 1 by an Everyone grant

	"onedrive.total": 4, "onedrive.archived": 1, "onedrive.items": 5, "onedrive.links.anonymous": 1, "onedrive.links.organization": 1,
	"onedrive.links.users": 1, "onedrive.items.everyone": 1, "onedrive.owner_disabled": 1, "onedrive.owner_deleted": 1, "onedrive.owner_unknown": 1,
	"onedrive.inactive_90d": 1,

	"ownership.groups": 5, "ownership.groups.owner_unknown": 1, "ownership.groups.ownerless": 1, "ownership.groups.no_active_owner": 1,
	"ownership.groups.single_owner": 1, "ownership.sites.ownerless_group": 1, "ownership.sites.owner_unknown": 1,

	"teams.total": 4, "teams.archived": 1, "teams.inactive_90d": 1, "teams.duplicate_names": 2, "teams.channels.ownerless": 1,
	"labels.available": 2, "labels.containers_enabled": 1, "labels.groups_labelled": 1,
	"licence.copilot.seats": 12, "licence.copilot.assigned": 2, "licence.copilot.assigned_disabled": 1,
	"licence.users.eligible": 3, "licence.users.not_eligible": 39,

	"collection.requests": 100, "collection.resource_units": 200, "collection.throttled": 3,
}

func TestMeasures(t *testing.T) {
	values := measured(resolved(tenant()))
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got := values[name]; got == nil || *got != want[name] {
			t.Errorf("%s = %s, want %d", name, show(got), want[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is not in the table of this test", name)
		}
	}
}

// Each measure has an object that the likeliest wrong reading would count.
var traps = []struct {
	measure, object string
	add             func(*Inventory)
}{
	{"users.members", "a disabled Member", addUser(User{ID: "t1", Member: true})},
	{"users.members", "an enabled account without a type", addUser(User{ID: "t1", Enabled: true})},
	{"users.guests", "a Member whose name looks like a guest's", addUser(User{ID: "t1", UPN: "x#EXT#@contoso.com", Member: true})},
	{"sharing.sites", "an archived site", addSite(Site{WebID: "t1", Archived: true})},
	{"sharing.sites", "a site that answered 404", addSite(Site{WebID: "t1", Gone: true})},
	{"sharing.sites", "a OneDrive", addSite(Site{WebID: "t1", Personal: true})},
	{"sharing.sites", "the same site again", addSite(site("w-plain", "plain"))},
	{"sharing.sites", "the root of the OneDrive host", addSite(Site{WebID: "t1", URL: "https://contoso-my.sharepoint.com"})},
	{"sharing.sites", "the app catalogue", addSite(Site{WebID: "t1", URL: "https://contoso.sharepoint.com/sites/AppCatalog/"})},
	{"sharing.sites", "the content type hub", addSite(Site{WebID: "t1", URL: "https://contoso.sharepoint.com/sites/contentTypeHub"})},
	{"sharing.sites", "the search centre", addSite(Site{WebID: "t1", URL: "https://contoso.sharepoint.com/search"})},
	{"sharing.sites.archived", "an archived OneDrive", addSite(Site{WebID: "t1", Personal: true, Archived: true})},
	{"sharing.sites.public_group", "an archived site of a public group", addSite(Site{WebID: "t1", SiteID: "s-public", Archived: true})},
	{"sharing.drives", "a OneDrive's library", addDrive(Drive{ID: "t1", WebID: "o-active"})},
	{"sharing.drives", "a library of the search centre", func(inv *Inventory) {
		addSite(Site{WebID: "t1", URL: "https://contoso.sharepoint.com/search"})(inv)
		addDrive(Drive{ID: "t1", WebID: "t1"})(inv)
	}},
	{"sharing.items", "an item of a OneDrive", addDrive(Drive{ID: "t1", WebID: "o-active", Items: 1})},
	{"sharing.links.anonymous", "an inherited link", addHolder(item("t1", 0, inherited(link("p1", "anonymous", "edit"))))},
	{"sharing.links.anonymous", "an expired link", addHolder(item("t1", 0, until(link("p1", "anonymous", "edit"), "2026-11-01")))},
	{"sharing.links.anonymous", "the same entry twice", setList("i-any", link("p1", "anonymous", "edit"), link("p1", "anonymous", "edit"))},
	{"sharing.links.anonymous", "a link in a OneDrive", addHolder(personal("t1", 0, link("p1", "anonymous", "edit")))},
	{"sharing.links.anonymous", "a link on a library's root", addHolder(of(item("t1", 0, link("p1", "anonymous", "edit")), KindRoot))},
	{"sharing.links.organization", "an inherited link", addHolder(item("t1", 0, inherited(link("p1", "organization", "edit"))))},
	{"sharing.links.users", "a direct grant without a link", addHolder(item("t1", 0, grant("p1", member("m01"))))},
	{"sharing.links.existing", "a link for certain people", addHolder(item("t1", 0, link("p1", "users", "view")))},
	{"sharing.links.expired", "a link that ends today", addHolder(item("t1", 0, until(link("p1", "anonymous", "edit"), "2026-11-02")))},
	{"sharing.links.expired", "an inherited expired link", addHolder(item("t1", 0, inherited(until(link("p1", "users", "edit"), "2020-01-01"))))},
	{"sharing.links.expired", "an expired grant without a link", addHolder(item("t1", 0, until(grant("p1", guest()), "2020-01-01")))},
	{"sharing.links.anonymous.edit", "a link with the role read and the type edit", addHolder(item("t1", 0, with(link("p1", "anonymous", "edit"), "read")))},
	{"sharing.links.anonymous.edit", "a link to view, without a role", addHolder(item("t1", 0, link("p1", "anonymous", "view")))},
	{"sharing.links.anonymous.unending", "a link with an end", addHolder(item("t1", 0, until(link("p1", "anonymous", "view"), "2027-01-01")))},
	{"sharing.links.guests", "a link to a member whose domain is in capitals", addHolder(item("t1", 0, link("p1", "users", "view", member("m02"))))},
	{"sharing.links.guests", "a company link that a guest stands on", addHolder(item("t1", 0, link("p1", "organization", "view", guest())))},
	{"sharing.items.guests", "a guest on a link", addHolder(item("t1", 0, link("p1", "users", "view", guest())))},
	{"sharing.items.guests", "a guest's inherited grant", addHolder(item("t1", 0, inherited(grant("p1", guest()))))},
	{"sharing.items.guests", "a guest on a library's root", addHolder(of(item("t1", 0, grant("p1", guest())), KindRoot))},
	{"sharing.items.guests", "a group with a mail address elsewhere", addHolder(item("t1", 0, grant("p1", Grantee{GroupID: "x", Mail: "x@fabrikam.com"})))},
	{"sharing.items.guests", "a second guest on one item", setList("i-guest", grant("p1", guest()), grant("p2", guest()))},
	{"sharing.items.everyone", "an inherited entry", addHolder(item("t1", 0, inherited(grant("p1", claim("c:0(.s|true")))))},
	{"sharing.items.everyone", "a person called Everyone", addHolder(item("t1", 0, grant("p1", Grantee{UserID: "m01", Name: "Everyone", Login: "i:0#.f|membership|everyone@contoso.com"})))},
	{"sharing.items.everyone", "an expired grant", addHolder(item("t1", 0, until(grant("p1", claim("c:0(.s|true")), "2020-01-01")))},
	{"sharing.items.broad_group", "a group with 20 members", func(inv *Inventory) {
		inv.Members = append(inv.Members, GroupMembers{GroupID: "small", Active: 20})
		addHolder(item("t1", 0, grant("p1", Grantee{GroupID: "small"})))(inv)
	}},
	{"sharing.items.broad_group", "a site group of the same id", addHolder(item("t1", 0, grant("p1", Grantee{GroupID: "grp-big", SiteGroup: true})))},
	{"sharing.files.by_link.anonymous", "a file below an expired link", addHolder(item("t1", 7, until(link("p1", "anonymous", "view"), "2026-11-01")))},
	{"sharing.files.by_link.organization", "files whose own list has no such link", addHolder(item("t1", 7, grant("p1", member("m01"))))},
	{"copilot.files.discoverable", "files with their own list in a public site, without a site group", addHolder(in(item("t1", 7, grant("p1", member("m01"))), "w-public", "d-public"))},
	{"copilot.files.discoverable", "files that a site group's owners alone can open in a public site", addHolder(in(item("t1", 7, siteGroup("owners", "owner")), "w-public", "d-public"))},
	{"copilot.files.discoverable", "files of an Anyone link, which nobody finds unopened", addHolder(item("t1", 7, link("p1", "anonymous", "view")))},
	{"copilot.files.discoverable", "files of members of a site without a public group", addHolder(item("t1", 7, siteGroup("members", "write")))},
	{"onedrive.total", "an archived OneDrive", addSite(Site{WebID: "t1", Personal: true, Archived: true})},
	{"onedrive.archived", "an archived site", addSite(Site{WebID: "t1", Archived: true})},
	{"onedrive.items", "an item of a site", addDrive(Drive{ID: "t1", WebID: "w-plain", Items: 1})},
	{"onedrive.links.anonymous", "a site's link", addHolder(item("t1", 0, link("p1", "anonymous", "view")))},
	{"onedrive.links.organization", "an expired link", addHolder(personal("t1", 0, until(link("p1", "organization", "view"), "2026-01-01")))},
	{"onedrive.links.users", "an existing-access link", addHolder(personal("t1", 0, link("p1", "existingAccess", "view")))},
	{"onedrive.items.everyone", "a grant to one person", addHolder(personal("t1", 0, grant("p1", member("m03"))))},
	{"onedrive.owner_disabled", "an archived OneDrive of a disabled owner", func(inv *Inventory) {
		addSite(Site{WebID: "t1", Personal: true, Archived: true})(inv)
		addDrive(Drive{ID: "t1", WebID: "t1", OwnerID: "d1"})(inv)
	}},
	{"onedrive.owner_deleted", "an owner whose name still carries the digits of a restored account", ownedOneDrive("00112233445566778899aabbccddeeffm04@contoso.com")},
	{"onedrive.owner_unknown", "an owner whom only the usage report names", ownedOneDrive("M05@contoso.com")},
	{"onedrive.inactive_90d", "a OneDrive made 89 days ago without a row", addSite(Site{WebID: "t1", SiteID: "t1", Personal: true, Created: date("2026-08-05")})},
	{"onedrive.inactive_90d", "a OneDrive last used 90 days ago", func(inv *Inventory) {
		addSite(Site{WebID: "t1", SiteID: "t1", Personal: true})(inv)
		inv.DriveUsage = append(inv.DriveUsage, DriveUsage{SiteID: "t1", LastActivity: date("2026-08-04")})
	}},
	{"ownership.groups", "the same group again", addGroup(Group{ID: "grp-one", Owners: []Owner{user("m01")}})},
	{"ownership.groups.owner_unknown", "a group of the cloud without owners", addGroup(Group{ID: "t1"})},
	{"ownership.groups.ownerless", "a synchronised group without visible owners", addGroup(Group{ID: "t1", Synced: true})},
	{"ownership.groups.ownerless", "a group whose owner is disabled", addGroup(Group{ID: "t1", Owners: []Owner{user("d1")}})},
	{"ownership.groups.no_active_owner", "a group that only an application owns", addGroup(Group{ID: "t1", Owners: []Owner{{ID: "sp"}}})},
	{"ownership.groups.no_active_owner", "a group with one active owner among the gone", addGroup(Group{ID: "t1", Owners: []Owner{user("d1"), user("m01")}})},
	{"ownership.groups.single_owner", "a group with a person and a second", addGroup(Group{ID: "t1", Owners: []Owner{user("m01"), user("d1")}})},
	{"ownership.groups.single_owner", "a synchronised group that shows one owner", addGroup(Group{ID: "t1", Synced: true, Owners: []Owner{user("m01")}})},
	{"ownership.groups.single_owner", "a group that one application owns", addGroup(Group{ID: "t1", Owners: []Owner{{ID: "sp"}}})},
	{"ownership.sites.ownerless_group", "a site of a group with one owner", func(inv *Inventory) {
		addSite(site("t1", "t1"))(inv)
		inv.GroupSites = append(inv.GroupSites, GroupSite{GroupID: "grp-one", SiteID: "s-t1"})
	}},
	{"ownership.sites.owner_unknown", "a subsite of a group's site", addSite(Site{WebID: "t1", SiteID: "s-public", Parent: "w-public"})},
	{"ownership.sites.owner_unknown", "a site whose owner is active", func(inv *Inventory) {
		addSite(site("t1", "t1"))(inv)
		inv.SiteUsage = append(inv.SiteUsage, SiteUsage{SiteID: "s-t1", OwnerUPN: "M01@Contoso.com"})
	}},
	{"teams.total", "the same team again", addTeam(Team{ID: "grp-none", Name: "Projects", Archived: ptr(false)})},
	{"teams.archived", "a team of which that was not seen", addTeam(Team{ID: "t1", Name: "T"})},
	{"teams.inactive_90d", "an archived team", addTeam(Team{ID: "t1", Name: "T", Archived: ptr(true)})},
	{"teams.inactive_90d", "a quiet team whose site is in use", func(inv *Inventory) {
		addTeam(Team{ID: "t1", Name: "T", Archived: ptr(false)})(inv)
		inv.GroupSites = append(inv.GroupSites, GroupSite{GroupID: "t1", SiteID: "s-plain"})
	}},
	{"teams.inactive_90d", "a team made a month ago", addTeam(Team{ID: "t1", Name: "T", Archived: ptr(false), Created: date("2026-10-01")})},
	{"teams.inactive_90d", "an old team whose site was made a month ago", func(inv *Inventory) {
		addTeam(Team{ID: "t1", Name: "T", Archived: ptr(false), Created: date("2025-01-01")})(inv)
		addSite(Site{WebID: "t1", SiteID: "s-t1", Created: date("2026-10-01")})(inv)
		inv.GroupSites = append(inv.GroupSites, GroupSite{GroupID: "t1", SiteID: "s-t1"})
	}},
	{"teams.inactive_90d", "a team without a date, of a group made a month ago", func(inv *Inventory) {
		addTeam(Team{ID: "t1", Name: "T", Archived: ptr(false)})(inv)
		addGroup(Group{ID: "t1", Created: date("2026-10-01")})(inv)
	}},
	{"teams.duplicate_names", "an archived team of a name that two live ones share", addTeam(Team{ID: "t1", Name: "projects", Archived: ptr(true)})},
	{"teams.duplicate_names", "two teams without a name", func(inv *Inventory) {
		addTeam(Team{ID: "t1", Archived: ptr(false), Created: date("2026-10-01")})(inv)
		addTeam(Team{ID: "t2", Name: " ", Archived: ptr(false), Created: date("2026-10-01")})(inv)
	}},
	{"teams.duplicate_names", "an archived team of a live one's name", addTeam(Team{ID: "t1", Name: "Everybody's news", Archived: ptr(true)})},
	{"teams.channels.ownerless", "an archived team's channel", addTeam(Team{ID: "t1", Name: "T", Archived: ptr(true), Channels: []Channel{{ID: "c"}}})},
	{"teams.channels.ownerless", "a channel with an active owner", addTeam(Team{ID: "t1", Name: "T", Archived: ptr(false), Created: date("2026-10-01"), Channels: []Channel{{ID: "c", Owners: []string{"d1", "M01"}}}})},
	{"labels.available", "a label with sublabels", addLabel(Label{ID: "t1", Sublabels: 2})},
	{"labels.available", "a label that is switched off", addLabel(Label{ID: "t1", Enabled: ptr(false)})},
	{"labels.available", "a label for mail alone", addLabel(Label{ID: "t1", ApplicableTo: []string{"email"}})},
	{"labels.containers_enabled", "labels that nobody can put on a group", addLabel(Label{ID: "t1", ApplicableTo: []string{"site"}})},
	{"labels.groups_labelled", "a group without a label", addGroup(Group{ID: "t1", LabelsSeen: true})},
	{"licence.copilot.seats", "a product without Copilot's plans", addSKU(SKU{ID: "t1", Enabled: 9, Plans: []ServicePlan{{ID: "0d0c0d31-fae7-41f2-b909-eaf4d7f26dba", Name: "Bing_Chat_Enterprise"}}})},
	{"licence.copilot.assigned", "a seat with both plans off", addUser(User{ID: "t1", Enabled: true, Licences: []Licence{{SKU: skuCopilot, DisabledPlans: []string{planChat, planApps}}}})},
	{"licence.copilot.assigned", "a seat of a disabled account", addUser(User{ID: "t1", Licences: []Licence{{SKU: skuCopilot}}})},
	{"licence.copilot.assigned_disabled", "a seat of an enabled guest", addUser(User{ID: "t1", Guest: true, Enabled: true, Licences: []Licence{{SKU: skuCopilot}}})},
	{"licence.users.eligible", "a Member with an add-on alone", addUser(User{ID: "t1", Member: true, Enabled: true, Licences: []Licence{{SKU: skuE5Compliance}}})},
	{"licence.users.eligible", "a disabled Member with a base licence", addUser(User{ID: "t1", Member: true, Licences: []Licence{{SKU: skuBusinessPremium}}})},
	{"licence.users.not_eligible", "a guest without a licence", addUser(User{ID: "t1", Guest: true, Enabled: true})},
}

func TestTraps(t *testing.T) {
	for _, trap := range traps {
		t.Run(trap.measure+"/"+trap.object, func(t *testing.T) {
			inv := tenant()
			trap.add(inv)
			if got := measured(resolved(inv))[trap.measure]; got == nil || *got != want[trap.measure] {
				t.Errorf("%s = %s with %s, want %d as without", trap.measure, show(got), trap.object, want[trap.measure])
			}
		})
	}
	for _, m := range Measures {
		if strings.HasPrefix(m.Name, "collection.") {
			continue
		}
		found := false
		for _, trap := range traps {
			found = found || trap.measure == m.Name
		}
		if !found {
			t.Errorf("no object is named that %s must not count", m.Name)
		}
	}
}

func addUser(u User) func(*Inventory) {
	return func(inv *Inventory) { inv.Users = append(inv.Users, u) }
}
func addSite(s Site) func(*Inventory) {
	return func(inv *Inventory) { inv.Sites = append(inv.Sites, s) }
}
func addDrive(d Drive) func(*Inventory) {
	return func(inv *Inventory) { inv.Drives = append(inv.Drives, d) }
}
func addHolder(h Holder) func(*Inventory) {
	return func(inv *Inventory) { inv.Holders = HoldersOf(append(listed(inv.Holders), h)...) }
}

// listed gathers holders.
func listed(holders Holders) []Holder {
	var list []Holder
	for h := range holders {
		list = append(list, h)
	}
	return list
}
func addGroup(g Group) func(*Inventory) {
	return func(inv *Inventory) { inv.Groups = append(inv.Groups, g) }
}
func addTeam(x Team) func(*Inventory) {
	return func(inv *Inventory) { inv.Teams = append(inv.Teams, x) }
}
func addLabel(l Label) func(*Inventory) {
	return func(inv *Inventory) { inv.Labels = append(inv.Labels, l) }
}
func addSKU(s SKU) func(*Inventory) { return func(inv *Inventory) { inv.SKUs = append(inv.SKUs, s) } }

func setList(item string, list ...Permission) func(*Inventory) {
	return func(inv *Inventory) {
		holders := listed(inv.Holders)
		for i := range holders {
			if holders[i].ItemID == item {
				holders[i].Permissions = list
			}
		}
		inv.Holders = HoldersOf(holders...)
	}
}

// ownedOneDrive is one whose library names nobody and whose row in the usage report names upn.
func ownedOneDrive(upn string) func(*Inventory) {
	return func(inv *Inventory) {
		addSite(Site{WebID: "t1", SiteID: "t1", Personal: true})(inv)
		addDrive(Drive{ID: "t1", WebID: "t1"})(inv)
		inv.DriveUsage = append(inv.DriveUsage, DriveUsage{SiteID: "t1", OwnerUPN: upn, LastActivity: date("2026-10-30")})
	}
}
