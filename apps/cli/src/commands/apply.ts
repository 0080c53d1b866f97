import { type Command } from 'commander';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { EXIT, Failure, misuse } from '../failure.js';
import { planText } from '../output/plan-text.js';
import { duration, printable, secondsOf } from '../output/words.js';
import { Keyboard } from '../keyboard.js';
import { confirmTrial, KEPT } from './confirm.js';
import { type Note, noteOf, withNote } from './note.js';
import { planOf } from './plan.js';
import { readSent, type SentConfig, withFaults } from './sent-config.js';
import { watchTrial } from './trial.js';

interface Options extends Note {
  confirmWithin: string;
  confirm?: boolean;
  yes?: boolean;
}

const SHORTEST = 1;
const LONGEST = 3600;

export function addApply(program: Command): void {
  const command = program
    .command('apply')
    .description('put a config in force on trial: it goes back by itself unless it is confirmed (needs api.admin_token)')
    .argument('<config>', 'the file, or a folder of YAML files')
    .option('--confirm-within <time>', 'how long the trial lasts', '120s')
    .option('--confirm', 'keep it as soon as it is in force and the master can still be reached')
    .option('-y, --yes', 'ask nothing and wait for nothing, as --json does');
  withNote(command).action(acting(apply));
  withExamples(
    command,
    'failover apply new.yaml',
    'failover apply new.yaml --yes --confirm-within 5m && ./look-whether-all-is-well && failover confirm',
    'failover apply conf.d --yes --confirm',
  );
}

async function apply(context: Context, file: string, options: Options): Promise<number> {
  const { confirmWithin, confirm, yes } = options;
  const { api, terminal } = context;
  const seconds = secondsOf(confirmWithin);
  if (seconds === null || seconds < SHORTEST || seconds > LONGEST)
    throw misuse(
      `--confirm-within "${confirmWithin}" is no time from 1s to 1h`,
      'write a number and its unit, such as 120s or 5m',
    );
  const asks = yes !== true && !terminal.json;
  if (asks && !(terminal.live && process.stdin.isTTY))
    throw misuse(
      'this is no terminal, so nobody can be asked',
      'add --yes; then "failover confirm" keeps it, "failover rollback" takes it back',
    );
  const sent = readSent(file);
  const note = noteOf(options);
  if (!asks) return applyUnasked(context, sent, seconds, note, confirm === true);

  const planned = await planOf(api, terminal, sent);
  terminal.print(planText(terminal, planned));
  const keyboard = new Keyboard();
  try {
    const trial = confirm === true ? 'Apply and keep it' : `Apply it on trial for ${duration(seconds * 1000)}`;
    if (!(await keyboard.agrees(`\n${trial}? [y/N] `))) {
      terminal.print('Nothing was changed.');
      return EXIT.finding;
    }
    const { at } = await begin(context, sent, seconds, note);
    if (confirm !== true) return await watchTrial(context, keyboard, { at, seconds, note });
    await confirmTrial(api, note);
    terminal.print(KEPT);
    return EXIT.ok;
  } finally {
    keyboard.close();
  }
}

async function applyUnasked(context: Context, sent: SentConfig, seconds: number, note: Note, confirm: boolean): Promise<number> {
  const { api, terminal } = context;
  const done = await begin(context, sent, seconds, note);
  if (confirm) await confirmTrial(api, note);
  const { confirm_until: until } = await api.call((client, signal) => client.GET('/api/v1/config', { signal }));
  terminal.show({ ...done, kept: confirm, confirm_until: until }, () =>
    [printable(done.text), confirm ? KEPT : trialText(until === null ? 'at any moment' : `at ${terminal.time(until)}`)].join(
      '\n',
    ),
  );
  return EXIT.ok;
}

const trialText = (when: string): string =>
  `on trial: "failover confirm" keeps it, "failover rollback" takes it back; else it goes back by itself ${when}`;

async function begin({ api, terminal }: Context, sent: SentConfig, seconds: number, note: Note) {
  const body = { ...sent.body, ...note, confirm_within_sec: seconds };
  const request = api.call((client, signal) => client.POST('/api/v1/config/apply', { body, signal }));
  return withFaults(terminal, sent, request).catch((error: unknown) => {
    if (!(error instanceof Failure) || !error.message.startsWith('cannot reach')) throw error;
    const hint = `if it is in force all the same, it goes back by itself within ${duration(seconds * 1000)}`;
    throw new Failure(error.message, [hint, ...error.hints], error.code);
  });
}
