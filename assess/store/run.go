package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"preflight/assess"
)

// A Run is one assessment, by one process or by several that went on after each other. Dates are kept in whole seconds.
type Run struct {
	ID       int64 // given by BeginRun; higher than that of any run before
	AsOf     time.Time
	Started  time.Time
	Choices  string // what the user asked for, in the words of the caller: a run goes on only with the same
	Exact    bool   // changed sharing is asked for, which takes Sites.FullControl.All
	Folder   string // of the documents; empty: none yet
	Finished bool
	Cost     assess.Collection // of all its processes
}

// LastRun returns the run that began last; false: there is none.
func (s *Store) LastRun() (Run, bool, error) {
	return s.findRun("SELECT id, as_of, started, choices, exact, folder, finished, cost FROM run ORDER BY id DESC LIMIT 1")
}

// LastFinished returns the last run that finished; false: there is none.
func (s *Store) LastFinished() (Run, bool, error) {
	return s.findRun("SELECT id, as_of, started, choices, exact, folder, finished, cost FROM run WHERE finished ORDER BY id DESC LIMIT 1")
}

func (s *Store) findRun(query string) (r Run, ok bool, err error) {
	err = s.read("looking for the last run", func() error {
		var asOf, started int64
		var cost string
		err := s.row([]any{&r.ID, &asOf, &started, &r.Choices, &r.Exact, &r.Folder, &r.Finished, &cost}, query)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		ok = true
		r.AsOf, r.Started = date(asOf), date(started)
		return unmarshal(cost, &r.Cost)
	})
	return r, ok, err
}

// BeginRun keeps a new run and returns it as it will be found again, with its ID. What is known of earlier control
// samples is dropped.
func (s *Store) BeginRun(r Run) (Run, error) {
	r.AsOf, r.Started = date(r.AsOf.Unix()), date(r.Started.Unix())
	err := s.write("beginning a run", func() error {
		cost, err := json.Marshal(r.Cost)
		if err != nil {
			return err
		}
		if err := s.exec("DELETE FROM control"); err != nil {
			return err
		}
		return s.row([]any{&r.ID}, "INSERT INTO run (as_of, started, choices, exact, folder, finished, cost) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
			r.AsOf.Unix(), r.Started.Unix(), r.Choices, r.Exact, r.Folder, r.Finished, string(cost))
	})
	return r, err
}

// SaveRun keeps a run's folder, whether it is finished, and its cost.
func (s *Store) SaveRun(r Run) error {
	return s.write("saving a run", func() error {
		cost, err := json.Marshal(r.Cost)
		if err != nil {
			return err
		}
		n, err := s.change("UPDATE run SET folder = ?, finished = ?, cost = ? WHERE id = ?", r.Folder, r.Finished, string(cost), r.ID)
		if err == nil && n == 0 {
			err = fmt.Errorf("there is no run %d", r.ID)
		}
		return err
	})
}

// LoseExact notes that a run has lost the permission with which it asked for changed sharing. What its libraries hold may
// be older than the run knows, so that all that is read again in every run becomes due, and none of their links tells of
// changed sharing any more.
func (s *Store) LoseExact(run int64) error {
	return s.write("going on without changed sharing", func() error {
		for _, statement := range []string{
			"UPDATE run SET exact = 0 WHERE id = ?1",
			"UPDATE drive SET exact = 0 WHERE run = ?1",
			"UPDATE drive SET stage = 'items' WHERE run = ?1 AND stage = 'settled'",
			`UPDATE item SET due = 1 WHERE NOT due AND NOT deleted AND (shared OR permissions IS NOT NULL OR kind = 'library'
				OR EXISTS (SELECT 1 FROM drive WHERE key = item.drive AND whole_since <> 0))
				AND drive IN (SELECT key FROM drive WHERE run = ?1 AND stage <> 'listed')`,
		} {
			if err := s.exec(statement, run); err != nil {
				return err
			}
		}
		return nil
	})
}

// An Hour is what was spent in one hour of UTC.
type Hour struct {
	Start time.Time
	Units int // resource units
}

// Spent returns what was spent in each hour of the 25 before the last one saved, the earliest first.
func (s *Store) Spent() (hours []Hour, err error) {
	err = s.read("reading what was spent", func() error {
		return s.each(func(rows *sql.Rows) error {
			var start int64
			var h Hour
			err := rows.Scan(&start, &h.Units)
			h.Start = date(start)
			hours = append(hours, h)
			return err
		}, "SELECT hour, units FROM spent ORDER BY hour")
	})
	return hours, err
}

// SaveSpent keeps what was spent in hours. Each replaces what was kept for the same hour, so it counts what earlier
// processes spent too. Hours more than 25 h before the last are dropped: no limit looks further back than a day.
func (s *Store) SaveSpent(hours []Hour) error {
	return s.write("saving what was spent", func() error {
		for _, h := range hours {
			err := s.exec("INSERT INTO spent (hour, units) VALUES (?, ?) ON CONFLICT DO UPDATE SET units = excluded.units",
				h.Start.Unix(), h.Units)
			if err != nil {
				return err
			}
		}
		return s.exec("DELETE FROM spent WHERE hour < (SELECT max(hour) FROM spent) - 25 * 3600")
	})
}

// date is a kept date.
func date(seconds int64) time.Time { return time.Unix(seconds, 0).UTC() }

// unmarshal reads a column that holds JSON. What cannot be read was not written by this program: the file is damaged.
func unmarshal(text string, to any) error {
	if err := json.Unmarshal([]byte(text), to); err != nil {
		return &contentError{err}
	}
	return nil
}

// A contentError is a value that this program did not write.
type contentError struct{ err error }

func (e *contentError) Error() string { return "what was kept cannot be read: " + e.err.Error() }
func (e *contentError) Unwrap() error { return e.err }
