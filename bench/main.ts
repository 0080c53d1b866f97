/**
 * Measures DNS side by side with the peers: `npm run bench`, or `npm run bench -- --quick`.
 * Servers share core 0, the client has core 1. Writes docs/benchmarks.md.
 */
import { createServer } from 'node:net';
import { writeFileSync } from 'node:fs';
import { PEERS } from './peers/peers.ts';
import { TARGET_PORT, TARGETS } from './peers/peer.ts';
import { installPeers } from './programs.ts';
import { report } from './report.ts';
import { compareThroughput } from './throughput.ts';
import { reportUnderFlood } from './under-flood.ts';
import { latencyUnderReports, reportToAnswer } from './under-reports.ts';

const quick = process.argv.includes('--quick');
const [rounds, seconds] = quick ? [2, 2] : [5, 5];

await installPeers();
const targets = TARGETS.map((host) => createServer((socket) => socket.destroy()).listen(TARGET_PORT, host));
try {
  const rows = [
    ...(await compareThroughput(PEERS, 1000, rounds, seconds)),
    ...(await compareThroughput(PEERS, 100_000, rounds, seconds)),
  ];
  const underReports = await latencyUnderReports(seconds * 2);
  const underFlood = await reportUnderFlood(seconds);
  const flips = await reportToAnswer(quick ? 200 : 2000, 1000);
  const text = report({ rows, underReports, underFlood, flips, rounds, seconds });
  console.log(`\n${text}`);
  if (!quick) writeFileSync(new URL('../docs/benchmarks.md', import.meta.url), text);
} finally {
  for (const target of targets) target.close();
}
