package store

import (
	"database/sql"
	"errors"
	"iter"

	"preflight/assess"
)

// A Candidate is an item that the control sample may draw.
type Candidate struct {
	WebID   string
	DriveID string
	ItemID  string
}

// Unmarked yields the ids of a library's items that do not carry the shared facet, the root left out, in order. It does not
// depend on which lists have been read, so that a run that goes on draws the same sample. An error is the last thing it
// yields.
func (s *Store) Unmarked(driveID string) iter.Seq2[string, error] {
	return s.idsOf("reading items for the control sample", driveID,
		"SELECT id FROM item WHERE drive = ? AND id > ? AND NOT shared AND deleted <> 1 AND kind <> 'library' ORDER BY id LIMIT ?")
}

// A Draw is an item of a control sample.
type Draw struct {
	Candidate
	Own *bool // it had permissions of its own, although it did not carry the facet; nil: its list was not read
}

// KeepDraw keeps the control sample of an area, in one transaction, so that a run that goes on has the same, whatever
// has changed in its libraries since.
func (s *Store) KeepDraw(run int64, area assess.Area, list []Candidate) error {
	return s.write("keeping the control sample", func() error {
		for _, c := range list {
			if err := s.exec("INSERT INTO control (run, area, drive, item, web_id) VALUES (?, ?, ?, ?, ?)", run, area, c.DriveID, c.ItemID, c.WebID); err != nil {
				return err
			}
		}
		return nil
	})
}

// KeepControl keeps what was read of a control sample, in one transaction.
func (s *Store) KeepControl(run int64, area assess.Area, list []Draw) error {
	return s.write("keeping what was read of the control sample", func() error {
		for _, d := range list {
			if err := s.exec("UPDATE control SET own = ? WHERE run = ? AND area = ? AND drive = ? AND item = ?", d.Own, run, area, d.DriveID, d.ItemID); err != nil {
				return err
			}
		}
		return nil
	})
}

// Control returns the control sample of an area, by drive id and item id; it has at most a few thousand items. Empty:
// none was drawn yet.
func (s *Store) Control(run int64, area assess.Area) (list []Draw, err error) {
	err = s.read("reading the control sample", func() error {
		return s.each(func(rows *sql.Rows) error {
			var d Draw
			var own sql.NullBool
			err := rows.Scan(&d.WebID, &d.DriveID, &d.ItemID, &own)
			if own.Valid {
				d.Own = &own.Bool
			}
			list = append(list, d)
			return err
		}, "SELECT web_id, drive, item, own FROM control WHERE run = ? AND area = ? ORDER BY drive, item", run, area)
	})
	return list, err
}

// Marked reports whether an item is known and carries the shared facet.
func (s *Store) Marked(driveID, itemID string) (marked bool, err error) {
	err = s.read("looking at an item", func() error {
		l, err := s.library(driveID)
		if err != nil {
			return err
		}
		err = s.row([]any{&marked}, "SELECT shared FROM item WHERE drive = ? AND id = ? AND NOT deleted", l.key, itemID)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return marked, err
}
