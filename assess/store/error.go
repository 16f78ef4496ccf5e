package store

import (
	"errors"
	"fmt"
	"io/fs"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// An Error says that the cache cannot be used, and what to do about it. The file is as it was.
type Error struct {
	Path    string // the database file; empty for a temporary one
	Problem Problem
	Own     bool  // Older, Newer: it says that it is this tenant's; else that cannot be read
	Err     error // what was being done, and SQLite's own words; nil where the problem says all
}

// Problem is what is wrong with a cache.
type Problem string

// The problems.
const (
	Damaged     Problem = "damaged"      // its pages contradict each other
	Locked      Problem = "locked"       // another process, or another Store of this one, has it open
	Newer       Problem = "newer"        // a newer version of Preflight made it
	Older       Problem = "older"        // an older version of Preflight made it
	Foreign     Problem = "foreign"      // it is no database, or that of another program
	OtherTenant Problem = "other tenant" // it holds what was read of another tenant
	Full        Problem = "full"         // there is no space left for it
	Unwritable  Problem = "unwritable"   // it cannot be made, opened, read or written
)

// advice says what each problem means and what to do. %s is the database.
var advice = map[Problem]string{
	Damaged:     "%s is damaged and was left as it is; type --fresh to put a new one in its place and read the tenant from the beginning",
	Locked:      "another run of Preflight is using %s; wait until it has ended, or end it",
	Newer:       "%s was made by a newer version of Preflight; use that version, or type --fresh to read the tenant from the beginning",
	Older:       "%s was made by an older version of Preflight, which kept less in it; type --fresh to read the tenant from the beginning",
	Foreign:     "%s is not a cache of Preflight and was left alone; move it elsewhere, or choose another folder",
	OtherTenant: "%s belongs to another tenant and was left alone; choose another folder",
	Full:        "no space is left for %s; free some, then the same command goes on where it was",
	Unwritable:  "%s cannot be read or written; see to its folder, its permissions and its disk, then the same command goes on where it was",
}

// Error tells the problem, what to do, and what SQLite said.
func (e *Error) Error() string {
	text := fmt.Sprintf(advice[e.Problem], place(e.Path))
	if e.Err != nil {
		text += " (" + e.Err.Error() + ")"
	}
	return text
}

// Unwrap returns SQLite's own error.
func (e *Error) Unwrap() error { return e.Err }

// place names the database of a path.
func place(path string) string {
	if path == "" {
		return "the temporary cache"
	}
	return "the cache " + path
}

// fail says where an error came from: as an *Error where it is a problem with the file.
func (s *Store) fail(doing string, err error) error {
	var known *Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	if problem := problemOf(err); problem != "" {
		return &Error{Path: s.path, Problem: problem, Err: fmt.Errorf("%s: %w", doing, err)}
	}
	return fmt.Errorf("%s: %s: %w", place(s.path), doing, err)
}

// problemOf is the problem that an error shows; empty: none with the file. The codes are those of
// https://www.sqlite.org/rescode.html, of which the lowest byte is the kind.
func problemOf(err error) Problem {
	var content *contentError
	var file *fs.PathError
	var problem *sqlite.Error
	switch {
	case errors.As(err, &content):
		return Damaged
	case errors.As(err, &file):
		return Unwritable
	case !errors.As(err, &problem):
		return ""
	}
	switch problem.Code() & 0xff {
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return Damaged
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return Locked
	case lib.SQLITE_FULL:
		return Full
	case lib.SQLITE_CANTOPEN, lib.SQLITE_READONLY, lib.SQLITE_IOERR, lib.SQLITE_PERM:
		return Unwritable
	}
	return ""
}

// isNoDatabase reports whether a file does not begin as a database does.
func isNoDatabase(err error) bool {
	var problem *sqlite.Error
	return errors.As(err, &problem) && problem.Code()&0xff == lib.SQLITE_NOTADB
}
