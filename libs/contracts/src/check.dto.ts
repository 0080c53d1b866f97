import {
  ChoiceParam,
  ExpectParam,
  HeadersParam,
  IntegerParam,
  ListParam,
  StatusesParam,
  SwitchParam,
  TextParam,
} from './check-fields.js';

/**
 * What a check can be told, one class a mode: the keys are those of the config's `monitor`, and a key that is missing
 * has the class's value. An empty text stands for "none", in a name for "the domain".
 */

const NAME = /^[\w.-]+$/;
const HOST = { maxLength: 255, pattern: /^[\w.:[\]-]+$/, expected: 'a host name', default: '', example: 'www.example' };
const HEX = { maxLength: 2048, pattern: /^([0-9a-fA-F]{2})+$/, expected: 'pairs of hexadecimal digits', default: '' };
const SNI = {
  description: 'name that is asked for by SNI, and that a verified certificate must hold; empty: `host`, else the domain',
  maxLength: 255,
  pattern: NAME,
  expected: 'a host name',
  default: '',
  example: 'www.example',
};
const VERIFY = 'the certificate must be valid, trusted by the agent, and hold the name';

/** Talks as a known protocol does. */
export const TCP_PRESETS = ['none', 'smtp', 'redis', 'postgres'] as const;

export class TcpParamsDto {
  @ChoiceParam(TCP_PRESETS, { description: 'a known dialogue in place of `send` and `expect`', default: 'none', example: 'smtp' })
  preset: (typeof TCP_PRESETS)[number] = 'none';

  @TextParam({
    description: 'sent once the connection stands',
    maxLength: 4096,
    default: '',
    example: 'PING\r\n',
    secret: true,
  })
  send = '';

  @TextParam({ ...HEX, description: 'the same, written as hexadecimal bytes', example: '00000008', secret: true })
  send_hex = '';

  @ExpectParam({ description: 'must stand in the first 64 KiB of what comes back; a regex sees one character a byte' })
  expect = '';
}

export class UdpParamsDto {
  @TextParam({ description: 'the datagram', maxLength: 1400, default: '', example: 'ping', secret: true })
  send = '';

  @TextParam({ ...HEX, description: 'the same, written as hexadecimal bytes', example: 'ffffffff54', secret: true })
  send_hex = '';

  @ExpectParam({ description: 'must stand in the reply; empty: any reply will do; a regex sees one character a byte' })
  expect = '';
}

export const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS'] as const;

export class HttpParamsDto {
  @ChoiceParam(HTTP_METHODS, { description: 'how it is asked', default: 'GET', example: 'GET' })
  method: (typeof HTTP_METHODS)[number] = 'GET';

  @TextParam({
    description: 'what is asked for, with its query',
    maxLength: 2048,
    pattern: /^\/[\x21-\x7e]*$/,
    expected: 'a path that starts with /',
    default: '/',
    example: '/healthz',
    secret: true,
  })
  path = '/';

  @TextParam({ ...HOST, description: 'the Host header; empty: the domain' })
  host = '';

  @HeadersParam({ description: 'further headers; not sent on to another host', default: {}, example: { 'X-Probe': '1' } })
  headers: Record<string, string> = {};

  @TextParam({ description: 'body of the request', maxLength: 16_384, default: '', example: '{}', secret: true })
  body = '';

  @StatusesParam({ description: 'statuses that pass', default: '200-399', example: '200-299,301' })
  expect_status = '200-399';

  @ExpectParam({ description: 'must stand in the body, up to `max_body_bytes`', example: '"status":"ok"' })
  expect_body = '';

  @IntegerParam({
    description: 'how much of the body is read, when one is expected',
    min: 1,
    max: 1_048_576,
    default: 65_536,
    example: 65_536,
  })
  max_body_bytes = 65_536;

  @SwitchParam({ description: 'asks where a redirect points, at most five times', default: false, example: false })
  follow_redirects = false;

  @SwitchParam({ description: `${VERIFY}; with http, of an https that it redirects to`, default: false, example: false })
  verify = false;
}

export class HttpsParamsDto extends HttpParamsDto {
  @TextParam(SNI)
  sni = '';
}

export class TlsParamsDto {
  @TextParam({
    ...SNI,
    description: 'name that is asked for by SNI, and that a verified certificate must hold; empty: the domain',
  })
  sni = '';

  @SwitchParam({ description: VERIFY, default: true, example: true })
  verify = true;

  @IntegerParam({
    description: 'days for which the certificate must still be valid; 0: not looked at',
    min: 0,
    max: 3650,
    default: 0,
    example: 14,
  })
  min_days = 0;
}

export class IcmpParamsDto {
  @IntegerParam({ description: 'echoes that are asked for, 0.2 s apart', min: 1, max: 10, default: 1, example: 3 })
  count = 1;

  @IntegerParam({ description: 'share of them that may be lost, percent', min: 0, max: 99, default: 50, example: 50 })
  max_loss_percent = 50;
}

export const DNS_PROBE_TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT'] as const;
export const DNS_PROBE_RCODES = ['NOERROR', 'SERVFAIL', 'NXDOMAIN', 'REFUSED'] as const;

export class DnsParamsDto {
  @TextParam({
    description: 'what the target, a DNS server, is asked for; empty: the domain',
    maxLength: 253,
    pattern: /^\.$|^[^\s.\\]{1,63}(\.[^\s.\\]{1,63})*\.?$/,
    expected: 'a domain name',
    default: '',
    example: 'www.example',
  })
  qname = '';

  @ChoiceParam(DNS_PROBE_TYPES, { description: 'type of record', default: 'A', example: 'A' })
  qtype: (typeof DNS_PROBE_TYPES)[number] = 'A';

  @ListParam({
    description: 'values, as a zone file writes them, that must all be answered; empty: any record of the type',
    maxItems: 32,
    maxLength: 512,
    default: [],
    example: ['192.0.2.10'],
  })
  expect: string[] = [];

  @ChoiceParam(DNS_PROBE_RCODES, { description: 'the rcode that passes', default: 'NOERROR', example: 'NOERROR' })
  expect_rcode: (typeof DNS_PROBE_RCODES)[number] = 'NOERROR';

  @ChoiceParam(['udp', 'tcp'], { description: 'transport; a truncated reply is fetched by tcp', default: 'udp', example: 'udp' })
  transport: 'udp' | 'tcp' = 'udp';
}

export class GrpcParamsDto {
  @TextParam({
    description: 'service that must be SERVING; empty: the server as a whole',
    maxLength: 255,
    pattern: /^[\x21-\x7e]+$/,
    expected: 'a service name',
    default: '',
    example: 'shop.Orders',
  })
  service = '';

  @TextParam({ ...HOST, description: 'the authority; empty: the domain' })
  host = '';

  @SwitchParam({ description: 'speaks TLS', default: false, example: true })
  tls = false;

  @TextParam(SNI)
  sni = '';

  @SwitchParam({ description: VERIFY, default: false, example: false })
  verify = false;
}

export class ExecParamsDto {
  @TextParam({
    description: "name of a command that the agent's own config allows (`allow_commands`)",
    maxLength: 63,
    pattern: /^[\w-]+$/,
    expected: 'letters, digits, hyphens and underscores',
    default: '',
    example: 'check-raid',
  })
  command = '';
}
