/** Posts batches of 1,000 reports one after the other for so many seconds; prints when it begins, then reports per second. */
import { batch, postBatch } from './peers/failover.ts';

const seconds = Number(process.argv[2]);
let taken = 0;
let from = 0;
console.log('begins');
const began = performance.now();
while (performance.now() - began < seconds * 1000) {
  // Half of the batches call every target down and half up, so that answers change all the time.
  taken += await postBatch(
    batch(from % 1000, (from % 1000) + 500, 1000, Math.floor(from / 1000) % 2 === 0 ? 'ok' : 'fail', 'flood'),
  );
  from += 500;
}
console.log((taken / ((performance.now() - began) / 1000)).toFixed(0));
