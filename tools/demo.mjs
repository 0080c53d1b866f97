// The demo: a master, three agents, two web targets and a fallback page on loopback, and a look at the DNS answer four times a second.
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { askA } from './demo/ask.mjs';
import { bold, say } from './demo/console.mjs';
import { serveControl } from './demo/control.mjs';
import { Daemons } from './demo/daemons.mjs';
import { firstUnavailable } from './demo/ports.mjs';
import { Web } from './demo/web.mjs';

const NAME = 'webmail.failover';
const HOME = '127.0.0.1';
const [DNS, API, CONTROL, WEB] = [8053, 8000, 8099, 8081];
const LOOK_MS = 250;
const READY_WITHIN_MS = 20_000;
/** A change of the answer is put down to what the viewer did so short a time before. */
const RECENT_SEC = 30;

const targets = [
  new Web('127.0.0.11', WEB, 'webmail, served by target 1'),
  new Web('127.0.0.12', WEB, 'webmail, served by target 2'),
];
const fallback = new Web('127.0.0.13', WEB, 'webmail is away for a moment: this is the fallback page');
const daemons = new Daemons(say, (name, how) => void end(1, `${name} ended: ${how}`));

let ending = false;
let timer;
let control;
/** What the viewer did last to each target, by its address. */
const actions = new Map();
let shown = [];
let bannerShown = false;
const started = performance.now();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(0));
process.on('disconnect', () => void end(0)); // `npm start` is gone
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => void end(0)); // nobody reads us any more

await begin();

async function begin() {
  const missing = await firstUnavailable([
    ['udp', HOME, DNS, 'DNS'],
    ['tcp', HOME, DNS, 'DNS'],
    ['tcp', HOME, API, 'API'],
    ['tcp', HOME, CONTROL, 'switches of the demo'],
    ...[...targets, fallback].map(({ address }) => ['tcp', address, WEB, 'web page']),
  ]);
  if (missing) return fail(`${missing}; free it and start again`);
  if (!has('dig')) say('demo', 'dig is not installed, so try the answers with it later (Debian: apt install bind9-dnsutils)');

  for (const web of [...targets, fallback]) await web.start();
  control = await serveControl(HOME, CONTROL, targets, act);
  daemons.start('master', 'apps/master/dist/main.js', 'tools/demo/master.yaml');
  await ready();
  if (ending) return;
  for (const id of [1, 2, 3]) daemons.start(`agent-${id}`, 'apps/agent/dist/main.js', `tools/demo/agent-${id}.yaml`);
  listenToKeys();
  timer = setTimeout(look, LOOK_MS);
}

/** Waits until the master serves; if it cannot, it ends, and the demo with it. */
async function ready() {
  while (!ending && !(await isReady()) && performance.now() - started < READY_WITHIN_MS) await sleep(LOOK_MS);
}

async function isReady() {
  try {
    return (await fetch(`http://${HOME}:${API}/health/ready`)).ok;
  } catch {
    return false;
  }
}

/** One look at the answer; a change is printed, and the first full answer brings the banner. */
async function look() {
  const answer = await askA(HOME, DNS, NAME);
  if (ending) return;
  if (answer && answer.addresses.join() !== shown.join()) {
    const before = shown.length > 0 ? `${shown.join(' ')} → ` : '';
    say(
      'demo',
      bold(`answer: ${NAME}. ${answer.ttl} IN A ${before}${answer.addresses.join(' ') || 'none'}${causeOf(answer.addresses)}`),
    );
    shown = answer.addresses;
  }
  const complete = targets.every(({ address, running }) => !running || answer?.addresses.includes(address));
  if (!bannerShown && (complete || performance.now() - started > READY_WITHIN_MS)) banner();
  timer = setTimeout(look, LOOK_MS);
}

/** What the viewer did a short time ago to a target that came into the answer or left it. */
function causeOf(addresses) {
  const changed = targets.filter(({ address }) => addresses.includes(address) !== shown.includes(address));
  const [action] = changed.flatMap(({ address }) => actions.get(address) ?? []).sort((one, other) => other.at - one.at);
  const age = action && (performance.now() - action.at) / 1000;
  return age < RECENT_SEC ? ` (${age.toFixed(1)} s after you ${action.what})` : '';
}

function banner() {
  bannerShown = true;
  const keys = process.stdin.isTTY ? 'press 1 or 2 (again: start it), or ' : '';
  console.log(`
${bold('Ready.')} Try in another terminal:

  dig @${HOME} -p ${DNS} ${NAME}             the addresses that work
  dig @${HOME} -p ${DNS} ${NAME} +tcp        the same over TCP
  dig @${HOME} -p ${DNS} ${NAME} AAAA        no IPv6 target: no data, with SOA
  curl http://${HOME}:${API}/api/v1/status/${NAME}
  http://${HOME}:${API}/                             in a browser: what is answered now, and why
  http://${HOME}:${API}/docs                         the API

Stop a target: ${keys}from anywhere
  curl -X POST http://${HOME}:${CONTROL}/targets/1/stop
  curl -X POST http://${HOME}:${CONTROL}/targets/1/start

Changes of the answer appear here. Ctrl-C ends everything.
`);
}

async function act(number, what) {
  const target = targets[number - 1];
  actions.set(target.address, { at: performance.now(), what: `${what === 'stop' ? 'stopped' : 'started'} target ${number}` });
  await target[what]();
  say('demo', `target ${number} (${target.url}) ${what === 'stop' ? 'is stopped' : 'runs'}`);
}

function listenToKeys() {
  if (!process.stdin.isTTY) return;
  process.stdin
    .setRawMode(true)
    .setEncoding('utf8')
    .on('data', (keys) => {
      for (const key of keys) {
        if (targets[key - 1]) void act(Number(key), targets[key - 1].running ? 'stop' : 'start');
        if (key === 'q' || key === '\x03' || key === '\x04') void end(0);
      }
    });
}

async function end(code, why) {
  if (ending) return;
  ending = true;
  clearTimeout(timer);
  if (why) say('demo', why);
  await daemons.stop();
  control?.close();
  await Promise.all([...targets, fallback].map((web) => web.stop()));
  if (process.stdin.isTTY) process.stdin.setRawMode(false);
  process.exit(code);
}

function fail(why) {
  console.error(`demo: ${why}`);
  process.exit(1);
}

function has(tool) {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
