package main

import (
	"bytes"
	"flag"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

var update = flag.Bool("update", false, "write the golden files")

// golden compares got with a file of testdata, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got), go test -update writes it:\n%s", file, diff)
	}
}

// Flags are API: scripts name them.
func TestFlags(t *testing.T) {
	var b bytes.Buffer
	commands := newRoot(&b, &b).Commands()
	for i := 0; i < len(commands); i++ {
		cmd := commands[i]
		commands = slices.Insert(commands, i+1, cmd.Commands()...)
		if cmd.Hidden || cmd.Name() == "help" || cmd.Name() == "completion" {
			continue
		}
		fmt.Fprintln(&b, strings.TrimPrefix(cmd.CommandPath(), "preflight ")+strings.TrimPrefix(cmd.Use, cmd.Name()))
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			fmt.Fprintf(&b, "  --%s %s %q\n", f.Name, f.Value.Type(), f.DefValue)
		})
	}
	golden(t, "flags.golden", b.String())
}

// Each command's manual begins with one sentence and has examples before all else.
func TestHelp(t *testing.T) {
	for _, cmd := range newRoot(nil, nil).Commands() {
		if cmd.Name() == "version" {
			continue
		}
		if cmd.Short == "" || cmd.Example == "" {
			t.Errorf("%s has no sentence or no example", cmd.Name())
		}
		if help := helpOf(cmd); strings.Index(help, "Examples") > strings.Index(help, "Flags") && strings.Contains(help, "Flags") {
			t.Errorf("%s: examples come after flags", cmd.Name())
		}
	}
}

func helpOf(cmd *cobra.Command) string {
	var b bytes.Buffer
	cmd.SetOut(&b)
	_ = cmd.Help()
	return b.String()
}

// allowed says which packages of the project each package may import. A new one has to be written down here.
var allowed = map[string][]string{
	"assess":          {},
	"assess/emulator": {},
	"assess/graph":    {"assess"},
	"assess/probe":    {"assess", "assess/graph", "assess/store"},
	"assess/rules":    {"assess"},
	"assess/store":    {"assess"},
	"report":          {"assess", "templates"},
	"templates":       {},
	"samples":         {"assess/emulator"},
	"cmd/preflight":   {"assess", "assess/emulator", "assess/graph", "assess/probe", "assess/rules", "assess/store", "report", "samples", "templates"},
}

// heavy marks what only graph and probe may import: a package that does links for seconds.
var heavy = []string{"github.com/microsoftgraph/", "github.com/microsoft/kiota", "github.com/Azure/"}

func TestImportDirection(t *testing.T) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && path != root {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(rel)
		mayImport, known := allowed[pkg]
		if !known {
			t.Errorf("package %s is not in the table of import directions", pkg)
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			name := strings.Trim(spec.Path.Value, `"`)
			if own, ok := strings.CutPrefix(name, "preflight/"); ok && !slices.Contains(mayImport, own) {
				t.Errorf("%s imports %s, which %s may not", path, own, pkg)
			}
			for _, prefix := range heavy {
				if strings.HasPrefix(name, prefix) && pkg != "assess/graph" && pkg != "assess/probe" {
					t.Errorf("%s imports %s: only assess/graph and assess/probe may", path, name)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The exit codes are API, and so is their order.
func TestOutcome(t *testing.T) {
	for _, test := range []struct {
		interrupted, gate, loss bool
		want                    int
	}{
		{false, false, false, 0},
		{false, false, true, 3},
		{false, true, false, 4},
		{false, true, true, 4},
		{true, false, false, 130},
		{true, false, true, 130},
		{true, true, true, 130},
	} {
		if got := codeOf(outcome(test.interrupted, test.gate, test.loss)); got != test.want {
			t.Errorf("interrupted %v, below the gate %v, loss %v: exit code %d, want %d", test.interrupted, test.gate, test.loss, got, test.want)
		}
	}
}
