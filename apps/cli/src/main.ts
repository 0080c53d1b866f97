import { CommanderError } from 'commander';
import { EXIT, Failure } from './failure.js';
import { printable } from './output/words.js';
import { programOf } from './program.js';

// Whoever reads the output may go away, as `head` does.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.failed);
  });
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const lines = error instanceof Failure ? [error.message, ...error.hints] : [`a fault in this program: ${stackOf(error)}`];
  process.stderr.write(`failover: ${lines.map((line) => line.split('\n').map(printable).join('\n')).join('\n  ')}\n`);
  return error instanceof Failure ? error.code : EXIT.failed;
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

try {
  await programOf().parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
