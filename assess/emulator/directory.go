package emulator

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

var (
	organizationProperties = []string{"id", "displayName", "tenantType", "verifiedDomains", "countryLetterCode"}
	skuProperties          = []string{"id", "skuId", "skuPartNumber", "capabilityStatus", "consumedUnits", "prepaidUnits", "servicePlans", "appliesTo", "subscriptionIds"}
	userProperties         = []string{"id", "displayName", "userPrincipalName", "mail", "userType", "accountEnabled", "assignedLicenses", "createdDateTime"}
	deletedProperties      = []string{"id", "displayName", "userPrincipalName", "deletedDateTime"}
)

func (s *Server) organization(q *request) answer {
	domains := []any{}
	for _, d := range s.tenant().Domains {
		if d.Verified {
			domains = append(domains, object{
				"capabilities": "Email, OfficeCommunicationsOnline",
				"isDefault":    d.Default,
				"isInitial":    strings.HasSuffix(d.Name, ".onmicrosoft.com"),
				"name":         d.Name,
				"type":         "Managed",
			})
		}
	}
	return s.list(q, 1, func(int) object {
		return object{
			"id":                s.tenant().ID,
			"displayName":       s.tenant().Name,
			"tenantType":        "AAD",
			"countryLetterCode": orNull(s.tenant().Country),
			"verifiedDomains":   domains,
		}
	})
}

func (s *Server) subscribedSKUs(q *request) answer {
	return s.unpaged(q, len(s.tenant().SKUs), func(i int) object {
		sku := s.tenant().SKUs[i]
		plans := []any{}
		for _, p := range sku.Plans {
			plans = append(plans, object{
				"servicePlanId": p.ID, "servicePlanName": p.Name, "provisioningStatus": "Success", "appliesTo": "User",
			})
		}
		return object{
			"id":               s.tenant().ID + "_" + sku.ID,
			"skuId":            sku.ID,
			"skuPartNumber":    sku.Part,
			"capabilityStatus": sku.Status,
			"consumedUnits":    sku.Consumed,
			"prepaidUnits":     object{"enabled": sku.Enabled, "suspended": 0, "warning": sku.Warning, "lockedOut": 0},
			"servicePlans":     plans,
			"appliesTo":        "User",
			"subscriptionIds":  []string{guid(s.tenant().ID, "subscription", sku.ID)},
		}
	})
}

func (s *Server) users(q *request) answer {
	return s.list(q, len(s.tenant().Users), func(i int) object {
		u := s.tenant().Users[i]
		licences := []any{}
		for _, l := range u.Licences {
			licences = append(licences, object{"skuId": l.SKU, "disabledPlans": orEmpty(l.Disabled)})
		}
		return object{
			"id":                u.ID,
			"displayName":       u.Name,
			"userPrincipalName": u.UPN,
			"mail":              orNull(u.Mail),
			"userType":          orNull(u.Type),
			"accountEnabled":    u.Enabled,
			"assignedLicenses":  licences,
			"createdDateTime":   stamp(u.Created),
		}
	})
}

func (s *Server) deletedUsers(q *request) answer {
	return s.list(q, len(s.tenant().Deleted), func(i int) object {
		u := s.tenant().Deleted[i]
		return object{
			"id":                u.ID,
			"displayName":       u.Name,
			"userPrincipalName": u.UPN,
			"deletedDateTime":   stamp(u.Deleted),
		}
	})
}

// unifiedSettings is the template of Microsoft 365 group settings,
// https://learn.microsoft.com/graph/group-directory-settings.
const unifiedSettings = "62375ab9-6b52-47ed-826b-58e47e0e304b"

// groupSettings lists the settings that somebody has changed: without any change there is no object.
func (s *Server) groupSettings(q *request) answer {
	n := 0
	if s.tenant().GroupSettings != nil {
		n = 1
	}
	return s.unpaged(q, n, func(int) object {
		values := []any{}
		for _, name := range slices.Sorted(maps.Keys(s.tenant().GroupSettings)) {
			values = append(values, object{"name": name, "value": s.tenant().GroupSettings[name]})
		}
		return object{
			"id":          guid(s.tenant().ID, "groupSetting", "Group.Unified"),
			"displayName": "Group.Unified",
			"templateId":  unifiedSettings,
			"values":      values,
		}
	})
}

// unpaged is a list that Graph never cuts into pages.
func (s *Server) unpaged(q *request, n int, at func(int) object) answer {
	value := []any{}
	for i := range n {
		value = append(value, q.project(at(i)))
	}
	return ok(object{"value": value})
}

func (s *Server) noSuchObject(id string) answer {
	return s.refuse(http.StatusNotFound, "Request_ResourceNotFound",
		fmt.Sprintf("Resource '%s' does not exist or one of its queried reference-property objects are not present.", id))
}

// guid derives an id that the tenant does not give, the same each time.
func guid(parts ...string) string {
	h := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	h[6], h[8] = h[6]&0x0f|0x40, h[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[0:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
