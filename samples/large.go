package samples

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"preflight/assess/emulator"
)

// LargeOptions say how large a tenant is. The same options make the same tenant, byte for byte, in whatever order its libraries
// are asked for.
type LargeOptions struct {
	Seed      uint64
	Sites     int     // site collections, OneDrives not among them; some have a subsite, some are archived
	OneDrives int     // besides
	Items     int     // of all libraries, without their roots
	Links     int     // sharing links, unevenly spread; fewer where the items do not suffice
	Inherited float64 // share of the items that lie below a shared folder without permissions of their own: 0 to 0.6
	Users     int     // accounts, each with a licence; 0: 300
	Lying     int     // the first so many libraries lack the shared facet on every item that is shared

	// Sharing says that one change in so many is of sharing, and the others are of content; 0: all kinds come as often.
	Sharing int

	// Generation is how often one item in a hundred has changed since the tenant was new.
	Generation int
}

// String says what the tenant is, in words.
func (o LargeOptions) String() string {
	return fmt.Sprintf("%d sites, %d OneDrives, %d items, %d links, generation %d, seed %d", o.Sites, o.OneDrives, o.Items, o.Links, o.Generation, o.Seed)
}

// LargeSecret is in the address of every sharing link of a large tenant, and nowhere else.
const LargeSecret = "EplantedXsecret"

// Large makes a tenant of any size, whose libraries are made when they are asked for, and the plan by which it is made. All
// numbers of the plan come from the arithmetic that the libraries are made by, and none from looking at the tenant.
func Large(o LargeOptions) (*emulator.Tenant, Plan) {
	o.Users = cmp.Or(o.Users, 300)
	l := newLarge(o)
	p := l.plan()
	t := l.tenant()
	for i := range l.sites {
		t.Sites = append(t.Sites, l.site(&l.sites[i]))
	}
	return t, p
}

// large is a tenant in the making.
type large struct {
	LargeOptions
	people  []emulator.Identity // accounts by number
	members []emulator.IdentitySet
	guests  []emulator.IdentitySet
	broad   []emulator.IdentitySet // groups and everybody
	sites   []largeSite
	volumes []volume
}

// guests of a large tenant.
const largeGuests = 40

func newLarge(o LargeOptions) *large {
	l := &large{LargeOptions: o}
	for i := range o.Users {
		first, last := largeFirst[i%len(largeFirst)], largeLast[i/len(largeFirst)%len(largeLast)]
		id := emulator.Identity{ID: l.guid(idUser, uint64(i), 0), Name: first + " " + last, Mail: fmt.Sprintf("%s.%s%d@%s", strings.ToLower(first), strings.ToLower(last), i, largeDomain)}
		l.people = append(l.people, id)
		l.members = append(l.members, siteUser(id, "i:0#.f|membership|"+id.Mail))
	}
	for i := range largeGuests {
		id := emulator.Identity{ID: l.guid(idGuest, uint64(i), 0), Name: fmt.Sprintf("Partner %d", i+1), Mail: fmt.Sprintf("partner%d@fabrikam.example", i+1)}
		l.guests = append(l.guests, siteUser(id, fmt.Sprintf("i:0#.f|membership|partner%d_fabrikam.example#ext#@%s", i+1, largeInitial)))
	}
	l.broad = []emulator.IdentitySet{
		{SiteUser: &emulator.Identity{ID: "9", Name: "Everyone except external users", Login: "c:0-.f|rolemanager|spo-grid-all-users/" + l.guid(idTenant, 0, 0)}},
		{SiteUser: &emulator.Identity{ID: "8", Name: "Everyone", Login: "c:0(.s|true"}},
	}
	l.planSites()
	for i, s := range l.sites {
		if s.group && len(l.broad) < 12 {
			l.broad = append(l.broad, unifiedGroup(s.name, l.guid(idGroup, uint64(i), 0), ""))
		}
	}
	l.planVolumes()
	return l
}

func siteUser(id emulator.Identity, login string) emulator.IdentitySet {
	return emulator.IdentitySet{User: &emulator.Identity{ID: id.ID, Name: id.Name}, SiteUser: &emulator.Identity{ID: "14", Name: id.Name, Mail: id.Mail, Login: login}}
}

// Names of a large tenant.
const (
	largeDomain  = "wingtip.example"
	largeInitial = "wingtip.onmicrosoft.com"
	largeHost    = "wingtip.sharepoint.com"
	largeMyHost  = "wingtip-my.sharepoint.com"
)

// largeDay is the day of a generation: a week after the one before.
func (l *large) day() time.Time { return AsOf.AddDate(0, 0, 7*l.Generation) }

// tenant is everything but the sites.
func (l *large) tenant() *emulator.Tenant {
	t := &emulator.Tenant{
		ID: l.guid(idTenant, 0, 0), Name: "Wingtip Toys Group", Country: "AUS", AsOf: l.day(),
		Domains: []emulator.Domain{{Name: largeDomain, Verified: true, Default: true}, {Name: largeInitial, Verified: true}},
		App:     emulator.App{ID: l.guid(idApp, 0, 0), Name: "Preflight (read only)", Secret: "large~" + l.guid(idApp, 1, 0), Roles: leastRoles()},
		Sharing: emulator.SharingSettings{Capability: "externalUserAndGuestSharing", ResharingByGuests: true, DomainRestriction: "none", DeletedOneDriveDays: 30},
	}
	sku := businessPremium
	sku.Status, sku.Enabled, sku.Consumed = "Enabled", l.Users, l.Users
	t.SKUs = []emulator.SKU{sku}
	for i, id := range l.people {
		t.Users = append(t.Users, emulator.User{ID: id.ID, Name: id.Name, UPN: id.Mail, Mail: id.Mail, Type: "Member", Enabled: i%23 != 22,
			Created: largeBirth.AddDate(0, 0, i%900), Licences: hold(businessPremium)})
	}
	for i, g := range l.guests {
		t.Users = append(t.Users, emulator.User{ID: g.User.ID, Name: g.User.Name, Mail: g.SiteUser.Mail, Type: "Guest", Enabled: true, Created: largeBirth.AddDate(1, 0, i),
			UPN: strings.TrimPrefix(g.SiteUser.Login, "i:0#.f|membership|")})
	}
	for i := range l.sites {
		if l.sites[i].group {
			t.Groups = append(t.Groups, l.group(i))
		}
	}
	return t
}

var largeBirth = time.Date(2021, time.March, 1, 9, 0, 0, 0, time.UTC)

// group is the Microsoft 365 group of the site number i; one in four is a team.
func (l *large) group(i int) emulator.Group {
	s := &l.sites[i]
	owner := func(k int) string { return l.people[(i*7+k)%len(l.people)].ID }
	g := emulator.Group{ID: l.guid(idGroup, uint64(i), 0), Name: s.name, Mail: fmt.Sprintf("site%d@%s", i, largeDomain), Unified: true, Visibility: "Private",
		Created: largeBirth.AddDate(0, 0, i%900), Owners: []string{owner(0), owner(1)}}
	for k := range 4 + i%9 {
		g.Members = append(g.Members, owner(k))
	}
	if i%20 == 4 {
		g.Visibility = "Public"
	}
	if i%8 == 0 {
		g.Team = &emulator.Team{Created: g.Created, InReport: true, LastActivity: l.day().AddDate(0, 0, -i%200), Channels: []emulator.Channel{
			{ID: fmt.Sprintf("19:site%d@thread.tacv2", i), Name: "General", Type: "standard"}}}
	}
	return g
}
