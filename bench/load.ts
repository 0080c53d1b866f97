import { createSocket } from 'node:dgram';
import { writeFileSync } from 'node:fs';
import { percentile, runOnClientCore } from './programs.ts';

export const ZONE = 'bench';
export const nameOf = (index: number): string => `n${index}.${ZONE}`;

/** 80 % A, 10 % AAAA, 10 % of names that do not exist, in an order that is always the same. */
export function writeQueries(file: string, names: number): void {
  let seed = 42;
  const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const lines = Array.from({ length: 100_000 }, () => {
    const name = Math.floor(random() * names);
    const kind = random();
    if (kind < 0.8) return `${nameOf(name)} A`;
    return kind < 0.9 ? `${nameOf(name)} AAAA` : `missing-${nameOf(name)} A`;
  });
  writeFileSync(file, `${lines.join('\n')}\n`);
}

export interface Throughput {
  queriesPerSecond: number;
  completed: number;
  lost: number;
}

/** One client of one thread; what it prints. */
const dnsperf = (port: number, queries: string, seconds: number, options: readonly string[]): string =>
  runOnClientCore('dnsperf', [
    ...['-s', '127.0.0.1', '-p', `${port}`, '-d', queries, '-l', `${seconds}`, '-T', '1', '-c', '4', '-t', '2'],
    ...options,
  ]);

const numberIn = (text: string, label: string): number =>
  Number(new RegExp(`${label}:\\s+([\\d.]+)`).exec(text)?.[1] ?? Number.NaN);

/** As many queries as one client gets answered. */
export function fullLoad(port: number, queries: string, seconds: number): Throughput {
  const text = dnsperf(port, queries, seconds, ['-q', '200']);
  return {
    queriesPerSecond: numberIn(text, 'Queries per second'),
    completed: numberIn(text, 'Queries completed'),
    lost: numberIn(text, 'Queries lost'),
  };
}

export interface Latency {
  p50: number;
  p99: number;
  lost: number;
  completed: number;
}

/** Latency in milliseconds at a steady 10,000 queries a second. */
export function steadyLoad(port: number, queries: string, seconds: number): Latency {
  const text = dnsperf(port, queries, seconds, ['-Q', '10000', '-v']);
  const times = [...text.matchAll(/^> \S+ \S+ \S+ ([\d.]+)$/gm)].map((match) => Number(match[1]) * 1000).sort((a, b) => a - b);
  return {
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    lost: numberIn(text, 'Queries lost'),
    completed: times.length,
  };
}

/** The addresses that `name` has now. */
export class Asker {
  private readonly socket = createSocket('udp4');
  private readonly waiting = new Map<number, (addresses: string[]) => void>();
  private id = 0;
  private readonly port: number;

  constructor(port: number) {
    this.port = port;
    this.socket.on('message', (reply) => {
      this.waiting.get(reply.readUInt16BE(0))?.(addressesIn(reply));
      this.waiting.delete(reply.readUInt16BE(0));
    });
  }

  ask(name: string): Promise<string[]> {
    this.id = (this.id + 1) & 0xffff;
    const labels = name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
    const query = Buffer.concat([
      Buffer.from([this.id >> 8, this.id & 255, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
      ...labels,
      Buffer.from([0, 0, 1, 0, 1]),
    ]);
    return new Promise((resolve) => {
      this.waiting.set(this.id, resolve);
      this.socket.send(query, this.port, '127.0.0.1');
      setTimeout(() => resolve([]), 500).unref();
    });
  }

  close(): void {
    this.socket.close();
  }
}

/** A records with compressed owner names, which is what every server here sends. */
function addressesIn(reply: Buffer): string[] {
  let at = 12;
  while (reply[at] !== 0) at += (reply[at] ?? 0) + 1;
  at += 5;
  return Array.from({ length: reply.readUInt16BE(6) }, () => {
    const address = [...reply.subarray(at + 12, at + 16)].join('.');
    at += 16;
    return address;
  });
}
