package probe

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"preflight/assess"
	"preflight/assess/graph"
	"preflight/assess/store"
)

// What a delta query is asked to tell, https://learn.microsoft.com/graph/api/driveitem-delta. With hierarchicalsharing
// the shared facet stands on items that are shared themselves and not on everything below them. Items whose sharing
// changed and whose content did not come only with deltashowsharingchanges, which needs the two beside it and an
// application with Sites.FullControl.All.
const (
	preferHierarchy = "hierarchicalsharing"
	preferSharing   = preferHierarchy + ", deltashowremovedasdeleted, deltatraversepermissiongaps, deltashowsharingchanges"
)

// deltaPage is how many items are asked for at once.
const deltaPage = 1000

func deltaAddress(driveID string, top int) string {
	return fmt.Sprintf("/drives/%s/root/delta?$select=id,name,webUrl,file,folder,package,root,shared,lastModifiedDateTime,parentReference,deleted&$top=%d",
		segment(driveID), top)
}

// deltaRequest asks for all items of a library, or for what changed since its last complete listing, and goes on where
// an earlier process of this run stopped.
func (c *crawler) deltaRequest(d store.Drive) graph.Request {
	request := graph.Request{URL: cmp.Or(d.Cursor, d.Delta, deltaAddress(d.ID, deltaPage)), Header: http.Header{"Prefer": {preferHierarchy}}}
	if c.opts.Run.Exact {
		request.Header.Set("Prefer", preferSharing)
	}
	if d.Delta != "" {
		// Else every folder above a changed item would come too, and have its permission list read.
		request.Header.Set("deltaExcludeParent", "true")
	}
	return request
}

// readItems reads the items of a library, or what changed of them since the last run, into the store, a page at a time.
// Where Graph asks to begin anew (410), or a link cannot be followed, it begins anew once. It reports whether what the
// store then holds was seen by this run: of a listing that breaks off what came before is, of changes that break off
// nothing is, because older items stand beside newer ones.
func (c *crawler) readItems(ctx context.Context, d *store.Drive) (seen bool, err error) {
	if d.Cursor == "" && (d.Stage == store.StageItems || d.Stage == store.StageSettled) {
		return true, nullItems(d) // by an earlier process of this run; a listing that broke off was settled too, and has a next page
	}
	if err := c.begin(d); err != nil {
		return false, err
	}
	for attempt := 1; ; attempt++ {
		changes := d.Delta != ""
		seen = d.Cursor != "" && !changes
		err := graph.DeltaPages(ctx, c.client, c.deltaRequest(*d), decodeItem, func(p graph.DeltaPage[store.Item]) error {
			err := c.keepPage(d, p)
			seen = seen || err == nil && !changes
			return err
		})
		var null *graph.NullElementError
		var link *graph.LinkError
		switch {
		case err == nil, errors.As(err, &null):
			return true, nullItems(d)
		case attempt == 1 && (graph.IsStatus(err, http.StatusGone) || errors.As(err, &link)):
			if err := c.restart(d, changes); err != nil {
				return false, err
			}
		default:
			return seen, err
		}
	}
}

// begin prepares the store for the first page of this run.
func (c *crawler) begin(d *store.Drive) error {
	switch {
	case d.Cursor != "":
		return nil
	case d.Delta == "", c.opts.Since.IsZero(), d.RootID == "":
		return c.restart(d, false)
	case !c.opts.Run.Exact:
		return keep(c.store.Refresh(d.ID))
	case !d.Exact: // a link that was made without the sharing changes never tells of them
		return c.restart(d, false)
	}
	return nil // Microsoft calls these changes complete; that they name a root whose site changed is not yet seen on a live tenant
}

// restart forgets what the store holds of a library.
func (c *crawler) restart(d *store.Drive, stale bool) error {
	if err := c.store.Restart(d.ID, c.opts.Run.ID, stale); err != nil {
		return cacheError{err}
	}
	d.Cursor, d.Delta, d.RootID, d.Nulls = "", "", "", 0
	return nil
}

// keepPage keeps a page and where to go on after it.
func (c *crawler) keepPage(d *store.Drive, p graph.DeltaPage[store.Item]) error {
	files := 0
	items := slices.DeleteFunc(p.Items, func(i store.Item) bool { return i.ID == "" }) // tells as little as a null
	nulls := p.Nulls + len(p.Items) - len(items)
	for _, i := range items {
		switch i.Kind {
		case assess.KindRoot:
			d.RootID = i.ID
		case assess.KindFile:
			files++
		}
	}
	if err := c.store.KeepPage(d.ID, store.Page{Items: items, Nulls: nulls, Cursor: p.Next, Delta: p.Delta, Exact: c.opts.Run.Exact}); err != nil {
		return cacheError{err}
	}
	d.Nulls += nulls
	c.tellFiles(files)
	return nil
}

// nullItems is the error of a library whose listing held elements that told nothing.
func nullItems(d *store.Drive) error {
	if d.Nulls == 0 {
		return nil
	}
	path, _, _ := strings.Cut(deltaAddress(d.ID, deltaPage), "?")
	return &graph.NullElementError{Path: "/v1.0" + path, Count: d.Nulls}
}
