import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultOf } from './file-fault.js';
import { HistoryFile } from './history-file.js';
import { type Batch } from './messages.js';

let folder: string;
let path: string;
const opened: HistoryFile[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
  path = join(folder, 'deep', 'failover.db');
});
afterEach(() => {
  for (const file of opened.splice(0)) file.close();
  rmSync(folder, { recursive: true });
});

const aFile = () => {
  const file = new HistoryFile(path);
  opened.push(file);
  return file;
};
const batch = (change: Partial<Batch>): Batch => ({ states: [], documents: [], events: [], ...change });
const event = (id: number, domain: string | null = null) => ({ id, at: id, domain, kind: 'test', json: '{}' });
const foreign = (sql: string) => {
  aFile().open({ load: true });
  opened.pop()?.close();
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
};
function fault(work: () => unknown) {
  try {
    work();
  } catch (error) {
    return faultOf(error, path);
  }
  return undefined;
}

describe('HistoryFile', () => {
  it('begins a new file in a folder that it makes, and finds there what was written', () => {
    const file = aFile();
    expect(file.open({ load: true })).toMatchObject({ isNew: true, setAside: null, states: [], documents: [], lastEvent: 0 });
    file.write(
      batch({
        states: [
          ['a.test', '{"a":1}'],
          ['b.test', '{}'],
        ],
        documents: [
          ['kind', 'key', '1', 7],
          ['kind', 'gone', '2', 7],
        ],
        events: [event(5)],
      }),
    );
    file.write(batch({ states: [['b.test', null]], documents: [['kind', 'gone', null, 8]] }));
    file.close();
    expect(aFile().open({ load: true })).toMatchObject({
      isNew: false,
      states: [['a.test', '{"a":1}', expect.any(Number)]],
      documents: [['kind', 'key', '1', 7]],
      lastEvent: 5,
    });
  });

  it('gives events by id and domain, oldest or newest first, and removes old ones', () => {
    const file = aFile();
    file.open({ load: true });
    const domains = ['a.test', 'b.test', null];
    file.write(batch({ events: Array.from({ length: 12_000 }, (_, index) => event(index + 1, domains[index % 3])) }));
    const ids = (from: number, domain: string | null, newest: boolean) =>
      file.events({ from, domain, limit: 3, newest }).map(({ id }) => id);
    expect(ids(10, null, false)).toEqual([11, 12, 13]);
    expect(ids(10, 'a.test', false)).toEqual([13, 16, 19]);
    expect(ids(10, null, true)).toEqual([9, 8, 7]);
    expect(file.prune({ before: 11_999 })).toBe(11_998);
    expect(ids(0, null, false)).toEqual([11_999, 12_000]);
  });

  it('writes all of a batch or nothing', () => {
    const file = aFile();
    file.open({ load: true });
    const broken = [
      ['a.test', '{}'],
      ['b.test', Symbol('no text')],
    ] as never;
    expect(() => file.write(batch({ states: broken }))).toThrow();
    file.close();
    expect(aFile().open({ load: true }).states).toEqual([]);
  });

  it('sets a file aside that is no database, and one that is found corrupt later', () => {
    aFile().open({ load: true });
    opened.pop()?.close();
    writeFileSync(path, 'no database '.repeat(100));
    const file = aFile();
    const { setAside, isNew } = file.open({ load: true });
    expect(isNew).toBe(true);
    expect(readFileSync(setAside ?? '', 'utf8')).toMatch(/^no database/);
    file.condemn();
    expect(file.open({ load: false }).isNew).toBe(true);
    expect(readdirSync(join(folder, 'deep')).filter((name) => name.includes('corrupt'))).not.toHaveLength(0);
  });

  it('sets a file aside of which a page is damaged', () => {
    const file = aFile();
    file.open({ load: true });
    file.write(batch({ states: Array.from({ length: 500 }, (_, index) => [`n${index}.test`, 'x'.repeat(500)] as const) }));
    file.close();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xee, 8192, bytes.length - 4096));
    expect(aFile().open({ load: true })).toMatchObject({ isNew: true, setAside: expect.stringContaining('.corrupt-') as string });
  });

  it('leaves the database of another program alone, and one of a later version', () => {
    foreign('PRAGMA application_id = 1');
    const before = readFileSync(path);
    expect(fault(() => aFile().open({ load: true }))).toEqual({
      kind: 'foreign',
      message: `${path} is a database of another program`,
    });
    expect(readFileSync(path).equals(before)).toBe(true);
    rmSync(path);
    foreign('PRAGMA user_version = 2');
    expect(fault(() => aFile().open({ load: true }))?.message).toMatch(/has format 2, and this version knows 1$/);
  });

  it('holds the file for itself', () => {
    aFile().open({ load: true });
    expect(fault(() => aFile().open({ load: true }))).toEqual({ kind: 'locked', message: `${path} is in use by another master` });
  });

  it('notices that the file was removed or replaced', () => {
    const file = aFile();
    file.open({ load: true });
    copyFileSync(path, `${path}.copy`);
    rmSync(path);
    expect(fault(() => file.write(batch({})))).toMatchObject({ kind: 'gone' });
    copyFileSync(`${path}.copy`, path);
    expect(fault(() => file.write(batch({})))).toMatchObject({ kind: 'gone' });
  });

  it('notices that the file was truncated, and sets it aside', () => {
    const file = aFile();
    file.open({ load: true });
    file.write(batch({ documents: [['kind', 'key', '1', 7]] }));
    truncateSync(path);
    expect(fault(() => file.look())).toEqual({ kind: 'gone', message: `${path} was truncated` });
    expect(file.open({ load: false })).toMatchObject({ isNew: true, setAside: expect.stringContaining('.corrupt-') as string });
    file.write(batch({}));
    expect(file.look()).toBeNull();
  });

  it('sets an empty file aside with the log of the master that had it', () => {
    const file = aFile();
    file.open({ load: true });
    file.write(batch({ documents: [['kind', 'key', '1', 7]] }));
    const log = readFileSync(`${path}-wal`);
    file.close();
    writeFileSync(path, '');
    writeFileSync(`${path}-wal`, log);
    const { isNew, setAside } = aFile().open({ load: true });
    expect(isNew).toBe(true);
    expect(readFileSync(`${setAside}-wal`).equals(log)).toBe(true);
  });

  it('begins in an empty file that has no log', () => {
    aFile().open({ load: true });
    opened.pop()?.close();
    writeFileSync(path, '');
    expect(aFile().open({ load: true })).toMatchObject({ isNew: true, setAside: null });
  });
});
