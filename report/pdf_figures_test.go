package report

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"preflight/assess"
)

// Whatever measure the documents print, they print as the assessment has it.
func TestFiguresAgree(t *testing.T) {
	t.Parallel()
	for name, f := range figuredDocuments(t) {
		t.Run(name, func(t *testing.T) {
			for _, p := range pageFigures {
				words := f.Say(p.words, With{"days": daysOf(p.measures[0])})
				var whole, short []string
				for _, m := range p.measures {
					whole, short = append(whole, f.MeasureText(f.truth, m)), append(short, f.measureTile(f.truth, m, "", "").figure)
				}
				if _, has := f.truth.Measures[p.measures[0]]; has && !f.beside(words, whole...) && !f.beside(words, short...) {
					t.Errorf("the PDF does not give %s as %q beside %q", p.measures, whole, words)
				}
			}
			note := f.Say("verdict.tile.guests.note", With{"links": f.MeasureText(f.truth, "sharing.links.guests")})
			for _, sentence := range []string{f.archivedSentence(f.truth), note} {
				if !strings.Contains(f.text, sentence) {
					t.Errorf("the PDF does not say %q", sentence)
				}
			}
			about := aboutValues(t, f.book)
			for measure := range f.truth.Measures {
				if want := f.MeasureText(f.truth, measure); about[aboutMeasures+" "+measure] != want {
					t.Errorf("the sheet About gives %s as %q, want %q", measure, about[aboutMeasures+" "+measure], want)
				}
			}
			dashboard := dashboardFigures(t, f.book)
			for _, k := range keyFigures {
				if want := f.MeasureText(f.truth, k.measure); dashboard[k.name] != want {
					t.Errorf("the dashboard gives %s as %q, want %q", k.measure, dashboard[k.name], want)
				}
			}
		})
	}
}

// No measure is printed that TestFiguresAgree does not look for.
func TestFiguresAreAllLookedFor(t *testing.T) {
	known := map[string]bool{}
	for m := range elsewhere {
		known[m] = true
	}
	for _, p := range pageFigures {
		for _, m := range p.measures {
			known[m] = true
		}
	}
	for _, k := range keyFigures {
		known[k.measure] = true
	}
	src := readSource(t)
	for _, m := range assess.Measures {
		if src.literals[m.Name] && !known[m.Name] {
			t.Errorf("the documents name %s, whose figure nobody reads back: add it to pageFigures", m.Name)
		}
		for key, text := range english.texts {
			if strings.Contains(text, "{measure:"+m.Name) && !known[m.Name] {
				t.Errorf("the text %s prints %s, which nobody reads back", key, m.Name)
			}
		}
	}
}

// The findings chapter, the sheet Actions and the assessment tell of the same findings.
func TestFindingsAgree(t *testing.T) {
	t.Parallel()
	for name, f := range figuredDocuments(t) {
		t.Run(name, func(t *testing.T) {
			bySeverity, byOutcome, sum := map[assess.Severity]int{}, map[assess.Outcome]int{}, 0
			for _, x := range f.truth.Findings {
				byOutcome[x.Outcome]++
				if x.Outcome == assess.Fail {
					bySeverity[x.Severity]++
				}
			}
			if lead := f.Say("findings.lead", With{"count": byOutcome[assess.Fail]}); !strings.Contains(f.text, lead) {
				t.Errorf("the PDF does not say %q", lead)
			}
			for key, o := range map[string]assess.Outcome{"fail": assess.Fail, "pass": assess.Pass, "unseen": assess.NotAssessed, "none": assess.NotApplicable} {
				if words := f.Say("summary.tile."+key, nil); (byOutcome[o] > 0 || o == assess.Fail) && !f.beside(words, f.Number(byOutcome[o])) {
					t.Errorf("the summary does not count %d under %q", byOutcome[o], words)
				}
			}
			_, chapter, _ := strings.Cut(f.text, f.Say("findings.licence.none", nil))
			tiles := severityPattern(f).FindStringSubmatch(chapter)
			if tiles == nil {
				t.Fatalf("no tiles of severities below %q", f.Say("findings.licence.none", nil))
			}
			for i, s := range assess.Severities {
				if n := f.Number(bySeverity[s]); tiles[i+1] != n {
					t.Errorf("the PDF tells of %s findings of severity %s, want %s", tiles[i+1], s, n)
				}
				sum += bySeverity[s]
			}
			if sum != byOutcome[assess.Fail] {
				t.Errorf("the severities add up to %d of %d findings", sum, byOutcome[assess.Fail])
			}
			rows := map[assess.Outcome]int{}
			for _, row := range keptRows(t, f.book, sheetActions) {
				i := slices.IndexFunc(f.truth.Findings, func(x assess.Finding) bool { return x.Rule == row["ID"] })
				if i < 0 {
					t.Errorf("the sheet Actions has %q, which is no finding", row["ID"])
					continue
				}
				x := f.truth.Findings[i]
				rows[x.Outcome]++
				if row["Outcome"] != sheetOutcomes[x.Outcome] || row["Severity"] != sheetSeverities[x.Severity] || row["Pillar"] != sheetPillars[x.Pillar] {
					t.Errorf("%s: the sheet Actions says %s, %s, %s", x.Rule, row["Outcome"], row["Severity"], row["Pillar"])
				}
				if x.Outcome == assess.Fail && row["Affected"] != fmt.Sprint(x.Count) {
					t.Errorf("%s: the sheet Actions counts %s, want %d", x.Rule, row["Affected"], x.Count)
				}
				if x.Outcome == assess.Fail && !f.beside(x.Rule, f.headline(x)) {
					t.Errorf("%s has no card that says %q", x.Rule, f.headline(x))
				}
			}
			for _, o := range []assess.Outcome{assess.Fail, assess.NotAssessed} {
				if rows[o] != byOutcome[o] {
					t.Errorf("%d rows of the sheet Actions are %s, want %d", rows[o], o, byOutcome[o])
				}
			}
		})
	}
}

