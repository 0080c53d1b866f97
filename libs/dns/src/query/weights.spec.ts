import packet from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { type AnswerSpec } from '../types.js';
import { misfit, tally } from './chance.fixture.js';
import { compose, Desk, domain, zoneOf } from './desk.fixture.js';
import { type Random, randomFrom } from './random.js';

const V4 = Array.from({ length: 200 }, (_, i) => `192.0.2.${i + 1}`);
const V6 = ['2001:db8::1', '2001:db8::2', '2001:db8::3'];
const [A = '', B = '', C = ''] = V4;

/** The addresses of `times` replies about a domain with this answer. */
function ask(answer: Partial<AnswerSpec>, times: number, type: 'A' | 'AAAA' = 'A', random: Random = randomFrom(3)): string[][] {
  const desk = new Desk([zoneOf({ domains: [domain('web.failover', [...answer.addresses!], answer)] })], { random });
  const query = compose(`web.failover ${type}`);
  return Array.from({ length: times }, () =>
    packet.decode(desk.send(query, { tcp: true })).answers!.map((record) => (record as { data: string }).data),
  );
}

describe('the draw by weight', () => {
  it.each([
    [[1, 3]],
    [[5, 3, 2]],
    [[1, 99]],
    [[1, 1, 1]],
    [[7]],
    [[1000, 1, 500, 20]],
    [V4.map((_, i) => 1 + ((i * 37) % 1000))],
  ])('gives each address as many of the random numbers as it weighs: %j', (weights) => {
    const addresses = V4.slice(0, weights.length);
    const total = weights.reduce((sum, one) => sum + one, 0);
    let next = 0;
    const firsts = ask({ addresses, weights }, total, 'A', (below) => next++ % below);
    expect(tally(firsts.flat(), addresses)).toEqual(weights);
  });

  it('gives the second record what is left without the first', () => {
    const weights = [5, 3, 2];
    // Every pair of random numbers as often as any other: the first is below 10, the second below 10 less the first drawn.
    const numbers = Array.from({ length: 10 * 8 * 7 * 5 }, (_, i) => [i % 10, Math.floor(i / 10)]).flat();
    let next = 0;
    const pairs = ask(
      { addresses: [A, B, C], weights, maxAnswers: 2 },
      numbers.length / 2,
      'A',
      (below) => numbers[next++]! % below,
    );
    const orders = [A, B, C].flatMap((one) => [A, B, C].filter((two) => two !== one).map((two) => `${one} ${two}`));
    const shares = [5 * (3 / 5), 5 * (2 / 5), 3 * (5 / 7), 3 * (2 / 7), 2 * (5 / 8), 2 * (3 / 8)];
    const counts = tally(
      pairs.map((pair) => pair.join(' ')),
      orders,
    );
    expect(counts).toEqual(shares.map((share) => share * 280));
  });

  it.each([
    [[1, 3], 20_000],
    [[5, 3, 2], 20_000],
    [[1, 99], 60_000],
  ])('follows the weights %j over %i queries of one seed', (weights, times) => {
    const addresses = V4.slice(0, weights.length);
    const replies = ask({ addresses, weights }, times);
    expect(misfit(tally(replies.flat(), addresses), weights)).toBeLessThan(1);
    expect(replies.flat()).toHaveLength(times);
  });

  it('has no fixed turn: after each address come all of them by weight', () => {
    const seen = ask({ addresses: [A, B, C], weights: [5, 3, 2] }, 20_000).flat();
    for (const before of [A, B, C]) {
      const after = seen.filter((_, i) => seen[i - 1] === before);
      expect(misfit(tally(after, [A, B, C]), [5, 3, 2])).toBeLessThan(1);
    }
  });

  it.each([3, 4, 999])('holds every address once where maxAnswers is %i of 3, the heaviest mostly first', (maxAnswers) => {
    const replies = ask({ addresses: [A, B, C], weights: [5, 3, 2], maxAnswers }, 20_000);
    for (const reply of replies) expect(reply.toSorted()).toEqual([A, B, C]);
    const firsts = replies.map(([first]) => first!);
    expect(misfit(tally(firsts, [A, B, C]), [5, 3, 2])).toBeLessThan(1);
  });

  it('holds distinct addresses, few or all of many', () => {
    const weights = V4.map((_, i) => 1 + ((i * 37) % 1000));
    for (const maxAnswers of [1, 2, 3, 50, 199, 200]) {
      for (const reply of ask({ addresses: V4, weights, maxAnswers }, 50)) {
        expect(reply).toHaveLength(maxAnswers);
        expect(new Set(reply).size).toBe(maxAnswers);
      }
    }
  });
});

describe('weights of a family', () => {
  const mixed = { addresses: [A, V6[0]!, B, V6[1]!, V6[2]!], weights: [3, 10, 1, 0, 30] };

  it('do not touch the other', () => {
    expect(misfit(tally(ask(mixed, 20_000, 'A').flat(), [A, B]), [3, 1])).toBeLessThan(1);
    expect(misfit(tally(ask(mixed, 20_000, 'AAAA').flat(), [V6[0]!, V6[2]!]), [1, 3])).toBeLessThan(1);
  });

  it('keep an address of weight 0 out, however many records there may be', () => {
    const replies = ask({ ...mixed, maxAnswers: 9 }, 1000, 'AAAA');
    for (const reply of replies) expect(reply.toSorted()).toEqual([V6[0], V6[2]]);
    expect(ask({ addresses: [A, B], weights: [0, 4] }, 3)).toEqual([[B], [B], [B]]);
  });

  it('count as equal where all are 0', () => {
    const answer = { addresses: [A, V6[0]!, B, C], weights: [0, 5, 0, 0] };
    expect(misfit(tally(ask(answer, 20_000).flat(), [A, B, C]), [1, 1, 1])).toBeLessThan(1);
    expect(ask({ addresses: [A], weights: [0] }, 2)).toEqual([[A], [A]]);
  });
});

describe('without weights', () => {
  it.each([
    [1, 5],
    [2, 5],
    [3, 4],
    [4, 4],
  ])('maxAnswers %i of %i still takes every address in its turn, equally often and equally often first', (maxAnswers, count) => {
    const addresses = V4.slice(0, count);
    const replies = ask({ addresses, maxAnswers }, count * 1000);
    const firsts = replies.map(([first]) => first!);
    expect(tally(replies.flat(), addresses)).toEqual(addresses.map(() => maxAnswers * 1000));
    expect(tally(firsts, addresses)).toEqual(addresses.map(() => 1000));
    expect(firsts.slice(0, count)).toEqual(addresses);
  });
});
