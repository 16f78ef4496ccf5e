package main

import (
	"cmp"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"preflight/assess"
)

// keyFile holds the key of a tenant's stand-ins, in hexadecimal. It never leaves the tenant's folder: who has it can try
// names against the stand-ins.
const keyFile = "redact.key"

// redactKey reads the key of a tenant's stand-ins, or makes it where there is none yet.
func redactKey(dir string) ([]byte, error) {
	name := filepath.Join(dir, keyFile)
	key, err := readRedactKey(name)
	if errors.Is(err, fs.ErrNotExist) {
		return newRedactKey(name, os.Link)
	}
	return key, err
}

// readRedactKey reads a key.
func readRedactKey(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("reading the key of the stand-ins: %w", err)
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(data)))
	if err != nil || len(key) != assess.RedactKeySize {
		return nil, fmt.Errorf("%s is not the key that Preflight wrote: put that back, or delete the file, and every name gets another stand-in than before", name)
	}
	return key, nil
}

// newRedactKey makes a key. It is there whole or not at all, and where another process makes one at the same moment, both
// have that which is there first. With the function link a file gets a second name, as with os.Link.
func newRedactKey(name string, link func(from, to string) error) ([]byte, error) {
	made, err := os.CreateTemp(filepath.Dir(name), ".redact-*")
	if err != nil {
		return nil, fmt.Errorf("the key of the stand-ins cannot be kept: %w. It lies in the folder above the run's: let that be written to, or give --from a copy of the run in a folder of your own", err)
	}
	defer os.Remove(made.Name())
	key := make([]byte, assess.RedactKeySize)
	rand.Read(key) // never fails
	_, err = made.WriteString(hex.EncodeToString(key) + "\n")
	if err := errors.Join(err, made.Sync(), made.Close()); err != nil {
		return nil, fmt.Errorf("writing the key of the stand-ins: %w", err)
	}
	err = link(made.Name(), name)
	if err != nil && !errors.Is(err, fs.ErrExist) { // some file systems know no links
		err = renameAlone(made.Name(), name)
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		return readRedactKey(name)
	case err != nil:
		return nil, fmt.Errorf("writing the key of the stand-ins: %w", err)
	}
	return key, nil
}

// renameAlone gives a file a name that none has yet. A second file, which only one process can make, keeps another from
// doing so at the same moment.
func renameAlone(from, to string) (err error) {
	guard := to + ".new"
	f, err := os.OpenFile(guard, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("another run of Preflight is making it: type the command again; if none is running, delete %s first", guard)
	} else if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close(), os.Remove(guard)) }()
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return cmp.Or(err, fs.ErrExist)
	}
	return os.Rename(from, to)
}
