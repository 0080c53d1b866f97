import { type TcpParamsDto } from '@failover-dns/contracts';
import { dial } from './dial.js';
import { converse, type Dialogue } from './dialogue.js';
import { isObservation, ok, type Prober, rounded } from './observation.js';

/** Passes when the connection is established, and what is expected comes back. The latency is that of the whole. */
export const probeTcp: Prober<TcpParamsDto> = async (target, { params }, signal) => {
  const started = performance.now();
  const socket = await dial(target, signal);
  if (isObservation(socket)) return socket;
  const connectMs = performance.now() - started;
  const dialogue = dialogueOf(params);
  try {
    const refusal = dialogue && (await converse(socket, dialogue, signal));
    return refusal ?? ok(performance.now() - started, { connect_ms: rounded(connectMs) });
  } finally {
    socket.destroy();
  }
};

function dialogueOf({ preset, send, send_hex, expect }: TcpParamsDto): Dialogue | null {
  if (preset !== 'none') return PRESETS[preset];
  if (!send && !send_hex && !expect) return null;
  return { send: send_hex ? Buffer.from(send_hex, 'hex') : Buffer.from(send), expect };
}

/** A protocol that is known here is one row. */
const PRESETS: Record<Exclude<TcpParamsDto['preset'], 'none'>, Dialogue> = {
  smtp: { send: Buffer.alloc(0), expect: '/^220[ -].*\\r?\\n/', farewell: 'QUIT\r\n' },
  // A server that asks for a password is at work.
  redis: { send: Buffer.from('PING\r\n'), expect: '/^(\\+PONG|-NOAUTH)/', farewell: 'QUIT\r\n' },
  // SSLRequest: answered by S or N before any log-in, and by E when the server cannot serve.
  postgres: { send: Buffer.from('0000000804d2162f', 'hex'), expect: '/^[SN]/' },
};
