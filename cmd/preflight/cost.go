package main

import (
	"preflight/assess"
	"preflight/assess/graph"
	"preflight/assess/store"
)

// spent is what earlier processes have spent of the day's budget.
func (c *cache) spent() ([]graph.Spending, error) {
	hours, err := c.Spent()
	spent := make([]graph.Spending, len(hours))
	for i, h := range hours {
		spent[i] = graph.Spending{Start: h.Start, Units: h.Units}
	}
	return spent, err
}

// count records what the run has cost so far.
func (c *cache) count(client *graph.Client) {
	c.run.Cost = plus(c.earlier, cost(client.Meter()))
	spending := client.Spending()
	hours := make([]store.Hour, len(spending))
	for i, s := range spending {
		hours[i] = store.Hour{Start: s.Start, Units: s.Units}
	}
	c.record(c.SaveSpent(hours))
	c.record(c.SaveRun(c.run))
}

// cost is what a client has sent.
func cost(m graph.Meter) assess.Collection {
	return assess.Collection{Requests: m.Requests, ResourceUnits: m.ResourceUnits, Throttled: m.Throttled}
}

func plus(a, b assess.Collection) assess.Collection {
	return assess.Collection{Requests: a.Requests + b.Requests, ResourceUnits: a.ResourceUnits + b.ResourceUnits, Throttled: a.Throttled + b.Throttled}
}

// stands is how the budget stands, for progress.
func (c *cache) stands(client *graph.Client) budgetState {
	return budgetState{
		units: c.earlier.ResourceUnits + client.Meter().ResourceUnits, unitsLeft: client.Budget().Left, waiting: client.Waiting(),
	}
}
