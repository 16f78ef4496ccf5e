package assess

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// The files of a run's folder.
const (
	AssessmentFile = "assessment.json"
	EvidenceFile   = "evidence.jsonl.gz"
	ReportFile     = "report.pdf"
	WorkbookFile   = "remediation.xlsx"
)

// Schema is the version of assessment.json. It grows when a reader of the last one would misread the new one.
const Schema = 1

// An Assessment is the outcome of one run as a plain value: small, and the whole input of the PDF. Its rows stand in
// the evidence beside it.
type Assessment struct {
	Schema  int    `json:"schema"`
	Version string `json:"version"` // of Preflight
	AsOf    Date   `json:"asOf"`
	Run     int    `json:"run"` // 1 for the first of a tenant, by its dated folders
	Tenant  Tenant `json:"tenant"`
	Sample  bool   `json:"sample,omitempty"` // a fictional tenant of the demo
	Clock   string `json:"clock,omitempty"`  // a warning where asOf is more than two days from the clock

	Score    Score     `json:"score"`
	Findings []Finding `json:"findings"`

	Measures map[string]*int `json:"measures"`
	Seen     map[string]Seen `json:"seen"`

	Sharing  *SharingSettings `json:"sharing,omitempty"`
	Exposure []SiteExposure   `json:"exposure,omitempty"` // the MaxExposure sites and OneDrives with most to find
	Sites    int              `json:"sites"`              // how many Exposure was drawn from
	Names    *NameExposure    `json:"names,omitempty"`    // nil: nobody looked at the names of files
	Control  ControlSample    `json:"control"`
	Crawl    *Crawl           `json:"crawl,omitempty"` // nil: no library was to be read
	Coverage []PartCoverage   `json:"coverage"`

	Permissions Permissions `json:"permissions"`
	Gaps        []Gap       `json:"gaps"`

	// UnmatchedExclusions are the addresses of sites that were to be left out by agreement, and that no site has that was
	// seen: what was meant by a mistyped one was read.
	UnmatchedExclusions []string `json:"unmatchedExclusions,omitempty"`

	Requests Requests `json:"requests"`
	Evidence Evidence `json:"evidence"`
}

// MaxExposure is how many sites an assessment names in its exposure; all of them stand in the evidence.
const MaxExposure = 50

// PartCoverage says of one part how many of its places were read.
type PartCoverage struct {
	Part   string `json:"part"`
	Looked int    `json:"looked"`
	Total  int    `json:"total"` // 1 for a part that is read whole or not at all
	Unit   string `json:"unit,omitempty"`
}

// Permissions says what the application held, of what it could use.
type Permissions struct {
	Known   bool     `json:"known"` // false: the token could not be read, which Microsoft allows itself
	Held    []string `json:"held"`
	Missing []string `json:"missing"` // of the least set
	Excess  []string `json:"excess"`  // held and of no use to Preflight
}

// Requests says what reading the tenant cost.
type Requests struct {
	Sent          int `json:"sent"`
	ResourceUnits int `json:"resourceUnits"`
	Throttled     int `json:"throttled"`
}

// Evidence names the evidence file that belongs to the assessment.
type Evidence struct {
	SHA256 string         `json:"sha256"`
	Rows   map[string]int `json:"rows"` // by kind
}

// Date is a calendar date in UTC, written 2026-11-21.
type Date struct{ time.Time }

// MarshalText writes d as 2026-11-21.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.UTC().Format(time.DateOnly)), nil }

// UnmarshalText reads a date.
func (d *Date) UnmarshalText(text []byte) error {
	t, err := time.Parse(time.DateOnly, string(text))
	if err != nil {
		return fmt.Errorf("%q is no date: write it like 2026-11-21", text)
	}
	d.Time = t
	return nil
}

// MarshalJSON keeps time.Time's own method from being used.
func (d Date) MarshalJSON() ([]byte, error) { return json.Marshal(d.UTC().Format(time.DateOnly)) }

