package probe

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"preflight/assess"
	"preflight/assess/graph"
	"preflight/assess/store"
)

// An area is what one crawl covers.
type area struct {
	name                       assess.Area
	probe                      string
	itemsPart, permissionsPart string
	ownersPart                 string // that of the libraries' owners; empty: none
	holds                      func(assess.Site) bool
}

var (
	siteArea = area{
		name: assess.AreaSites, probe: "sharing", itemsPart: assess.PartItems, permissionsPart: assess.PartPermissions, holds: assess.Site.Counted,
	}
	oneDriveArea = area{
		name: assess.AreaOneDrives, probe: "onedrive", itemsPart: assess.PartDriveItems, permissionsPart: assess.PartDrivePermissions, ownersPart: assess.PartDriveOwners,
		holds: func(s assess.Site) bool { return s.OneDrive() && !s.Gone },
	}
)

// drivesAtOnce is how many libraries are read side by side. A page of each is in memory.
const drivesAtOnce = 12

// A crawler reads the libraries of one area into the store.
type crawler struct {
	*run
	area
	store   *store.Store
	sample  *sample
	losses  losses
	names   map[string]string // of sites, by web id
	chosen  map[string]bool   // web ids that a quick scan reads; nil: all
	leftOut string            // why a quick scan leaves the other sites out

	excluded map[string]assess.Exclusion // by web id: sites that are left out by agreement

	unfinished atomic.Bool // something was lost that the same command brings when it goes on with the run

	mu     sync.Mutex
	seen   map[string]bool                  // by drive id: what the store holds of it is what this run saw
	failed map[string]assess.Reason         // by drive id: why not all items could be read
	fails  map[string]map[assess.Reason]int // by drive id: permission lists that could not be read
	tally  assess.AreaCrawl
	told   told
}

// crawl reads all libraries of the area: items by delta, the permission lists of libraries and of items that the shared
// facet tells of, and those of a control sample of items without it. Where the sample finds the facet wrong, every
// item's list is read. All of it is kept in the store, so that a run that is interrupted goes on where it was.
func (r *run) crawl(ctx context.Context, inv *assess.Inventory, gap gapFunc, a area) error {
	if err := r.need(assess.PartSites); err != nil {
		return err
	}
	c := &crawler{
		run: r, area: a, store: r.opts.Store, sample: newSample(r.opts.Seed), names: map[string]string{}, seen: map[string]bool{}, failed: map[string]assess.Reason{}, fails: map[string]map[assess.Reason]int{},
		tally: assess.AreaCrawl{Area: a.name},
	}
	defer c.losses.report(gap)
	if err := c.store.UseTopics(r.opts.Topics); err != nil {
		return cacheError{err}
	}
	r.crawled.Lock()
	c.excluded, _ = assess.ExcludedSites(inv, r.opts.Excluded)
	r.crawled.Unlock()
	if r.opts.Quick {
		c.chosen, c.leftOut = r.choose(ctx, inv, c.excluded)
	}
	if err := c.listDrives(ctx, inv); err != nil {
		return err
	}
	drives, err := c.store.Drives(r.opts.Run.ID, a.name)
	if err != nil {
		return cacheError{err}
	}
	c.expect(inv, len(drives))
	c.readAll(ctx, drives)
	if err := c.control(ctx); err != nil {
		return err
	}
	if err := c.addUp(inv); err != nil {
		return err
	}
	return r.members(ctx, inv, gap)
}

// readAll reads the libraries, several at a time, and tells of each.
func (c *crawler) readAll(ctx context.Context, drives []store.Drive) {
	spread(drives, drivesAtOnce, func(d store.Drive) error {
		defer c.tellDrive()
		return c.readDrive(ctx, d)
	}, c.loseDrive)
}

// loseDrive reports that the items of a library could not be read, or not all.
func (c *crawler) loseDrive(d store.Drive, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.failed[d.ID] = reasonOf(err)
	c.lose(c.itemsPart, d.WebID, err)
}

// readDrive reads the items of a library and the permission lists that matter. An error says that not all items could
// be read; lists that could not be are reported here.
func (c *crawler) readDrive(ctx context.Context, d store.Drive) error {
	seen, lost := c.readItems(ctx, &d)
	if !seen {
		return lost
	}
	c.mu.Lock()
	c.seen[d.ID] = true
	c.mu.Unlock()
	return errors.Join(lost, c.offer(d), c.readLists(ctx, d))
}

