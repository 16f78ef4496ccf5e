package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/store"
	"preflight/samples"
)

// A manor is an emulator in a process of its own that serves a large tenant, and what an undisturbed run found there.
type manor struct {
	*emulatorProcess
	base    string // the output folder from which runs begin; empty: with nothing
	run     int64  // which run of the tenant they are, from 1 on
	quiet   outcomeOfRun
	took    time.Duration // the undisturbed run
	writing time.Duration // its last part, from the evidence on
	plan    samples.Plan

	first string // the output folder of the undisturbed first run
}

// newManor makes the tenant and lets preflight read it undisturbed.
func newManor(t *testing.T, size samples.LargeOptions, options map[string]any) *manor {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("a process that was killed looks like one that ended there")
	}
	m := &manor{emulatorProcess: startEmulator(t, emulatorSpec{Large: &size, Options: options}), run: 1}
	_, m.plan = samples.Large(size)
	m.first = m.undisturbed(t)
	t.Logf("undisturbed: %d items, %d links, %s, of which the documents %s", m.plan.InSites.Items+m.plan.InOneDrives.Items,
		m.plan.InSites.Links()+m.plan.InOneDrives.Links(), m.took.Round(time.Millisecond), m.writing.Round(time.Millisecond))
	return m
}

// advance changes the tenant; from now on runs go on from what the first one has kept.
func (m *manor) advance(t *testing.T) {
	t.Helper()
	m.ask(t, "advance 1", nil)
	m.base, m.run = m.first, 2
	m.undisturbed(t)
	t.Logf("undisturbed again: %s, of which the documents %s", m.took.Round(time.Millisecond), m.writing.Round(time.Millisecond))
}

// undisturbed lets preflight read the tenant, and returns the output folder.
func (m *manor) undisturbed(t *testing.T) string {
	t.Helper()
	out := m.folder(t)
	begun := time.Now()
	p := m.start(t, out, "")
	evidence := p.awaitEvidence()
	p.wait(t, exitOK)
	if evidence.IsZero() {
		t.Fatal("no evidence was seen")
	}
	m.took, m.writing = time.Since(begun), time.Since(evidence)
	m.quiet = m.read(t, out)
	if control := m.quiet.assessment["control"].(map[string]any); control["drives"] == 0.0 {
		t.Fatalf("no library was read whole because of its facets: %v", control)
	}
	return out
}

