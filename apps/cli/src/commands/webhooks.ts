import { type Command } from 'commander';
import { type Schemas } from '../client/api.js';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { EXIT, Failure, given } from '../failure.js';
import { table } from '../output/table.js';
import { duration, printable } from '../output/words.js';

export function addWebhooks(program: Command): void {
  const webhooks = program.command('webhooks').description('where events are sent to, and how that goes').action(acting(list));
  const test = webhooks
    .command('test')
    .description('send an event of the kind test, and say what the receiver answers (needs api.admin_token)')
    .argument('<name>', 'the webhook')
    .action(acting(sendTest));
  withExamples(webhooks, 'failover webhooks', 'failover webhooks test ops');
  withExamples(test, 'failover webhooks test ops');
}

const HEAD = ['WEBHOOK', 'FORMAT', 'HOST', 'QUEUE', 'DELIVERED', 'GIVEN UP', 'LAST', 'RESULT'];

async function list({ api, terminal }: Context): Promise<void> {
  const reply = await api.call((client, signal) => client.GET('/api/v1/webhooks', { signal }));
  const rows = reply.webhooks.map(({ name, format, host, queue, delivered, given_up, last_attempt: last }) => [
    name,
    format,
    printable(host),
    String(queue),
    String(delivered),
    String(given_up),
    last == null ? 'never' : `${duration(Date.now() - Date.parse(last.at))} ago`,
    last == null ? '-' : resultOf(last),
  ]);
  terminal.show(reply, () => (rows.length === 0 ? 'The config has no webhooks.' : table(HEAD, rows)));
}

async function sendTest({ api, terminal }: Context, name: string): Promise<number> {
  given('name of the webhook', name);
  const reply = await api.call((client, signal) =>
    client.POST('/api/v1/webhooks/{name}/test', { params: { path: { name } }, signal }),
  );
  if (!reply.delivered && !terminal.json) throw new Failure(`${name}: not delivered, ${resultOf(reply)}`);
  terminal.done(`${name}: delivered, ${resultOf(reply)}`, reply);
  return reply.delivered ? EXIT.ok : EXIT.failed;
}

const resultOf = ({ status, error }: Schemas['WebhookAttemptDto']): string => error ?? `the receiver answers ${status}`;
