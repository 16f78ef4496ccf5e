package store

import (
	"errors"
	"io/fs"
	"os"
	"strings"
)

// companions are what SQLite keeps beside a database.
var companions = []string{"-wal", "-shm", "-journal"}

// Remove deletes the cache of a tenant with what SQLite keeps beside it. That there is none is no error. One that is in use,
// one of another tenant, and a file that is no cache of Preflight, is left alone and comes as an *[Error].
func Remove(path, tenant string) error {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return removeCompanions(path)
	}
	s, err := connect(path)
	if err != nil {
		return err
	}
	err = s.read("removing it", func() error {
		found, err := s.inspect()
		if err != nil {
			return err
		}
		if found != "" {
			e := s.unfit(found, strings.ToLower(tenant))
			if e.Problem == Older || e.Problem == Newer {
				return nil
			}
			return e
		}
		owner, err := s.owner()
		if err == nil && owner != "" && owner != strings.ToLower(tenant) {
			return &Error{Path: path, Problem: OtherTenant}
		}
		return err
	})
	var problem *Error
	if errors.As(err, &problem) && problem.Problem == Damaged {
		err = nil // what is damaged may go
	}
	_ = s.Close() // what it could not write back goes now; a file that is still open where that matters says so below
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return &Error{Path: path, Problem: Unwritable, Err: err}
	}
	return removeCompanions(path)
}

func removeCompanions(path string) error {
	for _, ending := range companions {
		if err := os.Remove(path + ending); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &Error{Path: path, Problem: Unwritable, Err: err}
		}
	}
	return nil
}
