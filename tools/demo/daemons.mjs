import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { NODE, ROOT } from '../lib/workspace.mjs';

const FORCE_MS = 5000;
/** Colours are for the names in front, which `say` paints. */
const PLAIN = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };

/** The master and agents of the demo: each a process whose lines are handed to `say`, tied to this one by the tether. */
export class Daemons {
  #children = new Map();
  #stopping = false;

  constructor(say, onDeath) {
    this.say = say;
    this.onDeath = onDeath;
  }

  start(name, script, config) {
    const args = ['--import', './tools/tether.mjs', script, '--config', config];
    // Of its own group: Ctrl-C reaches this process alone, which then ends the others in order.
    const child = spawn(NODE, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'], detached: true, env: PLAIN });
    for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', (line) => this.say(name, line));
    const ended = new Promise((done) => {
      child.once('error', (error) => done(error.message));
      child.once('close', (code, signal) => done(signal ?? `exit code ${code}`));
    });
    this.#children.set(name, { child, ended });
    void ended.then((how) => {
      this.#children.delete(name);
      if (!this.#stopping) this.onDeath(name, how);
    });
  }

  /** Ends them all, by force after five seconds. */
  async stop() {
    this.#stopping = true;
    const running = [...this.#children.values()];
    for (const { child } of running) child.kill('SIGTERM');
    const force = setTimeout(() => running.forEach(({ child }) => child.kill('SIGKILL')), FORCE_MS);
    await Promise.all(running.map(({ ended }) => ended));
    clearTimeout(force);
  }
}
