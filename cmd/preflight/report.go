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
	var from, out, brand string
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Write the documents of a run again, without the tenant",
		Example: `  preflight report --from preflight-out/contoso.com/2026-11-21
  preflight report --from preflight-out/contoso.com/2026-11-21 --brand brand.yaml --out /tmp/new`,
		Long: `Makes the PDF and the workbook from the assessment and its evidence. The same
input gives the same bytes.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if from == "" {
				return usage("which run? Give --from with the folder that holds its %s", assess.AssessmentFile)
			}
			if out == "" {
				out = from
			}
			b, err := loadBrand(brand)
			if err != nil {
				return err
			}
			if _, err := assess.Load(from); errors.Is(err, fs.ErrNotExist) {
				return noReport(fmt.Errorf("there is no run in %s: give --from the folder that holds its %s%s", from, assess.AssessmentFile, runsIn(from)))
			} else if err != nil {
				return noReport(err)
			}
			if err := writable(out); err != nil {
				return noReport(err)
			}
			if err := writeDocuments(from, out, b); err != nil {
				return noReport(err)
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n%s\n", filepath.Join(out, assess.ReportFile), filepath.Join(out, assess.WorkbookFile))
			return err
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "`folder` of the run")
	cmd.Flags().StringVar(&out, "out", "", "`folder` for the documents (default: the run's own)")
	cmd.Flags().StringVar(&brand, "brand", "", "brand `file` of your company (default: a neutral one)")
	return cmd
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
