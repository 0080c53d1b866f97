import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type OverviewDto, type DomainRowsDto } from '@failover-dns/contracts';
import { ADMIN, AUTH } from '../harness/cli.js';
import { type Master } from '../harness/master.js';
import { Past } from '../harness/past.js';
import { type Program } from '../harness/program.js';
import { type Target } from '../harness/targets.js';
import { until } from '../harness/until.js';
import { domain, type World } from '../harness/world.js';

const PORT = 8443;
const ZONE = 'svc.example';
const AGENTS = ['ams-1', 'fra-1', 'nyc-1', 'sfo-1', 'syd-1'];
const NET = ['192.0.2', '198.51.100', '203.0.113'];
/** Name and targets. */
const DOMAINS = {
  checkout: 2, vpn: 1, webmail: 4, api: 4, mail: 2, auth: 3, blog: 1, cdn: 6, chat: 2, docs: 1, files: 2, forum: 2, git: 3, ldap: 2,
  maps: 1, news: 3, photos: 2, search: 4, shop: 3, stats: 1, wiki: 2,
} as const; // prettier-ignore
/** What went wrong in the day before: minutes ago, how long, and how many targets of which domain. */
const INCIDENTS = [
  [1340, 6, 'mail', 2],
  [1130, 14, 'cdn', 2],
  [780, 4, 'webmail', 1],
  [640, 25, 'search', 1],
  [420, 3, 'checkout', 1],
  [230, 48, 'shop', 3],
  [190, 6, 'auth', 1],
] as const;
const SILENT_AGENT = 'syd-1';

/** A process that has another host name than this machine. */
function named(host: string): string {
  const code = `import os from 'node:os'; import { syncBuiltinESMExports as sync } from 'node:module'; os.hostname = () => '${host}'; sync()`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}

export interface Scenario {
  master: Master;
  /** By domain. */
  targets: Record<string, Target[]>;
  agents: Record<string, Program>;
}

/**
 * A real master with a day behind it, five agents and some fifty targets, in a bad hour: domains in each state, an agent gone, an
 * override in force, a domain that has just been added. Takes a minute.
 */
export async function badHour(world: World): Promise<Scenario> {
  const targets: Record<string, Target[]> = {};
  const domains: Record<string, unknown> = {};
  for (const [net, [name, count]] of Object.entries({ ...DOMAINS, intranet: 1 }).entries()) {
    const places = Array.from({ length: count }, (_, index) => ({
      ip: `127.${100 + net}.${1 + net * 7}.${10 + index}`,
      port: PORT,
    }));
    targets[name] = await Promise.all(places.map((place) => world.target(place)));
    const inside = name === 'intranet';
    domains[`${name}.${ZONE}`] = domain(targets[name], {
      fallback: [`${NET[net % 3]}.254`],
      server: {
        policy: inside ? 'any' : 'quorum',
        timeout_sec: 3,
        agent_grace_sec: 3600,
        on_silence: inside ? 'hold' : 'fallback',
      },
      monitor: { monitor_tag: inside ? 'inside' : 'test' },
    });
  }
  const past = new Past(world, 26);
  const zone = { name: ZONE, fallback_ttl: 30 };
  const master = await world.master({
    domains,
    zone,
    api: { admin_token: ADMIN },
    dns: { resolve_cache_ttl: 5 },
    env: { ...past.env, NODE_OPTIONS: named('dns1') },
  });
  const tagsOf = (id: string) => (id === SILENT_AGENT ? ['test', 'inside'] : ['test']);
  const agents = Object.fromEntries(AGENTS.map((id) => [id, world.agent(id, [master], { tags: tagsOf(id), env: past.env })]));
  const settle = (wanted: (states: OverviewDto['states']) => boolean) =>
    until(async () => wanted(await states(master)), { within: 60 });
  const allHealthy = () => settle(({ healthy }) => healthy === Object.keys(domains).length);
  await allHealthy();

  for (const [minutesAgo, lasted, name, count] of INCIDENTS) {
    past.go(minutesAgo);
    const struck = (targets[name] ?? []).slice(-count);
    for (const target of struck) await target.stop();
    await until(async () => (await stateOf(master, `${name}.${ZONE}`)) !== 'healthy', { within: 30 });
    await until(async () => (await upOf(master, `${name}.${ZONE}`)) === (targets[name]?.length ?? 0) - count, { within: 30 });
    past.go(minutesAgo - lasted);
    for (const target of struck) await target.start();
    await allHealthy();
  }
  // The last hour by the minute, so that its charts are whole.
  for (let minutes = 60; minutes > 14; minutes--) {
    past.go(minutes);
    await sleep(400);
  }
  await strike(master, past, targets, agents);
  await until(async () => (await states(master)).frozen === 1, { within: 60 });
  return { master, targets, agents };
}

/** The bad hour itself. */
async function strike(master: Master, past: Past, targets: Scenario['targets'], agents: Scenario['agents']): Promise<void> {
  const spare = targets['webmail']?.[0];
  const words = { kind: 'maintenance', reason: 'new disks', for: '90m', who: 'ann' };
  await master.put(`/api/v1/domains/webmail.${ZONE}/targets/${spare?.ip}/override`, words, AUTH);
  const blows = [
    [13, 'webmail', 1],
    [12, 'checkout', 2],
    [11, 'vpn', 1],
    [9, 'api', 1],
    [7, 'mail', 1],
  ] as const;
  for (const [minutesAgo, name, count] of blows) {
    past.go(minutesAgo);
    const left = (targets[name]?.length ?? 0) - count - (name === 'webmail' ? 1 : 0);
    for (const target of (targets[name] ?? []).slice(-count)) await target.stop();
    await until(async () => (await upOf(master, `${name}.${ZONE}`)) === left, { within: 30 });
  }
  past.go(4);
  await agents[SILENT_AGENT]?.stop({ signal: 'SIGKILL' });
  await until(async () => (await states(master)).frozen === 1, { within: 60 });
  for (const minutes of [3, 2, 1, 0.4]) {
    past.go(minutes);
    await sleep(400);
  }
  addDomain(master);
  await until(async () => (await stateOf(master, `new.${ZONE}`)) !== undefined, { within: 30 });
  past.go(0);
}

/** A domain that no agent checks, by a reload. */
function addDomain(master: Master): void {
  const config = JSON.parse(readFileSync(master.file, 'utf8')) as { zones: [{ domains: Record<string, unknown> }] };
  config.zones[0].domains[`new.${ZONE}`] = domain([{ ip: '127.200.0.10', port: PORT }], { monitor: { monitor_tag: 'nobody' } });
  writeFileSync(master.file, JSON.stringify(config, null, 2));
  master.program.child.kill('SIGHUP');
}

export const states = async (master: Master) => (await master.get<OverviewDto>('/api/v1/overview')).body.states;

async function rowOf(master: Master, name: string) {
  const { body } = await master.get<DomainRowsDto>('/api/v1/overview/domains');
  return body.domains.find(({ domain: own }) => own === name);
}
const stateOf = async (master: Master, name: string) => (await rowOf(master, name))?.state;
const upOf = async (master: Master, name: string) => (await rowOf(master, name))?.up;
