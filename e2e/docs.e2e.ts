import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { Authority } from './harness/authority.js';
import { ADMIN, surroundings } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { capture, Program, ROOT } from './harness/program.js';
import { blocksIn, examplesIn, follow } from './harness/readme.js';
import { Receiver } from './harness/receiver.js';
import { domain, useWorld } from './harness/world.js';

/** Which test runs the `sh` blocks of a page. Those of `docs` itself are run below. */
const RUN: Record<string, string> = {
  'README.md': 'readme',
  'docs/tour.md': 'readme',
  'docs/quick-start.md': 'quick-start',
  'docs/cli.md': 'cli-docs',
  'docs/operations.md': 'docs',
  'docs/webhooks.md': 'docs',
};
/** Pages whose own test also lists what it does not run. */
const WHOLE: Record<string, string> = { 'docs/deploying.md': 'deploying-docs' };

/** Blocks that are shown and not run (`sh no-run`): page, first line, why, and which test shows the same. */
const NOT_RUN: [page: string, first: string, why: string, shown: string | null][] = [
  ['README.md', 'npm start', 'runs until it is ended', 'start'],
  ['docs/tour.md', 'npm start', 'runs until it is ended', 'start'],
  ['docs/quick-start.md', 'npm start', 'runs until it is ended', 'start'],
  ['docs/agents.md', 'npx node apps/agent/dist/main.js --config agent_config.yaml', 'runs until it is ended', 'quick-start'],
  [
    'docs/agents.md',
    'npx node apps/agent/dist/main.js --once --config agent_config.yaml',
    'asks an address elsewhere',
    'agent-cli',
  ],
  [
    'docs/api.md',
    'curl -X PUT http://127.0.0.1:8000/api/v1/domains/webmail.failover/targets/192.0.2.10/override \\',
    'holds a place for a token',
    'operators',
  ],
  ['docs/releasing.md', 'npm run release -- 0.2.0 --dry-run', 'makes a commit and pushes it', 'release'],
  ['docs/cli.md', 'failover status --watch', 'runs until it is ended', 'cli-watch'],
  ['docs/cli.md', 'failover events -f --since 10m', 'runs until it is ended', 'cli-watch'],
  ['docs/cli.md', 'failover apply new.yaml', 'asks at a terminal', 'cli-apply'],
  ['docs/cli.md', 'failover apply new.yaml --yes --confirm-within 5m', 'holds a place for a script', 'cli-apply'],
  ['docs/cli.md', 'failover webhooks', 'its master has none; docs/webhooks.md has the same', 'docs'],
  ['docs/cli.md', 'source <(failover completion bash)      # in ~/.bashrc', 'for three shells', 'cli-client'],
  [
    'docs/joining.md',
    'dig @192.0.2.1 -p 8053 webmail.failover && dig @198.51.100.1 -p 8053 webmail.failover',
    'asks addresses elsewhere',
    'joining',
  ],
  [
    'docs/joining.md',
    'dig @RESOLVER webmail.failover +noall +answer; sleep 2; dig @RESOLVER webmail.failover +noall +answer',
    'holds a place for an address',
    'joining',
  ],
  [
    'docs/joining.md',
    'dnsmasq --test && systemctl restart dnsmasq && dig @127.0.0.1 webmail.failover',
    'needs systemd',
    'joining',
  ],
  [
    'docs/joining.md',
    'unbound-checkconf && unbound-control reload && dig @127.0.0.1 webmail.failover',
    'needs a host of its own',
    'joining',
  ],
  ['docs/joining.md', 'named-checkconf && rndc reload && dig @127.0.0.1 webmail.failover', 'needs a host of its own', 'joining'],
  [
    'docs/joining.md',
    'coredns -conf Corefile -dns.port 1053',
    'Debian has no CoreDNS: the file is read by a test, and run by none',
    null,
  ],
  ['docs/joining.md', 'dig @127.0.0.1 -p 1053 webmail.failover', 'asks the CoreDNS of the line before', null],
  [
    'docs/joining.md',
    'systemctl restart systemd-resolved && resolvectl query webmail.failover && resolvectl statistics',
    'needs systemd: the file is read by a test, and run by none',
    null,
  ],
  [
    'docs/joining.md',
    'named-checkzone example.com /etc/bind/db.example.com && rndc reload example.com',
    'needs a parent zone',
    'joining',
  ],
  ['docs/operations.md', 'systemctl stop failover-master', 'needs systemd', null],
  ['docs/page.md', 'cd apps/dashboard', 'runs until it is ended, and writes pictures', null],
  [
    'docs/tracing.md',
    'OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 npx node apps/master/dist/main.js --config config.yaml',
    'runs until it is ended',
    'tracing',
  ],
  ['e2e/README.md', 'npx nx run-many -t build', 'runs these tests', null],
];

