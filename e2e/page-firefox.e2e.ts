import { expect, test } from 'vitest';
import { Firefox } from './harness/firefox.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const HEADLINE = `document.querySelector('h1')?.innerText.replaceAll('\\n', ' ')`;

test('in Firefox a target dies: row, strip and headline change, and nothing is wrong', { timeout: 180_000 }, async () => {
  const target = await world.target();
  const master = await world.master({ domains: { 'web.failover': domain([target]) } });
  world.agent('fra-1', [master]);
  const firefox = await Firefox.start();
  world.onClose(() => firefox.close());
  await firefox.open(master.url);
  await until(async () => expect(await firefox.text(HEADLINE)).toBe('The only domain is healthy.'), { within: 60 });
  await target.stop();
  await until(async () => expect(await firefox.text(HEADLINE)).toBe('1 domain on fallback.'), { within: 60 });
  const row = await firefox.text(`document.querySelector('tr[data-domain="web.failover"]').innerText`);
  expect(row).toMatch(/fallback[^]*refused/);
  expect(await firefox.text(`document.querySelectorAll('svg.strip rect.fallback').length`)).toMatch(/^[1-9]/);
  expect(await firefox.text(`document.querySelector('.live').innerText`)).toMatch(/^Live, /);
  expect(firefox.faults).toEqual([]);
});

test(
  'a tab that is hidden says in its title what happened, and shows it when it is seen again',
  { timeout: 180_000 },
  async () => {
    const targets = await world.targets(2);
    const master = await world.master({ domains: { 'web.failover': domain(targets) } });
    world.agent('fra-1', [master]);
    const firefox = await Firefox.start();
    world.onClose(() => firefox.close());
    await firefox.open(master.url);
    const says = (what: string, expected: string | RegExp) =>
      until(async () => expect(await firefox.text(what)).toMatch(expected), { within: 60 });
    await says('document.title', /^All healthy/);
    await firefox.hide();
    await says('document.visibilityState', 'hidden');
    await targets[0]!.stop();
    await says('document.title', /^1 in trouble/);
    await targets[1]!.stop();
    await says('document.title', /^1 on fallback/);
    expect(await firefox.text('document.visibilityState')).toBe('hidden');
    await firefox.show();
    await says('document.visibilityState', 'visible');
    await says(HEADLINE, '1 domain on fallback.');
    expect(await firefox.text(`document.querySelector('.live').innerText`)).toMatch(/^Live, /);
    expect(firefox.faults).toEqual([]);
  },
);
