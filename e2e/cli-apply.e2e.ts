import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type ConfigStatusDto } from '@failover-dns/contracts';
import { expect, test } from 'vitest';
import { ADMIN, BIN, json, run, surroundings } from './harness/cli.js';
import { edit } from './harness/config-file.js';
import { type Master } from './harness/master.js';
import { Program, ROOT } from './harness/program.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const OTHER = '192.0.2.253';
const token = ADMIN;

/** A master, and a config that would let it answer otherwise. */
async function aMaster() {
  const master = await world.master({
    domains: { [NAME]: domain([{ ip: '192.0.2.10', port: 443 }]) },
    api: { admin_token: ADMIN },
  });
  const text = readFileSync(master.file, 'utf8');
  const changed = world.file(`new-${master.apiPort}.yaml`, text.replaceAll(FALLBACK, OTHER));
  return { master, text, changed };
}

const answers = (master: Master, ip: string) =>
  until(async () => expect(await master.addresses(NAME)).toEqual([ip]), { within: 10 });

/** `failover` as somebody at a terminal runs it. */
function atTerminal(master: Master, args: string) {
  const env = surroundings({ master, token, env: { TERM: 'xterm' } });
  const program = world.own(
    Program.run('script', 'script', ['-qefc', `exec ${process.execPath} ${ROOT}/${BIN} ${args}`, '/dev/null'], { env }),
  );
  return { program, type: (keys: string) => program.child.stdin?.write(keys) };
}

test('a script puts a config on trial, takes it back, or keeps it', async () => {
  const { master, text, changed } = await aMaster();
  const begun = await run(['apply', changed, '--yes', '--confirm-within', '5m'], { master, token });
  expect(begun).toMatchObject({ code: 0, stderr: '' });
  expect(begun.stdout).toMatch(/1 changed, 0 removed\non trial: "failover confirm" keeps it, .* goes back by itself at \d{4}-/);
  await answers(master, OTHER);
  expect((await run(['rollback'], { master, token })).stdout).toMatch(/^taken back: .* is in force/);
  await answers(master, FALLBACK);
  const none = await run(['confirm'], { master, token });
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('no config is on trial')]);
  expect(readFileSync(master.file, 'utf8')).toBe(text);

  await run(['apply', changed, '--yes'], { master, token });
  expect(await run(['confirm'], { master, token })).toMatchObject({ code: 0, stdout: expect.stringMatching(/^kept: /) });
  expect(readFileSync(master.file, 'utf8')).toBe(readFileSync(changed, 'utf8'));
  writeFileSync(changed, text);
  expect(await json(['apply', changed, '--confirm'], { master, token })).toMatchObject({ kept: true, confirm_until: null });
  expect(readFileSync(master.file, 'utf8')).toBe(text);
  // What is in force already is not read anew.
  await new Promise((done) => setTimeout(done, 2000));
  expect((await master.get<ConfigStatusDto>('/api/v1/config')).body.last_reload?.by).toBe('a trial');
});

test('each order is an event: who gave it, and why where it was said', async () => {
  const { master, changed } = await aMaster();
  const by = (...args: string[]) => run(args, { master, token, env: { USER: 'ann' } });
  await by('apply', changed, '--yes', '--confirm-within', '5m', '--reason', 'a new fallback');
  await by('rollback', '--who', 'bob');
  await by('apply', changed, '--yes', '--confirm');
  await by('reload');
  await by('confirm');
  const { stdout } = await run(['events'], { master });
  expect(stdout.match(/(?<=\bnote\b.*)(apply|confirm|take|reload) .*, by .*/g)).toEqual([
    'apply a config on trial for 300 s, by ann: a new fallback',
    'take the config on trial back, by bob',
    'apply a config on trial for 120 s, by ann',
    'confirm the config on trial, by ann',
    'reload the config, by ann',
  ]);
});

