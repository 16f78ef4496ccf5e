package main

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"preflight/assess/store"
)

// keepCache makes the cache of a tenant by a version of Preflight, 0: this one, in a folder of its own.
func keepCache(t *testing.T, out, folder, tenant string, version uint32) string {
	t.Helper()
	dir := filepath.Join(out, folder)
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, cacheFile)
	s, err := store.Open(path, tenant)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil || version == 0 {
		return dir
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	const userVersion = 60 // https://www.sqlite.org/fileformat.html#the_database_header
	if _, err := f.WriteAt(binary.BigEndian.AppendUint32(nil, version), userVersion); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Where Graph does not tell the tenant's domain, its cache is found among those of others, which keep nobody from running,
// whatever version made them. Its own of another version does, unless it is to be removed.
func TestFindCache(t *testing.T) {
	out := t.TempDir()
	keepCache(t, out, "a", "contoso", 1)
	keepCache(t, out, "b", "fabrikam", 99)
	if err := os.Mkdir(filepath.Join(out, "c"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, "c", cacheFile), []byte("shopping"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, fresh := range []bool{false, true} {
		if dir, err := findCache(out, "northwind", fresh); dir != "" || err != nil {
			t.Errorf("none is there, and found is %q, %v", dir, err)
		}
	}
	own := keepCache(t, out, "d", "northwind", 0)
	if dir, err := findCache(out, "northwind", false); dir != own || err != nil {
		t.Errorf("found is %q, %v, want %s", dir, err, own)
	}

	old := filepath.Join(out, "a")
	var problem *store.Error
	if _, err := findCache(out, "contoso", false); !errors.As(err, &problem) || problem.Problem != store.Older {
		t.Errorf("its own of an older version: %v", err)
	}
	if dir, err := findCache(out, "contoso", true); dir != old || err != nil {
		t.Errorf("found to be removed is %q, %v, want %s", dir, err, old)
	}
	path := filepath.Join(old, cacheFile)
	if err := forget(path, "fabrikam", t.Logf); !errors.As(err, &problem) || problem.Problem != store.OtherTenant {
		t.Errorf("another tenant's of an older version is removed: %v", err)
	}
	if err := forget(path, "contoso", t.Logf); err != nil {
		t.Errorf("its own is not removed: %v", err)
	}
}
