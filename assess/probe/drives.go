package probe

import (
	"context"
	"net/http"
	"slices"

	"preflight/assess"
	"preflight/assess/graph"
	"preflight/assess/store"
)

// drivesRequest asks for the libraries of a site; without system in $select the hidden ones stay away:
// https://learn.microsoft.com/graph/api/drive-list
func drivesRequest(s assess.Site) graph.Request {
	return graph.Request{URL: "/sites/" + segment(s.ID) + "/drives?$select=id,name,webUrl,owner"}
}

// sitesAtOnce is how many sites are asked for their libraries before they are kept and progress is told.
const sitesAtOnce = 100

// listDrives reads the libraries of every site of the area into the store. A site that answers 404 or 410 has been
// deleted since it was listed; that all of them were is not believed.
func (c *crawler) listDrives(ctx context.Context, inv *assess.Inventory) error {
	sites, before := c.places(inv)
	var gone []string
	known := map[string]bool{}
	done := 0
	for chunk := range slices.Chunk(sites, sitesAtOnce) {
		requests := make([]graph.Request, len(chunk))
		for i, s := range chunk {
			requests[i] = drivesRequest(s)
		}
		var drives []store.Drive
		for i, response := range c.client.Batch(ctx, requests) {
			site := chunk[i]
			err := graph.EachPart(ctx, c.client, response, func(d driveJSON) error {
				if d.ID == "" {
					return errContent("a library came without its id")
				}
				if !known[d.ID] {
					known[d.ID] = true
					drives = append(drives, store.Drive{Drive: d.drive(site.WebID), Area: c.name})
				}
				return nil
			})
			switch {
			case notThere(response.Err, http.StatusGone):
				gone = append(gone, site.WebID)
			case err != nil:
				c.tally.Sites.Fail(reasonOf(err))
				c.lose(c.itemsPart, site.WebID, err)
				if c.ownersPart != "" {
					c.lose(c.ownersPart, site.WebID, err)
				}
			default:
				c.tally.Sites.Read++
			}
		}
		if err := c.store.KeepDrives(c.opts.Run.ID, c.name, drives); err != nil {
			return cacheError{err}
		}
		done += len(chunk)
		c.tell(Progress{Probe: c.probe, What: "sites", Done: done, Total: len(sites)})
	}
	if c.tally.Sites.Skipped == 0 && len(gone) == len(sites) && before+len(gone) > 1 {
		return errAllGone
	}
	c.tally.Sites.Expected = len(sites) - len(gone) + c.tally.Sites.Skipped
	c.crawled.Lock()
	defer c.crawled.Unlock()
	for _, webID := range gone {
		markGone(inv, webID)
	}
	return nil
}

// places are the sites of the area that are to be read, and how many were gone when their subsites were asked for.
func (c *crawler) places(inv *assess.Inventory) (sites []assess.Site, gone int) {
	c.crawled.Lock()
	defer c.crawled.Unlock()
	for _, s := range inv.Sites {
		there := s
		there.Gone = false
		switch {
		case !c.holds(s):
			if c.holds(there) {
				gone++
			}
			continue
		case c.excluded[s.WebID].Site != "":
			c.leave(s, assess.ReasonExcluded, c.excluded[s.WebID].Detail())
			continue
		case c.chosen != nil && !c.chosen[s.WebID]:
			c.leave(s, assess.ReasonSkipped, c.leftOut)
			continue
		}
		sites = append(sites, s)
		c.names[s.WebID] = s.Name
	}
	return sites, gone
}

// leave reports that a site is left out on purpose, and so are the libraries that would name its owner.
func (c *crawler) leave(s assess.Site, why assess.Reason, detail string) {
	c.tally.Sites.Skipped++
	for _, part := range []string{c.itemsPart, c.ownersPart} {
		if part != "" {
			c.losses.add(assess.Gap{Part: part, Place: s.WebID, Name: s.Name, Reason: why, Detail: detail})
		}
	}
}

// driveJSON is a library, https://learn.microsoft.com/graph/api/resources/drive
type driveJSON struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	WebURL string `json:"webUrl"`
	Owner  *struct {
		User *struct {
			ID    string `json:"id"`
			Name  string `json:"displayName"`
			Email string `json:"email"`
		} `json:"user"`
	} `json:"owner"`
}

func (d driveJSON) drive(webID string) assess.Drive {
	drive := assess.Drive{ID: d.ID, WebID: webID, Name: d.Name, URL: d.WebURL}
	if d.Owner != nil && d.Owner.User != nil {
		drive.OwnerID, drive.OwnerUPN, drive.OwnerName = key(d.Owner.User.ID), d.Owner.User.Email, d.Owner.User.Name
	}
	return drive
}
