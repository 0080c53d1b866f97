import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from './harness/cli.js';
import { edit, replace, type Written } from './harness/config-file.js';
import { type Master } from './harness/master.js';
import { Program } from './harness/program.js';
import { Receiver } from './harness/receiver.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const KINDS = [
  ...['domain', 'domainFile', 'named', 'namedOld', 'namedNew', 'namedFile', 'namedEnv', 'hashed'],
  ...['viewer', 'admin', 'adminNext', 'webhook', 'webhookUrl', 'webhookHeader', 'probe'],
  ...[
    'wrongAgent',
    'wrongAdmin',
    'wrongBasic',
    'inQuery',
    'misplaced',
    'misspelt',
    'listed',
    'unclosed',
    'unspaced',
    'planned',
    'cliFlag',
    'cliFile',
  ],
] as const;
type Kind = (typeof KINDS)[number];
/** One of each kind, found nowhere else. */
const T = Object.fromEntries(KINDS.map((kind) => [kind, `tk-${kind}-${randomBytes(8).toString('hex')}`])) as Record<Kind, string>;
const COOKIE = randomBytes(16).toString('hex');
const HASH = createHash('sha256').update(T.hashed).digest('hex');
const SECRETS: Record<string, string> = { ...T, COOKIE, HASH };

/** Everything that anybody could read, by where it was read. */
const heard = new Map<string, string>();
const hear = (where: string, text: string) => heard.set(where, `${heard.get(where) ?? ''}${text}`);

interface OpenApi {
  paths: Record<string, Record<string, { parameters?: { name: string; in: string; required?: boolean }[] }>>;
}

