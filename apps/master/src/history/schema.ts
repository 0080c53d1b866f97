/** `FoDb`: tells our files from those of others. */
export const APPLICATION = 0x466f4462;
export const VERSION = 1;

/** For charts. Masters that know nothing of them leave them alone, so they are no other version. */
export const CHARTS = `
  CREATE TABLE IF NOT EXISTS spans (domain TEXT, at INTEGER, state TEXT NOT NULL, PRIMARY KEY (domain, at)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS latencies (
    domain TEXT, target TEXT, agent TEXT, step INTEGER, start INTEGER, data BLOB NOT NULL,
    PRIMARY KEY (domain, target, agent, step, start)) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS latencies_start ON latencies (step, start);`;

/** Times of day in milliseconds; JSON as text. */
export const SCHEMA = `
  CREATE TABLE states (domain TEXT PRIMARY KEY, json TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
  CREATE TABLE documents (kind TEXT, key TEXT, json TEXT NOT NULL, updated INTEGER NOT NULL, PRIMARY KEY (kind, key)) STRICT;
  CREATE TABLE events (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, domain TEXT, kind TEXT NOT NULL, json TEXT NOT NULL) STRICT;
  CREATE INDEX events_at ON events (at);
  CREATE INDEX events_domain ON events (domain, id);
  PRAGMA application_id = ${APPLICATION};
  PRAGMA user_version = ${VERSION};`;
