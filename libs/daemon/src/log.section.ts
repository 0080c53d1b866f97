import { ChoiceField } from '@failover-dns/config';

/** `log:` in either daemon's config. */
export class LogSection {
  @ChoiceField(['debug', 'info', 'warn', 'error'], { description: 'The least that is logged.' })
  level: 'debug' | 'info' | 'warn' | 'error' = 'info';

  @ChoiceField(['text', 'json'], { description: 'One line of text an event, or one JSON object.' })
  format: 'text' | 'json' = 'text';
}
