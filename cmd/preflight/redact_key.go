package main

import (
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
	data, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return newRedactKey(name)
	case err != nil:
		return nil, fmt.Errorf("reading the key of the stand-ins: %w", err)
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(data)))
	if err != nil || len(key) != assess.RedactKeySize {
		return nil, fmt.Errorf("%s is not the key that Preflight wrote: put that back, or delete the file, and every name gets another stand-in than before", name)
	}
	return key, nil
}

// newRedactKey makes a key. One that another process makes at the same moment is not written over.
func newRedactKey(name string) ([]byte, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("the key of the stand-ins cannot be kept: %w. It lies in the folder above the run's: let that be written to, or give --from a copy of the run in a folder of your own", err)
	}
	key := make([]byte, assess.RedactKeySize)
	rand.Read(key) // never fails
	_, err = f.WriteString(hex.EncodeToString(key) + "\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		os.Remove(name)
		return nil, fmt.Errorf("writing the key of the stand-ins: %w", err)
	}
	return key, nil
}
