package probe

import (
	"github.com/go-json-experiment/json/jsontext"

	"preflight/assess"
	"preflight/assess/graph"
)

// The descriptions of one principal that may stand side by side, in the order in which they are believed:
// https://learn.microsoft.com/graph/api/resources/sharepointidentityset
const (
	asUser = iota
	asGroup
	asSiteUser
	asSiteGroup
	asSharePointGroup
	asApplication
	descriptions
)

// identity is one description of a principal.
type identity struct {
	there                 bool
	id, name, mail, login string
}

// decodeGrantees reads a list of principals; nil where there is none, and null among them is nobody.
func decodeGrantees(dec *jsontext.Decoder) (list []assess.Grantee, err error) {
	if dec.PeekKind() != jsontext.KindNull {
		list = []assess.Grantee{}
	}
	for err := range graph.Elements(dec) {
		if err != nil {
			return nil, err
		}
		g, ok, err := decodeGrantee(dec)
		if err != nil {
			return nil, err
		}
		if ok {
			list = append(list, g)
		}
	}
	return list, nil
}

// decodeGrantee reads a principal, and whether there is one: null is none.
func decodeGrantee(dec *jsontext.Decoder) (assess.Grantee, bool, error) {
	there := dec.PeekKind() != jsontext.KindNull
	var set [descriptions]identity
	for name, err := range graph.Members(dec) {
		if err != nil {
			return assess.Grantee{}, false, err
		}
		switch string(name) {
		case "user":
			set[asUser], err = decodeIdentity(dec)
		case "group":
			set[asGroup], err = decodeIdentity(dec)
		case "siteUser":
			set[asSiteUser], err = decodeIdentity(dec)
		case "siteGroup":
			set[asSiteGroup], err = decodeIdentity(dec)
		case "sharePointGroup":
			set[asSharePointGroup], err = decodeIdentity(dec)
		case "application":
			set[asApplication], err = decodeIdentity(dec)
		default:
			err = dec.SkipValue()
		}
		if err != nil {
			return assess.Grantee{}, false, err
		}
	}
	return granteeOf(&set), there, nil
}

func decodeIdentity(dec *jsontext.Decoder) (identity, error) {
	i := identity{there: dec.PeekKind() != jsontext.KindNull}
	for name, err := range graph.Members(dec) {
		if err != nil {
			return i, err
		}
		switch string(name) {
		case "id":
			i.id, err = graph.Text(dec)
		case "displayName":
			i.name, err = graph.Text(dec)
		case "email":
			i.mail, err = graph.Text(dec)
		case "loginName":
			i.login, err = graph.Text(dec)
		default:
			err = dec.SkipValue()
		}
		if err != nil {
			return i, err
		}
	}
	return i, nil
}

// granteeOf puts the descriptions of one principal together. Ids count where they are those of the directory: the ones
// of a site's users and groups are the site's own numbers.
func granteeOf(set *[descriptions]identity) assess.Grantee {
	g := assess.Grantee{
		UserID:    key(set[asUser].id),
		GroupID:   key(set[asGroup].id),
		SiteGroup: set[asSiteGroup].there || set[asSharePointGroup].there,
	}
	for _, i := range set {
		fill(&g.Name, i.name)
		fill(&g.Mail, i.mail)
		fill(&g.Login, i.login)
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

// fill keeps the first text that says something.
func fill(to *string, text string) {
	if *to == "" {
		*to = text
	}
}
