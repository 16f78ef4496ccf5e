package store

import (
	"database/sql"
	"fmt"
)

// Settled is what Settle found in a library.
type Settled struct {
	Items  int // without the root and deleted ones
	Files  int // of those, files
	Astray int // files that no permission list decides on although all were read: the way up to the root is broken
	Due    int // items whose list could not be read; files below them belong to no list
	Read   int // permission lists that this run has read
}

// Settle finds, for every list of a library that a run has listed, on how many files it decides: those that have it as
// the nearest at or above them. In a listing that broke off, what was seen counts. The library is settled then, and
// Holders yields its lists, and Named the files on which they decide and whose names suggest something. It is one transaction; the work is done by SQLite, in a temporary file where it is much.
func (s *Store) Settle(driveID string, run int64) (found Settled, err error) {
	err = s.write("adding up a library", func() error {
		l, err := s.library(driveID)
		if err != nil {
			return err
		}
		if err := s.gatherDoomed(l, 2); err != nil {
			return err
		}
		for _, statement := range []string{
			gatherStarts, gatherReach, gatherTally, "DELETE FROM holder WHERE drive = ?", gatherHolders,
			gatherFolders, "DELETE FROM named WHERE drive = ?", gatherNamed,
		} {
			if err := s.exec(statement, l.key); err != nil {
				return err
			}
		}
		if found, err = s.count(l, run); err != nil {
			return err
		}
		for _, table := range []string{"start", "reach", "tally", "folder", "doomed"} {
			if err := s.exec("DELETE FROM " + table); err != nil {
				return err
			}
		}
		n, err := s.change("UPDATE drive SET stage = ?, items = ?, files = ?, astray = ?, unread = ? WHERE key = ? AND run = ?",
			StageSettled, found.Items, found.Files, found.Astray, found.Due, l.key, run)
		if err == nil && n == 0 {
			err = fmt.Errorf("run %d has not listed the library %s", run, driveID)
		}
		return err
	})
	return found, err
}

// gatherStarts finds the items that decide on what lies below them, or that nothing is known of.
const gatherStarts = `
INSERT INTO start
SELECT id, '' FROM item INDEXED BY item_due
WHERE drive = ?1 AND due AND kind <> 'file' AND id NOT IN doomed
UNION ALL
SELECT id, id FROM item INDEXED BY item_own
WHERE drive = ?1 AND permissions IS NOT NULL AND NOT due AND kind <> 'file' AND id NOT IN doomed`

// gatherReach goes down from each of them to the next. No item is met twice: each has one parent, and what is a start, or
// gone, is not gone down to. So parents in a circle, and what has no way up, are not met at all.
const gatherReach = `
INSERT INTO reach
WITH RECURSIVE down (id, decider) AS (
	SELECT id, decider FROM start
	UNION ALL
	SELECT child.id, down.decider FROM down CROSS JOIN item AS child INDEXED BY item_folder
	ON child.drive = ?1 AND child.parent = down.id AND child.kind <> 'file'
	WHERE child.id NOT IN (SELECT id FROM start) AND child.id NOT IN doomed
)
SELECT id, decider FROM down`

const gatherTally = `
INSERT INTO tally
SELECT reach.decider, count(*) FROM item AS file LEFT JOIN reach ON reach.id = file.parent
WHERE file.drive = ? AND file.kind = 'file' AND file.permissions IS NULL AND NOT file.due AND NOT file.deleted AND file.parent NOT IN doomed
GROUP BY reach.decider`

// pathOf is the path of what lies in the folder own.parent. No folder of SharePoint lies 400 deep, because an address has at
// most 400 characters: https://support.microsoft.com/office/restrictions-and-limitations-in-onedrive-and-sharepoint-64883a5d-228e-48f5-b3d2-eb39e07630fa
const pathOf = `coalesce((
		WITH RECURSIVE up (name, parent, height) AS (
			SELECT name, parent, 1 FROM item AS above
			WHERE above.drive = own.drive AND above.id = own.parent AND above.kind <> 'library' AND NOT above.deleted
			UNION ALL
			SELECT above.name, above.parent, up.height + 1 FROM up CROSS JOIN item AS above
			ON above.drive = own.drive AND above.id = up.parent AND above.kind <> 'library' AND NOT above.deleted
			WHERE up.height < 400
		)
		SELECT group_concat(name, '/' ORDER BY height DESC) FROM up
	), '')`

// gatherHolders gives each list its files and path.
const gatherHolders = `
INSERT INTO holder
SELECT drive, id, ` + pathOf + `, (kind = 'file') + coalesce((SELECT files FROM tally WHERE decider = own.id), 0)
FROM item AS own INDEXED BY item_own
WHERE drive = ? AND permissions IS NOT NULL AND NOT due AND id NOT IN doomed AND parent NOT IN doomed
ORDER BY id`

// gatherFolders finds the path of each folder once, because many files of a topic lie together.
const gatherFolders = `
INSERT INTO folder
SELECT parent, ` + pathOf + `
FROM (SELECT DISTINCT drive, parent FROM item INDEXED BY item_topic WHERE drive = ? AND topic IS NOT NULL) AS own`

// gatherNamed leaves out the files on which no known list decides. It meets only what item_topic holds.
const gatherNamed = `
INSERT INTO named
SELECT own.drive, CASE WHEN own.permissions IS NULL THEN reach.decider ELSE own.id END AS decider, own.id, own.topic, folder.path
FROM item AS own INDEXED BY item_topic CROSS JOIN folder ON folder.id = own.parent LEFT JOIN reach ON reach.id = own.parent
WHERE own.drive = ? AND own.topic IS NOT NULL AND NOT own.due AND NOT own.deleted AND own.parent NOT IN doomed
	AND (own.permissions IS NOT NULL OR reach.decider <> '')
ORDER BY decider, own.id`

// count adds up the items of a library whose tally is made.
func (s *Store) count(l library, run int64) (found Settled, err error) {
	err = s.row([]any{&found.Items, &found.Files, &found.Due, &found.Read}, `
		SELECT coalesce(sum(kind <> 'library'), 0), coalesce(sum(kind = 'file'), 0), coalesce(sum(due), 0),
			coalesce(sum(read_run = ?2 AND NOT due), 0)
		FROM item WHERE drive = ?1 AND NOT deleted AND id NOT IN doomed AND parent NOT IN doomed`, l.key, run)
	if err != nil {
		return found, err
	}
	return found, s.each(func(rows *sql.Rows) error { return rows.Scan(&found.Astray) }, "SELECT files FROM tally WHERE decider IS NULL")
}
