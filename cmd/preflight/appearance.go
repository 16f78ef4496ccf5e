package main

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"preflight/report"
)

// An appearance is what documents are made with, beside the assessment.
type appearance struct {
	brand      report.Brand
	engagement report.Engagement
	words      *report.Words // nil: English as written in Australia
	names      bool          // the PDF may print the names of files
}

// appearanceFlags choose an appearance.
type appearanceFlags struct {
	brand, engagement, locale string
	names                     bool
}

// register adds the flags to a command that makes documents.
func (f *appearanceFlags) register(cmd *cobra.Command) {
	f.registerFiles(cmd)
	cmd.Flags().BoolVar(&f.names, "names", false, "print names of files in the PDF too, not in the workbook alone")
}

// registerFiles adds the flags that say what to load.
func (f *appearanceFlags) registerFiles(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.brand, "brand", "", "brand `file` of your company (default: a neutral one)")
	cmd.Flags().StringVar(&f.engagement, "engagement", "", "engagement `file`: the client's name, the target, the rate, sites left out by agreement (default: none)")
	cmd.Flags().StringVar(&f.locale, "locale", "", "`locale` of dates, numbers and paper, like en-US (default: "+report.DefaultLocale+")")
}

// load reads what the flags name, and writes to notices what will look otherwise than asked for, a line each.
func (f appearanceFlags) load(notices io.Writer) (appearance, error) {
	look := appearance{names: f.names}
	var err error
	if look.brand, err = report.LoadBrand(f.brand); err != nil {
		return appearance{}, noReport(err)
	}
	if look.engagement, err = report.LoadEngagement(f.engagement); err != nil {
		return appearance{}, noReport(err)
	}
	if _, err := report.NewWords(f.locale, nil); err != nil {
		return appearance{}, usage("--locale: %w", err)
	}
	if look.words, err = report.NewWords(f.locale, look.brand.Texts); err != nil {
		return appearance{}, noReport(look.brand.Locate(err))
	}
	for _, n := range look.brand.Notices() {
		fmt.Fprintf(notices, "%s: %s\n", f.brand, n)
	}
	for _, n := range look.engagement.Notices() {
		fmt.Fprintf(notices, "%s: %s\n", f.engagement, n)
	}
	return look, nil
}

// noticesTo is where notices of a command with a log format go.
func noticesTo(stderr io.Writer, format logFormat) io.Writer {
	if format == logJSON {
		return jsonLines{stderr}
	}
	return stderr
}

// jsonLines writes each line that it is given as a JSON object.
type jsonLines struct{ w io.Writer }

func (l jsonLines) Write(line []byte) (int, error) {
	logAt(l.w, time.Now(), slog.LevelWarn, strings.TrimSpace(string(line)))
	return len(line), nil
}
