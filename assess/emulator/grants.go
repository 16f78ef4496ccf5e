package emulator

import "encoding/base64"

// driveItem is an item, or the drive's root, of which the id is all that is asked for,
// https://learn.microsoft.com/graph/api/driveitem-get
func (s *Server) driveItem(q *request) answer {
	if a, found := s.open(q); !found {
		return a
	}
	l := s.libraryOf(s.index().drives[q.vars["drive"]])
	if _, found := l.effective(q.vars["item"]); !found {
		return s.notFound("The resource could not be found.")
	}
	return ok(object{"id": q.vars["item"]})
}

// permissions is the permission list of an item or of the drive's root,
// https://learn.microsoft.com/graph/api/driveitem-list-permissions. A crawl asks for very many, so it is written by hand, the
// names in the order of the alphabet.
func (s *Server) permissions(q *request) answer {
	if a, found := s.open(q); !found {
		return a
	}
	l := s.libraryOf(s.index().drives[q.vars["drive"]])
	list, found := l.effective(q.vars["item"])
	if !found {
		return s.notFound("The resource could not be found.")
	}
	from := min(q.place.Offset, len(list))
	end := min(len(list), from+s.options.PageSize)
	body := append(make([]byte, 0, 640*(end-from)+32), '{')
	if end < len(list) {
		body = appendName(body, nextLink)
		body = append(appendString(body, s.link(q, sealToken(end, q.query, q.route))), ',')
	}
	body = append(body, `"value":[`...)
	for i := from; i < end; i++ {
		if i > from {
			body = append(body, ',')
		}
		body = appendPermission(body, &list[i])
	}
	return ok(raw(append(body, "]}"...)))
}

func appendPermission(b []byte, p *Permission) []byte {
	o := objectWriter{b: append(b, '{')}
	switch p.Expires {
	case "":
	case "null":
		o.json("expirationDateTime", "null")
	default:
		o.text("expirationDateTime", p.Expires)
	}
	if p.GrantedTo != nil {
		o.b = appendDeprecated(o.name("grantedTo"), p.GrantedTo)
	}
	if p.Link != nil || p.Identities != nil {
		o.b = appendSets(o.name("grantedToIdentities"), p.Identities, appendDeprecated)
		o.b = appendSets(o.name("grantedToIdentitiesV2"), p.Identities, appendSet)
	}
	if p.GrantedTo != nil {
		o.b = appendSet(o.name("grantedToV2"), p.GrantedTo)
	}
	if p.Password != nil {
		o.json("hasPassword", map[bool]string{true: "true", false: "false"}[*p.Password])
	}
	o.text("id", p.ID)
	switch p.Inherited {
	case "":
	case "{}":
		o.json("inheritedFrom", "{}") // what SharePoint gives, although the page says that it gives nothing
	case "null":
		o.json("inheritedFrom", "null")
	default:
		o.b = append(appendString(append(o.name("inheritedFrom"), `{"path":`...), p.Inherited), '}')
	}
	if p.Link != nil {
		link := objectWriter{b: append(o.name("link"), `{"preventsDownload":false`...), begun: true}
		link.filled("scope", p.Link.Scope)
		link.text("type", p.Link.Type)
		link.text("webUrl", p.Link.URL)
		o.b = append(link.b, '}')
	}
	o.b = append(o.name("roles"), '[')
	for i, role := range p.Roles {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = appendString(o.b, role)
	}
	o.b = append(o.b, ']')
	if p.Link != nil {
		o.text("shareId", shareID(*p))
	}
	return append(o.b, '}')
}

// shareID is another way to say a sharing link, and as secret: "u!" and the address in base64,
// https://learn.microsoft.com/graph/api/shares-get.
func shareID(p Permission) string {
	return "u!" + base64.RawURLEncoding.EncodeToString([]byte(p.Link.URL))
}

func appendSets(b []byte, sets []IdentitySet, write func([]byte, *IdentitySet) []byte) []byte {
	b = append(b, '[')
	for i := range sets {
		if i > 0 {
			b = append(b, ',')
		}
		b = write(b, &sets[i])
	}
	return append(b, ']')
}

func appendSet(b []byte, set *IdentitySet) []byte {
	o := objectWriter{b: append(b, '{')}
	o.identity("application", set.Application)
	o.identity("group", set.Group)
	o.identity("siteGroup", set.SiteGroup)
	o.identity("siteUser", set.SiteUser)
	o.identity("user", set.User)
	return append(o.b, '}')
}

// appendDeprecated is the set as grantedTo gives it: whoever it is, he is a user.
func appendDeprecated(b []byte, set *IdentitySet) []byte {
	o := objectWriter{b: append(b, '{')}
	for _, id := range []*Identity{set.User, set.SiteUser, set.Group, set.SiteGroup} {
		if id != nil {
			o.identity("user", &Identity{ID: id.ID, Name: id.Name, Mail: id.Mail})
			return append(o.b, '}')
		}
	}
	o.identity("application", set.Application)
	return append(o.b, '}')
}

// identity writes one of a set; nothing for nil.
func (o *objectWriter) identity(name string, id *Identity) {
	if id == nil {
		return
	}
	one := objectWriter{b: append(o.name(name), '{')}
	one.text("displayName", id.Name)
	one.filled("email", id.Mail)
	one.filled("id", id.ID)
	one.filled("loginName", id.Login)
	o.b = append(one.b, '}')
}
