package rules

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
)

// A ruleCase asks one rule of a hand-made inventory, through Judge.
type ruleCase struct {
	rule     string
	name     string
	inv      assess.Inventory
	want     assess.Outcome
	count    int
	of       int
	credit   float64
	note     string
	atLeast  bool
	examples []string // keys
}

// cases is every row, by area.
var cases = slices.Concat(labelCases, licenceCases, oneDriveCases, ownershipCases, sharingCases, teamCases)

// asOf is the date of every inventory here.
var asOf = time.Date(2026, time.November, 2, 0, 0, 0, 0, time.UTC)

// before is the date so many days before asOf.
func before(days int) time.Time { return asOf.AddDate(0, 0, -days) }

func TestRules(t *testing.T) {
	catalogue, err := Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.rule+" "+c.name, func(t *testing.T) {
			i := slices.IndexFunc(All, func(r assess.Rule) bool { return r.ID == c.rule })
			if i < 0 {
				t.Fatalf("there is no rule %s", c.rule)
			}
			inv := c.inv
			inv.AsOf = asOf
			findings, err := assess.Judge(&inv, All[i:i+1], catalogue)
			if err != nil {
				t.Fatal(err)
			}
			f := findings[0]
			got := ruleCase{rule: c.rule, name: c.name, want: f.Outcome, count: f.Count, of: f.Of, credit: f.Credit, note: f.Note, atLeast: f.AtLeast}
			for _, o := range f.Examples {
				got.examples = append(got.examples, o.Key)
				if o.Name == "" {
					t.Errorf("example %s has no name", o.Key)
				}
			}
			want := c
			want.inv = assess.Inventory{}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(ruleCase{})); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if note := f.Note; note != "" && catalogue[c.rule].Notes[note] == "" {
				t.Errorf("the catalogue has no note %q", note)
			}
		})
	}
}

func TestEachRuleHasEntryAndRows(t *testing.T) {
	catalogue, err := Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]assess.Outcome{}
	for _, c := range cases {
		rows[c.rule] = append(rows[c.rule], c.want)
	}
	var ids []string
	for _, r := range All {
		ids = append(ids, r.ID)
		if _, ok := catalogue[r.ID]; !ok {
			t.Errorf("%s has no entry in the catalogue", r.ID)
		}
		for _, want := range []assess.Outcome{assess.Pass, assess.Fail} {
			if !slices.Contains(rows[r.ID], want) {
				t.Errorf("%s has no row in the test table that ends in %s", r.ID, want)
			}
		}
		if !slices.Contains(rows[r.ID], assess.NotApplicable) && !slices.Contains(rows[r.ID], assess.NotAssessed) {
			t.Errorf("%s has no row in the test table that ends in neither", r.ID)
		}
	}
	for id := range catalogue {
		if !slices.Contains(ids, id) {
			t.Errorf("the catalogue has an entry %s and there is no such rule", id)
		}
	}
	if !slices.IsSorted(ids) || len(slices.Compact(slices.Clone(ids))) != len(ids) {
		t.Errorf("the ids are not sorted or not unique: %v", ids)
	}
}

func TestNeedsAreParts(t *testing.T) {
	used := map[string]bool{
		assess.PartDeletedUsers: true, // says until when an account can be restored; decides nothing
	}
	for _, r := range All {
		if len(r.Needs)+len(r.Whole) == 0 {
			t.Errorf("%s needs nothing", r.ID)
		}
		if r.Kind != assess.Counts && r.Kind != assess.Ratio {
			t.Errorf("%s is of kind %q", r.ID, r.Kind)
		}
		for _, part := range slices.Concat(r.Needs, r.Whole, r.May) {
			if _, ok := assess.FindPart(part); !ok {
				t.Errorf("%s needs %s, which is no part", r.ID, part)
			}
			used[part] = true
		}
		for _, part := range r.Whole {
			if slices.Contains(r.Needs, part) {
				t.Errorf("%s lists %s twice", r.ID, part)
			}
		}
	}
	for _, p := range assess.Parts {
		if !used[p.Name] {
			t.Errorf("no rule reads %s", p.Name)
		}
	}
}

// An empty inventory is what a defect leaves behind: no facts and no gaps. No blocker and no setting may come out of
// it as in order or as broken.
func TestNothingSeenIsNeverAnAnswer(t *testing.T) {
	for _, r := range All {
		v := r.Check(&assess.Inventory{AsOf: asOf})
		if v.Outcome == assess.Pass || v.Outcome == assess.Fail && r.ID != "LBL-01" { // an empty list of labels is an answer
			t.Errorf("%s says %s of an inventory without facts", r.ID, v.Outcome)
		}
	}
}

