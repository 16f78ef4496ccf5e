package main

import "fmt"

// The exit codes. A gate that failed outranks a loss, and an interruption outranks both.
const (
	exitOK          = 0   // the report is written
	exitNoReport    = 1   // no report could be written
	exitUsage       = 2   // wrong usage
	exitLoss        = 3   // the report is written, but something was lost that could be cured, or was to be left out and was not found
	exitGate        = 4   // the report is written, and the verdict is below --require
	exitInterrupted = 130 // Ctrl-C; what was seen is written
)

// exitError ends the program with a code. Without an err it ends silently: everything has been said.
type exitError struct {
	code int
	err  error
}

func (e exitError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit code %d", e.code)
	}
	return e.err.Error()
}

func (e exitError) Unwrap() error { return e.err }

// usage is wrong usage, with a sentence that says what to type instead.
func usage(format string, args ...any) error {
	return exitError{exitUsage, fmt.Errorf(format, args...)}
}

// noReport is a failure that left no report behind.
func noReport(err error) error { return exitError{exitNoReport, err} }

// outcome is the exit code of a run whose report is written.
func outcome(interrupted, belowGate, loss bool) error {
	switch {
	case interrupted:
		return exitError{code: exitInterrupted}
	case belowGate:
		return exitError{code: exitGate}
	case loss:
		return exitError{code: exitLoss}
	}
	return nil
}
