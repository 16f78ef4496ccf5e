// Look checks finished documents with tools that Preflight does not use to make them.
//
//	look pdf FILE…        the report: valid, embedded, linked, nothing over anything else, tagged
//	look workbook FILE…   the workbook: its cached values are what a recalculation gives, and a status moves the dashboard
//	look page FILE TITLE  prints the number of the page that the first bookmark beginning with TITLE points to
//
// It needs qpdf, mutool, Ghostscript, poppler's tools and LibreOffice, and ends with 1 if anything is wrong.
package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "look:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout io.Writer) error {
	if len(args) < 2 {
		return fmt.Errorf("usage: look pdf FILE… | look workbook FILE… | look page FILE TITLE")
	}
	switch args[0] {
	case "pdf":
		return each(args[1:], stdout, checkPDF)
	case "workbook":
		return each(args[1:], stdout, checkWorkbook)
	case "page":
		if len(args) != 3 {
			return fmt.Errorf("usage: look page FILE TITLE")
		}
		return printPage(stdout, args[1], args[2])
	}
	return fmt.Errorf("unknown command %q", args[0])
}

// each checks the files and prints every fault on a line of its own.
func each(files []string, stdout io.Writer, check func(string) (faults, error)) error {
	total := 0
	for _, file := range files {
		found, err := check(file)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		for _, f := range found {
			fmt.Fprintf(stdout, "%s: %s\n", file, f)
		}
		total += len(found)
	}
	if total > 0 {
		return fmt.Errorf("%d faults", total)
	}
	return nil
}

// Faults are what a check found, each a sentence that names the place.
type faults []string

func (f *faults) add(format string, values ...any) { *f = append(*f, fmt.Sprintf(format, values...)) }

// pdfChecks are the checks of a report, each under the word that its faults begin with.
var pdfChecks = []struct {
	name  string
	check func(*document) faults
}{
	{"tools", checkTools}, {"fonts", checkFonts}, {"properties", checkProperties}, {"metadata", checkMetadata},
	{"attachments", checkAttachments}, {"pages", checkPages}, {"outline", checkOutline}, {"links", checkLinks},
	{"contents", checkContents}, {"overlap", checkOverlap}, {"margins", checkMargins}, {"structure", checkStructure},
	{"marks", checkMarks}, {"reading", checkReading},
}

// mostFaults is how many faults of one check are printed: one mistake often shows on every page.
const mostFaults = 10

func checkPDF(file string) (faults, error) {
	d, err := openPDF(file)
	if err != nil {
		return nil, err
	}
	var all faults
	for _, c := range pdfChecks {
		found := c.check(d)
		for _, f := range found[:min(len(found), mostFaults)] {
			all.add("%s: %s", c.name, f)
		}
		if more := len(found) - mostFaults; more > 0 {
			all.add("%s: and %d more", c.name, more)
		}
	}
	return all, nil
}

// printPage prints the number of the page of a bookmark.
func printPage(w io.Writer, file, title string) error {
	d, err := openPDF(file)
	if err != nil {
		return err
	}
	for _, e := range d.outline() {
		if strings.HasPrefix(strings.ToLower(e.title), strings.ToLower(title)) && e.target.page > 0 {
			_, err := fmt.Fprintln(w, e.target.page)
			return err
		}
	}
	return fmt.Errorf("%s has no bookmark that begins with %q", file, cmp.Or(title, "nothing"))
}
