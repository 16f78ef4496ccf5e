package main

import (
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"preflight/assess"
	"preflight/assess/probe"
)

func newAssess() *cobra.Command {
	var (
		f          tenantFlags
		out, asOf  string
		only, skip []string
		noDrive    bool
		timeout    time.Duration
		demand     string
		look       appearanceFlags
		units      int
		scan, log  string
		j          job
	)
	cmd := &cobra.Command{
		Use:   "assess",
		Short: "Read a tenant and write the PDF, the workbook and the assessment",
		Example: `  export AZURE_TENANT_ID=… AZURE_CLIENT_ID=… AZURE_CLIENT_SECRET=…
  preflight assess --tenant contoso.com
  preflight assess --tenant contoso.com --scan quick
  preflight assess --tenant contoso.com --auth certificate --brand brand.yaml --engagement contoso.yaml`,
		Long: `Signs in with the application registration that the environment names, reads the
tenant, and writes a folder OUT/<default domain>/<date> with four files. It sends
GET requests and batches of them, and nothing else.

What it reads of the libraries it keeps in OUT/<default domain>/crawl.db. A run that
was interrupted goes on from there when the same command is typed again, and the
next run reads what has changed since the last one. The file may be deleted at any
time, which costs a full scan.

Environment
  AZURE_TENANT_ID                     the tenant, where --tenant is not given
  AZURE_CLIENT_ID                     the application
  AZURE_CLIENT_SECRET                 its secret, or
  AZURE_CLIENT_CERTIFICATE_PATH       its certificate with key, PEM or PFX
  AZURE_CLIENT_CERTIFICATE_PASSWORD   and the password of that
  AZURE_AUTHORITY_HOST                another sign-in host, for a national cloud`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			j.out, j.timeout, j.noDrive, j.require, j.keep = out, timeout, noDrive, assess.VerdictWord(demand), true
			var err error
			if err := j.chooseScan(assess.Scan(scan), logFormat(log)); err != nil {
				return err
			}
			if j.options, err = f.options(); err != nil {
				return err
			}
			j.dated = asOf != ""
			if j.asOf, err = parseAsOf(asOf, time.Now()); err != nil {
				return err
			}
			if j.skip, err = chooseProbes(probe.Names(), only, skip); err != nil {
				return err
			}
			if demand != "" && !slices.Contains(assess.VerdictWords, j.require) {
				return usage("--require %s: choose one of %s", demand, join(assess.VerdictWords))
			}
			if units < 0 {
				return usage("--ru-per-minute %d: give a number above zero, or leave it out for the documented limit", units)
			}
			j.options.UnitsPerMinute = units
			if timeout < 0 {
				return usage("--timeout %s: give a time from now on, like 45m", timeout)
			}
			if j.look, err = look.load(noticesTo(cmd.ErrOrStderr(), j.log)); err != nil {
				return err
			}
			return j.run(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f.register(cmd)
	cmd.Flags().StringVar(&out, "out", "preflight-out", "`folder` for the results, one folder a tenant in it")
	cmd.Flags().StringSliceVar(&only, "probes", nil, "run these probes only: "+strings.Join(probe.Names(), ", "))
	cmd.Flags().StringSliceVar(&skip, "skip", nil, "leave these probes out")
	cmd.Flags().BoolVar(&noDrive, "no-onedrive", false, "leave people's OneDrives out")
	cmd.Flags().StringVar(&scan, "scan", string(assess.ScanFull), "how much to `read`: full, or quick for the sites of public groups and those with most sharing links, no OneDrive, within 15 minutes of quota")
	cmd.Flags().BoolVar(&j.full, "full", false, "read everything, not only what has changed since the last run")
	cmd.Flags().BoolVar(&j.resume, "resume", false, "go on with a run that was interrupted more than 7 days ago")
	cmd.Flags().BoolVar(&j.fresh, "fresh", false, "forget what was kept of earlier runs, also of one that was interrupted, and begin anew")
	cmd.Flags().StringVar(&log, "log-format", string(logText), "how to write progress and errors: "+join(logFormats))
	cmd.Flags().DurationVar(&timeout, "timeout", 0, "stop reading after this `time` and write what was seen, like 45m (default: no limit)")
	cmd.Flags().IntVar(&units, "ru-per-minute", 0, "spend at most this `number` of SharePoint resource units a minute (default: just under the documented limit)")
	cmd.Flags().StringVar(&asOf, "as-of", "", "the assessment's `date`, like 2026-11-21 (default: today, UTC)")
	look.register(cmd)
	registerNoPeople(cmd, &j.noUsers)
	cmd.Flags().StringVar(&demand, "require", "", "end with exit code 4 below this `verdict`: "+join(assess.VerdictWords))
	return cmd
}

// chooseScan reads the flags that say how much is read, and from where on.
func (j *job) chooseScan(scan assess.Scan, log logFormat) error {
	switch {
	case scan != assess.ScanFull && scan != assess.ScanQuick:
		return usage("--scan %s: choose one of %s", scan, join([]assess.Scan{assess.ScanFull, assess.ScanQuick}))
	case !slices.Contains(logFormats, log):
		return usage("--log-format %s: choose one of %s", log, join(logFormats))
	case j.resume && j.fresh:
		return usage("--resume goes on with the run that was interrupted, and --fresh forgets it: use one of them")
	case j.full && scan == assess.ScanQuick:
		return usage("--full reads every library, and --scan quick leaves most of them out: use one of them")
	case j.full && j.fresh:
		return usage("--fresh forgets what was read, so that everything is read again: leave --full out")
	}
	j.quick, j.log = scan == assess.ScanQuick, log
	return nil
}

// parseAsOf reads --as-of.
func parseAsOf(text string, now time.Time) (time.Time, error) {
	today := now.UTC().Truncate(24 * time.Hour)
	if text == "" {
		return today, nil
	}
	asOf, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return asOf, usage("--as-of %s is no date: write it like %s", text, today.Format(time.DateOnly))
	}
	return asOf, nil
}

// chooseProbes turns --probes and --skip into the probes to leave out.
func chooseProbes(all, only, skip []string) ([]string, error) {
	if len(only) > 0 && len(skip) > 0 {
		return nil, usage("--probes and --skip say the same from two sides: use one of them")
	}
	for _, name := range append(slices.Clone(only), skip...) {
		if !slices.Contains(all, name) {
			return nil, usage("there is no probe %q: choose from %s", name, strings.Join(all, ", "))
		}
	}
	if len(only) == 0 {
		return skip, nil
	}
	return slices.DeleteFunc(slices.Clone(all), func(name string) bool { return slices.Contains(only, name) }), nil
}

// join lists words for a sentence.
func join[T ~string](words []T) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	return strings.Join(list, ", ")
}
