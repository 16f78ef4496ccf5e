// Package store keeps what a crawl has read of a tenant's libraries in a SQLite file, so that a run that is killed goes
// on where it was, a rerun asks for changes only, and memory does not grow with items or links.
//
// It is a cache: it may be deleted at any time, and costs a full crawl then. The tables are described in schema.sql; any
// SQLite client opens the file while no run uses it.
//
// # What it promises
//
//   - A method that writes does so in one transaction. Whatever happens to the process or the machine, the next Open
//     finds the state after the last method that returned nil, or after the one that was under way (WAL with
//     synchronous=FULL).
//   - One process uses a cache at a time; a second one is refused with [Locked]. Within the process a Store may be used
//     by several goroutines, also from the body of a loop over one of its iterators: these read in portions and hold
//     nothing in between.
//   - Memory does not grow with what is kept: a page, a batch or a portion is held at a time, what Settle computes with lies
//     in a temporary file.
//   - A file that is damaged, in use, of another version, program or tenant, and a full disk, each come as an *[Error]
//     that says what to do. Nothing is overwritten or deleted then.
//   - No address or secret of a sharing link is kept. The file can be read by its owner only (mode 0600).
//
// # An item's life
//
// A library is listed (KeepDrives), its items arrive (KeepPage), permission lists are read for those that are due (Due,
// KeepLists), and Settle finds which list decides on how many files; Holders yields the result. A rerun begins with
// Refresh, which makes due what is read in every run, or with Restart, which forgets all; MarkWhole makes every item due.
package store
