import { ChoiceField, type Items, ListField, rules, SecondsField, SecretField, ValueField } from '@failover-dns/config';
import { hostName } from '../names.js';

/** How the body is written; what writes it is in `webhooks/formats`. */
export const WEBHOOK_FORMATS = ['json', 'slack', 'discord'] as const;
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];

/** The kinds of events that can be sent, as the history has them. */
export const WEBHOOK_EVENTS = ['transition', 'override', 'release', 'brake', 'agent', 'reload'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

const MAX_PEM = 65_536;

const header = rules.pattern(
  'a header such as "Authorization: Bearer …"',
  /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}:[ \t]*[\x21-\x7e]([\x20-\x7e]{0,4000}[\x21-\x7e])?$/,
);

const name: rules.Rule = {
  ...rules.pattern('letters, digits, hyphens and underscores, at most 63', /^[A-Za-z0-9_-]{1,63}$/),
  hint: (value) => (typeof value === 'number' ? 'put it in quotes' : undefined),
};

/** Where events are sent to. */
export class WebhookSection {
  @ValueField(name, { description: 'What it is called in logs, metrics and the API.', required: true })
  name?: string;

  @ValueField(rules.httpUrl, {
    description: 'Where events are posted to. It is shown nowhere, as many services put their secret into it.',
    required: true,
    secret: true,
  })
  url?: string;

  @ChoiceField(WEBHOOK_FORMATS, { description: 'How the body is written.' })
  format: WebhookFormat = 'json';

  @SecretField({ description: 'Signs every request with HMAC-SHA256; not signed when it is not set.' })
  secret?: string;

  @ListField(rules.choice(WEBHOOK_EVENTS), { description: 'Kinds of events that are sent.', single: true, min: 1 })
  events: Items<WebhookEvent> = [...WEBHOOK_EVENTS];

  @ListField(hostName, {
    description: 'Only events about these domains, by their whole names; events about no domain are not sent then.',
    single: true,
    default: 'all',
  })
  domains: Items<string> = [];

  @ListField(header, {
    description: 'Further headers; they are shown nowhere.',
    secret: true,
    single: true,
    max: 32,
  })
  headers: Items<string> = [];

  @SecondsField({ description: 'Seconds that one attempt may take, reply included.', min: 0.1, max: 120 })
  timeout_sec = 10;

  @SecretField({
    description: 'Certificates (PEM) of the authorities that may vouch for the receiver, instead of the usual ones.',
    max: MAX_PEM,
  })
  ca?: string;
}
