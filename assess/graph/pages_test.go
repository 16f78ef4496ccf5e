package graph

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

type item struct {
	ID string `json:"id"`
}

// pagesOf answers each path and query with its page; G stands for the Graph
// host. A URL that is not listed fails the test.
func pagesOf(t *testing.T, pages map[string]string) *Client {
	return testClient(t, func(r *http.Request) (*http.Response, error) {
		if r.URL.Host != "graph.microsoft.com" {
			t.Errorf("asked %s", r.URL.Host)
		}
		if r.Header.Get("Prefer") != "hierarchicalsharing" {
			t.Errorf("%s came without the request's headers", r.URL)
		}
		body, ok := pages[strings.TrimPrefix(r.URL.String(), publicEndpoint+"/v1.0")]
		if !ok {
			t.Errorf("unexpected request %s", r.URL)
		}
		return answer(200, strings.ReplaceAll(body, "G", publicEndpoint+"/v1.0")), nil
	})
}

func TestEach(t *testing.T) {
	const foreign = `"@odata.nextLink":"https://contoso.sharepoint.com/_api/v2.0/drives/b!x/root/delta?token=T1"`
	var (
		null   *NullElementError
		link   *LinkError
		decode *DecodeError
	)
	tests := []struct {
		name  string
		pages map[string]string
		ids   string
		as    any    // the error's type
		text  string // in the error
	}{
		{"one page", map[string]string{"/i": `{"value":[{"id":"a"},{"id":"b"}]}`}, "a b", nil, ""},
		{"two pages", map[string]string{
			"/i":              `{"value":[{"id":"a"}],"@odata.nextLink":"G/i?$skiptoken=1"}`,
			"/i?$skiptoken=1": `{"value":[{"id":"b"}]}`}, "a b", nil, ""},
		{"empty page with a next link", map[string]string{
			"/i":     `{"value":[],"@odata.nextLink":"G/i?p=2"}`,
			"/i?p=2": `{"value":[{"id":"b"}]}`}, "b", nil, ""},
		{"empty list", map[string]string{"/i": `{"value":[]}`}, "", nil, ""},
		{"null elements, then another page", map[string]string{
			"/i":     `{"value":[null,{"id":"a"},null],"@odata.nextLink":"G/i?p=2"}`,
			"/i?p=2": `{"value":[{"id":"b"}]}`}, "a b", &null, "2 elements"},
		{"foreign link", map[string]string{
			"/i": `{"value":[{"id":"a"}],"@odata.nextLink":"https://evil.example/v1.0/i?t=S3CRET"}`}, "a", &link, "another host (evil.example)"},
		{"link to plain http", map[string]string{
			"/i": `{"value":[{"id":"a"}],"@odata.nextLink":"http://graph.microsoft.com/v1.0/i?p=2"}`}, "a", &link, "another host"},
		{"SharePoint link, rebuilt", map[string]string{
			"/i":                              `{"value":[{"id":"a"}],` + foreign + `}`,
			"/drives/b!x/root/delta?token=T1": `{"value":[{"id":"b"}]}`}, "a b", nil, ""},
		{"SharePoint link twice", map[string]string{
			"/i":                              `{"value":[{"id":"a"}],` + foreign + `}`,
			"/drives/b!x/root/delta?token=T1": `{"value":[{"id":"b"}],` + foreign + `}`}, "a b", &link, "another host (contoso.sharepoint.com)"},
		{"link to itself", map[string]string{
			"/i": `{"value":[{"id":"a"}],"@odata.nextLink":"G/i"}`}, "a", &link, "repeats"},
		{"links in a circle", map[string]string{
			"/i":     `{"value":[{"id":"a"}],"@odata.nextLink":"G/i?p=2"}`,
			"/i?p=2": `{"value":[{"id":"b"}],"@odata.nextLink":"G/i?p=3"}`,
			"/i?p=3": `{"value":[{"id":"c"}],"@odata.nextLink":"G/i?p=2"}`}, "a b c", &link, "repeats"},
		{"no list", map[string]string{"/i": `{}`}, "", &decode, "holds no list"},
		{"null for a list", map[string]string{"/i": `{"value":null}`}, "", &decode, "holds no list"},
		{"empty answer", map[string]string{"/i": ``}, "", &decode, "cannot be read"},
		{"web page", map[string]string{"/i": `<html>`}, "", &decode, "cannot be read"},
		{"second page cut", map[string]string{
			"/i":     `{"value":[{"id":"a"}],"@odata.nextLink":"G/i?p=2"}`,
			"/i?p=2": `{"value":[{"id":"b"}`}, "a", &decode, "cannot be read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := pagesOf(t, tt.pages)
			var ids []string
			err := Each(t.Context(), c, Request{URL: "/i", Header: http.Header{"Prefer": {"hierarchicalsharing"}}},
				func(i item) error { ids = append(ids, i.ID); return nil })
			if got := strings.Join(ids, " "); got != tt.ids {
				t.Errorf("elements %q, want %q", got, tt.ids)
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
			if ReasonOf(err) != "service" {
				t.Errorf("reason %s", ReasonOf(err))
			}
		})
	}
}

func TestEachStopsWithTheCaller(t *testing.T) {
	c := pagesOf(t, map[string]string{"/i": `{"value":[{"id":"a"},{"id":"b"}],"@odata.nextLink":"G/i?p=2"}`})
	stop := errors.New("stop")
	n := 0
	err := Each(t.Context(), c, Request{URL: "/i", Header: http.Header{"Prefer": {"hierarchicalsharing"}}},
		func(item) error { n++; return stop })
	if !errors.Is(err, stop) || n != 1 {
		t.Errorf("%v after %d elements", err, n)
	}
}
