package assess

import (
	"slices"
	"testing"
)

func TestGrade(t *testing.T) {
	f := func(severity Severity, outcome Outcome, seen, credit float64) Finding {
		w := severity.Weight()
		return Finding{Rule: string(severity), Pillar: Ownership, Severity: severity, Outcome: outcome, Weight: w, Seen: seen, Won: w * seen * credit}
	}
	pass := func(s Severity) Finding { return f(s, Pass, 1, 1) }
	fail := func(s Severity, credit float64) Finding { return f(s, Fail, 1, credit) }
	unseen := func(s Severity) Finding { return f(s, NotAssessed, 0, 0) }
	blocker := func(x Finding) Finding { x.Blocker = true; return x }
	tests := []struct {
		name             string
		findings         []Finding
		points, coverage float64
		want             VerdictWord
	}{
		{"all in order", []Finding{pass(Critical), pass(High)}, 100, 1, Ready},
		{"what does not apply counts neither way", []Finding{pass(Critical), f(High, NotApplicable, 0, 0)}, 100, 1, Ready},
		{"a low one failed", []Finding{pass(Critical), fail(Low, 0)}, 90.9, 1, Ready},
		{"a high one failed", []Finding{pass(Critical), pass(Critical), pass(Critical), pass(Critical), fail(High, 0)}, 87, 1, Pilot},
		{"a critical one failed that is no blocker", []Finding{fail(Critical, 0.9), pass(Critical)}, 95, 1, Pilot},
		{"under 85", []Finding{pass(High), fail(Medium, 0)}, 66.7, 1, Pilot},
		{"exactly 85", []Finding{fail(Medium, 0.85)}, 85, 1, Ready},
		{"half won", []Finding{fail(Medium, 0.5)}, 50, 1, Pilot},
		{"a blocker failed", []Finding{blocker(fail(Critical, 0)), pass(High)}, 37.5, 1, NotReady},
		{"a blocker failed, the rest not seen", []Finding{blocker(fail(Critical, 0)), unseen(High), unseen(High)}, 0, 0.454, NotReady},
		{"a blocker not seen", []Finding{blocker(unseen(Low)), pass(Critical)}, 100, 0.909, Unconfirmed},
		{"80 % covered", []Finding{pass(High), pass(High), unseen(Medium)}, 100, 0.8, Ready},
		{"less than 80 % covered", []Finding{pass(Medium), unseen(Low)}, 100, 0.75, Unconfirmed},
		{"nothing seen", []Finding{unseen(High)}, 0, 0, Unconfirmed},
		{"a fail of half the places", []Finding{f(Medium, Fail, 0.5, 0), pass(Critical)}, 87, 0.884, Ready},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := Grade(tt.findings)
			if s.Points != tt.points || s.Coverage != tt.coverage || s.Verdict != tt.want || s.Gate != tt.want {
				t.Errorf("%v points, %v covered, %s (gate %s); want %v, %v, %s", s.Points, s.Coverage, s.Verdict, s.Gate, tt.points, tt.coverage, tt.want)
			}
		})
	}
}

func TestGradePillars(t *testing.T) {
	s := Grade([]Finding{
		{Rule: "a", Pillar: Licences, Outcome: NotAssessed, Weight: 3},
		{Rule: "b", Pillar: DataExposure, Outcome: Fail, Weight: 6, Seen: 1, Won: 3, Blocker: true},
		{Rule: "c", Pillar: DataExposure, Outcome: Pass, Weight: 6, Seen: 1, Won: 6},
		{Rule: "d", Pillar: DataExposure, Outcome: NotApplicable, Weight: 6},
		{Rule: "e", Pillar: Licences, Outcome: NotAssessed, Weight: 3, Blocker: true},
	})
	want := []PillarScore{
		{Pillar: DataExposure, Points: 75, Coverage: 1, Assessed: true, Pass: 1, Fail: 1, NotApplicable: 1},
		{Pillar: Licences, NotAssessed: 2},
	}
	if !slices.Equal(s.Pillars, want) {
		t.Errorf("got %+v\nwant %+v", s.Pillars, want)
	}
	if !slices.Equal(s.Blockers, []string{"b"}) || !slices.Equal(s.Unseen, []string{"e"}) {
		t.Errorf("blockers %v, unseen %v", s.Blockers, s.Unseen)
	}
}

// --require compares verdicts by this order.
func TestVerdictOrder(t *testing.T) {
	if want := []VerdictWord{"not-ready", "unconfirmed", "pilot", "ready"}; !slices.Equal(VerdictWords, want) {
		t.Errorf("got %v, want %v", VerdictWords, want)
	}
}

func TestWeights(t *testing.T) {
	for severity, want := range map[Severity]float64{Critical: 10, High: 6, Medium: 3, Low: 1, "dire": 0} {
		if got := severity.Weight(); got != want {
			t.Errorf("%s weighs %v, want %v", severity, got, want)
		}
	}
}
