import { beforeAll, expect, test } from 'vitest';
import { ask, type AskOptions, read, TOOLS } from './harness/ask.js';
import { type Master } from './harness/master.js';
import { capture } from './harness/program.js';
import { startShowcase } from './harness/showcase.js';
import { useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
let master: Master;

beforeAll(async () => {
  master = await startShowcase(world);
});

const asked = (words: string, options?: AskOptions) => ask(master.dnsPort, words, options);
/** Bytes of a question without EDNS: header, name, type and class. */
const questionBytes = (words: string) => 12 + words.split(' ')[0]!.replace(/\.$/, '').length + 2 + 4;

/** How many times as large as the question its answer may be. */
const AMPLIFICATION: [string, string, number][] = [
  ['webmail.failover ANY', 'NOERROR', 12],
  ['dual.failover ANY', 'NOERROR', 12],
  ['mail.failover ANY', 'NOERROR', 12],
  ['big.failover ANY', 'NOERROR', 12],
  ['failover ANY', 'NOERROR', 12],
  ['nobody.failover A', 'NXDOMAIN', 4],
  ['n.failover A', 'NXDOMAIN', 4],
  ['x.real.app.failover TXT', 'NXDOMAIN', 4],
  ['webmail.failover AAAA', 'NOERROR', 4],
  ['tree.failover A', 'NOERROR', 4],
  ['failover TXT', 'NOERROR', 4],
  ['notfailover. A', 'REFUSED', 1.5],
  ['. NS', 'REFUSED', 1.5],
  ['version.bind TXT -c CH', 'REFUSED', 1.5],
];

test.each(AMPLIFICATION)('%s: %s, at most %d times the question', async (words, status, limit) => {
  const { lines, size } = await asked(words);
  expect(lines[0]).toMatch(new RegExp(`^${status} `));
  expect(size / questionBytes(words)).toBeGreaterThan(0.9);
  expect(size / questionBytes(words)).toBeLessThanOrEqual(limit);
});

test.each(AMPLIFICATION)('%s with EDNS: %s, at most %d times the question', async (words, _, limit) => {
  const { size } = await asked(`${words} +edns=0`);
  expect(size / (questionBytes(words) + 11)).toBeLessThanOrEqual(limit);
});

/** many.failover has 60 addresses: 31 bytes of question, 16 for each, 11 of OPT. */
const MANY = 31 + 60 * 16;

const WHOLE = { lines: 61, tc: false };
const CUT = { lines: 1, tc: true };
test.each([
  ['', CUT, 31],
  [' +bufsize=512', CUT, 31 + 11],
  [' +bufsize=100', CUT, 31 + 11],
  [` +bufsize=${MANY + 10}`, CUT, 31 + 11],
  [` +bufsize=${MANY + 11}`, WHOLE, MANY + 11],
  [' +bufsize=1232', WHOLE, MANY + 11],
  [' +bufsize=32767', WHOLE, MANY + 11],
])('many.failover A%s over UDP: within what the client takes, else empty with TC', async (options, expected, bytes) => {
  for (const tool of TOOLS) {
    const { lines, size } = await asked(`many.failover A${options}`, { tool });
    const records = lines.filter((line) => !line.startsWith('opt: '));
    expect({ lines: records.length, tc: lines[0]!.endsWith(' tc') }, tool).toEqual(expected);
    expect(size, tool).toBe(bytes);
  }
});

test('whatever a client takes, no reply over UDP is longer than max_udp_size', async () => {
  for (const bufsize of [1233, 4096, 32767]) {
    const { lines, size } = await asked(`big.failover TXT +bufsize=${bufsize}`);
    expect(lines).toEqual(['NOERROR qr aa tc', 'opt: 0 1232']);
    expect(size).toBeLessThanOrEqual(1232);
  }
  expect((await asked('big.failover TXT +bufsize=512', { tcp: true })).size).toBeGreaterThan(1232);
});

test('a truncated answer is asked again over TCP, by both tools', async () => {
  for (const tool of TOOLS) expect((await asked('many.failover A +noignore', { tool })).lines).toHaveLength(61);
});

test('every record of a set has the same TTL, and every one comes first in its turn', async () => {
  for (const [words, count] of [
    ['dual.failover A', 2],
    ['dual.failover AAAA', 2],
    ['mail.failover MX', 2],
    ['many.failover A +bufsize=1232', 60],
  ] as const) {
    const seen = new Set<string>();
    // Nobody else asks this master, so each question takes the next turn.
    for (const reply of await inOneGo(Array.from({ length: count }, () => words))) {
      const records = reply.lines.slice(1).filter((line) => !line.startsWith('opt: '));
      expect(new Set(records)).toHaveLength(count);
      expect(new Set(records.map((line) => line.split(' ')[1])).size).toBe(1);
      seen.add(records[0]!);
    }
    expect(seen.size, words).toBe(count);
  }
});

test.each(TOOLS)('%s: many questions on one connection, each answered on it', async (tool) => {
  const names = Array.from({ length: 40 }, (_, index) => ['webmail', 'dual', 'many', 'nobody'][index % 4]!);
  const before = await accepted();
  const replies = await inOneGo(
    names.map((name) => `${name}.failover A`),
    tool,
    ['+tcp', '+keepopen'],
  );
  const counts = replies.map((reply) => reply.lines.length);
  expect(counts).toEqual(names.map((name) => ({ webmail: 2, dual: 3, many: 61 })[name] ?? 2));
  expect((await accepted()) - before).toBe(1);
});

async function accepted(): Promise<number> {
  const { text } = await master.get('/metrics');
  return Number(/^failover_dns_tcp_connections_total (\d+)$/m.exec(text)?.[1]);
}

/** Several questions by one process, one after the other. */
async function inOneGo(questions: readonly string[], tool: (typeof TOOLS)[number] = 'dig', options: readonly string[] = []) {
  const plain = tool === 'dig' ? ['+norec', '+noedns', '+nocookie', '+tries=1', ...options] : ['+norec', '+retry=0', ...options];
  const words = questions.flatMap((question) => {
    const [name, type, ...own] = question.split(' ');
    return [name!, type!, ...plain, ...own];
  });
  const { stdout } = await capture(tool, ['@127.0.0.1', '-p', String(master.dnsPort), ...plain, ...words]);
  return stdout
    .split(/(?=^;; ->>HEADER<<-)/m)
    .filter((part) => part.startsWith(';; ->>'))
    .map(read);
}
