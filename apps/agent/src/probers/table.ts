import { CHECK_PORTS, type CheckType, type ParamsOf } from '@failover-dns/contracts';
import { probeDns } from './dns.js';
import { probeExec } from './exec.js';
import { probeGrpc } from './grpc.js';
import { probeHttp, probeHttps } from './http.js';
import { probeIcmp } from './icmp.js';
import { type Prober } from './observation.js';
import { probeTcp } from './tcp.js';
import { probeTls } from './tls.js';
import { probeUdp } from './udp.js';

/** `port`: the one taken when the task names none; or it must name one; or there is none. `byHost`: the name asked for matters. */
export interface Mode<P = never> {
  probe: Prober<P>;
  port: number | 'required' | 'none';
  byHost: boolean;
}

/** Every mode of checking. A new one is a file beside this and a row here. */
export const MODES: { [T in CheckType]: Mode<ParamsOf<T>> } = {
  tcp: { probe: probeTcp, port: CHECK_PORTS.tcp, byHost: false },
  http: { probe: probeHttp, port: CHECK_PORTS.http, byHost: true },
  https: { probe: probeHttps, port: CHECK_PORTS.https, byHost: true },
  icmp: { probe: probeIcmp, port: CHECK_PORTS.icmp, byHost: false },
  tls: { probe: probeTls, port: CHECK_PORTS.tls, byHost: true },
  dns: { probe: probeDns, port: CHECK_PORTS.dns, byHost: true },
  udp: { probe: probeUdp, port: CHECK_PORTS.udp, byHost: false },
  grpc: { probe: probeGrpc, port: CHECK_PORTS.grpc, byHost: true },
  exec: { probe: probeExec, port: CHECK_PORTS.exec, byHost: true },
};

export const isMode = (type: string): type is CheckType => Object.hasOwn(MODES, type);
