package assess

// A Rule asks one question of the inventory. Its words stand in the catalogue under its ID.
type Rule struct {
	ID    string   // "SHR-03": never reused
	Needs []string // the parts that Check reads
	Whole []string // of the parts that Check reads, those it joins against: seen partly they are as good as lost
	May   []string // further parts that may decide: without them some tenants get an answer and others none, or "at least"
	Kind  Kind
	Check func(*Inventory) Verdict
}

// Kind says what a partial look can prove.
type Kind string

// Counts: one bad object is a fail, so that a fail of a partial look stands. Ratio: a share of the whole, which a
// partial look cannot give.
const (
	Counts Kind = "counts"
	Ratio  Kind = "ratio"
)

// Outcome is what became of a rule.
type Outcome string

// The outcomes, and how documents call them.
const (
	Pass          Outcome = "pass"           // In order
	Fail          Outcome = "fail"           // Needs attention
	NotApplicable Outcome = "not-applicable" // Does not apply
	NotAssessed   Outcome = "not-assessed"   // Not verified; Judge says it, and a rule of which a fact is missing without a gap
)

// A Verdict is a rule's answer: numbers and objects, no words.
type Verdict struct {
	Outcome  Outcome
	Count    int      // objects that need attention
	Of       int      // objects looked at, where that means something; else 0
	Credit   float64  // of a fail: the share of the weight that is won all the same, in a few named steps
	Examples []Object // at most MaxExamples, the first in key order
	Note     string   // the name of a note in the rule's catalogue entry, "" for none
}

// MaxExamples is how many objects a finding names. All of them stand in the evidence.
const MaxExamples = 50

// An Object is something of the tenant that a finding names.
type Object struct {
	Key    string `json:"key"` // stable from run to run
	Name   string `json:"name"`
	Place  string `json:"place,omitempty"`  // the site, team or person it belongs to
	Detail string `json:"detail,omitempty"` // a fact in few words
	URL    string `json:"url,omitempty"`    // the object's own address
}

// Severity is how much a failed rule matters.
type Severity string

// The severities.
const (
	Critical Severity = "critical"
	High     Severity = "high"
	Medium   Severity = "medium"
	Low      Severity = "low"
)

// weights of rules by severity: a critical rule counts as much as ten low ones.
var weights = map[Severity]float64{Critical: 10, High: 6, Medium: 3, Low: 1}

// Weight is what a rule of that severity counts in the score.
func (s Severity) Weight() float64 { return weights[s] }

// Severities lists the severities, the worst first.
var Severities = []Severity{Critical, High, Medium, Low}

// Pillar is a chapter of the assessment.
type Pillar string

// The pillars, in the order of the report.
const (
	DataExposure          Pillar = "data-exposure"
	Ownership             Pillar = "ownership"
	InformationProtection Pillar = "information-protection"
	IdentityDevices       Pillar = "identity-devices"
	Licences              Pillar = "licences"
)

// Pillars lists the pillars in the order of the report.
var Pillars = []Pillar{DataExposure, Ownership, InformationProtection, IdentityDevices, Licences}
