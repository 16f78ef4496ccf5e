// Package probe looks at a tenant: it fills an assess.Inventory through Microsoft Graph, one area a file.
//
// A probe reads parts. What it cannot read it reports as a gap with the part, the place and the reason, and goes on:
// what it could read stays true. An empty list therefore means "none" only where no gap speaks of it.
//
// The requests are those of Microsoft Graph v1.0, all of them GET or a $batch of GETs. Where the SDK has a request
// builder, the SDK writes the URL; the crawl of libraries and the parts of batches are written out, because the SDK's
// decoder is what would make them slow.
package probe
