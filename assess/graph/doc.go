// Package graph is the thin layer between the Microsoft Graph SDK and the
// probes: sign-in, one throttle, pages, $batch, usage reports and errors that
// can be read.
//
// A request passes through these layers, outermost first:
//
//	SDK adapter (token, continuous access evaluation)
//	→ middlewares (telemetry, parameter names)
//	→ refusals  (an answer that is no success becomes an *Error)
//	→ readOnly  (GET and $batch of GETs, nothing else)
//	→ throttle  (budget, shared pauses, retries, meter, time limit of an attempt)
//	→ the plain HTTP transport
//
// The SDK's own retry, redirect and compression middlewares are left out: their
// order is random, their retries ignore broken connections, 500 and 502, and
// the default client's time limit includes the waits.
package graph
