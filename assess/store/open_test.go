package store

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestOpenMakesAndFindsAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b?c#d%20é.db")
	s, err := Open(path, "Tenant")
	must(t, err)
	list(t, s, 1, "d")
	must(t, s.KeepPage("d", more("next", root())))
	for _, ending := range []string{"", "-wal"} {
		info, err := os.Stat(path + ending)
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", ending, info.Mode())
		}
	}
	must(t, s.Close())
	must(t, s.Close())
	if err := s.KeepPage("d", end()); !errors.Is(err, errClosed) {
		t.Errorf("a closed store answers %v", err)
	}

	s = open(t, path) // the tenant's id in another case
	if d := drive(t, s, 1, "d"); d.Cursor != "next" || d.Stage != StageReading || d.RootID != "root" {
		t.Errorf("found %+v", d)
	}
	if left, _ := filepath.Glob(filepath.Dir(path) + "/*"); len(left) > 2 {
		t.Errorf("files %q", left)
	}
}

func TestOpenTemporary(t *testing.T) {
	a, b := open(t, ""), open(t, "")
	list(t, a, 1, "d")
	must(t, a.KeepPage("d", end(root(), file("f", "root"))))
	must(t, a.KeepLists("d", 1, []List{own("root")}))
	_, err := a.Settle("d", 1)
	must(t, err)
	if got := deciders(t, a, 1); len(got) != 1 || got[0] != "root:1" {
		t.Errorf("holders %q", got)
	}
	if drives, err := b.Drives(1, "sites"); err != nil || len(drives) != 0 {
		t.Errorf("the other has %v, %v", drives, err)
	}
}

// TestOpenRefuses also looks that the file is left as it was.
func TestOpenRefuses(t *testing.T) {
	pragma := func(text string) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			s, err := Open(path, "tenant")
			must(t, err)
			must(t, s.script(text))
			must(t, s.Close())
		}
	}
	for _, tt := range []struct {
		name string
		make func(*testing.T, string)
		want Problem
		says string
	}{
		{"notes of somebody", func(t *testing.T, path string) { must(t, os.WriteFile(path, []byte("shopping"), 0o600)) }, Foreign, "move it elsewhere"},
		{"a big file", func(t *testing.T, path string) {
			must(t, os.WriteFile(path, bytes.Repeat([]byte("PK\x03\x04 not a database "), 4000), 0o600))
		}, Foreign, "move it elsewhere"},
		{"a database of another program", func(t *testing.T, path string) {
			s, err := connect(path)
			must(t, err)
			must(t, s.script("CREATE TABLE recipe (name TEXT)"))
			must(t, s.Close())
		}, Foreign, "move it elsewhere"},
		{"another program's id", pragma("PRAGMA application_id = 7"), Foreign, "move it elsewhere"},
		{"newer", pragma("PRAGMA user_version = 3"), Newer, "use that version"},
		{"older", pragma("PRAGMA user_version = 1"), Older, "type --fresh"},
		{"older, of another tenant", pragma("PRAGMA user_version = 1; UPDATE tenant SET id = 'fabrikam'"), OtherTenant, "another folder"},
		{"newer, of another tenant", pragma("PRAGMA user_version = 3; UPDATE tenant SET id = 'fabrikam'"), OtherTenant, "another folder"},
		{"newer, of whom is written otherwise", pragma("PRAGMA user_version = 3; DROP TABLE tenant"), Newer, "use that version"},
		{"another tenant", pragma("UPDATE tenant SET id = 'fabrikam'"), OtherTenant, "another folder"},
		{"a folder", func(t *testing.T, path string) { must(t, os.Mkdir(path, 0o700)) }, Unwritable, "permissions"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := cachePath(t)
			tt.make(t, path)
			before, _ := os.ReadFile(path)
			_, err := Open(path, "tenant")
			wantProblem(t, err, tt.want, path, tt.says)
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

// wantProblem fails unless err is the problem, names the database and says what to do.
func wantProblem(t *testing.T, err error, want Problem, path, says string) {
	t.Helper()
	var problem *Error
	if !errors.As(err, &problem) || problem.Problem != want || problem.Path != path {
		t.Fatalf("got %v; want %s", err, want)
	}
	if text := err.Error(); !strings.Contains(text, path) || !strings.Contains(text, says) || strings.Contains(text, "%!") {
		t.Errorf("it says %q", text)
	}
}

func TestOpenNeedsTenantAndFolder(t *testing.T) {
	if _, err := Open("", ""); err == nil {
		t.Error("opened without a tenant")
	}
	path := filepath.Join(t.TempDir(), "missing", "crawl.db")
	_, err := Open(path, "tenant")
	wantProblem(t, err, Unwritable, path, "see to its folder")
}

func TestOpenEmptyFile(t *testing.T) {
	path := cachePath(t)
	must(t, os.WriteFile(path, nil, 0o600))
	list(t, open(t, path), 1, "d")
}

func TestLocked(t *testing.T) {
	t.Run("by the same process", func(t *testing.T) {
		path := cachePath(t)
		s := open(t, path)
		list(t, s, 1, "d")
		for range 2 { // the first refusal must not free the lock
			_, err := Open(path, "tenant")
			wantProblem(t, err, Locked, path, "another run")
			wantProblem(t, Remove(path, "tenant"), Locked, path, "another run")
		}
		must(t, s.KeepPage("d", end(root())))
	})
	t.Run("by another process", func(t *testing.T) {
		path := cachePath(t)
		other := exec.Command(os.Args[0])
		other.Env = append(os.Environ(), "STORE_TEST_HOLD="+path)
		in, err := other.StdinPipe()
		must(t, err)
		out, err := other.StdoutPipe()
		must(t, err)
		must(t, other.Start())
		if _, err := io.ReadFull(out, make([]byte, 1)); err != nil {
			t.Fatal("the other process did not open the cache")
		}
		_, err = Open(path, "tenant")
		wantProblem(t, err, Locked, path, "another run")
		wantProblem(t, Remove(path, "tenant"), Locked, path, "another run")
		must(t, in.Close())
		must(t, other.Wait())
		list(t, open(t, path), 1, "d")
	})
}

// holdOpen is the other process: it has a cache open until its input ends.
func holdOpen(path string) {
	s, err := Open(path, "tenant")
	if err != nil {
		os.Exit(3)
	}
	os.Stdout.Write([]byte{'.'})
	io.Copy(io.Discard, os.Stdin)
	if s.Close() != nil {
		os.Exit(4)
	}
	os.Exit(0)
}

func TestRemove(t *testing.T) {
	path := cachePath(t)
	must(t, Remove(path, "tenant")) // nothing there
	s, err := Open(path, "tenant")
	must(t, err)
	list(t, s, 1, "d")
	must(t, s.Close())
	must(t, os.WriteFile(path+"-shm", nil, 0o600))
	wantProblem(t, Remove(path, "neighbour"), OtherTenant, path, "another tenant")
	must(t, Remove(path, "TENANT"))
	if left, _ := filepath.Glob(path + "*"); len(left) > 0 {
		t.Errorf("left %q", left)
	}

	must(t, os.WriteFile(path, []byte("shopping"), 0o600))
	wantProblem(t, Remove(path, "tenant"), Foreign, path, "move it elsewhere")
	if text, _ := os.ReadFile(path); string(text) != "shopping" {
		t.Error("another program's file was removed")
	}
}
