import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type MasterConfigResult, readMasterConfig } from './read-master-config.js';

/**
 * Reads the config on a thread of its own. A large file leaves several times its size in garbage, which goes with the
 * thread, and whoever asks goes on answering meanwhile. Never throws for what is in the file.
 */
export function loadMasterConfig(file: string): Promise<MasterConfigResult> {
  const { promise, resolve, reject } = Promise.withResolvers<MasterConfigResult>();
  const worker = new Worker(new URL(import.meta.url), { workerData: { configFile: file } });
  worker.once('message', resolve).once('error', reject);
  return promise;
}

const asked = workerData as { configFile?: string } | null;
if (!isMainThread && asked?.configFile !== undefined) parentPort?.postMessage(readMasterConfig(asked.configFile));
