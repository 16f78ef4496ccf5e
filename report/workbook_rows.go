package report

import (
	"cmp"
	"strings"

	"preflight/assess"
)

// The words that evidence sheets use. They are what people filter by.
var (
	scopeNames = map[string]string{"anonymous": "Anyone", "organization": "Organization", "users": "Named people", "existingAccess": "Existing access"}
	classNames = map[assess.Class]string{
		assess.ClassEveryone: "Everyone", assess.ClassBroadGroup: "Broad group", assess.ClassGuests: "Guests",
		assess.ClassEveryone.Personal(): "Everyone", assess.ClassBroadGroup.Personal(): "Broad group", assess.ClassGuests.Personal(): "Guests",
	}
	itemNames = map[assess.ItemKind]string{
		assess.KindRoot: "Library", assess.KindFile: "File", assess.KindFolder: "Folder", assess.KindPackage: "Notebook",
	}
	ownerNames = map[assess.OwnerState]string{
		assess.OwnerActive: "Active", assess.OwnerSingle: "Single owner", assess.OwnerNone: "No owner", assess.OwnerInactive: "No active owner",
		assess.OwnerDisabled: "Account disabled", assess.OwnerDeleted: "Account deleted", assess.OwnerUnknown: "Not known",
	}
	whyNames = map[string]string{
		"no-licence": "Holds no licence", "no-base-licence": "Holds no licence that Copilot needs below it", "unknown-licence": "Holds a licence that is on no list: check by hand",
		"disabled": "The account is disabled", "guest": "Guests cannot be given Copilot", "other": "Neither a member nor a guest",
	}
	personNames = map[string]string{"member": "Member", "guest": "Guest", "other": "Other"}
)

// visitor hands the rows of the evidence to their sheets, and the sites to the owners' worklist.
func (b *book) visitor(tables map[string]*sheetTable, owners worklist) assess.Visitor {
	s, items, products := b.sight, mailItems{}, map[string]string{} // names of subscriptions by their parts: they come before the people
	return assess.Visitor{
		Link: func(r assess.LinkRow) error {
			items.link(r)
			return tables["Sharing links"].add(s.link(r))
		},
		Grant: func(r assess.GrantRow) error {
			items.grant(r)
			return tables["Everyone access"].add(s.grant(r))
		},
		Name: func(r assess.NameRow) error { return tables["Sensitive names"].add(s.name(r)) },
		Site: func(r assess.SiteRow) error {
			owners.note(r, items[r.Key], s.ownerSeen(r), s.Words)
			return tables["Sites and owners"].add(s.site(r))
		},
		Group:    func(r assess.GroupRow) error { return tables["Sites and owners"].add(s.group(r)) },
		Team:     func(r assess.TeamRow) error { return tables["Teams"].add(s.team(r)) },
		Channel:  func(r assess.ChannelRow) error { return tables["Teams"].add(s.channel(r)) },
		OneDrive: func(r assess.OneDriveRow) error { return tables["OneDrive"].add(s.oneDrive(r)) },
		Label:    func(r assess.LabelRow) error { return tables["Labels"].add(s.label(r)) },
		SKU: func(r assess.SKURow) error {
			products[r.Part] = cmp.Or(r.Name, r.Part)
			return tables["Subscriptions"].add(s.sku(r))
		},
		Person: func(r assess.PersonRow) error {
			owners.meet(r)
			return tables["Licences and pilot"].add(s.person(r, products))
		},
	}
}

func (s sight) link(r assess.LinkRow) []any {
	state := "Live"
	switch {
	case r.Expired:
		state = "Expired"
	case r.Dormant:
		state = "Dormant"
	case r.Scope == "anonymous" && s.lost(assess.PartSharingSettings): // which say whether it opens
		state = wordNotSeen
	}
	people, guests := any(r.People), strings.Join(r.Guests, ", ")
	if r.Scope == "anonymous" || r.Scope == "organization" {
		people, guests = wordDash, cmp.Or(guests, wordDash)
	} else if guests == "" {
		guests = s.unless(s.whole(assess.PartUsers, assess.PartOrganization), "None")
	}
	return []any{
		sheetWord(scopeNames, cmp.Or(r.Scope, "users")), state, cmp.Or(r.Item, wordNotSeen), sheetWord(itemNames, r.Kind), cmp.Or(r.Site, wordNotSeen), storeName(r.Personal), r.Library, folder(r.Path), address(r.ItemURL),
		cmp.Or(r.Type, wordNotSeen), r.Edit, day(r.Expires, true, "never"), maybe(r.Password), people, guests, r.Files, "", "", r.Key,
	}
}