const world = useWorld({ shared: true });
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');
const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((path) => existsSync(resolve(ROOT, path)));
const blocksOf = (page: string) => blocksIn(read(page));
const isShell = (info: string) => /^(sh|bash|shell|console)\b/.test(info);

let master: Master;
let place: string;

beforeAll(async () => {
  const { port } = await Receiver.start(world);
  master = await world.master({
    domains: { 'webmail.failover': domain([{ ip: '192.0.2.10', port: 443 }]) },
    api: { admin_token: ADMIN },
    top: { webhooks: [{ name: 'ops', url: `http://127.0.0.1:${port}/` }] },
  });
  // The files that configs of the pages name.
  place = world.place('configs');
  const authority = new Authority(world, 'our-ca');
  const { cert, key } = authority.issue('master', { ip: '127.0.0.1' });
  const texts = {
    'tls.crt': readFileSync(cert),
    'tls.key': readFileSync(key),
    'agents.pem': authority.pem,
    'our-ca.pem': authority.pem,
  };
  for (const [name, text] of Object.entries(texts)) world.file(`configs/${name}`, String(text));
  for (const name of ['fra.token', 'webhook-secret', 'token']) world.file(`configs/${name}`, `a-secret-of-${name}`, 0o600);
  world.file('configs/slack-url', 'https://hooks.example.net/of-slack', 0o600);
});

test.each(pages.filter((page) => blocksOf(page).some(({ info }) => isShell(info))))(
  '%s: a test runs each command block, or it is listed with the reason',
  (page) => {
    const shell = blocksOf(page).filter(({ info }) => isShell(info));
    const mentions = (name: string) => expect(read(`e2e/${name}.e2e.ts`), `${name} runs it`).toContain(page);
    if (WHOLE[page] !== undefined) return mentions(WHOLE[page]);
    for (const { info, line } of shell) expect(['sh', 'sh no-run'], `${page}:${line}`).toContain(info);
    if (shell.some(({ info }) => info === 'sh')) {
      expect(RUN, `a test for the sh blocks of ${page}`).toHaveProperty([page]);
      mentions(RUN[page]!);
    }
    const shown = shell.filter(({ info }) => info === 'sh no-run').map(({ lines }) => lines[0]);
    expect(shown).toEqual(NOT_RUN.filter(([of]) => of === page).map(([, first]) => first));
  },
);

test('the lists name pages and tests that are there', () => {
  expect(pages).toEqual(expect.arrayContaining([...Object.keys(RUN), ...Object.keys(WHOLE), ...NOT_RUN.map(([page]) => page)]));
  const tests = [...Object.values(RUN), ...Object.values(WHOLE), ...NOT_RUN.flatMap(([, , , shown]) => shown ?? [])];
  for (const name of tests) expect(existsSync(resolve(ROOT, `e2e/${name}.e2e.ts`)), name).toBe(true);
});

test('README.md links every page of docs, and its pictures are there', () => {
  const text = read('README.md');
  const linked = [...text.matchAll(/\]\((docs\/[a-z-]+\.md)\)/g)].map(([, page]) => page!);
  expect([...new Set(linked)].sort()).toEqual(pages.filter((page) => /^docs\/[^/]+\.md$/.test(page)).sort());
  const pictures = [...text.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, path]) => path!);
  expect(pictures).toHaveLength(2);
  for (const path of pictures) expect(existsSync(resolve(ROOT, path)), path).toBe(true);
});

