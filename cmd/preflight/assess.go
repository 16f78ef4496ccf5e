package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"preflight/assess"
	"preflight/assess/probe"
	"preflight/report"
)

func newAssess() *cobra.Command {
	var (
		f             tenantFlags
		out, asOf     string
		only, skip    []string
		noDrive       bool
		timeout       time.Duration
		brand, demand string
		units         int
	)
	cmd := &cobra.Command{
		Use:   "assess",
		Short: "Read a tenant and write the PDF, the workbook and the assessment",
		Example: `  export AZURE_TENANT_ID=… AZURE_CLIENT_ID=… AZURE_CLIENT_SECRET=…
  preflight assess --tenant contoso.com
  preflight assess --tenant contoso.com --no-onedrive --timeout 45m
  preflight assess --tenant contoso.com --auth certificate --brand brand.yaml`,
		Long: `Signs in with the application registration that the environment names, reads the
tenant, and writes a folder OUT/<default domain>/<date> with four files. It sends
GET requests and batches of them, and nothing else.

Environment
  AZURE_TENANT_ID                     the tenant, where --tenant is not given
  AZURE_CLIENT_ID                     the application
  AZURE_CLIENT_SECRET                 its secret, or
  AZURE_CLIENT_CERTIFICATE_PATH       its certificate with key, PEM or PFX
  AZURE_CLIENT_CERTIFICATE_PASSWORD   and the password of that
  AZURE_AUTHORITY_HOST                another sign-in host, for a national cloud`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			j := job{out: out, timeout: timeout, noDrive: noDrive, require: assess.VerdictWord(demand)}
			var err error
			if j.options, err = f.options(); err != nil {
				return err
			}
			if j.asOf, j.clock, err = parseAsOf(asOf, time.Now()); err != nil {
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
			if j.brand, err = loadBrand(brand); err != nil {
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
	cmd.Flags().DurationVar(&timeout, "timeout", 0, "stop reading after this `time` and write what was seen, like 45m (default: no limit)")
	cmd.Flags().IntVar(&units, "ru-per-minute", 0, "spend at most this `number` of SharePoint resource units a minute (default: just under the documented limit)")
	cmd.Flags().StringVar(&asOf, "as-of", "", "the assessment's `date`, like 2026-11-21 (default: today, UTC)")
	cmd.Flags().StringVar(&brand, "brand", "", "brand `file` of your company (default: a neutral one)")
	cmd.Flags().StringVar(&demand, "require", "", "end with exit code 4 below this `verdict`: "+join(assess.VerdictWords))
	return cmd
}

// parseAsOf reads --as-of. A date more than two days from the clock is told in the documents: inactivity is counted
// from it, while the tenant is read as it is now.
func parseAsOf(text string, now time.Time) (asOf time.Time, warning string, err error) {
	today := now.UTC().Truncate(24 * time.Hour)
	if text == "" {
		return today, "", nil
	}
	asOf, err = time.Parse(time.DateOnly, text)
	if err != nil {
		return asOf, "", usage("--as-of %s is no date: write it like %s", text, today.Format(time.DateOnly))
	}
	if d := asOf.Sub(today); d > 48*time.Hour || d < -48*time.Hour {
		warning = fmt.Sprintf("The tenant was read on %s; inactivity and expiry are counted as of %s.", today.Format(time.DateOnly), text)
	}
	return asOf, warning, nil
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

// loadBrand reads the brand file; "" gives the neutral brand.
func loadBrand(name string) (report.Brand, error) {
	brand, err := report.LoadBrand(name)
	if err != nil {
		return brand, noReport(err)
	}
	return brand, nil
}

// join lists words for a sentence.
func join[T ~string](words []T) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	return strings.Join(list, ", ")
}
