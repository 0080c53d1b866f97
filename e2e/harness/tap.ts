import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { freePort } from './ports.js';
import { type World } from './world.js';

const TYPES: Record<number, string> = { 1: 'A', 2: 'NS', 28: 'AAAA' };

/** Hands UDP questions on to a master and notes them as they were written: `DEEP.tRee.failover A`. */
export async function startTap(world: World, master: { dnsPort: number }) {
  const dnsPort = await freePort();
  const questions: string[] = [];
  const front = createSocket('udp4');
  front.on('message', (query, client) => {
    questions.push(questionOf(query));
    const back = createSocket('udp4');
    back.once('message', (reply) => {
      back.close();
      front.send(reply, client.port, client.address);
    });
    back.send(query, master.dnsPort, '127.0.0.1');
  });
  front.bind(dnsPort, '127.0.0.1');
  await once(front, 'listening');
  world.onClose(() => front.close());
  return { dnsPort, questions };
}

function questionOf(query: Buffer): string {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const type = query.readUInt16BE(at + 1);
  return `${labels.join('.')} ${TYPES[type] ?? type}`;
}
