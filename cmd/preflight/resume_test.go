package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
	"preflight/assess/store"
	"preflight/samples"
)

// A run goes on with the last one only where that is what was meant; else it says what to type.
func TestGoesOn(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	run := func(age time.Duration, finished bool) store.Run {
		return store.Run{AsOf: time.Date(2026, 11, 14, 0, 0, 0, 0, time.UTC), Started: now.Add(-age), Choices: "--scan full", Finished: finished}
	}
	const hour = time.Hour
	for _, test := range []struct {
		name  string
		job   job
		last  store.Run
		known bool
		want  bool
		says  string // of the error; "" for none
	}{
		{name: "no run yet"},
		{name: "no run yet, --resume", job: job{resume: true}, says: "leave it out to begin one"},
		{name: "finished", last: run(hour, true), known: true},
		{name: "finished, --resume", job: job{resume: true}, last: run(hour, true), known: true, says: "leave it out to begin one"},
		{name: "interrupted", last: run(hour, false), known: true, want: true},
		{name: "interrupted, --resume", job: job{resume: true}, last: run(hour, false), known: true, want: true},
		{name: "a week ago", last: run(168*hour, false), known: true, want: true},
		{name: "more than a week ago", last: run(169*hour, false), known: true, says: "the run of 2026-11-14 was interrupted, and began more than 7 days ago: type --resume to go on with it, or --fresh"},
		{name: "more than a week ago, --resume", job: job{resume: true}, last: run(169*hour, false), known: true, want: true},
		{name: "another scan", job: job{quick: true}, last: run(hour, false), known: true, says: "then  --scan full\n  now   --scan quick\nType the flags of then"},
		{name: "everything", job: job{full: true}, last: run(hour, false), known: true, says: "now   --scan full --full\n"},
		{name: "less", job: job{noDrive: true, skip: []string{"teams", "labels", "teams"}}, last: run(hour, false), known: true,
			says: "now   --scan full --no-onedrive --skip labels,teams\n"},
		{name: "the same date", job: job{dated: true, asOf: run(0, false).AsOf}, last: run(hour, false), known: true, want: true},
		{name: "another date", job: job{dated: true, asOf: now.Truncate(24 * hour)}, last: run(hour, false), known: true, says: "--as-of 2026-11-21: the run that was interrupted has the date 2026-11-14"},
		{name: "today, which was not asked for", job: job{asOf: now.Truncate(24 * hour)}, last: run(hour, false), known: true, want: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := test.job.goesOn(test.last, test.known, now)
			if got != test.want || (err != nil) != (test.says != "") {
				t.Fatalf("%v %v, want %v and an error that says %q", got, err, test.want, test.says)
			}
			if err != nil && (codeOf(err) != exitUsage || !strings.Contains(err.Error(), test.says)) {
				t.Errorf("exit code %d: %v\nwant one that says %q", codeOf(err), err, test.says)
			}
		})
	}
}

func TestClockWarning(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 0, 0, 0, time.UTC) }
	for _, test := range []struct {
		began, ended time.Time
		want         string
	}{
		{at(14, 9), at(14, 23), ""},
		{at(14, 9), at(16, 23), ""},
		{at(12, 9), at(12, 10), ""},
		{at(11, 9), at(11, 10), "The tenant was read on 2026-11-11; inactivity and expiry are counted as of 2026-11-14."},
		{at(14, 9), at(17, 1), "The tenant was read from 2026-11-14 to 2026-11-17; inactivity and expiry are counted as of 2026-11-14."},
	} {
		if got := clockWarning(at(14, 0), test.began, test.ended); got != test.want {
			t.Errorf("read from %v to %v: %q, want %q", test.began, test.ended, got, test.want)
		}
	}
}

// lasting makes a trial keep its cache in out, as assess does.
func lasting(out string, further func(*job)) func(*job) {
	return func(j *job) {
		j.out, j.keep = out, true
		if further != nil {
			further(j)
		}
	}
}

