import { type Type } from '@nestjs/common';
import { type Attributes } from '@opentelemetry/api';
import { Reload } from '../config/reload.js';
import { DnsService } from '../dns/dns.service.js';
import { DecisionTable } from '../health/decision-table.js';
import { type IncomingReport } from '../health/report.js';
import { ReportStore } from '../health/report-store.js';
import { type Batch } from '../history/messages.js';
import { Storage } from '../history/storage.js';
import { type Message } from '../webhooks/formats/format.js';
import { type Outcome, Sender } from '../webhooks/sender.js';

/** A method whose calls are spans. */
export interface Stage {
  of: Type;
  /** May be a private one. */
  method: string;
  /** null: no span; what it does belongs to no trace, whichever request set its timer. */
  span: string | null;
  /** It belongs to no trace that was begun before. */
  isRoot?: true;
  /** Every instance, as they are made when they are needed; else the one that is injected. */
  isMany?: true;
  attributes?: (...args: never[]) => Attributes;
  /** Of what the call results in. */
  outcome?: (result: never) => { attributes: Attributes; isFault: boolean };
}

/** Report → decision → DNS, and what is written, read anew and sent. Nothing of a DNS query is here: those are answered on threads of their own. */
export const STAGES: readonly Stage[] = [
  {
    of: ReportStore,
    method: 'accept',
    span: 'report',
    attributes: ({ domain, ip, port, agent, result }: IncomingReport) => ({
      'failover.domain': domain,
      'failover.target': port === null ? ip : `${ip}:${port}`,
      'failover.agent': agent,
      'failover.result': result,
    }),
  },
  {
    of: DecisionTable,
    method: 'refresh',
    span: 'decision',
    attributes: ({ name }: { name: string }) => ({ 'failover.domain': name }),
  },
  { of: DecisionTable, method: 'wake', span: null },
  { of: DnsService, method: 'tell', span: 'dns patch', attributes: (name: string) => ({ 'failover.domain': name }) },
  {
    of: Storage,
    method: 'write',
    span: 'storage write',
    attributes: ({ states, documents, events }: Batch) => ({
      'failover.states': states.length,
      'failover.documents': documents.length,
      'failover.events': events.length,
    }),
    outcome: (isWritten: boolean) => ({ attributes: {}, isFault: !isWritten }),
  },
  {
    of: Reload,
    method: 'run',
    span: 'reload',
    attributes: (by: string) => ({ 'failover.by': by }),
    outcome: ({ refused }: { refused: unknown }) => ({
      attributes: { 'failover.applied': refused === null },
      isFault: refused !== null,
    }),
  },
  {
    of: Sender,
    method: 'send',
    span: 'webhook',
    isRoot: true,
    isMany: true,
    attributes: ({ id, kind, domain }: Message) => ({
      'failover.event': id,
      'failover.kind': kind,
      ...(domain === null ? {} : { 'failover.domain': domain }),
    }),
    outcome: ({ result, status }: Outcome) => ({
      attributes: { 'failover.result': result, ...(status === null ? {} : { 'http.response.status_code': status }) },
      isFault: result !== 'delivered',
    }),
  },
];
