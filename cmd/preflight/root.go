package main

import (
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// newRoot builds the command tree. Commands write results to stdout, and progress and errors to stderr.
func newRoot(stdout, stderr io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:   "preflight",
		Short: "Tell whether a Microsoft 365 tenant is ready for Copilot",
		Example: `  preflight demo                               the whole job on a fictional tenant
  preflight check --tenant contoso.com         two minutes before the client's hour starts
  preflight assess --tenant contoso.com        read the tenant, write the PDF and the workbook
  preflight brand check --brand brand.yaml     what your documents will look like
  preflight report --from out/contoso.com/2026-11-21`,
		Long: `Preflight reads a Microsoft 365 tenant through Microsoft Graph, with application
permissions that can only read, and writes a PDF for the client, a remediation
workbook for the engineer, and assessment.json with its evidence for machines.

Exit codes
  0    the report is written
  1    no report could be written
  2    wrong usage
  3    the report is written, but something was lost that a permission, a retry
       or a rerun could cure
  4    the report is written, and the verdict is below --require
  130  interrupted; what was seen is written`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetHelpTemplate(helpTemplate)
	root.AddCommand(newDemo(), newAssess(), newCheck(), newReport(), newBrand(), newRules(), newPermissions(), newVersion())
	return root
}

// helpTemplate puts the examples first, as a short manual does.
const helpTemplate = `{{.Short}}
{{if .HasExample}}
Examples
{{.Example}}
{{end}}
{{- if .Long}}
{{.Long | trimTrailingWhitespaces}}
{{end}}
{{- if .HasAvailableSubCommands}}
Commands{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}

Type preflight COMMAND --help for a command's own manual.
{{end}}
{{- if .HasAvailableLocalFlags}}
Flags
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}`

// version is the module's version as the Go toolchain stamped it, else "dev".
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "dev"
	}
	return info.Main.Version
}
