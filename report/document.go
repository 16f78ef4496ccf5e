// Package report makes the documents of an assessment: the PDF that the client pays for and the workbook that an
// engineer works from. Both are made from the assessment, the catalogue's words and the evidence rows, and from
// nothing else: no tenant, no network, no clock.
package report

import (
	"io"

	"preflight/assess"
)

// A Document is what both documents are made from.
type Document struct {
	Assessment assess.Assessment
	Catalogue  assess.Catalogue
	Brand      Brand

	// Evidence opens the rows of the run, one gzipped JSON object a line.
	Evidence func() (io.ReadCloser, error)
}
