package probe

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/microsoftgraph/msgraph-sdk-go/groups"

	"preflight/assess"
	"preflight/assess/graph"
)

// members counts the enabled Members in each group that holds a direct grant, nested groups included. A group that
// another probe asks for is left to it.
func (r *run) members(ctx context.Context, inv *assess.Inventory, gap gapFunc) error {
	granted, names, err := assess.GrantedGroups(r.opts.Store.Holders(r.opts.Run.ID))
	if err != nil {
		return cacheError{err}
	}
	ids := r.claim(granted)
	if len(ids) == 0 {
		return nil
	}
	if err := r.need(assess.PartUsers); err != nil {
		gap(newGap(assess.PartMembers, err))
		return nil
	}
	active := map[string]bool{}
	for i := range inv.Users {
		if inv.Users[i].ActiveMember() {
			active[inv.Users[i].ID] = true
		}
	}
	visibility := map[string]string{} // of Microsoft 365 groups
	for i := range inv.Groups {
		visibility[inv.Groups[i].ID] = inv.Groups[i].Visibility
	}
	spread(ids, requestsAtOnce, func(id string) error {
		n, all, err := r.countMembers(ctx, id, active)
		kind, listed := visibility[id]
		switch {
		case graph.IsStatus(err, 404) && !listed:
			n, err = 0, r.confirmNoGroup(ctx, id)
		case err == nil && all == 0 && strings.EqualFold(kind, "HiddenMembership"):
			// That Graph then lists nobody, and does not refuse, is not yet seen on a live tenant.
			err = errHidden("members of the group, for want of Member.Read.Hidden,")
		}
		if err != nil {
			return err
		}
		r.crawled.Lock()
		defer r.crawled.Unlock()
		inv.Members = append(inv.Members, assess.GroupMembers{GroupID: id, Name: names[id], Active: n})
		return nil
	}, func(id string, err error) { gap(newPlaceGap(assess.PartMembers, id, names[id], err)) })
	r.crawled.Lock()
	defer r.crawled.Unlock()
	slices.SortFunc(inv.Members, func(a, b assess.GroupMembers) int { return cmp.Compare(a.GroupID, b.GroupID) })
	return nil
}

// claim returns the groups that no probe has asked for yet.
func (r *run) claim(ids []string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var mine []string
	for _, id := range ids {
		if !r.claimed[id] {
			r.claimed[id] = true
			mine = append(mine, id)
		}
	}
	return mine
}

// countMembers counts those of a group's transitive members who are active, and all that were listed. Those of a group
// with hidden membership need a permission of their own: https://learn.microsoft.com/graph/api/group-list-transitivemembers
func (r *run) countMembers(ctx context.Context, id string, active map[string]bool) (n, all int, err error) {
	type memberJSON struct {
		ID string `json:"id"`
	}
	request, err := r.request(r.client.SDK().Groups().ByGroupId(id).TransitiveMembers().ToGetRequestInformation(ctx, &groups.ItemTransitiveMembersRequestBuilderGetRequestConfiguration{
		QueryParameters: &groups.ItemTransitiveMembersRequestBuilderGetQueryParameters{Select: []string{"id"}, Top: new(pageSize)},
	}))
	if err != nil {
		return 0, 0, err
	}
	counted := map[string]bool{}
	all, err = list(ctx, r, request, func(m memberJSON) error {
		if id := key(m.ID); active[id] {
			counted[id] = true
		}
		return nil
	})
	return len(counted), all, err
}

// confirmNoGroup asks for the owners of a group whose members were answered with 404. Where they are not found either,
// the group is no more, and has no members.
func (r *run) confirmNoGroup(ctx context.Context, id string) error {
	request, err := r.ownersRequest(ctx, id)
	if err != nil {
		return err
	}
	_, err = list(ctx, r, request, func(ownerJSON) error { return nil })
	switch {
	case graph.IsStatus(err, 404):
		return nil
	case err == nil:
		return errContent("the group is there, but says that its members are not")
	}
	return err
}
