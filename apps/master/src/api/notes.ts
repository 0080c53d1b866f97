import { Injectable } from '@nestjs/common';
import { type NoteDto } from '@failover-dns/contracts';
import { EventLog } from '../history/event-log.js';

/** Who gave an order that keeps no name itself, and why: an event, before those that the order brings about. */
@Injectable()
export class Notes {
  constructor(private readonly events: EventLog) {}

  add({ reason, who }: NoteDto, what: string, domain: string | null = null): void {
    const data = { what, who: who?.trim() || 'operator', why: reason?.trim() ?? '' };
    this.events.append({ domain, kind: 'note', data });
  }
}
