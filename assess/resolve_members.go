package assess

import "strings"

// nameMembers names the groups that hold a grant as their permissions do, the first name in order for each. Which
// probe asked for a group's members depends on time, and each knows the names of its own area only.
func nameMembers(inv *Inventory, granted grantedGroups) {
	for i := range inv.Members {
		if g := granted[strings.ToLower(inv.Members[i].GroupID)]; g.name != "" {
			inv.Members[i].Name = g.name
		}
	}
	for i := range inv.Gaps {
		gap := &inv.Gaps[i]
		if g := granted[strings.ToLower(gap.Place)]; g.name != "" && gap.Part == PartMembers {
			gap.Name = g.name
		}
	}
}
