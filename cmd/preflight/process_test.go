package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"preflight/assess/emulator"
	"preflight/samples"
)

// The test binary is also preflight itself and an emulator, each in a process of its own, so that it can be killed and
// its memory measured. What it is stands in the environment.
const (
	testMain     = "PREFLIGHT_TEST_MAIN" // "preflight" or "emulator"
	testEmulator = "PREFLIGHT_TEST_EMULATOR"
)

// otherMain does what the environment asks for in place of the tests, and does not return then.
func otherMain() {
	switch os.Getenv(testMain) {
	case "preflight":
		arm(os.Getenv(testMoment))
		main()
	case "emulator":
		if err := serveEmulator(os.Getenv(testEmulator), os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, "emulator:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
}

// An emulatorSpec says what an emulator process serves.
type emulatorSpec struct {
	Sample  string                // the name of a sample tenant, or
	Large   *samples.LargeOptions // one of any size
	Options map[string]any        // fields of emulator.Options, but for functions and faults; durations in nanoseconds
}

// An address is where a tenant is served, and who may sign in.
type address struct {
	URL, Authority, CA, Tenant, App, Secret string
}

// serveEmulator serves until in is closed. Its first line is the address; then it answers each command with a line.
func serveEmulator(spec string, in io.Reader, out io.Writer) error {
	var s emulatorSpec
	var options emulator.Options
	if err := decodeSpec(spec, &s, &options); err != nil {
		return err
	}
	tenant, err := s.tenant()
	if err != nil {
		return err
	}
	server, err := emulator.Start(tenant, options)
	if err != nil {
		return err
	}
	defer server.Close()
	dir, err := os.MkdirTemp("", "preflight-emulator-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	at, err := addressOf(server, tenant, dir)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(out)
	if err := enc.Encode(at); err != nil {
		return err
	}
	commands := bufio.NewScanner(in)
	for commands.Scan() {
		answer, err := s.obey(server, commands.Text())
		if err != nil {
			return err
		}
		if err := enc.Encode(answer); err != nil {
			return err
		}
	}
	return commands.Err()
}

func decodeSpec(text string, s *emulatorSpec, options *emulator.Options) error {
	if err := json.Unmarshal([]byte(text), s); err != nil {
		return err
	}
	data, err := json.Marshal(s.Options)
	if err != nil {
		return err
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	return dec.Decode(options)
}

func (s emulatorSpec) tenant() (*emulator.Tenant, error) {
	if s.Large != nil {
		tenant, _ := samples.Large(*s.Large)
		return tenant, nil
	}
	sample, err := samples.Load(s.Sample)
	if err != nil {
		return nil, err
	}
	return sample.Tenant, nil
}

// obey does what a line asks for: advance GENERATION, pause DURATION, others UNITS, meter, requests, throttles,
// violations.
func (s emulatorSpec) obey(server *emulator.Server, line string) (any, error) {
	command, argument, _ := strings.Cut(line, " ")
	switch command {
	case "advance":
		large := *s.Large
		var err error
		if large.Generation, err = strconv.Atoi(argument); err != nil {
			return nil, err
		}
		next, _ := samples.Large(large)
		server.Advance(next)
		return "ok", nil
	case "pause":
		d, err := time.ParseDuration(argument)
		if err != nil {
			return nil, err
		}
		return "ok", server.Pause(d)
	case "others":
		units, err := strconv.Atoi(argument)
		server.Others(units)
		return "ok", err
	case "meter":
		return server.Meter(), nil
	case "requests":
		return server.Requests(), nil
	case "throttles":
		return server.Throttles(), nil
	case "violations":
		return server.Violations(), nil
	}
	return nil, fmt.Errorf("unknown command %q", line)
}

// addressOf writes the server's certificate into dir.
func addressOf(server *emulator.Server, tenant *emulator.Tenant, dir string) (address, error) {
	ca := filepath.Join(dir, "ca.pem")
	at := address{URL: server.URL(), Authority: server.AuthorityURL(), CA: ca, Tenant: tenant.ID, App: tenant.App.ID, Secret: tenant.App.Secret}
	return at, os.WriteFile(ca, server.CAPEM(), 0o600)
}

// An emulatorProcess is an emulator in a process of its own.
type emulatorProcess struct {
	address
	mu      sync.Mutex
	in      io.Writer
	answers *bufio.Scanner
}

// startEmulator starts one, which ends with the test.
func startEmulator(t testing.TB, spec emulatorSpec) *emulatorProcess {
	t.Helper()
	data, err := json.Marshal(spec)
	if err != nil {
		t.Fatal(err)
	}
	cmd := reexec(context.Background(), "emulator", testEmulator+"="+string(data))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		if err := cmd.Wait(); err != nil {
			t.Errorf("the emulator's process: %v", err)
		}
	})
	e := &emulatorProcess{in: in, answers: bufio.NewScanner(out)}
	e.answers.Buffer(nil, 1<<24)
	e.next(t, &e.address)
	return e
}

// ask sends a command and decodes the answer; into may be nil.
func (e *emulatorProcess) ask(t testing.TB, command string, into any) {
	t.Helper()
	e.mu.Lock()
	defer e.mu.Unlock()
	if _, err := fmt.Fprintln(e.in, command); err != nil {
		t.Fatal(err)
	}
	e.next(t, into)
}

func (e *emulatorProcess) next(t testing.TB, into any) {
	t.Helper()
	if !e.answers.Scan() {
		t.Fatalf("the emulator's process has ended: %v", e.answers.Err())
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal(e.answers.Bytes(), into); err != nil {
		t.Fatal(err)
	}
}

// reexec is this binary as something else.
func reexec(ctx context.Context, as string, env ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(append(os.Environ(), testMain+"="+as), env...)
	return cmd
}

// preflight is preflight assess as a process of its own, on the tenant at an address and without a limit. The flags come
// after those that it needs.
func (at address) preflight(ctx context.Context, out string, flags ...string) *exec.Cmd {
	cmd := reexec(ctx, "preflight", "AZURE_TENANT_ID="+at.Tenant, "AZURE_CLIENT_ID="+at.App, "AZURE_CLIENT_SECRET="+at.Secret, "AZURE_AUTHORITY_HOST="+at.Authority)
	cmd.Args = append(cmd.Args, "assess", "--graph-endpoint", at.URL, "--ca-file", at.CA, "--ru-per-minute", strconv.Itoa(demoUnitsPerMinute), "--out", out)
	cmd.Args = append(cmd.Args, flags...)
	return cmd
}

// An emulator in a process of its own serves a large tenant, moves it on and tells what it was asked.
func TestEmulatorProcess(t *testing.T) {
	e := startEmulator(t, emulatorSpec{
		Large:   &samples.LargeOptions{Seed: 1, Sites: 5, OneDrives: 2, Items: 300, Links: 20},
		Options: map[string]any{"PageSize": 100, "Minute": time.Minute},
	})
	out := t.TempDir()
	run := func() string {
		var stderr bytes.Buffer
		cmd := e.preflight(t.Context(), out, "--as-of", day(samples.AsOf))
		cmd.Stderr = &stderr
		if err := cmd.Run(); err != nil {
			t.Fatalf("%v\n%s", err, stderr.String())
		}
		return stderr.String()
	}
	run()
	var first, second emulator.Meter
	e.ask(t, "meter", &first)
	e.ask(t, "advance 1", nil)
	if said := run(); !strings.Contains(said, "Reading what has changed since the run of "+day(samples.AsOf)) {
		t.Errorf("the second run said:\n%s", said)
	}
	if e.ask(t, "meter", &second); first.ResourceUnits == 0 || second.ResourceUnits <= first.ResourceUnits {
		t.Errorf("%d units after the first run and %d after the second", first.ResourceUnits, second.ResourceUnits)
	}
	var violations []string
	if e.ask(t, "violations", &violations); len(violations) > 0 {
		t.Errorf("asked for what there is not: %v", violations)
	}
}
