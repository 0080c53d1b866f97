import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { addressesOf, type DigReply } from './harness/dig.js';
import { type Master } from './harness/master.js';
import { freePort } from './harness/ports.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const [ONE, TWO] = [
  { ip: '192.0.2.10', port: 443 },
  { ip: '192.0.2.11', port: 443 },
];
const TIMEOUT = 12;

/** A master, and the folder of its database; `prepare` finds the folder before the master does. */
async function aMaster({ timeout = TIMEOUT, prepare }: { timeout?: number; prepare?: (data: string) => void } = {}) {
  const listen_port = await freePort();
  const data = join(world.place(`master-${listen_port}`), 'data');
  prepare?.(data);
  const domains = { [NAME]: domain([ONE, TWO], { server: { timeout_sec: timeout } }) };
  return { master: await world.master({ domains, api: { listen_port } }), data };
}

async function decided(master: Master): Promise<void> {
  await sendReport(master, report(ONE));
  await sendReport(master, report(TWO, { status: 'fail', reason: 'refused' }));
  expect(await master.addresses(NAME)).toEqual([ONE.ip]);
}

/** Starts it again; what the first answer says. */
async function firstAnswer(master: Master) {
  const ready = master.restart();
  const answered = Promise.withResolvers<DigReply>();
  // Each asks for itself: one that was sent before anybody listened would wait for long.
  const asking = setInterval(() => {
    void master.dig(NAME).then((reply) => reply.status !== 'TIMEOUT' && answered.resolve(reply));
  }, 100);
  const reply = await answered.promise;
  clearInterval(asking);
  await ready;
  return { addresses: addressesOf(reply) };
}

const count = (master: Master, text: string) => master.program.output.split(text).length - 1;

describe('after kill -9, with no agent there', () => {
  test('the first answer is the last known one, after each of several', async () => {
    const { master } = await aMaster({ timeout: 60 });
    await decided(master);
    await master.written();
    for (let start = 0; start < 2; start++) {
      await master.stop('SIGKILL');
      expect((await firstAnswer(master)).addresses).toEqual([ONE.ip]);
    }
  });

  test('after the timeout it is the fallback', async () => {
    const { master } = await aMaster();
    await decided(master);
    await master.written();
    await master.stop('SIGKILL');
    expect((await firstAnswer(master)).addresses).toEqual([ONE.ip]);
    expect(master.program.output).toMatch(/1 domain stands as on .*, until reports confirm it/);
    await until(async () => expect(await master.addresses(NAME)).toEqual([FALLBACK]), { within: TIMEOUT + 10 });
    // And what went stale is not brought back by another start.
    await master.written();
    await master.stop('SIGKILL');
    expect((await firstAnswer(master)).addresses).toEqual([FALLBACK]);
  });

  test('a report of the new life counts more than what was known', async () => {
    const { master } = await aMaster({ timeout: 60 });
    await decided(master);
    await master.written();
    await master.restart('SIGKILL');
    await sendReport(master, report(TWO));
    expect(await master.addresses(NAME)).toEqual([ONE.ip, TWO.ip]);
    await sendReport(master, report(ONE, { status: 'fail', reason: 'refused' }));
    expect(await master.addresses(NAME)).toEqual([TWO.ip]);
  });
});

test('after SIGTERM not even the last second is lost', async () => {
  const { master } = await aMaster({ timeout: 60 });
  await decided(master);
  expect(await master.stop()).toEqual({ code: 0, signal: null });
  expect((await firstAnswer(master)).addresses).toEqual([ONE.ip]);
});

/** It is written, as the next start shows. */
async function isKept(master: Master): Promise<void> {
  await master.written();
  await master.stop('SIGKILL');
  expect((await firstAnswer(master)).addresses).toEqual([ONE.ip]);
}