test('what cannot be applied changes nothing, and says why', async () => {
  const { master, text, changed } = await aMaster();
  writeFileSync(changed, text.replace('"any"', '"anny"'));
  const faulty = await run(['apply', changed, '--yes'], { master, token });
  expect([faulty.code, faulty.stdout]).toEqual([2, '']);
  expect(faulty.stderr).toMatch(new RegExp(`has 1 fault\n  ${changed}:\\d+:\\d+: .*found "anny".*did you mean "any"\\?\n$`));
  const unasked = await run(['apply', changed], { master, token });
  expect([unasked.code, unasked.stderr]).toEqual([2, expect.stringContaining('add --yes')]);
  const long = await run(['apply', changed, '--yes', '--confirm-within', '2d'], { master, token });
  expect([long.code, long.stderr]).toEqual([2, expect.stringContaining('from 1s to 1h')]);
  const folder = await run(['apply', dirname(changed), '--yes'], { master, token });
  expect([folder.code, folder.stderr]).toEqual([1, expect.stringContaining('the master reads the file')]);
  expect((await run(['apply', changed, '--yes'], { master })).stderr).toContain('no token was sent');
  expect(await master.addresses(NAME)).toEqual([FALLBACK]);
});

test('the files that a config includes go with it; one that was not sent is set aside', async () => {
  const { master, text, changed } = await aMaster();
  const here = (name: string) => join(dirname(master.file), 'zones.d', name);
  const zone = (name: string) =>
    `zones: [{ name: ${name}, ns: ns1.example, records: [{ name: '@', type: A, value: 192.0.2.77 }] }]\n`;
  mkdirSync(dirname(here('old.yaml')));
  writeFileSync(here('old.yaml'), zone('old.example'));
  const include = (config: string) => JSON.stringify({ include: ['zones.d/*.yaml'], ...(JSON.parse(config) as object) });
  writeFileSync(master.file, include(text));
  expect((await run(['reload'], { master, token })).code).toBe(0);
  expect(await master.addresses('old.example')).toEqual(['192.0.2.77']);

  const folder = world.place('mine/zones.d');
  writeFileSync(join(folder, 'new.yaml'), zone('new.example'));
  const config = world.file('mine/config.yaml', include(readFileSync(changed, 'utf8')));
  expect(await run(['apply', config, '--yes', '--confirm'], { master, token })).toMatchObject({ code: 0, stderr: '' });
  expect([existsSync(here('old.yaml')), existsSync(here('old.yaml.before')), existsSync(here('new.yaml'))]).toEqual([
    false,
    true,
    true,
  ]);
  await master.restart();
  expect(await master.addresses('new.example')).toEqual(['192.0.2.77']);
  expect((await master.dig('old.example')).status).toBe('REFUSED');
  expect(await master.addresses(NAME)).toEqual([OTHER]);
});

test('at a terminal: the plan, a question, a countdown; Enter keeps it', async () => {
  const { master, changed } = await aMaster();
  const { program, type } = atTerminal(master, `apply ${changed} --confirm-within 5m`);
  await program.prints('Apply it on trial for 5m? [y/N]', { within: 20 });
  expect(program.stdout).toMatch(new RegExp(`${NAME} +now .*${FALLBACK}[^]*then .*${OTHER}`));
  expect(await master.addresses(NAME)).toEqual([FALLBACK]);
  type('y\n');
  await program.prints(/On trial\. Enter keeps it, Ctrl-C takes it back; it goes back by itself in 4m5\ds/, { within: 20 });
  await answers(master, OTHER);
  type('\n');
  expect(await program.ended).toEqual({ code: 0, signal: null });
  expect(program.stdout).toContain('kept: ');
  expect(readFileSync(master.file, 'utf8')).toContain(OTHER);
});

test('at a terminal: no is no, and Ctrl-C takes it back', async () => {
  const { master, text, changed } = await aMaster();
  const no = atTerminal(master, `apply ${changed}`);
  await no.program.prints('[y/N]', { within: 20 });
  no.type('\n');
  expect(await no.program.ended).toEqual({ code: 3, signal: null });
  expect(no.program.stdout).toContain('Nothing was changed.');
  const back = atTerminal(master, `apply ${changed}`);
  await back.program.prints('[y/N]', { within: 20 });
  back.type('y\n');
  await back.program.prints('On trial.', { within: 20 });
  back.type('\u0003');
  expect(await back.program.ended).toEqual({ code: 3, signal: null });
  expect(back.program.stdout).toContain('taken back: ');
  expect(await master.addresses(NAME)).toEqual([FALLBACK]);
  expect(readFileSync(master.file, 'utf8')).toBe(text);
});

