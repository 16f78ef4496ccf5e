package main

import (
	"context"

	"preflight/assess/graph"
	"preflight/assess/probe"
)

// An arrival is what has to be known of a tenant before its cache can be opened.
type arrival struct {
	graph.Identity
	domain string // its default domain; "" where Graph does not tell
}

// arrive signs in and asks for the tenant's domain.
func arrive(ctx context.Context, client *graph.Client) (arrival, error) {
	identity, err := client.Identity(ctx)
	if err == nil {
		err = identity.Consented()
	}
	if err != nil {
		return arrival{}, err
	}
	return arrival{identity, probe.Domain(ctx, client)}, ctx.Err()
}
