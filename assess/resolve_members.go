package assess

import "strings"

// resolveMembers names the groups that hold a grant as their permissions do, the first name in order for each. Which
// probe asked for a group's members depends on time, and each knows the names of its own area only.
func resolveMembers(inv *Inventory) {
	names := map[string]string{}
	for _, h := range inv.Holders {
		for _, p := range h.Permissions {
			for _, g := range p.Grantees {
				id := strings.ToLower(g.GroupID)
				if known, ok := names[id]; id != "" && g.Name != "" && (!ok || g.Name < known) {
					names[id] = g.Name
				}
			}
		}
	}
	for i := range inv.Members {
		if name, ok := names[strings.ToLower(inv.Members[i].GroupID)]; ok {
			inv.Members[i].Name = name
		}
	}
	for i := range inv.Gaps {
		g := &inv.Gaps[i]
		if name, ok := names[strings.ToLower(g.Place)]; ok && g.Part == PartMembers {
			g.Name = name
		}
	}
}
