import { type TLSSocket } from 'node:tls';
import { type TlsParamsDto } from '@failover-dns/contracts';
import { dial } from './dial.js';
import { type Details, fail, isObservation, ok, type Observation, type Prober, rounded } from './observation.js';
import { secure } from './secure.js';

const DAY_MS = 86_400_000;

/** Passes when the handshake is done, the certificate valid (`verify`), and that for `min_days` more. The latency is the handshake's. */
export const probeTls: Prober<TlsParamsDto> = async (target, { host, params }, signal) => {
  const started = performance.now();
  const socket = await dial(target, signal);
  if (isObservation(socket)) return socket;
  const connected = performance.now();
  try {
    const secured = await secure(socket, { name: params.sni || host, verify: params.verify }, signal);
    if (isObservation(secured)) return secured;
    const now = performance.now();
    const times = { connect_ms: rounded(connected - started), tls_ms: rounded(now - connected) };
    return judge(secured, params.min_days, now - started, times);
  } finally {
    socket.destroy();
  }
};

/** Days are counted by this host's clock. */
function judge(secured: TLSSocket, minDays: number, latencyMs: number, times: Details): Observation {
  const { valid_to, subjectaltname = '' } = secured.getPeerCertificate();
  const daysLeft = Math.floor((Date.parse(valid_to) - Date.now()) / DAY_MS);
  const details = {
    ...times,
    protocol: secured.getProtocol() ?? '',
    cipher: secured.getCipher().standardName,
    names: subjectaltname.split(', ').slice(0, 20),
    days_left: daysLeft,
  };
  if (minDays === 0 || daysLeft >= minDays) return ok(latencyMs, details);
  const when = daysLeft < 0 ? 'has expired' : `expires in ${daysLeft} days`;
  return { ...fail('tls', `the certificate ${when}, less than ${minDays}`, latencyMs), details };
}
