package probe

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/microsoftgraph/msgraph-sdk-go/subscribedskus"

	"preflight/assess"
)

// licence reads the tenant's subscriptions, https://learn.microsoft.com/graph/api/subscribedsku-list, and chooses the
// SharePoint budget by them.
func (r *run) licence(ctx context.Context, inv *assess.Inventory, gap func(assess.Gap)) error {
	type planJSON struct {
		ID   string `json:"servicePlanId"`
		Name string `json:"servicePlanName"`
	}
	type skuJSON struct {
		ID       string `json:"skuId"`
		Part     string `json:"skuPartNumber"`
		Status   string `json:"capabilityStatus"`
		Consumed int    `json:"consumedUnits"`
		Prepaid  struct {
			Enabled int `json:"enabled"`
			Warning int `json:"warning"`
		} `json:"prepaidUnits"`
		Plans *[]planJSON `json:"servicePlans"`
	}
	request, err := r.request(r.client.SDK().SubscribedSkus().ToGetRequestInformation(ctx, (*subscribedskus.SubscribedSkusRequestBuilderGetRequestConfiguration)(nil)))
	if err != nil {
		return err
	}
	hidden := 0
	n, err := list(ctx, r, request, func(s skuJSON) error {
		sku := assess.SKU{ID: key(s.ID), Part: s.Part, Status: s.Status, Enabled: s.Prepaid.Enabled, Warning: s.Prepaid.Warning, Consumed: s.Consumed}
		if s.Plans == nil {
			hidden++
			s.Plans = new([]planJSON)
		}
		for _, p := range *s.Plans {
			sku.Plans = append(sku.Plans, assess.ServicePlan{ID: key(p.ID), Name: p.Name})
		}
		slices.SortFunc(sku.Plans, func(a, b assess.ServicePlan) int { return cmp.Compare(a.ID, b.ID) })
		inv.SKUs = append(inv.SKUs, sku)
		return nil
	})
	slices.SortFunc(inv.SKUs, func(a, b assess.SKU) int { return cmp.Compare(a.ID, b.ID) })
	if err == nil && hidden > 0 {
		err = errHidden("the service plans of subscriptions")
	}
	if n > 0 {
		r.client.SetSeats(Seats(inv.SKUs))
	}
	return r.settle(gap, assess.PartSKUs, n, err)
}

// Seats counts the licences that decide on SharePoint's limits: those of subscriptions with a SharePoint plan.
func Seats(skus []assess.SKU) int {
	n := 0
	for _, s := range skus {
		sharePoint := slices.ContainsFunc(s.Plans, func(p assess.ServicePlan) bool {
			return strings.HasPrefix(p.Name, "SHAREPOINT") && p.Name != "SHAREPOINTWAC" // that one is Office for the web
		})
		if sharePoint {
			n += s.Enabled + s.Warning
		}
	}
	return n
}
