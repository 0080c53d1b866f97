import { Injectable } from '@nestjs/common';
import { type NoteDto } from '@failover-dns/contracts';
import { EventLog } from '../history/event-log.js';

/** Why an operator gave an order that keeps no reason itself: an event, before those that the order brings about. */
@Injectable()
export class Notes {
  constructor(private readonly events: EventLog) {}

  /** Nothing without a reason. */
  add({ reason, who }: NoteDto, what: string, domain: string | null = null): void {
    const why = reason?.trim() ?? '';
    if (why !== '') this.events.append({ domain, kind: 'note', data: { what, who: who?.trim() || 'operator', why } });
  }
}
