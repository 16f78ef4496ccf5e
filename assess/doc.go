// Package assess is the pure core of Preflight: what was seen of a tenant, what is asked of it, and what follows.
//
// The flow has one direction:
//
//	Collect ──▶ Inventory ──Resolve──▶ Inventory ──Judge──▶ Findings ──Grade──▶ Score ──▶ Assessment
//
// Collect is the only step that talks to Microsoft Graph, through the probes handed to it. Everything after it is a
// pure function over plain values and needs neither network nor SDK.
package assess
