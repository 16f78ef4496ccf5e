package probe

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"preflight/assess"
	"preflight/assess/store"
)

// What follows reads the same as the decoders of the crawl, with encoding/json and at its pace. The decoders are tested
// and measured against it.

// pageRef is a page of a list; an element is nil where it came as null.
type pageRef[T any] struct {
	Value *[]*T  `json:"value"`
	Next  string `json:"@odata.nextLink"`
	Delta string `json:"@odata.deltaLink"`
}

type itemRef struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	WebURL   string     `json:"webUrl"`
	File     *struct{}  `json:"file"`
	Folder   *struct{}  `json:"folder"`
	Package  *struct{}  `json:"package"`
	Root     *struct{}  `json:"root"`
	Shared   *struct{}  `json:"shared"`
	Deleted  *struct{}  `json:"deleted"`
	Changed  changedRef `json:"@microsoft.graph.sharedChanged"`
	Modified stamp      `json:"lastModifiedDateTime"`
	Parent   struct {
		ID string `json:"id"`
	} `json:"parentReference"`
}

type changedRef bool

func (c *changedRef) UnmarshalJSON(data []byte) error {
	var word string
	no := string(data) == "null" || string(data) == "false" || json.Unmarshal(data, &word) == nil && strings.EqualFold(word, "false")
	*c = changedRef(!no)
	return nil
}

func (i itemRef) item() store.Item {
	kind := assess.KindFolder
	switch {
	case i.Root != nil:
		kind = assess.KindRoot
	case i.Package != nil:
		kind = assess.KindPackage
	case i.File != nil:
		kind = assess.KindFile
	}
	return store.Item{ID: i.ID, Parent: i.Parent.ID, Name: i.Name, URL: i.WebURL, Kind: kind, Modified: i.Modified.Time,
		Shared: i.Shared != nil, Changed: bool(i.Changed), Deleted: i.Deleted != nil}
}

type permissionRef struct {
	ID    string   `json:"id"`
	Roles []string `json:"roles"`
	Link  *struct {
		Type  string `json:"type"`
		Scope string `json:"scope"`
	} `json:"link"`
	InheritedFrom json.RawMessage `json:"inheritedFrom"`
	Expires       *string         `json:"expirationDateTime"`
	Password      *bool           `json:"hasPassword"`
	GrantedTo     *setRef         `json:"grantedToV2"`
	Identities    []*setRef       `json:"grantedToIdentitiesV2"`
	OldGrantedTo  *setRef         `json:"grantedTo"`
	OldIdentities []*setRef       `json:"grantedToIdentities"`
	Invitation    *struct {
		Email string `json:"email"`
	} `json:"invitation"`
}

type setRef struct {
	User            *identityRef `json:"user"`
	Group           *identityRef `json:"group"`
	SiteUser        *identityRef `json:"siteUser"`
	SiteGroup       *identityRef `json:"siteGroup"`
	SharePointGroup *identityRef `json:"sharePointGroup"`
	Application     *identityRef `json:"application"`
}

type identityRef struct {
	ID    string `json:"id"`
	Name  string `json:"displayName"`
	Email string `json:"email"`
	Login string `json:"loginName"`
}

func (p permissionRef) permission() (assess.Permission, error) {
	out := assess.Permission{ID: p.ID, Roles: slices.Sorted(slices.Values(p.Roles)), Inherited: present(p.InheritedFrom), Password: p.Password}
	if p.Link != nil {
		out.Link, out.Type, out.Scope = true, p.Link.Type, p.Link.Scope
	}
	if p.Expires != nil && *p.Expires != "" {
		t, err := time.Parse(time.RFC3339, *p.Expires)
		if err != nil {
			return out, errContent("no date")
		}
		out.Expires = t.UTC()
	}
	to, identities := p.GrantedTo, p.Identities
	if to == nil {
		to = p.OldGrantedTo
	}
	if identities == nil {
		identities = p.OldIdentities
	}
	for _, set := range append([]*setRef{to}, identities...) {
		if set == nil {
			continue
		}
		if g := set.grantee(); g != (assess.Grantee{}) && !slices.Contains(out.Grantees, g) {
			out.Grantees = append(out.Grantees, g)
		}
	}
	if len(out.Grantees) == 0 && p.Invitation != nil && p.Invitation.Email != "" {
		out.Grantees = append(out.Grantees, assess.Grantee{Mail: p.Invitation.Email})
	}
	return out, nil
}

func (s setRef) grantee() assess.Grantee {
	var g assess.Grantee
	if s.User != nil {
		g.UserID = key(s.User.ID)
	}
	if s.Group != nil {
		g.GroupID = key(s.Group.ID)
	}
	g.SiteGroup = s.SiteGroup != nil || s.SharePointGroup != nil
	for _, i := range []*identityRef{s.User, s.Group, s.SiteUser, s.SiteGroup, s.SharePointGroup, s.Application} {
		if i == nil {
			continue
		}
		if g.Name == "" {
			g.Name = i.Name
		}
		if g.Mail == "" {
			g.Mail = i.Email
		}
		if g.Login == "" {
			g.Login = i.Login
		}
	}
	if id, owners, ok := groupClaim(g.Login); ok {
		g.GroupID = id
		if owners {
			g.GroupID = ""
		}
	}
	return g
}

// referencePage reads a page.
func referencePage[T any](body []byte) (pageRef[T], error) {
	var page pageRef[T]
	err := json.Unmarshal(body, &page)
	if err == nil && page.Value == nil {
		err = errContent("no list")
	}
	return page, err
}
