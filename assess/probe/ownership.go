package probe

import (
	"context"

	"github.com/microsoftgraph/msgraph-sdk-go/groups"

	"preflight/assess"
	"preflight/assess/graph"
)

// expanded is how many related objects Graph expands at most. A group with that many owners may have more.
const expanded = 20

// requestsAtOnce is how many requests a probe sends side by side where a $batch does not serve.
const requestsAtOnce = 4

// ownership reads all owners of the groups whose list may have been cut, https://learn.microsoft.com/graph/api/group-list-owners
func (r *run) ownership(ctx context.Context, inv *assess.Inventory, gap func(assess.Gap)) error {
	if err := r.need(assess.PartGroups); err != nil {
		return err
	}
	var cut []*assess.Group
	for i := range inv.Groups {
		if g := &inv.Groups[i]; len(g.Owners) >= expanded {
			cut = append(cut, g)
		}
	}
	spread(cut, requestsAtOnce, func(g *assess.Group) error { return r.owners(ctx, g) }, func(g *assess.Group, err error) {
		gap(newPlaceGap(assess.PartOwners, g.ID, g.Name, err))
	})
	r.tell(Progress{Probe: "ownership", What: "groups", Done: len(cut), Total: len(cut)})
	return nil
}

// owners reads the owners of one group. What was read of a list that broke off stays.
func (r *run) owners(ctx context.Context, g *assess.Group) error {
	request, err := r.ownersRequest(ctx, g.ID)
	if err != nil {
		return err
	}
	listed := map[string]bool{}
	for _, o := range g.Owners {
		listed[o.ID] = true
	}
	hidden := false
	_, err = list(ctx, r, request, func(o ownerJSON) error {
		owner := o.owner()
		hidden = hidden || !o.known()
		if !listed[owner.ID] {
			listed[owner.ID] = true
			g.Owners = append(g.Owners, owner)
		}
		return nil
	})
	sortOwners(g.Owners)
	if err == nil && hidden {
		err = errOwners
	}
	return err
}

// ownersRequest asks for the owners of a group.
func (r *run) ownersRequest(ctx context.Context, id string) (graph.Request, error) {
	return r.request(r.client.SDK().Groups().ByGroupId(id).Owners().ToGetRequestInformation(ctx, &groups.ItemOwnersRequestBuilderGetRequestConfiguration{
		QueryParameters: &groups.ItemOwnersRequestBuilderGetQueryParameters{
			Select: []string{"id", "displayName", "userPrincipalName"}, Top: new(pageSize),
		},
	}))
}
