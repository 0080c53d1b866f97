import { type UdpParamsDto } from '@failover-dns/contracts';
import { missing } from './expectation.js';
import { isObservation, ok, type Prober } from './observation.js';
import { askByUdp } from './udp-exchange.js';

/** Passes when the first reply to a datagram holds what is expected. Silence says nothing in UDP, so something must be sent. */
export const probeUdp: Prober<UdpParamsDto> = async (target, { params }, signal) => {
  const started = performance.now();
  const message = params.send_hex ? Buffer.from(params.send_hex, 'hex') : Buffer.from(params.send);
  const reply = await askByUdp(target, message, (received) => ({ received }), signal);
  if (isObservation(reply)) return reply;
  const latencyMs = performance.now() - started;
  const lacking = params.expect ? missing(params.expect, reply.received) : null;
  return lacking ?? ok(latencyMs, { reply_bytes: reply.received.length });
};
