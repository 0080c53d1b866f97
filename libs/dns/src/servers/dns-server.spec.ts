import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { type Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Desk, domain, records, zoneOf } from '../query/desk.fixture.js';
import { Table } from '../table/table.js';
import { type DnsServerOptions } from '../types.js';
import { askUdp, sendUdp, serverOf, TcpClient } from './ask.fixture.js';
import { type DnsServer } from './dns-server.js';

// Threads start, and on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000 });

const ZONE = zoneOf({ domains: [domain('web.failover', ['192.0.2.1'], {}, ['192.0.2.1', '192.0.2.2', '2001:db8::1'])] });
const UP = ['NOERROR aa', 'web.failover. 5 IN A 192.0.2.1'];

const open: DnsServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(options: Partial<DnsServerOptions> = {}, zones = [ZONE]) {
  const { server, faults } = serverOf(options);
  open.push(server);
  await server.start(zones);
  return { server, faults, at: server.addresses()[0]! };
}

describe('DnsServer', () => {
  it('answers over UDP and TCP on the one port that the system chose', async () => {
    const { server, at } = await start();
    expect(at.port).toBeGreaterThan(0);
    expect(await askUdp(at, 'web.failover A')).toEqual(UP);
    const client = await TcpClient.open(at);
    expect(await client.ask('web.failover A')).toEqual(UP);
    client.socket.destroy();
    expect(server.stats()).toMatchObject({
      queries: { udp4: 1, tcp4: 1 },
      types: { A: 2 },
      rcodes: { NOERROR: 2 },
      tcpAccepted: 1,
    });
    expect(server.domainQueries()).toEqual(new Map([['web.failover', 2]]));
  });

  it('answers over IPv6 beside IPv4, with two workers on the same port', async () => {
    const { server } = await start({
      listen: [
        { address: '127.0.0.1', port: 0 },
        { address: '::1', port: 0 },
      ],
      workers: 2,
    });
    for (const at of server.addresses()) {
      for (let i = 0; i < 8; i++) expect(await askUdp(at, 'web.failover A')).toEqual(UP);
      expect(await (await TcpClient.open(at)).ask('web.failover A')).toEqual(UP);
    }
    expect(server.stats()).toMatchObject({ queries: { udp4: 8, udp6: 8, tcp4: 1, tcp6: 1 } });
  });

  it('shows an update to the very next question, whichever worker takes it', async () => {
    const { server, at } = await start({ workers: 2 });
    for (let i = 0; i < 20; i++) {
      const address = `192.0.2.${1 + (i % 2)}`;
      server.update('WEB.failover.', { addresses: [address], ttl: i });
      expect(await askUdp(at, 'web.failover A')).toEqual(['NOERROR aa', `web.failover. ${i} IN A ${address}`]);
    }
  });

  it('refuses an update of a name that is no domain', async () => {
    const { server } = await start();
    expect(() => server.update('ns1.failover', { addresses: [], ttl: 1 })).toThrow('ns1.failover is no domain');
    expect(() => server.update('failover', { addresses: [], ttl: 1 })).toThrow('failover is no domain');
  });

  it('cuts nothing but its own packets: garbage does not stop it', async () => {
    const { server, at } = await start();
    for (const bytes of ['', '00', 'ff'.repeat(600), '123480000001000000000000'])
      await sendUdp(at, Buffer.from(bytes, 'hex'), 20);
    expect(await askUdp(at, 'web.failover A')).toEqual(UP);
    expect(server.stats()).toMatchObject({ dropped: 4, faults: 0 });
  });
});

