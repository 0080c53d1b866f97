import {
  IntegerField,
  type Items,
  ListField,
  PortField,
  rules,
  SecondsField,
  SectionField,
  TtlField,
  ValueField,
} from '@failover-dns/config';

export class TcpSection {
  @IntegerField({ description: 'Open connections of all workers together.', min: 1, max: 1_000_000 })
  max_connections = 1000;

  @SecondsField({ description: 'Seconds without a question after which a connection is closed.', min: 0.1, max: 3600 })
  idle_sec = 10;
}

export class RateLimitSection {
  @IntegerField({
    description: 'Replies a second to one client network for one kind of answer.',
    required: true,
    min: 1,
    max: 1_000_000,
  })
  responses_per_second: number;

  @IntegerField({ description: 'Each `slip`-th limited reply is sent empty, asking to come again over TCP; 0: none.', max: 100 })
  slip = 2;

  @IntegerField({ description: 'How many leading bits of an IPv4 address make a client network.', min: 1, max: 32 })
  ipv4_prefix = 24;

  @IntegerField({ description: 'How many leading bits of an IPv6 address make a client network.', min: 1, max: 128 })
  ipv6_prefix = 56;

  @ListField(rules.network, { description: 'Networks that are never limited.', single: true })
  exempt: Items<string> = [];
}

const nsid: rules.Rule = {
  expected: 'text of at most 128 bytes',
  accepts: ['string'],
  check: (value) => typeof value === 'string' && Buffer.byteLength(value) <= 128,
  schema: { type: 'string', maxLength: 128 },
};

const cookieSecret = rules.pattern('32 hexadecimal digits (openssl rand -hex 16)', /^([0-9a-fA-F]{32})?$/);

export class DnsSection {
  @ListField(rules.address, { description: 'Addresses to answer on, over UDP and TCP.', single: true, min: 1 })
  listen_ip: Items<string> = ['0.0.0.0', '::'];

  @PortField({ description: 'Port to answer on; 0 lets the system choose.', min: 0 })
  listen_port = 8053;

  @TtlField({ description: 'TTL, in seconds, of zones and domains that set none.' })
  resolve_cache_ttl = 5;

  @ValueField(rules.either(rules.integer({ min: 1, max: 64 }), rules.choice(['auto'])), {
    description: 'Threads that answer; `auto` takes one for each processor.',
  })
  workers: number | 'auto' = 1;

  @IntegerField({ description: 'Largest UDP reply, in bytes; 1232 avoids fragments.', min: 512, max: 4096 })
  max_udp_size = 1232;

  @ValueField(nsid, { description: 'Name of this server, sent to those who ask for it (NSID, RFC 5001); empty: none.' })
  nsid = '';

  @ListField(cookieSecret, {
    description:
      'Secret behind DNS cookies (RFC 9018), the same on all servers of a name: the current one, then the previous one.',
    secret: true,
    single: true,
    max: 2,
  })
  cookie_secret: Items<string> = [];

  @SectionField(() => RateLimitSection, { description: 'Limits replies to one client network; off unless it is there.' })
  rate_limit?: RateLimitSection;

  @SectionField(() => TcpSection, { description: 'Limits of DNS over TCP.' })
  tcp = new TcpSection();
}
