import { isFresh } from '@failover-dns/policies';
import { type CurrentConfig } from '../config/current-config.js';
import { timeFault, timeNote } from '../config/lints/certificate.js';
import { type Reload } from '../config/reload.js';
import { type Agents } from '../health/agents.js';
import { type MassFailureBrake } from '../health/brake.js';
import { type Clock } from '../health/clock.js';
import { type DecisionTable } from '../health/decision-table.js';
import { type DomainStates } from '../health/domain-states.js';
import { type Storage } from '../history/storage.js';
import { longestSilence } from './longest-silence.js';

/** Whom a cause may ask. */
export interface Rooms {
  config: CurrentConfig;
  reload: Reload;
  agents: Agents;
  brake: MassFailureBrake;
  decisions: DecisionTable;
  states: DomainStates;
  storage: Storage;
  clock: Clock;
  /** When the program started, on the clock that never jumps. */
  startedAt: number;
}

export interface Cause {
  code: string;
  /** What is the matter, and what to do; null: nothing is. `since`: on the clock that never jumps, where that is known. */
  look: (rooms: Rooms) => { message: string; since?: number } | null;
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** Why a master that serves is not at its best; one row a cause. */
export const CAUSES: readonly Cause[] = [
  {
    code: 'no_agents',
    look: ({ config, agents, clock, startedAt }) => {
      if (!isAnythingChecked(config)) return null;
      let last = startedAt;
      for (const { seenAt } of agents.all()) last = Math.max(last, seenAt ?? startedAt);
      if (clock.now() - last < longestSilence(config.value).timeoutMs) return null;
      const message =
        'no agent is heard, so nothing is known of any target: look whether agents run, reach this API, and have the right token';
      return { message, since: last };
    },
  },
  {
    code: 'config_refused',
    look: ({ reload: { faulty, loadedAt } }) =>
      faulty === null
        ? null
        : {
            message: `${faulty.text}; the config of ${loadedAt.toISOString()} is in force: mend the file, which failover check explains, and it is read by itself`,
          },
  },
  {
    code: 'storage_failing',
    look: ({ storage }) => {
      const fault = storage.fault();
      if (fault === null) return null;
      return {
        message: `${fault}: what is decided would not outlive a restart; mend the disk or storage.path, and it is written by itself`,
      };
    },
  },
  { code: 'certificate_invalid', look: certificateLook(true) },
  { code: 'certificate_expiring', look: certificateLook(false) },
  {
    code: 'brake',
    look: ({ brake }) => {
      const on = brake.current();
      if (on === null) return null;
      const message = `${on.why}, so the last good verdicts are kept: look whether the targets or the agents are cut off, and release it with DELETE /api/v1/brake`;
      return { message, since: on.since };
    },
  },
  {
    code: 'frozen',
    look: ({ decisions: { frozen } }) => {
      if (frozen.size === 0) return null;
      const message = `${plural(frozen.size, 'domain')} keep${frozen.size === 1 ? 's' : ''} an old answer as votes are missing: look which agents are silent; after agent_grace_sec such an agent no longer counts`;
      return { message };
    },
  },
  {
    code: 'provisional',
    look: ({ config, states, clock, startedAt }) => {
      const count = provisional(config, states, clock.now());
      if (count === 0) return null;
      const message = `${plural(count, 'domain')} answer${count === 1 ? 's' : ''} as before the start: this ends with the agents’ first reports or after timeout_sec`;
      return { message, since: startedAt };
    },
  },
];

/** The time of the API's certificate; `isUseless`: it is not valid now, else it will not be soon. */
function certificateLook(isUseless: boolean): Cause['look'] {
  return ({ config, clock }) => {
    const { tls } = config.value.api;
    const fault = timeFault(tls, clock.wall().getTime());
    return tls === null || fault?.isUseless !== isUseless ? null : { message: timeNote(tls, fault) };
  };
}

function isAnythingChecked(config: CurrentConfig): boolean {
  for (const { targets } of config.value.domains.values()) if (targets.some(({ disabled }) => !disabled)) return true;
  return false;
}

/** Domains with a vote from before the start that counts. One that has none is not looked at again. */
function provisional(config: CurrentConfig, states: DomainStates, now: number): number {
  for (const name of states.restored) {
    const domain = config.domain(name);
    const isOld =
      domain !== undefined &&
      states.stateOf(domain).votes.some((votes) => votes.some((vote) => vote.provisional && isFresh(vote, now, domain.rules)));
    if (!isOld) states.restored.delete(name);
  }
  return states.restored.size;
}
