package probe

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"

	"preflight/assess"
	"preflight/assess/graph"
)

// An area is what one crawl covers.
type area struct {
	probe                      string
	itemsPart, permissionsPart string
	ownersPart                 string // that of the libraries' owners; empty: none
	holds                      func(assess.Site) bool
}

var (
	siteArea = area{
		probe: "sharing", itemsPart: assess.PartItems, permissionsPart: assess.PartPermissions, holds: assess.Site.Counted,
	}
	oneDriveArea = area{
		probe: "onedrive", itemsPart: assess.PartDriveItems, permissionsPart: assess.PartDrivePermissions, ownersPart: assess.PartDriveOwners,
		holds: func(s assess.Site) bool { return s.OneDrive() && !s.Gone },
	}
)

// drivesAtOnce is how many libraries are read side by side. Each holds its items in memory until it is done.
const drivesAtOnce = 6

// A crawler reads the libraries of one area.
type crawler struct {
	*run
	area
	losses losses
	sample *sample

	mu    sync.Mutex
	found map[string]*library // by drive id
	names map[string]string   // of sites, by web id
}

// A library is what was read of one document library.
type library struct {
	drive   assess.Drive
	holders []assess.Holder
	whole   bool // every item was listed
}

// crawl reads all libraries of the area into the inventory: items by delta, permissions of every item that the shared
// facet tells of, and those of a control sample of items without it. Where the sample finds the facet wrong, the
// library is read again, item by item.
func (r *run) crawl(ctx context.Context, inv *assess.Inventory, gap gapFunc, a area) error {
	if err := r.need(assess.PartSites); err != nil {
		return err
	}
	c := &crawler{run: r, area: a, sample: newSample(r.opts.Seed), found: map[string]*library{}, names: map[string]string{}}
	defer c.losses.report(gap)
	drives, err := c.listDrives(ctx, inv)
	if err != nil {
		return err
	}
	c.readAll(ctx, drives)
	control := c.control(ctx)

	var holders []assess.Holder
	r.crawled.Lock()
	for _, l := range c.found {
		inv.Drives = append(inv.Drives, l.drive)
		r.holders = append(r.holders, l.holders...)
		holders = append(holders, l.holders...)
	}
	slices.SortFunc(inv.Drives, func(a, b assess.Drive) int {
		return cmp.Or(cmp.Compare(a.WebID, b.WebID), cmp.Compare(a.ID, b.ID))
	})
	inv.Holders = assess.HoldersOf(r.holders...)
	inv.Control.Drawn += control.Drawn
	inv.Control.Found += control.Found
	inv.Control.Drives += control.Drives
	r.crawled.Unlock()

	r.members(ctx, inv, holders, gap)
	return nil
}

// lose reports that something of a site could not be read.
func (c *crawler) lose(part, webID string, err error) {
	c.losses.add(newPlaceGap(part, webID, c.names[webID], err))
}

// drivesRequest asks for the libraries of a site; without system in $select the hidden ones stay away:
// https://learn.microsoft.com/graph/api/drive-list
func drivesRequest(s assess.Site) graph.Request {
	return graph.Request{URL: "/sites/" + segment(s.ID) + "/drives?$select=id,name,driveType,webUrl,owner,createdDateTime"}
}

// sitesAtOnce is how many sites are asked for their libraries before progress is told.
const sitesAtOnce = 100

