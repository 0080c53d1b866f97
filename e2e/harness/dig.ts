import { capture } from './program.js';

export interface DigOptions {
  port: number;
  /** default 127.0.0.1 */
  server?: string;
  tcp?: boolean;
  /** dig's own switches: `+bufsize=512`. */
  flags?: readonly string[];
}

export interface DigReply {
  /** NOERROR, NXDOMAIN …, or TIMEOUT when nothing came. */
  status: string;
  /** `qr aa rd` */
  flags: string[];
  /** The question as it came back, case kept: `webmail.failover. IN A`. */
  question: string;
  /** Presentation text, sorted: `webmail.failover. 5 IN A 192.0.2.1`. */
  answers: string[];
  authority: string[];
  /** The line of the OPT record, without its semicolon: `EDNS: version: 0, flags:; udp: 1232`; undefined without one. */
  edns: string | undefined;
  raw: string;
}

/** Asks with the real `dig`. */
export async function dig(
  name: string,
  type: string,
  { port, server = '127.0.0.1', tcp, flags = [] }: DigOptions,
): Promise<DigReply> {
  const switches = ['+tries=1', '+time=2', tcp ? '+tcp' : '+notcp', ...flags];
  const { stdout, stderr, code } = await capture('dig', [`@${server}`, '-p', String(port), '-q', name, '-t', type, ...switches]);
  if (code === null) throw new Error(`dig does not run: ${stderr}`);
  return parseDig(stdout);
}

export function parseDig(raw: string): DigReply {
  const section = (title: string) => {
    const [, body = ''] = raw.split(`;; ${title} SECTION:\n`);
    const lines = body.split('\n');
    return lines.slice(0, lines.indexOf('')).map((line) => line.replace(/^;/, '').replace(/\s+/g, ' ').trim());
  };
  return {
    status: /status: (\w+)/.exec(raw)?.[1] ?? 'TIMEOUT',
    flags: /^;; flags: ([\w ]*);/m.exec(raw)?.[1]?.split(' ').filter(Boolean) ?? [],
    question: section('QUESTION')[0] ?? '',
    answers: section('ANSWER').sort(),
    authority: section('AUTHORITY').sort(),
    edns: /^; (EDNS: .*)$/m.exec(raw)?.[1],
    raw,
  };
}

/** The addresses of an answer, sorted. */
export const addressesOf = (reply: DigReply) => reply.answers.map((line) => line.split(' ').at(-1) ?? '').sort();
