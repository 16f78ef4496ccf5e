package report

import "golang.org/x/text/language"

// A Paper is a size of paper, in mm, upright.
type Paper struct {
	Name          string
	Width, Height float64
}

// The papers of documents.
var (
	A4     = Paper{"A4", 210, 297}
	Letter = Paper{"Letter", 215.9, 279.4}
)

// letterRegions are where people print on Letter: https://cldr.unicode.org (paperSize in supplementalData)
var letterRegions = map[string]bool{
	"BZ": true, "CA": true, "CL": true, "CO": true, "CR": true, "GT": true, "MX": true, "NI": true, "PA": true, "PH": true,
	"PR": true, "SV": true, "US": true, "VE": true,
}

// paperOf is the paper of a locale's region.
func paperOf(tag language.Tag) Paper {
	if region, _ := tag.Region(); letterRegions[region.String()] {
		return Letter
	}
	return A4
}
