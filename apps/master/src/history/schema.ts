/** `FoDb`: tells our files from those of others. */
export const APPLICATION = 0x466f4462;
export const VERSION = 1;

/** Times of day in milliseconds; JSON as text. */
export const SCHEMA = `
  CREATE TABLE states (domain TEXT PRIMARY KEY, json TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
  CREATE TABLE documents (kind TEXT, key TEXT, json TEXT NOT NULL, updated INTEGER NOT NULL, PRIMARY KEY (kind, key)) STRICT;
  CREATE TABLE events (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, domain TEXT, kind TEXT NOT NULL, json TEXT NOT NULL) STRICT;
  CREATE INDEX events_at ON events (at);
  CREATE INDEX events_domain ON events (domain, id);
  PRAGMA application_id = ${APPLICATION};
  PRAGMA user_version = ${VERSION};`;
