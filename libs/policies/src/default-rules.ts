import { type Rules } from './model.js';

/** What a domain is decided by when its config says nothing but where its targets are (SPEC 2). Times in milliseconds. */
export const DEFAULT_RULES: Rules = {
  policy: 'any',
  timeoutMs: 60_000,
  rise: 1,
  fall: 1,
  window: 1,
  quorum: null,
  minAgents: 1,
  onSilence: 'fallback',
  agentGraceMs: 300_000,
  coldStart: 'fallback',
  allDown: 'fallback',
  minHealthy: 0,
  panic: 'all',
  select: 'all',
  maxAnswers: null,
  failback: 'auto',
  attribution: 'auto',
};
