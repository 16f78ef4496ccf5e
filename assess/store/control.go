package store

import (
	"database/sql"
	"iter"

	"preflight/assess"
)

// A Candidate is an item that the control sample may draw.
type Candidate struct {
	WebID   string
	DriveID string
	ItemID  string
}

// Offer yields the items of an area's libraries that do not carry the shared facet, the root left out, by web id, drive
// id and item id. Libraries that an earlier run found to be without the facet are left out: all their lists are read anyway. What it
// yields does not depend on which lists have been read, so that a run that goes on draws the same sample.
// An error is the last thing it yields.
func (s *Store) Offer(run int64, area assess.Area) iter.Seq2[Candidate, error] {
	return func(yield func(Candidate, error) bool) {
		drives, err := s.Drives(run, area)
		if err != nil {
			yield(Candidate{}, err)
			return
		}
		for _, d := range drives {
			if d.WholeSince != 0 && d.WholeSince != run {
				continue
			}
			for id, err := range s.unmarked(d.ID) {
				if !yield(Candidate{WebID: d.WebID, DriveID: d.ID, ItemID: id}, err) || err != nil {
					return
				}
			}
		}
	}
}

// unmarked yields the ids of a library's items without the shared facet, in order.
func (s *Store) unmarked(driveID string) iter.Seq2[string, error] {
	return inPortions(func(id string) string { return id }, func(after string) (ids []string, err error) {
		err = s.read("reading items for the control sample", func() error {
			l, err := s.library(driveID)
			if err != nil {
				return err
			}
			return s.each(func(rows *sql.Rows) error {
				var id string
				err := rows.Scan(&id)
				ids = append(ids, id)
				return err
			}, "SELECT id FROM item WHERE drive = ? AND id > ? AND NOT shared AND deleted <> 1 AND kind <> 'library' ORDER BY id LIMIT ?",
				l.key, after, portion)
		})
		return ids, err
	})
}

// A ControlRead is an item of the control sample whose permission list was read.
type ControlRead struct {
	DriveID string
	ItemID  string
	Own     bool // it had permissions of its own, although it did not carry the facet
}

// KeepControl keeps what was read of a run's control sample, in one transaction.
func (s *Store) KeepControl(run int64, list []ControlRead) error {
	return s.write("keeping the control sample", func() error {
		for _, r := range list {
			err := s.exec("INSERT INTO control (run, drive, item, own) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET own = excluded.own",
				run, r.DriveID, r.ItemID, r.Own)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Control returns what was read of a run's control sample, by drive id and item id. A sample has at most a few thousand
// items.
func (s *Store) Control(run int64) (list []ControlRead, err error) {
	err = s.read("reading the control sample", func() error {
		return s.each(func(rows *sql.Rows) error {
			var r ControlRead
			err := rows.Scan(&r.DriveID, &r.ItemID, &r.Own)
			list = append(list, r)
			return err
		}, "SELECT drive, item, own FROM control WHERE run = ? ORDER BY drive, item", run)
	})
	return list, err
}
