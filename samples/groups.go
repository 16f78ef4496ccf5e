package samples

import (
	"strings"

	"preflight/assess/emulator"
)

// ownership is what a planted group's owners are for the measures.
type ownership string

const (
	owned          ownership = ""                // two or more owners, one of them an enabled Member
	single         ownership = "single"          // exactly one, an enabled Member
	ownerless      ownership = "ownerless"       // none that is a user
	inactive       ownership = "inactive"        // several, none an enabled Member
	singleInactive ownership = "single inactive" // exactly one, and that no enabled Member
	synced         ownership = "synced"          // from on-premises: its owners are not visible
)

// counts is what each state adds to the truth.
func (o ownership) counts() []string {
	switch o {
	case single:
		return []string{"ownership.groups.single_owner"}
	case ownerless:
		return []string{"ownership.groups.ownerless"}
	case inactive:
		return []string{"ownership.groups.no_active_owner"}
	case singleInactive:
		return []string{"ownership.groups.no_active_owner", "ownership.groups.single_owner"}
	case synced:
		return []string{"ownership.groups.owner_unknown"}
	}
	return nil
}

// answered reports whether somebody can act for the sites of such a group.
func (o ownership) answered() bool { return o != ownerless && o != inactive && o != singleInactive }

// group is a planted Microsoft 365 group. The words say what it is for the measures; the facts make it so.
type group struct {
	name    string
	alias   string // of its mail and its site
	public  bool
	created string
	owners  string // keys of people, separated by spaces
	members string
	state   ownership
	labels  string // keys of labels, separated by spaces
	team    *team
	active  string // last activity of its site; empty: none in the report
	noRow   bool   // its site has no row in the usage report
	noSite  bool   // it has no site at all

	id string
}

// team is a planted team.
type team struct {
	archived  bool
	created   string // empty: with its group
	active    string // last activity in the report; empty: none in its row
	noRow     bool
	inactive  bool // what all that makes of it
	duplicate bool // another live team has its name
	channels  []channel
}

// channel is a planted channel of a team. Members are keys of people, owners marked by an asterisk behind the key.
type channel struct {
	name      string
	kind      string
	members   string
	ownerless bool // it counts as a private channel without an owner
}

// group plants a Microsoft 365 group, its team and its site, and returns the site, nil where it has none.
func (p *plan) group(g group) *site {
	g.id = p.id("group", g.alias)
	visibility := "Private"
	if g.public {
		visibility = "Public"
	}
	p.count("ownership.groups", 1)
	for _, m := range g.state.counts() {
		p.count(m, 1)
	}
	if g.labels != "" {
		p.count("labels.groups_labelled", 1)
	}
	planted := emulator.Group{
		ID: g.id, Name: g.name, Mail: g.alias + "@" + p.domain, Unified: true, Visibility: visibility, Created: p.day(g.created),
		Synced: g.state == synced, Owners: p.all(g.owners), Members: append(p.all(g.owners), p.all(g.members)...),
	}
	for key := range strings.FieldsSeq(g.labels) {
		planted.Labels = append(planted.Labels, p.labelID(key))
	}
	if g.team != nil {
		planted.Team = p.team(g)
	}
	p.tenant.Groups = append(p.tenant.Groups, planted)
	if g.noSite {
		return nil
	}
	return p.site(site{
		name: g.name, path: "/sites/" + g.alias, created: g.created, group: g.id, public: g.public, unanswered: !g.state.answered(),
		owner: strings.ToLower(g.alias) + "@" + p.domain, ownerName: g.name + " Owners", active: g.active, noRow: g.noRow, template: "Group",
	})
}

// team plants the team of a group.
func (p *plan) team(g group) *emulator.Team {
	t := g.team
	p.count("teams.total", 1)
	switch {
	case t.archived:
		p.count("teams.archived", 1)
	case t.inactive:
		p.count("teams.inactive_90d", 1)
	}
	if t.duplicate {
		p.count("teams.duplicate_names", 1)
	}
	created := t.created
	if created == "" {
		created = g.created
	}
	planted := &emulator.Team{Archived: t.archived, Created: p.day(created), InReport: !t.noRow, LastActivity: p.day(t.active)}
	general := channel{name: "General", kind: "standard"}
	for _, c := range append([]channel{general}, t.channels...) {
		if c.ownerless {
			p.count("teams.channels.ownerless", 1)
		}
		planted.Channels = append(planted.Channels, emulator.Channel{
			ID: "19:" + p.hash("channel", g.alias+"/"+c.name)[:32] + "@thread.tacv2", Name: c.name, Type: c.kind, Members: p.channelMembers(c.members),
		})
	}
	return planted
}

func (p *plan) channelMembers(keys string) []emulator.ChannelMember {
	var members []emulator.ChannelMember
	for key := range strings.FieldsSeq(keys) {
		name, owner := strings.CutSuffix(key, "*")
		members = append(members, emulator.ChannelMember{UserID: p.who(name).id, Owner: owner})
	}
	return members
}

// security plants a security group and returns its id. Members are keys of people and ids of groups.
func (p *plan) security(name string, members ...string) string {
	id := p.id("group", name)
	p.tenant.Groups = append(p.tenant.Groups, emulator.Group{ID: id, Name: name, Created: p.day("2023-02-14"), Members: members})
	return id
}

// labelID is the id of the label that the plan calls so.
func (p *plan) labelID(key string) string {
	for _, l := range p.tenant.Labels {
		for _, candidate := range append([]emulator.Label{l}, l.Sublabels...) {
			if candidate.Name == key || strings.ReplaceAll(candidate.Name, " ", "") == key {
				return candidate.ID
			}
		}
	}
	p.fail("there is no label %q", key)
	return ""
}

// label plants a sensitivity label with its sublabels. The caller says how many of them people can put on a file.
func (p *plan) label(l emulator.Label, available int) {
	l.ID = p.id("label", l.Name)
	for i := range l.Sublabels {
		l.Sublabels[i].ID = p.id("label", l.Name+"/"+l.Sublabels[i].Name)
	}
	p.tenant.Labels = append(p.tenant.Labels, l)
	p.count("labels.available", available)
}
