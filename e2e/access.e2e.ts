import type { TasksDto } from '@failover-dns/contracts';
import { expect, test } from 'vitest';
import { agentsOf, report, sendReport } from './harness/reports.js';
import { type Master } from './harness/master.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();

async function domainsFor(master: Master, tags: string, key?: string): Promise<string[]> {
  const query = tags ? `?tags=${encodeURIComponent(tags)}` : '';
  const { status, body } = await master.get<TasksDto>(`/api/v1/tasks${query}`, key === undefined ? {} : { 'x-api-key': key });
  expect(status).toBe(200);
  return body.tasks.map((task) => task.domain).sort();
}

test('tags: a domain goes to agents that share one, an untagged domain to all', async () => {
  const targets = await world.targets(5);
  const tagged = (index: number, monitor_tag: unknown) => domain([targets[index]!], { monitor: { monitor_tag } as never });
  const master = await world.master({
    domains: {
      'one.failover': tagged(0, 'eu'),
      'comma.failover': tagged(1, 'eu,us'),
      'space.failover': tagged(2, 'us asia'),
      'list.failover': tagged(3, ['eu', 'asia']),
      'open.failover': tagged(4, ''),
    },
  });
  expect(await domainsFor(master, 'eu')).toEqual(['comma.failover', 'list.failover', 'one.failover', 'open.failover']);
  expect(await domainsFor(master, 'us')).toEqual(['comma.failover', 'open.failover', 'space.failover']);
  expect(await domainsFor(master, 'us,asia')).toEqual(['comma.failover', 'list.failover', 'open.failover', 'space.failover']);
  expect(await domainsFor(master, 'mars')).toEqual(['open.failover']);
  expect(await domainsFor(master, '')).toEqual(['open.failover']);

  world.agent('european', [master], { tags: ['eu'] });
  world.agent('american', [master], { tags: ['us'] });
  await until(
    async () => {
      expect(await agentsOf(master, 'one.failover')).toEqual(['european']);
      expect(await agentsOf(master, 'comma.failover')).toEqual(['american', 'european']);
      expect(await agentsOf(master, 'space.failover')).toEqual(['american']);
      expect(await agentsOf(master, 'list.failover')).toEqual(['european']);
      expect(await agentsOf(master, 'open.failover')).toEqual(['american', 'european']);
    },
    { within: 15 },
  );
});

test('tokens: a domain is served to those who hold its token; one without a token to all', async () => {
  const [guarded, open] = await world.targets(2);
  const master = await world.master({
    domains: {
      'guarded.failover': domain([guarded!], { agent: { token: 'right' } }),
      'open.failover': domain([open!]),
    },
  });
  expect(await domainsFor(master, 'test', 'right')).toEqual(['guarded.failover', 'open.failover']);
  expect(await domainsFor(master, 'test', 'wrong')).toEqual(['open.failover']);
  expect(await domainsFor(master, 'test')).toEqual(['open.failover']);

  world.agent('impostor', [master], { token: 'wrong' });
  await until(async () => expect(await master.addresses('open.failover')).toEqual([open!.ip]), { within: 15 });
  expect(await master.addresses('guarded.failover')).toEqual([FALLBACK]);
  expect((await sendReport(master, report(guarded!, { domain: 'guarded.failover' }), 'wrong')).status).toBe(403);
  expect(await master.addresses('guarded.failover')).toEqual([FALLBACK]);

  world.agent('genuine', [master], { token: 'right' });
  await until(async () => expect(await master.addresses('guarded.failover')).toEqual([guarded!.ip]), { within: 15 });
  expect(await agentsOf(master, 'guarded.failover')).toEqual(['genuine']);
});

test('a token appears in no log, no status and no error', async () => {
  const target = await world.target();
  const token = 'S3cr3t-of-the-house';
  const master = await world.master({ domains: { 'webmail.failover': domain([target], { agent: { token } }) } });
  const agent = world.agent('a1', [master], { token });
  await until(async () => expect(await master.addresses('webmail.failover')).toEqual([target.ip]), { within: 15 });
  const refusal = await sendReport(master, report(target), `${token}x`);
  const pages = await Promise.all(
    ['/api/v1/status', '/api/v1/status/webmail.failover', '/metrics'].map((path) => master.get(path)),
  );
  await Promise.all([agent.stop(), master.stop()]);
  for (const text of [agent.output, master.program.output, refusal.text, ...pages.map((page) => page.text)]) {
    expect(text).not.toContain(token);
  }
});
