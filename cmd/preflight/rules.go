package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"preflight/assess"
	"preflight/assess/rules"
)

func newRules() *cobra.Command {
	return &cobra.Command{
		Use:   "rules [ID]",
		Short: "List the questions that Preflight asks, or explain one",
		Example: `  preflight rules
  preflight rules SHR-03`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			catalogue, err := rules.Catalogue()
			if err != nil {
				return noReport(err)
			}
			w := cmd.OutOrStdout()
			if len(args) == 0 {
				return listRules(w, catalogue)
			}
			id := strings.ToUpper(args[0])
			for _, r := range rules.All {
				if r.ID == id {
					return explainRule(w, r, catalogue[id])
				}
			}
			return usage("there is no rule %q: type preflight rules for all of them", args[0])
		},
	}
}

// listRules prints a line a rule.
func listRules(w io.Writer, catalogue assess.Catalogue) error {
	for _, r := range rules.All {
		e := catalogue[r.ID]
		mark := " "
		if e.Blocker {
			mark = "*"
		}
		if _, err := fmt.Fprintf(w, "%s%s %-9s %-23s %s\n", r.ID, mark, e.Severity, e.Pillar, e.Title); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(w, "\n* blocks the rollout while it fails")
	return err
}

// explainRule prints everything the catalogue says of a rule, and what it reads.
func explainRule(w io.Writer, r assess.Rule, e assess.Entry) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n\n%s\n\n", e.ID, e.Title, strings.TrimSpace(e.Why))
	fmt.Fprintf(&b, "Severity   %s (weight %g)", e.Severity, e.Severity.Weight())
	if e.Blocker {
		fmt.Fprint(&b, ", blocks the rollout while it fails")
	}
	from, to := e.Effort.Hours(1)
	fmt.Fprintf(&b, "\nPillar     %s\nOwner      %s\nEffort     %g to %g hours", e.Pillar, e.Owner, from, to)
	if e.Effort.PerObject > 0 {
		fmt.Fprintf(&b, ", and %g for each further object", e.Effort.PerObject)
	}
	if e.Licence != "" {
		fmt.Fprintf(&b, "\nLicence    %s", e.Licence)
	}
	fmt.Fprint(&b, "\n\nTo fix it\n")
	for i, step := range e.Steps {
		fmt.Fprintf(&b, "  %d. %s\n", i+1, strings.TrimSpace(step))
	}
	fmt.Fprintf(&b, "\nProof      %s\n\nIt reads\n", strings.TrimSpace(e.Proof))
	for _, name := range slices.Concat(r.Needs, r.Whole, r.May) {
		part, _ := assess.FindPart(name)
		fmt.Fprintf(&b, "  %s (%s)\n", part.What, permissionOf(part))
	}
	fmt.Fprint(&b, "\nTo read\n")
	for _, l := range e.Links {
		fmt.Fprintf(&b, "  %s\n  %s\n", l.Title, l.URL)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// permissionOf is the permission of the least set with which a part is read.
func permissionOf(part assess.Part) string {
	least := assess.LeastPermissions()
	for _, set := range part.Scopes {
		if !slices.ContainsFunc(set, func(name string) bool { return !slices.Contains(least, name) }) {
			return strings.Join(set, " and ")
		}
	}
	return ""
}
