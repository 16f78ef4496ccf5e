package assess

import (
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"
)

//go:embed eligibility.csv
var eligibilityCSV string

// The service plans that make a seat of Microsoft 365 Copilot, M365_COPILOT_APPS and M365_COPILOT_BUSINESS_CHAT. Seats
// are told by plan, because Microsoft's list of products lags behind the products:
// https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
var copilotPlans = []string{"a62f8878-de10-42f3-b68f-6149a25ceb97", "3f30311c-6b1e-48a4-ab79-725b469da960"}

// workloadPlans are the beginnings of the names of service plans that give a mailbox, sites or Teams. A product that
// has one and stands on no list may be a base licence. EXCHANGE_S_FOUNDATION, which nearly every product has, gives none.
var workloadPlans = []string{
	"EXCHANGE_S_STANDARD", "EXCHANGE_S_ENTERPRISE", "EXCHANGE_S_DESKLESS", "EXCHANGE_S_ESSENTIALS", "EXCHANGE_B_STANDARD", "EXCHANGE_L_STANDARD",
	"SHAREPOINTSTANDARD", "SHAREPOINTENTERPRISE", "SHAREPOINTDESKLESS", "SHAREPOINTLITE",
	"TEAMS1", "TEAMS_GOV", "TEAMS_AR_", "TEAMS_DESKLESS",
}

// An offer is a product of the committed list.
type offer struct {
	name string
	base bool // lets its holder be given Copilot
}

// offers is the committed list of products by SKU id.
var offers = sync.OnceValue(func() map[string]offer {
	r := csv.NewReader(strings.NewReader(eligibilityCSV))
	r.Comment = '#'
	rows, _ := r.ReadAll() // a test reads the list and would see an error
	list := make(map[string]offer, len(rows))
	for _, row := range rows {
		list[row[0]] = offer{name: row[3], base: row[2] != "none"}
	}
	delete(list, "skuId") // the heading
	return list
})

// copilot reports whether a seat of s is one of Copilot, unless its holder has the plans switched off.
func (s SKU) copilot(disabled []string) bool {
	return slices.ContainsFunc(s.Plans, func(p ServicePlan) bool {
		return slices.Contains(copilotPlans, p.ID) && !slices.Contains(disabled, p.ID)
	})
}

// unknown reports whether s may be a base licence that the committed list does not know yet.
func (s SKU) unknown() bool {
	if _, listed := offers()[s.ID]; listed {
		return false
	}
	return slices.ContainsFunc(s.Plans, func(p ServicePlan) bool {
		return slices.ContainsFunc(workloadPlans, func(name string) bool { return strings.HasPrefix(strings.ToUpper(p.Name), name) })
	})
}

// entitlement says what somebody's licences come to.
type entitlement struct {
	base    bool     // holds a base licence
	unknown []string // ids of SKUs that may be one, sorted; a base licence beside them makes that idle
	copilot bool     // holds a seat with a plan switched on
}

// entitle adds up licences. Without the tenant's subscriptions every product off the list is unknown.
func entitle(licences []Licence, skus map[string]SKU, skusWhole bool) entitlement {
	var e entitlement
	for _, l := range licences {
		o, listed := offers()[l.SKU]
		sku := skus[l.SKU]
		e.base = e.base || o.base
		e.copilot = e.copilot || sku.copilot(l.DisabledPlans)
		if !listed && (!skusWhole || sku.unknown()) {
			e.unknown = append(e.unknown, l.SKU)
		}
	}
	e.unknown = distinct(e.unknown)
	return e
}

// skuIndex is the tenant's subscriptions by id, and whether all of them were seen.
func skuIndex(inv *Inventory) (skus map[string]SKU, whole bool) {
	skus = make(map[string]SKU, len(inv.SKUs))
	for _, s := range inv.SKUs {
		skus[s.ID] = s
	}
	return skus, !inv.Look(nil, []string{PartSKUs}).Lost
}
