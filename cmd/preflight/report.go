package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"preflight/assess"
)

func newReport() *cobra.Command {
	var from, out string
	var look appearanceFlags
	var what assess.Redaction
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Write the documents of a run again, without the tenant",
		Example: `  preflight report --from preflight-out/contoso.com/2026-11-21
  preflight report --from preflight-out/contoso.com/2026-11-21 --brand brand.yaml --out /tmp/new
  preflight report --from preflight-out/contoso.com/2026-11-21 --redact --out for-a-second-opinion`,
		Long: `Makes the PDF and the workbook from the assessment and its evidence. The same
input gives the same bytes.

With --redact it writes all four files, for references and second opinions, and
in them a stand-in for each person, account, group, team, channel, site, library,
folder, file, label, domain and address, and for the tenant: "Person K7QM2XHD".
Numbers, dates, settings and verdicts stay; what Microsoft Graph said in its own
words, your brand and rate, and who the client is are left out. The same name
has the same stand-in in every run of the tenant, by the key in redact.key
beside the run's folder. Keep that file: who has it can try names against the
stand-ins.

With --no-people no document shows a person's name beside how he uses the tenant.
Left out is when a OneDrive was last used and whether it lies idle: those columns
read "not seen". The idle OneDrives that a finding names get stand-ins. Whose a
OneDrive is, and whether that account is still there, stays, and so do numbers,
and the activity of teams and sites, which is nobody's alone. The assessment and
evidence of the run stay as they are.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if from == "" {
				return usage("which run? Give --from with the folder that holds its %s", assess.AssessmentFile)
			}
			if what.All && look.brand != "" {
				return usage("a redacted report names nobody, not even your company: leave --brand out")
			}
			as, err := look.load(cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			if _, err := assess.Load(from); errors.Is(err, fs.ErrNotExist) {
				return noReport(fmt.Errorf("there is no run in %s: give --from the folder that holds its %s%s", from, assess.AssessmentFile, runsIn(from)))
			} else if err != nil {
				return noReport(err)
			}
			if what.All {
				if err := redactionFolder(from, out); err != nil {
					return err
				}
				as.engagement = as.engagement.Unnamed()
			}
			if out == "" {
				out = from
			}
			if err := writable(out); err != nil {
				return noReport(err)
			}
			names, err := writeAgain(from, out, what, func(from, to string) error { return writeDocuments(from, to, as) })
			if err != nil {
				return noReport(err)
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), strings.Join(names, "\n"))
			return err
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "`folder` of the run")
	cmd.Flags().StringVar(&out, "out", "", "`folder` for the documents (default: the run's own)")
	look.register(cmd)
	cmd.Flags().BoolVar(&what.All, "redact", false, "write all four files with stand-ins for every name, into --out")
	registerNoPeople(cmd, &what.PeopleInUse)
	return cmd
}

// writeAgain writes the documents of the run in from into out, with names taken out as asked, and names the files.
func writeAgain(from, out string, what assess.Redaction, documents func(from, to string) error) ([]string, error) {
	if what != (assess.Redaction{}) {
		r, err := newRedaction(from, what)
		if err != nil {
			return nil, err
		}
		return r.write(out, documents)
	}
	return []string{filepath.Join(out, assess.ReportFile), filepath.Join(out, assess.WorkbookFile)}, documents(from, out)
}

// runsIn names the runs below a folder, for somebody who gave the folder of the tenant or of all results.
func runsIn(dir string) string {
	var runs []string
	for _, pattern := range []string{"*", filepath.Join("*", "*")} {
		found, _ := filepath.Glob(filepath.Join(dir, pattern, assess.AssessmentFile)) // the pattern is well formed
		for _, name := range found {
			runs = append(runs, filepath.Dir(name))
		}
	}
	if len(runs) == 0 {
		return ""
	}
	return ", such as " + strings.Join(runs, ", ")
}
