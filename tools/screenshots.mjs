// `npm run screenshots [-- page …]`: starts a master, agents and targets in a bad hour, and takes pictures of the page into docs/images.
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { ROOT } from './lib/workspace.mjs';

const file = join(ROOT, 'e2e/pictures/main.ts');
const { module } = await runnerImport(file, { root: ROOT, configFile: false, logLevel: 'error' });
await module.main(process.argv.slice(2));
process.exit();
