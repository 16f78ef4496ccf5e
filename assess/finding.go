package assess

import (
	"cmp"
	"fmt"
	"slices"
)

// A Finding is what one rule came to, with how much was seen.
type Finding struct {
	Rule     string   `json:"rule"`
	Pillar   Pillar   `json:"pillar"`
	Severity Severity `json:"severity"`
	Blocker  bool     `json:"blocker,omitempty"`
	Outcome  Outcome  `json:"outcome"`

	Count    int      `json:"count"`
	Of       int      `json:"of,omitempty"`
	AtLeast  bool     `json:"atLeast,omitempty"` // Count is a lower bound: Looked of Total places were seen
	Looked   int      `json:"looked,omitempty"`
	Total    int      `json:"total,omitempty"`
	Unit     string   `json:"unit,omitempty"`
	Credit   float64  `json:"credit,omitempty"` // share of the weight that a fail wins all the same; none where only a part was seen
	Note     string   `json:"note,omitempty"`
	Reasons  []Reason `json:"reasons,omitempty"` // why it is not assessed, or not whole; sorted
	Parts    []string `json:"parts,omitempty"`   // the parts lost, sorted
	Examples []Object `json:"examples,omitempty"`

	Weight float64 `json:"weight"` // what the rule counts in the score
	Won    float64 `json:"won"`    // what it won of that
	Seen   float64 `json:"seen"`   // the share of the weight that was assessed, 0 to 1
}

// Lost is the points of the score's weight that the finding costs.
func (f Finding) Lost() float64 { return f.Weight*f.Seen - f.Won }

// Judge asks every rule and says what became of it. A rule whose parts were not seen at all is NotAssessed without being
// asked; of a rule whose parts were seen partly, a fail of a Counts rule stands as "at least" and everything else turns
// into NotAssessed. So a failed look is never a good result, whatever a rule answers.
func Judge(inv *Inventory, rules []Rule, catalogue Catalogue) ([]Finding, error) {
	findings := make([]Finding, 0, len(rules))
	for _, rule := range rules {
		entry, ok := catalogue[rule.ID]
		if !ok {
			return nil, fmt.Errorf("rule %s has no entry in the catalogue", rule.ID)
		}
		findings = append(findings, judge(inv, rule, entry))
	}
	slices.SortFunc(findings, func(a, b Finding) int { return cmp.Compare(a.Rule, b.Rule) })
	return findings, nil
}

func judge(inv *Inventory, rule Rule, entry Entry) Finding {
	f := Finding{Rule: rule.ID, Pillar: entry.Pillar, Severity: entry.Severity, Blocker: entry.Blocker, Weight: entry.Severity.Weight()}
	sight := inv.Look(rule.Needs, rule.Whole)
	f.blame(sight.Gaps)
	if sight.Lost {
		f.Outcome = NotAssessed
		return f
	}
	v := rule.Check(inv)
	if v.Outcome != Pass && v.Outcome != Fail && v.Outcome != NotApplicable { // a rule that cannot say is no good result
		f.Outcome = NotAssessed
		f.blame(inv.Look(rule.May, nil).Gaps)
		return f
	}
	if sight.Partial {
		if v.Outcome != Fail || rule.Kind != Counts {
			f.Outcome, f.Looked, f.Total, f.Unit = NotAssessed, sight.Looked, sight.Total, sight.Unit
			return f
		}
		f.AtLeast, f.Looked, f.Total, f.Unit = true, sight.Looked, sight.Total, sight.Unit
	}
	f.Outcome, f.Count, f.Of, f.Note, f.Examples = v.Outcome, v.Count, v.Of, v.Note, v.Examples
	switch v.Outcome {
	case Pass:
		f.Seen, f.Won = 1, f.Weight
	case Fail:
		f.Seen = sight.Share()
		if !f.AtLeast { // what was not seen may be as bad as what would cost the credit
			f.Credit = v.Credit
		}
		f.Won = f.Weight * f.Seen * f.Credit
	}
	return f
}

// blame names the gaps because of which the finding is not assessed, or not whole.
func (f *Finding) blame(gaps []Gap) {
	for _, g := range gaps {
		f.Reasons = append(f.Reasons, g.Reason)
		f.Parts = append(f.Parts, g.Part)
	}
	f.Reasons = distinct(f.Reasons)
	f.Parts = distinct(f.Parts)
}

// distinct sorts list and drops repetitions.
func distinct[T cmp.Ordered](list []T) []T {
	slices.Sort(list)
	return slices.Compact(list)
}
