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
	Engagement Engagement
	*Words     // nil: English as written in Australia

	// ShowNames lets the PDF print the names of files whose names suggest what they hold. The workbook has them anyway.
	ShowNames bool

	// Evidence opens the rows of the run, one gzipped JSON object a line.
	Evidence func() (io.ReadCloser, error)
}

// worded gives a document words where it has none.
func (d Document) worded() Document {
	if d.Words == nil {
		d.Words = English()
	}
	return d
}
