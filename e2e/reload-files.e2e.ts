import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ADMIN, AUTH } from './harness/cli.js';
import { replace } from './harness/config-file.js';
import { Master } from './harness/master.js';
import { freePort } from './harness/ports.js';
import { Program } from './harness/program.js';
import { QueryStream } from './harness/stream.js';
import { until } from './harness/until.js';
import { useWorld } from './harness/world.js';

const world = useWorld();
const IN = 'zones: [{ name: failover, ns: ns.example.net, ttl: 5, records: [{ name: www, type: A, value: 192.0.2.1 }] }]\n';

/** A master whose config is text; `write` puts it into the folder, and says what to start with. */
async function start(write: (folder: string, top: string) => string): Promise<{ master: Master; folder: string; top: string }> {
  const [dnsPort, apiPort] = [await freePort(), await freePort()];
  const folder = world.place(`files-${apiPort}`);
  const top = `dns: { listen_ip: 127.0.0.1, listen_port: ${dnsPort} }\napi: { listen_port: ${apiPort}, admin_token: ${ADMIN} }\n`;
  const file = write(folder, top);
  const cwd = world.place(`cwd-${apiPort}`);
  const begin = () => world.own(Program.node('master', 'apps/master/dist/main.js', ['--config', file], { cwd }));
  const master = new Master(begin, { dnsPort, apiPort, file });
  await master.program.prints('documentation at', { within: 20 });
  return { master, folder, top };
}

const reload = (master: Master) => master.post<{ text: string; detail: string }>('/api/v1/config/reload', '{}', AUTH);
const changedTo = (master: Master, value: string, name = 'www.failover') =>
  until(async () => expect(await master.addresses(name)).toEqual([value]), { within: 10 });

/** As the kubelet does it: the config is a link to a link, and the folder behind that is another one at once. */
function mount(folder: string, version: number, files: Record<string, string>): void {
  const data = `..2026_${version}`;
  mkdirSync(join(folder, data));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, data, name), text);
  symlinkSync(data, join(folder, '..data_tmp'));
  renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
  if (version > 1) rmSync(join(folder, `..2026_${version - 1}`), { recursive: true });
}

describe('the files are watched', () => {
  test('a Kubernetes ConfigMap, again and again', async () => {
    const { master, folder, top } = await start((place, text) => {
      mount(place, 1, { 'config.yaml': text + IN });
      symlinkSync(join('..data', 'config.yaml'), join(place, 'config.yaml'));
      return join(place, 'config.yaml');
    });
    for (const version of [2, 3]) {
      await sleep(600);
      mount(folder, version, { 'config.yaml': top + IN.replace('192.0.2.1', `192.0.2.${version}`) });
      await changedTo(master, `192.0.2.${version}`);
    }
  });

  test('included files that change, come and go; a broken one is named, and mended', async () => {
    const { master, folder } = await start((place, text) => {
      mkdirSync(join(place, 'zones.d'));
      writeFileSync(join(place, 'zones.d', 'a.yaml'), IN);
      writeFileSync(join(place, 'config.yaml'), `include: zones.d/*.yaml\n${text}`);
      return join(place, 'config.yaml');
    });
    expect(await master.addresses('www.failover')).toEqual(['192.0.2.1']);
    await sleep(600);
    const other = join(folder, 'zones.d', 'b.yaml');
    writeFileSync(other, IN.replace('failover', 'other').replace('192.0.2.1', '192.0.2.3'));
    await changedTo(master, '192.0.2.3', 'www.other');
    replace(other, 'zones: [{ name: other, nss: x }]');
    await master.program.prints(`${other}:1:`, { within: 10 });
    expect(await master.addresses('www.other')).toEqual(['192.0.2.3']);
    replace(other, IN.replace('failover', 'other').replace('192.0.2.1', '192.0.2.4'));
    await changedTo(master, '192.0.2.4', 'www.other');
    rmSync(other);
    await until(async () => expect((await master.dig('www.other')).status).toBe('REFUSED'), { within: 10 });
    expect(await master.addresses('www.failover')).toEqual(['192.0.2.1']);
  });

  test('a pattern for folders: a new file in one of them, a new folder; a missing file is named where it is included', async () => {
    const { master, folder, top } = await start((place, text) => {
      mkdirSync(join(place, 'zones.d', 'one'), { recursive: true });
      writeFileSync(join(place, 'zones.d', 'one', 'a.yaml'), IN);
      writeFileSync(join(place, 'config.yaml'), `include: [zones.d/*/*.yaml, zoned.d/*.yaml]\n${text}`);
      return join(place, 'config.yaml');
    });
    await master.program.prints('config.yaml:1:29: include[1]: found "zoned.d/*.yaml", which matches no file', { within: 10 });
    await sleep(600);
    writeFileSync(join(folder, 'zones.d', 'one', 'b.yaml'), IN.replace('failover', 'other').replace('192.0.2.1', '192.0.2.3'));
    await changedTo(master, '192.0.2.3', 'www.other');
    mkdirSync(join(folder, 'zones.d', 'two'));
    writeFileSync(join(folder, 'zones.d', 'two', 'c.yaml'), IN.replace('failover', 'third').replace('192.0.2.1', '192.0.2.4'));
    await changedTo(master, '192.0.2.4', 'www.third');
    replace(master.file, `include: [zones.d/*/*.yaml, nope/one.yaml]\n${top}`);
    await master.program.prints(`config.yaml:1:29: include[1]: found no such file: ${join(folder, 'nope/one.yaml')}`, {
      within: 10,
    });
    mkdirSync(join(folder, 'nope'));
    writeFileSync(join(folder, 'nope', 'one.yaml'), IN.replace('failover', 'fourth').replace('192.0.2.1', '192.0.2.5'));
    await changedTo(master, '192.0.2.5', 'www.fourth');
  });

  test('a folder as the config; a secret’s file that is rotated', async () => {
    const { master, folder } = await start((place, text) => {
      writeFileSync(join(place, 'token'), 'the-first-token');
      writeFileSync(join(place, '1.yaml'), text.replace(`admin_token: ${ADMIN}`, 'admin_token_file: token'));
      writeFileSync(join(place, '2.yaml'), IN);
      return place;
    });
    const asks = async (token: string) =>
      (await master.post('/api/v1/config/reload', '{}', { authorization: `Bearer ${token}` })).status;
    expect(await asks('the-first-token')).toBe(200);
    await sleep(600);
    replace(join(folder, 'token'), 'the-next-token');
    await until(async () => expect(await asks('the-next-token')).toBe(200), { within: 10 });
    expect(await asks('the-first-token')).toBe(403);
  });
});