test('pages run the programs with the Node.js of the packages: the npm commands do with an older one', () => {
  const plain = pages
    .filter((page) => page.startsWith('docs/') || page === 'README.md')
    .filter((page) => !read(page).includes('export PATH="$PWD/node_modules/.bin:$PATH"'))
    .flatMap((page) => read(page).match(/^.*(?<!npx )node apps\/.*$/gm) ?? []);
  expect(plain).toEqual([]);
});

test.each(Object.keys(RUN).filter((page) => RUN[page] === 'docs'))(
  'the commands of %s, word for word',
  async (page) => {
    const env = {
      ...surroundings({ master, token: ADMIN }),
      PATH: [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    };
    await follow(page, examplesIn(read(page)), (commands) => capture('bash', ['-euo', 'pipefail', '-c', commands], { env }), {
      within: 60,
    });
  },
  240_000,
);

const ONE = '{ fallback: 192.0.2.254, monitor: { mode: tcp, targets: [{ ip: 192.0.2.10, port: 443 }] } }';
const ZONES = `zones: [{ name: failover, ns: [ns1.example.net], domains: { webmail.failover: ${ONE} } }]\n`;
const TOKENS = { AGENT_TOKEN: 'for-agents', FRA_TOKEN: 'for-fra', NYC_TOKEN: 'for-nyc', OPS_TOKEN: 'for-ops' };

/** What is no whole config of the master is completed to one. */
function completed(text: string): string {
  const keys = [...text.matchAll(/^([a-z_]+):/gm)].map(([, key]) => key!);
  if (keys.includes('zones')) return text;
  const ofDomains = keys.every((key) => ['server', 'agent', 'monitor'].includes(key));
  return `${ofDomains ? `defaults:\n${text.replaceAll(/^(?=.)/gm, '  ')}` : text}\n${ZONES}`;
}

const configs = pages
  .filter((page) => page.startsWith('docs/') || page === 'README.md')
  .flatMap((page) =>
    blocksOf(page).flatMap(({ info, line, lines }) => (info === 'yaml' ? [[`${page}:${line}`, lines.join('\n')] as const] : [])),
  );

test.each(configs)('the config at %s is read without a fault', async (where, text) => {
  const file = world.file(
    `configs/${where.replaceAll(/\W/g, '-')}.yaml`,
    /^zones:|^agent_id:|^server: \S+:/m.test(text) ? text : completed(text),
  );
  if (/^agent_id:/m.test(text)) return agentReads(file, text);
  if (/^server: http/m.test(text)) return cliReads(file, text);
  const check = Program.node('master', 'apps/master/dist/main.js', ['--check', '--config', file], { env: TOKENS, cwd: place });
  const { code } = await check.ended;
  expect({ code, faults: check.stderr.replaceAll(/^.*warning.*$/gim, '').trim() }).toMatchObject({ code: 0 });
});

/** It asks its master, which is not there, for tasks: so it had nothing against the config. */
async function agentReads(file: string, text: string) {
  world.file(file.slice(file.indexOf('configs/')), text.replace(/(https?:\/\/)[\d.]+:\d+/, '$1127.0.0.1:9'));
  const agent = Program.node('agent', 'apps/agent/dist/main.js', ['--dry-run', '--config', file], { env: TOKENS, cwd: place });
  const { code } = await agent.ended;
  expect([code, agent.stderr]).toEqual([1, expect.stringContaining('ECONNREFUSED')]);
}

async function cliReads(file: string, text: string) {
  world.file(file.slice(file.indexOf('configs/')), text.replace('dns-master.example:8000', '127.0.0.1:9'), 0o600);
  const env = { ...surroundings({}), FAILOVER_CONFIG: file };
  const cli = Program.node('failover', 'apps/cli/bin/failover.mjs', ['status'], { env, cwd: place });
  const { code } = await cli.ended;
  expect([code, cli.stderr]).toEqual([1, expect.stringContaining('https://127.0.0.1:9')]);
}
