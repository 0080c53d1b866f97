import { AddressField, ListField, PortField, rules, SecretField, TextField, ValueField } from '@failover-dns/config';
import { serverUrl } from './server-url.js';

/** Enough for the chain of a private authority. */
const MAX_PEM = 65_536;

const sha256: rules.Rule = {
  ...rules.pattern('64 hexadecimal digits, with or without colons', /^[0-9a-f]{2}(:?[0-9a-f]{2}){31}$/i),
  hint: () => 'openssl x509 -noout -fingerprint -sha256 -in certificate.pem',
};

export class ServerConfig {
  @TextField({ description: 'What this master is called in logs.', required: true })
  name: string;

  @ValueField(serverUrl, { description: 'Where its API is, without `/api/v1`.', required: true })
  url: string;

  @SecretField({ description: 'Sent as `X-API-Key`. Without one, only domains that ask for none are listed.' })
  token?: string;

  @ListField(rules.tags, { description: 'Tasks with one of these tags are asked for.', single: true })
  tags: string[] = [];

  @SecretField({
    description: 'Certificates (PEM) of the authorities that may vouch for it, instead of the usual ones.',
    max: MAX_PEM,
  })
  ca?: string;

  @ValueField(sha256, { description: 'SHA-256 of its certificate: that one is trusted and no other, whoever vouches for it.' })
  fingerprint?: string;

  @SecretField({ description: 'Certificate (PEM) that is shown to it; with `key`.', max: MAX_PEM })
  cert?: string;

  @SecretField({ description: 'The private key (PEM) of `cert`.', max: MAX_PEM })
  key?: string;
}

/** The program and arguments of one name in `allow_commands`. */
export class CommandSection {
  @ListField(rules.text({ max: 4096 }), {
    description: 'A program and its arguments; no shell. `{ip}` and `{port}` in an argument are the target’s.',
    required: true,
    min: 1,
    max: 100,
  })
  run: string[];
}

export class HealthSection {
  @AddressField({ description: 'Where the agent tells how it is: /health/live, /health/ready and /metrics.' })
  listen_ip = '127.0.0.1';

  @PortField({ description: '0: nowhere. Unset: where it is free.', min: 0, default: '8001, if it is free' })
  listen_port?: number;
}
