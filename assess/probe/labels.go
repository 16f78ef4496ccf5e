package probe

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/microsoftgraph/msgraph-sdk-go/groups"
	"github.com/microsoftgraph/msgraph-sdk-go/groupsettings"
	"github.com/microsoftgraph/msgraph-sdk-go/security"

	"preflight/assess"
	"preflight/assess/graph"
)

// labels reads the sensitivity labels, whether groups and sites can carry them, and which groups do.
func (r *run) labels(ctx context.Context, inv *assess.Inventory, gap func(assess.Gap)) error {
	r.together(ctx, gap,
		task{[]string{assess.PartLabels}, func(ctx context.Context) error { return r.sensitivityLabels(ctx, inv, gap) }},
		task{[]string{assess.PartLabelSettings}, func(ctx context.Context) error { return r.labelSettings(ctx, inv, gap) }},
		task{[]string{assess.PartGroupLabels}, func(ctx context.Context) error { return r.groupLabels(ctx, inv, gap) }},
	)
	return nil
}

// labelJSON is a sensitivity label with the labels below it,
// https://learn.microsoft.com/graph/api/resources/security-sensitivitylabel
type labelJSON struct {
	ID           string        `json:"id"`
	Name         string        `json:"name"`
	DisplayName  string        `json:"displayName"`
	Enabled      *bool         `json:"isEnabled"`
	ApplicableTo *string       `json:"applicableTo"`
	Priority     int           `json:"priority"`
	Default      bool          `json:"isDefault"`
	Protects     *bool         `json:"hasProtection"`
	Sublabels    *[]*labelJSON `json:"sublabels"`
}

// sensitivityLabels reads the labels. Microsoft's page shows their sublabels in the same answer, which is not yet seen on
// a live tenant: of a label that comes without the property they are asked for apart. Where that fails too the label is
// left out, because it may be no more than a heading.
// https://learn.microsoft.com/graph/api/tenantdatasecurityandgovernance-list-sensitivitylabels
func (r *run) sensitivityLabels(ctx context.Context, inv *assess.Inventory, gap gapFunc) error {
	request, err := r.request(r.client.SDK().Security().DataSecurityAndGovernance().SensitivityLabels().ToGetRequestInformation(ctx,
		(*security.DataSecurityAndGovernanceSensitivityLabelsRequestBuilderGetRequestConfiguration)(nil)))
	if err != nil {
		return err
	}
	nulls, n := 0, 0
	add := func(l labelJSON) {
		n++
		nulls += appendLabel(&inv.Labels, l, "")
	}
	var silent []labelJSON
	_, err = list(ctx, r, request, func(l labelJSON) error {
		if l.Sublabels == nil {
			silent = append(silent, l)
			return nil
		}
		add(l)
		return nil
	})
	hidden := r.sublabels(ctx, silent, add)
	slices.SortFunc(inv.Labels, func(a, b assess.Label) int { return cmp.Compare(a.ID, b.ID) })
	switch {
	case err != nil:
	case nulls > 0:
		err = errContent("a sublabel came as null")
	default:
		err = hidden
	}
	return r.settle(gap, assess.PartLabels, n, err)
}

// sublabels asks for the labels below those that came without saying, hands each of those to add with what it was
// answered, and returns the first error: that label was not handed on. Sublabels are a contained navigation property,
// which OData lets a service leave out of the list, and of which it answers an empty list where there are none. A 404 may
// as well mean that the service does not know the address, so that it says nothing; not yet seen on a live tenant.
// https://learn.microsoft.com/graph/api/resources/security-sensitivitylabel#relationships
func (r *run) sublabels(ctx context.Context, silent []labelJSON, add func(labelJSON)) (first error) {
	requests := make([]graph.Request, len(silent))
	for i, l := range silent {
		requests[i] = graph.Request{URL: "/security/dataSecurityAndGovernance/sensitivityLabels/" + segment(l.ID) + "/sublabels"}
	}
	for i, response := range r.client.Batch(ctx, requests) {
		below := []*labelJSON{}
		err := graph.EachPart(ctx, r.client, response, func(l labelJSON) error { below = append(below, &l); return nil })
		if err != nil {
			first = cmp.Or(first, err)
			continue
		}
		label := silent[i]
		label.Sublabels = &below
		add(label)
	}
	return first
}

