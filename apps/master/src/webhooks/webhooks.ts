import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CurrentConfig } from '../config/current-config.js';
import { type WebhookConfig } from '../config/master-config.js';
import { Clock } from '../health/clock.js';
import { Documents } from '../history/documents.js';
import { EventLog } from '../history/event-log.js';
import { DeliveryQueue } from './delivery-queue.js';
import { type Outcome } from './sender.js';

/** A document for each webhook: the id up to which nothing is to be sent any more. */
const KIND = 'webhook';
/** How long the end waits for what can still be delivered. */
const END_WITHIN_MS = 1000;

/** Sends events to the webhooks of the config, each from a queue of its own. */
@Injectable()
export class Webhooks implements OnModuleInit, BeforeApplicationShutdown {
  private readonly log = new Logger('Webhook');
  private readonly queues = new Map<string, DeliveryQueue>();
  private isEnding = false;

  constructor(
    private readonly config: CurrentConfig,
    private readonly documents: Documents,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const cursors = this.cursors();
    const { webhooks } = this.config.value;
    for (const name of cursors.keys()) if (!webhooks.some((one) => one.name === name)) this.documents.remove(KIND, name);
    for (const webhook of webhooks) this.add(webhook, cursors.get(webhook.name));
    this.config.onChange((next) => this.follow(next.webhooks));
    this.config.onSettle(() => this.settle());
    this.events.onAppend((event) => {
      if (!this.isEnding) for (const queue of this.queues.values()) queue.push(event);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    // What happens from now on is for the next start.
    this.isEnding = true;
    await Promise.all([...this.queues.values()].map((queue) => queue.flush(END_WITHIN_MS)));
  }

  /** In the order of the config. */
  all(): DeliveryQueue[] {
    return this.config.value.webhooks.flatMap(({ name }) => this.queues.get(name) ?? []);
  }

  /** Sends an event of the kind `test` now, whatever waits; undefined: there is no such webhook. */
  async test(name: string): Promise<Outcome | undefined> {
    const at = this.clock.wall();
    const text = `a test of the webhook ${name}`;
    return this.queues
      .get(name)
      ?.test({ id: at.getTime() * 1000, at: at.toISOString(), kind: 'test', domain: null, text, data: {} });
  }

  private add(webhook: WebhookConfig, cursor: number | undefined): void {
    const { name } = webhook;
    const queue: DeliveryQueue = new DeliveryQueue(webhook, this.events, (id) => {
      if (this.queues.get(name) === queue) this.documents.put(KIND, name, id);
    });
    this.queues.set(name, queue);
    if (Number.isSafeInteger(cursor))
      void queue.restore(cursor!).catch((error: unknown) => this.log.error(`${name}: ${(error as Error).message}`));
    else this.documents.put(KIND, name, this.events.mark());
  }

  private follow(webhooks: readonly WebhookConfig[]): void {
    for (const [name, queue] of this.queues) {
      if (webhooks.some((one) => one.name === name)) continue;
      queue.stop();
      this.queues.delete(name);
      const mayReturn = this.config.mayReturn?.webhooks.some((one) => one.name === name) === true;
      if (!mayReturn) this.documents.remove(KIND, name);
      if (queue.length === 0) continue;
      const fate = mayReturn ? 'wait until the trial is over' : 'are given up';
      this.log.warn(`${name}: is no webhook of the config any more; ${queue.length} that were not delivered ${fate}`);
    }
    const cursors = this.cursors();
    for (const webhook of webhooks) {
      const known = this.queues.get(webhook.name);
      if (known === undefined) this.add(webhook, cursors.get(webhook.name));
      else known.follow(webhook);
    }
  }

  /** Webhooks that a trial left out do not come back. */
  private settle(): void {
    for (const name of this.cursors().keys()) {
      if (this.queues.has(name)) continue;
      this.documents.remove(KIND, name);
      this.log.warn(`${name}: is no webhook of the config that stays; what was not delivered is given up`);
    }
  }

  private cursors(): Map<string, number> {
    return new Map(this.documents.all<number>(KIND).map(({ key, value }) => [key, value]));
  }
}
