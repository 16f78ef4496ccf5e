package probe

import "preflight/assess"

// told counts what a crawl tells its progress with. It is told under the lock, so that numbers never go back.
type told struct {
	drives, allDrives int
	files, allFiles   int // allFiles by the usage reports; 0: not known
	lists             int
}

// expect learns how much there is to read. How many files a rerun will be told of, nobody knows.
func (c *crawler) expect(inv *assess.Inventory, drives int) {
	c.told.allDrives = drives
	if !c.opts.Since.IsZero() || c.chosen != nil {
		return
	}
	c.crawled.Lock()
	defer c.crawled.Unlock()
	collections := map[string]bool{}
	for _, s := range inv.Sites {
		if _, out := c.excluded[s.WebID]; !out && c.holds(s) {
			collections[s.SiteID] = true
		}
	}
	for _, row := range inv.SiteUsage {
		if collections[row.SiteID] {
			c.told.allFiles += row.Files
		}
	}
	for _, row := range inv.DriveUsage {
		if collections[row.SiteID] && !row.Deleted {
			c.told.allFiles += row.Files
		}
	}
}

func (c *crawler) tellDrive() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.told.drives++
	c.tell(Progress{Probe: c.probe, What: "libraries", Done: c.told.drives, Total: c.told.allDrives})
}

func (c *crawler) tellFiles(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.told.files += n
	p := Progress{Probe: c.probe, What: "files", Done: c.told.files, Total: max(c.told.files, c.told.allFiles)}
	if c.told.allFiles == 0 {
		p.Total = 0
	}
	c.tell(p)
}

func (c *crawler) tellLists(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.told.lists += n
	c.tell(Progress{Probe: c.probe, What: "permission lists", Done: c.told.lists})
}