// Score, coverage, the counts of the pillars and the hours are those of the assessment, wherever they stand.
func TestScoreAgrees(t *testing.T) {
	t.Parallel()
	for name, f := range figuredDocuments(t) {
		t.Run(name, func(t *testing.T) {
			s, checks := f.truth.Score, 0
			about := aboutValues(t, f.book)
			if lead := f.Say("scorecard.lead", With{"points": f.Points(s.Points), "most": fullScore, "coverage": f.Percent(s.Coverage)}); !strings.Contains(f.text, lead) {
				t.Errorf("the PDF does not say %q", lead)
			}
			if want := f.Say("about.score", With{"points": f.Points(s.Points), "most": fullScore}); about[aboutRun+" Score"] != want {
				t.Errorf("the sheet About gives the score as %q, want %q", about[aboutRun+" Score"], want)
			}
			if !f.beside(f.Say("figure.of", With{"most": fullScore}), f.Points(s.Points)) {
				t.Errorf("the PDF does not give the score as %s", f.Points(s.Points))
			}
			if want := f.Say("about.coverage", With{"coverage": f.Percent(s.Coverage)}); about[aboutRun+" Coverage"] != want {
				t.Errorf("the sheet About gives the coverage as %q, want %q", about[aboutRun+" Coverage"], want)
			}
			pillars := dashboardPillars(t, f.book)
			for _, p := range s.Pillars {
				own := of(f.truth.Findings, p.Pillar)
				n := p.Pass + p.Fail + p.NotAssessed + p.NotApplicable
				checks += n
				if n != len(own) {
					t.Errorf("pillar %s counts %d checks of %d", p.Pillar, n, len(own))
				}
				name, lost := f.Pillar(p.Pillar), 0.0
				for _, x := range own {
					if x.Outcome == assess.Fail {
						lost += f.points(x)
					}
				}
				if lost > 0 {
					name += " " + f.Say("scorecard.lost", With{"points": f.fixed(lost)})
				}
				card := regexp.QuoteMeta(name) + `[\d ]* ` +
					regexp.QuoteMeta(f.Say("scorecard.checks", With{"n": n, "coverage": f.Percent(p.Coverage)}))
				if p.Assessed {
					card += " " + regexp.QuoteMeta(f.Points(p.Points)+" "+f.Say("scorecard.of", With{"most": fullScore}))
				}
				if !regexp.MustCompile(card).MatchString(f.text) {
					t.Errorf("the scorecard does not say %s", card)
				}
				row, there := pillars[sheetPillars[p.Pillar]]
				if !there {
					continue // a pillar without a check that applies
				}
				points := wordNotSeen
				if p.Assessed {
					points = fmt.Sprint(p.Points)
				}
				for column, want := range map[string]string{"Open": fmt.Sprint(p.Fail), "Not verified": fmt.Sprint(p.NotAssessed), "In order": fmt.Sprint(p.Pass), "Score": points} {
					if row[column] != want {
						t.Errorf("pillar %s: the dashboard gives %s as %q, want %q", p.Pillar, column, row[column], want)
					}
				}
			}
			if checks != len(f.truth.Findings) {
				t.Errorf("the pillars count %d checks of %d", checks, len(f.truth.Findings))
			}
			// The sheet has the hours as they come; the plan prints each to a quarter and rounds each phase up.
			exact, phases := map[string][2]float64{}, map[string][2]float64{}
			for _, row := range keptRows(t, f.book, sheetActions) {
				if row["Outcome"] == sheetOutcomes[assess.Fail] {
					low, high := hoursOf(t, row["Hours from"]), hoursOf(t, row["Hours to"])
					p := phases[row["Window"]]
					exact[row["ID"]], phases[row["Window"]] = [2]float64{low, high}, [2]float64{p[0] + quarters(low), p[1] + quarters(high)}
				}
			}
			for _, x := range f.findings(assess.Fail) {
				low, high := f.entry(x).Effort.Hours(x.Count)
				if got := exact[x.Rule]; math.Abs(got[0]-low) > 1e-9 || math.Abs(got[1]-high) > 1e-9 {
					t.Errorf("%s: the sheet Actions gives %v hours, the finding takes %v to %v", x.Rule, got, low, high)
				}
			}
			from, to := 0.0, 0.0
			for _, p := range phases {
				from, to = from+math.Ceil(p[0]), to+math.Ceil(p[1])
			}
			lead := With{"n": len(f.findings(assess.Fail)), "hours": f.Hours(from, to)}
			if !strings.Contains(f.text, f.Say("plan.lead", lead)) && !strings.Contains(f.text, f.Say("plan.lead.least", lead)) {
				t.Errorf("the action plan does not give %s", f.Hours(from, to))
			}
		})
	}
}

