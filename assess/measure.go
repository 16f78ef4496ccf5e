package assess

import "slices"

// A Measure is a named number of assessment.json. Names are API: never reused, never given another meaning.
type Measure struct {
	Name  string
	Needs []string // as in Rule
	Whole []string
	Count func(*Inventory) int

	// Spans are sets of parts each of which shows a share of the number: it is not seen at all only where the parts of
	// every set are lost. Nil: Needs says it all.
	Spans [][]string

	// Unlicensed says that the subscriptions were seen and show no plan of the service, so that the number is 0 without
	// looking. Nil: the number does not hang on a licence.
	Unlicensed func(*Inventory) bool
}

// Seen is what a partial look saw of a measure.
type Seen struct {
	AtLeast int    `json:"atLeast"`
	Looked  int    `json:"looked,omitempty"`
	Total   int    `json:"total,omitempty"` // 0: how many places there are is not known
	Unit    string `json:"unit,omitempty"`
}

// Evaluate counts the measures. A measure of which not everything was seen is nil, never 0 and never a partial count;
// where a part was seen, seen holds that as a lower bound.
func Evaluate(inv *Inventory, measures []Measure) (values map[string]*int, seen map[string]Seen) {
	values, seen = map[string]*int{}, map[string]Seen{}
	for _, m := range measures {
		values[m.Name] = nil
		if m.Unlicensed != nil && !inv.Look(nil, []string{PartSKUs}).Lost && m.Unlicensed(inv) {
			values[m.Name] = new(int)
			continue
		}
		sight := m.look(inv)
		if sight.Lost {
			continue
		}
		n := m.Count(inv)
		if sight.Partial {
			seen[m.Name] = Seen{AtLeast: n, Looked: sight.Looked, Total: sight.Total, Unit: sight.Unit}
			continue
		}
		values[m.Name] = &n
	}
	return values, seen
}

// look says how much was seen of what the measure is made of.
func (m Measure) look(inv *Inventory) Sight {
	if m.Spans == nil {
		return inv.Look(m.Needs, m.Whole)
	}
	all := inv.Look(slices.Concat(m.Needs, slices.Concat(m.Spans...)), m.Whole)
	if !all.Lost || inv.Look(m.Needs, m.Whole).Lost {
		return all
	}
	for _, span := range m.Spans {
		if !inv.Look(span, nil).Lost {
			return Sight{Partial: true, Gaps: all.Gaps} // how many places the lost share has, nobody knows
		}
	}
	return all
}
