import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type Texts } from '@failover-dns/config';
import { type MasterConfigResult, readMasterConfig } from './read-master-config.js';

/** This very file: named, as a bundle of all others has another one. */
const THREAD = new URL('./load-master-config.js', import.meta.url);

/**
 * Reads the config on a thread of its own. A large file leaves several times its size in garbage, which goes with the
 * thread, and whoever asks goes on answering meanwhile. Never throws for what is in the file.
 */
export function loadMasterConfig(file: string, texts?: Texts): Promise<MasterConfigResult> {
  const { promise, resolve, reject } = Promise.withResolvers<MasterConfigResult>();
  const worker = new Worker(THREAD, { workerData: { configFile: file, texts } satisfies Asked });
  worker.once('message', resolve).once('error', reject);
  return promise;
}

interface Asked {
  configFile: string;
  texts: Texts | undefined;
}

const asked = workerData as Partial<Asked> | null;
if (!isMainThread && asked?.configFile !== undefined)
  parentPort?.postMessage(readMasterConfig(asked.configFile, process.env, asked.texts));