test('at a terminal: a trial that nobody keeps goes back by itself, and so does one whose master is out of reach', async () => {
  const { master, changed } = await aMaster();
  const slow = atTerminal(master, `apply ${changed} --confirm-within 2s`);
  await slow.program.prints('[y/N]', { within: 20 });
  slow.type('y\n');
  expect(await slow.program.ended).toEqual({ code: 3, signal: null });
  expect(slow.program.stdout).toContain('the trial is over, by the end of a trial without confirmation');
  const lost = atTerminal(master, `apply ${changed} --confirm-within 4s`);
  await lost.program.prints('[y/N]', { within: 20 });
  lost.type('y\n');
  await lost.program.prints('On trial.', { within: 20 });
  await master.stop('SIGKILL');
  await lost.program.prints('cannot reach the master', { within: 20 });
  expect(await lost.program.ended).toEqual({ code: 1, signal: null });
  expect(lost.program.stdout).toContain('so it has gone back by itself');
  await master.restart();
  expect(await master.addresses(NAME)).toEqual([FALLBACK]);
  const anew = atTerminal(master, `apply ${changed} --confirm-within 5m`);
  await anew.program.prints('[y/N]', { within: 20 });
  anew.type('y\n');
  await anew.program.prints('On trial.', { within: 20 });
  const left = join(dirname(master.file), `.${basename(master.file)}.trial`);
  expect(existsSync(left)).toBe(true);
  await master.restart('SIGKILL');
  expect(await anew.program.ended).toEqual({ code: 3, signal: null });
  expect(anew.program.stdout).toContain('the trial is lost: the master was started anew');
  expect(existsSync(left)).toBe(false);
}, 90_000);

test('at a terminal: what is in force tells how the trial ended, whatever was read or tried meanwhile', async () => {
  const { master, text, changed } = await aMaster();
  const begin = async () => {
    const one = atTerminal(master, `apply ${changed} --confirm-within 5m`);
    await one.program.prints('[y/N]', { within: 20 });
    one.type('y\n');
    await one.program.prints('On trial.', { within: 20 });
    return one.program;
  };
  const other = world.file(`other-${master.apiPort}.yaml`, text.replaceAll(FALLBACK, '192.0.2.252'));
  const replaced = await begin();
  await run(['apply', other, '--yes', '--confirm'], { master, token });
  expect(await replaced.ended).toEqual({ code: 3, signal: null });
  expect(replaced.stdout).toContain('the trial is over: another config was put on trial');
  const kept = await begin();
  writeFileSync(master.file, 'bogus: 1');
  await until(async () => expect((await master.get<ConfigStatusDto>('/api/v1/config')).body.last_reload?.applied).toBe(false), {
    within: 10,
  });
  await run(['confirm'], { master, token });
  expect(await kept.ended).toEqual({ code: 0, signal: null });
  expect(kept.stdout).toContain('the trial was confirmed elsewhere');
}, 90_000);

test('reload: what is in force, what waits for a restart, and every fault with its place', async () => {
  const { master } = await aMaster();
  edit(master.file, (config) => ((config as { dns: { workers?: number } }).dns.workers = 2));
  const { code, stdout } = await run(['reload'], { master, token });
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/is in force; .*\nwhat changed in dns.workers waits for a restart of the master\n$/),
  ]);
  writeFileSync(master.file, 'zones:\n  - nmae: x\n');
  const broken = await run(['reload'], { master, token });
  expect([broken.code, broken.stdout]).toEqual([2, '']);
  expect(broken.stderr).toMatch(
    /^failover: not reloaded: .* the old one stays in force\n {2}.*:2:5: zones\[0\]\.nmae: found an unknown key/,
  );
});