// appendLabel adds a label and those below it, and returns how many of them were null.
func appendLabel(list *[]assess.Label, l labelJSON, parent string) (nulls int) {
	label := assess.Label{
		ID: key(l.ID), Name: cmp.Or(l.DisplayName, l.Name), Parent: parent, Enabled: l.Enabled, Priority: l.Priority, Default: l.Default, Protects: l.Protects,
	}
	if l.ApplicableTo != nil && *l.ApplicableTo != "" {
		for target := range strings.SplitSeq(*l.ApplicableTo, ",") {
			label.ApplicableTo = append(label.ApplicableTo, strings.TrimSpace(target))
		}
		slices.Sort(label.ApplicableTo)
	}
	var below []*labelJSON
	if l.Sublabels != nil { // those of the second level have none below them and need not say so
		below = *l.Sublabels
	}
	label.Sublabels = len(below)
	*list = append(*list, label)
	for _, sub := range below {
		if sub == nil {
			nulls++
			continue
		}
		nulls += appendLabel(list, *sub, label.ID)
	}
	return nulls
}

// groupUnified is the directory setting that holds EnableMIPLabels: by name, and by its template,
// https://learn.microsoft.com/entra/identity/users/groups-assign-sensitivity-labels
const (
	groupUnified         = "Group.Unified"
	groupUnifiedTemplate = "62375ab9-6b52-47ed-826b-58e47e0e304b"
)

// labelSettings reads whether labels can be put on groups and sites. A setting that was never made is off.
func (r *run) labelSettings(ctx context.Context, inv *assess.Inventory, gap gapFunc) error {
	type settingJSON struct {
		Name     string `json:"displayName"`
		Template string `json:"templateId"`
		Values   []struct {
			Name  string `json:"name"`
			Value string `json:"value"`
		} `json:"values"`
	}
	request, err := r.request(r.client.SDK().GroupSettings().ToGetRequestInformation(ctx, (*groupsettings.GroupSettingsRequestBuilderGetRequestConfiguration)(nil)))
	if err != nil {
		return err
	}
	on, found := false, false
	_, err = list(ctx, r, request, func(s settingJSON) error {
		if s.Name != groupUnified && key(s.Template) != groupUnifiedTemplate {
			return nil
		}
		for _, v := range s.Values {
			if v.Name == "EnableMIPLabels" {
				found, on = true, strings.EqualFold(strings.TrimSpace(v.Value), "true")
			}
		}
		return nil
	})
	if err != nil && !found {
		return err
	}
	inv.ContainersEnabled = &on
	return r.settle(gap, assess.PartLabelSettings, 1, nil)
}

// groupLabels reads the labels of Microsoft 365 groups. Without Group.Read.All or Directory.Read.All Graph answers with
// null, which is hidden and not empty.
func (r *run) groupLabels(ctx context.Context, inv *assess.Inventory, gap gapFunc) error {
	if err := r.need(assess.PartGroups); err != nil {
		return err
	}
	type groupJSON struct {
		ID     string `json:"id"`
		Labels *[]struct {
			ID string `json:"labelId"`
		} `json:"assignedLabels"`
	}
	at := map[string]int{}
	for i := range inv.Groups {
		at[inv.Groups[i].ID] = i
	}
	request, err := r.request(r.client.SDK().Groups().ToGetRequestInformation(ctx, &groups.GroupsRequestBuilderGetRequestConfiguration{
		QueryParameters: &groups.GroupsRequestBuilderGetQueryParameters{
			Filter: new(unified), Select: []string{"id", "assignedLabels"}, Top: new(pageSize),
		},
	}))
	if err != nil {
		return err
	}
	n, hidden := 0, 0
	_, err = list(ctx, r, request, func(g groupJSON) error {
		if g.Labels == nil {
			hidden++
			return nil
		}
		n++
		i, ok := at[key(g.ID)]
		if !ok {
			return nil // made since the groups were listed
		}
		// Another probe fills the owners of these groups meanwhile: a group must not be copied here.
		group := &inv.Groups[i]
		group.LabelsSeen = true
		for _, l := range *g.Labels {
			group.Labels = append(group.Labels, key(l.ID))
		}
		slices.Sort(group.Labels)
		return nil
	})
	if err == nil && hidden > 0 {
		err = errHidden("the labels of groups")
	}
	return r.settle(gap, assess.PartGroupLabels, n, err)
}
