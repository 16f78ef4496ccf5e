package probe

import (
	"context"
	"slices"

	"preflight/assess"
	"preflight/assess/graph"
	"preflight/assess/store"
)

// listsAtOnce is how many permission lists are asked for before they are kept.
const listsAtOnce = 200

// permissionsRequest asks for the permission list of an item, https://learn.microsoft.com/graph/api/driveitem-list-permissions
func permissionsRequest(driveID, itemID string) graph.Request {
	return graph.Request{URL: "/drives/" + segment(driveID) + "/items/" + segment(itemID) + "/permissions"}
}

// readLists reads the permission lists of a library that are due. A list that could not be read stays due, so that
// nothing is said of its item and of what lies below. An item whose list is not found has been deleted since it was
// listed, if it is not found either. The error is one of the store.
func (c *crawler) readLists(ctx context.Context, d store.Drive) error {
	var missing []string
	var lastMissing error
	rootThere := false
	c.mu.Lock()
	c.fails[d.ID] = map[assess.Reason]int{}
	c.mu.Unlock()
	for ids, err := range chunks(c.store.Due(d.ID), listsAtOnce) {
		if err != nil {
			return cacheError{err}
		}
		if ctx.Err() != nil {
			break // what is still due is told by addUp
		}
		requests := make([]graph.Request, len(ids))
		for i, id := range ids {
			requests[i] = permissionsRequest(d.ID, id)
		}
		var lists []store.List
		for i, response := range c.client.Batch(ctx, requests) {
			list, err := decodeList(ctx, c.client, response)
			switch {
			case err == nil:
				lists = append(lists, store.List{ItemID: ids[i], Permissions: list})
				rootThere = rootThere || ids[i] == d.RootID
			case notThere(err) && ids[i] != d.RootID:
				missing = append(missing, ids[i])
				lastMissing = err
			default:
				c.loseList(d, err)
			}
		}
		if err := c.store.KeepLists(d.ID, c.opts.Run.ID, lists); err != nil {
			return cacheError{err}
		}
		c.tellLists(len(ids))
	}
	switch {
	case len(missing) == 0:
		return nil
	case rootThere || c.confirmRoot(ctx, d):
		return c.confirmDeleted(ctx, d, missing)
	}
	for range missing {
		c.loseList(d, lastMissing)
	}
	return nil
}

// confirmDeleted asks for items whose lists were not found. What is deleted leaves the cache, with what lies below it.
func (c *crawler) confirmDeleted(ctx context.Context, d store.Drive, missing []string) error {
	for ids := range slices.Chunk(missing, listsAtOnce) {
		requests := make([]graph.Request, len(ids))
		for i, id := range ids {
			requests[i] = graph.Request{URL: "/drives/" + segment(d.ID) + "/items/" + segment(id) + "?$select=id"}
		}
		var gone []store.List
		for i, response := range c.client.Batch(ctx, requests) {
			switch {
			case notThere(response.Err):
				gone = append(gone, store.List{ItemID: ids[i], Gone: true})
			case response.Err != nil:
				c.loseList(d, response.Err)
			default:
				c.loseList(d, errContent("an item is there, but says that its permissions are not"))
			}
		}
		if err := c.store.KeepLists(d.ID, c.opts.Run.ID, gone); err != nil {
			return cacheError{err}
		}
	}
	return nil
}

// confirmRoot asks for the root's list, which a run that goes on from a cache may not have to read.
func (c *crawler) confirmRoot(ctx context.Context, d store.Drive) bool {
	if d.RootID == "" {
		return false
	}
	for _, response := range c.client.Batch(ctx, []graph.Request{permissionsRequest(d.ID, d.RootID)}) {
		if _, err := decodeList(ctx, c.client, response); err != nil {
			return false
		}
	}
	return true
}

// loseList reports that a permission list could not be read.
func (c *crawler) loseList(d store.Drive, err error) {
	c.mu.Lock()
	c.fails[d.ID][reasonOf(err)]++
	c.mu.Unlock()
	c.lose(c.permissionsPart, d.WebID, err)
}

// decodeList reads a permission list, in the form in which it is kept. A list that broke off is an error: whether the
// item has permissions of its own is not known.
func decodeList(ctx context.Context, client *graph.Client, response graph.Response) ([]assess.Permission, error) {
	var list []assess.Permission
	err := graph.EachPartLean(ctx, client, response, decodePermission, func(p assess.Permission) error {
		list = append(list, p)
		return nil
	})
	if notThere(err) && !notThere(response.Err) {
		err = errContent("a permission list broke off: " + detailOf(err)) // the item is there, a further page is not
	}
	return assess.SettlePermissions(list), err
}

// isOwn reports whether a permission list belongs to its item: at least one entry is direct.
func isOwn(list []assess.Permission) bool {
	return slices.ContainsFunc(list, func(p assess.Permission) bool { return !p.Inherited })
}
