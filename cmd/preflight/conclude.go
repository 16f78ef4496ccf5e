package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"preflight/assess"
	"preflight/report"
)

// conclude prints the verdict in five lines, and where the files are.
func conclude(w io.Writer, a assess.Assessment, catalogue assess.Catalogue, dir string) error {
	var fail, pass, unseen, lost int
	var blockers []string
	for _, f := range a.Findings {
		switch f.Outcome {
		case assess.Fail:
			fail++
			if f.Blocker {
				blockers = append(blockers, f.Rule+" "+report.Headline(f, catalogue[f.Rule], a))
			}
		case assess.Pass:
			pass++
		case assess.NotAssessed:
			unseen++
		}
	}
	for _, g := range a.Gaps {
		if g.Reason.Curable() {
			lost++
		}
	}
	if len(blockers) == 0 {
		blockers = []string{"none"}
	}
	loss := "Everything that was asked for was seen."
	if lost > 0 {
		loss = fmt.Sprintf("%d things could be seen after a permission, a setting or a rerun: sheet Not assessed.", lost)
	}
	_, err := fmt.Fprintf(w, `
%s: %s, score %s of 100 over %s of the questions by weight
Blockers   %s
Copilot    could surface files to every employee today: %s
Questions  %d in order, %d need attention, %d not verified
Losses     %s

%s
%s
%s
%s
`,
		a.Tenant.Name, report.VerdictName(a.Score.Verdict), report.Points(a.Score.Points), report.Percent(a.Score.Coverage),
		strings.Join(blockers, "; "),
		report.MeasureText(a, "copilot.files.discoverable"),
		pass, fail, unseen, loss,
		filepath.Join(dir, assess.ReportFile), filepath.Join(dir, assess.WorkbookFile),
		filepath.Join(dir, assess.AssessmentFile), filepath.Join(dir, assess.EvidenceFile))
	return err
}
