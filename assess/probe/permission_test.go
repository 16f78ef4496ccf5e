package probe

import (
	"testing"
	"time"

	"preflight/assess"
	"preflight/assess/graph"
)

// permissionTests are entries of a permission list; a test with a refusal is one that costs the list.
var permissionTests = []struct {
	name, body string
	want       assess.Permission
	refusal    string
}{
	{"a link, without its address", `{"id":"p","roles":["write","read"],"link":{"type":"edit","scope":"anonymous","webUrl":"https://h/SECRET"},"shareId":"u!SECRET","hasPassword":true}`,
		assess.Permission{ID: "p", Roles: []string{"read", "write"}, Link: true, Type: "edit", Scope: "anonymous", Password: new(true)}, ""},
	{"an empty link", `{"link":{}}`, assess.Permission{Link: true}, ""},
	{"words that Microsoft adds later", `{"roles":["sp.r\u0065ad"],"link":{"type":"addressBar","scope":"everybody"}}`,
		assess.Permission{Roles: []string{"sp.read"}, Link: true, Type: "addressBar", Scope: "everybody"}, ""},
	{"inherited, as SharePoint says it", `{"inheritedFrom":{}}`, assess.Permission{Inherited: true}, ""},
	{"inherited from somewhere", `{"inheritedFrom":{"driveId":"d","id":"i","path":"/drive/root:/Documents"}}`, assess.Permission{Inherited: true}, ""},
	{"inherited from null", `{"inheritedFrom":null}`, assess.Permission{}, ""},
	{"everything null", `{"id":null,"roles":null,"link":null,"expirationDateTime":null,"hasPassword":null,"grantedToV2":null,"grantedToIdentitiesV2":null,"grantedTo":null,"grantedToIdentities":null,"invitation":null}`, assess.Permission{}, ""},
	{"no roles, nobody", `{"roles":[],"grantedToIdentitiesV2":[],"grantedToV2":{},"hasPassword":false}`, assess.Permission{Password: new(false)}, ""},
	{"an end", `{"expirationDateTime":"2026-12-01T10:00:00+01:00"}`, assess.Permission{Expires: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)}, ""},
	{"no end", `{"expirationDateTime":"0001-01-01T00:00:00Z"}`, assess.Permission{}, ""},
	{"an empty end", `{"expirationDateTime":""}`, assess.Permission{}, ""},
	{"a user beside a site user", `{"grantedToV2":{"siteUser":{"id":"9","displayName":"gina (guest)","loginName":"i:0#.f|membership|gina"},"user":{"id":" 7F4B-A ","displayName":"gina","email":"gina@else.com"}}}`,
		assess.Permission{Grantees: []assess.Grantee{{UserID: "7f4b-a", Name: "gina", Mail: "gina@else.com", Login: "i:0#.f|membership|gina"}}}, ""},
	{"a group of the site", `{"grantedToV2":{"siteGroup":{"id":"5","displayName":"Visitors"}}}`, assess.Permission{Grantees: []assess.Grantee{{SiteGroup: true, Name: "Visitors"}}}, ""},
	{"a SharePoint group", `{"grantedToV2":{"sharePointGroup":{"displayName":"Visitors"}}}`, assess.Permission{Grantees: []assess.Grantee{{SiteGroup: true, Name: "Visitors"}}}, ""},
	{"a group by its claim", `{"grantedToV2":{"siteUser":{"loginName":"c:0t.c|tenant|ABC"}}}`, assess.Permission{Grantees: []assess.Grantee{{GroupID: "abc", Login: "c:0t.c|tenant|ABC"}}}, ""},
	{"the owners of a group are not the group", `{"grantedToV2":{"group":{"id":"abc"},"siteUser":{"loginName":"c:0o.c|federateddirectoryclaimprovider|abc_o"}}}`,
		assess.Permission{Grantees: []assess.Grantee{{Login: "c:0o.c|federateddirectoryclaimprovider|abc_o"}}}, ""},
	{"an application", `{"grantedToV2":{"application":{"id":"a","displayName":"Backup"},"device":{"id":"x"}}}`, assess.Permission{Grantees: []assess.Grantee{{Name: "Backup"}}}, ""},
	{"the successor is believed", `{"grantedTo":{"user":{"id":"old"}},"grantedToIdentities":[{"user":{"id":"old"}}],"grantedToV2":{"user":{"id":"new"}},"grantedToIdentitiesV2":[]}`,
		assess.Permission{Grantees: []assess.Grantee{{UserID: "new"}}}, ""},
	{"the deprecated twins alone", `{"grantedTo":{"user":{"id":"a"}},"grantedToIdentities":[{"user":{"id":"b"}}]}`, assess.Permission{Grantees: []assess.Grantee{{UserID: "a"}, {UserID: "b"}}}, ""},
	{"a twin of null", `{"grantedToV2":null,"grantedTo":{"user":{"id":"a"}},"grantedToIdentitiesV2":null,"grantedToIdentities":[null,{"user":null}]}`, assess.Permission{Grantees: []assess.Grantee{{UserID: "a"}}}, ""},
	{"people of a link, some twice", `{"grantedToIdentitiesV2":[{"user":{"id":"b"}},null,{"user":{"id":"a"}},{"user":{"id":"B"}},{}],"grantedToV2":{"user":{"id":"a"}}}`,
		assess.Permission{Grantees: []assess.Grantee{{UserID: "a"}, {UserID: "b"}}}, ""},
	{"somebody invited", `{"invitation":{"email":"new@else.com","signInRequired":true}}`, assess.Permission{Grantees: []assess.Grantee{{Mail: "new@else.com"}}}, ""},
	{"somebody invited who came", `{"invitation":{"email":"new@else.com"},"grantedToV2":{"user":{"id":"a"}}}`, assess.Permission{Grantees: []assess.Grantee{{UserID: "a"}}}, ""},
	{"an end that is no date", `{"expirationDateTime":"soon"}`, assess.Permission{}, "the end of a permission is no date"},
	{"an end that is no text", `{"expirationDateTime":1}`, assess.Permission{}, "a string belongs, at /value/0/expirationDateTime"},
	{"a word for yes", `{"hasPassword":"true"}`, assess.Permission{}, "true or false belongs"},
	{"a word for roles", `{"roles":"read"}`, assess.Permission{}, "a list belongs"},
	{"a number for a role", `{"roles":[1]}`, assess.Permission{}, "a string belongs"},
	{"a word for a link", `{"link":"https://h/SECRET"}`, assess.Permission{}, "a value of the kind string where an object belongs, at /value/0/link"},
	{"a word for somebody", `{"grantedToIdentitiesV2":["anna"]}`, assess.Permission{}, "an object belongs"},
	{"a word for an old somebody", `{"grantedToV2":{},"grantedTo":"anna"}`, assess.Permission{}, "an object belongs"},
	{"inherited or not", `{"inheritedFrom":{},"inheritedFrom":null}`, assess.Permission{}, `duplicate object member name "inheritedFrom"`},
}

func TestDecodePermission(t *testing.T) {
	for _, test := range permissionTests {
		t.Run(test.name, func(t *testing.T) {
			var page graph.Page[assess.Permission]
			err := page.Decode([]byte(`{"value":[`+test.body+`]}`), decodePermission)
			decoded(t, page.Items, err, test.want, test.refusal)
		})
	}
}
