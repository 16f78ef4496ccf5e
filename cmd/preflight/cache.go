package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"preflight/assess"
	"preflight/assess/store"
)

// cacheFile is the crawl's cache, in the tenant's folder.
const cacheFile = "crawl.db"

// A cache is what a run keeps of the tenant while it goes on, and what earlier runs have left.
type cache struct {
	*store.Store
	dir     string // the tenant's folder
	run     store.Run
	since   time.Time         // the date of the finished run from which this one goes on; zero: everything is read
	earlier assess.Collection // what earlier processes of the run cost
	read    map[string]int    // by probe: of how many libraries earlier processes of the run have read the items
	trouble error             // the first time that something could not be recorded; the run goes on all the same
}

// openCache opens the cache of a tenant and decides which run this is: a new one, or the last one, which was interrupted.
func (j job) openCache(at arrival, now time.Time, say func(string, ...any)) (*cache, error) {
	tenant := cmp.Or(at.TenantID, j.options.Tenant)
	c := &cache{dir: filepath.Join(j.out, folderName(assess.Tenant{ID: at.TenantID, DefaultDomain: at.domain, Name: j.options.Tenant}))}
	path := ""
	if j.keep {
		if at.domain == "" {
			found, err := findCache(j.out, tenant, j.fresh)
			if err != nil {
				return nil, noReport(err)
			}
			c.dir = cmp.Or(found, c.dir)
		}
		path = filepath.Join(c.dir, cacheFile)
		if err := os.MkdirAll(c.dir, 0o700); err != nil {
			return nil, noReport(fmt.Errorf("making the tenant's folder: %w", err))
		}
	}
	if j.fresh {
		if err := forget(path, tenant, say); err != nil {
			return nil, noReport(err)
		}
	}
	var err error
	if c.Store, err = store.Open(path, tenant); err != nil {
		return nil, noReport(err)
	}
	if err := c.begin(j, slices.Contains(at.Roles, tellsSharing), now, say); err != nil {
		_ = c.Close() // what ended it is what counts
		return nil, err
	}
	c.earlier = c.run.Cost
	return c, nil
}

// findCache returns the folder of the tenant that has a cache, where Graph does not tell the domain that names it; empty:
// there is none. One of another version is good for a fresh run, which removes it. What is not known to be the tenant's
// keeps nobody from running.
func findCache(out, tenant string, fresh bool) (string, error) {
	found, _ := filepath.Glob(filepath.Join(out, "*", cacheFile)) // the pattern is a good one
	for _, path := range found {
		s, err := store.Open(path, tenant)
		var problem *store.Error
		switch {
		case err == nil:
			return filepath.Dir(path), s.Close()
		case !errors.As(err, &problem):
			return "", err
		case problem.Problem == store.OtherTenant || problem.Problem == store.Foreign:
		case problem.Problem == store.Older || problem.Problem == store.Newer:
			if problem.Own && fresh {
				return filepath.Dir(path), nil
			} else if problem.Own {
				return "", err
			}
		default:
			return "", err
		}
	}
	return "", nil
}

// forget removes a cache, if there is one.
func forget(path, tenant string, say func(string, ...any)) error {
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := store.Remove(path, tenant); err != nil {
		return err
	}
	say("Removed %s: everything is read from the beginning.", path)
	return nil
}

// tellsSharing is the permission with which a delta query tells of changed sharing too. Preflight never asks for it.
const tellsSharing = "Sites.FullControl.All"

// begin goes on with the last run, or begins a new one; exact says that the token holds tellsSharing. A run that began
// without it goes on without it, because what it has read so far it read without.
func (c *cache) begin(j job, exact bool, now time.Time, say func(string, ...any)) error {
	last, known, err := c.LastRun()
	if err != nil {
		return noReport(err)
	}
	goesOn, err := j.goesOn(last, known, now)
	if err != nil {
		return err
	}
	finished, rerun, err := c.LastFinished()
	if err != nil {
		return noReport(err)
	}
	if rerun && !j.full {
		c.since = finished.AsOf
	}
	if goesOn {
		c.run = last
		if last.Exact && !exact {
			c.run.Exact = false
			if err := c.LoseExact(last.ID); err != nil {
				return noReport(err)
			}
		}
		read, all, err := c.libraries()
		if err != nil {
			return noReport(err)
		}
		say("Going on with the run of %s that was interrupted: the items of %d of %s are read.", day(last.AsOf), read, words().Plural(all, "library", "libraries"))
		return nil
	}
	if !c.since.IsZero() {
		say("Reading what has changed since the run of %s.", day(c.since))
	}
	c.run, err = c.BeginRun(store.Run{AsOf: j.asOf, Started: now, Choices: j.choices(), Exact: exact})
	if err != nil {
		return noReport(err)
	}
	return nil
}

// crawls are the areas by the probe that crawls them.
var crawls = map[string]assess.Area{"sharing": assess.AreaSites, "onedrive": assess.AreaOneDrives}

// libraries counts the libraries of the run, and those of which all items were read.
func (c *cache) libraries() (read, all int, err error) {
	c.read = map[string]int{}
	for probe, area := range crawls {
		drives, err := c.Drives(c.run.ID, area)
		if err != nil {
			return 0, 0, err
		}
		all += len(drives)
		for _, d := range drives {
			if d.Cursor == "" && (d.Stage == store.StageItems || d.Stage == store.StageSettled) { // a listing that broke off has a next page
				c.read[probe]++
				read++
			}
		}
	}
	return read, all, nil
}

// finish records how the run ended. One that was stopped is left to go on, and then writes a folder of its own.
func (c *cache) finish(stopped bool) {
	if stopped {
		c.run.Folder = ""
	}
	c.run.Finished = !stopped
	c.record(c.SaveRun(c.run))
}

// record keeps the first error. What was seen is worth its documents whether or not the cache can be written.
func (c *cache) record(err error) {
	if c.trouble == nil {
		c.trouble = err
	}
}

// day writes a date as flags take it.
func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }
