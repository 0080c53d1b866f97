import { cpus } from 'node:os';
import { failover } from './peers/failover.ts';
import { gdnsd } from './peers/gdnsd.ts';
import { pdnsLua } from './peers/pdns-lua.ts';
import { type Row } from './throughput.ts';
import { type UnderFlood } from './under-flood.ts';
import { type UnderReports } from './under-reports.ts';

interface Results {
  rows: readonly Row[];
  underReports: UnderReports;
  underFlood: UnderFlood;
  flips: { p50: number; p99: number; flips: number };
  rounds: number;
  seconds: number;
}

const thousands = (value: number): string => `${(value / 1000).toFixed(0)} k`;
const times = (value: number): string => `${value.toFixed(2)} ×`;
const ms = (value: number): string => `${value.toFixed(2)} ms`;

/** The measurements as a page: tables, ratios, and how it was done. */
export function report({ rows, underReports, underFlood, flips, rounds, seconds }: Results): string {
  const row = (peer: string, names: number): Row => {
    const found = rows.find((one) => one.peer === peer && one.names === names);
    if (found === undefined) throw new Error(`${peer} was not measured at ${names} names`);
    return found;
  };
  const ours = row(failover.name, 1000);
  const large = row(failover.name, 100_000);
  const ratio = (of: (row: Row) => number, other: Row): number => of(ours) / of(other);
  const rate = (one: Row): number => one.queriesPerSecond;
  const targets: [string, string, string][] = [
    ['queries/s against gdnsd, one core each', times(ratio(rate, row(gdnsd.name, 1000))), '≥ 0.50 ×'],
    ['queries/s against PowerDNS Lua, shared', times(ratio(rate, row(pdnsLua.name, 1000))), '≥ 3 ×'],
    ['CPU per query', `${ours.cpuMicrosPerQuery.toFixed(1)} µs`, '≤ 5.5 µs'],
    ['p99 at 10,000 queries/s', ms(ours.latency.p99), '≤ 1 ms'],
    [
      `p99 at 10,000 queries/s under ${thousands(underReports.reportsPerSecond)} reports/s`,
      ms(underReports.latency.p99),
      '≤ 10 ms',
    ],
    ['… queries lost meanwhile', `${underReports.latency.lost} of ${underReports.latency.completed}`, '0'],
    ['queries/s with 100,000 names against 1,000', times(rate(large) / rate(ours)), '≥ 0.85 ×'],
    ['resident memory with 100,000 names', `${large.residentMb.toFixed(0)} MB`, '≤ 300 MB'],
    [`from a posted report to the changed answer, p50 (${flips.flips} changes)`, ms(flips.p50), ''],
    ['… p99', ms(flips.p99), '≤ 5 ms'],
    [
      `a report while another agent floods (${underFlood.refused} of ${underFlood.sent} batches refused), p50`,
      ms(underFlood.p50),
      '',
    ],
    ['… p99', ms(underFlood.p99), ''],
  ];
  const table = rows.map(
    (one) =>
      `| ${one.names.toLocaleString('en')} | ${one.peer} | ${thousands(one.queriesPerSecond)} | ${one.cpuMicrosPerQuery.toFixed(1)} | ${one.latency.p50.toFixed(3)} | ${one.latency.p99.toFixed(3)} | ${one.residentMb.toFixed(0)} | ${one.lost} |`,
  );
  return `# Benchmarks

\`npm run bench\` writes this page. One run on ${cpus()[0]?.model ?? 'an unknown CPU'}, ${cpus().length} cores, loopback. Every server runs pinned to core 0,
the client (\`dnsperf -T 1\`) to core 1. The servers run at the same time and are asked in turn; figures are the median of ${rounds} rounds of
${seconds} s. Queries: 80 % A, 10 % AAAA, 10 % names that do not exist; each name has two addresses that are up. Compare ratios, not figures:
machines differ and are noisy.

## Against the targets

| what | measured | target |
|---|---|---|
${targets.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

## Side by side

| names | server | queries/s | CPU µs/query | p50 ms at 10 k/s | p99 ms at 10 k/s | RSS MB | lost |
|---|---|---|---|---|---|---|---|
${table.join('\n')}

## What is compared

- **gdnsd**: one UDP thread, \`multifo\` with \`service_types = up\`: it answers from its state table and probes nothing meanwhile.
- **PowerDNS**: the bind back end, \`enable-lua-records=shared\` (as shipped it is about 20 times slower), one receiver thread; it probes 16
  addresses on loopback.
- **Failover DNS**: the built master with one DNS worker; API and decisions run in the same process and on the same core. All targets were
  reported up before.
- "Under reports": another process posts batches of 1,000 reports four at a time, each of which turns the answer of one domain.
- "From a posted report to the changed answer": from the call of \`POST /api/v1/reports\` to the first DNS answer that shows it, asked again and
  again by the same process, so the HTTP round trip is in it.

## Where the time goes

A profile of the DNS worker under full load (\`perf record\`, 1,000 names): kernel 52 %, the objects that Node makes for every packet 31 %, libc
11 %, all JavaScript together 6 %, of which the engine's own is about 4. A bare \`dgram\` echo server in the same run costs 5.0–5.3 µs a packet
and the engine 5.6–5.8, so most of what is left to gain lies outside it: in receiving and sending many packets with one call.

Answering from the table alone takes 0.2 µs with 1,000 names and 0.5 to 0.6 µs with 100,000, which do not fit the caches. The memory is the master's own: its config, its votes and
what the garbage collector has not yet collected; the engine alone with its table takes about 260 MB.
`;
}
