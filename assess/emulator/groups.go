package emulator

import "slices"

var (
	groupProperties = []string{"id", "displayName", "description", "mail", "mailEnabled", "securityEnabled", "visibility", "createdDateTime",
		"onPremisesSyncEnabled", "groupTypes", "resourceProvisioningOptions", "assignedLabels"}
	ownerProperties  = []string{"id", "displayName", "userPrincipalName", "accountEnabled", "userType"}
	memberProperties = []string{"id", "displayName", "userPrincipalName"}
)

// expandLimit is how many related objects $expand brings at most,
// https://learn.microsoft.com/graph/known-issues#query-parameters.
const expandLimit = 20

func (s *Server) groups(q *request) answer {
	var found []*Group
	for i := range s.tenant().Groups {
		if g := &s.tenant().Groups[i]; g.Unified || !q.query.Has("$filter") {
			found = append(found, g)
		}
	}
	return s.list(q, len(found), func(i int) object { return s.group(q, found[i]) })
}

func (s *Server) group(q *request, g *Group) object {
	types, provisioning := []string{}, []string{}
	if g.Unified {
		types = append(types, "Unified")
	}
	if g.Team != nil {
		provisioning = append(provisioning, "Team")
	}
	o := object{
		"id":                          g.ID,
		"displayName":                 g.Name,
		"description":                 nil,
		"mail":                        orNull(g.Mail),
		"mailEnabled":                 g.Unified,
		"securityEnabled":             !g.Unified,
		"visibility":                  orNull(g.Visibility),
		"createdDateTime":             stamp(g.Created),
		"onPremisesSyncEnabled":       nil,
		"groupTypes":                  types,
		"resourceProvisioningOptions": provisioning,
		"assignedLabels":              nil,
	}
	if g.Synced {
		o["onPremisesSyncEnabled"] = true
	}
	if holds(q.roles, seesGroupLabels...) {
		labels := []any{}
		for _, id := range g.Labels {
			labels = append(labels, object{"labelId": id, "displayName": labelName(s.tenant().Labels, id)})
		}
		o["assignedLabels"] = labels
	}
	if q.expanded != nil {
		owners := []any{}
		for _, id := range s.ownersOf(g) {
			if len(owners) < expandLimit {
				owners = append(owners, keep(s.directoryObject(q, id), q.expanded))
			}
		}
		o["owners"] = owners
	}
	return o
}

func labelName(labels []Label, id string) any {
	for _, l := range labels {
		if l.ID == id {
			return l.Name
		}
		if name := labelName(l.Sublabels, id); name != nil {
			return name
		}
	}
	return nil
}

// ownersOf are the ids of the owners that are still in the directory. Graph does not have those of a group that is
// synchronised from on-premises.
func (s *Server) ownersOf(g *Group) []string {
	var ids []string
	for _, id := range g.Owners {
		if !g.Synced && (s.index().users[id] != nil || s.index().principals[id] != nil) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (s *Server) owners(q *request) answer {
	g := s.index().groups[q.vars["group"]]
	if g == nil {
		return s.noSuchObject(q.vars["group"])
	}
	ids := s.ownersOf(g)
	return s.list(q, len(ids), func(i int) object { return s.directoryObject(q, ids[i]) })
}

// transitiveMembers lists each user and group once, however many groups it is in.
func (s *Server) transitiveMembers(q *request) answer {
	g := s.index().groups[q.vars["group"]]
	if g == nil {
		return s.noSuchObject(q.vars["group"])
	}
	var ids []string
	waiting := slices.Clone(g.Members)
	seen := map[string]bool{g.ID: true}
	for len(waiting) > 0 {
		id := waiting[0]
		waiting = waiting[1:]
		if seen[id] {
			continue
		}
		seen[id] = true
		if nested := s.index().groups[id]; nested != nil {
			waiting = append(waiting, nested.Members...)
		} else if s.index().users[id] == nil && s.index().principals[id] == nil {
			continue
		}
		ids = append(ids, id)
	}
	return s.list(q, len(ids), func(i int) object { return s.directoryObject(q, ids[i]) })
}

// directoryObject is a user, service principal or group as a related object. What the token may not see of it is null,
// https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects.
func (s *Server) directoryObject(q *request, id string) object {
	if u := s.index().users[id]; u != nil {
		o := object{
			"@odata.type": "#microsoft.graph.user", "id": id,
			"displayName": nil, "userPrincipalName": nil, "accountEnabled": nil, "userType": nil,
		}
		if holds(q.roles, seesUsers...) {
			o["displayName"], o["userPrincipalName"] = u.Name, u.UPN
			o["accountEnabled"], o["userType"] = u.Enabled, orNull(u.Type)
		}
		return o
	}
	if p := s.index().principals[id]; p != nil {
		o := object{"@odata.type": "#microsoft.graph.servicePrincipal", "id": id, "displayName": nil}
		if holds(q.roles, seesApplications...) {
			o["displayName"] = p.Name
		}
		return o
	}
	o := object{"@odata.type": "#microsoft.graph.group", "id": id}
	if g := s.index().groups[id]; g != nil {
		o["displayName"] = g.Name
	}
	return o
}
