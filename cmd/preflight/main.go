// Preflight tells whether a Microsoft 365 tenant is ready for Copilot.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"
)

// enough is how much memory Go's runtime is to get by with, in bytes, so that the process stays below 200 MB: half of it
// is in use when the largest workbook is made, and only the collector decides whether as much again is garbage. It is no
// bound: a tenant that needs more gets it, and is slower. GOMEMLIMIT in the environment has its way.
const enough = 128 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(enough)
	}
	ctx, stop := interruptible()
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program: arguments in, exit code out.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	stderr = consoleOn(stderr)
	root := newRoot(stdout, stderr)
	root.SetArgs(args)
	var asJSON atomic.Bool // standard error holds JSON objects
	root.PersistentPreRun = func(cmd *cobra.Command, _ []string) {
		format := cmd.Flags().Lookup("log-format")
		asJSON.Store(format != nil && format.Value.String() == string(logJSON))
	}
	tell := func(level slog.Level, text string) {
		if asJSON.Load() {
			logAt(stderr, time.Now(), level, text)
			return
		}
		fmt.Fprintln(stderr, text)
	}
	stop := announce(ctx, tell)
	defer stop()

	err := root.ExecuteContext(ctx)
	var exit exitError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &exit):
		if exit.err != nil {
			tell(slog.LevelError, "preflight: "+exit.err.Error())
		}
		return exit.code
	}
	var path *fs.PathError
	if errors.As(err, &path) { // standard output went away
		tell(slog.LevelError, "preflight: "+err.Error())
		return exitNoReport
	}
	// What cobra itself refuses is wrong usage: an unknown command or flag, a missing argument.
	tell(slog.LevelError, fmt.Sprintf("preflight: %v\nType preflight --help for the commands and their flags.", err))
	return exitUsage
}

// announce says that the program was interrupted, when it is.
func announce(ctx context.Context, tell func(slog.Level, string)) (stop func() bool) {
	return context.AfterFunc(ctx, func() {
		tell(slog.LevelWarn, "Interrupted: writing what was seen so far. Press Ctrl-C again to stop at once.")
	})
}

// interruptible returns a context that the first Ctrl-C ends, so that what was seen is still written. A second Ctrl-C
// ends the program at once.
func interruptible() (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt)
	go func() {
		if _, ok := <-signals; !ok {
			return
		}
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
