import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Browsers, PHONE, WIDE } from '../harness/browser.js';
import { ROOT } from '../harness/program.js';
import { until } from '../harness/until.js';
import { World } from '../harness/world.js';
import { PICTURES } from './pictures.js';
import { badHour } from './scenario.js';
import { queries } from './traffic.js';

const FOLDER = join(ROOT, 'docs/images');
const SIZES = { wide: WIDE, phone: PHONE } as const;
const THEMES = ['light', 'dark'] as const;

/** Writes docs/images/<page>-<size>-<theme>.png: `npm run screenshots`, or `npm run screenshots -- agents` for some alone. */
export async function main(wanted: readonly string[]): Promise<void> {
  const [world, browsers] = [new World(), new Browsers()];
  mkdirSync(FOLDER, { recursive: true });
  try {
    const { master } = await badHour(world);
    world.onClose(queries(master.dnsPort, 'cdn.svc.example'));
    for (const { name, path, ready, act } of PICTURES.filter((one) => wanted.length === 0 || wanted.includes(one.name))) {
      for (const [size, viewport] of Object.entries(SIZES)) {
        for (const colorScheme of THEMES) {
          const tab = await browsers.tab(master, { colorScheme, viewport, reducedMotion: 'reduce' });
          await tab.open(path);
          await until(async () => ready.test(await tab.page.locator('main').innerText()), { within: 20 });
          await act?.(tab.page);
          await tab.page.getByText(/^Live, /).waitFor();
          await tab.page.screenshot({ path: join(FOLDER, `${name}-${size}-${colorScheme}.png`) });
          await tab.page.context().close();
          if (tab.faults.length > 0) throw new Error(`${name}: ${tab.faults.join('\n')}`);
          console.log(`docs/images/${name}-${size}-${colorScheme}.png`);
        }
      }
    }
  } finally {
    await browsers.close();
    await world.close();
  }
}