describe('reload', () => {
  it('swaps every zone, and counts on for the domains that stay', async () => {
    const { server, at } = await start({ workers: 2 });
    await askUdp(at, 'web.failover A');
    await server.reload([zoneOf({ ...ZONE, records: records('new.failover 60 A 192.0.2.7') }), zoneOf({ name: 'example' })]);
    expect(await askUdp(at, 'new.failover A')).toEqual(['NOERROR aa', 'new.failover. 60 IN A 192.0.2.7']);
    expect((await askUdp(at, 'x.example A'))[0]).toBe('NXDOMAIN aa');
    await askUdp(at, 'web.failover A');
    expect(server.domainQueries()).toEqual(new Map([['web.failover', 2]]));
    server.update('web.failover', { addresses: ['192.0.2.2'], ttl: 5 });
    expect(await askUdp(at, 'web.failover A')).toEqual(['NOERROR aa', 'web.failover. 5 IN A 192.0.2.2']);
  });

  it('lets other work go on while it builds', async () => {
    const { server } = await start();
    const domains = Array.from({ length: 20_000 }, (_, i) => domain(`host${i}.failover`, ['192.0.2.1']));
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await server.reload([zoneOf({ domains })]);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });

  it('keeps an update that does not fit the old zones for the new ones', async () => {
    const { server, at } = await start();
    const reloaded = server.reload([
      zoneOf({
        domains: [domain('web.failover', ['192.0.2.1'], {}, ['192.0.2.8', '192.0.2.9']), domain('new.failover', ['192.0.2.3'])],
      }),
    ]);
    server.update('web.failover', { addresses: ['192.0.2.8', '192.0.2.9'], ttl: 5 });
    server.update('new.failover', { addresses: [], ttl: 5 });
    await reloaded;
    expect((await askUdp(at, 'web.failover A')).slice(1).toSorted()).toEqual([
      'web.failover. 5 IN A 192.0.2.8',
      'web.failover. 5 IN A 192.0.2.9',
    ]);
    expect(await askUdp(at, 'new.failover A')).toHaveLength(2);
    expect(() => server.update('gone.failover', { addresses: [], ttl: 5 })).toThrow('gone.failover is no domain');
  });

  it('writes updates to the old table too until no worker reads it', async () => {
    const { server } = await start();
    const { answers } = server as unknown as { answers: { memory: SharedArrayBuffer } };
    const reader = new Desk([ZONE]);
    reader.responder.use(new Table(answers.memory));
    const reloaded = server.reload([ZONE]);
    server.update('web.failover', { addresses: ['192.0.2.2'], ttl: 1 });
    expect(reader.ask('web.failover A')).toEqual(['NOERROR aa', 'web.failover. 1 IN A 192.0.2.2']);
    await reloaded;
    server.update('web.failover', { addresses: ['192.0.2.2'], ttl: 2 });
    expect(reader.ask('web.failover A')).toEqual(['NOERROR aa', 'web.failover. 1 IN A 192.0.2.2']);
  });

  it('may overlap another: the last one wins, and counts are kept', async () => {
    const { server, at } = await start();
    await askUdp(at, 'web.failover A');
    const swaps = [1, 2, 3].map((i) => server.reload([zoneOf({ ...ZONE, records: records(`t.failover 60 TXT ${i}`) })]));
    await Promise.all(swaps);
    expect(await askUdp(at, 't.failover TXT')).toEqual(['NOERROR aa', 't.failover. 60 IN TXT "3"']);
    expect(server.domainQueries()).toEqual(new Map([['web.failover', 1]]));
  });

  it('keeps the old zones when the new ones have faults', async () => {
    const { server, at } = await start();
    await expect(server.reload([zoneOf({ records: records('a.failover 60 A nine') })])).rejects.toMatchObject({
      name: 'ZoneError',
      faults: [{ path: 'zones[0].records[0].value', message: 'nine is not an IPv4 address' }],
    });
    expect(await askUdp(at, 'web.failover A')).toEqual(UP);
  });

  it('loses no question', async () => {
    const { server, at } = await start({ workers: 2 });
    for (let i = 0; i < 30; i++) {
      const questions = Array.from({ length: 4 }, () => askUdp(at, 'web.failover A'));
      await server.reload([ZONE]);
      for (const reply of await Promise.all(questions)) expect(reply).toEqual(UP);
    }
  });

  it('shows updates made while it runs', async () => {
    const { server, at } = await start({ workers: 2 });
    const reloaded = server.reload([ZONE]);
    server.update('web.failover', { addresses: ['192.0.2.2'], ttl: 1 });
    expect(await askUdp(at, 'web.failover A')).toEqual(['NOERROR aa', 'web.failover. 1 IN A 192.0.2.2']);
    await reloaded;
    expect(await askUdp(at, 'web.failover A')).toEqual(['NOERROR aa', 'web.failover. 1 IN A 192.0.2.2']);
  });
});