// A rule whose needed part was lost is not assessed, whatever else the inventory holds; a rule that got one of its
// parts only partly never passes.
func TestLostAndPartialParts(t *testing.T) {
	catalogue, err := Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		rule := All[slices.IndexFunc(All, func(r assess.Rule) bool { return r.ID == c.rule })]
		for _, part := range slices.Concat(rule.Needs, rule.Whole) {
			for _, partial := range []bool{false, true} {
				inv := c.inv
				inv.AsOf = asOf
				inv.Gaps = append(slices.Clone(inv.Gaps), assess.Gap{Part: part, Reason: assess.ReasonService, Partial: partial})
				findings, err := assess.Judge(&inv, []assess.Rule{rule}, catalogue)
				if err != nil {
					t.Fatal(err)
				}
				got := findings[0]
				failStands := partial && !slices.Contains(rule.Whole, part) && rule.Kind == assess.Counts && got.Outcome == assess.Fail && got.AtLeast
				if got.Outcome != assess.NotAssessed && !failStands {
					t.Errorf("%s %s: %s lost (partly: %v) gives %s", c.rule, c.name, part, partial, got.Outcome)
				}
			}
		}
	}
}

func TestBlockers(t *testing.T) {
	catalogue, err := Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	var blockers []string
	for _, id := range slices.Sorted(maps.Keys(catalogue)) {
		if catalogue[id].Blocker {
			blockers = append(blockers, id)
		}
		if catalogue[id].Blocker != (catalogue[id].Severity == assess.Critical) {
			t.Errorf("%s: blockers, and they alone, are critical", id)
		}
	}
	if diff := cmp.Diff([]string{"ODR-06", "SHR-03", "SHR-06"}, blockers); diff != "" {
		t.Errorf("blockers (-want +got)\n%s", diff)
	}
}

// sheets is what a filter may say: the workbook's sheets, with the columns and values to filter by.
var sheets = map[string]map[string][]string{
	"Actions":         {},
	"Sharing links":   {"Scope": {"Anyone", "Organization", "Named people"}, "State": {"Live"}, "Place": {"Site", "OneDrive"}, "Guests": {"None"}},
	"Everyone access": {"Open to": {"Everyone", "Broad group", "Guests"}, "Place": {"Site", "OneDrive"}},
	"Sites and owners": {"Kind": {"Group"}, "Visibility": {"Public"}, "Labels": {"None"},
		"Owner state": {"No owner", "No active owner", "Single owner", "Not known"}},
	"Teams":              {"Kind": {"Team", "Private channel"}, "Inactive": {"Yes"}, "Duplicate name": {"Yes"}, "Without owner": {"Yes"}},
	"OneDrive":           {"Owner state": {"Active", "Account deleted", "Account disabled", "Not known"}, "Inactive": {"Yes"}},
	"Labels":             {},
	"Licences and pilot": {"Eligible": {"No"}, "Signs in": {"No"}, "Copilot seat": {"Yes"}},
	"Subscriptions":      {"Copilot": {"Yes"}},
}

// A filter is written "COLUMN is VALUE or VALUE and COLUMN is not VALUE".
func TestFilters(t *testing.T) {
	catalogue, err := Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	for id, e := range catalogue {
		columns, ok := sheets[e.Sheet]
		if !ok {
			t.Errorf("%s: the workbook has no sheet %q", id, e.Sheet)
		}
		if e.Filter == "" {
			continue
		}
		for clause := range strings.SplitSeq(e.Filter, " and ") {
			column, values, _ := strings.Cut(clause, " is ")
			for value := range strings.SplitSeq(strings.TrimPrefix(values, "not "), " or ") {
				if !slices.Contains(columns[column], value) {
					t.Errorf("%s: %q of sheet %s has no value %q", id, column, e.Sheet, value)
				}
			}
		}
	}
}

var (
	placeholder = regexp.MustCompile(`\{[^}]*\}`)
	allowed     = regexp.MustCompile(`^\{(count|of|(count|of)\|[^|{}]*\|[^|{}]*|measure:[a-z0-9_.]+)\}$`)
	names       = regexp.MustCompile(`Microsoft 365|90 days|[EF][1-5]\b`) // digits that are no results
	digits      = regexp.MustCompile(`[0-9]`)
)

