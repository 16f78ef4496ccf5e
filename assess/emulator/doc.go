// Package emulator is Microsoft Graph v1.0, and one report below /beta, over TLS on 127.0.0.1 for a Tenant made up beforehand: sign-in, the requests
// that Preflight sends, $batch, usage reports, permissions, SharePoint's resource units, and faults on demand. It is
// written from Microsoft's pages and not from what Preflight does, and refuses what they do not have, so that a test
// over it can find Preflight wrong. It serves the demo as well.
package emulator
