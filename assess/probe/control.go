package probe

import (
	"context"
	"slices"

	"preflight/assess/graph"
	"preflight/assess/store"
)

// control reads the permissions of the control sample. An item with permissions of its own shows that the shared facet
// cannot be relied on in its library, where the list of every item is then read; see
// https://github.com/microsoftgraph/microsoft-graph-docs/issues/17418. The error is one of the store.
func (c *crawler) control(ctx context.Context) error {
	sample := newSample(c.opts.Seed)
	for candidate, err := range c.store.Offer(c.opts.Run.ID, c.name) {
		if err != nil {
			return cacheError{err}
		}
		if c.seen[candidate.DriveID] {
			sample.offer(candidate)
		}
	}
	wrong := map[string]bool{}
	earlier, err := c.store.Control(c.opts.Run.ID)
	if err != nil {
		return cacheError{err}
	}
	known := map[store.ControlRead]bool{} // by library and item, with own left out
	for _, read := range earlier {
		known[store.ControlRead{DriveID: read.DriveID, ItemID: read.ItemID}] = read.Own
	}
	count := func(read store.ControlRead) {
		c.tally.Control.Drawn++
		if read.Own {
			c.tally.Control.Found++
			wrong[read.DriveID] = true
		}
	}
	var left []store.Candidate
	for _, candidate := range sample.draw() {
		read := store.ControlRead{DriveID: candidate.DriveID, ItemID: candidate.ItemID}
		if own, ok := known[read]; ok {
			read.Own = own // by an earlier process of this run
			count(read)
		} else {
			left = append(left, candidate)
		}
	}
	for chunk := range slices.Chunk(left, listsAtOnce) {
		requests := make([]graph.Request, len(chunk))
		for i, candidate := range chunk {
			requests[i] = permissionsRequest(candidate.DriveID, candidate.ItemID)
		}
		var reads []store.ControlRead
		for i, response := range c.client.Batch(ctx, requests) {
			list, err := decodeList(ctx, c.client, response)
			switch {
			case err == nil:
				reads = append(reads, store.ControlRead{DriveID: chunk[i].DriveID, ItemID: chunk[i].ItemID, Own: isOwn(list)})
				count(reads[len(reads)-1])
			case !notThere(err): // else deleted since it was listed
				c.tally.Lists.Expected++
				c.tally.Lists.Fail(reasonOf(err))
				c.lose(c.permissionsPart, chunk[i].WebID, err)
			}
		}
		if err := c.store.KeepControl(c.opts.Run.ID, reads); err != nil {
			return cacheError{err}
		}
		c.tellLists(len(chunk))
	}
	return c.readWhole(ctx, wrong)
}

// readWhole reads the permission list of every item of the libraries whose facet is wrong.
func (c *crawler) readWhole(ctx context.Context, wrong map[string]bool) error {
	if len(wrong) == 0 {
		return nil
	}
	drives, err := c.store.Drives(c.opts.Run.ID, c.name)
	if err != nil {
		return cacheError{err}
	}
	drives = slices.DeleteFunc(drives, func(d store.Drive) bool { return !wrong[d.ID] })
	spread(drives, drivesAtOnce, func(d store.Drive) error {
		if d.WholeSince != c.opts.Run.ID { // else an earlier process of this run has begun with it
			if err := c.store.MarkWhole(d.ID, c.opts.Run.ID); err != nil {
				return cacheError{err}
			}
		}
		return c.readLists(ctx, d)
	}, func(d store.Drive, err error) { c.lose(c.permissionsPart, d.WebID, err) })
	return nil
}