/** Every route that is read, from the OpenAPI document, as an operator sees it and as somebody with another token does. */
async function readAll(master: Master): Promise<string[]> {
  const { body } = await master.get<OpenApi>('/docs/openapi.json');
  const words: Record<string, string> = { domain: NAME, name: 'ops', ip: '192.0.2.10', agent: 'fra', tag: 'test' };
  const paths = Object.entries(body.paths).flatMap(([path, verbs]) =>
    verbs.get ? [path.replace(/\{(\w+)\}/g, (_whole, name: string) => words[name] ?? '1')] : [],
  );
  for (const path of [...paths, '/docs', '/docs/openapi.json', '/nothing']) {
    for (const token of [T.admin, T.viewer, T.wrongAdmin]) {
      const query = path.endsWith('/explain') ? '?type=A' : '';
      const abort = new AbortController();
      const reply = await fetch(`${master.url}${path}${query}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: abort.signal,
      });
      const isStream = reply.headers.get('content-type')?.includes('event-stream');
      if (isStream) abort.abort();
      else hear(`GET ${path}`, JSON.stringify([...reply.headers]) + (await reply.text()));
    }
  }
  return paths;
}

/** The bytes of every file in the master's folder: the database, its log, what was set aside. */
function readFolder(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  );
  for (const file of files) hear(`file ${file}`, readFileSync(join(folder, file), 'latin1'));
  return files;
}

test('no token of any kind is in a log, a reply, a metric, the database or a fault', { timeout: 180_000 }, async () => {
  const [target, other] = await world.targets(2);
  const receiver = await Receiver.start(world);
  receiver.always(500);
  const file = (name: string, kind: Kind) => world.file(name, `${T[kind]}\n`, 0o600);
  const checks = { mode: 'http', headers: [`Authorization: Bearer ${T.probe}`] };
  const master = await world.master({
    domains: {
      [NAME]: domain([target!], { monitor: { monitor_tag: 'eu' }, agent: { token: T.domain } }),
      'mail.failover': domain([other!], { agent: { token_file: file('domain-token', 'domainFile') } }),
      'page.failover': domain([other!], { monitor: checks }),
    },
    dns: { cookie_secret: COOKIE },
    api: { admin_token: '${ADMIN}', viewer_token_file: file('viewer-token', 'viewer') },
    top: {
      log: { level: 'debug' },
      agents: [
        { id: 'fra', token: [T.namedOld, T.named], tags: ['eu', 'test'] },
        { id: 'nyc', token_file: file('nyc-token', 'namedFile'), tags: ['eu', 'test'] },
        { id: 'ams', token: '${AMS}', tags: ['eu', 'test'] },
        { id: 'lon', token_sha256: HASH, tags: ['test'] },
      ],
      webhooks: [
        {
          name: 'ops',
          url: `${receiver.url}/${T.webhookUrl}?key=${T.webhookUrl}`,
          secret: T.webhook,
          headers: [`X-Key: ${T.webhookHeader}`],
        },
      ],
    },
    env: { ADMIN: T.admin, AMS: T.namedEnv },
  });
  const folder = world.place(`master-${master.apiPort}`);
  const as = { authorization: `Bearer ${T.admin}` };

  // Agents with tokens from everywhere, and with a wrong one.
  const log = { level: 'debug' };
  const server = { name: 'm', url: master.url, tags: ['eu', 'test'] };
  const agents = [
    world.agent('fra', [], { config: { log, servers: [{ ...server, token: T.named }] } }),
    world.agent('nyc', [], { config: { log, servers: [{ ...server, token_file: file('nyc-own', 'namedFile') }] } }),
    world.agent('ams', [], { config: { log, servers: [{ ...server, token: '${AMS}' }] }, env: { AMS: T.namedEnv } }),
    world.agent('lon', [], { config: { log, servers: [{ ...server, token: T.hashed }] } }),
    world.agent('cpt', [], { config: { log, servers: [{ ...server, token: T.wrongAgent }] } }),
  ];
  await until(async () => expect(await master.addresses(NAME)).toEqual([target!.ip]), { within: 30 });
  await until(() => expect(receiver.requests.length).toBeGreaterThan(0), { within: 30 });

  // Reports and requests with tokens that are right, old, wrong, and in the wrong place.
  const keys = [T.domain, T.domainFile, T.namedOld, T.hashed, T.wrongAgent];
  for (const key of keys) {
    const sent = report(target!, { agent_id: 'fra' });
    hear('POST report', (await sendReport(master, sent, key)).text);
    const batch = { agent_id: 'fra', boot_id: 'b', sent_at: new Date().toISOString(), reports: [{ ...sent, seq: 1 }] };
    hear('POST reports', (await master.post('/api/v1/reports', batch, { 'x-api-key': key })).text);
    hear('POST reports', (await master.post('/api/v1/reports', { ...batch, boot_id: 7 }, { 'x-api-key': key })).text);
    hear('GET tasks', (await master.get('/api/v1/tasks?tags=test', { 'x-api-key': key })).status.toString());
  }
  for (const authorization of [`Bearer ${T.wrongAdmin}`, `Basic ${btoa(`ann:${T.wrongBasic}`)}`, T.wrongBasic]) {
    hear('wrong token', (await master.post('/api/v1/config/reload', {}, { authorization })).text);
    hear('wrong token', (await master.get('/api/v1/overrides', { authorization })).text);
  }
  hear('in query', (await master.get(`/api/v1/nothing?token=${T.inQuery}`)).text);
  hear('in query', (await master.get(`/api/v1/events?limit=x&token=${T.inQuery}`, as)).text);
  hear(
    'override',
    (await master.put(`/api/v1/domains/${NAME}/override`, { kind: 'drain', reason: 'disk', for: '1h', who: 'ann' }, as)).text,
  );

  // A token is rotated; then configs that are broken where tokens stand.
  edit(master.file, (config) => void (config.agents![0]!.token = [T.named, T.namedNew]));
  hear('reload', (await master.post('/api/v1/config/reload', {}, as)).text);
  const good = readFileSync(master.file, 'utf8');
  const broken: [string, (config: Written) => string | void][] = [
    ['an unknown key', (config) => void (config.api.admin_tokne = T.misspelt)],
    ['another type', (config) => void (config.api.admin_token = { [T.misplaced]: T.misplaced })],
    ['a list', (config) => void (config.api.viewer_token = [T.listed, 7])],
    ['one of two', (config) => void (config.agents![1]!.token = T.misplaced)],
    ['twice the same', (config) => void config.agents!.push({ id: 'other', token: T.named, tags: [] })],
    ['a hash', (config) => void (config.agents![3]!.token_sha256 = T.hashed)],
    ['a cookie', (config) => void (config.dns.cookie_secret = T.misplaced)],
    ['a file that is none', (config) => void (config.api.admin_token_file = T.misplaced)],
    ['not set', (config) => void (config.api.admin_token = '${NOTHING}')],
    ['no YAML', () => good.replace('"api"', `"x": "${T.unclosed}\n"api"`)],
    ['no YAML', () => `api: {admin_token: ${T.unclosed}, [\n`],
    ['twice', () => `api: {admin_token: ${T.unclosed}, admin_token: ${T.unclosed}}\n`],
    ['no space', () => `api: {listen_ip: 127.0.0.1, admin_token:${T.unspaced}}\n`],
    ['no space', () => `agents: [{id: fra, token:${T.unspaced}, token:${T.unspaced}}]\n`],
    ['no space', () => `webhooks: [{name: ops, url:http://192.0.2.1/${T.unspaced}}]\n`],
    ['no colon', () => `api: {admin_token ${T.unspaced}}\n`],
    ['a comma', () => `api: {admin_token: x,${T.unspaced}}\n`],
    ['an alias', () => `api: {admin_token: *${T.unclosed}}\n`],
    ['a tag', () => `api: {admin_token: !${T.unclosed} x}\n`],
    ['a tab', () => `api:\n\tadmin_token: ${T.unclosed}\n`],
    ['a scalar', () => T.unclosed],
  ];
  for (const [what, change] of broken) {
    let text = '';
    edit(master.file, (written) => void (text = change(written) ?? JSON.stringify(written, null, 2)));
    replace(master.file, text);
    // All of them read a config alike, so not each is asked about each.
    const paths = what === 'a scalar' ? ['config/plan', 'config/apply', 'simulate'] : ['config/plan'];
    const replies = [await master.post('/api/v1/config/reload', {}, as)];
    for (const path of paths) replies.push(await master.post(`/api/v1/${path}`, { config: text }, as));
    for (const { status, text: said } of replies) {
      hear(`fault: ${what}`, said);
      // A file's name is no secret; the other mistakes are faults.
      expect(status, `${what}: ${said}`).toBeGreaterThanOrEqual(400);
    }
    if (what === 'no YAML' || what === 'a scalar') {
      const checked = world.own(Program.node('check', 'apps/master/dist/main.js', ['--config', master.file, '--check']));
      expect((await checked.ended).code, what).toBe(2);
      hear(`--check: ${what}`, checked.output);
    }
    replace(master.file, good);
  }
  const planned = good.replaceAll(T.named, T.planned);
  const file_ = world.file('planned.yaml', planned);
  hear('plan', (await master.post('/api/v1/config/plan', { config: planned }, as)).text);
  hear('simulate', (await master.post('/api/v1/simulate', { config: planned, targets_down: [target!.ip] }, as)).text);
  const agentFile = world.file(
    'broken-agent.yaml',
    `agent_id: x\nservers: [{name: m, url: 'http://${T.misplaced}@x', token: [${T.listed}], tokne: ${T.misspelt}}]\n`,
  );
  const brokenAgent = world.own(Program.node('broken agent', 'apps/agent/dist/main.js', ['--config', agentFile]));
  await brokenAgent.ended;
  hear('broken agent', brokenAgent.output);

  // The command line, its token from the environment, a flag and a file.
  const commands = [['status'], ['explain', NAME], ['events'], ['agents'], ['webhooks'], ['plan', file_], ['check', file_]];
  const env = { ADMIN: T.admin, AMS: T.namedEnv };
  const calls = commands.flatMap((args) => [args, [...args, '--json']]);
  for (const [index, { stdout, stderr }] of (
    await Promise.all(calls.map((args) => run(args, { master, token: T.admin, env })))
  ).entries())
    hear(`failover ${calls[index]!.join(' ')}`, stdout + stderr);
  for (const args of [
    ['--token', T.cliFlag],
    ['--token-file', file('cli-token', 'cliFile')],
  ]) {
    const { code, stdout, stderr } = await run([...args, 'status'], { master });
    expect(code).toBe(1);
    hear('failover with a wrong token', stdout + stderr);
  }

  // A change after all that, so that it is all in the history; then everything that can be read.
  await target!.stop();
  await until(async () => expect(await master.addresses(NAME)).not.toContain(target!.ip), { within: 30 });
  const paths = await readAll(master);
  expect(paths).toEqual(
    expect.arrayContaining(['/metrics', '/api/v1/config', '/api/v1/events', `/api/v1/domains/${NAME}/explain`]),
  );
  await until(async () => expect((await master.get('/metrics')).text).toMatch(/^failover_storage_unwritten_events 0$/m), {
    within: 20,
  });
  const files = readFolder(folder);
  expect(files).toEqual(expect.arrayContaining(['data/failover.db', 'data/failover.db-wal']));
  expect(heard.get('file data/failover.db')! + heard.get('file data/failover.db-wal')!).toContain(NAME);
  await Promise.all(agents.map((agent) => agent.stop()));
  await master.stop();
  readFolder(folder);
  hear('log of the master', master.program.output);
  for (const agent of agents) hear(`log of ${agent.name}`, agent.output);
  expect(heard.get('log of the master')).toMatch(/ debug /);
  expect(heard.get('log of agent cpt')).toMatch(/token/i);

  const found = [...heard].flatMap(([where, text]) =>
    Object.entries(SECRETS).flatMap(([kind, secret]) =>
      text.includes(secret) ? [`${kind} in ${where}: ${around(text, secret)}`] : [],
    ),
  );
  expect(found).toEqual([]);
});

const around = (text: string, secret: string): string => {
  const at = text.indexOf(secret);
  return text.slice(Math.max(0, at - 80), at + secret.length + 20);
};
