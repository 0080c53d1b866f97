import { expect, it } from 'vitest';
import { changesText } from './changes.js';
import { Terminal } from './terminal.js';

it('shows how an answer is drawn, before and then', () => {
  const answer = (weights: number[]) => ({
    state: 'healthy',
    addresses: ['192.0.2.10', '192.0.2.11'],
    weights,
    max_answers: 1,
    source: 'targets',
    ttl: 5,
    reason: 'why',
  });
  const change = {
    domain: 'web.failover',
    changed: true,
    now: answer([1, 1]),
    then: answer([3, 0]),
    added: [],
    removed: [],
    weaker: false,
  };
  const text = changesText(new Terminal(false), [change], 'nothing');
  expect(text).toContain('192.0.2.10 192.0.2.11 (1 of these, by weight 1:1)');
  expect(text).toContain('192.0.2.10 192.0.2.11 (1 of these, by weight 3:0)');
});
