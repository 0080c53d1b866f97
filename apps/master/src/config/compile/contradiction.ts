import { type Path } from '@failover-dns/config';
import { type Report } from '../report.js';

/** A setting as a fault names it: where it stands, and what it says. */
export interface Said {
  at: Path;
  text: string;
}

/** `policy any on line 8`, `policy any, the default` */
export const placed = ({ at, text }: Said, report: Report): string =>
  report.isSet(at) ? `${text} on line ${report.line(at)}` : `${text}, the default`;

/**
 * Reports that a setting has no meaning beside another. One that only lies under the domain, in `defaults:`, gives way to what the
 * domain says itself.
 */
export function contradiction(setting: Said, beside: Said, expected: string, report: Report, hint?: string): void {
  if (report.isBroken(beside.at)) return;
  const givesWay = report.isInherited(setting.at) && report.isSet(beside.at) && !report.isInherited(beside.at);
  if (!givesWay) report.fault(setting.at, `${setting.text} with ${placed(beside, report)}`, expected, hint);
}
