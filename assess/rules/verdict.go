package rules

import (
	"cmp"
	"slices"
	"strings"

	"preflight/assess"
)

// unseen answers for a fact that is missing although no gap says so. That is a defect of a probe, and must not come
// out as good or bad news; everything else that was not seen Judge sorts out before it asks.
func unseen() assess.Verdict { return assess.Verdict{Outcome: assess.NotAssessed} }

// doesNotApply answers where there is nothing to ask about.
func doesNotApply() assess.Verdict { return assess.Verdict{Outcome: assess.NotApplicable} }

// setting answers a question about one setting of the tenant.
func setting(good bool) assess.Verdict {
	if good {
		return assess.Verdict{Outcome: assess.Pass}
	}
	return assess.Verdict{Outcome: assess.Fail, Count: 1}
}

// switchedOn answers whether a setting is on; of one that Graph left out nobody knows.
func switchedOn(on *bool) assess.Verdict {
	if on == nil {
		return unseen()
	}
	return setting(*on)
}

// switchedOff answers whether a setting is off.
func switchedOff(on *bool) assess.Verdict {
	if on == nil {
		return unseen()
	}
	return setting(!*on)
}

// objects answers a question about each of some objects: bad are those that need attention, of is how many were looked
// at. Steps that are shares are of the objects.
func objects(bad []assess.Object, of int, steps []step) assess.Verdict {
	if of == 0 {
		return doesNotApply()
	}
	if len(bad) == 0 {
		return assess.Verdict{Outcome: assess.Pass, Of: of}
	}
	return assess.Verdict{
		Outcome: assess.Fail, Count: len(bad), Of: of,
		Credit: credit(steps, float64(len(bad))/float64(of)), Examples: first(bad),
	}
}

// first sorts a list by key and returns at most as many as a finding names.
func first(list []assess.Object) []assess.Object {
	slices.SortFunc(list, func(a, b assess.Object) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Name, b.Name))
	})
	if len(list) > assess.MaxExamples {
		list = slices.Clone(list[:assess.MaxExamples])
	}
	return list
}

// places are places of a tenant by key, in lower case.
type places map[string]bool

func (p places) has(key string) bool { return p[strings.ToLower(key)] }

// lost returns the places of some parts that a gap names. An object there was not seen, so that nothing about it is
// known: a group whose owners could not be read is not one without owners.
func lost(inv *assess.Inventory, parts ...string) places {
	list := places{}
	for _, g := range inv.Gaps {
		if g.Place != "" && slices.Contains(parts, g.Part) {
			list[strings.ToLower(g.Place)] = true
		}
	}
	return list
}
