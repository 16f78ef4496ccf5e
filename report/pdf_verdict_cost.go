package report

import "preflight/assess"

// decision is what the client is asked for, with what it takes: nobody approves work without its price.
func (d Document) decision() string {
	return joined(" ", d.DecisionAsked(d.Assessment), d.firstPhase())
}

// firstPhase says how much work the first phase of the plan is, and at the agreed rate what it costs, in whole hours as
// the quote has them. It is silent where the verdict asks for no work.
func (d Document) firstPhase() string {
	if v := d.standing(d.Assessment); v != string(assess.NotReady) && v != string(assess.Pilot) {
		return ""
	}
	phases := d.phases()
	if len(phases) == 0 {
		return ""
	}
	p := phases[0]
	h := p.hours.up()
	with := With{"window": p.name, "n": len(p.list), "hours": d.hoursText(h)}
	if d.Engagement.Rate.Hour <= 0 {
		return d.Say("verdict.decision.phase", with)
	}
	with["cost"] = d.cost(h)
	return d.Say("verdict.decision.phase.cost", with)
}
