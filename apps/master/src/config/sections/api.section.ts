import {
  AddressField,
  ChoiceField,
  IntegerField,
  type Items,
  ListField,
  PortField,
  rules,
  SecretField,
  SectionField,
} from '@failover-dns/config';

/** Enough for a certificate with its chain, or the authorities of a few agents. */
const MAX_PEM = 65_536;

export const CLIENT_AUTH = ['off', 'request', 'require'] as const;
export type ClientAuth = (typeof CLIENT_AUTH)[number];

const origin = rules.pattern(
  'an origin such as https://status.example.net, without a path, or "*"',
  /^(\*|https?:\/\/[a-z0-9.-]+(:\d{1,5})?|https?:\/\/\[[0-9a-f:.]+\](:\d{1,5})?)$/,
);

/** The API over TLS, of version 1.2 or newer. */
export class ApiTlsSection {
  @SecretField({
    description: 'Certificate (PEM) that the API shows, then those that lead to its authority; a changed file is read anew.',
    max: MAX_PEM,
    required: true,
    file: 'a PEM file with the certificate chain',
  })
  cert?: string;

  @SecretField({
    description: 'The private key (PEM) of `cert`, without a password.',
    max: MAX_PEM,
    required: true,
    file: 'a PEM file with the private key',
  })
  key?: string;

  @SecretField({
    description: 'Certificates (PEM) of the authorities that vouch for agents.',
    max: MAX_PEM,
    file: 'a PEM file with the certificates of the authorities',
  })
  client_ca?: string;

  @ChoiceField(CLIENT_AUTH, {
    description:
      'Whether agents show a certificate that `client_ca` vouches for: none is asked for, a wrong one is refused, or each must. People need none.',
    default: '`require` with `client_ca`, else `off`',
  })
  client_auth?: ClientAuth;
}

export class ApiRateLimitSection {
  @IntegerField({
    description:
      'Requests a second that one caller (a token at an address) may go on with; all callers at one address together, four times that.',
    min: 1,
    max: 1_000_000,
  })
  requests_per_second = 100;

  @IntegerField({ description: 'Requests that it may make at once.', min: 1, max: 1_000_000 })
  burst = 1000;

  @IntegerField({
    description: 'Different wrong tokens a minute from one address, of agents too, after which no further one is looked at.',
    min: 1,
    max: 1_000_000,
  })
  failures_per_minute = 60;
}

export class ApiSection {
  @AddressField({ description: 'Address of the API; `0.0.0.0` lets agents on other machines reach it.' })
  listen_ip = '127.0.0.1';

  @PortField({ description: 'Port of the API; 0 lets the system choose.', min: 0 })
  listen_port = 8000;

  @SecretField({ description: 'Who sends it as `Authorization: Bearer` may change things; nobody may when it is not set.' })
  admin_token?: string;

  @SecretField({ description: 'Who sends it may read; everybody may when it is not set.' })
  viewer_token?: string;

  @SectionField(() => ApiTlsSection, { description: 'Serves the API over TLS; plain HTTP unless it is there.' })
  tls?: ApiTlsSection;

  @ListField(origin, {
    description: 'Web pages of these origins may call the API from a browser. `"*"` is any, and is refused beside a token.',
    single: true,
  })
  cors_origins: Items<string> = [];

  @SectionField(() => ApiRateLimitSection, {
    description: 'Limits viewers and operators, and wrong tokens; agents have limits of their own.',
  })
  rate_limit = new ApiRateLimitSection();

  @ListField(rules.network, {
    description: 'Proxies in front of the API, whose `X-Forwarded-For` says who calls.',
    single: true,
  })
  trusted_proxies: Items<string> = [];
}
