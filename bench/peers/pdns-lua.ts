import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZONE } from '../load.ts';
import { startPinned } from '../programs.ts';
import { type Peer, TARGET_PORT, targetsOf } from './peer.ts';

const PORT = 15_354;

/** PowerDNS with Lua records and one receiver thread. Without `shared` each query starts a Lua state of its own, which is 20 times slower. */
export const pdnsLua: Peer = {
  name: 'PowerDNS 4.7 Lua `ifportup`, shared',
  port: PORT,
  patience: (names) => 30 + names / 1000,
  start(folder, names) {
    const records = Array.from({ length: names }, (_, index) => {
      const [one, other] = targetsOf(index);
      return `n${index} 5 IN LUA A "ifportup(${TARGET_PORT}, {'${one}','${other}'}, {selector='all'})"`;
    });
    writeFileSync(
      join(folder, 'zone'),
      `$ORIGIN ${ZONE}.\n@ 5 IN SOA ns1 hostmaster 1 3600 600 1209600 30\n@ 5 IN NS ns1\nns1 5 IN A 127.0.0.1\n${records.join('\n')}\n`,
    );
    writeFileSync(join(folder, 'named.conf'), `zone "${ZONE}" { type master; file "${folder}/zone"; };\n`);
    const settings = {
      launch: 'bind',
      'bind-config': `${folder}/named.conf`,
      'local-address': '127.0.0.1',
      'local-port': PORT,
      'enable-lua-records': 'shared',
      'receiver-threads': 1,
      'distributor-threads': 1,
      'socket-dir': folder,
      'config-dir': folder,
      daemon: 'no',
      guardian: 'no',
      'disable-syslog': 'yes',
      loglevel: 3,
      'security-poll-suffix': '',
      webserver: 'no',
    };
    writeFileSync(
      join(folder, 'pdns.conf'),
      Object.entries(settings)
        .map(([key, value]) => `${key}=${value}\n`)
        .join(''),
    );
    return startPinned('pdns_server', [`--config-dir=${folder}`], join(folder, 'log'));
  },
};
