// Package templates holds what the documents are made with and what a user can replace by a file of their own: the
// brand, the words and the fonts.
package templates

import "embed"

// Brand is the brand file that stands where no other is given.
//
//go:embed brand.yaml
var Brand []byte

// Engagement is the engagement file that stands where no other is given.
//
//go:embed engagement.yaml
var Engagement []byte

// Words holds the texts of the documents, a folder a language.
//
//go:embed words
var Words embed.FS

// Names is the list of what the names of files suggest; its head says how names are matched.
//
//go:embed names.yaml
var Names []byte

// The fonts of the PDF: IBM Plex Sans, under the SIL Open Font License (fonts/OFL.txt). Its digits are all of one
// width, so that columns of figures line up.
var (
	//go:embed fonts/IBMPlexSans-Regular.ttf
	Regular []byte
	//go:embed fonts/IBMPlexSans-Medium.ttf
	Medium []byte
	//go:embed fonts/IBMPlexSans-SemiBold.ttf
	SemiBold []byte
)

// FontLicence is the licence of the fonts.
//
//go:embed fonts/OFL.txt
var FontLicence string
