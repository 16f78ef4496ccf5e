package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"preflight/assess"
)

// preflight runs the program and returns what it printed and its exit code.
func preflight(t *testing.T, args ...string) (string, int) {
	t.Helper()
	var out bytes.Buffer
	code := run(t.Context(), args, &out, &out)
	return out.String(), code
}

// giveKey puts a fixed key of stand-ins beside a run's folder, so that a test has the same stand-ins whenever it runs.
func giveKey(t *testing.T, dir string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(filepath.Dir(dir), keyFile), []byte(strings.Repeat("5a", assess.RedactKeySize)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Redacted files lie beside no true ones.
func TestRedactFolder(t *testing.T) {
	r := trial{sample: "clean"}.run(t)
	other := trial{sample: "clean"}.run(t)
	tenant := filepath.Dir(r.dir)
	for _, test := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"no folder", nil, 2, "add --out"},
		{"the run's own", []string{"--out", r.dir + "/."}, 2, "must not replace the true ones"},
		{"the tenant's", []string{"--out", tenant}, 2, "key of the stand-ins"},
		{"the folder of all tenants", []string{"--out", filepath.Dir(tenant)}, 2, "key of the stand-ins"},
		{"one above that", []string{"--out", filepath.Join(tenant, "..", "..")}, 2, "key of the stand-ins"},
		{"a date", []string{"--out", filepath.Join(tenant, "2026-01-01")}, 2, "taken for a run"},
		{"another run", []string{"--out", other.dir}, 1, "holds another run"},
		{"a brand", []string{"--out", t.TempDir(), "--brand", "brand.yaml"}, 2, "leave --brand out"},
	} {
		text, code := preflight(t, append([]string{"report", "--from", r.dir, "--redact"}, test.args...)...)
		if code != test.code || !strings.Contains(text, test.says) {
			t.Errorf("%s: exit code %d, %s", test.name, code, text)
		}
	}
	spoilt := filepath.Join(r.dir, assess.EvidenceFile)
	if err := os.WriteFile(spoilt, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	if text, code := preflight(t, "report", "--from", r.dir, "--redact", "--out", out); code != 1 || !strings.Contains(text, "does not belong") {
		t.Errorf("evidence of another run: exit code %d, %s", code, text)
	}
	if left, _ := os.ReadDir(out); len(left) > 0 {
		t.Errorf("%v is left in --out", left)
	}
}

func TestRedactKey(t *testing.T) {
	dir := t.TempDir()
	key, err := redactKey(dir)
	if err != nil || len(key) != assess.RedactKeySize {
		t.Fatalf("key %x: %v", key, err)
	}
	name := filepath.Join(dir, keyFile)
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key's file: %v, %v", info.Mode(), err)
	}
	if again, err := redactKey(dir); err != nil || !bytes.Equal(key, again) {
		t.Errorf("another key the second time (%v)", err)
	}
	if elsewhere, err := redactKey(t.TempDir()); err != nil || bytes.Equal(key, elsewhere) {
		t.Errorf("two tenants have one key (%v)", err)
	}
	if err := os.WriteFile(name, []byte("5a5a\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := redactKey(dir); err == nil || !strings.Contains(err.Error(), "delete the file") {
		t.Errorf("a short key: %v", err)
	}
	if _, err := redactKey(filepath.Join(dir, "none")); err == nil || !strings.Contains(err.Error(), "copy of the run") {
		t.Errorf("a folder that cannot be written to: %v", err)
	}
}

// Processes that make the key of a tenant at the same moment have one, and none sees a part of it.
func TestRedactKeyAtOnce(t *testing.T) {
	for range 20 {
		dir := t.TempDir()
		var group sync.WaitGroup
		keys, faults := make([][]byte, 8), make([]error, 8)
		for i := range keys {
			group.Go(func() { keys[i], faults[i] = redactKey(dir) })
		}
		group.Wait()
		for i := range keys {
			if faults[i] != nil || !bytes.Equal(keys[i], keys[0]) {
				t.Fatalf("key %d: %x, the first %x: %v", i, keys[i], keys[0], faults[i])
			}
		}
		if left, _ := os.ReadDir(dir); len(left) != 1 {
			t.Fatalf("left are %v", left)
		}
	}
}

// Where the file system knows no links, the key is there whole or not at all too.
func TestRedactKeyWithoutLinks(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, keyFile)
	unlinked := func(string, string) error { return errors.ErrUnsupported }
	guard := name + ".new"
	if err := os.WriteFile(guard, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := newRedactKey(name, unlinked); err == nil || !strings.Contains(err.Error(), "type the command again") {
		t.Errorf("while another process makes it: %v", err)
	}
	if err := os.Remove(guard); err != nil {
		t.Fatal(err)
	}
	key, err := newRedactKey(name, unlinked)
	if err != nil || len(key) != assess.RedactKeySize {
		t.Fatalf("key %x: %v", key, err)
	}
	if again, err := newRedactKey(name, unlinked); err != nil || !bytes.Equal(key, again) {
		t.Errorf("the key that is there was not taken: %x, %v", again, err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left are %v", left)
	}
}

// The warning about the clock is free text, of which redaction keeps what it knows.
func TestRedactClock(t *testing.T) {
	read := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	for _, ended := range []time.Time{read, read.AddDate(0, 0, 1)} {
		a := assess.Assessment{Clock: clockWarning(read.AddDate(0, -1, 0), read, ended)}
		if got := assess.NewRedactor(make([]byte, assess.RedactKeySize), assess.Redaction{All: true}).Assessment(a); a.Clock == "" || got.Clock != a.Clock {
			t.Errorf("%q became %q", a.Clock, got.Clock)
		}
	}
}

func TestNoPeople(t *testing.T) {
	r := trial{sample: "contoso"}.run(t)
	giveKey(t, r.dir)
	var idle, dates []string
	for _, f := range r.Findings {
		for _, o := range f.Examples {
			if f.Rule == "ODR-04" {
				idle = append(idle, o.Name, o.URL)
			}
		}
	}
	before, out := contents(t, r.dir), t.TempDir()
	text, code := preflight(t, "report", "--from", r.dir, "--no-people", "--out", out)
	after := contents(t, out)
	if code != 0 || len(after) != 2 || len(idle) < 4 {
		t.Fatalf("exit code %d, %d files, %d idle: %s", code, len(after), len(idle), text)
	}
	for _, line := range bytes.Split(before[assess.EvidenceFile], []byte("\n")) {
		if m := regexp.MustCompile(`^{"kind":"onedrive".*"lastActivity":"([^T]*)T`).FindSubmatch(line); m != nil {
			dates = append(dates, string(m[1]))
		}
	}
	if len(dates) < 20 {
		t.Fatalf("%d OneDrives tell when they were used", len(dates))
	}
	pdf := assess.ReportFile
	if !holds(pdf, before[pdf], idle[1]) || holds(pdf, after[pdf], idle[1]) || !holds(pdf, after[pdf], "https://redacted.example/") {
		t.Errorf("%s stands in the PDF as a OneDrive that lies idle", idle[1])
	}

	// The run may be made so from the start.
	hidden, err := hidePeople(filepath.Dir(r.dir), true)
	if err != nil {
		t.Fatal(err)
	}
	b := hidden.Assessment(r.Assessment)
	var rows bytes.Buffer
	f, err := os.Open(filepath.Join(r.dir, assess.EvidenceFile))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if b.Evidence, err = hidden.Evidence(&rows, f); err != nil {
		t.Fatal(err)
	}
	owners := 0
	err = assess.ReadEvidence(&rows, assess.Visitor{OneDrive: func(d assess.OneDriveRow) error {
		if !d.LastActivity.IsZero() || d.ActivitySeen || d.Inactive {
			t.Errorf("%s tells when it was used", d.Name)
		}
		if d.OwnerUPN != "" && d.Owner != "" {
			owners++
		}
		return nil
	}})
	if err != nil || owners < 20 {
		t.Errorf("%d owners left (%v)", owners, err)
	}
	if none, err := hidePeople(filepath.Dir(r.dir), false); none != nil || err != nil {
		t.Errorf("hides people without being asked (%v)", err)
	}
}
