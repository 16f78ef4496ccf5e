package emulator

import "net/http"

var sharingProperties = []string{"id", "sharingCapability", "isResharingByExternalUsersEnabled", "sharingDomainRestrictionMode", "sharingAllowedDomainList",
	"sharingBlockedDomainList", "isRequireAcceptingUserToMatchInvitedUserEnabled", "isLegacyAuthProtocolsEnabled", "deletedUserPersonalSiteRetentionPeriodInDays"}

// sharingSettings gives the settings flat, as the service does; its page wraps them in "value",
// https://learn.microsoft.com/graph/api/sharepointsettings-get.
func (s *Server) sharingSettings(q *request) answer {
	t := s.tenant().Sharing
	return s.one(q, object{
		"sharingCapability":                               t.Capability,
		"isResharingByExternalUsersEnabled":               t.ResharingByGuests,
		"sharingDomainRestrictionMode":                    t.DomainRestriction,
		"sharingAllowedDomainList":                        orEmpty(t.AllowedDomains),
		"sharingBlockedDomainList":                        orEmpty(t.BlockedDomains),
		"isRequireAcceptingUserToMatchInvitedUserEnabled": t.MatchInvitedUser,
		"isLegacyAuthProtocolsEnabled":                    t.LegacyAuthProtocols,
		"deletedUserPersonalSiteRetentionPeriodInDays":    t.DeletedOneDriveDays,
	})
}

func (s *Server) reportSettings(*request) answer {
	return ok(object{"displayConcealedNames": s.tenant().Concealed})
}

// labels gives the sensitivity labels with their sublabels within, unless the tenant keeps those apart,
// https://learn.microsoft.com/graph/api/tenantdatasecurityandgovernance-list-sensitivitylabels.
func (s *Server) labels(q *request) answer {
	if s.tenant().Unlicensed["labels"] {
		return s.noLabels()
	}
	return s.list(q, len(s.tenant().Labels), func(i int) object { return label(s.tenant().Labels[i], !s.tenant().SublabelsApart) })
}

// noLabels is what a tenant without a licence for labels answers, which is not yet seen on a live tenant.
func (s *Server) noLabels() answer {
	return s.refuse(http.StatusBadRequest, "BadRequest", "Request not applicable to target tenant.")
}

// sublabels gives the labels below one; its address is not yet seen on a live tenant. They are a contained navigation
// property, https://learn.microsoft.com/graph/api/resources/security-sensitivitylabel#relationships.
func (s *Server) sublabels(q *request) answer {
	if s.tenant().Unlicensed["labels"] {
		return s.noLabels()
	}
	for _, l := range s.tenant().Labels {
		if l.ID == q.vars["label"] {
			return s.list(q, len(l.Sublabels), func(i int) object { return label(l.Sublabels[i], false) })
		}
	}
	return s.notFound("The label could not be found.")
}

// label is a label as Graph gives it, with the property for its sublabels or without.
func label(l Label, within bool) object {
	o := object{
		"id":            l.ID,
		"name":          l.Name,
		"displayName":   l.Name,
		"description":   "",
		"toolTip":       "",
		"autoTooltip":   "",
		"actionSource":  "manual",
		"priority":      l.Priority,
		"isDefault":     l.Default,
		"hasProtection": l.Protects,
	}
	if l.Enabled != nil {
		o["isEnabled"] = *l.Enabled
	}
	if l.ApplicableTo != "" {
		o["applicableTo"] = l.ApplicableTo
	}
	if within {
		sublabels := []any{}
		for _, sub := range l.Sublabels {
			sublabels = append(sublabels, label(sub, false))
		}
		o["sublabels"] = sublabels
	}
	return o
}
