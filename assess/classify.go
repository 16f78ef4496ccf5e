package assess

import (
	"net/url"
	"slices"
	"strings"
	"time"
)

// The scopes of a sharing link: https://learn.microsoft.com/graph/api/resources/sharinglink
const (
	scopeAnonymous    = "anonymous"
	scopeOrganization = "organization"
	scopeUsers        = "users"
	scopeExisting     = "existingAccess"
)

// everyoneClaims are the beginnings of the login names that stand for everybody: Everyone, everyone except external
// users, and all users, which has several endings. The names shown for them are translated; the claims are not.
var everyoneClaims = []string{"c:0(.s|true", "c:0-.f|rolemanager|spo-grid-all-users", "c:0!.s|"}

// externalMarks are what the login name of somebody from outside holds.
var externalMarks = []string{"#ext#", "urn:spo:guest"}

// login returns a grantee's login name in the form in which claims are compared: decoded and in lower case.
func (g Grantee) login() string {
	s := g.Login
	if decoded, err := url.PathUnescape(s); err == nil {
		s = decoded
	}
	return strings.ToLower(s)
}

// everyone reports whether g is one of the claims that stand for everybody.
func (g Grantee) everyone() bool {
	login := g.login()
	return slices.ContainsFunc(everyoneClaims, func(claim string) bool { return strings.HasPrefix(login, claim) })
}

// group is the id of the directory group that g names, in lower case; empty where it names none.
func (g Grantee) group() string {
	if g.SiteGroup {
		return ""
	}
	return strings.ToLower(g.GroupID)
}

// label is what people know g by.
func (g Grantee) label() string {
	return firstOf(g.Name, g.Mail, g.Login, g.UserID, g.GroupID, "not named")
}

// scope is the scope of a link as it is counted, and whether Graph's word for it is known. A link without a scope, or
// with one that is not known, counts as one for certain people.
func (p Permission) scope() (scope string, known bool) {
	for _, s := range []string{scopeAnonymous, scopeOrganization, scopeUsers, scopeExisting} {
		if strings.EqualFold(p.Scope, s) {
			return s, true
		}
	}
	return scopeUsers, p.Scope == ""
}

// edits reports whether p lets somebody change the item. Where Graph names no role, the link's type tells.
func (p Permission) edits() bool {
	if len(p.Roles) == 0 {
		return p.Link && (strings.EqualFold(p.Type, "edit") || strings.EqualFold(p.Type, "createOnly"))
	}
	return p.holds("write", "owner") || !p.Link && p.holds("sp.full control", "sp full control")
}

// holds reports whether p has one of the roles.
func (p Permission) holds(roles ...string) bool {
	return slices.ContainsFunc(p.Roles, func(role string) bool {
		return slices.ContainsFunc(roles, func(r string) bool { return strings.EqualFold(r, role) })
	})
}

// expired reports whether p ended before asOf.
func (p Permission) expired(asOf time.Time) bool {
	return !p.Expires.IsZero() && p.Expires.Before(asOf)
}

// everyone reports whether p names one of the claims that stand for everybody.
func (p Permission) everyone() bool { return slices.ContainsFunc(p.Grantees, Grantee.everyone) }

// opensToSiteGroup reports whether p lets a group of the site read or write. Where the site belongs to a public Microsoft
// 365 group, everybody in the company is in such a group of it. Graph cannot list its members, so that this is not yet
// seen on a live tenant.
func (p Permission) opensToSiteGroup() bool {
	return p.holds("read", "write") && slices.ContainsFunc(p.Grantees, func(g Grantee) bool { return g.SiteGroup })
}
