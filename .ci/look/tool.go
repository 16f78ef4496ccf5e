package main

import (
	"bytes"
	"fmt"
	"os/exec"
	"strings"
)

// A result is what a tool wrote and how it ended.
type result struct {
	out, complaints string
	code            int
}

// runTool runs a tool to its end. Only a tool that cannot be started is an error.
func runTool(name string, args ...string) (result, error) {
	var out, complaints bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &complaints
	err := cmd.Run()
	if cmd.ProcessState == nil {
		return result{}, fmt.Errorf("running %s: %w", name, err)
	}
	return result{out.String(), complaints.String(), cmd.ProcessState.ExitCode()}, nil
}

// checkTools runs three readers that share no code; each has to read the whole file without a word.
func checkTools(d *document) (f faults) {
	for _, tool := range [][]string{
		{"qpdf", "--check", d.file},
		{"gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", d.file},
	} {
		r, err := runTool(tool[0], tool[1:]...)
		if err != nil {
			f.add("%v", err)
			continue
		}
		if tool[0] == "gs" {
			r.complaints += r.out // Ghostscript says some of its warnings where output belongs
		}
		for line := range strings.Lines(r.complaints) {
			f.add("%s: %s", tool[0], strings.TrimSpace(line))
		}
		if r.code != 0 {
			f.add("%s ended with %d", tool[0], r.code)
		}
	}
	for line := range strings.Lines(d.trace.complaints) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "page ") || strings.Contains(line, "ICC support is not available") {
			continue // its progress, and what Debian's build of it says of any file
		}
		f.add("mutool: %s", line)
	}
	if d.trace.code != 0 {
		f.add("mutool ended with %d", d.trace.code)
	}
	return f
}
