import { type DomainCheckDto } from '@failover-dns/contracts';
import { type DomainConfig } from '../config/master-config.js';

export const checkView = ({ checks, agent, rules }: DomainConfig): DomainCheckDto => ({
  types: [...new Set(checks.flat().map(({ type }) => type))],
  interval_sec: agent.intervalSec,
  timeout_sec: agent.timeoutSec,
  fast_interval_sec: agent.fastIntervalSec ?? null,
  vote_timeout_sec: rules.timeoutMs / 1000,
  rise: rules.rise,
  fall: rules.fall,
  window: rules.window,
  on_silence: rules.onSilence,
  quorum: quorumOf(rules),
});

function quorumOf({ policy, quorum }: DomainConfig['rules']): string | null {
  if (policy !== 'quorum' || quorum === null) return null;
  return 'votes' in quorum ? String(quorum.votes) : `${quorum.percent}%`;
}
