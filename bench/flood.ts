/** Posts batches of 1,000 reports, four at a time, for so many seconds; prints when it begins, then reports per second. */
import { batch, postBatch } from './peers/failover.ts';

const NAMES = 1000;
const seconds = Number(process.argv[2]);

/** Made beforehand, so that the client's own work is small. The first domain of each changes its answer with every round. */
const bodies = ['ok', 'fail'].flatMap((first) =>
  [0, NAMES / 2].map((from) => {
    const body = JSON.parse(batch(from, from + NAMES / 2, NAMES)) as { boot_id: string; reports: { status: string }[] };
    for (const report of body.reports.slice(0, 2)) report.status = first;
    return JSON.stringify({ ...body, agent_id: 'flood', boot_id: 'BOOT' });
  }),
);

let taken = 0;
console.log('begins');
const began = performance.now();
await Promise.all(
  [0, 1, 2, 3].map(async (lane) => {
    for (let round = 0; performance.now() - began < seconds * 1000; round++) {
      // Another start of the agent each time, else its sequence numbers would have been seen.
      for (const body of bodies) taken += await postBatch(body.replace('BOOT', `boot-${lane}-${round}`));
    }
  }),
);
console.log((taken / ((performance.now() - began) / 1000)).toFixed(0));
