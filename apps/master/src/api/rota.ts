import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { sharesTag } from '../config/serving.js';
import { Clock } from '../health/clock.js';
import { type Caller, TokenHolder } from './caller.js';
import { type Place } from './phase.js';

/** Who was silent for so long has no place any more; the others keep theirs over any shorter silence. */
const LEFT_MS = 5 * 60_000;
/** Changes are told at most so often, as each makes every agent fetch its tasks. */
const SETTLE_MS = 5000;
/** Ids are free text under a shared token. Who comes when there is no room looks when it likes. */
const MAX_GROUPS = 64;
const MAX_IDS = 10_000;
/** More than these report about no target. */
const MAX_PLACES = 256;

/** Agents that asked with the same token and tags, and so have the same tasks. */
interface Group {
  serves: (domain: DomainConfig) => boolean;
  servesAmong: Unnamed['servesAmong'];
  tags: readonly string[];
  /** When each asked last. */
  askedAt: Map<string, number>;
}

/** An agent that asked for tasks under a name that the config does not know. */
export interface Unnamed {
  id: string;
  tags: readonly string[];
  /** Which domains it would serve if these agents were named. */
  servesAmong: (named: readonly { id: string }[]) => (domain: DomainConfig) => boolean;
}

type Roster = ReadonlyMap<string, number>;

/**
 * Who checks what, in turn: the agents that the config names, and those that asked for tasks under a name.
 *
 *     asks ──▶ noted ──at most every 5 s──▶ has a place, under a new version ──silent for 5 min──▶ has none, under a new version
 */
@Injectable()
export class Rota {
  private readonly key = randomBytes(32);
  private readonly groups = new Map<string, Group>();
  private readonly groupOf = new Map<string, string>();
  private places: { serves: Group['serves']; ids: string[] }[] = [];
  private rosters = new Map<string, Roster>();
  private rostersOf: MasterConfig | undefined;
  private generation = 0;
  private changed = false;
  private toldAt = Number.NEGATIVE_INFINITY;
  private sweptAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly config: CurrentConfig,
    private readonly clock: Clock,
  ) {}

  /** Names all task sets together: another one, another config or other places. */
  get version(): string {
    this.settle();
    return `"${this.config.version}_${this.generation}"`;
  }

  /** An agent that the config does not name asked for tasks of which it has some. */
  polled(id: string, caller: Caller, token: string | undefined, tags: readonly string[]): void {
    const key = createHmac('sha256', this.key)
      .update(JSON.stringify([token ?? null, tags]))
      .digest('base64');
    const before = this.groupOf.get(id);
    if (before !== key) {
      if (before === undefined ? this.groupOf.size >= MAX_IDS : !this.leave(id, before)) return;
      if (!this.groups.has(key) && this.groups.size >= MAX_GROUPS) return;
      this.groupOf.set(id, key);
      this.changed = true;
    }
    const group = this.groups.get(key) ?? {
      serves: (domain) => caller.serves(domain, tags),
      servesAmong: (named) => {
        const holder = new TokenHolder(token, new Set(named.map((agent) => agent.id)));
        return (domain) => holder.serves(domain, tags);
      },
      tags,
      askedAt: new Map(),
    };
    this.groups.set(key, group);
    group.askedAt.set(id, this.clock.now());
  }

  /** Who asked lately, beside the agents that the config names. */
  unnamed(): Unnamed[] {
    return [...this.groups.values()].flatMap(({ askedAt, tags, servesAmong }) =>
      [...askedAt.keys()].map((id) => ({ id, tags, servesAmong })),
    );
  }

  /** null: it looks when it likes. */
  placeOf(domain: DomainConfig, id: string): Place | null {
    const roster = this.rosterOf(domain);
    const index = roster.get(id);
    return index === undefined || roster.size > MAX_PLACES ? null : { index, of: roster.size };
  }

  private rosterOf(domain: DomainConfig): Roster {
    if (this.rostersOf !== this.config.value) {
      this.rostersOf = this.config.value;
      this.rosters.clear();
    }
    const key = JSON.stringify([domain.tags, domain.agent.token]);
    const known = this.rosters.get(key);
    if (known !== undefined) return known;
    const named = this.config.value.agents.filter(({ tags }) => sharesTag(domain, tags)).map(({ id }) => id);
    const others = this.places.filter(({ serves }) => serves(domain)).flatMap(({ ids }) => ids);
    const roster = new Map([...named, ...others].sort().map((id, index) => [id, index]));
    this.rosters.set(key, roster);
    return roster;
  }

  private settle(): void {
    const now = this.clock.now();
    if (now - this.sweptAt >= SETTLE_MS) this.sweep(now);
    if (!this.changed || now - this.toldAt < SETTLE_MS) return;
    this.toldAt = now;
    this.changed = false;
    this.generation++;
    this.places = [...this.groups.values()].map(({ serves, askedAt }) => ({ serves, ids: [...askedAt.keys()] }));
    this.rosters = new Map();
  }

  private sweep(now: number): void {
    this.sweptAt = now;
    for (const [key, { askedAt }] of this.groups) for (const [id, at] of askedAt) if (now - at >= LEFT_MS) this.leave(id, key);
  }

  private leave(id: string, key: string): true {
    const group = this.groups.get(key);
    group?.askedAt.delete(id);
    if (group?.askedAt.size === 0) this.groups.delete(key);
    this.groupOf.delete(id);
    this.changed = true;
    return true;
  }
}