// addUp works out, library by library, whose list decides on which files, and adds the libraries to the inventory.
func (c *crawler) addUp(inv *assess.Inventory) error {
	run := c.opts.Run.ID
	drives, err := c.store.Drives(run, c.name)
	if err != nil {
		return cacheError{err}
	}
	basis, since := assess.BasisEverything, time.Time{}
	for i := range drives {
		d := &drives[i]
		d.Items, d.Files = 0, 0
		if !c.seen[d.ID] {
			continue
		}
		s, err := c.store.Settle(d.ID, run)
		if err != nil {
			c.loseDrive(*d, cacheError{err})
			continue
		}
		d.Items, d.Files = s.Items, s.Files
		c.tally.Items += s.Items
		c.tally.Lists.Read += s.Read
		c.tally.Lists.Expected += s.Read + s.Due
		c.countDue(d.ID, s.Due)
		if d.StaleIn == run {
			c.tally.Restarted++
		}
		switch {
		case c.failed[d.ID] != "":
		case d.RootID == "":
			c.lose(c.itemsPart, d.WebID, errContent("the library's root was not among its items"))
		case s.Astray > 0:
			c.lose(c.permissionsPart, d.WebID, errContent(fmt.Sprintf("%d files of a library have no known folder", s.Astray)))
		}
		if d.Whole {
			c.tally.Control.Drives++
		}
		if c.failed[d.ID] == "" && d.ListedIn != run {
			basis = c.changes()
			if since.IsZero() || d.ListedAsOf.Before(since) {
				since = d.ListedAsOf
			}
		}
	}
	for _, d := range drives {
		c.tally.Drives.Expected++
		if why := c.failed[d.ID]; why != "" {
			c.tally.Drives.Fail(why)
		} else {
			c.tally.Drives.Read++
		}
	}
	c.tally.Lists.Expected += c.tally.Control.Drawn
	c.tally.Lists.Read += c.tally.Control.Drawn

	c.crawled.Lock()
	defer c.crawled.Unlock()
	for _, d := range drives {
		inv.Drives = append(inv.Drives, d.Drive)
	}
	slices.SortFunc(inv.Drives, func(a, b assess.Drive) int {
		return cmp.Or(cmp.Compare(a.WebID, b.WebID), cmp.Compare(a.ID, b.ID))
	})
	inv.Holders = c.store.Holders(run)
	if topics := c.opts.Topics.Names(); topics != nil {
		inv.Topics, inv.Named = topics, c.store.Named(run)
	}
	inv.Control.Drawn += c.tally.Control.Drawn
	inv.Control.Found += c.tally.Control.Found
	inv.Control.Drives += c.tally.Control.Drives
	inv.Control.Relisted += c.tally.Control.Relisted
	inv.Crawl.Begin(basis, since)
	inv.Crawl.Areas = append(inv.Crawl.Areas, c.tally)
	slices.SortFunc(inv.Crawl.Areas, func(a, b assess.AreaCrawl) int { return -cmp.Compare(a.Area, b.Area) })
	return nil
}

// countDue tells why lists of a library are still due: for the reasons that they were lost for, and else because the run
// was stopped before.
func (c *crawler) countDue(driveID string, due int) {
	for _, reason := range slices.Sorted(maps.Keys(c.fails[driveID])) {
		for range min(c.fails[driveID][reason], due) {
			c.tally.Lists.Fail(reason)
			due--
		}
	}
	for range due {
		c.tally.Lists.Fail(assess.ReasonInterrupted)
	}
}

// changes is the basis of a library that is read by its changes.
func (c *crawler) changes() assess.Basis {
	if c.opts.Run.Exact {
		return assess.BasisSharingChanges
	}
	return assess.BasisChanges
}

// lose reports that something of a site could not be read.
func (c *crawler) lose(part, webID string, err error) {
	g := newPlaceGap(part, webID, c.names[webID], err)
	var network *graph.NetworkError
	var signIn *graph.SignInError
	switch g.Reason {
	case assess.ReasonInterrupted, assess.ReasonCache, assess.ReasonThrottled:
		g.Resumable = true
	default:
		g.Resumable = errors.As(err, &network) || errors.As(err, &signIn)
	}
	if g.Resumable {
		c.unfinished.Store(true)
	}
	c.losses.add(g)
}

// A cacheError is what the store could not do.
type cacheError struct{ error }

// Reason is that the cache on this computer failed, not the tenant.
func (cacheError) Reason() assess.Reason { return assess.ReasonCache }

func (e cacheError) Unwrap() error { return e.error }

// keep marks an error of the store as one, for callers that hand on errors of Graph as well.
func keep(err error) error {
	if err != nil {
		return cacheError{err}
	}
	return nil
}
