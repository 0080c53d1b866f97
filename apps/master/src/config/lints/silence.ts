import { type Lint, type WrittenDomain } from './lint.js';

/** A grace that no silent agent is given. */
export const lintSilence: Lint<WrittenDomain> = ({ section: { server }, path }, report) => {
  const at = [...path, 'server', 'agent_grace_sec'];
  if (server.on_silence === 'hold' || !report.isSet(at) || report.isInherited(at)) return;
  const found = `${server.agent_grace_sec} with on_silence ${server.on_silence}`;
  const hint = `a vote ends after timeout_sec, ${server.timeout_sec}`;
  report.warn(at, found, 'on_silence hold, or no agent_grace_sec', hint);
};
