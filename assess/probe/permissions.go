package probe

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"

	"preflight/assess"
	"preflight/assess/graph"
)

// permissionJSON is an entry of a permission list. It leaves out link.webUrl and shareId on purpose: for an Anyone link
// they are the key to the file. https://learn.microsoft.com/graph/api/resources/permission
type permissionJSON struct {
	ID    string   `json:"id"`
	Roles []string `json:"roles"`
	Link  *struct {
		Type  string `json:"type"`
		Scope string `json:"scope"`
	} `json:"link"`
	InheritedFrom json.RawMessage `json:"inheritedFrom"`
	Expires       *string         `json:"expirationDateTime"`
	Password      *bool           `json:"hasPassword"`
	GrantedTo     *identitySet    `json:"grantedToV2"`
	Identities    []*identitySet  `json:"grantedToIdentitiesV2"`
	OldGrantedTo  *identitySet    `json:"grantedTo"` // deprecated; read where its successor is missing
	OldIdentities []*identitySet  `json:"grantedToIdentities"`
	Invitation    *struct {
		Email string `json:"email"`
	} `json:"invitation"`
}

// identitySet is who a permission is granted to: one principal, described in several ways side by side.
type identitySet struct {
	User            *identityJSON `json:"user"`
	Group           *identityJSON `json:"group"`
	SiteUser        *identityJSON `json:"siteUser"`
	SiteGroup       *identityJSON `json:"siteGroup"`
	SharePointGroup *identityJSON `json:"sharePointGroup"`
	Application     *identityJSON `json:"application"`
}

type identityJSON struct {
	ID    string `json:"id"`
	Name  string `json:"displayName"`
	Email string `json:"email"`
	Login string `json:"loginName"`
}

// permission converts an entry. An expiry that cannot be read is an error: whether the link still works is not known.
func (p permissionJSON) permission() (assess.Permission, error) {
	out := assess.Permission{ID: p.ID, Roles: slices.Sorted(slices.Values(p.Roles)), Inherited: present(p.InheritedFrom), Password: p.Password}
	if p.Link != nil {
		out.Link, out.Type, out.Scope = true, p.Link.Type, p.Link.Scope
	}
	if p.Expires != nil && *p.Expires != "" {
		t, err := time.Parse(time.RFC3339, *p.Expires)
		if err != nil {
			return out, errContent("the end of a permission is no date")
		}
		out.Expires = t.UTC() // 0001-01-01T00:00:00Z, with which Graph says that there is none, is the zero time
	}
	to, identities := p.GrantedTo, p.Identities
	if to == nil {
		to = p.OldGrantedTo
	}
	if identities == nil {
		identities = p.OldIdentities
	}
	for _, set := range append([]*identitySet{to}, identities...) {
		if set == nil {
			continue
		}
		if g := set.grantee(); g != (assess.Grantee{}) && !slices.Contains(out.Grantees, g) {
			out.Grantees = append(out.Grantees, g)
		}
	}
	if len(out.Grantees) == 0 && p.Invitation != nil && p.Invitation.Email != "" {
		// Somebody who was invited and has not come yet; not yet seen on a live tenant.
		out.Grantees = append(out.Grantees, assess.Grantee{Mail: p.Invitation.Email})
	}
	return out, nil
}

// grantee puts the descriptions of one principal together.
func (s identitySet) grantee() assess.Grantee {
	var g assess.Grantee
	describe := func(i *identityJSON) {
		if i == nil {
			return
		}
		for _, field := range []struct {
			to   *string
			from string
		}{{&g.Name, i.Name}, {&g.Mail, i.Email}, {&g.Login, i.Login}} {
			if *field.to == "" {
				*field.to = field.from
			}
		}
	}
	if s.User != nil {
		g.UserID = key(s.User.ID)
	}
	if s.Group != nil {
		g.GroupID = key(s.Group.ID)
	}
	g.SiteGroup = s.SiteGroup != nil || s.SharePointGroup != nil
	for _, i := range []*identityJSON{s.User, s.Group, s.SiteUser, s.SiteGroup, s.SharePointGroup, s.Application} {
		describe(i)
	}
	if id, owners, ok := groupClaim(g.Login); ok {
		// The claim of a group's owners names the group, but opens nothing to its members.
		g.GroupID = id
		if owners {
			g.GroupID = ""
		}
	}
	return g
}

// groupClaims are the beginnings of login names that end with a directory group's id: Microsoft 365 groups, and
// security groups of Entra.
var groupClaims = []string{"c:0o.c|federateddirectoryclaimprovider|", "c:0t.c|tenant|"}

// groupClaim returns the id of the directory group that a login name stands for, and whether only for its owners.
func groupClaim(login string) (id string, owners, ok bool) {
	if decoded, err := url.PathUnescape(login); err == nil {
		login = decoded
	}
	login = strings.ToLower(login)
	for _, prefix := range groupClaims {
		if id, ok := strings.CutPrefix(login, prefix); ok {
			id, owners := strings.CutSuffix(id, "_o")
			return id, owners, true
		}
	}
	return "", false, false
}

// listsAtOnce is how many permission lists are asked for before any is kept.
const listsAtOnce = 200

// permissionsRequest asks for the permission list of an item, https://learn.microsoft.com/graph/api/driveitem-list-permissions
func permissionsRequest(driveID, itemID string) graph.Request {
	return graph.Request{URL: "/drives/" + segment(driveID) + "/items/" + segment(itemID) + "/permissions"}
}

// readPermissions reads the permission lists of items and hands each, or its error, to yield, in the order of ids. A
// list that broke off is an error: whether the item has permissions of its own is not known.
func (r *run) readPermissions(ctx context.Context, driveID string, ids []string, yield func(id string, list []assess.Permission, err error)) {
	for chunk := range slices.Chunk(ids, listsAtOnce) {
		requests := make([]graph.Request, len(chunk))
		for i, id := range chunk {
			requests[i] = permissionsRequest(driveID, id)
		}
		for i, response := range r.client.Batch(ctx, requests) {
			var list []assess.Permission
			err := graph.EachPart(ctx, r.client, response, func(p permissionJSON) error {
				permission, err := p.permission()
				list = append(list, permission)
				return err
			})
			if notThere(err) && !notThere(response.Err) {
				err = errContent("a permission list broke off: " + detailOf(err)) // the item is there, a further page is not
			}
			yield(chunk[i], list, err)
		}
	}
}
