package assess

import (
	"maps"
	"slices"
	"strings"
)

// grantedGroups are the directory groups that grants name, by id in lower case. Groups of a SharePoint site are none:
// Graph shows no members of those.
type grantedGroups map[string]grantedGroup

type grantedGroup struct {
	name   string // the first in order of those under which permissions show it
	direct bool   // a direct grant names it
}

// add takes the groups that a holder's permissions name.
func (g grantedGroups) add(h Holder) {
	for _, p := range h.Permissions {
		for _, to := range p.Grantees {
			if to.GroupID == "" {
				continue
			}
			id := strings.ToLower(to.GroupID)
			known := g[id]
			if to.Name != "" && (known.name == "" || to.Name < known.name) {
				known.name = to.Name
			}
			known.direct = known.direct || !p.Inherited && !to.SiteGroup
			g[id] = known
		}
	}
}

// ids returns the groups that a direct grant names, sorted.
func (g grantedGroups) ids() []string {
	var direct []string
	for _, id := range slices.Sorted(maps.Keys(g)) {
		if g[id].direct {
			direct = append(direct, id)
		}
	}
	return direct
}

// GrantedGroups returns the directory groups that a direct grant of holders names, in lower case and sorted, with the
// names under which permissions show them.
func GrantedGroups(holders Holders) (ids []string, names map[string]string, err error) {
	granted := grantedGroups{}
	for h, err := range holders.all() {
		if err != nil {
			return nil, nil, err
		}
		granted.add(h)
	}
	names = map[string]string{}
	for id, g := range granted {
		names[id] = g.name
	}
	return granted.ids(), names, nil
}