// What was not seen is counted alike under scope, in the sheet Not assessed and in the assessment.
func TestLossesAgree(t *testing.T) {
	t.Parallel()
	for name, f := range figuredDocuments(t) {
		t.Run(name, func(t *testing.T) {
			whole := 0
			for _, p := range f.truth.Coverage {
				switch {
				case readWhole(f.truth, p):
					whole++
				case p.Unit != "" && p.Looked > 0 && p.Looked < p.Total:
					state := f.Say("scope.coverage.partly", nil) + " " + f.Say("scope.coverage.of", With{"looked": p.Looked, "total": p.Total, "unit": p.Unit})
					if !f.beside(capital(PartName(p.Part)), state) {
						t.Errorf("the PDF does not say %q of %s", state, p.Part)
					}
				}
			}
			if lead := f.Say("scope.lead", With{"whole": whole, "parts": len(f.truth.Coverage)}); !strings.Contains(f.text, lead) {
				t.Errorf("the PDF does not say %q", lead)
			}
			rows := map[string]int{}
			for _, row := range rowsOf(t, f.book, sheetGaps) {
				rows[row["Part"]]++
			}
			for _, p := range assess.Parts {
				gaps := 0
				for _, g := range f.truth.Gaps {
					if g.Part == p.Name {
						gaps++
					}
				}
				if rows[p.Name] != gaps {
					t.Errorf("the sheet Not assessed has %d rows of %s, want %d", rows[p.Name], p.Name, gaps)
				}
			}
			for _, row := range f.truth.Crawl.Areas {
				words := f.named("crawl.row.", string(row.Area))
				if !f.beside(words, f.Number(row.Sites.Expected), f.Number(row.Sites.Read), f.Number(row.Sites.Skipped), f.Number(failed(row.Sites))) {
					t.Errorf("the PDF does not count the %s", words)
				}
			}
		})
	}
}

// Files whose names suggest something are counted as the assessment counts them.
func TestTopicsAgree(t *testing.T) {
	t.Parallel()
	for name, f := range figuredDocuments(t) {
		if f.truth.Names == nil {
			continue
		}
		floors := namesFloors(f.truth)
		for _, topic := range openTopics(f.truth.Names) {
			var row []string
			for i, n := range []int{topic.Discoverable, topic.Anonymous, topic.Organization, topic.Guests} {
				row = append(row, f.floor(n, floors[i]))
			}
			if !f.beside(capital(topic.Topic), row...) {
				t.Errorf("%s: the PDF does not count %s as %q", name, topic.Topic, row)
			}
		}
	}
}

// A figure that is not the assessment's is noticed.
func TestFiguresDisagree(t *testing.T) {
	f := figured{text: " 12 groups without an owner 7 of 40 teams Sites 48 46 2 0 "}
	for _, test := range []struct {
		words  string
		values []string
		want   bool
	}{
		{"groups without an owner", []string{"12"}, true},
		{"groups without an owner", []string{"2"}, false},
		{"groups without an owner", []string{"13"}, false},
		{"Sites", []string{"48", "46", "2", "0"}, true},
		{"Sites", []string{"48", "46", "2", "1"}, false},
	} {
		if got := f.beside(test.words, test.values...); got != test.want {
			t.Errorf("%s beside %q: %t", test.values, test.words, got)
		}
	}
}

// No text runs over the right margin, or over the edge of its column.
func TestPDFKeepsRightBounds(t *testing.T) {
	t.Parallel()
	all := documents(t)
	all["rules"] = ruleDocument(t)
	for name, d := range all {
		c, err := drawPasses(d)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range c.beyond {
			t.Errorf("%s, %s", name, text)
		}
	}
}