describe('start', () => {
  it('rejects zones with faults before it binds anything', async () => {
    const { server } = serverOf();
    await expect(server.start([zoneOf({ ns: [] })])).rejects.toThrow('zones[0].ns: a zone needs at least one name server');
  });

  it('rejects when another program has the UDP port', async () => {
    const other = createSocket('udp4');
    await new Promise<void>((resolve) => other.bind(0, '127.0.0.1', resolve));
    const { port } = other.address();
    await expect(start({ listen: [{ address: '127.0.0.1', port }] })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      address: '127.0.0.1',
      port,
    });
    other.close();
  });

  it('rejects when another program has the TCP port', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    await expect(start({ listen: [{ address: '127.0.0.1', port }] })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      address: '127.0.0.1',
      port,
    });
    other.close();
  });

  it('rejects when another of these servers has the port, though both would share it', async () => {
    const { at } = await start();
    await expect(start({ listen: [at] })).rejects.toMatchObject({ code: 'EADDRINUSE', ...at });
    expect(await askUdp(at, 'web.failover A')).toEqual(UP);
  });

  it('rejects an address that is not this machine’s', async () => {
    await expect(start({ listen: [{ address: '192.0.2.1', port: 0 }] })).rejects.toMatchObject({
      code: 'EADDRNOTAVAIL',
      address: '192.0.2.1',
    });
  });

  it.each([
    [{ workers: 0 }, '0 is no number of workers'],
    [{ maxUdpSize: 511 }, '511 is no UDP size (512–4096)'],
    [{ cookieSecrets: ['abc'] }, 'a cookie secret is not 32 hexadecimal digits'],
    [
      { rateLimit: { responsesPerSecond: 1, slip: 0, ipv4Prefix: 24, ipv6Prefix: 56, exempt: ['lo'] } },
      'lo is no network (192.0.2.0/24)',
    ],
  ])('refuses options %j', (options, message) => expect(() => serverOf(options)).toThrow(message));
});

describe('a worker that dies', () => {
  it('is reported, counted and replaced, and the other one answers meanwhile', async () => {
    const { server, faults, at } = await start({ workers: 2 });
    const { thread } = (server as unknown as { workers: { thread: Worker }[] }).workers[0]!;
    await thread.terminate();
    // Its sockets are closed by now, so every question goes to the one that lives.
    for (let i = 0; i < 4; i++) expect(await askUdp(at, 'web.failover A')).toEqual(UP);
    expect(server.stats().workerCrashes).toBe(1);
    expect(faults).toEqual(['DNS worker 0 died and is replaced: exit code 1']);
    const workers = (server as unknown as { workers: { thread: Worker; bound: Promise<unknown> }[] }).workers;
    await vi.waitFor(() => expect(workers[0]!.thread).not.toBe(thread), 5000);
    await workers[0]!.bound;
    server.update('web.failover', { addresses: ['192.0.2.2'], ttl: 5 });
    for (let i = 0; i < 16; i++)
      expect(await askUdp(at, 'web.failover A')).toEqual(['NOERROR aa', 'web.failover. 5 IN A 192.0.2.2']);
  });
});

describe('close', () => {
  it('ends soon, connections and all, and frees the port', async () => {
    const { server, at } = await start({ workers: 2, tcp: { maxConnections: 100, idleSec: 60 } });
    const client = await TcpClient.open(at);
    await client.ask('web.failover A');
    const before = performance.now();
    await server.close();
    expect(performance.now() - before).toBeLessThan(10_000);
    await client.closed;
    const again = await start({ listen: [at] });
    expect(await askUdp(again.at, 'web.failover A')).toEqual(UP);
  });

  it('may be called twice, and before the start', async () => {
    const { server } = serverOf();
    await server.close();
    await server.close();
  });
});
