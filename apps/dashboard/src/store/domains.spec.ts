import { expect, it } from 'vitest';
import type { DomainRow } from '../api/types.js';
import { changeRows, readAllRows, rows } from './domains.js';

const row = (domain: string, state: string) => ({ domain, state }) as DomainRow;
const shown = () => rows.value.map(({ domain, state }) => `${domain} ${state}`).sort();

it('keeps what changed while all rows were being read: the reading is older', async () => {
  const { promise, resolve } = Promise.withResolvers<DomainRow[]>();
  const reading = readAllRows(() => promise);
  changeRows([row('a.failover', 'fallback')], ['c.failover']);
  resolve(['a', 'b', 'c'].map((name) => row(`${name}.failover`, 'healthy')));
  await reading;
  expect(shown()).toEqual(['a.failover fallback', 'b.failover healthy']);
});

it('takes what was read where nothing changed meanwhile, and keeps what it has where reading failed', async () => {
  await readAllRows(() => Promise.resolve([row('a.failover', 'healthy')]));
  expect(shown()).toEqual(['a.failover healthy']);
  await expect(readAllRows(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(shown()).toEqual(['a.failover healthy']);
});
