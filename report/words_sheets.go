package report

import (
	"unicode"
	"unicode/utf8"

	"preflight/assess"
)

// What the workbook calls outcomes, severities, pillars and verdicts. These words are API, because formulas and the
// filters of people hang on them: they are the same in every language and cannot be replaced.
var (
	sheetOutcomes = map[assess.Outcome]string{
		assess.Pass: "In order", assess.Fail: "Needs attention", assess.NotApplicable: "Does not apply", assess.NotAssessed: "Not verified",
	}
	sheetSeverities = map[assess.Severity]string{
		assess.Critical: "Critical", assess.High: "High", assess.Medium: "Medium", assess.Low: "Low",
	}
	sheetPillars = map[assess.Pillar]string{
		assess.DataExposure: "Data exposure", assess.Ownership: "Ownership and lifecycle", assess.InformationProtection: "Information protection",
		assess.IdentityDevices: "Identity and devices", assess.Licences: "Licences and adoption",
	}
)

// The names of sheets that texts refer to.
const (
	sheetActions = "Actions"
	sheetGaps    = "Not assessed"
)

// sheetWord looks a word up; one that nobody named stands for itself.
func sheetWord[K ~string](words map[K]string, key K) string {
	if word, ok := words[key]; ok {
		return word
	}
	return string(key)
}

// Plural writes n with the word that goes with it.
func (w *Words) Plural(n int, one, many string) string {
	return w.Number(n) + " " + w.choose(n, []string{one, many})
}

// capital begins s with a capital letter.
func capital(s string) string {
	if s == "" {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
