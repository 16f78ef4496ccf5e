package rules

import "preflight/assess"

// labelled is a tenant with n labels, their setting for groups and these groups.
func labelled(n int, containers *bool, groups ...assess.Group) assess.Inventory {
	return assess.Inventory{Labels: many(n, ""), ContainersEnabled: containers, Groups: groups}
}

// many is n labels below parent.
func many(n int, parent string) []assess.Label {
	list := make([]assess.Label, n)
	for i := range list {
		id := parent + string(rune('1'+i))
		list[i] = assess.Label{ID: id, Name: "Label " + id, Parent: parent, Priority: i}
	}
	return list
}

var labelCases = []ruleCase{
	{rule: "LBL-01", name: "one for files", inv: assess.Inventory{Labels: []assess.Label{{ID: "a", ApplicableTo: []string{"email", "file"}, Enabled: &yes}}}, want: assess.Pass},
	{rule: "LBL-01", name: "Graph does not say what for", inv: labelled(1, nil), want: assess.Pass},
	{rule: "LBL-01", name: "none", inv: nowhere, want: assess.Fail, count: 1},
	{rule: "LBL-01", name: "none that can be used", inv: assess.Inventory{Labels: []assess.Label{{ID: "a", Sublabels: 1}, {ID: "b", Parent: "a", Enabled: &no}, {ID: "c", ApplicableTo: []string{"email"}}, {ID: "d", ApplicableTo: []string{}}}}, want: assess.Fail, count: 1},
	{rule: "LBL-01", name: "a list that broke off", inv: assess.Inventory{Gaps: []assess.Gap{{Part: assess.PartLabels, Partial: true, Reason: assess.ReasonService}}}, want: assess.NotAssessed},

	{rule: "LBL-02", name: "five and five", inv: assess.Inventory{Labels: append(many(5, ""), many(5, "1")...)}, want: assess.Pass, of: 10},
	{rule: "LBL-02", name: "a sixth that is switched off", inv: assess.Inventory{Labels: append(many(5, ""), assess.Label{ID: "x", Enabled: &no})}, want: assess.Pass, of: 5},
	{rule: "LBL-02", name: "seven, and six below one", inv: assess.Inventory{Labels: append(many(7, ""), many(6, "1")...)}, want: assess.Fail, count: 3, of: 13, examples: []string{"16", "6", "7"}},
	{rule: "LBL-02", name: "none", inv: nowhere, want: assess.NotApplicable},

	{rule: "LBL-03", name: "on", inv: labelled(0, &yes), want: assess.Pass},
	{rule: "LBL-03", name: "off", inv: labelled(3, &no), want: assess.Fail, count: 1},
	{rule: "LBL-03", name: "not seen and no gap", inv: labelled(3, nil), want: assess.NotAssessed},

	{rule: "LBL-04", name: "all", inv: labelled(1, &yes, assess.Group{ID: "a", LabelsSeen: true, Labels: []string{"1"}}), want: assess.Pass, of: 1},
	{rule: "LBL-04", name: "half", inv: labelled(1, &yes, assess.Group{ID: "a", LabelsSeen: true, Labels: []string{"1"}}, assess.Group{ID: "b", Name: "B", LabelsSeen: true}), want: assess.Fail, count: 1, of: 2, credit: 0.5, examples: []string{"b"}},
	{rule: "LBL-04", name: "hidden labels are not missing", inv: labelled(1, &yes, assess.Group{ID: "a"}), want: assess.NotAssessed},
	{rule: "LBL-04", name: "labels off for groups", inv: labelled(1, &no, assess.Group{ID: "b", LabelsSeen: true}), want: assess.NotApplicable},
	{rule: "LBL-04", name: "no labels", inv: labelled(0, &yes, assess.Group{ID: "b", LabelsSeen: true}), want: assess.NotApplicable},
	{rule: "LBL-04", name: "no groups", inv: labelled(1, &yes), want: assess.NotApplicable},
}
