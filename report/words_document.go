package report

import (
	"strings"

	"preflight/assess"
)

// Say gives the text of a key, as Words.Say does; {measure:NAME} is a measure of the assessment.
func (d Document) Say(key string, with With) string {
	return d.say(key, func(name string) (any, bool) {
		if v, ok := with[name]; ok {
			return v, true
		}
		return d.measured(d.Assessment, name)
	})
}

// measured is the value of {measure:NAME}: a number, "at least" one, or "not seen".
func (w *Words) measured(a assess.Assessment, name string) (any, bool) {
	measure, ok := strings.CutPrefix(name, "measure:")
	if !ok {
		return nil, false
	}
	if n := a.Measures[measure]; n != nil {
		return *n, true
	}
	if s, partly := a.Seen[measure]; partly {
		return w.Say("seen.least", With{"least": s.AtLeast}), true
	}
	return w.Say("seen.none", nil), true
}

// MeasureText writes a measure: a number, "at least n (k of m sites)", or "not seen".
func (w *Words) MeasureText(a assess.Assessment, name string) string {
	if n := a.Measures[name]; n != nil {
		return w.Number(*n)
	}
	if s, ok := a.Seen[name]; ok {
		return w.partly(s.AtLeast, s.Looked, s.Total, s.Unit)
	}
	return w.Say("seen.none", nil)
}

// Affected writes how many objects a finding names, with how much was seen: "12 of 340", "at least 3 (38 of 40 sites)".
func (w *Words) Affected(f assess.Finding) string {
	switch {
	case f.AtLeast:
		return w.partly(f.Count, f.Looked, f.Total, f.Unit)
	case f.Of > 0:
		return w.Say("seen.of", With{"count": f.Count, "of": f.Of})
	}
	return w.Number(f.Count)
}

// partly writes a lower bound with the places looked at, where their number is known.
func (w *Words) partly(atLeast, looked, total int, unit string) string {
	if total == 0 {
		return w.Say("seen.least.part", With{"least": atLeast})
	}
	return w.Say("seen.least.of", With{"least": atLeast, "looked": looked, "total": total, "unit": unit})
}

// Window writes a window of the action plan: "0–30 days".
func (w *Words) Window(window string) string {
	from, to, _ := strings.Cut(window, "-")
	return w.Say("window", With{"from": from, "to": to})
}

// Fill puts numbers into a text of the catalogue. {count} and {of} are the finding's; {count|link|links} is the word
// that goes with the count; {measure:NAME} is a measure, "not seen" where it is null. Braces that name nothing stay.
func (w *Words) Fill(text string, f assess.Finding, a assess.Assessment) string {
	return w.fill(text, func(name string) (any, bool) {
		switch name {
		case "count":
			return f.Count, true
		case "of":
			return f.Of, true
		}
		return w.measured(a, name)
	})
}

// Headline is a finding as a sentence: the bad state with its number, marked "At least" where only a part was seen;
// the good state of a pass; the question's subject of one that is not verified.
func (w *Words) Headline(f assess.Finding, e assess.Entry, a assess.Assessment) string {
	if f.Outcome != assess.Fail {
		return e.Title
	}
	text := w.Fill(e.Finding, f, a)
	if !f.AtLeast {
		return text
	}
	if strings.HasPrefix(e.Finding, "{count}") {
		text = w.Say("finding.least", With{"text": text})
	}
	if f.Total > 0 {
		return w.Say("finding.seen.of", With{"text": text, "looked": f.Looked, "total": f.Total, "unit": f.Unit})
	}
	return w.Say("finding.seen.part", With{"text": text})
}