// UnmarshalJSON reads a date.
func (d *Date) UnmarshalJSON(data []byte) error {
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	return d.UnmarshalText([]byte(s))
}

// Assemble puts the outcome of a run together. The inventory has been resolved and judged.
func Assemble(inv *Inventory, findings []Finding) Assessment {
	values, seen := Evaluate(inv, Measures)
	a := Assessment{
		Schema: Schema, AsOf: Date{inv.AsOf}, Tenant: inv.Tenant,
		Score: Grade(findings), Findings: append([]Finding{}, findings...),
		Measures: values, Seen: seen,
		Sharing: inv.Sharing, Sites: len(inv.Exposure.Sites), Control: inv.Control,
		Coverage: cover(inv), Permissions: ComparePermissions(inv.Roles, inv.RolesKnown), Gaps: append([]Gap{}, inv.Gaps...),
		Requests: Requests{Sent: inv.Collection.Requests, ResourceUnits: inv.Collection.ResourceUnits, Throttled: inv.Collection.Throttled},
	}
	if inv.Crawl.Scan != "" || len(inv.Crawl.Areas) > 0 {
		crawl := inv.Crawl
		crawl.Areas = append([]AreaCrawl{}, crawl.Areas...)
		a.Crawl = &crawl
	}
	a.Exposure = slices.Clone(inv.Exposure.Sites)
	slices.SortFunc(a.Exposure, func(x, y SiteExposure) int {
		return cmp.Or(-cmp.Compare(x.FilesDiscoverable, y.FilesDiscoverable), -cmp.Compare(x.FilesAnonymous, y.FilesAnonymous),
			-cmp.Compare(x.FilesOrganization, y.FilesOrganization), -cmp.Compare(x.LinksGuests+x.ItemsGuests, y.LinksGuests+y.ItemsGuests), cmp.Compare(x.WebID, y.WebID))
	})
	if len(a.Exposure) > MaxExposure {
		a.Exposure = a.Exposure[:MaxExposure]
	}
	a.Names = assembleNames(inv, a.Exposure)
	return a
}

// cover says of each part how much of it was read.
func cover(inv *Inventory) []PartCoverage {
	list := make([]PartCoverage, 0, len(Parts))
	for _, p := range Parts {
		c := PartCoverage{Part: p.Name, Looked: 1, Total: 1, Unit: p.Unit}
		if p.Places != nil {
			c.Total = p.Places(inv)
			c.Looked = c.Total
		}
		sight := inv.Look(append([]string{p.Name}, p.From...), nil)
		switch {
		case sight.Lost:
			c.Looked = 0
		case sight.Partial:
			c.Looked, c.Total = sight.Looked, sight.Total
		}
		list = append(list, c)
	}
	return list
}

// Curable reports whether something was lost that a permission, a setting, a retry or a rerun could recover.
func (a Assessment) Curable() bool {
	return slices.ContainsFunc(a.Gaps, func(g Gap) bool { return g.Reason.Curable() })
}

// Save writes the assessment as indented JSON, the same bytes for the same value.
func (a Assessment) Save(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(a); err != nil {
		return fmt.Errorf("writing the assessment: %w", err)
	}
	return nil
}

// Load reads the assessment of a run's folder.
func Load(dir string) (Assessment, error) {
	var a Assessment
	name := filepath.Join(dir, AssessmentFile)
	data, err := os.ReadFile(name)
	if err != nil {
		return a, fmt.Errorf("reading the assessment: %w", err)
	}
	if err := json.Unmarshal(data, &a); err != nil {
		return a, fmt.Errorf("%s is no assessment of Preflight: %w", name, err)
	}
	if a.Schema != Schema {
		return a, fmt.Errorf("%s has schema %d and this Preflight reads %d: use the version that wrote it (%s)", name, a.Schema, Schema, a.Version)
	}
	return a, nil
}
