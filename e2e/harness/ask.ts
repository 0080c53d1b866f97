import { capture } from './program.js';

export const TOOLS = ['dig', 'kdig'] as const;
export type Tool = (typeof TOOLS)[number];

/** Without a word about it, a question has no RD, no AD and no EDNS, is asked once, and a truncated reply is shown as it is. */
const PLAIN: Record<Tool, string[]> = {
  dig: ['+norec', '+noad', '+nocookie', '+ignore', '+nosplit', '+tries=1', '+time=5'],
  kdig: ['+norec', '+ignore', '+retry=0', '+time=5'],
};

export interface Asked {
  /**
   * The reply in presentation text: `NOERROR qr aa`, the answers, then what the other sections hold, each with its section:
   * `authority: failover. 7 IN SOA …`, `opt: 0 do 1232`, `ede: 20`. An SOA's serial is left out.
   */
  lines: string[];
  /** `webmail.failover. IN A`, as it came back. */
  question: string;
  /** Bytes of the reply. */
  size: number;
  raw: string;
}

export interface AskOptions {
  tool?: Tool;
  tcp?: boolean;
}

/** Asks `words`, as they would be typed behind `dig`: `webmail.failover A +nsid`. */
export async function ask(port: number, words: string, { tool = 'dig', tcp = false }: AskOptions = {}): Promise<Asked> {
  const [name, type, ...options] = words.split(' ');
  const transport = tcp ? '+tcp' : '+notcp';
  // Some of dig's options bring EDNS along, others are ignored without it.
  const edns = tool === 'dig' && !/\+(ednsopt|keepalive)/.test(words) ? ['+noedns'] : [];
  const question = [...edns, '-q', name!, '-t', type!, ...options];
  const { stdout, stderr } = await capture(tool, ['@127.0.0.1', '-p', String(port), ...PLAIN[tool], transport, ...question]);
  return read(stdout + stderr);
}

/** What dig (Bind 9) or kdig (Knot DNS) print, in the same words. */
export function read(raw: string): Asked {
  const status = /status: (\w+)/.exec(raw)?.[1] ?? /replied with error '(\w+)'/.exec(raw)?.[1] ?? 'NOTHING';
  const flags = /^;; flags: ([\w ]*);/im.exec(raw)?.[1] ?? '';
  const others = ['authority', 'additional'].flatMap((title) => section(raw, title).map((line) => `${title}: ${line}`));
  return {
    lines: [`${status.replace('NOTIMPL', 'NOTIMP')} ${flags}`.trim(), ...section(raw, 'answer'), ...others, ...optLines(raw)],
    question: section(raw, 'question')[0] ?? '',
    size: Number(/(?:MSG SIZE {2}rcvd: |Received )(\d+)/.exec(raw)?.[1] ?? 0),
    raw,
  };
}

function section(raw: string, title: string): string[] {
  const lines = raw.split(`;; ${title.toUpperCase()} SECTION:\n`)[1]?.split('\n') ?? [];
  const end = lines.indexOf('');
  return lines.slice(0, end < 0 ? undefined : end).map((line) => record(line));
}

const record = (line: string) =>
  line
    .replace(/^;+ ?/, '')
    .replace(/\s+/g, ' ')
    .replace(/( SOA \S+ \S+) \d+/, '$1')
    .replace(/alpn="([^"]*)"/, 'alpn=$1')
    .trim();

/** How the tools print what the OPT record holds. */
const OPT: readonly [RegExp, (...found: string[]) => string][] = [
  [/version: (\d+)[,;] flags: ?([\w ]*); udp(?: size)?: (\d+)/i, (version, flags, udp) => `opt: ${version} ${flags} ${udp}`],
  [/^;+ NSID: .*"(.*)"/im, (name) => `nsid: ${name}`],
  [/^;+ COOKIE: ([0-9a-f]+)/im, (cookie) => `cookie: ${cookie?.toLowerCase()}`],
  [/^;+ CLIENT-SUBNET: (\S+)/im, (subnet) => `subnet: ${subnet}`],
  [/^;+ TCP.KEEPALIVE: ([\d.]+)/im, (seconds) => `keepalive: ${seconds}`],
  [/^;+ EDE: (\d+)(?: \([^)]*\))?(?:: [('](.*)[)'])?$/im, (code, text) => `ede: ${code} ${text ?? ''}`],
  [/^;+ (?:OPT=|Option \()(\d+)/im, (code) => `option: ${code}`],
];

const optLines = (raw: string) =>
  OPT.flatMap(([pattern, show]) => {
    const found = pattern.exec(raw);
    return found
      ? [
          show(...found.slice(1))
            .replace(/\s+/g, ' ')
            .trim(),
        ]
      : [];
  });
