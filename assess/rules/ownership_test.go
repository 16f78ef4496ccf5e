package rules

import "preflight/assess"

// group is a Microsoft 365 group whose owners are in that state.
func group(id string, state assess.OwnerState) assess.Group {
	return assess.Group{ID: id, Name: "Group " + id, OwnerState: state}
}

var (
	yes = true
	no  = false
)

var ownershipCases = []ruleCase{
	{rule: "OWN-01", name: "owned", inv: assess.Inventory{Groups: []assess.Group{group("a", assess.OwnerActive), group("b", assess.OwnerSingle)}}, want: assess.Pass, of: 2},
	{rule: "OWN-01", name: "none and inactive", inv: assess.Inventory{Groups: []assess.Group{group("c", assess.OwnerInactive), group("a", assess.OwnerActive), group("b", assess.OwnerNone)}}, want: assess.Fail, count: 2, of: 3, examples: []string{"b", "c"}},
	{rule: "OWN-01", name: "synchronised groups are left out", inv: assess.Inventory{Groups: []assess.Group{group("a", assess.OwnerActive), group("b", assess.OwnerUnknown)}}, want: assess.Pass, of: 1, note: "hidden"},
	{rule: "OWN-01", name: "only synchronised groups", inv: assess.Inventory{Groups: []assess.Group{group("b", assess.OwnerUnknown)}}, want: assess.NotAssessed},
	{rule: "OWN-01", name: "owners that could not be read are none missing", inv: withGap(assess.Inventory{Groups: []assess.Group{group("a", assess.OwnerNone), group("b", assess.OwnerNone)}}, assess.PartOwners, "b"), want: assess.Fail, count: 1, of: 1, atLeast: true, examples: []string{"a"}},
	{rule: "OWN-01", name: "no group", inv: nowhere, want: assess.NotApplicable},

	{rule: "OWN-02", name: "two each", inv: assess.Inventory{Groups: []assess.Group{group("a", assess.OwnerActive)}}, want: assess.Pass, of: 1},
	{rule: "OWN-02", name: "the one has left: that is OWN-01", inv: assess.Inventory{Groups: []assess.Group{group("a", assess.OwnerActive), group("b", assess.OwnerInactive)}}, want: assess.Pass, of: 2},
	{rule: "OWN-02", name: "single", inv: assess.Inventory{Groups: append(manyGroups(19), group("z", assess.OwnerSingle))}, want: assess.Fail, count: 1, of: 20, credit: 0.5, examples: []string{"z"}},
	{rule: "OWN-02", name: "no group", inv: nowhere, want: assess.NotApplicable},

	{rule: "OWN-03", name: "owned", inv: assess.Inventory{Sites: []assess.Site{{WebID: "a", Owner: assess.OwnerActive}, {WebID: "b", GroupID: "g"}}}, want: assess.Pass, of: 1},
	{rule: "OWN-03", name: "not known", inv: assess.Inventory{Sites: []assess.Site{{WebID: "a", Name: "Old", Owner: assess.OwnerUnknown}, {WebID: "b", Owner: assess.OwnerActive}, {WebID: "c", Owner: assess.OwnerUnknown, Archived: true}}}, want: assess.Fail, count: 1, of: 2, examples: []string{"a"}},
	{rule: "OWN-03", name: "a report that broke off names nobody's absence", inv: assess.Inventory{Sites: []assess.Site{{WebID: "a", Name: "Old", Owner: assess.OwnerUnknown}}, Gaps: []assess.Gap{{Part: assess.PartSiteUsage, Partial: true, Reason: assess.ReasonService}}}, want: assess.NotAssessed},
	{rule: "OWN-03", name: "every site has a group", inv: assess.Inventory{Sites: []assess.Site{{WebID: "b", GroupID: "g"}}}, want: assess.NotApplicable},

	{rule: "OWN-04", name: "shown", inv: assess.Inventory{NamesConcealed: &no}, want: assess.Pass},
	{rule: "OWN-04", name: "hidden", inv: assess.Inventory{NamesConcealed: &yes}, want: assess.Fail, count: 1},
	{rule: "OWN-04", name: "not seen and no gap", inv: nowhere, want: assess.NotAssessed},
}

// manyGroups is n groups with two owners.
func manyGroups(n int) []assess.Group {
	list := make([]assess.Group, n)
	for i := range list {
		list[i] = group(string(rune('a'+i)), assess.OwnerActive)
	}
	return list
}
