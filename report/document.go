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

	// Comparison is what has moved since the last run; nil: none. Accepted are the risks that the client lives with.
	Comparison *Comparison
	Accepted   []AcceptedRisk

	// Topics say what the names of files suggest; the zero value: those of templates/names.yaml.
	Topics assess.Topics

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
