package samples

import (
	"slices"

	"preflight/assess/emulator"
)

// The two service plans that make a SKU a Copilot seat.
var (
	copilotApps = emulator.ServicePlan{ID: "a62f8878-de10-42f3-b68f-6149a25ceb97", Name: "M365_COPILOT_APPS"}
	copilotChat = emulator.ServicePlan{ID: "3f30311c-6b1e-48a4-ab79-725b469da960", Name: "M365_COPILOT_BUSINESS_CHAT"}
)

// Service plans that many SKUs carry. EXCHANGE_S_FOUNDATION comes with nearly everything and is no mailbox.
var (
	foundation   = emulator.ServicePlan{ID: "113feb6c-3fe4-4440-bddc-54d774bf0318", Name: "EXCHANGE_S_FOUNDATION"}
	exchange1    = emulator.ServicePlan{ID: "9aaf7827-d63c-4b61-89c3-182f06f82e5c", Name: "EXCHANGE_S_STANDARD"}
	exchange2    = emulator.ServicePlan{ID: "efb87545-963c-4e0d-99df-69c6916d9eb0", Name: "EXCHANGE_S_ENTERPRISE"}
	sharepoint1  = emulator.ServicePlan{ID: "c7699d2e-19aa-44de-8edf-1736da088ca1", Name: "SHAREPOINTSTANDARD"}
	sharepoint2  = emulator.ServicePlan{ID: "5dbe027f-2339-4123-9542-606e4d348a72", Name: "SHAREPOINTENTERPRISE"}
	sharepointK  = emulator.ServicePlan{ID: "902b47e5-dcb2-4fdc-858b-c63a90a2bdb9", Name: "SHAREPOINTDESKLESS"}
	teams        = emulator.ServicePlan{ID: "57ff2da0-773e-42df-b2af-ffb7a2317929", Name: "TEAMS1"}
	apps         = emulator.ServicePlan{ID: "094e7854-93fc-4d55-b2c0-3ab5369ebdc1", Name: "OFFICE_BUSINESS"}
	appsE        = emulator.ServicePlan{ID: "43de0ff5-c92c-492b-9116-175376d08c38", Name: "OFFICESUBSCRIPTION"}
	entraP1      = emulator.ServicePlan{ID: "41781fb2-bc02-4b7c-bd55-b576c07bb09d", Name: "AAD_PREMIUM"}
	intune       = emulator.ServicePlan{ID: "c1ec4a95-1f05-45b3-a911-aa3fa01094f5", Name: "INTUNE_A"}
	bingChat     = emulator.ServicePlan{ID: "0d0c0d31-fae7-41f2-b909-eaf4d7f26dba", Name: "Bing_Chat_Enterprise"}
	copilotTeams = emulator.ServicePlan{ID: "b95945de-b3bd-46db-8437-f2beb6ea2347", Name: "M365_COPILOT_TEAMS"}
	copilotGraph = emulator.ServicePlan{ID: "82d30987-df9b-4486-b146-198b21d164c7", Name: "GRAPH_CONNECTORS_COPILOT"}
)

// The subscriptions of the samples, with their real ids and the plans of them that matter here.
var (
	businessPremium = emulator.SKU{ID: "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", Part: "SPB",
		Plans: []emulator.ServicePlan{exchange1, sharepoint1, teams, apps, entraP1, intune, bingChat, foundation}}
	businessStandard = emulator.SKU{ID: "f245ecc8-75af-4f8e-b61f-27d8114de5f3", Part: "O365_BUSINESS_PREMIUM",
		Plans: []emulator.ServicePlan{exchange1, sharepoint1, teams, apps, bingChat}}
	e3NoTeams = emulator.SKU{ID: "dcf0408c-aaec-446c-afd4-43e3683943ea", Part: "Microsoft_365_E3_(no_Teams)",
		Plans: []emulator.ServicePlan{exchange2, sharepoint2, appsE, entraP1, intune, bingChat}}
	f1 = emulator.SKU{ID: "44575883-256e-4a79-9da4-ebe9acabe2b2", Part: "M365_F1",
		Plans: []emulator.ServicePlan{sharepointK, teams, entraP1, intune, foundation}}
	e5Compliance = emulator.SKU{ID: "184efa21-98c3-4e5d-95ab-d07053a96e67", Part: "INFORMATION_PROTECTION_COMPLIANCE",
		Plans: []emulator.ServicePlan{
			{ID: "2f442157-a11c-46b9-ae5b-6e39ff4e5849", Name: "M365_ADVANCED_AUDITING"},
			{ID: "efb0351d-3b08-4503-993d-383af8de41e3", Name: "MIP_S_CLP2"},
			{ID: "cd31b152-6326-4d1b-ae1b-997b625182e6", Name: "MIP_S_Exchange"},
		}}
	powerBIFree = emulator.SKU{ID: "a403ebcc-fae0-4ca2-8c8c-7a907fd6c235", Part: "POWER_BI_STANDARD",
		Plans: []emulator.ServicePlan{{ID: "2049e525-b859-401b-b2a0-e0a31c4b1fe4", Name: "BI_AZURE_P0"}, foundation}}
	copilotSeat = emulator.SKU{ID: "639dec6b-bb19-468b-871c-c5c441c4b0cb", Part: "Microsoft_365_Copilot",
		Plans: []emulator.ServicePlan{copilotGraph, copilotChat, copilotTeams, copilotApps}}
	copilotSales = emulator.SKU{ID: "15f2e9fc-b782-4f73-bf51-81d8b7fff6f4", Part: "Microsoft_Copilot_for_Sales",
		Plans: []emulator.ServicePlan{{ID: "a2194428-ead1-4fc1-bb81-ab8675125f42", Name: "Microsoft_Copilot_for_Sales"}, copilotApps, copilotTeams, copilotChat}}
)

// What accounts hold.
var (
	holdsNothing  = licensed{}
	holdsPremium  = licensed{skus: hold(businessPremium), base: true}
	holdsStandard = licensed{skus: hold(businessStandard), base: true}
	holdsE3       = licensed{skus: hold(e3NoTeams), base: true}
	holdsF1       = licensed{skus: hold(f1), base: true}
	holdsAddOn    = licensed{skus: hold(e5Compliance)}
	holdsPowerBI  = licensed{skus: hold(powerBIFree)}
	holdsSeat     = licensed{skus: hold(copilotSeat), copilot: true}
	holdsHalfSeat = licensed{skus: hold(copilotSeat, copilotApps.ID), copilot: true}
	holdsDeadSeat = licensed{skus: hold(copilotSeat, copilotApps.ID, copilotChat.ID)}
)

func hold(sku emulator.SKU, disabled ...string) []emulator.Licence {
	return []emulator.Licence{{SKU: sku.ID, Disabled: disabled}}
}

// subscribe plants a subscription. A seat counts where the SKU carries one of the two plans, which the caller says.
func (p *plan) subscribe(sku emulator.SKU, status string, enabled, warning int, seats bool) {
	sku.Status, sku.Enabled, sku.Warning = status, enabled, warning
	sku.Plans = slices.Clone(sku.Plans)
	p.tenant.SKUs = append(p.tenant.SKUs, sku)
	if seats {
		p.count("licence.copilot.seats", enabled+warning)
	}
}
