package store

import (
	"database/sql"
	"errors"
	"time"

	"preflight/assess"
)

// A Page is a portion of a library's listing, with where it goes on: either the next page or, after the last one, the
// link that asks for changes.
type Page struct {
	Items  []Item
	Nulls  int // elements that told nothing
	Cursor string
	Delta  string
	Exact  bool // Delta tells of changed sharing too
}

// An Item is an item of a library as a listing gives it.
type Item struct {
	ID       string
	Parent   string // the id of the folder that holds it
	Name     string
	URL      string // its own address, never a sharing link's
	Kind     assess.ItemKind
	Modified time.Time // kept in whole seconds; zero: not given
	Shared   bool      // it carries the shared facet, be it empty
	Changed  bool      // Graph says that its sharing has changed
	Deleted  bool      // of a deleted item nothing else needs to be given
}

// KeepPage keeps a page of a library's listing, in one transaction. Of an item that comes several times, the last
// occurrence counts. Its permission list becomes due where it is shared, its sharing has changed, it had a list of its
// own, it is the root, or the library is read whole; what is due stays so until its list comes.
//
// Deleted items leave with the last page, and everything that lies below them then: what was moved out of a folder
// before that was deleted stays, in whatever order the listing tells of it.
func (s *Store) KeepPage(driveID string, p Page) error {
	return s.write("keeping a page of items", func() error {
		if (p.Cursor == "") == (p.Delta == "") {
			return errors.New("a page has either a next page or a link to changes")
		}
		l, err := s.library(driveID)
		if err != nil {
			return err
		}
		for _, it := range p.Items {
			if err := s.keepItem(l, it); err != nil {
				return err
			}
		}
		if err := s.exec("UPDATE drive SET nulls = nulls + ? WHERE key = ?", p.Nulls, l.key); err != nil {
			return err
		}
		if p.Cursor != "" {
			return s.exec("UPDATE drive SET stage = ?, cursor = ? WHERE key = ?", StageReading, p.Cursor, l.key)
		}
		if err := s.sweep(l); err != nil {
			return err
		}
		return s.exec(endListing, StageItems, p.Delta, p.Exact, l.changes, l.key)
	})
}

// endListing keeps no link to changes where an element told nothing: it would not come again as a change.
const endListing = `
UPDATE drive SET
	stage = ?, cursor = '', delta = CASE WHEN nulls = 0 THEN ? ELSE '' END, exact = ?,
	listed_run = CASE WHEN ? THEN listed_run ELSE run END
WHERE key = ?`

func (s *Store) keepItem(l library, it Item) error {
	if it.ID == "" {
		return errors.New("an item has no id")
	}
	if it.Kind == "" {
		it.Kind = assess.KindFolder // of a deleted item: something may lie below it
	}
	if it.Deleted {
		// One that is not known is kept as well, for what comes to lie below it.
		return s.exec(`INSERT INTO item (drive, id, parent, name, url, kind, shared, due, deleted) VALUES (?, ?, '', '', '', ?, 0, 0, 1)
			ON CONFLICT (drive, id) DO UPDATE SET deleted = 1`, l.key, it.ID, it.Kind)
	}
	if it.Kind == assess.KindRoot && it.ID != l.root {
		if err := s.exec("UPDATE drive SET root = ? WHERE key = ?", it.ID, l.key); err != nil {
			return err
		}
	}
	if l.changes && it.Kind != assess.KindFile {
		if err := s.rebase(l, it); err != nil {
			return err
		}
	}
	due := it.Shared || it.Changed || it.Kind == assess.KindRoot || l.whole
	return s.exec(keepItem, l.key, it.ID, it.Parent, it.Name, it.URL, it.Kind, seconds(it.Modified), it.Shared, due, s.topic(it))
}

const keepItem = `
INSERT INTO item (drive, id, parent, name, url, kind, modified, shared, due, topic) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (drive, id) DO UPDATE SET
	parent = excluded.parent, name = excluded.name, url = excluded.url, kind = excluded.kind,
	modified = excluded.modified, shared = excluded.shared, topic = excluded.topic,
	due = due OR excluded.due OR permissions IS NOT NULL, deleted = 0`

// rebase moves the addresses of what lies below a folder that is renamed or moved: a listing of changes tells of the folder
// alone. Addresses that do not begin with the folder's stay: those of Office files name the file by its id, and what came
// before its folder has its new one already.
func (s *Store) rebase(l library, it Item) error {
	var old string
	err := s.row([]any{&old}, "SELECT url FROM item WHERE drive = ? AND id = ?", l.key, it.ID)
	if errors.Is(err, sql.ErrNoRows) || err == nil && (old == it.URL || old == "" || it.URL == "") {
		return nil
	}
	if err != nil {
		return err
	}
	return s.exec(rebase, l.key, it.ID, old+"/", it.URL+"/")
}

const rebase = `
WITH RECURSIVE below (id) AS (
	SELECT ?2
	UNION
	SELECT child.id FROM below CROSS JOIN item AS child INDEXED BY item_folder
	ON child.drive = ?1 AND child.parent = below.id AND child.kind <> 'file'
)
UPDATE item SET url = ?4 || substr(url, length(?3) + 1)
WHERE drive = ?1 AND parent IN (SELECT id FROM below) AND substr(url, 1, length(?3)) = ?3`

// sweep removes deleted items and what lies below them.
func (s *Store) sweep(l library) error {
	var folders int
	err := s.row([]any{&folders}, "SELECT count(*) FROM item INDEXED BY item_deleted WHERE drive = ? AND deleted AND deleted = 1 AND kind <> 'file'", l.key)
	if err != nil {
		return err
	}
	if folders > 0 { // else nothing lies below, and the library need not be searched
		if err := s.gatherDoomed(l, 1); err != nil {
			return err
		}
		if err := s.exec("DELETE FROM item WHERE drive = ? AND (parent IN doomed OR id IN doomed)", l.key); err != nil {
			return err
		}
		if err := s.exec("DELETE FROM doomed"); err != nil {
			return err
		}
	}
	if err := s.exec("DELETE FROM item INDEXED BY item_deleted WHERE drive = ? AND deleted AND deleted = 1", l.key); err != nil {
		return err
	}
	// What was not found when its list was asked for, and has not been deleted, is asked for again.
	if err := s.exec("UPDATE item INDEXED BY item_deleted SET deleted = 0, due = 1 WHERE drive = ? AND deleted", l.key); err != nil {
		return err
	}
	return s.exec("UPDATE drive SET root = '' WHERE key = ? AND NOT EXISTS (SELECT 1 FROM item WHERE drive = drive.key AND id = drive.root)", l.key)
}

// gatherDoomed fills the table doomed with the items that are deleted, up to a value of that column, and all that can have
// something below it and lies below them. With UNION folders whose parents go in a circle come once.
func (s *Store) gatherDoomed(l library, deleted int) error {
	return s.exec(`
		INSERT INTO doomed
		WITH RECURSIVE below (id) AS (
			SELECT id FROM item INDEXED BY item_deleted WHERE drive = ?1 AND deleted AND deleted <= ?2
			UNION
			SELECT child.id FROM below CROSS JOIN item AS child INDEXED BY item_folder
			ON child.drive = ?1 AND child.parent = below.id AND child.kind <> 'file'
		)
		SELECT id FROM below`, l.key, deleted)
}

// seconds is a date as it is kept; nil where there is none.
func seconds(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Unix()
}