// listDrives reads the libraries of every site of the area. A site that answers 404 or 410 has been deleted since it
// was listed; that all of them were is not believed.
func (c *crawler) listDrives(ctx context.Context, inv *assess.Inventory) ([]assess.Drive, error) {
	c.crawled.Lock()
	var sites []assess.Site
	before := 0 // sites that were gone when their subsites were asked for
	for _, s := range inv.Sites {
		there := s
		there.Gone = false
		switch {
		case c.holds(s):
			sites = append(sites, s)
			c.names[s.WebID] = s.Name
		case c.holds(there):
			before++
		}
	}
	c.crawled.Unlock()

	var drives []assess.Drive
	var gone []string
	known := map[string]bool{}
	done := 0
	for chunk := range slices.Chunk(sites, sitesAtOnce) {
		requests := make([]graph.Request, len(chunk))
		for i, s := range chunk {
			requests[i] = drivesRequest(s)
		}
		for i, response := range c.client.Batch(ctx, requests) {
			site := chunk[i]
			err := graph.EachPart(ctx, c.client, response, func(d driveJSON) error {
				if !known[d.ID] {
					known[d.ID] = true
					drives = append(drives, d.drive(site.WebID))
				}
				return nil
			})
			switch {
			case notThere(response.Err, http.StatusGone):
				gone = append(gone, site.WebID)
			case err != nil:
				c.lose(c.itemsPart, site.WebID, err)
				if c.ownersPart != "" {
					c.lose(c.ownersPart, site.WebID, err)
				}
			}
		}
		done += len(chunk)
		c.tell(Progress{Probe: c.probe, What: "sites", Done: done, Total: len(sites)})
	}
	if len(gone) == len(sites) && before+len(gone) > 1 {
		return nil, errAllGone
	}
	c.crawled.Lock()
	defer c.crawled.Unlock()
	for _, webID := range gone {
		markGone(inv, webID)
	}
	return drives, nil
}

// driveJSON is a library, https://learn.microsoft.com/graph/api/resources/drive
type driveJSON struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	WebURL string `json:"webUrl"`
	Owner  *struct {
		User *identityJSON `json:"user"`
	} `json:"owner"`
}

func (d driveJSON) drive(webID string) assess.Drive {
	drive := assess.Drive{ID: d.ID, WebID: webID, Name: d.Name, URL: d.WebURL}
	if d.Owner != nil && d.Owner.User != nil {
		drive.OwnerID, drive.OwnerUPN, drive.OwnerName = key(d.Owner.User.ID), d.Owner.User.Email, d.Owner.User.Name
	}
	return drive
}

// readAll reads the libraries, several at a time, and tells of each.
func (c *crawler) readAll(ctx context.Context, drives []assess.Drive) {
	done := 0
	spread(drives, drivesAtOnce, func(d assess.Drive) error {
		l, err := c.readDrive(ctx, d)
		c.mu.Lock()
		defer c.mu.Unlock()
		c.found[d.ID] = l
		done++
		c.tell(Progress{Probe: c.probe, What: "libraries", Done: done, Total: len(drives)})
		return err
	}, func(d assess.Drive, err error) {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.found[d.ID] == nil {
			c.found[d.ID] = &library{drive: d}
		}
		c.lose(c.itemsPart, d.WebID, err)
	})
}

// readDrive reads the items of a library and the permission lists that matter. The library is never nil; an error says
// that not all items could be read. Permissions that could not be read are reported here.
func (c *crawler) readDrive(ctx context.Context, d assess.Drive) (*library, error) {
	t, lost := c.readItems(ctx, d.ID)
	if t == nil {
		return &library{drive: d}, lost
	}
	// Items whose list is not found have been deleted since they were listed, if at least the root's is found.
	var wanted, missing []string
	var last error
	if t.root != "" {
		wanted = append(wanted, t.root)
	}
	for id, it := range t.items {
		switch {
		case d.Whole || it.shared:
			wanted = append(wanted, id)
		default:
			c.sample.offer(d.WebID, d.ID, id)
		}
	}
	slices.Sort(wanted)
	c.readPermissions(ctx, d.ID, wanted, func(id string, list []assess.Permission, err error) {
		switch {
		case err == nil:
			t.decide(id, list)
		case notThere(err) && id != t.root:
			missing = append(missing, id)
			last = err
		default:
			t.blind(id)
			c.lose(c.permissionsPart, d.WebID, err)
		}
	})
	for _, id := range missing {
		if _, ok := t.own[t.root]; ok {
			t.vanish(id)
			continue
		}
		t.blind(id)
		c.lose(c.permissionsPart, d.WebID, last)
	}
	if t.root == "" && lost == nil {
		lost = errContent("the library's root was not among its items")
	}
	l, astray := t.library(d)
	if astray > 0 && lost == nil {
		c.lose(c.permissionsPart, d.WebID, errContent(fmt.Sprintf("%d files of a library have no known folder", astray)))
	}
	l.whole = lost == nil
	return l, lost
}
