import { POLICY_CLASSES } from '@failover-dns/policies';
import { type Report } from '../report.js';
import { servingAgents } from '../serving.js';
import { type Lint, type WrittenDomain } from './lint.js';

/** Votes that hang on each single agent, or that nobody casts. */
export const lintElectorate: Lint<WrittenDomain> = ({ domain, config, path }, report) => {
  const serving = servingAgents(domain, config.agents);
  if (serving === undefined) return;
  const { rules, tags } = domain;
  const n = serving.length;
  const line = report.line(['agents']);
  if (n === 0) {
    const found = `${tags.join(', ')}, tags that none of the ${config.agents.length} agents on line ${line} has`;
    report.warn([...path, 'monitor', 'monitor_tag'], found, 'a tag of at least 1 agent', 'nobody checks it');
    return;
  }
  const over = `over ${n} agents (${serving.map(({ id }) => id).join(', ')})`;
  const needed = new POLICY_CLASSES[rules.policy]().needed(n, rules);
  if (rules.policy === 'quorum' && n === 2 && needed === 2) {
    const key = report.isSet([...path, 'server', 'quorum']) ? 'quorum' : 'policy';
    const hint = 'both must say up, so each of them alone takes a target down';
    report.warn([...path, 'server', key], `policy quorum ${over}`, 'a third agent, or quorum 1', hint);
    return;
  }
  const all = { path, over, n, isLate: rules.onSilence === 'hold', report };
  if (rules.quorum !== null && 'votes' in rules.quorum) warnOfAll('quorum', rules.quorum.votes, all);
  if (rules.minAgents > 1) warnOfAll('min_agents', rules.minAgents, all);
};

interface All {
  path: WrittenDomain['path'];
  over: string;
  n: number;
  /** Silence counts only after the grace. */
  isLate: boolean;
  report: Report;
}

function warnOfAll(key: string, needed: number, { path, over, n, isLate, report }: All): void {
  if (needed < n || n === 1) return;
  const hint = `${isLate ? 'once one of them is lost' : 'when one of them is silent'} there is no verdict at all`;
  report.warn([...path, 'server', key], `${needed} ${over}`, `at most ${n - 1}, or one agent more`, hint);
}
