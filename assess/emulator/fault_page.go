package emulator

import (
	"bytes"
	"encoding/json"
	"strings"
)

const (
	nextLink  = "@odata.nextLink"
	deltaLink = "@odata.deltaLink"
)

// onPage changes a page of a list and leaves every other answer as it is.
func onPage(name string, change func(s *Server, q *request, page object)) Kind {
	return Kind{name: name, after: func(s *Server, q *request, a *answer) {
		page, is := readPage(a.value)
		if !is {
			return
		}
		a.value = page
		if _, list := page["value"].([]any); list {
			change(s, q, page)
		}
	}}
}

// readPage is a page as an object, which it is already unless it was written by hand.
func readPage(value any) (object, bool) {
	written, is := value.(raw)
	if !is {
		page, is := value.(object)
		return page, is
	}
	var page object
	d := json.NewDecoder(bytes.NewReader(written))
	d.UseNumber()
	err := d.Decode(&page)
	return page, err == nil
}

// NullElement puts a null at the head of a list.
func NullElement() Kind {
	return onPage("null element", func(_ *Server, _ *request, page object) {
		page["value"] = append([]any{nil}, page["value"].([]any)...)
	})
}

// EmptyPage is a page without entries whose next link brings them. Where the fault strikes that link too, it repeats.
func EmptyPage() Kind {
	return onPage("empty page with a next link", func(s *Server, q *request, page object) {
		page["value"] = []any{}
		delete(page, deltaLink)
		again := q.place
		again.Query, again.Again = without(q.query, q.route.token()), true
		page[nextLink] = s.link(q, seal(again))
	})
}

// RepeatLink is a next link that leads to the same page again.
func RepeatLink() Kind {
	return onPage("repeated link", func(s *Server, q *request, page object) {
		delete(page, deltaLink)
		page[nextLink] = s.URL() + "/v1.0" + q.raw
		if q.asked != "" {
			page[nextLink] = page[nextLink].(string) + "?" + q.asked
		}
	})
}

// ForeignLink is a next link to a host that is nobody's business.
func ForeignLink() Kind {
	return onPage("foreign link", func(_ *Server, q *request, page object) {
		delete(page, deltaLink)
		page[nextLink] = "https://evil.example/v1.0" + q.raw + "?$skiptoken=foreign"
	})
}

// SharePointLink gives the next or last link as one of the tenant's SharePoint host, as Graph has done
// (https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/2291). The same path and query below /v1.0 work.
func SharePointLink() Kind {
	return onPage("SharePoint link", func(s *Server, _ *request, page object) {
		for _, name := range []string{nextLink, deltaLink} {
			if link, found := page[name].(string); found {
				page[name] = strings.Replace(link, s.URL()+"/v1.0/", "https://tenant.sharepoint.com/_api/v2.0/", 1)
			}
		}
	})
}
