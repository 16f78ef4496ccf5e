package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"preflight/assess"
)

// OutcomeName is what documents call an outcome.
func OutcomeName(o assess.Outcome) string { return named(outcomeNames, o) }

var outcomeNames = map[assess.Outcome]string{
	assess.Pass:          "In order",
	assess.Fail:          "Needs attention",
	assess.NotApplicable: "Does not apply",
	assess.NotAssessed:   "Not verified",
}

// SeverityName is what documents call a severity.
func SeverityName(s assess.Severity) string { return named(severityNames, s) }

var severityNames = map[assess.Severity]string{
	assess.Critical: "Critical", assess.High: "High", assess.Medium: "Medium", assess.Low: "Low",
}

// PillarName is what documents call a pillar.
func PillarName(p assess.Pillar) string { return named(pillarNames, p) }

var pillarNames = map[assess.Pillar]string{
	assess.DataExposure:          "Data exposure",
	assess.Ownership:             "Ownership and lifecycle",
	assess.InformationProtection: "Information protection",
	assess.IdentityDevices:       "Identity and devices",
	assess.Licences:              "Licences and adoption",
}

// VerdictName is what documents call a verdict.
func VerdictName(v assess.VerdictWord) string { return named(verdictNames, v) }

var verdictNames = map[assess.VerdictWord]string{
	assess.NotReady:    "Not ready",
	assess.Unconfirmed: "Unconfirmed",
	assess.Pilot:       "Pilot with conditions",
	assess.Ready:       "Ready",
}

// named looks a name up; a word that nobody named stands for itself.
func named[K ~string](names map[K]string, key K) string {
	if name, ok := names[key]; ok {
		return name
	}
	return string(key)
}

// VerdictSentence says in one sentence what the verdict of a means.
func VerdictSentence(a assess.Assessment) string {
	s := a.Score
	if !assessed(a) {
		return "No decision can rest on this run: no check could be made."
	}
	switch s.Verdict {
	case assess.NotReady:
		n := len(s.Blockers)
		return fmt.Sprintf("Do not switch Microsoft 365 Copilot on yet: %s %s to be closed first.",
			Plural(n, "blocker", "blockers"), choose(n, "has", "have"))
	case assess.Unconfirmed:
		if n := len(s.Unseen); n > 0 {
			return fmt.Sprintf("No decision can rest on this run: %s could not be verified.", Plural(n, "blocker", "blockers"))
		}
		return fmt.Sprintf("No decision can rest on this run: only %s of the checks by weight could be made, and %s are needed.",
			Percent(s.Coverage), Percent(assess.MinCoverage))
	case assess.Ready:
		return "Nothing that was checked stands against switching Microsoft 365 Copilot on."
	default:
		return "Microsoft 365 Copilot can start with a small pilot group while the findings in this report are closed."
	}
}

// assessed reports whether any check was made, in part at least.
func assessed(a assess.Assessment) bool {
	return slices.ContainsFunc(a.Findings, func(f assess.Finding) bool { return f.Seen > 0 })
}

// DecisionAsked is the one decision that the verdict asks the client for.
func DecisionAsked(a assess.Assessment) string {
	verdict := a.Score.Verdict
	if !assessed(a) {
		verdict = assess.Unconfirmed
	}
	switch verdict {
	case assess.NotReady:
		if n := len(a.Score.Unseen); n > 0 {
			return fmt.Sprintf("Approve the work of the first 30 days, hold Copilot licences back until the blockers are closed, and cure what kept %s from being verified.",
				Plural(n, "blocker", "blockers"))
		}
		return "Approve the work of the first 30 days, and hold Copilot licences back until the blockers are closed."
	case assess.Unconfirmed:
		return "Have what could not be seen made visible (see scope, coverage and limits), and run the review again before any licence is bought."
	case assess.Ready:
		return "Approve the rollout, and a review every 30 days."
	default:
		return "Approve a pilot with a named group of people, and the action plan that goes with it."
	}
}

