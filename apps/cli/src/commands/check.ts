import { type Command } from 'commander';
import { type Checked, checkWithMaster } from '../check/master.js';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { EXIT } from '../failure.js';
import { type Terminal } from '../output/terminal.js';
import { count, printable } from '../output/words.js';
import { formatFault } from '@failover-dns/config';

export function addCheck(program: Command): void {
  const command = program
    .command('check')
    .description('what is wrong with a config of the master, and what might be better; needs no running master')
    .argument('<config>', 'the file')
    .option('--strict', 'exit with 3 if there are warnings')
    .action(acting(check));
  withExamples(command, 'failover check config.yaml', 'failover check config.yaml --strict --json');
}

async function check({ terminal }: Context, file: string, { strict }: { strict?: boolean }): Promise<number> {
  const checked = await checkWithMaster(file);
  terminal.show(checked, () => checkedText(terminal, file, checked));
  if (!checked.ok) return EXIT.usage;
  return strict && checked.warnings.length > 0 ? EXIT.finding : EXIT.ok;
}

function checkedText(terminal: Terminal, file: string, { ok, faults, warnings, zones, domains, targets }: Checked): string {
  const lines = [
    ...faults.map((fault) => `${terminal.style('red', 'fault')}: ${printable(formatFault(fault))}`),
    ...warnings.map((warning) => `${terminal.style('yellow', 'warning')}: ${printable(formatFault(warning))}`),
  ];
  const holds = [count(zones ?? 0, 'zone'), count(domains ?? 0, 'domain'), count(targets ?? 0, 'target')].join(', ');
  const warned = warnings.length === 0 ? '' : `; ${count(warnings.length, 'warning')}`;
  return [...lines, ok ? `${file} is fine: ${holds}${warned}` : `${file} has ${count(faults.length, 'fault')}`].join('\n');
}
