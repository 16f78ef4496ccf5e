// Preflight tells whether a Microsoft 365 tenant is ready for Copilot.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := interruptible(os.Stderr)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program: arguments in, exit code out.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot(stdout, stderr)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var exit exitError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &exit):
		if exit.err != nil {
			fmt.Fprintln(stderr, "preflight:", exit.err)
		}
		return exit.code
	}
	var path *fs.PathError
	if errors.As(err, &path) { // standard output went away
		fmt.Fprintln(stderr, "preflight:", err)
		return exitNoReport
	}
	// What cobra itself refuses is wrong usage: an unknown command or flag, a missing argument.
	fmt.Fprintf(stderr, "preflight: %v\nType preflight --help for the commands and their flags.\n", err)
	return exitUsage
}

// interruptible returns a context that the first Ctrl-C ends, so that what was seen is still written. A second Ctrl-C
// ends the program at once.
func interruptible(stderr io.Writer) (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt)
	go func() {
		if _, ok := <-signals; !ok {
			return
		}
		fmt.Fprintln(stderr, "\nInterrupted: writing what was seen so far. Press Ctrl-C again to stop at once.")
		cancel()
		if _, ok := <-signals; ok {
			os.Exit(exitInterrupted)
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(signals)
		cancel()
	}
}