func (s sight) name(r assess.NameRow) []any {
	no := func(is bool, parts ...string) any {
		if is {
			return yes(is)
		}
		return s.unless(s.whole(parts...), yes(is))
	}
	var groups []string // that decide whether Copilot may find it: a OneDrive belongs to none
	if !r.Personal {
		groups = groupParts
	}
	return []any{
		capital(r.Topic), cmp.Or(r.Item, wordNotSeen), cmp.Or(r.Site, wordNotSeen), storeName(r.Personal), r.Library, folder(r.Path), address(r.ItemURL),
		no(r.Discoverable, groups...), r.Anonymous, r.Organization, no(r.Guests, assess.PartUsers, assess.PartOrganization), "", "", r.Key,
	}
}

func (s sight) grant(r assess.GrantRow) []any {
	return []any{
		sheetWord(classNames, r.Class), cmp.Or(r.Grantee, wordNotSeen), cmp.Or(r.Item, wordNotSeen), sheetWord(itemNames, r.Kind), cmp.Or(r.Site, wordNotSeen), storeName(r.Personal), r.Library, folder(r.Path), address(r.ItemURL),
		r.Edit, r.Files, "", "", r.Key,
	}
}

// ownerSeen reports whether the source of a site's owner could be read. The owners of a group that is synchronized
// from on-premises are not visible, and so not known.
func (s sight) ownerSeen(r assess.SiteRow) bool {
	if r.GroupID != "" {
		return r.Owner != assess.OwnerUnknown && !s.lostAt(assess.PartOwners, r.GroupID) && s.whole(assess.PartUsers)
	}
	return s.whole(assess.PartSiteUsage, assess.PartUsers) && !s.lost(assess.PartGroupSites)
}

func (s sight) site(r assess.SiteRow) []any {
	kind, visibility := "Site", wordDash
	if r.Subsite {
		kind = "Subsite"
	}
	switch {
	case r.Public:
		visibility = "Public"
	case !s.visibilitySeen(r.Public, r.GroupID):
		visibility = wordNotSeen
	case r.GroupID != "":
		visibility = "Not public"
	}
	owner := s.unless(s.ownerSeen(r), sheetWord(ownerNames, r.Owner))
	if r.Archived {
		owner = wordDash
	}
	row := []any{
		kind, r.Name, address(r.URL), cmp.Or(r.Group, s.unless(!s.lost(assess.PartGroups, assess.PartGroupSites), wordDash)), visibility,
		owner, s.owners(r.Owners, s.ownerSeen(r)),
		day(r.Created, true, wordDash), day(r.LastActivity, r.ActivitySeen, "none"),
	}
	row = append(row, s.exposed(r.Exposure, r.Seen, r.Archived, s.visibilitySeen(r.Public, r.GroupID), true)...)
	return append(row, wordDash, s.read(r.Key, r.Seen, r.Archived), "", "", r.Key)
}

// exposed gives the columns that count what is open in a site or OneDrive. An archived one is not read. What employees
// may find hangs on whether the site's group was seen to be public.
func (s sight) exposed(e assess.SiteExposure, seen, archived, groupSeen, site bool) []any {
	people := seen && s.whole(assess.PartUsers, assess.PartOrganization)
	public := seen && groupSeen
	counts := []any{
		s.count(e.Drives, seen), s.count(e.Items, seen),
		s.count(e.LinksAnonymous, seen), s.count(e.AnonymousEdit, seen), s.count(e.AnonymousUnending, seen), s.count(e.LinksOrganization, seen), s.count(e.LinksUsers, seen),
		s.count(e.LinksGuests+e.ItemsGuests, people), s.count(e.ItemsEveryone, seen), s.count(e.ItemsBroadGroup, people && s.whole(assess.PartMembers)),
		s.count(e.FilesAnonymous, seen), s.count(e.FilesOrganization, seen), s.count(e.FilesDiscoverable, public),
	}
	if !site {
		counts = []any{
			s.count(e.Items, seen), s.count(e.LinksAnonymous, seen), s.count(e.LinksOrganization, seen), s.count(e.LinksUsers, seen),
			s.count(e.LinksGuests+e.ItemsGuests, people), s.count(e.ItemsEveryone, seen), s.count(e.FilesDiscoverable, seen),
		}
	}
	if archived {
		for i := range counts {
			counts[i] = wordDash
		}
	}
	return counts
}

func (s sight) group(r assess.GroupRow) []any {
	labels := wordNotSeen
	if r.LabelsSeen {
		labels = cmp.Or(strings.Join(r.Labels, ", "), "None")
	}
	row := []any{
		"Group", r.Name, hyper{text: cmp.Or(r.Mail, wordDash)}, r.Name, cmp.Or(r.Visibility, wordNotSeen),
		s.unless(r.OwnersSeen && (r.Owner == assess.OwnerNone || s.whole(assess.PartUsers)), sheetWord(ownerNames, r.Owner)), s.owners(r.Owners, r.OwnersSeen), day(r.Created, true, wordDash), wordDash,
	}
	for range 13 {
		row = append(row, wordDash)
	}
	return append(row, labels, wordDash, "", "", r.Key)
}