describe('a storage that fails is no failure of DNS', () => {
  test('a corrupt file is set aside, and a new one is begun', async () => {
    const garbage = 'this is no database\n'.repeat(1000);
    const { master, data } = await aMaster({
      timeout: 60,
      prepare: (folder) => {
        mkdirSync(folder);
        writeFileSync(join(folder, 'failover.db'), garbage);
      },
    });
    expect(master.program.output).toContain('failover.db is corrupt: set aside as');
    const [aside] = readdirSync(data).filter((name) => /^failover\.db\.corrupt-\d{8}T\d{6}Z$/.test(name));
    expect(readFileSync(join(data, aside ?? ''), 'utf8')).toBe(garbage);
    await decided(master);
    await isKept(master);
  });

  test('a folder that cannot be made: said once; stored as soon as it can', async () => {
    const { master, data } = await aMaster({ timeout: 60, prepare: (folder) => writeFileSync(folder, 'a file') });
    await decided(master);
    await sleep(3000);
    expect(count(master, 'nothing is stored until this is mended')).toBe(1);
    rmSync(data);
    await master.program.prints('failover.db is written again', { within: 20 });
    await isKept(master);
  });

  test('a folder that is removed meanwhile: a new file is begun', async () => {
    const { master, data } = await aMaster({ timeout: 60 });
    await decided(master);
    await master.written();
    rmSync(data, { recursive: true });
    await sendReport(master, report(TWO));
    await sendReport(master, report(TWO, { status: 'fail', reason: 'refused' }));
    await master.program.prints('is not there any more', { within: 10 });
    await master.program.prints('failover.db is written again', { within: 20 });
    await isKept(master);
  });

  test('a file that is truncated meanwhile: said, set aside, and all that is known is in a new one', async () => {
    const { master, data } = await aMaster({ timeout: 60 });
    await decided(master);
    await master.written();
    truncateSync(join(data, 'failover.db'));
    await master.program.prints('failover.db was truncated: nothing is stored until this is mended', { within: 10 });
    await master.program.prints('failover.db is corrupt: set aside as', { within: 20 });
    await master.program.prints('failover.db is written again', { within: 20 });
    await isKept(master);
  });

  test('a file that was truncated before a start, beside its log: said, and the log is kept', async () => {
    const { master, data } = await aMaster({ timeout: 60 });
    await decided(master);
    await master.written();
    await master.stop('SIGKILL');
    truncateSync(join(data, 'failover.db'));
    expect((await firstAnswer(master)).addresses).toEqual([FALLBACK]);
    expect(master.program.output).toContain('failover.db is corrupt: set aside as');
    expect(readdirSync(data).filter((name) => /^failover\.db\.corrupt-.*-wal$/.test(name))).toHaveLength(1);
  });

  test.runIf(canMount())('a full disk: answers change all the same, and are stored once there is room', async () => {
    const mounted = (folder: string) => {
      mkdirSync(folder);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', folder]);
      world.onClose(() => execFileSync('umount', ['-l', folder]));
    };
    const { master, data } = await aMaster({ timeout: 60, prepare: mounted });
    await master.written();
    fill(join(data, 'ballast'));
    await decided(master);
    for (let round = 0; round < 40 && !master.program.output.includes('is full'); round++) {
      await sendReport(master, report(TWO, { status: round % 2 ? 'fail' : 'ok' }));
      await sleep(250);
    }
    expect(master.program.output).toContain('database or disk is full');
    await sendReport(master, report(TWO, { status: 'fail', reason: 'refused' }));
    expect(await master.addresses(NAME)).toEqual([ONE.ip]);
    expect((await master.get('/health/ready')).status).toBe(200);
    rmSync(join(data, 'ballast'));
    await master.program.prints('failover.db is written again', { within: 20 });
    expect(count(master, 'nothing is stored until this is mended')).toBe(1);
    await isKept(master);
  });

  test('two masters on one file: the second says so and goes on without; it takes over when the first is gone', async () => {
    const { master, data } = await aMaster({ timeout: 60 });
    await decided(master);
    const listen_port = await freePort();
    const own = world.place(`master-${listen_port}`);
    execFileSync('ln', ['-s', data, join(own, 'data')]);
    const second = await world.master({
      domains: { [NAME]: domain([ONE, TWO], { server: { timeout_sec: 60 } }) },
      api: { listen_port },
    });
    expect(second.program.output).toContain('failover.db is in use by another master');
    expect(await second.addresses(NAME)).toEqual([FALLBACK]);
    await sendReport(second, report(TWO));
    expect(await second.addresses(NAME)).toEqual([TWO.ip]);
    await master.written();
    expect(master.program.output).not.toContain('nothing is stored');
    expect(await master.addresses(NAME)).toEqual([ONE.ip]);
    await master.stop('SIGKILL');
    await second.program.prints('failover.db is written again', { within: 20 });
    await second.stop('SIGKILL');
    expect((await firstAnswer(second)).addresses).toEqual([TWO.ip]);
  });
});

/** Leaves no room at all. */
function fill(path: string): void {
  try {
    execFileSync('dd', ['if=/dev/zero', `of=${path}`, 'bs=1k'], { stdio: 'ignore' });
  } catch {
    // dd ends with a fault when the disk is full, as it should be
  }
}

function canMount(): boolean {
  try {
    const folder = execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim();
    execFileSync('mount', ['-t', 'tmpfs', 'none', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
    return true;
  } catch {
    return false;
  }
}
