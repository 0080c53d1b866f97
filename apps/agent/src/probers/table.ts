import { type CheckType, type ParamsOf } from '@failover-dns/contracts';
import { probeHttp, probeHttps } from './http.js';
import { probeIcmp } from './icmp.js';
import { type Prober } from './observation.js';
import { probeTcp } from './tcp.js';

/** `port`: the one taken when the task names none; or it must name one; or there is none. `byHost`: the name asked for matters. */
export interface Mode<P = never> {
  probe: Prober<P>;
  port: number | 'required' | 'none';
  byHost: boolean;
}

/** Every mode of checking. A new one is a file beside this and a row here. */
export const MODES: { [T in CheckType]: Mode<ParamsOf<T>> } = {
  tcp: { probe: probeTcp, port: 'required', byHost: false },
  http: { probe: probeHttp, port: 80, byHost: true },
  https: { probe: probeHttps, port: 443, byHost: true },
  icmp: { probe: probeIcmp, port: 'none', byHost: false },
};

export const isMode = (type: string): type is CheckType => Object.hasOwn(MODES, type);
