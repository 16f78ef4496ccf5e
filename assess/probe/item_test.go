package probe

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/graph"
	"preflight/assess/store"
)

// itemTests are elements of a delta page; a test with a refusal is one that costs the page.
var itemTests = []struct {
	name, body string
	want       store.Item
	refusal    string
}{
	{"a file", `{"id":"f","name":"ä.docx","webUrl":"https://h/ä.docx","size":7,"file":{"mimeType":"x"},"lastModifiedDateTime":"2026-03-01T10:00:00+02:00","parentReference":{"driveId":"d","id":"p"}}`,
		store.Item{ID: "f", Parent: "p", Name: "ä.docx", URL: "https://h/ä.docx", Kind: assess.KindFile, Modified: time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)}, ""},
	{"a folder", `{"id":"d","folder":{"childCount":0}}`, store.Item{ID: "d", Kind: assess.KindFolder}, ""},
	{"a notebook is a folder and a package", `{"id":"n","folder":{},"package":{"type":"oneNote"}}`, store.Item{ID: "n", Kind: assess.KindPackage}, ""},
	{"the root is a folder too", `{"id":"r","folder":{},"root":{}}`, store.Item{ID: "r", Kind: assess.KindRoot}, ""},
	{"an empty shared facet", `{"id":"s","file":{},"shared":{}}`, store.Item{ID: "s", Kind: assess.KindFile, Shared: true}, ""},
	{"a shared facet", `{"id":"s","file":{},"shared":{"scope":"users","owner":{"user":{}}}}`, store.Item{ID: "s", Kind: assess.KindFile, Shared: true}, ""},
	{"null facets", `{"id":"s","file":{},"folder":null,"shared":null,"deleted":null,"package":null,"root":null}`, store.Item{ID: "s", Kind: assess.KindFile}, ""},
	{"deleted", `{"id":"x","deleted":{"state":"deleted"},"file":{},"size":0}`, store.Item{ID: "x", Kind: assess.KindFile, Deleted: true}, ""},
	{"everything null", `{"id":null,"name":null,"webUrl":null,"size":null,"lastModifiedDateTime":null,"parentReference":null}`, store.Item{Kind: assess.KindFolder}, ""},
	{"nothing", `{}`, store.Item{Kind: assess.KindFolder}, ""},
	{"sharing changed", `{"@microsoft.graph.sharedChanged":"True"}`, store.Item{Kind: assess.KindFolder, Changed: true}, ""},
	{"sharing changed, as a boolean", `{"@microsoft.graph.sharedChanged":true}`, store.Item{Kind: assess.KindFolder, Changed: true}, ""},
	{"sharing changed, in a way unheard of", `{"@microsoft.graph.sharedChanged":{"at":1}}`, store.Item{Kind: assess.KindFolder, Changed: true}, ""},
	{"sharing not changed", `{"@microsoft.graph.sharedChanged":"False"}`, store.Item{Kind: assess.KindFolder}, ""},
	{"sharing not changed, as a boolean", `{"@microsoft.graph.sharedChanged":false}`, store.Item{Kind: assess.KindFolder}, ""},
	{"sharing changed: null", `{"@microsoft.graph.sharedChanged":null}`, store.Item{Kind: assess.KindFolder}, ""},
	{"a date that is none", `{"id":"f","lastModifiedDateTime":"yesterday"}`, store.Item{ID: "f", Kind: assess.KindFolder}, ""},
	{"a date that is no text", `{"id":"f","lastModifiedDateTime":{"a":[1]}}`, store.Item{ID: "f", Kind: assess.KindFolder}, ""},
	{"a lone surrogate in a name", `{"name":"a\ud800b"}`, store.Item{Kind: assess.KindFolder, Name: "a\ufffdb"}, ""},
	{"a name that is no UTF-8", "{\"name\":\"a\xffb\"}", store.Item{Kind: assess.KindFolder, Name: "a\ufffdb"}, ""},
	{"escaped names and text", `{"\u0069d":"\u0041\/\n","we\u0062Url":"u"}`, store.Item{Kind: assess.KindFolder, ID: "A/\n", URL: "u"}, ""},
	{"what nobody asked for", `{"@microsoft.graph.downloadUrl":"https://x/SECRET","video":{"a":[{"id":"no"},2]},"id":"f"}`, store.Item{ID: "f", Kind: assess.KindFolder}, ""},
	{"a number for an id", `{"id":5}`, store.Item{}, "a value of the kind number where a string belongs, at /value/0/id"},
	{"a word for a facet", `{"file":"yes"}`, store.Item{}, "a facet belongs, at /value/0/file"},
	{"a list for a parent", `{"parentReference":[]}`, store.Item{}, "an object belongs, at /value/0/parentReference"},
	{"no object", `7`, store.Item{}, "an object belongs, at /value"},
	{"an id twice", `{"id":"a","id":"b"}`, store.Item{}, `duplicate object member name "id"`},
	{"cut", `{"id":"a`, store.Item{}, "unexpected EOF"},
}

func TestDecodeItem(t *testing.T) {
	for _, test := range itemTests {
		t.Run(test.name, func(t *testing.T) {
			var page graph.Page[store.Item]
			err := page.Decode([]byte(`{"value":[`+test.body+`]}`), decodeItem)
			decoded(t, page.Items, err, test.want, test.refusal)
		})
	}
}

// decoded checks that a page brought one element, or a refusal that says why.
func decoded[T any](t *testing.T, got []T, err error, want T, refusal string) {
	t.Helper()
	switch {
	case refusal != "":
		if err == nil || !strings.Contains(err.Error(), refusal) {
			t.Errorf("%+v, %v; want an error with %q", got, err, refusal)
		}
	case err != nil:
		t.Error(err)
	default:
		if diff := cmp.Diff([]T{want}, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
