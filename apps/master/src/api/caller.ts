import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CurrentConfig } from '../config/current-config.js';
import { type AgentConfig, type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { sharesTag } from '../config/serving.js';
import { type TokenCheck, tokenCheck } from '../config/token.js';
import { type Caller as Reporter, refuse, type Refused } from '../health/report.js';

/** Whoever asks for tasks and sends reports, as its X-API-Key says. */
export interface Caller extends Reporter {
  /** The named agent that it is; null: it holds no named agent's token. */
  readonly named: AgentConfig | null;
  /** Is the domain's check a task of its? `tags` are those that it asks with. */
  serves(domain: DomainConfig, tags: readonly string[]): boolean;
  /** Why it may not call itself this; null: it may. */
  impostor(agent: string): Refused | null;
}

/** Tells callers apart. */
@Injectable()
export class Callers {
  /** Finds agents by a keyed hash, so that how long it takes tells nothing about tokens or their hashes. */
  private readonly key = randomBytes(32);
  private known: readonly AgentConfig[] = [];
  private readonly byToken = new Map<string, AgentConfig>();
  private readonly ids = new Set<string>();
  /** What opens anything, and of which config that was learned. */
  private readonly keys = new Set<string>();
  private keysOf: MasterConfig | undefined;

  constructor(private readonly config: CurrentConfig) {}

  of(token: string | undefined): Caller {
    this.learn(this.config.value.agents);
    if (this.known.length === 0) return new TokenHolder(token);
    const named = token === undefined ? undefined : this.byToken.get(this.keyed(sha256(token)));
    return named ? new NamedAgent(named) : new TokenHolder(token, this.ids);
  }

  /** Whether a key is some agent's or some domain's token; null: there is none, so there is nothing to guess. */
  opens(token: string): boolean | null {
    const config = this.config.value;
    if (config !== this.keysOf) {
      this.keysOf = config;
      this.keys.clear();
      for (const { tokenHashes } of config.agents) for (const hash of tokenHashes) this.keys.add(this.keyed(hash));
      // Mostly it is the same in all of them.
      const tokens = new Set([...config.domains.values()].flatMap(({ agent }) => agent.token ?? []));
      for (const one of tokens) this.keys.add(this.keyed(sha256(one)));
    }
    return this.keys.size === 0 ? null : this.keys.has(this.keyed(sha256(token)));
  }

  private learn(agents: readonly AgentConfig[]): void {
    if (agents === this.known) return;
    this.known = agents;
    this.byToken.clear();
    this.ids.clear();
    for (const agent of agents) {
      this.ids.add(agent.id);
      for (const hash of agent.tokenHashes) this.byToken.set(this.keyed(hash), agent);
    }
  }

  private keyed(hash: string): string {
    return createHmac('sha256', this.key).update(hash).digest('base64');
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Speaks for itself alone, and about the domains whose tags it has; their tokens do not matter. */
class NamedAgent implements Caller {
  constructor(readonly named: AgentConfig) {}

  serves(domain: DomainConfig): boolean {
    return sharesTag(domain, this.named.tags);
  }

  impostor(agent: string): Refused | null {
    const { id } = this.named;
    return agent === id ? null : refuse('wrong_agent', `this token speaks for ${id} alone, not for ${agent}`);
  }

  objection(domain: DomainConfig, agent: string): Refused | null {
    const impostor = this.impostor(agent);
    if (impostor !== null || this.serves(domain)) return impostor;
    const { id, tags } = this.named;
    return refuse('no_task', `${domain.name} is no task of ${id}: it has none of its tags (${tags.join(', ') || 'it has none'})`);
  }
}

/**
 * Nobody in particular. Where no agent has a name it speaks under any id for the domains without a token and those whose token it
 * holds; where some have, under no such name, and for domains with a token alone.
 */
export class TokenHolder implements Caller {
  readonly named = null;
  private readonly holds: TokenCheck;

  /** `names` are the ids of the named agents. */
  constructor(
    token: string | undefined,
    private readonly names: ReadonlySet<string> = new Set(),
  ) {
    this.holds = tokenCheck(token);
  }

  serves(domain: DomainConfig, tags: readonly string[]): boolean {
    return this.strange(domain) === null && sharesTag(domain, tags);
  }

  impostor(agent: string): Refused | null {
    return this.names.has(agent) ? refuse('wrong_agent', `${agent} is a named agent; its own token is needed`) : null;
  }

  objection(domain: DomainConfig, agent: string): Refused | null {
    return this.impostor(agent) ?? this.strange(domain);
  }

  private strange({ name, agent: { token } }: DomainConfig): Refused | null {
    if (token !== undefined) return this.holds(token) ? null : refuse('wrong_token', `X-API-Key is not the token of ${name}`);
    if (this.names.size === 0) return null;
    return refuse(
      'wrong_token',
      `${name} is for named agents alone: name this one under agents: in the master’s config, or give the domain an agent.token that it holds`,
    );
  }
}
