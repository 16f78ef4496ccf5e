package main

import (
	"context"

	"preflight/assess"
	"preflight/assess/graph"
	"preflight/assess/probe"
)

// An arrival is what has to be known of a tenant before its cache can be opened.
type arrival struct {
	graph.Identity
	domain string            // its default domain; "" where Graph does not tell
	cost   assess.Collection // what asking cost
}

// arrive signs in and asks for the tenant's domain.
func (j job) arrive(ctx context.Context) (arrival, error) {
	client, err := graph.New(j.options)
	if err != nil {
		return arrival{}, err
	}
	identity, err := client.Identity(ctx)
	if err == nil {
		err = identity.Consented()
	}
	if err != nil {
		return arrival{}, err
	}
	domain := probe.Domain(ctx, client)
	return arrival{identity, domain, cost(client.Meter())}, ctx.Err()
}