test('what an operator may write at 3 a.m.: a clear fault or the new config, never an answer lost', async () => {
  const { master, folder, top } = await start((place, text) => {
    writeFileSync(join(place, 'config.yaml'), text + IN);
    return join(place, 'config.yaml');
  });
  const good = top + IN;
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (const [one, other] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map((pair) => [...pair]))
    bomb.push(`${other}: &${other} [${Array(9).fill(`*${one}`).join(', ')}]`);
  const stream = new QueryStream(master.dnsPort, 'www.failover');
  const cases: [string, string | Buffer, string | true][] = [
    ['a bomb', `${bomb.join('\n')}\n${good}`, 'aliases (*…) that repeat more than 100000 values'],
    ['10 MB of rubbish', 'x: "'.padEnd(10 << 20, 'y'), 'broken YAML'],
    ['10 MB of keys', Array.from({ length: 700_000 }, (_, n) => `key${n}: 1`).join('\n'), 'an unknown key'],
    ['17 MB', Buffer.alloc(17 << 20, '#'), 'a file of more than 16777216 bytes'],
    ['__proto__', `__proto__: { dns: {} }\n${good}`, 'an unknown key'],
    ['__proto__ as a domain', good.replace('ttl: 5,', 'ttl: 5, domains: { __proto__: 3 },'), 'expected a mapping'],
    ['duplicate keys', `${good}${IN}`, 'the key "zones" again'],
    ['tabs that only separate', good.replace('ttl: 5', 'ttl:\t5'), 'separate with spaces, not with tabs'],
    ['tabs that indent', 'dns:\n\tlisten_port: 1\n', 'indent with spaces, not with tabs'],
    ['a byte order mark', `\ufeff${good}`, true],
    ['CRLF', good.replaceAll('\n', '\r\n'), true],
    ['nothing', '', 'an empty file'],
    ['half a file', good.slice(0, -20), 'broken YAML'],
    ['Latin-1', Buffer.from(`# \xfcbel\n${good}`, 'latin1'), 'bytes that are not UTF-8'],
    ['zeros', Buffer.alloc(4096), 'broken YAML'],
    ['a deep one', `x: ${'['.repeat(100_000)}`, 'broken YAML'],
  ];
  for (const [name, text, expected] of cases) {
    replace(join(folder, 'config.yaml'), text);
    const { status, body } = await reload(master);
    if (expected === true) expect([name, status, body.detail]).toEqual([name, 200, undefined]);
    else expect([name, status, body.detail]).toEqual([name, 422, expect.stringContaining(expected)]);
    expect(await master.addresses('www.failover')).toEqual(['192.0.2.1']);
  }
  rmSync(join(folder, 'config.yaml'));
  expect((await reload(master)).body.detail).toContain('no such file');
  replace(join(folder, 'config.yaml'), good.replace('192.0.2.1 }', '192.0.2.9 }'));
  expect((await reload(master)).status).toBe(200);
  expect(await master.addresses('www.failover')).toEqual(['192.0.2.9']);
  expect((await stream.end()).lost).toBe(0);
});
