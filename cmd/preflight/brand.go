package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"preflight/report"
)

// newBrand groups what there is to do with the files that documents are made with.
func newBrand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "brand",
		Short:   "Look at your brand and engagement files before they are printed",
		Example: `  preflight brand check --brand brand.yaml --engagement contoso.yaml`,
		Long: `The brand file names your company, its colour, logo and fonts; the engagement
file names the client, the target, the rate and the sites that are left out by
agreement. templates/brand.yaml and templates/engagement.yaml show every key.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newBrandCheck())
	return cmd
}

func newBrandCheck() *cobra.Command {
	var f appearanceFlags
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Read a brand file and an engagement file, and say what the documents will use",
		Example: `  preflight brand check --brand brand.yaml
  preflight brand check --brand brand.yaml --engagement contoso.yaml --locale en-US`,
		Long: `Reads the files as assess, report and demo do, and prints what comes of them: a
colour that had to be darkened, what a font can print, what is left out. It writes
no file and needs no tenant. Exit code 1 says that a file cannot be used, and where.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.brand == "" && f.engagement == "" {
				return usage("which file? Give --brand with your brand file, --engagement with the client's, or both")
			}
			look, err := f.load(io.Discard) // it prints the notices itself
			if err != nil {
				return err
			}
			return printAppearance(cmd.OutOrStdout(), look)
		},
	}
	f.registerFiles(cmd)
	return cmd
}

// printAppearance prints what documents will use, the answer to each question on a line.
func printAppearance(w io.Writer, look appearance) error {
	var out strings.Builder
	row := func(name, format string, args ...any) {
		fmt.Fprintf(&out, "%-17s %s\n", name, fmt.Sprintf(format, args...))
	}
	b, e := look.brand, look.engagement
	row("Name", "%s", b.Name)
	row("Colour", "%s, white text on it has a contrast of %.1f to 1", b.Colour, b.Contrast())
	row("Logo", "%s", logoText(b.Logo, b.LogoSize))
	row("Contact", "%s", orNothing(b.Contact))
	row("Footer", "%s", cmp.Or(b.Footer, b.Name))
	row("Classification", "%s", orNothing(b.Classification))
	for i, f := range b.Typefaces() {
		row(onFirst(i, "Fonts"), "%s: %s, %s", f.Use, f.Name, cmp.Or(f.File, "built in"))
		row("", "  prints %s", cmp.Or(strings.Join(f.Scripts, ", "), "none of the scripts that are checked"))
	}
	row("", "what no font has, and Arabic, Hebrew and emoji, is a sign in the PDF that points to the workbook")
	row("Locale", "%s on %s", look.words.Locale, look.words.Paper.Name)
	row("Texts", "%s", cmp.Or(strings.Join(slices.Sorted(maps.Keys(b.Texts)), ", "), "none is replaced"))
	row("Client", "%s", cmp.Or(e.Client, "the name that the tenant has"))
	row("Client's logo", "%s", logoText(e.Logo, e.LogoSize))
	row("Client's contact", "%s", orNothing(e.Contact))
	row("Consultant", "%s", orNothing(e.Consultant))
	row("Reference", "%s", orNothing(e.Reference))
	row("Profile", "%s: the score should lie between %g and %g", e.Profile, e.Target.From, e.Target.To)
	row("Rate", "%s", rateText(e.Rate))
	for i, x := range e.Excluded {
		row(onFirst(i, "Left out"), "%s: %s", x.Site, x.Reason)
	}
	if len(e.Excluded) == 0 {
		row("Left out", "no site")
	}
	for _, n := range append(slices.Clone(b.Notices()), e.Notices()...) {
		row("Notice", "%s", n)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// logoText describes a logo.
func logoText(file string, size func() (w, h int)) string {
	if file == "" {
		return "none"
	}
	w, h := size()
	return fmt.Sprintf("%s, printed from %d by %d pixels", file, w, h)
}

// rateText describes what an hour costs.
func rateText(r report.Rate) string {
	if r.Hour == 0 {
		return "none: the documents give hours alone"
	}
	text := fmt.Sprintf("%s %.2f an hour", r.Currency, r.Hour)
	if r.Note != "" {
		text += ", " + r.Note
	}
	return text
}

func orNothing(s string) string { return cmp.Or(s, "none") }

// onFirst is the name of a row with several lines.
func onFirst(i int, name string) string {
	if i > 0 {
		return ""
	}
	return name
}
