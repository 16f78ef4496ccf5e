package assess

import (
	"slices"
	"strings"
)

// labelMeasures count sensitivity labels and where they are used.
var labelMeasures = []Measure{
	{Name: "labels.available", Needs: []string{PartLabels}, Count: func(inv *Inventory) int { return count(inv.Labels, Label.Available) }},
	{Name: "labels.containers_enabled", Needs: []string{PartLabelSettings}, Count: func(inv *Inventory) int {
		return one(inv.ContainersEnabled != nil && *inv.ContainersEnabled)
	}},
	{Name: "labels.groups_labelled", Needs: []string{PartGroups, PartGroupLabels}, Count: groups(func(g Group) bool { return g.LabelsSeen && len(g.Labels) > 0 })},
}

// Available reports whether people can put l on a file: it has no labels below it, which are then what one chooses, and
// is not switched off or meant for other things. Where Graph says nothing, it is.
func (l Label) Available() bool {
	return l.Sublabels == 0 && (l.Enabled == nil || *l.Enabled) &&
		(l.ApplicableTo == nil || slices.ContainsFunc(l.ApplicableTo, func(s string) bool { return strings.EqualFold(strings.TrimSpace(s), "file") }))
}

// licenceMeasures say who has Copilot, who may be given it, and who may not.
var licenceMeasures = []Measure{
	{Name: "licence.copilot.seats", Needs: []string{PartSKUs}, Unlicensed: noCopilot, Count: func(inv *Inventory) int {
		n := 0
		for _, s := range inv.SKUs {
			if s.copilot(nil) {
				n += s.Enabled + s.Warning
			}
		}
		return n
	}},
	{Name: "licence.copilot.assigned", Needs: []string{PartSKUs, PartUsers}, Unlicensed: noCopilot,
		Count: entitled(func(u User, e entitlement) bool { return u.Enabled && e.copilot })},
	{Name: "licence.copilot.assigned_disabled", Needs: []string{PartSKUs, PartUsers}, Unlicensed: noCopilot,
		Count: entitled(func(u User, e entitlement) bool { return !u.Enabled && e.copilot })},
	{Name: "licence.users.eligible", Needs: []string{PartSKUs, PartUsers, PartPrerequisites},
		Count: entitled(func(u User, e entitlement) bool { return u.ActiveMember() && e.base })},
	{Name: "licence.users.not_eligible", Needs: []string{PartSKUs, PartUsers, PartPrerequisites},
		Count: entitled(func(u User, e entitlement) bool { return u.ActiveMember() && !e.base && len(e.unknown) == 0 })},
}

// noCopilot reports whether no subscription of the tenant carries Copilot.
func noCopilot(inv *Inventory) bool {
	return !slices.ContainsFunc(inv.SKUs, func(s SKU) bool { return s.copilot(nil) })
}

// entitled counts users by what their licences come to.
func entitled(is func(User, entitlement) bool) func(*Inventory) int {
	return func(inv *Inventory) int {
		skus, whole := skuIndex(inv)
		return count(inv.Users, func(u User) bool { return is(u, entitle(u.Licences, skus, whole)) })
	}
}
