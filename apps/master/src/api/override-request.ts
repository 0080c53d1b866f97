import { OVERRIDE_KINDS, type OverrideRequestDto } from '@failover-dns/contracts';
import { type OverrideKind } from '@failover-dns/policies';
import { timeOf } from './report.controller.js';
import { Problem } from './problem.js';

OVERRIDE_KINDS satisfies readonly OverrideKind[];

const UNIT_MS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const AN_END = 'say when it ends: "for": "2h", "until": "2026-01-02T04:00:00Z", or "permanent": true on purpose';

/** What is asked for, checked: an override without a reason or an end would be found by nobody. */
export function overrideOf(request: OverrideRequestDto, now: Date) {
  const why = request.reason.trim();
  if (why === '') throw new Problem(400, 'reason is empty: say why, for whoever finds this override');
  return { kind: request.kind, who: request.who?.trim() || 'operator', why, since: now, until: untilOf(request, now) };
}

function untilOf({ until, for: length, permanent }: OverrideRequestDto, now: Date): Date | null {
  const given = [until, length, permanent === true ? true : null].filter((one) => one != null).length;
  if (given === 0) throw new Problem(400, `an override without an end: ${AN_END}`);
  if (given > 1) throw new Problem(400, `more than one of for, until and permanent: ${AN_END}`);
  if (permanent === true) return null;
  const end = length != null ? new Date(now.getTime() + durationMs(length)) : new Date(timeOf(until ?? ''));
  if (Number.isNaN(end.getTime())) throw new Problem(400, `until: there is no such date as ${until ?? length}`);
  if (end <= now) throw new Problem(400, `until: ${end.toISOString()} is over already`);
  return end;
}

function durationMs(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,9}(?:\.\d+)?)(s|m|h|d)$/.exec(text.trim()) ?? [];
  const ms = Number(count) * (UNIT_MS[unit] ?? Number.NaN);
  if (!(ms > 0)) throw new Problem(400, `for: "${text}" is no duration; write a number and its unit, such as 90s, 15m, 2h or 3d`);
  return ms;
}
