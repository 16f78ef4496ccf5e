package emulator

import "encoding/base64"

// permissions is the permission list of an item or of the drive's root,
// https://learn.microsoft.com/graph/api/driveitem-list-permissions.
func (s *Server) permissions(q *request) answer {
	l, a, found := s.library(q)
	if !found {
		return a
	}
	list, found := l.effective(q.vars["item"])
	if !found {
		return s.notFound("The resource could not be found.")
	}
	return s.list(q, len(list), func(i int) object { return permission(list[i]) })
}

// effective is an item's own list, or that of the nearest item above that has one, each entry inherited.
func (l *library) effective(id string) ([]Permission, bool) {
	if id == "root" || id == l.drive.RootID {
		return l.drive.Permissions, true
	}
	it := l.items[id]
	if it == nil || it.Deleted {
		return nil, false
	}
	list := it.Permissions
	if list != nil {
		return list, true
	}
	for list == nil {
		if it = l.parent(it); it == nil {
			list = l.drive.Permissions
			break
		}
		list = it.Permissions
	}
	inherited := make([]Permission, len(list))
	for i, p := range list {
		if p.Inherited == "" || p.Inherited == "null" {
			p.Inherited = "{}"
		}
		inherited[i] = p
	}
	return inherited, true
}

func permission(p Permission) object {
	o := object{"id": p.ID, "roles": orEmpty(p.Roles)}
	switch p.Inherited {
	case "":
	case "{}":
		o["inheritedFrom"] = object{} // what SharePoint gives, although the page says that it gives nothing
	case "null":
		o["inheritedFrom"] = nil
	default:
		o["inheritedFrom"] = object{"path": p.Inherited}
	}
	switch p.Expires {
	case "":
	case "null":
		o["expirationDateTime"] = nil
	default:
		o["expirationDateTime"] = p.Expires
	}
	if p.Password != nil {
		o["hasPassword"] = *p.Password
	}
	if p.GrantedTo != nil {
		o["grantedToV2"] = identitySet(*p.GrantedTo)
		o["grantedTo"] = deprecatedSet(*p.GrantedTo)
	}
	if p.Link != nil {
		link := object{"type": p.Link.Type, "webUrl": p.Link.URL, "preventsDownload": false}
		if p.Link.Scope != "" {
			link["scope"] = p.Link.Scope
		}
		o["link"] = link
		o["shareId"] = shareID(p)
	}
	if p.Link != nil || p.Identities != nil {
		current, deprecated := []any{}, []any{}
		for _, set := range p.Identities {
			current = append(current, identitySet(set))
			deprecated = append(deprecated, deprecatedSet(set))
		}
		o["grantedToIdentitiesV2"], o["grantedToIdentities"] = current, deprecated
	}
	return o
}

// shareID is another way to say a sharing link, and as secret: "u!" and the address in base64,
// https://learn.microsoft.com/graph/api/shares-get.
func shareID(p Permission) string {
	return "u!" + base64.RawURLEncoding.EncodeToString([]byte(p.Link.URL))
}

func identitySet(set IdentitySet) object {
	o := object{}
	for name, id := range map[string]*Identity{
		"user": set.User, "group": set.Group, "siteUser": set.SiteUser, "siteGroup": set.SiteGroup, "application": set.Application,
	} {
		if id != nil {
			o[name] = identity(id)
		}
	}
	return o
}

// deprecatedSet is the set as grantedTo gives it: whoever it is, he is a user.
func deprecatedSet(set IdentitySet) object {
	for _, id := range []*Identity{set.User, set.SiteUser, set.Group, set.SiteGroup} {
		if id != nil {
			return object{"user": identity(&Identity{ID: id.ID, Name: id.Name, Mail: id.Mail})}
		}
	}
	if set.Application != nil {
		return object{"application": identity(set.Application)}
	}
	return object{}
}

func identity(id *Identity) object {
	o := object{"displayName": id.Name}
	for name, value := range map[string]string{"id": id.ID, "email": id.Mail, "loginName": id.Login} {
		if value != "" {
			o[name] = value
		}
	}
	return o
}
