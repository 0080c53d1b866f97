// `node tools/bundle.mjs [master|agent|cli …]`: makes dist/bundle/<app>/ from what `tsc -b` built. The same sources give the same bytes.
// --require-dashboard: a master without its web page is a fault.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { APPS, bundle, DASHBOARD } from './bundle/bundle.mjs';
import { ROOT, since } from './lib/workspace.mjs';

const words = process.argv.slice(2);
const apps = words.filter((word) => !word.startsWith('--'));
const unknown = [...apps.filter((app) => !(app in APPS)), ...words.filter((word) => /^--(?!require-dashboard$)/.test(word))];
if (unknown.length > 0) {
  console.error(`bundle: unknown: ${unknown.join(', ')}; the bundles are ${Object.keys(APPS).join(', ')}`);
  process.exit(2);
}
if (words.includes('--require-dashboard') && !existsSync(join(ROOT, DASHBOARD, 'index.html'))) {
  console.error(`bundle: ${DASHBOARD}/index.html is missing: build first (npx nx run-many -t build)`);
  process.exit(1);
}
for (const app of apps.length > 0 ? apps : Object.keys(APPS)) {
  const start = performance.now();
  const folder = await bundle(app);
  console.log(`${folder} made in ${since(start)}`);
}
