import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZONE } from '../load.ts';
import { startPinned } from '../programs.ts';
import { type Peer, targetsOf } from './peer.ts';

const PORT = 15_353;

/** gdnsd with one UDP thread; its multifo plugin answers every address of a resource that is up. */
export const gdnsd: Peer = {
  name: 'gdnsd 3.8 (multifo)',
  port: PORT,
  patience: (names) => 30 + names / 1000,
  start(folder, names) {
    for (const part of ['zones', 'run', 'state']) mkdirSync(join(folder, part), { recursive: true });
    const resources = Array.from({ length: names }, (_, index) => {
      const [one, other] = targetsOf(index);
      return `  r${index} => { service_types = up, a = ${one}, b = ${other} }`;
    });
    const options = `options => { listen => { 127.0.0.1:${PORT} => { udp_threads = 1, tcp_threads = 1 } }, run_dir = ${folder}/run, state_dir = ${folder}/state }`;
    writeFileSync(join(folder, 'config'), `${options}\nplugins => { multifo => {\n${resources.join('\n')}\n} }\n`);
    const records = Array.from({ length: names }, (_, index) => `n${index} 5/5 DYNA multifo!r${index}`);
    writeFileSync(
      join(folder, 'zones', ZONE),
      `@ SOA ns1 hostmaster ( 1 3600 600 1209600 30 )\n@ NS ns1\nns1 A 127.0.0.1\n${records.join('\n')}\n`,
    );
    return startPinned('gdnsd', ['-c', folder, 'start'], join(folder, 'log'));
  },
};