// folder is an output folder as it is before a run.
func (m *manor) folder(t *testing.T) string {
	t.Helper()
	out := t.TempDir()
	if m.base == "" {
		return out
	}
	err := filepath.WalkDir(m.base, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := filepath.Join(out, strings.TrimPrefix(path, m.base))
		if entry.IsDir() {
			return os.MkdirAll(to, 0o700)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(to, data, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A process is preflight at work.
type process struct {
	*exec.Cmd
	out    string
	before os.FileInfo // the latest evidence when it began; nil: none
	stderr bytes.Buffer
	ended  chan struct{}
}

// start begins the command, the same but for further flags, with something that befalls it.
func (m *manor) start(t *testing.T, out, moment string, flags ...string) *process {
	t.Helper()
	p := &process{Cmd: m.preflight(t.Context(), out, append(flags, "--as-of", day(samples.AsOf))...), out: out, ended: make(chan struct{})}
	p.before = p.evidence()
	p.Env = append(p.Env, testMoment+"="+moment)
	p.Stderr = &p.stderr
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = p.Wait() // ProcessState says how it ended
		close(p.ended)
	}()
	return p
}

// wait waits for the end and checks the exit code.
func (p *process) wait(t *testing.T, code int) {
	t.Helper()
	<-p.ended
	if got := p.ProcessState.ExitCode(); got != code {
		t.Fatalf("exit code %d, want %d\n%s", got, code, p.stderr.String())
	}
}

// killAfter kills the process after d, unless it has ended.
func (p *process) killAfter(d time.Duration) {
	select {
	case <-p.ended:
	case <-time.After(d):
		_ = p.Process.Kill() // it may just have ended
		<-p.ended
	}
}

// killed tells whether the process was killed and did not end by itself.
func (p *process) killed() bool { return !p.ProcessState.Exited() }

// evidence is that of the latest run's folder; nil: there is none.
func (p *process) evidence() os.FileInfo {
	all := glob(p.out, "*", "*", assess.EvidenceFile)
	if len(all) == 0 {
		return nil
	}
	info, err := os.Stat(all[len(all)-1])
	if err != nil {
		return nil
	}
	return info
}

// awaitEvidence waits until this process has written the evidence, after which come the documents, and returns when; zero: it
// ended before.
func (p *process) awaitEvidence() time.Time {
	for {
		if info := p.evidence(); info != nil && (p.before == nil || !os.SameFile(info, p.before)) {
			return time.Now()
		}
		select {
		case <-p.ended:
			return time.Time{}
		case <-time.After(time.Millisecond):
		}
	}
}

// glob is the files that match a pattern given in parts, in order.
func glob(parts ...string) []string {
	found, err := filepath.Glob(filepath.Join(parts...))
	if err != nil {
		panic(err)
	}
	return found
}

// runFolders are the folders of the runs in an output folder.
func runFolders(out string) []string { return glob(out, "*", day(samples.AsOf)+"*") }

// outcomeOfRun is what a run left in its folder.
type outcomeOfRun struct {
	assessment map[string]any
	evidence   []byte
}

func (o outcomeOfRun) gaps() []any { return o.assessment["gaps"].([]any) }

// read checks that a run has left one whole folder, and that nothing is lost, and reads it.
func (m *manor) read(t *testing.T, out string) outcomeOfRun {
	t.Helper()
	folders := runFolders(out)
	if int64(len(folders)) != m.run {
		t.Fatalf("the runs' folders: %v, want %d", folders, m.run)
	}
	o := readFolder(t, folders[len(folders)-1])
	if n := o.assessment["run"]; n != float64(m.run) {
		t.Errorf("it is run %v, want %d", n, m.run)
	}
	if len(o.gaps()) > 0 {
		t.Errorf("gaps: %v", o.gaps())
	}
	return o
}

// readFolder reads a run's folder and checks that it holds the four files, and that they and the cache can be read by their owner
// alone.
func readFolder(t *testing.T, dir string) outcomeOfRun {
	t.Helper()
	var names []string
	for _, name := range slices.Concat(glob(dir, "*"), glob(dir, ".*"), glob(dir, "..", cacheFile+"*")) {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != 0o600 {
			t.Errorf("the mode of %s is %s", name, info.Mode())
		}
		if filepath.Dir(name) == dir {
			names = append(names, filepath.Base(name))
		}
	}
	if want := slices.Sorted(slices.Values(files)); !slices.Equal(names, want) {
		t.Errorf("%s holds %v, want %v", dir, names, want)
	}
	var o outcomeOfRun
	data, err := os.ReadFile(filepath.Join(dir, assess.AssessmentFile))
	if err == nil {
		err = json.Unmarshal(data, &o.assessment)
	}
	if err == nil {
		o.evidence, err = os.ReadFile(filepath.Join(dir, assess.EvidenceFile))
	}
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// resumedMayDiffer are the keys of assessment.json that may differ between a run in one process and one in many, of those in
// mayDiffer: nothing was lost on the way, so gaps, score and coverage are the same. On which days the tenant was read is timing.
var resumedMayDiffer = []string{"requests", "clock"}

// same checks that a run has found what the undisturbed one found; further keys may differ.
func (m *manor) same(t *testing.T, got outcomeOfRun, keys ...string) {
	t.Helper()
	if diff := cmp.Diff(m.quiet.without(keys), got.without(keys)); diff != "" {
		t.Errorf("the assessments differ (-undisturbed +got):\n%s", diff)
	}
	if !bytes.Equal(m.quiet.evidence, got.evidence) {
		t.Error("the evidence differs")
	}
}

// without is the assessment without what may differ.
func (o outcomeOfRun) without(keys []string) map[string]any {
	values := map[string]any{}
	for key, value := range o.assessment {
		if !slices.Contains(resumedMayDiffer, key) && !slices.Contains(keys, key) {
			values[key] = value
		}
	}
	measures := map[string]any{}
	for name, n := range o.assessment["measures"].(map[string]any) {
		if !strings.HasPrefix(name, "collection.") {
			measures[name] = n
		}
	}
	values["measures"] = measures
	return values
}

// lastRun looks into a copy of the cache, so that what a killed process left is for the next one to find; false: there is no run
// in it yet.
func lastRun(t *testing.T, out, tenant string) (store.Run, bool) {
	t.Helper()
	caches := glob(out, "*", cacheFile)
	if len(caches) == 0 {
		return store.Run{}, false
	}
	copied := filepath.Join(t.TempDir(), cacheFile)
	for _, suffix := range []string{"", "-wal", "-journal"} {
		data, err := os.ReadFile(caches[0] + suffix)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = os.WriteFile(copied+suffix, data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	s, err := store.Open(copied, tenant)
	if err != nil {
		t.Fatalf("a killed process left a cache that cannot be opened: %v", err)
	}
	defer s.Close()
	run, found, err := s.LastRun()
	if err != nil {
		t.Fatal(err)
	}
	return run, found
}
