package probe

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/graph"
	"preflight/assess/store"
)

// FuzzDeltaPage reads a delta page beside encoding/json.
func FuzzDeltaPage(f *testing.F) {
	f.Add(deltaBody(2))
	f.Add([]byte(`{"@odata.deltaLink":"https://graph.microsoft.com/v1.0/drives/d/root/delta?token=1","value":[null,{"id":"a"}]}`))
	for _, test := range itemTests {
		f.Add([]byte(`{"value":[` + test.body + `]}`))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var page graph.Page[store.Item]
		err := page.Decode(body, decodeItem)
		want, wantErr := referencePage[itemRef](body)
		compare(t, body, page, err, want, wantErr, func(i *itemRef) (store.Item, error) { return i.item(), nil })
	})
}

// FuzzPermission reads a page of a permission list beside encoding/json.
func FuzzPermission(f *testing.F) {
	f.Add(permissionsBody())
	for _, test := range permissionTests {
		f.Add([]byte(`{"value":[` + test.body + `]}`))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var page graph.Page[assess.Permission]
		err := page.Decode(body, decodePermission)
		want, wantErr := referencePage[permissionRef](body)
		compare(t, body, page, err, want, wantErr, (*permissionRef).permission)
	})
}

// compare holds a page against what encoding/json made of it: both refuse it, or both read the same. Of a page that is
// ambiguous nothing is asked but that it is survived.
func compare[T, R any](t *testing.T, body []byte, got graph.Page[T], err error, ref pageRef[R], refErr error, convert func(*R) (T, error)) {
	if ambiguous(body) {
		return
	}
	want := graph.Page[T]{Next: ref.Next, Delta: ref.Delta}
	if refErr == nil {
		for _, element := range *ref.Value {
			if element == nil {
				want.Nulls++
				continue
			}
			converted, err := convert(element)
			if err != nil {
				refErr = err
			}
			want.Items = append(want.Items, converted)
		}
	}
	if (err == nil) != (refErr == nil) {
		t.Fatalf("%s\nlean: %v\nencoding/json: %v", body, err, refErr)
	}
	if diff := cmp.Diff(want, got); err == nil && diff != "" {
		t.Errorf("%s\n(-encoding/json +lean):\n%s", body, diff)
	}
}

// ambiguous reports whether an object names a member twice, or in another case than Graph does: encoding/json takes
// either for the member, and the decoders of the crawl do not.
func ambiguous(body []byte) bool {
	dec := jsontext.NewDecoder(bytes.NewReader(body), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	var names [][]string // of the objects that are open
	for {
		token, err := dec.ReadToken()
		if err != nil {
			return false
		}
		depth := dec.StackDepth()
		kind, n := dec.StackIndex(depth)
		switch token.Kind() {
		case jsontext.KindBeginObject, jsontext.KindBeginArray:
			names = append(names, nil)
		case jsontext.KindEndObject, jsontext.KindEndArray:
			names = names[:len(names)-1]
		case jsontext.KindString:
			if kind != jsontext.KindBeginObject || n%2 == 0 {
				continue // no name
			}
			name := token.String()
			open := &names[len(names)-1]
			if slices.Contains(*open, name) || slices.ContainsFunc(known, func(k string) bool { return k != name && strings.EqualFold(k, name) }) {
				return true
			}
			*open = append(*open, name)
		}
	}
}

// known are the names that the decoders look for.
var known = strings.Fields(`value @odata.nextLink @odata.deltaLink id name webUrl size file folder package root shared deleted
	@microsoft.graph.sharedChanged lastModifiedDateTime parentReference roles link type scope inheritedFrom expirationDateTime hasPassword
	grantedToV2 grantedToIdentitiesV2 grantedTo grantedToIdentities invitation email user group siteUser siteGroup sharePointGroup application
	displayName loginName`)
