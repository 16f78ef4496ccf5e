package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"preflight/assess"
	"preflight/assess/graph"
	"preflight/assess/store"
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
				blockers = append(blockers, f.Rule+" "+words().Headline(f, catalogue[f.Rule], a))
			}
		case assess.Pass:
			pass++
		case assess.NotAssessed:
			unseen++
		}
	}
	excluded := map[string]bool{}
	for _, g := range a.Gaps {
		switch {
		case g.Reason.Curable():
			lost++
		case g.Reason == assess.ReasonExcluded:
			excluded[g.Place] = true // a OneDrive's items and its owner are two gaps
		}
	}
	if len(blockers) == 0 {
		blockers = []string{"none"}
	}
	loss := "Everything that was asked for was seen."
	if lost > 0 {
		loss = fmt.Sprintf("%d things could be seen after a permission, a setting or a rerun: sheet Not assessed.", lost)
	}
	if n := len(excluded); n > 0 {
		loss += fmt.Sprintf(" %s left out by agreement.", words().Plural(n, "place was", "places were"))
	}
	if n := len(a.UnmatchedExclusions); n > 0 {
		loss += fmt.Sprintf(" %s to be left out by agreement, and no such site was seen.", words().Plural(n, "address was", "addresses were"))
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
		a.Tenant.Name, words().Verdict(a.Score.Verdict), words().Points(a.Score.Points), words().Percent(a.Score.Coverage),
		strings.Join(blockers, "; "),
		words().MeasureText(a, "copilot.files.discoverable"),
		pass, fail, unseen, loss,
		filepath.Join(dir, assess.ReportFile), filepath.Join(dir, assess.WorkbookFile),
		filepath.Join(dir, assess.AssessmentFile), filepath.Join(dir, assess.EvidenceFile))
	return err
}

// tellCrawl adds to what the probes say of the crawl what only the job knows.
func (j job) tellCrawl(c *assess.Crawl, b graph.Budget) {
	c.Scan = assess.ScanFull
	if j.quick {
		c.Scan = assess.ScanQuick
	}
	c.UnitsPerMinute, c.OtherUnitsPerMinute = b.UnitsPerMinute, b.OthersPeak
	if b.Ceiling != nil {
		c.Ceiling = &assess.Ceiling{Requests: b.Ceiling.Requests, UnitsPerMinute: b.Ceiling.UnitsPerMinute}
	}
}

// resumable reports whether a loss is one that the same command cures by going on with the run.
func resumable(g assess.Gap) bool {
	return g.Resumable || g.Reason == assess.ReasonInterrupted || g.Reason == assess.ReasonCache
}

// tellRest says how a run that was stopped goes on, and what could not be recorded.
func (j job) tellRest(c *cache, stopped bool, say func(string, ...any)) {
	if c.trouble != nil {
		say("The documents are written, but not all of the run could be recorded: %v", c.trouble)
	}
	var problem *store.Error
	damaged := errors.As(c.trouble, &problem) && problem.Problem == store.Damaged // which says itself what to type
	switch {
	case !stopped || !j.keep || damaged:
	case j.fresh:
		say("Type the same command again, without --fresh, to go on where this run stopped.")
	default:
		say("Type the same command again to go on where this run stopped.")
	}
}

// unmatched are the addresses of the engagement file that no site has that was seen.
func (j job) unmatched(inv *assess.Inventory) []string {
	_, unknown := assess.ExcludedSites(inv, j.look.engagement.Excluded)
	var list []string
	for _, x := range unknown {
		list = append(list, x.Site)
	}
	return list
}

// tellUnmatched says which sites of the engagement file no site has the address of: one that was mistyped was read.
func (j job) tellUnmatched(a assess.Assessment, say func(string, ...any)) {
	partly := slices.ContainsFunc(a.Gaps, func(g assess.Gap) bool { return g.Part == assess.PartSites || g.Part == assess.PartSubsites })
	for _, site := range a.UnmatchedExclusions {
		if partly {
			say("Whether there is a site at %s, which the engagement file leaves out, was not seen, because not all sites could be listed.", site)
			continue
		}
		say("No site has the address %s, which the engagement file leaves out: correct it, or leave it out of the file.", site)
	}
}

// clockWarning says on which days the tenant was read, where one of them is more than two days from the date as of which
// inactivity and expiry are counted; else it is empty.
func clockWarning(asOf, began, ended time.Time) string {
	far := func(t time.Time) bool {
		d := asOf.Sub(t.UTC().Truncate(24 * time.Hour))
		return d > 48*time.Hour || d < -48*time.Hour
	}
	if !far(began) && !far(ended) {
		return ""
	}
	read := "on " + day(began)
	if day(began) != day(ended) {
		read = "from " + day(began) + " to " + day(ended)
	}
	return fmt.Sprintf("The tenant was read %s; inactivity and expiry are counted as of %s.", read, day(asOf))
}
