package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
)

// page is one page of a list, https://learn.microsoft.com/graph/paging. The
// elements are pointers because Graph has returned null among them.
type page[T any] struct {
	Value    *[]*T  `json:"value"`
	NextLink string `json:"@odata.nextLink"`
}

// Each calls yield for every element of the list that r asks for, page after
// page, with r's headers on each. A page is decoded whole before its first
// element is handed out. Elements that come as null are skipped and reported
// by a *NullElementError after the last page; any other error ends the list
// where it stands, and what was yielded before is true.
func Each[T any](ctx context.Context, c *Client, r Request, yield func(T) error) error {
	_, err := list(ctx, c, r, nil, yield)
	return err
}

// list walks the pages. first is the body of the first one where the caller
// already has it, as from a $batch.
func list[T any](ctx context.Context, c *Client, r Request, first []byte, yield func(T) error) (*walk, error) {
	w := newWalk(c, r)
	nulls := 0
	for {
		body := first
		if body == nil {
			var err error
			if body, err = c.Get(ctx, r); err != nil {
				return w, err
			}
		}
		first = nil
		var p page[T]
		if err := json.Unmarshal(body, &p); err != nil {
			return w, &DecodeError{Path: w.path, Err: err}
		}
		if p.Value == nil {
			return w, &DecodeError{Path: w.path, Err: errors.New("it holds no list")}
		}
		for _, element := range *p.Value {
			if element == nil {
				nulls++
				continue
			}
			if err := yield(*element); err != nil {
				return w, err
			}
		}
		if p.NextLink == "" {
			break
		}
		next, err := w.follow(p.NextLink)
		if err != nil {
			return w, err
		}
		r.URL = next
		if err := ctx.Err(); err != nil {
			return w, err
		}
	}
	if nulls > 0 {
		return w, &NullElementError{Path: w.path, Count: nulls}
	}
	return w, nil
}

// A walk checks the links of one list.
type walk struct {
	client  *Client
	path    string // of the list, for errors
	asked   string // the address of the page at hand
	seen    map[string]bool
	rebuilt bool
}

func newWalk(c *Client, r Request) *walk {
	w := &walk{client: c, path: pathOf(r.URL), seen: map[string]bool{}}
	if u, err := c.address(r); err == nil {
		w.path = u.Path
		w.asked = u.String()
		w.seen[w.asked] = true
	}
	return w
}

// follow returns the link to ask next: on the Graph host, and never asked
// before, because a link that repeats would go round for ever.
func (w *walk) follow(link string) (string, error) {
	next, err := w.check(link)
	if err != nil {
		return "", err
	}
	if w.seen[next] {
		return "", &LinkError{Path: w.path, Problem: "a link to a next page repeats"}
	}
	w.seen[next] = true
	w.asked = next
	return next, nil
}

// last checks the link that ends a delta query. Without it the end of the list
// was not seen.
func (w *walk) last(link string) (string, error) {
	if link == "" {
		return "", &LinkError{Path: w.path, Problem: "the delta query ended without a delta link"}
	}
	return w.check(link)
}

// spoPrefix begins the links that Graph has been reported to return by mistake,
// on the tenant's SharePoint host
// (https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/2291).
const spoPrefix = "/_api/v2.0/"

// check keeps a link on the Graph host. The first SharePoint link of a list is
// rebuilt there, with path and query as they are; that this works is not yet
// seen on a live tenant.
func (w *walk) check(link string) (string, error) {
	u, err := url.Parse(link)
	if err == nil && strings.HasPrefix(u.Path, spoPrefix) && !w.rebuilt {
		w.rebuilt = true
		rebuilt := w.client.base() + "/" + strings.TrimPrefix(u.EscapedPath(), spoPrefix)
		if u.RawQuery != "" {
			rebuilt += "?" + u.RawQuery
		}
		link = rebuilt
	}
	resolved, err := w.client.resolve(link)
	if err != nil {
		var foreign *LinkError
		if errors.As(err, &foreign) {
			return "", &LinkError{Path: w.path, Problem: foreign.Problem}
		}
		return "", err
	}
	return resolved.String(), nil
}
