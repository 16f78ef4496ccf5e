package rules

import (
	"fmt"

	"preflight/assess"
)

// SKU ids and service plans as Microsoft lists them:
// https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
const (
	businessPremium = "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"
	powerBIFree     = "a403ebcc-fae0-4ca2-8c8c-7a907fd6c235"
	copilotSKU      = "639dec6b-bb19-468b-871c-c5c441c4b0cb"
	copilotApps     = "a62f8878-de10-42f3-b68f-6149a25ceb97"
	copilotChat     = "3f30311c-6b1e-48a4-ab79-725b469da960"
)

// staff is a tenant with some enabled members who are eligible, and some who are not.
func staff(eligible, not int) assess.Inventory {
	inv := assess.Inventory{SKUs: []assess.SKU{{ID: businessPremium, Part: "SPB", Enabled: 300}, {ID: powerBIFree, Part: "POWER_BI_STANDARD", Enabled: 300}}}
	for i := range eligible + not {
		u := assess.User{ID: fmt.Sprintf("%03d", i), Name: "Person", Member: true, Enabled: true, Licences: []assess.Licence{{SKU: powerBIFree}}}
		if i >= not {
			u.Licences = append(u.Licences, assess.Licence{SKU: businessPremium})
		}
		inv.Users = append(inv.Users, u)
	}
	return inv
}

// seats is a tenant with so many seats of Copilot, of which so many are assigned, and these people.
func seats(enabled, warning, consumed int, users ...assess.User) assess.Inventory {
	return assess.Inventory{Users: users, SKUs: []assess.SKU{
		{ID: powerBIFree, Part: "POWER_BI_STANDARD", Enabled: 100},
		{ID: copilotSKU, Part: "Microsoft_365_Copilot", Enabled: enabled, Warning: warning, Consumed: consumed, Plans: []assess.ServicePlan{{ID: copilotChat}, {ID: copilotApps}}},
	}}
}

// holder is a member with a seat and plans switched off in it.
func holder(id string, enabled bool, off ...string) assess.User {
	return assess.User{ID: id, Name: "Holder " + id, Member: true, Enabled: enabled, Licences: []assess.Licence{{SKU: copilotSKU, DisabledPlans: off}}}
}

var licenceCases = []ruleCase{
	{rule: "LIC-01", name: "everybody", inv: staff(4, 0), want: assess.Pass, of: 4},
	{rule: "LIC-01", name: "95 in a hundred", inv: staff(19, 1), want: assess.Pass, count: 1, of: 20, examples: []string{"000"}},
	{rule: "LIC-01", name: "less", inv: staff(18, 1), want: assess.Fail, count: 1, of: 19, credit: 0.75, examples: []string{"000"}},
	{rule: "LIC-01", name: "three quarters", inv: staff(3, 1), want: assess.Fail, count: 1, of: 4, credit: 0.75, examples: []string{"000"}},
	{rule: "LIC-01", name: "half", inv: staff(2, 2), want: assess.Fail, count: 2, of: 4, credit: 0.5, examples: []string{"000", "001"}},
	{rule: "LIC-01", name: "a quarter", inv: staff(1, 3), want: assess.Fail, count: 3, of: 4, credit: 0.25, examples: []string{"000", "001", "002"}},
	{rule: "LIC-01", name: "nobody", inv: staff(0, 1), want: assess.Fail, count: 1, of: 1, examples: []string{"000"}},
	{rule: "LIC-01", name: "a product that nobody knows counts neither way", inv: assess.Inventory{
		Users: []assess.User{
			{ID: "a", Member: true, Enabled: true, Licences: []assess.Licence{{SKU: businessPremium}}},
			{ID: "b", Member: true, Enabled: true, Licences: []assess.Licence{{SKU: "new"}}},
		},
		SKUs: []assess.SKU{{ID: "new", Part: "NEW_SUITE", Plans: []assess.ServicePlan{{ID: "x", Name: "EXCHANGE_S_STANDARD"}}}},
	}, want: assess.Pass, of: 1},
	{rule: "LIC-01", name: "guests and disabled people are not asked", inv: assess.Inventory{Users: []assess.User{{ID: "g", Guest: true, Enabled: true}, {ID: "d", Member: true}}}, want: assess.NotApplicable},

	{rule: "LIC-02", name: "all in use", inv: seats(2, 0, 1, holder("a", true)), want: assess.Pass, of: 2},
	{rule: "LIC-02", name: "held by a leaver", inv: seats(2, 1, 2, holder("a", true), holder("b", false, copilotApps)), want: assess.Fail, count: 1, of: 3, examples: []string{"b"}},
	{rule: "LIC-02", name: "with the plans switched off", inv: seats(2, 0, 1, holder("b", false, copilotChat, copilotApps)), want: assess.Pass, of: 2},
	{rule: "LIC-02", name: "no seats", inv: staff(1, 0), want: assess.NotApplicable},

	{rule: "LIC-03", name: "all assigned", inv: seats(2, 1, 3), want: assess.Pass, of: 3},
	{rule: "LIC-03", name: "some free", inv: seats(20, 0, 16), want: assess.Fail, count: 4, of: 20, credit: 0.25, examples: []string{copilotSKU}},
	{rule: "LIC-03", name: "more than were bought", inv: seats(2, 0, 3), want: assess.Pass, of: 2},
	{rule: "LIC-03", name: "no seats", inv: staff(1, 0), want: assess.NotApplicable},
}
