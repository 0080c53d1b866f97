import { type Path, rules } from '@failover-dns/config';
import { type Rules } from '@failover-dns/policies';
import { type Report } from '../report.js';
import { type ServerSection } from '../sections/server.section.js';
import { contradiction, placed } from './contradiction.js';

const LEAST_GRACE_SEC = 300;

/** What `server:` says, with the defaults that hang on other keys. `path` is its own. */
export function compileRules(server: ServerSection, path: Path, report: Report): Rules {
  const { policy, timeout_sec, rise, fall, window = fall } = server;
  const agentGraceSec = server.agent_grace_sec ?? Math.max(5 * timeout_sec, LEAST_GRACE_SEC);
  const select = policy === 'priority' ? 'priority' : (server.select ?? 'all');
  checkRules(server, select, path, report);
  return {
    policy,
    timeoutMs: timeout_sec * 1000,
    rise,
    fall,
    window,
    quorum: policy === 'quorum' ? quorumOf(server.quorum) : null,
    minAgents: server.min_agents,
    onSilence: server.on_silence,
    agentGraceMs: agentGraceSec * 1000,
    coldStart: server.cold_start,
    allDown: server.all_down,
    minHealthy: server.min_healthy,
    panic: server.panic,
    select,
    maxAnswers: server.max_answers ?? (select === 'weighted' ? 1 : null),
    failback: select === 'priority' ? failbackOf(server.failback) : 'auto',
    attribution: typeof server.attribution === 'boolean' ? (server.attribution ? 'on' : 'off') : server.attribution,
  };
}

function quorumOf(quorum: ServerSection['quorum']): Rules['quorum'] {
  if (quorum === undefined) return null;
  return typeof quorum === 'number' ? { votes: quorum } : { percent: rules.percentOf(quorum) };
}

const failbackOf = (failback: string): Rules['failback'] =>
  failback === 'auto' || failback === 'manual' ? failback : { afterMs: rules.durationMs(failback) };

/** Faults where two settings cannot both be meant. */
function checkRules(server: ServerSection, select: Rules['select'], path: Path, report: Report): void {
  const said = (key: keyof ServerSection & string, text = `${key} ${String(server[key])}`) => ({ at: [...path, key], text });
  const policy = said('policy');
  const { fall, window = fall, timeout_sec, agent_grace_sec = Infinity } = server;
  if (window < fall && !report.isBroken([...path, 'fall'])) {
    const hint = `with fewer results than fall (${fall}) a target could never go down`;
    report.fault([...path, 'window'], String(window), `at least ${placed(said('fall'), report)}`, hint);
  }
  if (agent_grace_sec < timeout_sec && !report.isBroken([...path, 'timeout_sec'])) {
    const hint = 'an agent is suspect after timeout_sec, and lost only later';
    report.fault([...path, 'agent_grace_sec'], String(agent_grace_sec), `at least ${placed(said('timeout_sec'), report)}`, hint);
  }
  if (server.quorum !== undefined && server.policy !== 'quorum') {
    contradiction(said('quorum'), policy, 'policy quorum, or no quorum', report);
  }
  if (server.select !== undefined && server.select !== select) {
    contradiction(said('select'), policy, 'select priority, or another policy', report, 'policy any selects as it is told');
  }
  if (server.failback !== 'auto' && select !== 'priority') {
    const bySelect = report.isSet([...path, 'select']);
    const beside = bySelect ? said('select') : said('policy', `select all of policy ${server.policy}`);
    contradiction(said('failback'), beside, 'select priority, or no failback', report, 'only a priority can come back');
  }
  if (report.isSet([...path, 'panic']) && server.min_healthy === 0) {
    contradiction(said('panic'), said('min_healthy'), 'a min_healthy of at least 1, or no panic', report);
  }
}
