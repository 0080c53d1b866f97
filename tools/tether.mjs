// Preloaded with `node --import`: the program ends when the process that started it is gone, even by kill -9.
// Its stdin is a pipe that the starter holds open and never writes to; the kernel closes it with the starter.
import { isMainThread } from 'node:worker_threads';

const GRACE_MS = 3000;

if (isMainThread) {
  process.stdin.on('error', end).on('close', end).resume();
  process.stdin.unref?.();
}

function end() {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), GRACE_MS).unref();
}
