import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { json, run } from './harness/cli.js';
import { freePort } from './harness/ports.js';
import { report, sendReport } from './harness/reports.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const NAME = 'webmail.failover';
const A = '192.0.2.10';
const SIX = '2001:db8::10';
const ROWS = [
  { ip: A, port: 443 },
  { ip: SIX, port: 443 },
];
const SERVER = { server: { timeout_sec: 600 } };

interface Finding {
  dns: { status: string; addresses: string[]; transport: string; authoritative: boolean };
  differences: string[];
}

async function voted(rows: { ip: string; port: number }[] = ROWS) {
  const domains = { [NAME]: domain(rows, SERVER), 'dead.failover': domain([{ ip: '192.0.2.99', port: 443 }], SERVER) };
  const zone = { records: [{ name: 'static', type: 'A', value: '192.0.2.77' }] };
  const master = await world.master({ domains, zone });
  for (const row of rows) await sendReport(master, report(row));
  return master;
}

test('DNS and decision agree: what is answered, by whom, and why', async () => {
  const master = await voted();
  const { code, stdout } = await run(['query', NAME], { master });
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    `${NAME} A: NOERROR  ${A}  TTL 1`,
    expect.stringMatching(new RegExp(`^asked: 127.0.0.1:${master.dnsPort} over UDP, [\\d.]+ ms, authoritative$`)),
    `decision: healthy  ${A} ${SIX}  TTL 1  (agrees)`,
    expect.stringMatching(/^why: 2 of 2 targets up/),
    '',
  ]);
  const six = await json<Finding>(['query', NAME, '--type', 'AAAA', '--dns', `127.0.0.1:${master.dnsPort}`], { master });
  expect(six).toMatchObject({ dns: { status: 'NOERROR', addresses: [SIX], authoritative: true }, differences: [] });
  // Where nothing names the DNS server, the master does.
  const found = await run(['query', NAME], { master, env: { FAILOVER_DNS: '' } });
  expect(found.stdout).toContain(`asked: 127.0.0.1:${master.dnsPort} over UDP`);
  const fallback = await run(['query', 'dead.failover', '--server', `127.0.0.1:${master.dnsPort}`], { master });
  expect(fallback.stdout).toContain(`NOERROR  ${FALLBACK}  TTL 2\n`);
  expect(fallback.stdout).toMatch(/^EDE \d+: 0 of 1 targets up/m);
});

test('a name without a decision, and one that there is not', async () => {
  const master = await voted();
  const fixed = await run(['query', 'static.failover'], { master });
  expect(fixed).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^static.failover A: NOERROR {2}192.0.2.77 [^]*decision: none/),
  });
  const unknown = await run(['query', 'webmial.failover'], { master });
  expect(unknown).toMatchObject({ code: 1, stdout: expect.stringMatching(/NXDOMAIN [^]*did you mean webmail.failover\?\n$/) });
});

test('a name that a wildcard answers is compared with the wildcard’s decision', async () => {
  const name = '*.app.failover';
  const master = await world.master({ domains: { [name]: domain([{ ip: A, port: 443 }], SERVER) } });
  await sendReport(master, report({ ip: A, port: 443 }, { domain: name, check_name: `${name}:${A}:443` }));
  const { code, stdout } = await run(['query', 'x.app.failover'], { master });
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^x.app.failover A: NOERROR {2}192.0.2.10 [^]*\(agrees\)/)]);
});

test('an answer that is too big for UDP is asked for over TCP', async () => {
  const rows = Array.from({ length: 100 }, (_, index) => ({ ip: `198.51.100.${index + 1}`, port: 443 }));
  const master = await voted(rows);
  const { dns, differences } = await json<Finding>(['query', NAME], { master });
  expect([dns.transport, dns.addresses.length, differences]).toEqual(['tcp', 100, []]);
});

test('the DNS says otherwise: exit code 3, and what is different', async () => {
  const [master, other] = [await voted(), await voted([{ ip: '192.0.2.11', port: 443 }])];
  const { code, stdout } = await run(['query', NAME, '--dns', `127.0.0.1:${other.dnsPort}`], { master });
  expect(code).toBe(3);
  expect(stdout).toContain('(differs)');
  expect(stdout).toContain(
    `difference: DNS answers 192.0.2.11, which the decision does not\ndifference: DNS does not answer ${A}\n`,
  );
  const { differences } = await json<Finding>(['query', NAME, '--dns', `127.0.0.1:${other.dnsPort}`], { master }, 3);
  expect(differences).toHaveLength(2);
});

test('a wrong DNS port: closed, silent, or no port at all', async () => {
  const master = await voted();
  const port = await freePort();
  const closed = await run(['query', NAME, '--dns', `127.0.0.1:${port}`], { master });
  expect(closed).toMatchObject({ code: 1, stdout: '' });
  expect(closed.stderr).toMatch(
    new RegExp(`no DNS answer from 127.0.0.1 port ${port}: connection refused.*\n {2}name the DNS server with --dns`),
  );
  const silent = createSocket('udp4').bind(port, '127.0.0.1');
  await once(silent, 'listening');
  world.onClose(() => silent.close());
  const late = await run(['query', NAME, '--dns', `127.0.0.1:${port}`, '--timeout', '1'], { master });
  expect(late).toMatchObject({ code: 1, stderr: expect.stringContaining('timeout') });
  expect((await run(['query', NAME, '--dns', '127.0.0.1:dns'], { master })).code).toBe(2);
  expect((await run(['query', NAME, '--dns', 'no-such-host.invalid'], { master })).stderr).toContain('cannot be resolved');
});

test('garbage instead of an answer is told as such', async () => {
  const master = await voted();
  const liar = createSocket('udp4').bind(0, '127.0.0.1');
  await once(liar, 'listening');
  world.onClose(() => liar.close());
  liar.on('message', (query: Buffer, { port, address }) => {
    const reply = Buffer.concat([query.subarray(0, 12), Buffer.from([0xff, 0xff])]);
    reply[2]! |= 0x80;
    liar.send(reply, port, address);
  });
  const { code, stderr } = await run(['query', NAME, '--dns', `127.0.0.1:${liar.address().port}`], { master });
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^failover: no DNS answer from/)]);
});