func (s sight) team(r assess.TeamRow) []any {
	state, inactive, twice := wordNotSeen, wordNotSeen, wordNotSeen
	if r.Archived != nil {
		state, inactive = "Active", s.unless(r.ActivitySeen && s.whole(assess.PartGroups) && !s.lostAt(assess.PartGroupSites, r.Key), yes(r.Inactive))
		if *r.Archived {
			state, inactive = "Archived", wordDash
		}
	}
	if r.Duplicate || s.whole(assess.PartTeams, assess.PartTeamDetails) {
		twice = yes(r.Duplicate)
	}
	return []any{
		"Team", r.Name, wordDash, state, inactive, twice, wordDash, s.owners(r.Owners, !s.lostAt(assess.PartOwners, r.Key)),
		day(r.Created, true, wordNotSeen), day(r.LastActivity, r.ActivitySeen, "none"), day(r.SiteActivity, r.ActivitySeen, "none"),
		s.count(r.Channels, !s.lostAt(assess.PartChannels, r.Key)), "", "", r.Key,
	}
}

func (s sight) channel(r assess.ChannelRow) []any {
	seen := !s.lostAt(assess.PartChannels, r.TeamID) && !s.lostAt(assess.PartChannelMembers, r.TeamID)
	return []any{
		"Private channel", r.Team, r.Name, wordDash, wordDash, wordDash, s.unless(seen && s.whole(assess.PartUsers), yes(r.Ownerless)), s.owners(r.Owners, seen), wordDash, wordDash, wordDash, wordDash, "", "", r.Key,
	}
}

func (s sight) oneDrive(r assess.OneDriveRow) []any {
	owner, inactive := s.unless(r.OwnerSeen && s.whole(assess.PartUsers), sheetWord(ownerNames, r.Owner)), s.unless(r.ActivitySeen, yes(r.Inactive))
	if r.Archived {
		owner, inactive = wordDash, wordDash
	}
	row := []any{
		r.Name, address(r.URL), owner, cmp.Or(r.OwnerName, s.unless(r.OwnerSeen, wordDash)), cmp.Or(accountName(r.OwnerUPN), s.unless(r.OwnerSeen, wordDash)),
		r.Archived, day(r.LastActivity, r.ActivitySeen, "none"), inactive,
	}
	row = append(row, s.exposed(r.Exposure, r.Seen, r.Archived, true, false)...)
	return append(row, s.read(r.Key, r.Seen, r.Archived), "", "", r.Key)
}

func (s sight) label(r assess.LabelRow) []any {
	return []any{
		r.Name, cmp.Or(r.Parent, wordDash), r.Priority, maybe(r.Enabled), r.Available, maybe(r.Protects), cmp.Or(strings.Join(r.AppliesTo, ", "), wordNotSeen), "", "", r.Key,
	}
}

func (s sight) sku(r assess.SKURow) []any {
	return []any{
		cmp.Or(r.Name, r.Part), r.Part, r.Status, r.Enabled, r.Warning, r.Consumed, max(0, r.Enabled+r.Warning-r.Consumed), s.unless(r.Copilot || s.whole(assess.PartSKUs), yes(r.Copilot)), r.Prerequisite, "", "", r.Key,
	}
}

func (s sight) person(r assess.PersonRow, products map[string]string) []any {
	licences := !s.lost(assess.PartSKUs)
	names := make([]string, len(r.Licences))
	for i, part := range r.Licences {
		names[i] = cmp.Or(products[part], part)
	}
	seat := r.Copilot || len(r.Licences) == 0 || s.whole(assess.PartSKUs) // a seat is told by the plans of its subscription
	eligible, why := yes(r.Eligible), cmp.Or(sheetWord(whyNames, r.Why), wordDash)
	switch {
	case r.Why == "unknown-licence":
		eligible = "Not known"
	case r.Kind != "member" || !r.Enabled:
		eligible = wordDash // so that a No is one of the people whom a licence would help
	case !licences:
		eligible, why = wordNotSeen, wordNotSeen
	}
	return []any{
		r.Name, r.UPN, sheetWord(personNames, r.Kind), r.Enabled, eligible, why, s.unless(licences && seat, yes(r.Copilot)),
		cmp.Or(strings.Join(names, ", "), s.unless(licences, "None")), cmp.Or(strings.Join(r.Unknown, ", "), wordDash), "", "", r.Key,
	}
}
