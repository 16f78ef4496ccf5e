package rules

import (
	"fmt"

	"preflight/assess"
)

var licences = []assess.Rule{
	{ID: "LIC-01", Kind: assess.Ratio, Check: peopleEligible, Needs: []string{assess.PartUsers, assess.PartSKUs, assess.PartPrerequisites}},
	{ID: "LIC-02", Kind: assess.Counts, Check: noSeatsDisabled, Needs: []string{assess.PartUsers, assess.PartSKUs}},
	{ID: "LIC-03", Kind: assess.Counts, Check: seatsAssigned, Needs: []string{assess.PartSKUs}},
}

// One enabled member in so many may lack a base licence, because service and shared accounts are members too: 95 %
// eligible are enough.
const tolerated = 20

// peopleEligible asks whether staff hold licences to which Copilot can be added. Somebody with a product that nobody
// knows counts neither way; a gap says so.
func peopleEligible(inv *assess.Inventory) assess.Verdict {
	var without []assess.Object
	members := 0
	for p := range assess.People(inv) {
		switch {
		case p.Kind != "member", !p.Enabled, !p.Eligible && len(p.Unknown) > 0:
			continue
		case !p.Eligible:
			without = append(without, personObject(p))
		}
		members++
	}
	v := objects(without, members, byRollout)
	if v.Outcome == assess.Fail && tolerated*v.Count <= v.Of {
		v.Outcome, v.Credit = assess.Pass, 0
	}
	return v
}

// noSeatsDisabled asks whether a seat is paid for that nobody can use.
func noSeatsDisabled(inv *assess.Inventory) assess.Verdict {
	seats, _ := copilotSeats(inv)
	if seats == 0 {
		return doesNotApply()
	}
	var holders []assess.Object
	for p := range assess.People(inv) {
		if p.Copilot && !p.Enabled {
			holders = append(holders, personObject(p))
		}
	}
	return objects(holders, seats, byShare)
}

// seatsAssigned asks whether all seats that were bought are given to somebody.
func seatsAssigned(inv *assess.Inventory) assess.Verdict {
	seats, idle := copilotSeats(inv)
	if seats == 0 {
		return doesNotApply()
	}
	free := 0
	var products []assess.Object
	for _, s := range idle {
		n := s.Enabled + s.Warning - s.Consumed
		free += n
		products = append(products, assess.Object{Key: s.Key, Name: s.Part, Detail: fmt.Sprintf("%d free", n)})
	}
	if free == 0 {
		return assess.Verdict{Outcome: assess.Pass, Of: seats}
	}
	return assess.Verdict{
		Outcome: assess.Fail, Count: free, Of: seats,
		Credit: credit(byShare, float64(free)/float64(seats)), Examples: first(products),
	}
}

// copilotSeats counts the seats of Copilot and returns the subscriptions with free ones.
func copilotSeats(inv *assess.Inventory) (seats int, idle []assess.SKURow) {
	for s := range assess.Subscriptions(inv) {
		if !s.Copilot {
			continue
		}
		bought := s.Enabled + s.Warning
		seats += bought
		if bought > s.Consumed {
			idle = append(idle, s)
		}
	}
	return seats, idle
}

// personObject names an account.
func personObject(p assess.PersonRow) assess.Object {
	return assess.Object{Key: p.Key, Name: p.Name, Place: p.UPN}
}
