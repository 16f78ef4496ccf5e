package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"preflight/assess"
	"preflight/assess/graph"
	"preflight/assess/probe"
	"preflight/report"
)

func newCheck() *cobra.Command {
	var f tenantFlags
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Look whether an assessment will work, and how long it will take",
		Example: `  preflight check --tenant contoso.com
  preflight check --tenant contoso.com --auth certificate`,
		Long: `Signs in, asks for a little of everything and says which permissions are held,
missing and too many, whether usage reports hide names, and what a run will cost.
It writes no file. Exit code 3 says that something of the assessment will be lost.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			options, err := f.options()
			if err != nil {
				return err
			}
			client, err := graph.New(options)
			if err != nil {
				return noReport(errors.New(graph.Explain(err)))
			}
			result, err := probe.Check(cmd.Context(), client)
			if err != nil {
				return failed(cmd.Context(), err)
			}
			if err := printCheck(cmd.OutOrStdout(), result); err != nil {
				return noReport(err)
			}
			curable := slices.ContainsFunc(result.Gaps, func(g assess.Gap) bool { return g.Reason.Curable() })
			return outcome(false, false, len(result.Lost) > 0 || curable)
		},
	}
	f.register(cmd)
	return cmd
}

// printCheck prints what a check found, the answer to each question on a line.
func printCheck(w io.Writer, c probe.CheckResult) error {
	var b strings.Builder
	row := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "%-13s %s\n", name, fmt.Sprintf(format, args...))
	}
	row("Tenant", "%s (%s)", orUnseen(c.Tenant.Name), orUnseen(c.Tenant.DefaultDomain))
	row("Signed in as", "%s, application %s", orUnseen(c.Identity.AppName), orUnseen(c.Identity.AppID))
	switch {
	case !c.Identity.RolesKnown:
		row("Permissions", "the token cannot be read; what follows was learned from what Graph answered")
	case len(c.Missing) == 0:
		row("Permissions", "all that are needed are held")
	default:
		row("Permissions", "%d missing", len(c.Missing))
		for _, name := range c.Missing {
			_, ids, partly := lostWithout(name)
			row("", "%s: without it not verified: %s", name, orNone(ids, partly))
		}
	}
	for _, name := range c.Writes {
		row("", "%s can write: take it away, Preflight needs no such permission", name)
	}
	for _, name := range c.Unused {
		row("", "%s is not needed", name)
	}
	switch {
	case c.Concealed == nil:
		row("Names", "not seen whether usage reports hide names")
	case *c.Concealed:
		row("Names", "usage reports hide them: Microsoft 365 admin centre > Settings > Org settings > Reports,")
		row("", "clear \"Display concealed user, group, and site names\", and wait some minutes")
	default:
		row("Names", "usage reports show them")
	}
	about := ""
	if c.Estimated {
		about = "about "
	}
	row("Sites", "%s, %s, %d archived", words().Plural(c.Sites, "site", "sites"), words().Plural(c.OneDrives, "OneDrive", "OneDrives"), c.Archived)
	row("Libraries", "%s%s", about, words().Number(c.Drives))
	row("Limit", "%s resource units a minute, for %s", words().Number(c.UnitsPerMinute), words().Plural(c.Seats, "licence", "licences"))
	row("A run", "about %s units, %s at the limit", words().Number(c.Units), roughly(c.Duration))
	row("", "%s", c.Formula)
	for _, g := range c.Gaps {
		row("Not seen", "%s: %s (%s)", report.PartName(g.Part), g.Detail, words().ReasonName(g.Reason))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// orUnseen is s, or says that it was not seen.
func orUnseen(s string) string {
	if s == "" {
		return "not seen"
	}
	return s
}

// roughly rounds a time for people, who would not believe the seconds.
func roughly(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "under a minute"
	case d < time.Hour:
		return fmt.Sprintf("about %.0f minutes", d.Minutes())
	}
	return fmt.Sprintf("about %.1f hours", d.Hours())
}
