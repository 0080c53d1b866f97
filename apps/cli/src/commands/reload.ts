import { type Command } from 'commander';
import { type Api, Problem } from '../client/api.js';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { EXIT, Failure } from '../failure.js';
import { findingText, warningLine } from '../output/findings.js';
import { count, printable } from '../output/words.js';
import { type Note, noteOf, withNote } from './note.js';

export function addReload(program: Command): void {
  const command = program
    .command('reload')
    .description('let the master read its config anew, whole or not at all (needs api.admin_token)');
  withNote(command).action(acting(reload));
  withExamples(command, 'failover reload', 'failover reload --json');
}

async function reload({ api, terminal }: Context, options: Note): Promise<void> {
  const done = await api
    .call((client, signal) => client.POST('/api/v1/config/reload', { body: noteOf(options), signal }))
    .catch((error: unknown) => {
      if (!(error instanceof Problem) || error.faults.length === 0) throw error;
      if (terminal.json) terminal.show({ faults: error.faults }, () => '');
      const what = `not reloaded: the config has ${count(error.faults.length, 'fault')}, and the old one stays in force`;
      throw new Failure(what, error.faults.map(findingText), EXIT.usage);
    });
  const waiting = await waitingOf(api);
  terminal.show({ ...done, waiting_for_restart: waiting }, () =>
    [
      ...done.lints.map((lint) => warningLine(terminal, lint)),
      printable(done.text),
      ...(waiting.length > 0 ? [`what changed in ${waiting.join(', ')} waits for a restart of the master`] : []),
    ].join('\n'),
  );
}

/** The keys whose change waits for a restart. */
export const waitingOf = async (api: Api): Promise<string[]> =>
  (await api.call((client, signal) => client.GET('/api/v1/config', { signal }))).waiting_for_restart;
