import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { FileFault, isCorrupt } from './file-fault.js';
import { type Batch, type EventQuery, type EventRow, type LatencyQuery, type Loaded, type SpanRow } from './messages.js';
import { latencySeries, pruneCharts, rollUp, writeCharts } from './chart-tables.js';
import { type LatencySeries } from './latency-series.js';
import { APPLICATION, CHARTS, SCHEMA, VERSION } from './schema.js';

/** Another master that is just ending may hold the file for so long. */
const PATIENCE_MS = 300;
const PRUNED_AT_ONCE = 5000;

/**
 * The SQLite file. Locked for as long as it is open, so that no other master writes into it. Synchronous: it lives on a thread of
 * its own, below.
 */
export class HistoryFile {
  private db: DatabaseSync | undefined;
  private inode = 0;
  /** It only grows. */
  private size = 0;
  private isCondemned = false;
  private readonly statements = new Map<string, StatementSync>();
  private readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Opens the file; one that cannot be read is set aside, and a new one is begun. */
  open({ load }: { load: boolean }): Loaded {
    try {
      if (!this.isCondemned && !this.isEmptied()) return this.begin(load, null);
    } catch (error) {
      if (!isCorrupt(error)) throw error;
    }
    const name = this.setAside();
    this.isCondemned = false;
    return this.begin(load, name);
  }

  /** It was found to be corrupt: the next opening sets it aside. */
  condemn(): void {
    this.isCondemned = true;
  }

  /** Whoever removes, replaces or truncates the file does not stop SQLite, which goes on with what nobody can open again. */
  look(): null {
    const { ino, size = 0 } = statSync(this.path, { throwIfNoEntry: false }) ?? {};
    if (ino !== this.inode) throw new FileFault('gone', `${this.path} is not there any more`);
    if (size < this.size) {
      this.condemn();
      throw new FileFault('gone', `${this.path} was truncated`);
    }
    this.size = size;
    return null;
  }

  /** All or nothing. */
  write({ states, documents, events, spans = [], latencies = [] }: Batch): null {
    this.look();
    const at = Date.now();
    this.transaction(() => {
      for (const [domain, json] of states) {
        if (json === null) this.sql('DELETE FROM states WHERE domain = ?').run(domain);
        else this.sql('INSERT OR REPLACE INTO states VALUES (?, ?, ?)').run(domain, json, at);
      }
      for (const [kind, key, json, updated] of documents) {
        if (json === null) this.sql('DELETE FROM documents WHERE kind = ? AND key = ?').run(kind, key);
        else this.sql('INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?)').run(kind, key, json, updated);
      }
      for (const { id, at: when, domain, kind, json } of events)
        this.sql('INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?)').run(id, when, domain, kind, json);
      writeCharts(this.query, spans, latencies);
    });
    return null;
  }

  events({ from, domain, withGeneral = false, limit, newest }: EventQuery): EventRow[] {
    const [sign, order] = newest ? ['<', 'DESC'] : ['>', 'ASC'];
    const about = domain === null ? '' : withGeneral ? 'AND (domain = ? OR domain IS NULL)' : 'AND domain = ?';
    const query = this.sql(
      `SELECT id, at, domain, kind, json FROM events WHERE id ${sign} ? ${about} ORDER BY id ${order} LIMIT ?`,
    );
    return query.all(from, ...(domain === null ? [] : [domain]), limit).map((row) => ({ ...row }) as unknown as EventRow);
  }

  latencies(query: LatencyQuery): LatencySeries[] {
    return latencySeries(this.query, query);
  }

  rollUp({ before }: { before: number }): number {
    let count = 0;
    this.transaction(() => (count = rollUp(this.query, before)));
    return count;
  }

  /** In pieces, so that no transaction is long. */
  prune({ before }: { before: number }): number {
    pruneCharts(this.query, before, Date.now());
    const remove = this.sql('DELETE FROM events WHERE id IN (SELECT id FROM events WHERE at < ? LIMIT ?)');
    for (let pruned = 0; ;) {
      const changes = Number(remove.run(before, PRUNED_AT_ONCE).changes);
      pruned += changes;
      if (changes < PRUNED_AT_ONCE) return pruned;
    }
  }

  close(): null {
    this.statements.clear();
    const { db } = this;
    this.db = undefined;
    db?.close();
    return null;
  }

  private begin(load: boolean, setAside: string | null): Loaded {
    this.close();
    mkdirSync(dirname(this.path), { recursive: true });
    this.db = new DatabaseSync(this.path, { timeout: PATIENCE_MS });
    try {
      // Exclusive before the first read: then the lock is held from then on, and WAL needs no shared memory.
      this.db.exec('PRAGMA locking_mode = exclusive; PRAGMA journal_mode = wal; PRAGMA synchronous = normal');
      const isNew = this.prepareSchema();
      ({ ino: this.inode, size: this.size } = statSync(this.path));
      const [states, documents] = load
        ? [this.rows('domain, json, at', 'states'), this.rows('kind, key, json, updated', 'documents')]
        : [[], []];
      const lastEvent = Number(this.sql('SELECT max(id) AS id FROM events').get()?.id ?? 0);
      const spans = load ? (this.rows('domain, at, state', 'spans ORDER BY domain, at') as SpanRow[]) : [];
      return {
        isNew,
        setAside,
        states: states as Loaded['states'],
        documents: documents as Loaded['documents'],
        spans,
        lastEvent,
      };
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Makes the tables of a new file: true. Refuses a file that is not ours, or is of a later version. */
  private prepareSchema(): boolean {
    let isNew = false;
    this.transaction(() => {
      const number = (sql: string): number => Number(Object.values(this.sql(sql).get() ?? {})[0]);
      isNew = number('SELECT count(*) FROM sqlite_schema') === 0;
      if (isNew) return this.db?.exec(SCHEMA + CHARTS);
      if (number('PRAGMA application_id') !== APPLICATION)
        throw new FileFault('foreign', `${this.path} is a database of another program`);
      const version = number('PRAGMA user_version');
      if (version > VERSION)
        throw new FileFault('foreign', `${this.path} has format ${version}, and this version knows ${VERSION}`);
      this.db?.exec(CHARTS);
    });
    return isNew;
  }

  private rows(columns: string, table: string): unknown[] {
    const query = this.sql(`SELECT ${columns} FROM ${table}`);
    query.setReturnArrays(true);
    return query.all();
  }

  private transaction(work: () => void): void {
    this.database().exec('BEGIN IMMEDIATE');
    try {
      work();
      this.database().exec('COMMIT');
    } catch (error) {
      if (this.db?.isTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }

  private readonly query = (text: string): StatementSync => this.sql(text);

  private sql(text: string): StatementSync {
    const known = this.statements.get(text);
    if (known !== undefined) return known;
    const statement = this.database().prepare(text);
    this.statements.set(text, statement);
    return statement;
  }

  private database(): DatabaseSync {
    if (this.db === undefined) throw new FileFault('gone', `${this.path} is not open`);
    return this.db;
  }

  /** Truncated while a master had it, which is gone: SQLite would throw away the log beside it, and say nothing. */
  private isEmptied(): boolean {
    const [size, logged] = [this.path, `${this.path}-wal`].map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0);
    return size === 0 && logged !== 0 && existsSync(this.path);
  }

  private setAside(): string {
    this.close();
    const name = `${this.path}.corrupt-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`;
    for (const part of ['', '-wal', '-shm']) if (existsSync(this.path + part)) renameSync(this.path + part, name + part);
    return name;
  }
}
