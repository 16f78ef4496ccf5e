package store

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"
)

// What the header of a cache holds: the program that it belongs to, and the version of its schema.
const (
	applicationID = 0x50726543 // "PreC"
	schemaVersion = 2
)

//go:embed schema.sql
var schema string

//go:embed scratch.sql
var scratch string

// settings are those of the connection. With the exclusive lock SQLite needs no shared memory beside the file, and a
// second process is refused at once; it has to be asked for before the file is read for the first time.
var settings = []string{
	"PRAGMA locking_mode = exclusive",
	"PRAGMA busy_timeout = 0",
	"PRAGMA temp_store = file",
	"PRAGMA cache_size = -8192", // KiB
	"PRAGMA cell_size_check = on",
	"PRAGMA foreign_keys = off",
}

// durability makes a commit outlast the process and the machine, and keeps the log beside the database small.
var durability = []string{
	"PRAGMA journal_mode = wal",
	"PRAGMA synchronous = full",
	"PRAGMA journal_size_limit = 67108864",
	"PRAGMA wal_autocheckpoint = 4000",
}

// Open opens the cache of a tenant, and makes it where the file does not exist or is empty; its folder must exist. With
// an empty path it makes a temporary database, which is gone when it is closed or the process ends. A file that cannot be
// used is left as it is and comes as an *[Error].
func Open(path, tenant string) (*Store, error) {
	if tenant == "" {
		return nil, errors.New("opening the cache: of which tenant?")
	}
	if path != "" {
		// SQLite would make it with the mode that the process gives to new files.
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		switch {
		case err == nil:
			err = f.Close()
		case errors.Is(err, fs.ErrExist):
			err = nil
		}
		if err != nil {
			return nil, &Error{Path: path, Problem: Unwritable, Err: err}
		}
	}
	s, err := connect(path)
	if err != nil {
		return nil, err
	}
	if err := s.prepareFile(strings.ToLower(tenant)); err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

// prepareFile makes sure that the file is a cache of the tenant, an empty one becomes one, and sets the connection up.
func (s *Store) prepareFile(tenant string) error {
	return s.read("opening it", func() error {
		found, err := s.inspect()
		if err != nil {
			return err
		}
		if found != "" {
			return s.unfit(found, tenant)
		}
		if err := s.script(strings.Join(durability, ";")); err != nil {
			return err
		}
		if err := s.create(tenant); err != nil {
			return err
		}
		if err := s.check(); err != nil {
			return err
		}
		owner, err := s.owner()
		if err != nil {
			return err
		}
		if owner != tenant {
			return &Error{Path: s.path, Problem: OtherTenant}
		}
		return s.script(scratch)
	})
}

// unfit is the error of a file that cannot be used as a cache. Of one that another version made, it says whose it is where
// that can be read: the version 1 has it in the same place.
func (s *Store) unfit(found Problem, tenant string) *Error {
	e := &Error{Path: s.path, Problem: found}
	if found != Older && found != Newer {
		return e
	}
	switch owner, err := s.owner(); {
	case err != nil || owner == "": // written otherwise
	case owner == tenant:
		e.Own = true
	default:
		e.Problem = OtherTenant
	}
	return e
}

// owner is the tenant whose cache it is; empty: the file is.
func (s *Store) owner() (owner string, err error) {
	_, _, tables, err := s.header()
	if err != nil || tables == 0 {
		return "", err
	}
	err = s.row([]any{&owner}, "SELECT id FROM tenant")
	return owner, err
}

// inspect locks the file and returns what keeps it from being used as a cache, without changing it; empty: nothing does.
func (s *Store) inspect() (Problem, error) {
	// The first thing read takes the lock. Whether a file is locked, or no database at all, turns out here.
	err := s.script(strings.Join(settings, ";"))
	var program, version, tables int64
	if err == nil {
		program, version, tables, err = s.header()
	}
	switch {
	case isNoDatabase(err):
		return Foreign, nil
	case err != nil:
		return "", err
	case program == 0 && version == 0 && tables == 0:
		return "", nil // new
	case program != applicationID:
		return Foreign, nil
	case version > schemaVersion:
		return Newer, nil
	case version < schemaVersion:
		return Older, nil
	}
	return "", nil
}

// header reads what the file says about itself.
func (s *Store) header() (program, version, tables int64, err error) {
	err = s.row([]any{&tables}, "SELECT count(*) FROM sqlite_schema")
	if err == nil {
		err = s.row([]any{&program}, "PRAGMA application_id")
	}
	if err == nil {
		err = s.row([]any{&version}, "PRAGMA user_version")
	}
	return program, version, tables, err
}

// create fills an empty file, in one transaction.
func (s *Store) create(tenant string) error {
	_, version, _, err := s.header()
	if err != nil || version != 0 {
		return err
	}
	if err := s.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err = s.script(schema + fmt.Sprintf("\nPRAGMA application_id = %d; PRAGMA user_version = %d;", applicationID, schemaVersion))
	if err == nil {
		err = s.exec("INSERT INTO tenant (id) VALUES (?)", tenant)
	}
	if err == nil {
		err = s.exec("COMMIT")
	}
	if err == nil { // so that the file itself says what it is, and not its log alone, which may be damaged
		return s.exec("PRAGMA wal_checkpoint(TRUNCATE)")
	}
	_ = s.exec("ROLLBACK") // refused where SQLite has rolled back already; the connection is closed now anyway
	return err
}

// Rest gives back the memory that is not needed while nobody reads or writes.
func (s *Store) Rest() error {
	return s.read("giving memory back", func() error { return s.exec("PRAGMA shrink_memory") })
}

// Check looks for damage in the whole file, which is an *[Error].
func (s *Store) Check() error { return s.read("looking for damage", s.check) }

// check reads the whole file once, some seconds for millions of items: damage is better found now than after hours.
func (s *Store) check() error {
	var result string
	if err := s.row([]any{&result}, "PRAGMA quick_check(1)"); err != nil {
		return err
	}
	if result != "ok" {
		return &Error{Path: s.path, Problem: Damaged, Err: errors.New(strings.Join(strings.Fields(result), " "))}
	}
	return nil
}

// script runs statements that are not kept for another time.
func (s *Store) script(text string) error {
	_, err := s.conn.ExecContext(background, text)
	return err
}

// fileURI is the address of an absolute path with forward slashes, https://www.sqlite.org/uri.html
func fileURI(path string) string {
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}
