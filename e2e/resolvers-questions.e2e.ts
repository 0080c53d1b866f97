import { beforeAll, expect, test } from 'vitest';
import { type Master } from './harness/master.js';
import { startNamed } from './harness/named.js';
import { startShowcase } from './harness/showcase.js';
import { startTap } from './harness/tap.js';
import { startUnbound } from './harness/unbound.js';
import { useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
let master: Master;

beforeAll(async () => {
  master = await startShowcase(world);
});

const DEEP = { status: 'NOERROR', answers: ['a.deep.tree.failover. 60 IN A 192.0.2.7'] };

test('unbound asks for one label after the other, in mixed case, and takes what it gets', async () => {
  const tap = await startTap(world, master);
  const resolver = await startUnbound(world, tap);
  expect(await resolver.dig('a.deep.tree.failover')).toMatchObject(DEEP);
  const asked = tap.questions.map((question) => question.toLowerCase());
  expect(asked).toEqual(expect.arrayContaining(['tree.failover a', 'deep.tree.failover a', 'a.deep.tree.failover a']));
  // Each once: nothing was asked again in plain case, or whole because a part of it had failed.
  expect(new Set(asked).size).toBe(asked.length);

  // Of this many letters some are capitals, however they fall.
  const names = Array.from({ length: 8 }, (_, index) => `somebody${index}.wild.failover`);
  for (const name of names) expect(await resolver.addresses(name)).toEqual(['192.0.2.40']);
  const mixed = tap.questions.filter((question) => /somebody/i.test(question) && /[A-Z].* /.test(question));
  expect(mixed).toHaveLength(names.length);
});

test('bind9 asks for one label after the other, and takes what it gets', async () => {
  const tap = await startTap(world, master);
  const resolver = await startNamed(world, tap, { forwarder: false });
  expect(await resolver.dig('a.deep.tree.failover')).toMatchObject(DEEP);
  const asked = tap.questions.map((question) => question.toLowerCase());
  expect(asked).toEqual(expect.arrayContaining(['tree.failover ns', 'deep.tree.failover ns', 'a.deep.tree.failover a']));
});
