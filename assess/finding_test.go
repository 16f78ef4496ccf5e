package assess

import (
	"slices"
	"strings"
	"testing"
)

func TestJudge(t *testing.T) {
	some := Gap{Part: PartItems, Place: "w-none", Reason: ReasonService}
	broken := Gap{Part: PartSites, Reason: ReasonThrottled, Partial: true}
	fail := Verdict{Outcome: Fail, Count: 4, Of: 9, Credit: 0.5}
	tests := []struct {
		name      string
		kind      Kind
		gaps      []Gap
		v         Verdict
		want      Outcome
		atLeast   bool
		seen, won float64
	}{
		{"pass", Counts, nil, Verdict{Outcome: Pass}, Pass, false, 1, 6},
		{"fail with credit", Counts, nil, fail, Fail, false, 1, 3},
		{"does not apply", Counts, nil, Verdict{Outcome: NotApplicable}, NotApplicable, false, 0, 0},
		{"a verdict that is none", Counts, nil, Verdict{}, NotAssessed, false, 0, 0},
		{"a rule that takes Judge's word", Counts, nil, Verdict{Outcome: NotAssessed}, NotAssessed, false, 0, 0},
		{"pass of a part", Counts, []Gap{some}, Verdict{Outcome: Pass}, NotAssessed, false, 0, 0},
		{"does not apply of a part", Counts, []Gap{some}, Verdict{Outcome: NotApplicable}, NotAssessed, false, 0, 0},
		{"fail of a part", Counts, []Gap{some}, fail, Fail, true, 2.0 / 3, 0},
		{"fail of a broken list", Counts, []Gap{broken}, fail, Fail, true, 0, 0},
		{"failing ratio of a part", Ratio, []Gap{some}, fail, NotAssessed, false, 0, 0},
		{"passing ratio of a part", Ratio, []Gap{some}, Verdict{Outcome: Pass}, NotAssessed, false, 0, 0},
		{"pass of a part lost", Counts, []Gap{lose(PartItems)}, Verdict{Outcome: Pass}, NotAssessed, false, 0, 0},
		{"fail of a part lost", Counts, []Gap{lose(PartItems)}, fail, NotAssessed, false, 0, 0},
		{"a whole part seen partly", Counts, []Gap{{Part: PartUsers, Reason: ReasonService, Partial: true}}, fail, NotAssessed, false, 0, 0},
		{"a loss elsewhere", Counts, []Gap{lose(PartTeams)}, Verdict{Outcome: Pass}, Pass, false, 1, 6},
	}
	catalogue := Catalogue{"TST-01": {ID: "TST-01", Severity: High, Pillar: Ownership}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inv := resolved(tenant())
			inv.Gaps = tt.gaps
			asked := false
			rule := Rule{ID: "TST-01", Kind: tt.kind, Needs: []string{PartSites, PartItems}, Whole: []string{PartUsers}, Check: func(*Inventory) Verdict { asked = true; return tt.v }}
			findings, err := Judge(inv, []Rule{rule}, catalogue)
			if err != nil {
				t.Fatal(err)
			}
			f := findings[0]
			if f.Outcome != tt.want || f.AtLeast != tt.atLeast || f.Seen != tt.seen || f.Won != tt.won {
				t.Errorf("%s, at least %t, seen %v, won %v; want %s, %t, %v, %v", f.Outcome, f.AtLeast, f.Seen, f.Won, tt.want, tt.atLeast, tt.seen, tt.won)
			}
			if f.Outcome == NotAssessed && (f.Count != 0 || len(f.Examples) != 0) {
				t.Errorf("not assessed, with %d objects", f.Count)
			}
			if lost := inv.Look(rule.Needs, rule.Whole).Lost; asked == lost {
				t.Errorf("asked %t, lost %t", asked, lost)
			}
		})
	}
}

func TestJudgeNamesTheLoss(t *testing.T) {
	inv := resolved(tenant())
	inv.Gaps = []Gap{{Part: PartItems, Place: "a", Reason: ReasonThrottled}, {Part: PartItems, Place: "b", Reason: ReasonPermission}, {Part: PartSites, Reason: ReasonThrottled, Partial: true}}
	rules := []Rule{{ID: "B", Needs: []string{PartItems, PartSites}, Check: func(*Inventory) Verdict { return Verdict{Outcome: Pass} }}, {ID: "A", Check: func(*Inventory) Verdict { return Verdict{Outcome: Pass} }}}
	findings, err := Judge(inv, rules, Catalogue{"A": {Severity: Low}, "B": {Severity: Low}})
	if err != nil {
		t.Fatal(err)
	}
	if findings[0].Rule != "A" || findings[1].Rule != "B" {
		t.Error("findings are not sorted by rule")
	}
	if f := findings[1]; !slices.Equal(f.Reasons, []Reason{ReasonPermission, ReasonThrottled}) || !slices.Equal(f.Parts, []string{PartItems, PartSites}) {
		t.Errorf("reasons %v, parts %v", f.Reasons, f.Parts)
	}
	lacking := Rule{ID: "A", May: []string{PartSites, PartUsers}, Check: func(*Inventory) Verdict { return Verdict{} }}
	if findings, err = Judge(inv, []Rule{lacking}, Catalogue{"A": {Severity: Low}}); err != nil {
		t.Fatal(err)
	}
	if f := findings[0]; f.Outcome != NotAssessed || !slices.Equal(f.Reasons, []Reason{ReasonThrottled}) || !slices.Equal(f.Parts, []string{PartSites}) {
		t.Errorf("a verdict that lacks a part: %s, reasons %v, parts %v", f.Outcome, f.Reasons, f.Parts)
	}
	if _, err := Judge(inv, []Rule{{ID: "C"}}, Catalogue{}); err == nil || !strings.Contains(err.Error(), "C") {
		t.Errorf("a rule without words gives %v", err)
	}
}
