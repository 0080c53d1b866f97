import { createSocket } from 'node:dgram';
import { setTimeout as sleep } from 'node:timers/promises';
import { decode, encode, type StringAnswer } from 'dns-packet';

/** How long a reply is waited for. */
const LATE_MS = 1000;
const PERIOD_MS = 2;

/** One question asked over and over, five hundred times a second, over UDP from one socket. */
export class QueryStream {
  asked = 0;
  answered = 0;
  /** Each answer that came, as its sorted addresses or its rcode, with how often. */
  readonly answers = new Map<string, number>();
  private readonly socket = createSocket('udp4');
  private readonly timer: NodeJS.Timeout;

  constructor(port: number, name: string) {
    this.socket.on('message', (message) => this.take(message));
    this.timer = setInterval(() => {
      const id = this.asked++ % 65_536;
      const query = encode({ type: 'query', id, questions: [{ type: 'A', name }] });
      this.socket.send(query, port, '127.0.0.1');
    }, PERIOD_MS);
  }

  /** Asks no more; how many were asked, and how many got no answer. */
  async end(): Promise<{ asked: number; lost: number }> {
    clearInterval(this.timer);
    const end = performance.now() + LATE_MS;
    while (this.answered < this.asked && performance.now() < end) await sleep(10);
    this.socket.close();
    return { asked: this.asked, lost: this.asked - this.answered };
  }

  private take(message: Buffer): void {
    this.answered++;
    const reply = decode(message) as ReturnType<typeof decode> & { rcode: string };
    const addresses = (reply.answers as StringAnswer[] | undefined)?.map(({ data }) => data).sort() ?? [];
    const text = addresses.length > 0 ? addresses.join(' ') : reply.rcode;
    this.answers.set(text, (this.answers.get(text) ?? 0) + 1);
  }
}
