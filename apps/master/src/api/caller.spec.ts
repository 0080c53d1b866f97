import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CurrentConfig } from '../config/current-config.js';
import { type AgentConfig } from '../config/master-config.js';
import { aDomainConfig, aMasterConfig } from '../health/health.fixture.js';
import { Callers } from './caller.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const FRA: AgentConfig = { id: 'fra', tokenHashes: [sha256('new fra'), sha256('old fra')], tags: ['eu'] };
const NYC: AgentConfig = { id: 'nyc', tokenHashes: [sha256('nyc')], tags: [] };

const agent = { intervalSec: 30, timeoutSec: 5, fastIntervalSec: undefined, token: undefined };
const EU = aDomainConfig({ name: 'eu.failover', tags: ['eu'], agent });
const US = aDomainConfig({ name: 'us.failover', tags: ['us'], agent });
const OPEN = aDomainConfig({ name: 'open.failover', tags: [], agent });
const LOCKED = aDomainConfig({ name: 'locked.failover', tags: [], agent: { ...agent, token: 'key' } });
const DOMAINS = [EU, US, OPEN, LOCKED];

const callersWith = (agents: AgentConfig[]) => new Callers(new CurrentConfig({ ...aMasterConfig(DOMAINS), agents }));
/** Names of the domains without their zone. */
const short = (domains: readonly { name: string }[]) => domains.map(({ name }) => name.split('.')[0]).join(' ');
const tasks = (agents: AgentConfig[], token: string | undefined, tags: string[] = []) =>
  short(DOMAINS.filter((domain) => callersWith(agents).of(token).serves(domain, tags)));
const reportable = (agents: AgentConfig[], token: string | undefined, id: string) =>
  short(DOMAINS.filter((domain) => callersWith(agents).of(token).objection(domain, id) === null));

describe('a caller where no agent is named', () => {
  it.each([
    [undefined, [], 'open', 'eu us open'],
    [undefined, ['us'], 'us open', 'eu us open'],
    ['key', ['eu', 'us'], 'eu us open locked', 'eu us open locked'],
    ['wrong', ['eu'], 'eu open', 'eu us open'],
  ])('key %s, tags %s: is given %s, may report about %s', (token, tags, given, reports) => {
    expect([tasks([], token, tags), reportable([], token, 'anybody')]).toEqual([given, reports]);
  });
});

describe('a caller where some agents are named', () => {
  it.each([
    ['new fra', ['us'], 'eu open locked', 'fra', 'eu open locked'],
    ['old fra', ['us'], 'eu open locked', 'fra', 'eu open locked'],
    ['nyc', ['eu'], 'open locked', 'nyc', 'open locked'],
    ['new fra', [], 'eu open locked', 'nyc', ''],
    ['key', ['eu'], 'locked', 'anybody', 'locked'],
    ['key', [], 'locked', 'fra', ''],
    [undefined, ['eu'], '', 'anybody', ''],
    ['wrong', ['eu'], '', 'anybody', ''],
    ['', ['eu'], '', 'fra', ''],
    [FRA.tokenHashes[0], ['eu'], '', 'fra', ''],
  ])('key %s, tags %s: is given “%s”; as %s it may report about “%s”', (token, tags, given, id, reports) => {
    expect([tasks([FRA, NYC], token, tags), reportable([FRA, NYC], token, id)]).toEqual([given, reports]);
  });

  it.each([
    ['new fra', EU, 'nyc', 'wrong_agent', 'this token speaks for fra alone, not for nyc'],
    ['new fra', US, 'fra', 'no_task', 'us.failover is no task of fra: it has none of its tags (eu)'],
    ['nyc', US, 'nyc', 'no_task', 'us.failover is no task of nyc: it has none of its tags (it has none)'],
    ['key', LOCKED, 'fra', 'wrong_agent', 'fra is a named agent; its own token is needed'],
    ['wrong', LOCKED, 'anybody', 'wrong_token', 'X-API-Key is not the token of locked.failover'],
    [
      'key',
      OPEN,
      'anybody',
      'wrong_token',
      'open.failover is for named agents alone: name this one under agents: in the master’s config, or give the domain an agent.token that it holds',
    ],
  ])('key %s: says why', (token, domain, id, refusal, detail) => {
    expect(callersWith([FRA, NYC]).of(token).objection(domain, id)).toEqual({ taken: false, refusal, detail });
  });

  it('follows the config when it changes', () => {
    const config = { value: { ...aMasterConfig(DOMAINS), agents: [FRA] } };
    const callers = new Callers(config as unknown as CurrentConfig);
    expect(callers.of('new fra').named?.id).toBe('fra');
    config.value = { ...config.value, agents: [{ ...FRA, tokenHashes: [sha256('another')] }] };
    expect([callers.of('new fra').named, callers.of('another').named?.id]).toEqual([null, 'fra']);
  });
});

it.each<[AgentConfig[], string, boolean | null]>([
  [[], 'key', true],
  [[FRA], 'key', true],
  [[FRA], 'old fra', true],
  [[], 'old fra', false],
  [[FRA], FRA.tokenHashes[0]!, false],
])('a key opens something if it is a token of the config (%#)', (agents, token, opens) => {
  expect(callersWith(agents).opens(token)).toBe(opens);
});

it('where no token is set there is no wrong key', () => {
  expect(new Callers(new CurrentConfig(aMasterConfig([OPEN]))).opens('anything')).toBeNull();
});
