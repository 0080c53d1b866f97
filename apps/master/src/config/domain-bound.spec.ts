import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { domainBound } from './domain-bound.js';
import { readMasterConfig } from './read-master-config.js';

const pageOf = (name: string): string => readFileSync(new URL(`../../../../docs/${name}`, import.meta.url), 'utf8');
const [formula = '', ...other] = [...pageOf('policies.md').matchAll(/```\n( the first look[^]*?)```/g)].map(([, text]) => text);

/** `2 × max(1, 2)`, as the formula's lines have it. */
function valueOf(term: string, settings: Readonly<Record<string, number>>): number {
  const text = term.trim();
  const product = /^\((.+) − (.+)\) × (.+)$/.exec(text);
  if (product) return (valueOf(product[1]!, settings) - valueOf(product[2]!, settings)) * valueOf(product[3]!, settings);
  const call = /^(max|min)\((.+), (\w+)\)$/.exec(text);
  if (call) return Math[call[1] as 'max' | 'min'](valueOf(call[2]!, settings), valueOf(call[3]!, settings));
  return settings[text] ?? Number.parseFloat(text);
}

it.each([
  { interval_sec: 10, timeout_sec: 2, fast_interval_sec: 1, fall: 3, ttl: 5 },
  { interval_sec: 10, timeout_sec: 2, fast_interval_sec: 4, fall: 2, ttl: 30 },
  { interval_sec: 10, timeout_sec: 15, fast_interval_sec: 4, fall: 2, ttl: 0 },
  { interval_sec: 3, timeout_sec: 1, fast_interval_sec: 60, fall: 5, ttl: 1 },
])('docs/policies.md has the formula of the bound: %o', (settings) => {
  const { interval_sec, timeout_sec, fast_interval_sec, fall, ttl } = settings;
  const agent = { intervalSec: interval_sec, timeoutSec: timeout_sec, fastIntervalSec: fast_interval_sec };
  const { firstLookMs, confirmMs, checkMs, reportMs, decisionMs, ttlMs } = domainBound({ rules: { fall }, agent, ttl });
  const lines = formula
    .trimEnd()
    .split('\n')
    .map((line) => valueOf(line.slice(18).split(';')[0]!, settings));
  expect([lines, other]).toEqual([[firstLookMs, confirmMs, checkMs, reportMs + decisionMs, ttlMs].map((ms) => ms / 1000), []]);
});

it('docs/policies.md has the bound of its config', () => {
  const folder = mkdtempSync(join(tmpdir(), 'failover-config-'));
  const file = join(folder, 'config.yaml');
  try {
    const [, text = ''] = /```yaml\n(api:[^]*?)```/.exec(pageOf('policies.md')) ?? [];
    writeFileSync(file, text);
    const read = readMasterConfig(file, {});
    const bound = read.ok ? domainBound(read.config.domains.get('webmail.failover')!) : null;
    const [, said] = /For the config below (?:.*) = (\S+) s/.exec(pageOf('policies.md')) ?? [];
    expect(bound?.totalMs).toBe(Number(said) * 1000);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('docs/configuration.md leaves the formula to docs/policies.md', () => {
  expect(pageOf('configuration.md')).toContain('(policies.md#how-long-a-failover-takes)');
  expect(pageOf('configuration.md')).not.toMatch(/(fall − 1)|× fast/);
});
