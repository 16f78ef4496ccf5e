package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"preflight/assess"
)

// A Drive is a document library with how far its reading is. Items and Files are zero until it is settled; Whole follows
// from WholeSince.
type Drive struct {
	assess.Drive
	Area       assess.Area
	Stage      Stage
	Cursor     string // the next page of this run's listing; empty: before the first, or after the last
	Delta      string // asks for the changes since the last complete listing; empty: it was never listed completely
	Exact      bool   // Delta tells of changed sharing too
	WholeSince int64  // the run whose control sample found the shared facet missing here; 0: none
	RootID     string // empty: not seen
	Nulls      int    // elements of this run's listing that told nothing
	ListedIn   int64  // the run that last listed it from the beginning to the end; 0: none
	ListedAsOf time.Time
	StaleIn    int64 // the last run that found Delta no longer valid; 0: none
	Settled    Settled
}

// Stage is how far a library has been read in a run.
type Stage string

// The stages.
const (
	StageListed  Stage = "listed"  // known to be there
	StageReading Stage = "reading" // pages are coming
	StageItems   Stage = "items"   // all items, or all that changed, have come
	StageSettled Stage = "settled" // Holders yields what decides in it
)

// KeepDrives keeps the libraries of an area as a run lists them. Of those that are known, items, permission lists and the
// link to their changes stay; in a run that had not listed them yet they go back to StageListed, before the first page.
func (s *Store) KeepDrives(run int64, area assess.Area, list []Drive) error {
	return s.write("keeping the libraries", func() error {
		for _, d := range list {
			if d.ID == "" {
				return errors.New("a library has no id")
			}
			if err := s.exec(keepDrive, d.ID, run, area, d.WebID, d.Name, d.URL, d.OwnerID, d.OwnerUPN, d.OwnerName, StageListed); err != nil {
				return err
			}
		}
		return nil
	})
}

const keepDrive = `
INSERT INTO drive (id, run, area, web_id, name, url, owner_id, owner_upn, owner_name, stage) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
	run = excluded.run, area = excluded.area, web_id = excluded.web_id, name = excluded.name, url = excluded.url,
	owner_id = excluded.owner_id, owner_upn = excluded.owner_upn, owner_name = excluded.owner_name,
	stage  = CASE WHEN run = excluded.run THEN stage  ELSE excluded.stage END,
	cursor = CASE WHEN run = excluded.run THEN cursor ELSE '' END,
	nulls  = CASE WHEN run = excluded.run THEN nulls  ELSE 0  END`

// Drives returns the libraries of an area that a run has listed, by web id and id.
func (s *Store) Drives(run int64, area assess.Area) (list []Drive, err error) {
	err = s.read("reading the libraries", func() error {
		return s.each(func(rows *sql.Rows) error {
			var d Drive
			var listed sql.NullInt64
			err := rows.Scan(&d.ID, &d.Area, &d.WebID, &d.Name, &d.URL, &d.OwnerID, &d.OwnerUPN, &d.OwnerName,
				&d.Stage, &d.Cursor, &d.Delta, &d.Exact, &d.WholeSince, &d.RootID, &d.Nulls, &d.ListedIn, &listed, &d.StaleIn,
				&d.Settled.Items, &d.Settled.Files, &d.Settled.Astray, &d.Settled.Due)
			if listed.Valid {
				d.ListedAsOf = date(listed.Int64)
			}
			if d.Stage != StageSettled {
				d.Settled = Settled{}
			}
			d.Items, d.Files, d.Whole = d.Settled.Items, d.Settled.Files, d.WholeSince != 0
			list = append(list, d)
			return err
		}, `SELECT id, area, web_id, name, url, owner_id, owner_upn, owner_name,
			stage, cursor, delta, exact, whole_since, root, nulls, listed_run, (SELECT as_of FROM run WHERE id = listed_run), stale_in, items, files, astray, unread
			FROM drive WHERE run = ? AND area = ? ORDER BY web_id, id`, run, area)
	})
	return list, err
}

// Restart forgets a library's items, permission lists, next page and link to its changes: for a run that reads
// everything anew and, which is then kept in Drive.StaleIn, for a link to changes that is no longer valid.
func (s *Store) Restart(driveID string, run int64, stale bool) error {
	return s.write("starting a library anew", func() error {
		l, err := s.library(driveID)
		if err != nil {
			return err
		}
		for _, table := range []string{"item", "holder", "named"} {
			if err := s.exec("DELETE FROM "+table+" WHERE drive = ?", l.key); err != nil {
				return err
			}
		}
		return s.exec("UPDATE drive SET stage = ?, cursor = '', delta = '', exact = 0, root = '', nulls = 0, stale_in = CASE WHEN ? THEN ? ELSE stale_in END WHERE key = ?",
			StageListed, stale, run, l.key)
	})
}

// Refresh makes due what is to be read again where changes do not tell of sharing: the root, every item known to be shared
// and every item with a list of its own; of a library whose facets cannot be trusted, every item.
func (s *Store) Refresh(driveID string) error {
	return s.write("choosing what to read again", func() error {
		l, err := s.library(driveID)
		if err != nil {
			return err
		}
		if err := s.unsettle(l); err != nil {
			return err
		}
		return s.exec(`UPDATE item SET due = 1
			WHERE drive = ? AND NOT due AND NOT deleted AND (? OR shared OR permissions IS NOT NULL OR kind = 'library')`, l.key, l.whole)
	})
}

// MarkWhole notes that the control sample of a run found the shared facet missing in a library: every item becomes due
// whose list that run has not read yet, and so will those that come later.
func (s *Store) MarkWhole(driveID string, run int64) error {
	return s.write("marking a library to be read whole", func() error {
		l, err := s.library(driveID)
		if err != nil {
			return err
		}
		if err := s.exec("UPDATE drive SET whole_since = ? WHERE key = ? AND whole_since = 0", run, l.key); err != nil {
			return err
		}
		if err := s.unsettle(l); err != nil {
			return err
		}
		return s.exec("UPDATE item SET due = 1 WHERE drive = ? AND NOT due AND NOT deleted AND read_run IS NOT ?", l.key, run)
	})
}

// A library is what a transaction needs to know of a Drive.
type library struct {
	key     int64
	whole   bool
	root    string
	changes bool // a complete listing is known, so that what comes are changes
}

// library finds a library. The caller holds mu.
func (s *Store) library(driveID string) (l library, err error) {
	err = s.row([]any{&l.key, &l.whole, &l.root, &l.changes}, "SELECT key, whole_since <> 0, root, delta <> '' FROM drive WHERE id = ?", driveID)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("the library %s was not listed", driveID)
	}
	return l, err
}

// unsettle takes a settled library a step back, because what was settled has changed.
func (s *Store) unsettle(l library) error {
	return s.exec("UPDATE drive SET stage = ? WHERE key = ? AND stage = ?", StageItems, l.key, StageSettled)
}
