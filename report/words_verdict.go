package report

import (
	"slices"

	"preflight/assess"
)

// VerdictSentence says in one sentence what the verdict of a means.
func (w *Words) VerdictSentence(a assess.Assessment) string {
	s := a.Score
	with := With{"blockers": len(s.Blockers), "unseen": len(s.Unseen), "coverage": w.Percent(s.Coverage), "needed": w.Percent(assess.MinCoverage)}
	if s.Verdict == assess.Unconfirmed && assessed(a) && len(s.Unseen) > 0 {
		return w.Say("verdict.sentence.unconfirmed.blockers", with)
	}
	return w.Say("verdict.sentence."+w.standing(a), with)
}

// DecisionAsked is the one decision that the verdict asks the client for.
func (w *Words) DecisionAsked(a assess.Assessment) string {
	with := With{"unseen": len(a.Score.Unseen)}
	if a.Score.Verdict == assess.NotReady && assessed(a) && len(a.Score.Unseen) > 0 {
		return w.Say("verdict.decision.not-ready.unseen", with)
	}
	return w.Say("verdict.decision."+w.standing(a), with)
}

// standing is the verdict, or that no check was made.
func (w *Words) standing(a assess.Assessment) string {
	switch {
	case !assessed(a):
		return "nothing"
	case w.has("verdict.sentence." + string(a.Score.Verdict)):
		return string(a.Score.Verdict)
	}
	return string(assess.Pilot)
}

// assessed reports whether any check was made, in part at least.
func assessed(a assess.Assessment) bool {
	return slices.ContainsFunc(a.Findings, func(f assess.Finding) bool { return f.Seen > 0 })
}
