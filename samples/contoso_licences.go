package samples

// contosoLicences plants the subscriptions: 25 Copilot seats, of which five are in a grace period.
func contosoLicences(p *plan) {
	p.subscribe(businessPremium, "Enabled", 75, 0, false)
	p.subscribe(e3NoTeams, "Enabled", 20, 0, false)
	p.subscribe(f1, "Enabled", 15, 0, false)
	p.subscribe(e5Compliance, "Enabled", 10, 0, false)
	p.subscribe(powerBIFree, "Enabled", 1_000_000, 0, false)
	p.subscribe(copilotSeat, "Enabled", 20, 5, true)
	p.subscribe(copilotSales, "Suspended", 0, 0, true)
	p.trap("licence.copilot.seats", copilotSales.Part, "carries a Copilot plan and has only suspended units")
	p.trap("licence.copilot.seats", businessPremium.Part, "carries Bing_Chat_Enterprise, which is no paid seat")
	p.trap("licence.copilot.seats", copilotSeat.Part, "five of its 25 units are in warning: they count")
}

// contosoHolds is what the enabled Member with that number holds.
func contosoHolds(n int) licensed {
	var base licensed
	switch {
	case n <= 49:
		base = holdsPremium
	case n <= 60:
		base = holdsE3
	case n <= 63:
		base = holdsE3.with(holdsAddOn)
	case n <= 73:
		base = holdsF1
	case n <= 76:
		base = holdsAddOn // E5 Compliance alone
	case n <= 80:
		base = holdsPowerBI
	case n == 81:
		return holdsSeat // a seat without anything that it could stand on
	default:
		base = holdsNothing
	}
	switch {
	case n <= 11:
		return base.with(holdsSeat)
	case n == 12:
		return base.with(holdsHalfSeat)
	case n == 13:
		return base.with(holdsDeadSeat)
	}
	return base
}

// contosoLicenceTraps names whom the licences are there to confuse.
func contosoLicenceTraps(p *plan) {
	p.trap("licence.users.eligible", p.who("a75").upn, "holds E5 Compliance, an add-on, and no base licence")
	p.trap("licence.users.eligible", p.who("a81").upn, "holds a Copilot seat and no base licence")
	p.trap("licence.users.not_eligible", p.who("a78").upn, "holds Power BI only, which carries EXCHANGE_S_FOUNDATION and no mailbox: a no, not a gap")
	p.trap("licence.users.not_eligible", p.who("a66").upn, "holds F1, which is on the list")
	p.trap("licence.copilot.assigned", p.who("a12").upn, "has one of the two plans switched off and counts")
	p.trap("licence.copilot.assigned", p.who("a13").upn, "has both plans switched off")
}
