-- What Settle works with, in SQLite's own temporary file. Empty between two settlings.

-- Items that something can lie below and that have a list of their own, or of which nothing is known.
CREATE TEMP TABLE start (
	id      TEXT PRIMARY KEY,
	decider TEXT NOT NULL -- item.id; empty: it cannot be told, because the list was not read
) WITHOUT ROWID;

-- Items that something can lie below, and whose list decides there.
CREATE TEMP TABLE reach (
	id      TEXT PRIMARY KEY,
	decider TEXT NOT NULL -- as in start
) WITHOUT ROWID;

-- Files without a list of their own, by what decides on them.
CREATE TEMP TABLE tally (
	decider TEXT UNIQUE, -- as in reach; NULL: nothing does
	files   INTEGER NOT NULL
);

-- Folders that hold files whose names suggest something.
CREATE TEMP TABLE folder (
	id   TEXT PRIMARY KEY,
	path TEXT NOT NULL -- it and the folders above it, with slashes
) WITHOUT ROWID;

-- Items that go with a deleted folder.
CREATE TEMP TABLE doomed (
	id TEXT PRIMARY KEY
) WITHOUT ROWID;
