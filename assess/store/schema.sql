-- The crawl's cache. Any SQLite client opens it while no run uses it, and it may be deleted at any time.
-- application_id in the file's header is 0x50726543 ("PreC"); user_version is the version of this schema.
-- Dates are seconds since 1970, UTC; yes and no are 1 and 0. No address or secret of a sharing link is kept.

-- One row: whose cache this is.
CREATE TABLE tenant (
	id     TEXT PRIMARY KEY,        -- of the organization in Entra, lower case
	topics TEXT NOT NULL DEFAULT '' -- the version of the list by which item.topic was told; empty: names were not looked at
) WITHOUT ROWID;

-- The runs that used the cache.
CREATE TABLE run (
	id       INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice
	as_of    INTEGER NOT NULL,                  -- the assessment's date
	started  INTEGER NOT NULL,
	choices  TEXT    NOT NULL,                  -- what the user asked for, in the words of the command
	folder   TEXT    NOT NULL,                  -- of the documents; empty: none yet
	exact    INTEGER NOT NULL,                  -- 1: changed sharing is asked for, which takes Sites.FullControl.All
	finished INTEGER NOT NULL,                  -- 1: the documents are written
	cost     TEXT    NOT NULL                   -- JSON: what all processes of the run have cost
);

-- Resource units by the hour in which they were spent, for the limit of a day. Older hours are dropped.
CREATE TABLE spent (
	hour  INTEGER PRIMARY KEY, -- its first second
	units INTEGER NOT NULL
);

-- Document libraries, those of OneDrives too.
CREATE TABLE drive (
	key         INTEGER PRIMARY KEY,        -- stands for id in the table item
	id          TEXT    NOT NULL UNIQUE,    -- in Graph
	run         INTEGER NOT NULL,           -- the last run that listed it
	area        TEXT    NOT NULL,           -- sites, onedrives
	web_id      TEXT    NOT NULL,           -- of its site
	name        TEXT    NOT NULL,
	url         TEXT    NOT NULL,
	owner_id    TEXT    NOT NULL,           -- drive.owner.user; empty: Graph names none
	owner_upn   TEXT    NOT NULL,
	owner_name  TEXT    NOT NULL,
	stage       TEXT    NOT NULL,           -- in that run: listed, reading, items (all listed), settled
	cursor      TEXT    NOT NULL DEFAULT '', -- the next page of its listing; empty: before the first, or after the last
	delta       TEXT    NOT NULL DEFAULT '', -- asks for what changed since the last complete listing; empty: never listed completely
	exact       INTEGER NOT NULL DEFAULT 0, -- 1: delta tells of changed sharing too
	whole_since INTEGER NOT NULL DEFAULT 0, -- the run whose control sample found the shared facet missing here; 0: none
	root        TEXT    NOT NULL DEFAULT '', -- the id of its root; empty: not seen
	nulls       INTEGER NOT NULL DEFAULT 0, -- elements of this run's listing that told nothing; the next run then lists the library anew
	listed_run  INTEGER NOT NULL DEFAULT 0, -- the run that last listed it from the beginning to the end; 0: none
	stale_in    INTEGER NOT NULL DEFAULT 0, -- the last run in which delta was no longer valid; 0: none
	items       INTEGER NOT NULL DEFAULT 0, -- these four as they were when it was settled: items without the root
	files       INTEGER NOT NULL DEFAULT 0, -- of those, files
	astray      INTEGER NOT NULL DEFAULT 0, -- files that no permission list could be found for although all were read
	unread      INTEGER NOT NULL DEFAULT 0  -- items whose list could not be read
);
CREATE INDEX drive_run ON drive (run, area, web_id, id);

-- The items of the libraries as last seen, each root among them.
CREATE TABLE item (
	drive       INTEGER NOT NULL,           -- drive.key
	id          TEXT    NOT NULL,           -- in Graph, within the library
	parent      TEXT    NOT NULL,           -- the id of the folder that holds it
	name        TEXT    NOT NULL,
	url         TEXT    NOT NULL,           -- its own address, never a sharing link's
	kind        TEXT    NOT NULL,           -- library (the root), folder, package, file
	modified    INTEGER,                    -- NULL: Graph did not say
	shared      INTEGER NOT NULL,           -- 1: it carries the shared facet, be it empty
	due         INTEGER NOT NULL,           -- 1: its permission list is still to be read, or could not be
	deleted     INTEGER NOT NULL DEFAULT 0, -- 1: so the listing says, with whose last page the row goes; 2: its list was not found any more
	read_run    INTEGER,                    -- the run that last read its permission list; NULL: none
	permissions TEXT,                       -- JSON, where it does not just inherit: the list decides on the item and what lies below it
	topic       TEXT,                       -- of a file: what its name suggests that it holds; NULL: nothing
	PRIMARY KEY (drive, id)
) WITHOUT ROWID;
CREATE INDEX item_folder  ON item (drive, parent) WHERE kind <> 'file'; -- what can have something below it
CREATE INDEX item_due     ON item (drive, id)     WHERE due;
CREATE INDEX item_own     ON item (drive, id)     WHERE permissions IS NOT NULL;
CREATE INDEX item_deleted ON item (drive, id)     WHERE deleted;
CREATE INDEX item_topic   ON item (drive, id)     WHERE topic IS NOT NULL;

-- The items whose permission lists decide, as of the last time when their library was settled.
CREATE TABLE holder (
	drive INTEGER NOT NULL, -- drive.key
	item  TEXT    NOT NULL, -- item.id
	path  TEXT    NOT NULL, -- the folders above it, with slashes
	files INTEGER NOT NULL, -- the files that its list decides on, itself included if it is one
	PRIMARY KEY (drive, item)
) WITHOUT ROWID;

-- The files whose names suggest what they hold, as of the last time when their library was settled.
CREATE TABLE named (
	drive  INTEGER NOT NULL, -- drive.key
	holder TEXT    NOT NULL, -- holder.item: whose list decides on the file
	item   TEXT    NOT NULL, -- item.id
	topic  TEXT    NOT NULL, -- item.topic
	path   TEXT    NOT NULL, -- the folders above it, with slashes
	PRIMARY KEY (drive, holder, item)
) WITHOUT ROWID;

-- The control samples of a run, as they were drawn.
CREATE TABLE control (
	run    INTEGER NOT NULL, -- run.id
	area   TEXT    NOT NULL, -- sites, onedrives
	drive  TEXT    NOT NULL, -- drive.id
	item   TEXT    NOT NULL, -- item.id
	web_id TEXT    NOT NULL, -- of the library's site
	own    INTEGER,          -- 1: it had permissions of its own; NULL: its list was not read
	PRIMARY KEY (run, area, drive, item)
) WITHOUT ROWID;
