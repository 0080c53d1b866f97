import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type MasterConfig } from './master-config.js';

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/** Under so many domains the engine keeps too little to be worth the pause. */
const MANY = 10_000;

let collect: Collect | undefined;

/**
 * Gives memory back to the system after a large config was read. Reading leaves several times its size in garbage and in the pages of the
 * thread that read it; the engine would keep them for later. The pause is about a millisecond for each MB in use; DNS answers meanwhile.
 */
export function giveBack({ domains }: MasterConfig): void {
  if (domains.size < MANY) return;
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as Collect;
  }
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
