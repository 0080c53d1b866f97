import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { readMasterConfig } from './read-master-config.js';

const folder = mkdtempSync(join(tmpdir(), 'master-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const testdata = (name: string) => readFileSync(join(import.meta.dirname, 'testdata', name), 'utf8');
const SAMPLES = [
  'valid-everything.yaml',
  'valid-predecessor.yaml',
  'valid-lints.yaml',
  'lints-targets.yaml',
  'lints-times.yaml',
  'lints-votes.yaml',
  'invalid-agents.yaml',
  'invalid-checks.yaml',
].map(testdata);
const PIECES = ['', ' ', '\n', '- ', ': ', '{', '}', '[', ']', '0', '-1', '.', '*', '@', 'failover', '192.0.2.1', 'null', '"'];

it('a mangled file loads with addresses that it holds, or has faults; nothing is thrown', { timeout: 30_000 }, () => {
  const file = join(folder, 'config.yaml');
  const mutation = fc.record({ at: fc.nat(3000), drop: fc.nat(15), put: fc.constantFrom(...PIECES) });
  fc.assert(
    fc.property(fc.constantFrom(...SAMPLES), fc.array(mutation, { minLength: 1, maxLength: 4 }), (sample, mutations) => {
      const text = mutations.reduce((t, { at, drop, put }) => {
        const start = at % t.length;
        return t.slice(0, start) + put + t.slice(start + drop);
      }, sample);
      writeFileSync(file, text);
      const result = readMasterConfig(file, {});
      if (!result.ok) expect(result.faults.length).toBeGreaterThan(0);
      else
        for (const { name, zone, fallback, rules, targets, checks } of result.config.domains.values()) {
          expect(`.${name}`.endsWith(`.${zone}`)).toBe(true);
          expect(fallback.length > 0 || rules.allDown !== 'fallback').toBe(true);
          expect(rules.window).toBeGreaterThanOrEqual(rules.fall);
          expect(checks.map((own) => [own.length, own[0]?.port])).toEqual(targets.map((target) => [target.checks, target.port]));
        }
    }),
    { numRuns: 1000 },
  );
});