// Number writes n with thousands separators and a real minus.
func Number(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if s[0] == '-' {
		sign, s = "−", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// Percent writes a share of 1, rounded down, so that 100 % means all of it.
func Percent(share float64) string { return strconv.Itoa(int(math.Floor(share*100+1e-9))) + " %" }

// Points writes a score of 100 without a trailing ".0".
func Points(points float64) string { return strconv.FormatFloat(points, 'f', -1, 64) }

// Hours writes an effort as "2–4 h".
func Hours(from, to float64) string {
	round := func(h float64) string {
		if h >= 10 {
			return Number(int(math.Round(h)))
		}
		return strconv.FormatFloat(math.Round(h*4)/4, 'f', -1, 64)
	}
	if round(from) == round(to) {
		return round(to) + " h"
	}
	return round(from) + "–" + round(to) + " h"
}

// Day writes a date as "21 November 2026".
func Day(t time.Time) string { return t.UTC().Format("2 January 2006") }

// Plural writes n with the word that goes with it.
func Plural(n int, one, many string) string { return Number(n) + " " + choose(n, one, many) }

// choose is one where n is 1, else many.
func choose(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Affected writes how many objects a finding names, with how much was seen: "12 of 340", "at least 3 (38 of 40 sites)".
func Affected(f assess.Finding) string {
	if f.AtLeast {
		return partly(f.Count, f.Looked, f.Total, f.Unit)
	}
	if f.Of > 0 {
		return Number(f.Count) + " of " + Number(f.Of)
	}
	return Number(f.Count)
}

// partly writes a lower bound with the places looked at, where their number is known.
func partly(atLeast, looked, total int, unit string) string {
	s := "at least " + Number(atLeast)
	if total == 0 {
		return s + " (not all was seen)"
	}
	return fmt.Sprintf("%s (%s of %s %s)", s, Number(looked), Number(total), unit)
}

// MeasureText writes a measure: a number, "at least n (k of m sites)", or "not seen".
func MeasureText(a assess.Assessment, name string) string {
	if n := a.Measures[name]; n != nil {
		return Number(*n)
	}
	if s, ok := a.Seen[name]; ok {
		return partly(s.AtLeast, s.Looked, s.Total, s.Unit)
	}
	return "not seen"
}

// Window writes a window of the action plan: "0–30 days".
func Window(w string) string { return strings.Replace(w, "-", "–", 1) + " days" }

// Fill puts numbers into a text of the catalogue. {count} and {of} are the finding's; {count|link|links} is the word
// that goes with the count; {measure:NAME} is a measure, "not seen" where it is null. Braces that name nothing stay.
func Fill(text string, f assess.Finding, a assess.Assessment) string {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(text, "{")
		b.WriteString(before)
		if !open {
			return b.String()
		}
		inside, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.WriteString("{" + rest)
			return b.String()
		}
		if value, ok := fillOne(inside, f, a); ok {
			b.WriteString(value)
		} else {
			b.WriteString("{" + inside + "}")
		}
		text = after
	}
}

func fillOne(name string, f assess.Finding, a assess.Assessment) (string, bool) {
	key, words, _ := strings.Cut(name, "|")
	n := f.Count
	if key == "of" {
		n = f.Of
	} else if measure, ok := strings.CutPrefix(key, "measure:"); ok {
		value := a.Measures[measure]
		if seen, partly := a.Seen[measure]; value == nil && partly {
			return "at least " + Number(seen.AtLeast), words == ""
		}
		if value == nil {
			return "not seen", words == ""
		}
		n = *value
	} else if key != "count" {
		return "", false
	}
	if words == "" {
		return Number(n), true
	}
	one, many, two := strings.Cut(words, "|")
	return choose(n, one, many), two
}

// Headline is a finding as a sentence: the bad state with its number, marked "At least" where only a part was seen;
// the good state of a pass; the question's subject of one that is not verified.
func Headline(f assess.Finding, e assess.Entry, a assess.Assessment) string {
	if f.Outcome != assess.Fail {
		return e.Title
	}
	text := Fill(e.Finding, f, a)
	if !f.AtLeast {
		return text
	}
	if strings.HasPrefix(e.Finding, "{count}") {
		text = "At least " + text
	}
	if f.Total > 0 {
		return fmt.Sprintf("%s (%s of %s %s seen)", text, Number(f.Looked), Number(f.Total), f.Unit)
	}
	return text + " (not all was seen)"
}
