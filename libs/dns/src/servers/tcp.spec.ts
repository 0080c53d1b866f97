import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { compose, domain, records, show, zoneOf } from '../query/desk.fixture.js';
import { type TcpOptions } from '../types.js';
import { askUdp, framed, serverOf, TcpClient } from './ask.fixture.js';
import { type DnsServer } from './dns-server.js';

// Threads start, and on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000 });

const ZONE = zoneOf({
  records: records(
    ...Array.from({ length: 40 }, (_, i) => `big.failover 60 TXT ${String(i).padStart(3, '0')}${'x'.repeat(250)}`),
  ),
  domains: [domain('web.failover', ['192.0.2.1'])],
});
const UP = ['NOERROR aa', 'web.failover. 5 IN A 192.0.2.1'];

const open: { destroy(): void }[] = [];
let running: DnsServer | undefined;
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy();
  await running?.close();
});

async function start(tcp: Partial<TcpOptions> = {}) {
  const { server } = serverOf({ tcp: { maxConnections: 1000, idleSec: 30, ...tcp } });
  running = server;
  await server.start([ZONE]);
  const at = server.addresses()[0]!;
  const connect = async () => {
    const client = await TcpClient.open(at);
    open.push(client.socket);
    return client;
  };
  return { server, at, connect };
}

/** A query with an id of its own. */
function query(id: number, text = 'web.failover A'): Buffer {
  const message = compose(text);
  message.writeUInt16BE(id, 0);
  return framed(message);
}

describe('TCP (RFC 7766)', () => {
  it('answers several messages in one segment, each', async () => {
    const { connect } = await start();
    const client = await connect();
    const ids = Array.from({ length: 300 }, (_, i) => i);
    client.socket.write(Buffer.concat(ids.map((id) => query(id))));
    const replies = [];
    for (const _ of ids) replies.push((await client.next())!);
    expect(replies.map((reply) => reply.readUInt16BE(0)).toSorted((a, b) => a - b)).toEqual(ids);
    for (const reply of replies) expect(show(reply)).toEqual(UP);
  });

  it('answers a message that comes byte by byte, and one split in its length', async () => {
    const { connect } = await start();
    const client = await connect();
    for (const byte of query(7)) {
      client.socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(show((await client.next())!)).toEqual(UP);
    const two = Buffer.concat([query(8), query(9)]);
    const cut = query(8).length + 1;
    client.socket.write(two.subarray(0, cut));
    expect((await client.next())!.readUInt16BE(0)).toBe(8);
    client.socket.write(two.subarray(cut));
    expect((await client.next())!.readUInt16BE(0)).toBe(9);
  });

  it('answers what it got before the client said that it will send no more', async () => {
    const { connect } = await start();
    const client = await connect();
    client.socket.end(Buffer.concat(Array.from({ length: 100 }, (_, i) => query(i))));
    for (let i = 0; i < 100; i++) expect((await client.next())!.readUInt16BE(0)).toBe(i);
    expect(await client.next()).toBeUndefined();
  });

  it('sends answers that UDP cannot', async () => {
    const { at, connect } = await start();
    expect((await askUdp(at, 'big.failover TXT'))[0]).toBe('NOERROR aa tc');
    expect(await (await connect()).ask('big.failover TXT')).toHaveLength(41);
  });

  it('drops replies and messages too short, and goes on', async () => {
    const { connect } = await start();
    const client = await connect();
    const reply = compose('web.failover A');
    reply[2] = 0x80;
    client.socket.write(Buffer.concat([framed(Buffer.alloc(0)), framed(Buffer.alloc(5)), framed(reply)]));
    expect(await client.ask('web.failover A')).toEqual(UP);
  });
});

describe('clients that hold connections', () => {
  it('500 idle ones and 50 half-sent lengths do not keep a fresh one from its answer', async () => {
    const { server, connect } = await start({ maxConnections: 200 });
    for (let i = 0; i < 50; i++) (await connect()).socket.write(Buffer.from([0]));
    for (let i = 0; i < 500; i += 50) await Promise.all(Array.from({ length: 50 }, connect));
    expect(await (await connect()).ask('web.failover A')).toEqual(UP);
    expect(server.stats().tcpOpen).toBeLessThanOrEqual(200);
    expect(server.stats().tcpCut).toBeGreaterThanOrEqual(350);
  });

  it('lose the one that was idle for longest first', async () => {
    const { connect } = await start({ maxConnections: 3, maxPerClient: 100 });
    const [first, second, third] = [await connect(), await connect(), await connect()];
    for (const client of [first, second, third, first]) await client.ask('web.failover A');
    expect(await (await connect()).ask('web.failover A')).toEqual(UP);
    await second.closed;
    expect(await first.ask('web.failover A')).toEqual(UP);
    expect(await third.ask('web.failover A')).toEqual(UP);
  });

  it('are held to a share of their own', async () => {
    const { connect } = await start({ maxConnections: 100, maxPerClient: 2 });
    const [first, second] = [await connect(), await connect()];
    await first.ask('web.failover A');
    await second.ask('web.failover A');
    expect(await (await connect()).ask('web.failover A')).toEqual(UP);
    await first.closed;
    expect(await second.ask('web.failover A')).toEqual(UP);
  });

  it('are gone when idle for idle_sec, whether they asked before or not', async () => {
    const { server, connect } = await start({ idleSec: 0.3 });
    const clients = [await connect(), await connect()];
    const before = performance.now();
    await clients[0]!.ask('web.failover A');
    await Promise.all(clients.map((client) => client.closed));
    expect(performance.now() - before).toBeGreaterThan(200);
    expect(server.stats()).toMatchObject({ tcpOpen: 0, tcpCut: 0 });
  });

  it('stay while they ask', async () => {
    const { connect } = await start({ idleSec: 3 });
    const client = await connect();
    for (let i = 0; i < 8; i++) {
      expect(await client.ask('web.failover A')).toEqual(UP);
      await sleep(500);
    }
  });

  it('are cut off when a message does not end by its deadline, however busily they send it', async () => {
    const { server, connect } = await start({ idleSec: 20, deadlineSec: 0.3 });
    const client = await connect();
    client.socket.write(Buffer.from([0xff, 0xff]));
    const drip = setInterval(() => client.socket.write(Buffer.from([0])), 20);
    await client.closed;
    clearInterval(drip);
    expect(server.stats().tcpCut).toBe(1);
  });

  it('do not fill memory when they ask and never read', async () => {
    const { server, at, connect } = await start({ idleSec: 1 });
    const client = await connect();
    client.socket.pause();
    const before = process.memoryUsage.rss();
    const flood = Buffer.concat(Array.from({ length: 20_000 }, (_, i) => query(i, 'big.failover TXT')));
    client.socket.write(flood);
    // Twenty thousand answers of 10 kB wait for nobody; UDP goes on, and the client is gone after its idle time.
    expect(await askUdp(at, 'web.failover A')).toEqual(UP);
    let most = 0;
    await vi.waitFor(
      () => {
        most = Math.max(most, process.memoryUsage.rss() - before);
        expect(server.stats().tcpOpen).toBe(0);
      },
      { timeout: 20_000, interval: 20 },
    );
    expect(most / 1024 / 1024).toBeLessThan(100);
  });
});