// A process that was interrupted by Ctrl-C writes what there is. The same command goes on, writes a folder of its own
// and the same result as if nothing had happened; its cost is that of both.
func TestInterruptedGoesOn(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no interrupt can be sent")
	}
	whole := trial{sample: "contoso"}.run(t)
	sample, err := samples.Load("contoso")
	if err != nil {
		t.Fatal(err)
	}
	var victim atomic.Pointer[os.Process]
	var once sync.Once
	deltas := 0
	server, err := emulator.Start(sample.Tenant, emulator.Options{Record: func(e emulator.Exchange) {
		if filepath.Base(e.Path) != "delta" {
			return
		}
		if deltas++; deltas == 30 {
			once.Do(func() { _ = victim.Load().Signal(os.Interrupt) })
			time.Sleep(300 * time.Millisecond) // it has come before the answer to this request
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	at, err := addressOf(server, sample.Tenant, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	run := func(flags ...string) (code int, said string) {
		cmd := at.preflight(t.Context(), out, append(flags, "--as-of", day(samples.AsOf))...)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		victim.Store(cmd.Process)
		_ = cmd.Wait() // the exit code tells
		return cmd.ProcessState.ExitCode(), stderr.String()
	}
	code, said := run("--log-format", "json")
	for line := range strings.Lines(said) {
		if !json.Valid([]byte(line)) {
			t.Errorf("no JSON on standard error: %s", line)
		}
	}
	if code != exitInterrupted || !strings.Contains(said, "Interrupted: writing what was seen") || !strings.Contains(said, "Type the same command again to go on") {
		t.Fatalf("exit code %d, want %d:\n%s", code, exitInterrupted, said)
	}
	part := load(t, filepath.Join(out, "contoso.com", "2026-11-02"))
	if part.Measures["sharing.links.anonymous"] != nil {
		t.Error("an interrupted crawl counted the links as if whole")
	}
	code, said = run()
	if code != exitOK || !strings.Contains(said, "Going on with the run of 2026-11-02 that was interrupted: the items of ") {
		t.Fatalf("exit code %d, want %d:\n%s", code, exitOK, said)
	}
	got := load(t, filepath.Join(out, "contoso.com", "2026-11-02-2"))
	if got.Run != 2 {
		t.Errorf("run %d, want 2", got.Run)
	}
	meter := server.Meter()
	if want := (assess.Requests{Sent: meter.Requests, ResourceUnits: meter.ResourceUnits, Throttled: meter.Throttled}); got.Requests != want {
		t.Errorf("the run cost %+v, and the service counted %+v", got.Requests, want)
	}
	got.Run, got.Sample, got.Clock = whole.Run, whole.Sample, whole.Clock // the first is no demo, and has a clock
	if got.Crawl != nil && whole.Crawl != nil {
		got.Crawl.UnitsPerMinute = whole.Crawl.UnitsPerMinute
	}
	equalButFor(t, mayDiffer, whole.Assessment, got)
}

// load reads the assessment of a folder.
func load(t *testing.T, dir string) assess.Assessment {
	t.Helper()
	a, err := assess.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// A process that was killed while it wrote the documents has left its folder in the cache: the one that goes on writes
// into it, with the same run number and the same bytes. What a finished run wrote is never touched.
func TestKilledWhileWriting(t *testing.T) {
	out := t.TempDir()
	first := trial{sample: "clean", edit: lasting(out, nil)}.run(t)
	tenant := filepath.Join(out, "northwindtraders.com")
	one := filepath.Join(tenant, "2026-11-02")
	if first.code != exitOK || load(t, one).Run != 1 {
		t.Fatalf("exit code %d: %v", first.code, first.err)
	}
	before := bytesOf(t, one)

	trial{sample: "clean", edit: lasting(out, nil)}.run(t) // a second run of the day
	two := filepath.Join(tenant, "2026-11-02-2")
	second := load(t, two)
	s, err := store.Open(filepath.Join(tenant, cacheFile), samplesTenant(t, "clean"))
	if err != nil {
		t.Fatal(err)
	}
	run, ok, err := s.LastRun()
	if err != nil || !ok || !run.Finished || run.Folder != "2026-11-02-2" {
		t.Fatalf("the cache says %+v, %v", run, err)
	}
	run.Finished = false
	if err := s.SaveRun(run); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{assess.WorkbookFile, assess.AssessmentFile} {
		if err := os.Remove(filepath.Join(two, name)); err != nil {
			t.Fatal(err)
		}
	}
	half := filepath.Join(two, ".preflight-1")
	if err := os.WriteFile(half, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	again := trial{sample: "clean", edit: lasting(out, nil)}.run(t)
	if again.code != exitOK || !strings.Contains(again.stderr, "Going on with the run of 2026-11-02") {
		t.Fatalf("exit code %d: %v\n%s", again.code, again.err, again.stderr)
	}
	if _, err := os.Stat(half); err == nil {
		t.Error("a file that was half written is still there")
	}
	third := load(t, two)
	if third.Run != 2 {
		t.Errorf("run %d, want 2", third.Run)
	}
	equalButFor(t, mayDiffer, second, third)
	if dirs, _ := filepath.Glob(filepath.Join(tenant, "2*")); len(dirs) != 2 {
		t.Errorf("folders %v, want two", dirs)
	}
	if diff := cmp.Diff(before, bytesOf(t, one)); diff != "" {
		t.Error("the folder of the finished run was touched")
	}
}

// bytesOf reads the files of a folder.
func bytesOf(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	for _, name := range files {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		found[name] = data
	}
	return found
}

// samplesTenant is the id of a sample tenant.
func samplesTenant(t *testing.T, name string) string {
	t.Helper()
	sample, err := samples.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return sample.Tenant.ID
}

// The name of a run's folder is recorded before the folder is made, and one from the cache that is no such name leads
// nowhere else.
func TestRunFolder(t *testing.T) {
	for _, test := range []struct {
		kept  string   // what the cache says
		there []string // what is there
		want  string
	}{
		{"", nil, "2026-11-02"},
		{"", []string{"2026-11-02"}, "2026-11-02-2"},
		{"", []string{"2026-11-02", "2026-11-02-2"}, "2026-11-02-3"},
		{"2026-11-02-2", []string{"2026-11-02", "2026-11-02-2"}, "2026-11-02-2"},
		{"2026-11-02-2", []string{"2026-11-02"}, "2026-11-02-2"}, // killed before it was made
		{"../2026-11-02", nil, "2026-11-02"},
		{"..", nil, "2026-11-02"},
	} {
		s, err := store.Open("", "tenant")
		if err != nil {
			t.Fatal(err)
		}
		c := &cache{Store: s, dir: filepath.Join(t.TempDir(), "contoso.com")}
		if c.run, err = s.BeginRun(store.Run{AsOf: samples.AsOf, Folder: test.kept}); err != nil {
			t.Fatal(err)
		}
		for _, name := range test.there {
			if err := os.MkdirAll(filepath.Join(c.dir, name), 0o700); err != nil {
				t.Fatal(err)
			}
		}
		dir, err := c.folder()
		if want := filepath.Join(c.dir, test.want); err != nil || dir != want {
			t.Errorf("%+v: %s %v, want %s", test, dir, err, want)
		}
		if run, _, err := s.LastRun(); err != nil || run.Folder != test.want {
			t.Errorf("%+v: the cache says %q %v", test, run.Folder, err)
		}
		if c.trouble != nil {
			t.Error(c.trouble)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// What cannot be recorded in the cache costs no document: it is said, and the run ends with a loss.
func TestCacheTrouble(t *testing.T) {
	s, err := store.Open("", "tenant")
	if err != nil {
		t.Fatal(err)
	}
	c := &cache{Store: s, dir: t.TempDir()}
	if c.run, err = s.BeginRun(store.Run{AsOf: samples.AsOf}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	dir, err := c.folder()
	if err != nil || filepath.Base(dir) != "2026-11-02" {
		t.Errorf("%s %v", dir, err)
	}
	c.finish(false)
	if c.trouble == nil {
		t.Error("nothing is said of what was not recorded")
	}
	var said []string
	say := func(format string, args ...any) { said = append(said, fmt.Sprintf(format, args...)) }
	job{keep: true, fresh: true}.tellRest(c, true, say)
	if len(said) != 2 || !strings.Contains(said[0], "The documents are written, but") || !strings.Contains(said[1], "again, without --fresh, to go on") {
		t.Errorf("said %q", said)
	}
}
