package assess

import (
	"iter"
	"strings"
)

// groupRows yields every Microsoft 365 group.
func groupRows(inv *Inventory) iter.Seq[GroupRow] {
	return func(yield func(GroupRow) bool) {
		labels := map[string]string{}
		for _, l := range inv.Labels {
			labels[strings.ToLower(l.ID)] = l.Name
		}
		unseen := newUnseen(inv, PartOwners)
		for _, g := range inv.Groups {
			row := GroupRow{
				Key: g.ID, Name: g.Name, Mail: g.Mail, Visibility: g.Visibility, Synced: g.Synced, Team: g.Team, Created: g.Created,
				Owners: ownerNames(g), Owner: g.OwnerState, OwnersSeen: !g.Synced && !unseen.has(g.ID), LabelsSeen: g.LabelsSeen,
			}
			for _, id := range g.Labels {
				row.Labels = append(row.Labels, firstOf(labels[strings.ToLower(id)], id))
			}
			row.Labels = distinct(row.Labels)
			if !yield(row) {
				return
			}
		}
	}
}

// teamRows yields every team.
func teamRows(inv *Inventory) iter.Seq[TeamRow] {
	return func(yield func(TeamRow) bool) {
		groups := newDirectory(inv).groups
		activity := !inv.Look(nil, []string{PartTeamActivity, PartSiteUsage}).Lost
		for _, t := range inv.Teams {
			row := TeamRow{
				Key: t.ID, Name: t.Name, Archived: t.Archived, Created: t.Created,
				LastActivity: t.LastActivity, SiteActivity: t.SiteLastActivity, ActivitySeen: activity,
				Inactive: t.Inactive, Duplicate: t.Duplicate,
				Owners: ownerNames(groups[strings.ToLower(t.ID)]), Channels: len(t.Channels),
			}
			if !yield(row) {
				return
			}
		}
	}
}

// channelRows yields every private channel, by team.
func channelRows(inv *Inventory) iter.Seq[ChannelRow] {
	return func(yield func(ChannelRow) bool) {
		people := newDirectory(inv)
		for _, t := range inv.Teams {
			for _, c := range t.Channels {
				row := ChannelRow{Key: t.ID + "/" + c.ID, Team: t.Name, TeamID: t.ID, Name: c.Name, Ownerless: c.Ownerless}
				for _, id := range c.Owners {
					row.Owners = append(row.Owners, firstOf(people.users[strings.ToLower(id)].UPN, id))
				}
				row.Owners = distinct(row.Owners)
				if !yield(row) {
					return
				}
			}
		}
	}
}

// labelRows yields every sensitivity label and sublabel.
func labelRows(inv *Inventory) iter.Seq[LabelRow] {
	return func(yield func(LabelRow) bool) {
		names := map[string]string{}
		for _, l := range inv.Labels {
			names[l.ID] = l.Name
		}
		for _, l := range inv.Labels {
			row := LabelRow{
				Key: l.ID, Name: l.Name, Parent: names[l.Parent], Enabled: l.Enabled, AppliesTo: l.ApplicableTo,
				Available: l.Available(), Priority: l.Priority, Protects: l.Protects,
			}
			if !yield(row) {
				return
			}
		}
	}
}

// Subscriptions yields every subscription as the evidence lists it.
func Subscriptions(inv *Inventory) iter.Seq[SKURow] {
	return func(yield func(SKURow) bool) {
		for _, s := range inv.SKUs {
			o := offers()[s.ID]
			row := SKURow{
				Key: s.ID, Part: s.Part, Name: o.name, Status: s.Status, Enabled: s.Enabled, Warning: s.Warning, Consumed: s.Consumed,
				Copilot: s.copilot(nil), Prerequisite: o.base,
			}
			if !yield(row) {
				return
			}
		}
	}
}

// People yields every account as the evidence lists it, with what its licences come to.
func People(inv *Inventory) iter.Seq[PersonRow] {
	return func(yield func(PersonRow) bool) {
		skus, whole := skuIndex(inv)
		for _, u := range inv.Users {
			e := entitle(u.Licences, skus, whole)
			row := PersonRow{
				Key: u.ID, Name: u.Name, UPN: u.UPN, Kind: u.kind(), Enabled: u.Enabled,
				Licences: partNumbers(licenceIDs(u), skus), Eligible: u.ActiveMember() && e.base, Unknown: partNumbers(e.unknown, skus),
				Copilot: e.copilot, Why: whyNot(u, e),
			}
			if !yield(row) {
				return
			}
		}
	}
}

// kind is the word for a user's type.
func (u User) kind() string {
	switch {
	case u.Member:
		return "member"
	case u.Guest:
		return "guest"
	}
	return "other"
}

// whyNot says why somebody may not be given Copilot; empty for those who may.
func whyNot(u User, e entitlement) string {
	switch {
	case !u.Member:
		return u.kind()
	case !u.Enabled:
		return "disabled"
	case e.base:
		return ""
	case len(e.unknown) > 0:
		return "unknown-licence"
	case len(u.Licences) == 0:
		return "no-licence"
	}
	return "no-base-licence"
}

func licenceIDs(u User) []string {
	ids := make([]string, len(u.Licences))
	for i, l := range u.Licences {
		ids[i] = l.SKU
	}
	return ids
}

// partNumbers names SKUs by their part numbers, or by id where they are not the tenant's; sorted.
func partNumbers(ids []string, skus map[string]SKU) []string {
	var names []string
	for _, id := range ids {
		names = append(names, firstOf(skus[id].Part, id))
	}
	return distinct(names)
}