func TestWords(t *testing.T) {
	catalogue, err := Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	measures := map[string]bool{}
	for _, m := range assess.Measures {
		measures[m.Name] = true
	}
	oneOf := func(id, field, value string, list ...string) {
		if !slices.Contains(list, value) {
			t.Errorf("%s: %s is %q, not one of %q", id, field, value, list)
		}
	}
	for id, e := range catalogue {
		oneOf(id, "decides", e.Decides, "client", "msp")
		oneOf(id, "window", e.Window, "0-30", "30-60", "60-90")
		oneOf(id, "blueprint", e.Blueprint, "", "remediate oversharing", "set up guardrails", "meet regulations")
		if !slices.Contains(assess.Pillars, e.Pillar) {
			t.Errorf("%s: %q is no pillar", id, e.Pillar)
		}
		if n := len(e.Steps); n < 3 || n > 6 {
			t.Errorf("%s has %d steps", id, n)
		}
		if n := len(e.Links); n < 1 || n > 3 {
			t.Errorf("%s has %d links", id, n)
		}
		for _, l := range e.Links {
			if l.Title == "" || !strings.HasPrefix(l.URL, "https://learn.microsoft.com/") || strings.Contains(l.URL, "/en-") {
				t.Errorf("%s: link %q to %q", id, l.Title, l.URL)
			}
		}
		if (e.Severity == assess.Critical || e.Blocker) && e.Window != "0-30" {
			t.Errorf("%s is a blocker and waits until %s", id, e.Window)
		}
		if strings.Contains(e.Finding, "{count}") && !strings.HasPrefix(e.Finding, "{count}") {
			t.Errorf("%s: the finding does not begin with its number, so that no \"At least\" can stand before it", id)
		}
		texts := []string{e.Finding}
		for _, note := range e.Notes {
			texts = append(texts, note)
		}
		for _, text := range texts {
			for _, p := range placeholder.FindAllString(text, -1) {
				if !allowed.MatchString(p) {
					t.Errorf("%s: placeholder %s", id, p)
				}
				if name, ok := strings.CutPrefix(p, "{measure:"); ok && !measures[strings.TrimSuffix(name, "}")] {
					t.Errorf("%s: there is no measure %s", id, p)
				}
			}
		}
		for _, text := range append(texts, e.Title, e.Why) {
			if digits.MatchString(names.ReplaceAllString(placeholder.ReplaceAllString(text, ""), "")) {
				t.Errorf("%s: a number that is no placeholder in %q", id, text)
			}
		}
		if placeholder.MatchString(e.Title + e.Why + e.Proof) {
			t.Errorf("%s: a placeholder outside of finding and notes", id)
		}
	}
}

func TestCredit(t *testing.T) {
	for _, c := range []struct {
		name   string
		steps  []step
		amount float64
		want   float64
	}{
		{"one of a hundred", byShare, 0.01, 0.75},
		{"one of twenty", byShare, 1.0 / 20, 0.50},
		{"one of five", byShare, 0.2, 0.25},
		{"more", byShare, 0.21, 0},
		{"five links", byCount, 5, 0.75},
		{"six links", byCount, 6, 0.50},
		{"many links", byCount, 501, 0},
		{"a blocker's one link", byCountBlocker, 1, 0.50},
		{"a blocker's fifty-one", byCountBlocker, 51, 0},
		{"a quarter missing", byRollout, 0.25, 0.75},
		{"all missing", byRollout, 1, 0},
		{"a setting", allOrNothing, 1, 0},
	} {
		if got := credit(c.steps, c.amount); got != c.want {
			t.Errorf("%s: credit %v, want %v", c.name, got, c.want)
		}
	}
}

func TestExamplesAreTheFirstByKey(t *testing.T) {
	var list []assess.Object
	for i := 99; i >= 0; i-- {
		list = append(list, assess.Object{Key: string(rune('a'+i/26)) + string(rune('a'+i%26)), Name: "x"})
	}
	got := objects(list, 200, byShare)
	if len(got.Examples) != assess.MaxExamples || got.Count != 100 || got.Examples[0].Key != "aa" || got.Examples[49].Key != "bx" {
		t.Errorf("%d examples of %d, from %s to %s", len(got.Examples), got.Count, got.Examples[0].Key, got.Examples[len(got.Examples)-1].Key)
	}
}
