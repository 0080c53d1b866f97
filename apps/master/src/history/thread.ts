import { parentPort, workerData } from 'node:worker_threads';
import { faultOf, isCorrupt } from './file-fault.js';
import { HistoryFile } from './history-file.js';
import { type Ask, type Reply } from './messages.js';

/** The storage thread: one request after the other, each answered with its value or with a fault. */

const { path } = workerData as { path: string };
const file = new HistoryFile(path);

parentPort?.on('message', (ask: Ask) => parentPort?.postMessage(replyTo(ask)));

function replyTo(ask: Ask): Reply {
  const { id } = ask;
  try {
    return { id, value: answer(ask) };
  } catch (error) {
    if (isCorrupt(error)) file.condemn();
    return { id, fault: faultOf(error, path) };
  }
}

function answer(ask: Ask): unknown {
  switch (ask.name) {
    case 'open':
      return file.open(ask.value);
    case 'look':
      return file.look();
    case 'write':
      return file.write(ask.value);
    case 'events':
      return file.events(ask.value);
    case 'latencies':
      return file.latencies(ask.value);
    case 'rollUp':
      return file.rollUp(ask.value);
    case 'prune':
      return file.prune(ask.value);
    case 'close':
      return file.close();
  }
}
