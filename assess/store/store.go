package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"preflight/assess"
)

// A Store is an open cache. It is safe for concurrent use.
type Store struct {
	path string

	mu    sync.Mutex // held while conn is in use, never while a caller's code runs
	db    *sql.DB
	conn  *sql.Conn // the one connection; nil after Close
	stmts map[string]*sql.Stmt

	topics assess.Topics // by which the names of files are judged
}

// errClosed is returned by every method after Close.
var errClosed = errors.New("the cache has been closed")

// Close closes the database and gives its lock back. A temporary database is gone then.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn == nil {
		return nil
	}
	for _, stmt := range s.stmts {
		_ = stmt.Close() // frees memory; it repeats the error of the last call, which was returned then
	}
	err := errors.Join(s.conn.Close(), s.db.Close())
	s.conn = nil
	return s.fail("closing it", err)
}

// connect opens the one connection to a database file, which SQLite makes if there is none; an empty path stands for a
// temporary database. Nothing is read yet.
func connect(path string) (*Store, error) {
	s := &Store{path: path, stmts: map[string]*sql.Stmt{}}
	address, err := dsn(path)
	if err != nil {
		return nil, s.fail("opening it", err)
	}
	if s.db, err = sql.Open("sqlite", address); err != nil {
		return nil, s.fail("opening it", err)
	}
	if s.conn, err = s.db.Conn(background); err != nil {
		_ = s.db.Close()
		return nil, s.fail("opening it", err)
	}
	return s, nil
}

// dsn is how the driver is told of a path, whatever characters are in it.
func dsn(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return fileURI(filepath.ToSlash(full)), nil
}

// write runs f in a transaction, which is rolled back where f fails or panics.
func (s *Store) write(doing string, f func() error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn == nil {
		return errClosed
	}
	if err := s.exec("BEGIN IMMEDIATE"); err != nil {
		return s.fail(doing, err)
	}
	done := false
	defer func() {
		if !done {
			_ = s.exec("ROLLBACK") // refused where SQLite has rolled back already; the next BEGIN tells if it has not
		}
	}()
	if err := f(); err != nil {
		return s.fail(doing, err)
	}
	if err := s.exec("COMMIT"); err != nil {
		return s.fail(doing, err)
	}
	done = true
	return nil
}

// read runs f while nobody else uses the connection.
func (s *Store) read(doing string, f func() error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn == nil {
		return errClosed
	}
	return s.fail(doing, f())
}

// exec runs a statement. The caller holds mu.
func (s *Store) exec(query string, args ...any) error {
	_, err := s.change(query, args...)
	return err
}

// change runs a statement and returns how many rows it changed. The caller holds mu.
func (s *Store) change(query string, args ...any) (int64, error) {
	stmt, err := s.prepare(query)
	if err != nil {
		return 0, err
	}
	result, err := stmt.Exec(args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// each runs a query and hands each row to f. The caller holds mu.
func (s *Store) each(f func(*sql.Rows) error, query string, args ...any) error {
	stmt, err := s.prepare(query)
	if err != nil {
		return err
	}
	rows, err := stmt.Query(args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// row reads the one row of a query; sql.ErrNoRows says that there is none. The caller holds mu.
func (s *Store) row(to []any, query string, args ...any) error {
	stmt, err := s.prepare(query)
	if err != nil {
		return err
	}
	return stmt.QueryRow(args...).Scan(to...)
}

// prepare compiles a statement once and keeps it.
func (s *Store) prepare(query string) (*sql.Stmt, error) {
	if stmt := s.stmts[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := s.conn.PrepareContext(background, query)
	if err != nil {
		return nil, fmt.Errorf("preparing a statement: %w", err)
	}
	s.stmts[query] = stmt
	return stmt, nil
}

// background is the context of every statement: none of them waits for anything but the disk.
var background = context.Background()
