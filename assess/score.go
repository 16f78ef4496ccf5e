package assess

import (
	"math"
)

// VerdictWord is the one word on the report's first page.
type VerdictWord string

// The verdicts, worst first: the order in which --require compares them.
const (
	NotReady    VerdictWord = "not-ready"
	Unconfirmed VerdictWord = "unconfirmed"
	Pilot       VerdictWord = "pilot"
	Ready       VerdictWord = "ready"
)

// VerdictWords lists the verdicts, the worst first.
var VerdictWords = []VerdictWord{NotReady, Unconfirmed, Pilot, Ready}

// The bounds of the verdict.
const (
	MinCoverage   = 0.80 // below it nothing is confirmed
	MinReadyScore = 85.0 // below it a tenant is not simply ready
)

// Score is won over assessed weight, with how much of the weight was assessed.
type Score struct {
	Points   float64       `json:"points"`   // 0 to 100, to one decimal; 0 where nothing was assessed
	Coverage float64       `json:"coverage"` // 0 to 1, to three decimals: assessed weight over the weight of the rules that apply
	Verdict  VerdictWord   `json:"verdict"`
	Gate     VerdictWord   `json:"gate"`               // the verdict with unexpired accepted risks left out: what --require reads
	Blockers []string      `json:"blockers,omitempty"` // failed blockers
	Unseen   []string      `json:"unseen,omitempty"`   // blockers not assessed
	Pillars  []PillarScore `json:"pillars"`
}

// PillarScore is a pillar's share of the score. A pillar has no verdict of its own.
type PillarScore struct {
	Pillar        Pillar  `json:"pillar"`
	Points        float64 `json:"points"`
	Coverage      float64 `json:"coverage"`
	Assessed      bool    `json:"assessed"` // false: nothing of it was assessed, Points means nothing
	Pass          int     `json:"pass"`
	Fail          int     `json:"fail"`
	NotAssessed   int     `json:"notAssessed"`
	NotApplicable int     `json:"notApplicable"`
}

// Grade adds up findings. Points are won over assessed weight: a pass wins its weight, a fail the share that its credit
// says, and what does not apply or was not assessed counts neither way. Coverage is assessed weight over the weight of
// the rules that apply; a fail of a part of the places counts by that part. The verdict is the first that holds: not
// ready, where a blocker failed; unconfirmed, where coverage is under MinCoverage or a blocker was not assessed; ready, from
// MinReadyScore points where nothing of high or critical severity failed; else pilot.
func Grade(findings []Finding) Score {
	var s Score
	total := tally(findings)
	s.Points, s.Coverage = total.points(), total.coverage()
	for _, pillar := range Pillars {
		var own []Finding
		for _, f := range findings {
			if f.Pillar == pillar {
				own = append(own, f)
			}
		}
		if len(own) == 0 {
			continue
		}
		t := tally(own)
		s.Pillars = append(s.Pillars, PillarScore{
			Pillar: pillar, Points: t.points(), Coverage: t.coverage(), Assessed: t.assessed > 0,
			Pass: t.outcomes[Pass], Fail: t.outcomes[Fail], NotAssessed: t.outcomes[NotAssessed], NotApplicable: t.outcomes[NotApplicable],
		})
	}
	highFailed := false
	for _, f := range findings {
		switch {
		case f.Blocker && f.Outcome == Fail:
			s.Blockers = append(s.Blockers, f.Rule)
		case f.Blocker && f.Outcome == NotAssessed:
			s.Unseen = append(s.Unseen, f.Rule)
		}
		if f.Outcome == Fail && (f.Severity == Critical || f.Severity == High) {
			highFailed = true
		}
	}
	switch {
	case len(s.Blockers) > 0:
		s.Verdict = NotReady
	case s.Coverage < MinCoverage || len(s.Unseen) > 0 || total.assessed == 0: // where nothing was asked, nothing is confirmed
		s.Verdict = Unconfirmed
	case s.Points >= MinReadyScore && !highFailed:
		s.Verdict = Ready
	default:
		s.Verdict = Pilot
	}
	s.Gate = s.Verdict
	return s
}

// sums are the weights of some findings.
type sums struct {
	applies, assessed, won float64
	outcomes               map[Outcome]int
}

func tally(findings []Finding) sums {
	t := sums{outcomes: map[Outcome]int{}}
	for _, f := range findings {
		t.outcomes[f.Outcome]++
		if f.Outcome == NotApplicable {
			continue
		}
		t.applies += f.Weight
		t.assessed += f.Weight * f.Seen
		t.won += f.Won
	}
	return t
}

func (t sums) points() float64 {
	if t.assessed == 0 {
		return 0
	}
	return math.Round(1000*t.won/t.assessed) / 10
}

// coverage is 1 where no rule applies: nothing was missed. It rounds down, so that a threshold is never met by rounding.
func (t sums) coverage() float64 {
	if t.applies == 0 {
		return 1
	}
	return math.Floor(1000*t.assessed/t.applies+1e-9) / 1000
}
