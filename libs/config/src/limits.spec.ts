import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOf, read } from './read-config.fixture.js';

describe('a file made to hurt', { timeout: 30_000 }, () => {
  it('aliases of aliases (a bomb) are refused', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i++) lines.push(`a${i}: &a${i} [${Array.from({ length: 9 }, () => `*a${i - 1}`).join(', ')}]`);
    expect(faultsOf(lines.join('\n'))).toContainEqual(
      expect.stringContaining('found aliases (*…) that repeat more than 100000 values, expected a smaller file'),
    );
  });

  it('merges of merges are refused as well', () => {
    const wide = Array.from({ length: 1000 }, (_, i) => `k${i}: 1`).join(', ');
    const text = `a: &a {${wide}}\n${Array.from({ length: 200 }, (_, i) => `b${i}: {<<: *a}`).join('\n')}`;
    expect(faultsOf(text).join('\n')).toContain('that repeat more than 100000 values');
  });

  it.each([
    ['lists in lists', '['.repeat(1_000_000)],
    ['mappings in mappings', '{a: '.repeat(1_000_000)],
    ['blocks in blocks', '- '.repeat(1_000_000)],
    ['keys in keys', '? '.repeat(1_000_000)],
  ])('%s, a million deep, are refused', (_title, text) => {
    expect(faultsOf(text)).toEqual([expect.stringContaining('found broken YAML (nesting exceeded maxDepth (100))')]);
  });

  it.each([
    ['one long word', 'x'.repeat(10_000_000)],
    ['only newlines', '\n'.repeat(10_000_000)],
    ['one long key', `${'x'.repeat(5_000_000)}: 1`],
    ['one long line of escapes', `name: "${'\\n'.repeat(5_000_000)}"`],
  ])('10 MB, %s: a fault in seconds', (_title, text) => {
    const [fault] = faultsOf(text);
    expect(fault!.length).toBeLessThan(400);
  });

  it('over 16 MiB is not read', () => {
    expect(faultsOf('#'.repeat(17 * 1024 * 1024))).toEqual([
      'c.yaml: found a file of more than 16777216 bytes, expected a readable YAML file',
    ]);
  });
});

const SAMPLE = `name: &n "a"
wait_sec: 2
url: https://user:pass@example.net/
workers: \${W:-auto}
listen: ["::1", 192.0.2.1]
words: [*n, 'b', |
  c
  ]
one: {ip: "::", token: s53237, <<: {port: 1}}
many:
  - ip: !!str 192.0.2.1
    policy: quorum
named:
  web.example: {ip: 192.0.2.7, on: true}
`;

const PIECES = [
  '\t',
  '\n',
  '- ',
  ': ',
  '{',
  '}',
  '[',
  ']',
  '&n ',
  '*n ',
  '!!int ',
  '${',
  '}',
  '<<: ',
  '"',
  "'",
  '#',
  '\0',
  '---\n',
  '|',
  '\ufeff',
];

describe('readConfig', { timeout: 30_000 }, () => {
  it('never throws and always says why, whatever bytes it is given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const result = read(bytes);
        expect(result.ok || result.faults.length > 0).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('never throws, and places each fault in the file on one line, however a config is mangled', () => {
    const lines = SAMPLE.split('\n').length + 20;
    const mutation = fc.record({ at: fc.nat(SAMPLE.length), drop: fc.nat(12), put: fc.constantFrom('', ...PIECES) });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 5 }), (mutations) => {
        const text = mutations.reduce((t, { at, drop, put }) => t.slice(0, at) + put + t.slice(at + drop), SAMPLE);
        const result = read(text);
        if (result.ok) return;
        expect(result.faults.length).toBeGreaterThan(0);
        for (const fault of result.faults) {
          expect(fault.line).toBeLessThanOrEqual(lines);
          expect(fault.found).not.toContain('\n');
        }
      }),
      { numRuns: 500 },
    );
  });
});
