// `npm start`: installs and builds what is missing, then runs the demo.
import { spawn } from 'node:child_process';
import { build, ENV, install, mustInstall, NODE, ROOT, since } from './lib/workspace.mjs';

const ORPHAN_LOOK_MS = 300;

if (mustInstall()) await step('installing packages', install);
await step('building', build);
demo();

async function step(title, work) {
  const start = performance.now();
  process.stdout.write(`${title} … `);
  const { code, output } = await work();
  if (code === 0) return console.log(`done in ${since(start)}`);
  console.log(`failed with exit code ${code}; it printed:\n\n${output}`);
  process.exit(1);
}

/** The demo ends with this process, however this one ends (by the channel between them), and this one with npm. */
function demo() {
  const child = spawn(NODE, ['tools/demo.mjs'], { cwd: ROOT, env: ENV, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
  if (process.env.npm_lifecycle_event) whenOrphaned(() => child.kill('SIGTERM'));
}

/** npm passes signals to its shell alone, and passes none on when it is killed. */
function whenOrphaned(act) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && act(), ORPHAN_LOOK_MS).unref();
}
