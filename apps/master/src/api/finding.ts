import { type FindingDto } from '@failover-dns/contracts';
import { type Fault } from '@failover-dns/config';

export const faultText = ({ found, expected, hint }: Fault): string =>
  `found ${found}, expected ${expected}${hint ? `; ${hint}` : ''}`;

export const findingView = (fault: Fault): FindingDto => ({
  line: fault.line,
  column: fault.column,
  path: fault.path,
  message: faultText(fault),
});
