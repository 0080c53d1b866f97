import { createHash } from 'node:crypto';
import { chownSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Compose, optionsOf, readCompose } from './harness/compose.js';
import { Network } from './harness/container.js';
import { addressesOf, parseDig } from './harness/dig.js';
import { buildContext, buildImages, type Image, removeImages } from './harness/images.js';
import { capture, ROOT } from './harness/program.js';
import { until } from './harness/until.js';
import { useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const MINUTE = 60_000;
const client = ['failover', '--server', 'http://172.30.53.2:8000'];
let images: Record<'master' | 'agent', Image>;
let compose: Compose;
let network: Network;

beforeAll(async () => {
  images = await buildImages(['master', 'agent']);
  compose = await readCompose();
  network = await Network.open('172.30.53.1');
}, 10 * MINUTE);

afterEach(({ task }) => {
  if (task.result?.state === 'fail') console.error(network.logs());
});

afterAll(async () => {
  await network?.close();
  await removeImages();
}, 2 * MINUTE);

const imageOf = (name: string): Image => {
  const image = Object.entries(images).find(([key]) => compose.services[name]!.image === `failover-dns-${key}`)?.[1];
  if (!image) throw new Error(`no image for the service ${name}`);
  return image;
};

function volume(name: string): string {
  const folder = world.place(name);
  chownSync(folder, 10_001, 10_001);
  return folder;
}

function start(name: string): void {
  const service = compose.services[name]!;
  network.start(name, service.networks.failover.ipv4_address, imageOf(name), optionsOf(service, volume));
}

/** A command as `docker exec` runs it; what it printed and how it ended. */
const runIn = (name: string, command: readonly string[], beside = name) =>
  network.beside(beside, imageOf(name), { ...optionsOf(compose.services[name]!, volume), entrypoint: command, command: [] });

async function answers(name: string): Promise<string[]> {
  const master = compose.services['master']!.networks.failover.ipv4_address;
  const { stdout } = await network.run('dig', [`@${master}`, '-p', '8053', '+tries=1', '+time=2', name]);
  return addressesOf(parseDig(stdout));
}

test('an image says who made it, runs as nobody in particular, and holds no tool that builds', async () => {
  for (const [name, { config, root }] of Object.entries(images)) {
    expect(config.User, name).toBe('10001:10001');
    expect(config.Labels, name).toMatchObject({
      'org.opencontainers.image.title': `Failover DNS ${name}`,
      'org.opencontainers.image.licenses': 'Apache-2.0',
      'org.opencontainers.image.version': '0.1.0',
      'org.opencontainers.image.revision': 'abc123',
    });
    const tools = ['npm', 'npx', 'corepack', 'yarn', 'gcc', 'make', 'git', 'curl'];
    const places = ['usr/local/bin', 'usr/bin', 'bin'].flatMap((place) => tools.map((tool) => join(root, place, tool)));
    expect(
      places.filter((path) => existsSync(path)),
      name,
    ).toEqual([]);
    expect((await capture('find', [root, '-xdev', '-perm', '/4000', '-name', 'ping'])).stdout, name).toBe('');
  }
  expect(Object.keys(images.master.config.ExposedPorts).sort()).toEqual(['8000/tcp', '8053/tcp', '8053/udp']);
});

test(
  'what docker-compose.yml starts, from the images, fails over: no root, no capability, nothing to write to but its state',
  async () => {
    start('master');
    const health = (name: string, beside = name) => {
      const [kind, ...check] = imageOf(name).config.Healthcheck.Test;
      expect(kind).toBe('CMD');
      return runIn(name, check, beside);
    };
    await until(async () => expect((await health('master')).code).toBe(0), { within: 60 });
    for (const name of ['target-1', 'target-2', 'agent-1', 'agent-2']) start(name);
    const both = ['172.30.53.21', '172.30.53.22'];
    await until(async () => expect(await answers('web.failover')).toEqual(both), { within: 60 });
    await until(async () => expect(await answers('ping.failover')).toEqual(['172.30.53.21']), { within: 60 });

    expect((await health('agent-1')).code).toBe(0);
    expect((await health('agent-1', 'master')).code, 'where no agent is').toBe(1);
    const { stdout: uid } = await runIn('master', ['id', '-u']);
    expect(uid.trim()).toBe('10001');
    const write = (path: string) => `require('fs').writeFileSync('${path}', '')`;
    expect((await runIn('master', ['node', '-e', write('/app/x')])).stderr).toContain('EROFS');
    expect((await runIn('master', ['node', '-e', write('/etc/failover-dns/x')])).stderr).toContain('EROFS');
    expect((await runIn('master', ['node', '-e', write('/var/lib/failover-dns/x')])).code).toBe(0);
    expect((await runIn('agent-1', ['ping', '-n', '-c', '1', '-W', '2', '172.30.53.22'])).stdout).toContain('1 received');
    const status = await runIn('master', [...client, 'status']);
    expect(status.stdout, status.stderr).toContain('web.failover');
    const checked = await runIn('master', ['failover', 'check', '/etc/failover-dns/master.yaml']);
    expect(checked.stdout, checked.stderr).toContain('is fine: 1 zone, 2 domains, 4 targets');

    // `docker compose stop target-1`: the host is gone, with its address.
    await network.stop('target-1');
    await until(async () => expect(await answers('web.failover')).toEqual(['172.30.53.22']), { within: 60 });
    await until(async () => expect(await answers('ping.failover')).toEqual(['172.30.53.22']), { within: 60 });

    const events = async () => (await runIn('master', [...client, '--json', '--utc', 'events'])).stdout;
    const [moment] = /\d{4}-\d\d-\d\dT[\d:.]+Z/.exec(await events())!;
    expect(await network.stop('master'), 'master').toEqual({ code: 0, signal: null });
    start('master');
    await until(async () => expect(await events(), 'the state is in the volume').toContain(moment), { within: 60 });
    await until(async () => expect(await answers('web.failover')).toEqual(['172.30.53.22']), { within: 60 });
    for (const name of ['agent-1', 'agent-2']) expect(await network.stop(name), name).toEqual({ code: 0, signal: null });
  },
  5 * MINUTE,
);

/** Its files by path, with the hash of each. */
function hashesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
  return Object.fromEntries(
    paths.map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
    ]),
  );
}

test(
  'what a build is sent is enough for it, and gives the very same bundles in another folder',
  async () => {
    const place = await buildContext();
    // As `npm ci` leaves them there; links to the workspace's own packages are relative.
    const { stdout: found } = await capture('sh', ['-c', `cd "$1" && ls -d node_modules */*/node_modules`, 'sh', ROOT]);
    for (const folder of found.trim().split('\n'))
      for (const how of ['-al', '-a'])
        if ((await capture('cp', [how, join(ROOT, folder), join(place, dirname(folder))])).code === 0) break;
    const steps =
      'tsc -b apps/master apps/agent apps/cli && (cd apps/dashboard && vite build) && node tools/bundle.mjs --require-dashboard';
    const { code, stdout, stderr } = await capture('sh', [
      '-c',
      `cd "$1" && PATH="$1/node_modules/.bin:$PATH" && ${steps}`,
      'sh',
      place,
    ]);
    expect(code, stdout + stderr).toBe(0);
    const here = hashesOf(join(ROOT, 'dist/bundle'));
    expect(Object.keys(here).length).toBeGreaterThan(10);
    expect(hashesOf(join(place, 'dist/bundle'))).toEqual(here);
  },
  5 * MINUTE,
);
