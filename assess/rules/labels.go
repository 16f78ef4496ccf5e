package rules

import (
	"cmp"
	"slices"

	"preflight/assess"
)

var labels = []assess.Rule{
	{ID: "LBL-01", Kind: assess.Ratio, Check: labelsExist, Needs: []string{assess.PartLabels}},
	{ID: "LBL-02", Kind: assess.Counts, Check: labelsFew, Needs: []string{assess.PartLabels}},
	{ID: "LBL-03", Kind: assess.Counts, Check: containerLabelsOn, Needs: []string{assess.PartLabelSettings}},
	{ID: "LBL-04", Kind: assess.Ratio, Check: groupsLabelled,
		Needs: []string{assess.PartGroups, assess.PartGroupLabels, assess.PartLabels, assess.PartLabelSettings}},
}

// maxLabels is how many labels Microsoft recommends at most side by side, at the top and below each label:
// https://learn.microsoft.com/compliance/assurance/assurance-data-classification-and-labels
const maxLabels = 5

// enabled reports whether a label was not seen to be switched off.
func enabled(l assess.Label) bool { return l.Enabled == nil || *l.Enabled }

// labelsExist asks whether there is a label to put on a file. It is a ratio although it counts, because a list that
// broke off before the first such label proves nothing.
func labelsExist(inv *assess.Inventory) assess.Verdict {
	if slices.ContainsFunc(inv.Labels, assess.Label.Available) {
		return assess.Verdict{Outcome: assess.Pass}
	}
	return assess.Verdict{Outcome: assess.Fail, Count: 1}
}

// labelsFew asks whether people are offered so few labels that they can choose. It counts the labels beyond the
// recommended number, the last in each list.
func labelsFew(inv *assess.Inventory) assess.Verdict {
	siblings := map[string][]assess.Label{} // by the label above
	names := map[string]string{}
	total := 0
	for _, l := range inv.Labels {
		names[l.ID] = l.Name
		if enabled(l) {
			siblings[l.Parent] = append(siblings[l.Parent], l)
			total++
		}
	}
	var beyond []assess.Object
	for parent, list := range siblings {
		if len(list) <= maxLabels {
			continue
		}
		slices.SortFunc(list, func(a, b assess.Label) int {
			return cmp.Or(cmp.Compare(a.Priority, b.Priority), cmp.Compare(a.ID, b.ID))
		})
		for _, l := range list[maxLabels:] {
			beyond = append(beyond, assess.Object{Key: l.ID, Name: l.Name, Place: names[parent]})
		}
	}
	return objects(beyond, total, byShare)
}

// containerLabelsOn asks whether teams, groups and sites can be labelled.
func containerLabelsOn(inv *assess.Inventory) assess.Verdict {
	return switchedOn(inv.ContainersEnabled)
}

// groupsLabelled asks whether each Microsoft 365 group, and with it its team and site, carries a label. While labels
// cannot be put on groups there is nothing to ask: other rules say what comes first.
func groupsLabelled(inv *assess.Inventory) assess.Verdict {
	switch {
	case inv.ContainersEnabled == nil:
		return unseen()
	case !*inv.ContainersEnabled, len(inv.Labels) == 0:
		return doesNotApply()
	}
	var bare []assess.Object
	for _, g := range inv.Groups {
		if !g.LabelsSeen {
			return unseen()
		}
		if len(g.Labels) == 0 {
			bare = append(bare, assess.Object{Key: g.ID, Name: g.Name, Place: g.Mail})
		}
	}
	return objects(bare, len(inv.Groups), byRollout)
}
