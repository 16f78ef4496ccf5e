package probe

import (
	"context"
	"slices"

	"preflight/assess/graph"
	"preflight/assess/store"
)

// control reads the permissions of the control sample, of items that the shared facet does not tell of. One with
// permissions of its own shows that something escaped: see readEscaped. The error is one of the store.
func (c *crawler) control(ctx context.Context) error {
	draws, err := c.draw()
	if err != nil {
		return err
	}
	escaped := map[string][]string{} // items by library
	count := func(d store.Draw) {
		c.tally.Control.Drawn++
		if *d.Own {
			c.tally.Control.Found++
			escaped[d.DriveID] = append(escaped[d.DriveID], d.ItemID)
		}
	}
	var left []store.Draw
	for _, d := range draws {
		if d.Own != nil {
			count(d) // by an earlier process of this run
		} else {
			left = append(left, d)
		}
	}
	for chunk := range slices.Chunk(left, listsAtOnce) {
		requests := make([]graph.Request, len(chunk))
		for i, d := range chunk {
			requests[i] = permissionsRequest(d.DriveID, d.ItemID)
		}
		var read []store.Draw
		for i, response := range c.client.Batch(ctx, requests) {
			list, err := decodeList(ctx, c.client, response)
			switch {
			case err == nil:
				own := isOwn(list)
				chunk[i].Own = &own
				read = append(read, chunk[i])
				count(chunk[i])
			case !notThere(err): // else deleted since it was listed
				c.tally.Lists.Expected++
				c.tally.Lists.Fail(reasonOf(err))
				c.lose(c.permissionsPart, chunk[i].WebID, err)
			}
		}
		if err := c.store.KeepControl(c.opts.Run.ID, c.name, read); err != nil {
			return cacheError{err}
		}
		c.tellLists(len(chunk))
	}
	return c.readEscaped(ctx, escaped)
}

// offer puts up the items of a library that do not carry the shared facet. Of one that an earlier run found to lack the
// facet every list is read anyway. It is done while other libraries are read, because in a large tenant it takes a while.
func (c *crawler) offer(d store.Drive) error {
	if d.Whole && d.WholeSince != c.opts.Run.ID {
		return nil
	}
	for id, err := range c.store.Unmarked(d.ID) {
		if err != nil {
			return cacheError{err}
		}
		c.sample.offer(store.Candidate{WebID: d.WebID, DriveID: d.ID, ItemID: id})
	}
	return nil
}

// draw returns the control sample: that of an earlier process of this run, or a new one of what this run has seen.
func (c *crawler) draw() ([]store.Draw, error) {
	run := c.opts.Run.ID
	draws, err := c.store.Control(run, c.name)
	if err != nil || len(draws) > 0 {
		return draws, keep(err)
	}
	most := sampleMost
	if c.opts.Run.Exact && !c.opts.Since.IsZero() {
		most = sampleLeast // earlier runs have drawn of all items, and what changed since came by delta
	}
	drawn := c.sample.draw(most)
	if c.unfinished.Load() {
		// Not all libraries were read. The process that goes on draws of all of them.
		for _, d := range drawn {
			draws = append(draws, store.Draw{Candidate: d})
		}
		return draws, nil
	}
	if err := c.store.KeepDraw(run, c.name, drawn); err != nil {
		return nil, cacheError{err}
	}
	draws, err = c.store.Control(run, c.name)
	return draws, keep(err)
}

// readEscaped reads the libraries again of which the control sample found something. Of one that was read by its changes,
// sharing may have changed in a way that these do not tell of: it is listed anew. Where a listing from the beginning still
// does not mark what was found, the shared facet cannot be relied on, and the list of every item is read; see
// https://github.com/microsoftgraph/microsoft-graph-docs/issues/17418.
func (c *crawler) readEscaped(ctx context.Context, escaped map[string][]string) error {
	if len(escaped) == 0 {
		return nil
	}
	drives, err := c.store.Drives(c.opts.Run.ID, c.name)
	if err != nil {
		return cacheError{err}
	}
	drives = slices.DeleteFunc(drives, func(d store.Drive) bool { return escaped[d.ID] == nil })
	spread(drives, drivesAtOnce, func(d store.Drive) error {
		c.mu.Lock()
		whole := c.failed[d.ID] == "" // read to the end: by its changes, or from the beginning
		c.mu.Unlock()
		if whole && d.ListedIn != c.opts.Run.ID {
			c.mu.Lock()
			c.seen[d.ID] = false // until it is listed
			c.mu.Unlock()
			if err := c.restart(&d, false); err != nil {
				return err
			}
			d.Stage = store.StageListed
			if err := c.readDrive(ctx, d); err != nil {
				return err
			}
		}
		unmarked := 0
		for _, item := range escaped[d.ID] {
			marked, err := c.store.Marked(d.ID, item)
			if err != nil {
				return cacheError{err}
			}
			unmarked += one(!marked)
		}
		if unmarked == 0 {
			c.mu.Lock()
			c.tally.Control.Relisted++
			c.mu.Unlock()
			return nil
		}
		if err := c.store.MarkWhole(d.ID, c.opts.Run.ID); err != nil {
			return cacheError{err}
		}
		return c.readLists(ctx, d)
	}, c.loseDrive)
	return nil
}
