package probe

import (
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"preflight/assess"
	"preflight/assess/graph"
)

// decodePermission reads an entry of a permission list. It does not read link.webUrl and shareId on purpose: for an
// Anyone link they are the key to the file. An expiry that is no date is an error: whether the link still works is not
// known. https://learn.microsoft.com/graph/api/resources/permission
func decodePermission(dec *jsontext.Decoder, to *assess.Permission) error {
	var now, old granted // old: the deprecated twins, believed where their successors are missing
	var invited string
	for name, err := range graph.Members(dec) {
		if err != nil {
			return err
		}
		switch string(name) {
		case "id":
			to.ID, err = graph.Text(dec)
		case "roles":
			to.Roles, err = decodeRoles(dec)
		case "link":
			err = decodeLink(dec, to)
		case "inheritedFrom": // SharePoint gives {}: that it is there says it
			to.Inherited = dec.PeekKind() != jsontext.KindNull
			err = dec.SkipValue()
		case "expirationDateTime":
			to.Expires, err = decodeEnd(dec)
		case "hasPassword":
			to.Password, err = decodePassword(dec)
		case "grantedToV2":
			now.one, now.some, err = decodeGrantee(dec)
		case "grantedToIdentitiesV2":
			now.list, err = decodeGrantees(dec)
		case "grantedTo":
			old.one, old.some, err = decodeGrantee(dec)
		case "grantedToIdentities":
			old.list, err = decodeGrantees(dec)
		case "invitation":
			invited, err = textMember(dec, "email")
		default:
			err = dec.SkipValue()
		}
		if err != nil {
			return err
		}
	}
	to.Grantees = now.or(old).distinct()
	if len(to.Grantees) == 0 && invited != "" {
		// Somebody who was invited and has not come yet; not yet seen on a live tenant.
		to.Grantees = []assess.Grantee{{Mail: invited}}
	}
	return nil
}

// granted is who a permission is granted to.
type granted struct {
	one  assess.Grantee
	some bool             // one is there
	list []assess.Grantee // nil: not there
}

// or takes from old what g lacks.
func (g granted) or(old granted) granted {
	if !g.some {
		g.one, g.some = old.one, old.some
	}
	if g.list == nil {
		g.list = old.list
	}
	return g
}

// distinct returns everybody once, and nobody of whom nothing is said; nil where that is all. It reorders g's list.
func (g granted) distinct() []assess.Grantee {
	all := g.list
	if g.some {
		all = slices.Insert(all, 0, g.one)
	}
	n := 0
	for _, one := range all {
		if one != (assess.Grantee{}) && !slices.Contains(all[:n], one) {
			all[n] = one
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return all[:n]
}

// decodeRoles returns the roles sorted; nil where there are none.
func decodeRoles(dec *jsontext.Decoder) (roles []string, err error) {
	for err := range graph.Elements(dec) {
		if err != nil {
			return nil, err
		}
		role, err := decodeWord(dec)
		if err != nil {
			return nil, err
		}
		roles = append(roles, role)
	}
	slices.Sort(roles)
	return roles, nil
}

// decodeLink reads a sharing link, without its address.
func decodeLink(dec *jsontext.Decoder, to *assess.Permission) error {
	to.Link = dec.PeekKind() != jsontext.KindNull
	for name, err := range graph.Members(dec) {
		if err != nil {
			return err
		}
		switch string(name) {
		case "type":
			to.Type, err = decodeWord(dec)
		case "scope":
			to.Scope, err = decodeWord(dec)
		default:
			err = dec.SkipValue()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// decodeEnd reads an expiry; zero where there is none.
func decodeEnd(dec *jsontext.Decoder) (time.Time, error) {
	text, err := graph.Text(dec)
	if err != nil || text == "" {
		return time.Time{}, err
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, errContent("the end of a permission is no date")
	}
	return t.UTC(), nil // 0001-01-01T00:00:00Z, with which Graph says that there is none, is the zero time
}

// decodePassword reads a yes or no; null is neither.
func decodePassword(dec *jsontext.Decoder) (*bool, error) {
	switch kind := dec.PeekKind(); kind {
	case jsontext.KindTrue, jsontext.KindFalse:
		yes := kind == jsontext.KindTrue
		return &yes, dec.SkipValue()
	case jsontext.KindNull:
		return nil, dec.SkipValue()
	}
	return nil, graph.Unexpected(dec, "true or false")
}

// words are the roles, link types and scopes that come all the time, by the JSON that they come as, so that each is kept
// once: https://learn.microsoft.com/graph/api/resources/sharinglink
var words = map[string]string{
	`"read"`: "read", `"write"`: "write", `"owner"`: "owner", `"sp.full control"`: "sp.full control",
	`"view"`: "view", `"edit"`: "edit", `"review"`: "review", `"embed"`: "embed", `"blocksDownload"`: "blocksDownload", `"createOnly"`: "createOnly",
	`"anonymous"`: "anonymous", `"organization"`: "organization", `"users"`: "users", `"existingAccess"`: "existingAccess",
}

// decodeWord is graph.Text for one of a few words; others are read all the same.
func decodeWord(dec *jsontext.Decoder) (string, error) {
	if dec.PeekKind() != jsontext.KindString {
		return graph.Text(dec)
	}
	quoted, err := dec.ReadValue()
	if err != nil {
		return "", err
	}
	if word, ok := words[string(quoted)]; ok {
		return word, nil
	}
	text, _ := jsontext.AppendUnquote(nil, quoted) // complains of text that is no UTF-8 alone, and replaces it
	return string(text), nil
}
