package probe

import (
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"preflight/assess"
	"preflight/assess/graph"
	"preflight/assess/store"
)

// decodeItem reads an item of a delta page. Only what is needed is, so that an address that carries its own
// authentication never is. null stands for anything that is not there. A date that cannot be read is none: it must not
// cost the library. https://learn.microsoft.com/graph/api/driveitem-delta
func decodeItem(dec *jsontext.Decoder, to *store.Item) error {
	var root, pack, file bool
	for name, err := range graph.Members(dec) {
		if err != nil {
			return err
		}
		switch string(name) {
		case "id":
			to.ID, err = graph.Text(dec)
		case "name":
			to.Name, err = graph.Text(dec)
		case "webUrl":
			to.URL, err = graph.Text(dec)
		case "parentReference":
			to.Parent, err = textMember(dec, "id")
		case "lastModifiedDateTime":
			to.Modified, err = decodeDate(dec)
		case "root":
			root, err = decodeFacet(dec)
		case "package":
			pack, err = decodeFacet(dec)
		case "file":
			file, err = decodeFacet(dec)
		case "folder":
			_, err = decodeFacet(dec)
		case "shared":
			to.Shared, err = decodeFacet(dec)
		case "deleted":
			to.Deleted, err = decodeFacet(dec)
		case "@microsoft.graph.sharedChanged":
			to.Changed, err = decodeChanged(dec)
		default:
			err = dec.SkipValue()
		}
		if err != nil {
			return err
		}
	}
	switch {
	case root:
		to.Kind = assess.KindRoot
	case pack: // a notebook is a folder too; that it is a package says more
		to.Kind = assess.KindPackage
	case file:
		to.Kind = assess.KindFile
	default:
		to.Kind = assess.KindFolder
	}
	return nil
}

// textMember reads one text of an object, and skips the rest: of a parentReference the id, since its path is absent in
// delta.
func textMember(dec *jsontext.Decoder, wanted string) (text string, err error) {
	for name, err := range graph.Members(dec) {
		if err != nil {
			return "", err
		}
		if string(name) == wanted {
			text, err = graph.Text(dec)
		} else {
			err = dec.SkipValue()
		}
		if err != nil {
			return "", err
		}
	}
	return text, nil
}

// decodeFacet reports whether a facet is there, be it empty.
func decodeFacet(dec *jsontext.Decoder) (bool, error) {
	switch dec.PeekKind() {
	case jsontext.KindBeginObject:
		return true, dec.SkipValue()
	case jsontext.KindNull:
		return false, dec.SkipValue()
	}
	return false, graph.Unexpected(dec, "a facet")
}

// decodeDate reads a date and time, which is zero where there is none.
func decodeDate(dec *jsontext.Decoder) (time.Time, error) {
	if dec.PeekKind() != jsontext.KindString {
		return time.Time{}, dec.SkipValue()
	}
	token, err := dec.ReadToken()
	if err != nil {
		return time.Time{}, err
	}
	t, err := time.Parse(time.RFC3339, token.String())
	if err != nil {
		return time.Time{}, nil
	}
	return t.UTC(), nil
}

// decodeChanged reads an annotation that Graph writes as "True". It says no where it is null, false or "False" alone: in
// any other form it means that a permission list is read once too often.
func decodeChanged(dec *jsontext.Decoder) (bool, error) {
	switch dec.PeekKind() {
	case jsontext.KindNull, jsontext.KindFalse:
		return false, dec.SkipValue()
	case jsontext.KindString:
		token, err := dec.ReadToken()
		if err != nil {
			return false, err
		}
		return !strings.EqualFold(token.String(), "false"), nil
	}
	return true, dec.SkipValue()
}
