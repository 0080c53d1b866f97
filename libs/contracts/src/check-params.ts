import { validateSync, type ValidationError } from 'class-validator';
import {
  DnsParamsDto,
  ExecParamsDto,
  GrpcParamsDto,
  HttpParamsDto,
  HttpsParamsDto,
  IcmpParamsDto,
  TcpParamsDto,
  TlsParamsDto,
  UdpParamsDto,
} from './check.dto.js';

/** The class of each mode's parameters. */
export const CHECK_PARAMS = {
  tcp: TcpParamsDto,
  http: HttpParamsDto,
  https: HttpsParamsDto,
  icmp: IcmpParamsDto,
  tls: TlsParamsDto,
  dns: DnsParamsDto,
  udp: UdpParamsDto,
  grpc: GrpcParamsDto,
  exec: ExecParamsDto,
} as const;

export type ParamsOf<T extends keyof typeof CHECK_PARAMS> = InstanceType<(typeof CHECK_PARAMS)[T]>;

/**
 * The `params` of a task with every default filled in, or a sentence of what is wrong.
 * A key that this program does not know is wrong: leaving it out would be another check than the one that was asked for.
 */
export function readParams<T extends keyof typeof CHECK_PARAMS>(type: T, raw: unknown): ParamsOf<T> | string {
  if (raw !== null && raw !== undefined && (typeof raw !== 'object' || Array.isArray(raw))) return 'params is not an object';
  const given = Object.fromEntries(Object.entries(raw ?? {}).filter(([, value]) => value !== null && value !== undefined));
  const params: object = new CHECK_PARAMS[type]();
  const known = Object.keys(params);
  const stranger = Object.keys(given).find((key) => !known.includes(key));
  if (stranger !== undefined) return `params.${stranger} is not known here; ${type} knows ${known.join(', ')}`;
  const [fault] = validateSync(Object.assign(params, given));
  return fault ? `params.${sentence(fault)}` : (contradiction(params) ?? (params as ParamsOf<T>));
}

const sentence = ({ constraints, property }: ValidationError) => Object.values(constraints ?? {})[0] ?? `${property} is wrong`;

/** Keys that are each right, and not together. */
function contradiction(params: object): string | null {
  if ((params instanceof TcpParamsDto || params instanceof UdpParamsDto) && params.send && params.send_hex) {
    return 'params.send and params.send_hex stand together; expected one of them';
  }
  if (params instanceof TcpParamsDto && params.preset !== 'none' && (params.send || params.send_hex || params.expect)) {
    return `params.preset is "${params.preset}"; expected no send and no expect beside it`;
  }
  if (params instanceof UdpParamsDto && !params.send && !params.send_hex) {
    return 'params.send is missing; expected the datagram, as udp needs an answer to something';
  }
  return params instanceof ExecParamsDto && !params.command ? 'params.command is missing; expected a name' : null;
}
