// Package rules asks the questions: each rule reads a resolved inventory and answers with numbers and objects. One
// area lies in three neighbours: its functions and the table of its rules (sharing.go), its words (sharing.yaml) and
// its tests (sharing_test.go).
//
// Adding a rule touches those three places and no other: a function with its line in the area's table, an entry in the
// catalogue, a row in the test table.
package rules

import (
	"embed"
	"slices"

	"preflight/assess"
)

//go:embed *.yaml
var words embed.FS

// All is every rule, sorted by ID.
var All = slices.Concat(labels, licences, oneDrives, ownership, sharing, teams)

// Catalogue reads the words of every rule. An error is a mistake in the embedded files.
func Catalogue() (assess.Catalogue, error) { return assess.LoadCatalogue(words) }
