package graph

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// decodeTestItem reads an item of these tests.
func decodeTestItem(dec *jsontext.Decoder, to *item) error {
	for name, err := range Members(dec) {
		if err != nil {
			return err
		}
		if string(name) == "id" {
			to.ID, err = Text(dec)
		} else {
			err = dec.SkipValue()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func TestDeltaPages(t *testing.T) {
	const last = `"@odata.deltaLink":"G/i?token=9"`
	const foreign = `"@odata.nextLink":"https://contoso.sharepoint.com/_api/v2.0/drives/b!x/root/delta?token=T1"`
	var (
		null   *NullElementError
		link   *LinkError
		decode *DecodeError
	)
	tests := []struct {
		name  string
		pages map[string]string
		want  string // of each page: the ids, then the link, without the host
		as    any    // the error's type
		text  string // in the error
	}{
		{"one page", map[string]string{"/i": `{"value":[{"id":"a"},{"id":"b","file":{}}],` + last + `}`}, "a b >/i?token=9", nil, ""},
		{"links before the list", map[string]string{
			"/i":     `{"@odata.nextLink":"G/i?p=2","@odata.context":"x","value":[{"id":"a"},{"id":"b"}]}`,
			"/i?p=2": `{` + last + `,"value":[{"id":"c"}]}`}, "a b /i?p=2, c >/i?token=9", nil, ""},
		{"both links", map[string]string{
			"/i":     `{"value":[{"id":"a"}],"@odata.nextLink":"G/i?p=2",` + last + `}`,
			"/i?p=2": `{"value":[],` + last + `}`}, "a /i?p=2, >/i?token=9", nil, ""},
		{"a link of null", map[string]string{"/i": `{"value":[],"@odata.nextLink":null,` + last + `}`}, ">/i?token=9", nil, ""},
		{"an element does not inherit from the page before", map[string]string{
			"/i":     `{"value":[{"id":"a"},{"id":"b"}],"@odata.nextLink":"G/i?p=2"}`,
			"/i?p=2": `{"value":[{"id":null},{}],` + last + `}`}, "a b /i?p=2, - - >/i?token=9", nil, ""},
		{"null elements, then another page", map[string]string{
			"/i":     `{"value":[null,{"id":"a"},null],"@odata.nextLink":"G/i?p=2"}`,
			"/i?p=2": `{"value":[{"id":"b"}],` + last + `}`}, "a /i?p=2, b >/i?token=9", &null, "2 elements"},
		{"foreign link", map[string]string{
			"/i": `{"value":[{"id":"a"}],"@odata.nextLink":"https://evil.example/v1.0/i?t=S3CRET"}`}, "a /i", &link, "another host (evil.example)"},
		{"foreign link on the second page", map[string]string{
			"/i":     `{"value":[{"id":"a"}],"@odata.nextLink":"G/i?p=2"}`,
			"/i?p=2": `{"value":[{"id":"b"}],"@odata.nextLink":"https://evil.example/v1.0/i"}`}, "a /i?p=2, b /i?p=2", &link, "another host (evil.example)"},
		{"foreign delta link", map[string]string{
			"/i": `{"value":[{"id":"a"}],"@odata.deltaLink":"https://evil.example/v1.0/i?t=S3CRET"}`}, "a /i", &link, "another host (evil.example)"},
		{"SharePoint link, rebuilt", map[string]string{
			"/i":                              `{"value":[{"id":"a"}],` + foreign + `}`,
			"/drives/b!x/root/delta?token=T1": `{"value":[{"id":"b"}],` + last + `}`}, "a /drives/b!x/root/delta?token=T1, b >/i?token=9", nil, ""},
		{"SharePoint link twice", map[string]string{
			"/i":                              `{"value":[{"id":"a"}],` + foreign + `}`,
			"/drives/b!x/root/delta?token=T1": `{"value":[{"id":"b"}],` + foreign + `}`},
			"a /drives/b!x/root/delta?token=T1, b /drives/b!x/root/delta?token=T1", &link, "another host (contoso.sharepoint.com)"},
		{"SharePoint delta link", map[string]string{
			"/i": `{"value":[],"@odata.deltaLink":"https://c.sharepoint.com/_api/v2.0/drives/d/root/delta?token=9"}`}, ">/drives/d/root/delta?token=9", nil, ""},
		{"link to itself", map[string]string{"/i": `{"value":[{"id":"a"}],"@odata.nextLink":"G/i"}`}, "a /i", &link, "repeats"},
		{"links in a circle", map[string]string{
			"/i":     `{"value":[{"id":"a"}],"@odata.nextLink":"G/i?p=2"}`,
			"/i?p=2": `{"value":[{"id":"b"}],"@odata.nextLink":"G/i"}`}, "a /i?p=2, b /i?p=2", &link, "repeats"},
		{"no link at all", map[string]string{"/i": `{"value":[{"id":"a"}]}`}, "a /i", &link, "without a delta link"},
		{"no list", map[string]string{"/i": `{` + last + `}`}, "", &decode, "holds no list"},
		{"null for a list", map[string]string{"/i": `{"value":null,` + last + `}`}, "", &decode, "holds no list"},
		{"null for a page", map[string]string{"/i": `null`}, "", &decode, "holds no list"},
		{"an object for a list", map[string]string{"/i": `{"value":{}}`}, "", &decode, "a list belongs, at /value"},
		{"a number for a link", map[string]string{"/i": `{"value":[],"@odata.nextLink":7}`}, "", &decode, "a string belongs"},
		{"a list twice", map[string]string{"/i": `{"value":[],"value":[{"id":"a"}],` + last + `}`}, "", &decode, `duplicate object member name "value"`},
		{"two answers", map[string]string{"/i": `{"value":[],` + last + `}{}`}, "", &decode, "something follows"},
		{"empty answer", map[string]string{"/i": ``}, "", &decode, "cannot be read: unexpected EOF"},
		{"web page", map[string]string{"/i": `<html>`}, "", &decode, "cannot be read"},
		{"an element that cannot be read", map[string]string{"/i": `{"value":[{"id":"a"},{"id":5}],` + last + `}`}, "", &decode, "a string belongs, at /value/1/id"},
		{"second page cut", map[string]string{
			"/i":     `{"value":[{"id":"a"}],"@odata.nextLink":"G/i?p=2"}`,
			"/i?p=2": `{"value":[{"id":"b"}`}, "a /i?p=2", &decode, "cannot be read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := pagesOf(t, tt.pages)
			var got []string
			err := DeltaPages(t.Context(), c, Request{URL: "/i", Header: http.Header{"Prefer": {"hierarchicalsharing"}}}, decodeTestItem,
				func(p DeltaPage[item]) error {
					got = append(got, describe(p))
					return nil
				})
			if pages := strings.Join(got, ", "); pages != tt.want {
				t.Errorf("pages %q, want %q", pages, tt.want)
			}
			if tt.as == nil {
				if err != nil {
					t.Errorf("error %v", err)
				}
				return
			}
			if !errors.As(err, tt.as) || !strings.Contains(err.Error(), tt.text) || strings.Contains(err.Error(), "S3CRET") {
				t.Errorf("error %T %v, want %T with %q", err, err, tt.as, tt.text)
			}
		})
	}
}

// describe writes the ids of a page and its link, a delta link with > before it.
func describe(p DeltaPage[item]) string {
	var words []string
	for _, i := range p.Items {
		words = append(words, cmp.Or(i.ID, "-"))
	}
	if p.Next != "" {
		words = append(words, strings.TrimPrefix(p.Next, publicEndpoint+"/v1.0"))
	}
	if p.Delta != "" {
		words = append(words, ">"+strings.TrimPrefix(p.Delta, publicEndpoint+"/v1.0"))
	}
	return strings.Join(words, " ")
}

func TestDeltaPagesStopsWithTheCaller(t *testing.T) {
	c := pagesOf(t, map[string]string{"/i": `{"value":[{"id":"a"}],"@odata.nextLink":"G/i?p=2"}`})
	stop := errors.New("stop")
	n := 0
	err := DeltaPages(t.Context(), c, Request{URL: "/i", Header: http.Header{"Prefer": {"hierarchicalsharing"}}}, decodeTestItem,
		func(DeltaPage[item]) error { n++; return stop })
	if !errors.Is(err, stop) || n != 1 {
		t.Errorf("%v after %d pages", err, n)
	}
}

// A listing goes on from any link that a page was handed out with.
func TestDeltaPagesGoesOn(t *testing.T) {
	c := pagesOf(t, map[string]string{"/i?p=2": `{"value":[{"id":"b"}],"@odata.deltaLink":"G/i?token=9"}`})
	err := DeltaPages(t.Context(), c, Request{URL: publicEndpoint + "/v1.0/i?p=2", Header: http.Header{"Prefer": {"hierarchicalsharing"}}}, decodeTestItem,
		func(p DeltaPage[item]) error {
			if got := describe(p); got != "b >/i?token=9" {
				t.Errorf("page %q", got)
			}
			return nil
		})
	if err != nil {
		t.Error(err)
	}
}

func TestEachPartLean(t *testing.T) {
	var (
		null   *NullElementError
		link   *LinkError
		decode *DecodeError
	)
	refused := &Error{Status: 403}
	next := map[string]string{"/i?p=2": `{"value":[{"id":"b"}]}`}
	tests := []struct {
		name string
		part Response
		ids  string
		as   any
		text string
	}{
		{"one page", Response{Body: []byte(`{"value":[{"id":"a"},{"id":"b"}]}`)}, "a b", nil, ""},
		{"two pages", Response{Body: []byte(`{"value":[{"id":"a"}],"@odata.nextLink":"G/i?p=2"}`)}, "a b", nil, ""},
		{"a null element", Response{Body: []byte(`{"value":[null,{"id":"a"}]}`)}, "a", &null, "1 elements"},
		{"foreign link", Response{Body: []byte(`{"value":[{"id":"a"}],"@odata.nextLink":"https://evil.example/S3CRET"}`)}, "a", &link, "another host"},
		{"refused", Response{Err: refused}, "", &refused, "403"},
		{"empty", Response{}, "", &decode, "it is empty"},
		{"no list", Response{Body: []byte(`{}`)}, "", &decode, "holds no list"},
		{"an element that cannot be read", Response{Body: []byte(`{"value":[{"id":"a"},{"id":{}}]}`)}, "", &decode, "a string belongs"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := pagesOf(t, next)
			tt.part.Body = []byte(strings.ReplaceAll(string(tt.part.Body), "G/", publicEndpoint+"/v1.0/"))
			tt.part.request = Request{URL: "/i", Header: http.Header{"Prefer": {"hierarchicalsharing"}}}
			var ids []string
			err := EachPartLean(t.Context(), c, tt.part, decodeTestItem, func(i item) error { ids = append(ids, i.ID); return nil })
			if got := strings.Join(ids, " "); got != tt.ids {
				t.Errorf("elements %q, want %q", got, tt.ids)
			}
			if tt.as == nil {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if !errors.As(err, tt.as) || !strings.Contains(fmt.Sprint(err), tt.text) || strings.Contains(err.Error(), "S3CRET") {
				t.Errorf("error %T %v, want %T with %q", err, err, tt.as, tt.text)
			}
		})
	}
}

// Properties that nobody asked for cost no memory, however many they are.
func TestSkippingDoesNotAllocate(t *testing.T) {
	lean := []byte(`{"value":[` + strings.TrimSuffix(strings.Repeat(`{"id":"a"},`, 100), ",") + `]}`)
	fat := []byte(`{"value":[` + strings.TrimSuffix(strings.Repeat(`{"cTag":"x","video":{"a":[{"b":"c"},1.5,null]},"id":"a"},`, 100), ",") + `]}`)
	var page Page[item]
	count := func(body []byte) float64 {
		return testing.AllocsPerRun(20, func() {
			if err := page.Decode(body, decodeTestItem); err != nil || len(page.Items) != 100 {
				t.Fatalf("%d items, %v", len(page.Items), err)
			}
		})
	}
	if a, b := count(lean), count(fat); b > a+20 { // the decoder's own stack
		t.Errorf("%v allocations with the properties, %v without", b, a)
	}
}
