import { type Items, ListField, rules, TextField } from '@failover-dns/config';

const digest = rules.pattern('64 hexadecimal digits (printf %s TOKEN | sha256sum)', /^[0-9a-fA-F]{64}$/);

/** An agent that proves by its token who it is. */
export class NamedAgentSection {
  @TextField({ description: 'Its `agent_id`.', required: true })
  id?: string;

  @ListField(rules.text({ what: 'a secret', max: 4096 }), {
    description: 'Token that it sends as `X-API-Key`, which speaks for it alone; two are valid during a rotation.',
    secret: true,
    single: true,
    min: 1,
    max: 2,
    default: 'this or `token_sha256`',
  })
  token?: Items<string>;

  @ListField(digest, {
    description: 'SHA-256 of the token, in its place; two during a rotation.',
    secret: true,
    single: true,
    min: 1,
    max: 2,
    default: 'this or `token`',
  })
  token_sha256?: Items<string>;

  @ListField(rules.tags, { description: 'Tags of the domains that it serves.', single: true })
  tags: Items<string> = [];

  @TextField({
    description: 'A name (CN or SAN) that must be in the certificate which it shows; needs `api.tls.client_ca`.',
    default: 'any certificate that is asked for will do',
  })
  certificate?: string;
}
