package assess

// Sight is how much of what a question needs was seen.
type Sight struct {
	Lost    bool   // a needed part was not seen at all: no answer is possible
	Partial bool   // something was seen, not all: a count is a lower bound
	Looked  int    // places looked at, of the part with the worst share …
	Total   int    // … of the places there are; 0 where the total is unknown
	Unit    string // what the places are, in the plural
	Gaps    []Gap  // the gaps that made it so, sorted
}

// Share is the part of the places that was looked at, between 0 and 1.
func (s Sight) Share() float64 {
	switch {
	case s.Lost:
		return 0
	case !s.Partial:
		return 1
	case s.Total == 0:
		return 0
	}
	return float64(s.Looked) / float64(s.Total)
}

// Look says how much was seen of the parts that a rule or a measure reads. A part in needs may be seen partly. A part
// in whole is joined against, so that seeing it partly is as good as not at all: "no user of the tenant" cannot be
// said from half of the users.
func (inv *Inventory) Look(needs, whole []string) Sight {
	var s Sight
	lost := map[string]map[string]bool{} // unit → places lost
	total := map[string]int{}
	unknown := false
	for i, name := range append(append([]string(nil), needs...), whole...) {
		part, _ := FindPart(name)
		for _, g := range inv.Gaps {
			if g.Part != name {
				continue
			}
			s.Gaps = append(s.Gaps, g)
			switch {
			case g.Place == "" && !g.Partial, i >= len(needs):
				s.Lost = true
			case g.Place == "" || part.Places == nil:
				s.Partial, unknown = true, true
			default:
				s.Partial = true
				if lost[part.Unit] == nil {
					lost[part.Unit] = map[string]bool{}
				}
				lost[part.Unit][g.Place] = true
				total[part.Unit] = part.Places(inv)
			}
		}
	}
	s.Gaps = sortGaps(s.Gaps)
	if s.Lost || unknown {
		return s
	}
	worst := 2.0
	for _, part := range Parts { // in a fixed order, so that the same input names the same unit
		places := lost[part.Unit]
		if len(places) == 0 {
			continue
		}
		n := total[part.Unit]
		looked := max(0, n-len(places))
		share := 0.0
		if n > 0 {
			share = float64(looked) / float64(n)
		}
		if share < worst {
			worst, s.Looked, s.Total, s.Unit = share, looked, n, part.Unit
		}
	}
	if s.Total > 0 && s.Looked == 0 {
		s.Lost = true // every place was lost
	}
	return s
}
