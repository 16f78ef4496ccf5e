package assess

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
)

// A Catalogue holds the words of every rule, by rule ID. Words live here and numbers in verdicts: a text that needs a
// number names it in braces, {count}, {of} or {measure:sharing.links.anonymous}, and the report fills it in.
type Catalogue map[string]Entry

// Entry is what the documents say about one rule.
type Entry struct {
	ID        string            `yaml:"id"`
	Title     string            `yaml:"title"`   // the good state, as a statement: "No file is open to anyone with the link"
	Action    string            `yaml:"action"`  // what to do, as a short order without a number of objects: "Remove the Anyone links in sites"
	Finding   string            `yaml:"finding"` // the bad state with its number: "{count} links open files to anyone"
	Why       string            `yaml:"why"`     // why it matters for Copilot, in business words
	Steps     []string          `yaml:"steps"`   // the fix, each a portal path or a command
	Proof     string            `yaml:"proof"`   // how one sees that it is fixed
	Severity  Severity          `yaml:"severity"`
	Blocker   bool              `yaml:"blocker"`
	Pillar    Pillar            `yaml:"pillar"`
	Blueprint string            `yaml:"blueprint"` // Microsoft's Copilot blueprint pillar: remediate oversharing, set up guardrails, meet regulations; empty: none
	Owner     string            `yaml:"owner"`     // the role that does it: SharePoint administrator …
	Decides   string            `yaml:"decides"`   // client, where the client has to decide first; else msp
	Effort    Effort            `yaml:"effort"`
	Window    string            `yaml:"window"`  // 0-30, 30-60, 60-90: days in the action plan
	Licence   string            `yaml:"licence"` // the licence that the fix needs beyond the usual; empty: none
	Sheet     string            `yaml:"sheet"`   // the workbook's sheet that lists the objects, and how to filter it:
	Filter    string            `yaml:"filter"`  // "Scope is Anyone"; empty: the whole sheet
	Notes     map[string]string `yaml:"notes"`   // texts that a verdict can name
	Links     []Link            `yaml:"links"`
}

// What an entry may say of who decides, when, and which pillar of Microsoft's blueprint it serves.
var (
	deciders   = []string{"client", "msp"}
	windows    = []string{"0-30", "30-60", "60-90"}
	blueprints = []string{"", "remediate oversharing", "set up guardrails", "meet regulations"}
)

// MaxAction is how many characters an action may have, so that it stands in a line of the first pages.
const MaxAction = 60

// Effort is the time that a fix takes, in hours: a fixed part, and one that grows with the objects.
type Effort struct {
	From      float64 `yaml:"from"`
	To        float64 `yaml:"to"`
	PerObject float64 `yaml:"perObject"` // hours for each object beyond the first, added to both
	Most      float64 `yaml:"most"`      // ceiling of the sum; 0: none
}

// Hours is the effort for count objects.
func (e Effort) Hours(count int) (from, to float64) {
	extra := e.PerObject * float64(max(0, count-1))
	from, to = e.From+extra, e.To+extra
	if e.Most > 0 {
		from, to = min(from, e.Most), min(to, e.Most)
	}
	return from, to
}

// Link is a page to read.
type Link struct {
	Title string `yaml:"title"`
	URL   string `yaml:"url"`
}

// LoadCatalogue reads every *.yaml file of fsys, each a list of entries. An unknown key, a missing text or an ID that
// stands twice is an error that names the file.
func LoadCatalogue(fsys fs.FS) (Catalogue, error) {
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("listing the catalogue: %w", err)
	}
	catalogue := Catalogue{}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("reading the catalogue: %w", err)
		}
		var entries []Entry
		if err := yaml.UnmarshalWithOptions(data, &entries, yaml.Strict()); err != nil {
			return nil, fmt.Errorf("catalogue %s: %w", path.Base(name), err)
		}
		for _, e := range entries {
			if err := e.check(); err != nil {
				return nil, fmt.Errorf("catalogue %s: %w", path.Base(name), err)
			}
			if _, twice := catalogue[e.ID]; twice {
				return nil, fmt.Errorf("catalogue %s: %s stands twice", path.Base(name), e.ID)
			}
			catalogue[e.ID] = e
		}
	}
	return catalogue, nil
}

// check says what an entry lacks.
func (e Entry) check() error {
	for _, field := range []struct{ name, value string }{
		{"id", e.ID}, {"title", e.Title}, {"action", e.Action}, {"finding", e.Finding}, {"why", e.Why}, {"proof", e.Proof},
		{"severity", string(e.Severity)}, {"pillar", string(e.Pillar)}, {"owner", e.Owner}, {"decides", e.Decides}, {"window", e.Window}, {"sheet", e.Sheet},
	} {
		if field.value == "" {
			return fmt.Errorf("%s has no %s", e.ID, field.name)
		}
	}
	switch {
	case utf8.RuneCountInString(e.Action) > MaxAction:
		return fmt.Errorf("%s: action %q is longer than %d characters", e.ID, e.Action, MaxAction)
	case strings.ContainsAny(strings.ReplaceAll(e.Action, "Microsoft 365", ""), "0123456789{"):
		return fmt.Errorf("%s: action %q has a number: an action is the same however much there is to do", e.ID, e.Action)
	case e.Severity.Weight() == 0:
		return fmt.Errorf("%s: severity %q is none of %v", e.ID, e.Severity, Severities)
	case !slices.Contains(Pillars, e.Pillar):
		return fmt.Errorf("%s: pillar %q is none of %v", e.ID, e.Pillar, Pillars)
	case !slices.Contains(deciders, e.Decides):
		return fmt.Errorf("%s: decides %q is none of %v", e.ID, e.Decides, deciders)
	case !slices.Contains(windows, e.Window):
		return fmt.Errorf("%s: window %q is none of %v", e.ID, e.Window, windows)
	case !slices.Contains(blueprints, e.Blueprint):
		return fmt.Errorf("%s: blueprint %q is none of %q", e.ID, e.Blueprint, blueprints)
	case len(e.Steps) == 0:
		return fmt.Errorf("%s has no steps", e.ID)
	case len(e.Links) == 0:
		return fmt.Errorf("%s has no links", e.ID)
	case e.Effort.To < e.Effort.From || e.Effort.To == 0:
		return fmt.Errorf("%s: effort from %v to %v hours", e.ID, e.Effort.From, e.Effort.To)
	}
	return nil
}
