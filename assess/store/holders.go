package store

import (
	"database/sql"
	"iter"

	"preflight/assess"
)

// Holders yields the permission lists that decide in the settled libraries of a run, by web id, drive id and item id. A
// library that is not settled is left out: that it could not be read is for the caller to tell. An error is the last
// thing it yields.
func (s *Store) Holders(run int64) assess.Holders {
	return func(yield func(assess.Holder, error) bool) {
		drives, err := s.settled(run)
		if err != nil {
			yield(assess.Holder{}, err)
			return
		}
		for _, d := range drives {
			for h, err := range s.holdersOf(d) {
				if !yield(h, err) || err != nil {
					return
				}
			}
		}
	}
}

// A settledDrive is a library whose holders are to be read.
type settledDrive struct {
	key                  int64
	id, webID, name, url string
}

func (s *Store) settled(run int64) (list []settledDrive, err error) {
	err = s.read("reading the settled libraries", func() error {
		return s.each(func(rows *sql.Rows) error {
			var d settledDrive
			err := rows.Scan(&d.key, &d.id, &d.webID, &d.name, &d.url)
			list = append(list, d)
			return err
		}, "SELECT key, id, web_id, name, url FROM drive WHERE run = ? AND stage = ? ORDER BY web_id, id", run, StageSettled)
	})
	return list, err
}

// holdersOf yields the holders of a library, by item id. The root goes by the name and address of the library.
func (s *Store) holdersOf(d settledDrive) iter.Seq2[assess.Holder, error] {
	return inPortions(func(h assess.Holder) string { return h.ItemID }, func(after string) (list []assess.Holder, err error) {
		err = s.read("reading permission lists", func() error {
			return s.each(func(rows *sql.Rows) error {
				h := assess.Holder{WebID: d.webID, DriveID: d.id}
				var modified sql.NullInt64
				var permissions string
				if err := rows.Scan(&h.ItemID, &h.Kind, &h.Name, &h.Path, &h.URL, &modified, &h.Files, &permissions); err != nil {
					return err
				}
				switch {
				case h.Kind == assess.KindRoot:
					h.Name, h.URL = d.name, d.url
				case modified.Valid:
					h.Modified = date(modified.Int64)
				}
				var err error
				h.Permissions, err = decode(permissions)
				list = append(list, h)
				return err
			}, `SELECT item.id, kind, name, path, url, modified, files, permissions
				FROM holder CROSS JOIN item ON item.drive = holder.drive AND item.id = holder.item
				WHERE holder.drive = ? AND holder.item > ? ORDER BY holder.item LIMIT ?`, d.key, after, portion)
		})
		return list, err
	})
}
