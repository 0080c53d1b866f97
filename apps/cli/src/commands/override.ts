import { Argument, type Command } from 'commander';
import { acting } from '../context.js';
import { withExamples } from '../examples.js';
import { listOverrides } from './override-list.js';
import { releaseOverride } from './override-release.js';
import { byWhom, withNote } from './note.js';
import { kindOf, KINDS, setOverride } from './override-set.js';

const WHAT = ['[what]', 'DOMAIN, or DOMAIN/IP for one of its targets'] as const;

export function addOverride(program: Command): void {
  const override = program
    .command('override')
    .description('what operators say against the votes: maintenance, drain, forced up or down');
  const set = about(override.command('set'))
    .description('set one; it takes the place of what was said about the same before (needs api.admin_token)')
    .addArgument(new Argument('<kind>', 'what it says').choices(KINDS).argParser(kindOf))
    .argument(...WHAT)
    .requiredOption('--reason <text>', 'why, for whoever reads it at night')
    .option('--for <time>', 'for how long: 90s, 15m, 2h, 3d')
    .option('--until <time>', 'until when: 2026-01-02T04:00:00Z')
    .option('--permanent', 'on purpose without an end');
  byWhom(set).action(acting(setOverride));
  const release = about(override.command('release'))
    .description('take one back (needs api.admin_token)')
    .argument(...WHAT);
  withNote(release).action(acting(releaseOverride));
  const list = override.command('list').description('those that are in force').action(acting(listOverrides));
  withExamples(
    set,
    `failover override set maintenance webmail.failover/192.0.2.10 --reason 'new disk' --for 2h`,
    `failover override set drain webmail.failover/192.0.2.11 --reason 'old hardware' --permanent`,
    `failover override set maintenance --agent fra --reason 'its uplink flaps' --until 2026-01-02T04:00:00Z`,
    `failover override set maintenance --tag eu --reason 'work on the backbone' --for 1h`,
  );
  withExamples(release, 'failover override release webmail.failover/192.0.2.10', 'failover override release --agent fra');
  withExamples(list, 'failover override list', 'failover override list --json');
}

const about = (command: Command): Command =>
  command
    .option('--agent <id>', 'about the votes of an agent')
    .option('--tag <tag>', 'about the votes of every agent with a tag');
