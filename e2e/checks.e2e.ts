import type { DomainStatusDto, TasksDto } from '@failover-dns/contracts';
import { expect, test } from 'vitest';
import { always, until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';
import { report, sendReport } from './harness/reports.js';

const world = useWorld();
const NAME = 'webmail.failover';

test('two checks of one target: the page that fails takes it out while the port is open', async () => {
  const target = await world.target({ kind: 'http' });
  const checks = [{ mode: 'tcp' }, { name: 'page', mode: 'http' }];
  const master = await world.master({ domains: { [NAME]: domain([target], { monitor: { checks } }) } });
  const tasks = (await master.get<TasksDto>('/api/v1/tasks?tags=test')).body.tasks;
  expect(tasks.map(({ check_name, type, port }) => [check_name, type, port])).toEqual([
    [`${NAME}:${target.ip}:${target.port}`, 'tcp', target.port],
    [`${NAME}:${target.ip}:${target.port}/page`, 'http', target.port],
  ]);
  const worst = async () => (await master.get<DomainStatusDto>(`/api/v1/status/${NAME}`)).body.ip_checks[target.ip]?.['a1'];
  const answers = (ip: string, within: number) =>
    until(async () => expect(await master.addresses(NAME)).toEqual([ip]), { within });

  const agent = world.agent('a1', [master]);
  await answers(target.ip, 15);
  expect(await worst()).toMatchObject({ status: 'ok' });
  target.status = 500;
  await answers(FALLBACK, 3);
  expect(await worst()).toMatchObject({ check_name: `${NAME}:${target.ip}:${target.port}/page`, type: 'http', status: 'fail' });
  await always(async () => expect(await master.addresses(NAME)).toEqual([FALLBACK]), { during: 1.5 });
  expect(agent.output).toMatch(/http: ok → fail/);
  expect(agent.output).not.toMatch(/tcp: ok → fail/);
  target.status = 200;
  await answers(target.ip, 3);
  await target.stop();
  await answers(FALLBACK, 3);
});

test('two checks on two ports, as an old agent reports them', async () => {
  const checks = [{ mode: 'tcp' }, { mode: 'https', port: 8443 }];
  const at = { ip: '192.0.2.10', port: 25 };
  const master = await world.master({ domains: { [NAME]: domain([at], { monitor: { checks } }) } });
  const say = async (over: object) => (await sendReport(master, report(at, over))).status;
  expect(await say({})).toBe(200);
  expect(await master.addresses(NAME)).toEqual([FALLBACK]);
  expect(await say({ port: 8443, type: 'https', check_name: 'whatever' })).toBe(200);
  expect(await master.addresses(NAME)).toEqual([at.ip]);
  expect(await say({ port: 8443, type: 'https', check_name: 'whatever', status: 'fail' })).toBe(200);
  expect(await say({})).toBe(200);
  expect(await master.addresses(NAME)).toEqual([FALLBACK]);
  expect(await say({ port: 8443, type: 'tcp', check_name: 'whatever' })).toBe(422);
  expect(await say({ port: 80, type: 'tcp' })).toBe(422);
});
