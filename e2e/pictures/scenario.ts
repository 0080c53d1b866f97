import { type Master } from '../harness/master.js';
import { type Program } from '../harness/program.js';
import { type Target } from '../harness/targets.js';
import { until } from '../harness/until.js';
import { domain, type World } from '../harness/world.js';

export const ADMIN = 'an-operators-token';
const AUTH = { authorization: `Bearer ${ADMIN}` };
const HEALTHY = [
  'auth',
  'blog',
  'cdn',
  'chat',
  'docs',
  'files',
  'forum',
  'git',
  'ldap',
  'maps',
  'news',
  'photos',
  'search',
  'shop',
  'stats',
  'wiki',
];
const PORT = 8443;
const AGENTS = ['ams-1', 'fra-1', 'nyc-1', 'sfo-1', 'syd-1'];

export interface Scenario {
  master: Master;
  /** By domain. */
  targets: Record<string, Target[]>;
  agents: Record<string, Program>;
}

/** A real master, five agents and a few dozen targets in a bad hour: domains in each state, an agent lost, overrides in force. */
export async function badHour(world: World): Promise<Scenario> {
  const targets: Record<string, Target[]> = {};
  const domains: Record<string, unknown> = {};
  let net = 0;
  const add = async (name: string, count: number, over: Parameters<typeof domain>[1] = {}): Promise<void> => {
    net++;
    const places = Array.from({ length: count }, (_, index) => ({ ip: `127.${100 + net}.${net * 7}.${10 + index}`, port: PORT }));
    targets[name] = await Promise.all(places.map((place) => world.target(place)));
    domains[name] = domain(targets[name], { server: { policy: 'quorum', timeout_sec: 5, agent_grace_sec: 3600 }, ...over });
  };
  await add('checkout.svc.example', 2);
  await add('vpn.svc.example', 1);
  await add('webmail.svc.example', 4);
  await add('api.svc.example', 4);
  await add('mail.svc.example', 2);
  await add('intranet.svc.example', 1, {
    server: { policy: 'any', timeout_sec: 3, agent_grace_sec: 3600, on_silence: 'hold' },
    monitor: { monitor_tag: 'inside' },
  });
  for (const [index, name] of HEALTHY.entries()) await add(`${name}.svc.example`, 1 + (index % 4));
  domains['new.svc.example'] = domain([{ ip: '127.200.0.10', port: PORT }], { monitor: { monitor_tag: 'nobody' } });
  const master = await world.master({ domains, zone: { name: 'svc.example' }, api: { admin_token: ADMIN } });
  const agents = Object.fromEntries(
    AGENTS.map((id) => [id, world.agent(id, [master], { tags: id === 'syd-1' ? ['test', 'inside'] : ['test'] })]),
  );
  await until(async () => (await states(master)).healthy >= Object.keys(domains).length - 1, { within: 60 });
  for (const [name, dead] of [
    ['checkout', 2],
    ['vpn', 1],
    ['webmail', 1],
    ['api', 1],
    ['mail', 1],
  ] as const)
    for (const target of (targets[`${name}.svc.example`] ?? []).slice(-dead)) await target.stop();
  const spare = targets['webmail.svc.example']?.[0];
  await master.put(
    `/api/v1/domains/webmail.svc.example/targets/${spare?.ip}/override`,
    { kind: 'maintenance', reason: 'new disks', for: '1h', who: 'ann' },
    AUTH,
  );
  await agents['syd-1']?.stop({ signal: 'SIGKILL' });
  await until(async () => (await states(master)).frozen >= 1, { within: 60 });
  return { master, targets, agents };
}

export async function states(master: Master) {
  return (
    await master.get<{ states: Record<'healthy' | 'fallback' | 'frozen' | 'degraded' | 'unknown', number> }>('/api/v1/overview')
  ).body.states;
}
