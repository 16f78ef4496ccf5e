package assess

import (
	"slices"
	"strings"
)

// GrantedGroups returns the ids of the directory groups that a direct grant of holders names, in lower case, sorted.
// Groups of a SharePoint site are none: Graph shows no members of those.
func GrantedGroups(holders []Holder) []string {
	ids := map[string]bool{}
	for _, h := range holders {
		for _, p := range h.Permissions {
			if p.Inherited {
				continue
			}
			for _, g := range p.Grantees {
				if g.GroupID != "" && !g.SiteGroup {
					ids[strings.ToLower(g.GroupID)] = true
				}
			}
		}
	}
	list := make([]string, 0, len(ids))
	for id := range ids {
		list = append(list, id)
	}
	slices.Sort(list)
	return list
}
