package store

import (
	"database/sql"
	"iter"

	"preflight/assess"
)

// UseTopics sets the list by which the names of files are judged, for all pages that come. Where names were judged by
// another list, or by none, those of the files that are known are judged anew, in one transaction, and settled libraries
// go a step back. With the same list it does nothing.
func (s *Store) UseTopics(t assess.Topics) error {
	return s.write("judging the names of files", func() error {
		var version string
		if err := s.row([]any{&version}, "SELECT topics FROM tenant"); err != nil {
			return err
		}
		s.topics = t
		if version == t.Version() {
			return nil
		}
		if err := s.judgeAll(); err != nil {
			return err
		}
		if err := s.exec("UPDATE drive SET stage = ? WHERE stage = ?", StageItems, StageSettled); err != nil {
			return err
		}
		return s.exec("UPDATE tenant SET topics = ?", t.Version())
	})
}

// judgeAll judges the names of all files that are known. Memory holds a portion of them.
func (s *Store) judgeAll() error {
	type file struct {
		drive    int64
		id       string
		old, now sql.NullString
	}
	for last := (file{}); ; {
		n := 0
		var changed []file
		err := s.each(func(rows *sql.Rows) error {
			n++
			last = file{}
			var it Item
			if err := rows.Scan(&last.drive, &last.id, &it.Kind, &it.Name, &last.old); err != nil {
				return err
			}
			if last.now = s.topic(it); last.now != last.old {
				changed = append(changed, last)
			}
			return nil
		}, "SELECT drive, id, kind, name, topic FROM item WHERE (drive, id) > (?, ?) ORDER BY drive, id LIMIT ?", last.drive, last.id, portion)
		if err != nil {
			return err
		}
		for _, f := range changed {
			if err := s.exec("UPDATE item SET topic = ? WHERE drive = ? AND id = ?", f.now, f.drive, f.id); err != nil {
				return err
			}
		}
		if n < portion {
			return nil
		}
	}
}

// topic is what the name of a file suggests. The caller holds mu.
func (s *Store) topic(it Item) sql.NullString {
	if it.Kind != assess.KindFile {
		return sql.NullString{}
	}
	topic := s.topics.Topic(it.Name)
	return sql.NullString{String: topic, Valid: topic != ""}
}

// Named yields the files of a run's settled libraries whose names suggest something and on which a list that is known
// decides, in the order of Holders, so that both can be walked side by side. An error is the last thing it yields.
func (s *Store) Named(run int64) assess.NamedFiles {
	return func(yield func(assess.NamedFile, error) bool) {
		drives, err := s.settled(run)
		if err != nil {
			yield(assess.NamedFile{}, err)
			return
		}
		for _, d := range drives {
			for f, err := range s.namedOf(d) {
				if !yield(f, err) || err != nil {
					return
				}
			}
		}
	}
}

// namedOf yields those of a library, by holder and item id.
func (s *Store) namedOf(d settledDrive) iter.Seq2[assess.NamedFile, error] {
	return inPortions(func(f assess.NamedFile) [2]string { return [2]string{f.HolderID, f.ItemID} }, func(after [2]string) (list []assess.NamedFile, err error) {
		err = s.read("reading names", func() error {
			return s.each(func(rows *sql.Rows) error {
				f := assess.NamedFile{WebID: d.webID, DriveID: d.id}
				err := rows.Scan(&f.HolderID, &f.ItemID, &f.Topic, &f.Path, &f.Name, &f.URL)
				list = append(list, f)
				return err
			}, `SELECT holder, named.item, named.topic, path, name, url
				FROM named CROSS JOIN item ON item.drive = named.drive AND item.id = named.item
				WHERE named.drive = ? AND (holder, named.item) > (?, ?) ORDER BY holder, named.item LIMIT ?`, d.key, after[0], after[1], portion)
		})
		return list, err
	})
}
