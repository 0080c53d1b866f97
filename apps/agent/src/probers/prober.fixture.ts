import { type CHECK_PARAMS, type ParamsOf, readParams } from '@failover-dns/contracts';
import { Networks } from './networks.js';
import { type Allowed, type Observation, type Prober } from './observation.js';

export const HOST = 'webmail.failover';

interface Circumstances extends Partial<Allowed> {
  ip?: string;
  port?: number | null;
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** Runs a prober as the agent does, with parameters as a task has them, against loopback unless told otherwise. */
export function running<T extends keyof typeof CHECK_PARAMS>(type: T, prober: Prober<ParamsOf<T>>) {
  return (port: number | null, raw: object = {}, circumstances: Circumstances = {}): Promise<Observation> => {
    const { ip = '127.0.0.1', timeoutMs = 5000, signal = AbortSignal.timeout(timeoutMs), ...allowed } = circumstances;
    const params = readParams(type, raw);
    if (typeof params === 'string') throw new TypeError(params);
    const everything = { networks: new Networks(['127.0.0.0/8', '::1/128']), commands: {} };
    return prober({ ip, port }, { host: HOST, timeoutMs, params }, signal, { ...everything, ...allowed });
  };
}
