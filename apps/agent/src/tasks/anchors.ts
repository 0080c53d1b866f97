import { Injectable } from '@nestjs/common';
import { AgentConfig } from '../config/agent-config.js';
import { readAnchor } from '../config/anchor.js';
import { Networks } from '../probers/networks.js';
import { error, type Observation, type Target } from '../probers/observation.js';
import { probe } from '../probers/probe.js';

const LOOK_MS = 1000;
/** A look that began so long ago still tells how things are. */
const FRESH_MS = 500;
/** With these reasons something out there has answered. */
const ANSWERS = ['refused', 'protocol'];
/** Whoever writes the config may have any address looked at. */
const ANYWHERE = new Networks(['0.0.0.0/0', '::/0']);

/** Addresses that answer whenever this host has a network. While none does, a check that fails tells of this host, not of its target. */
@Injectable()
export class Anchors {
  readonly #targets: Target[];
  #look: { began: number; answered: Promise<boolean> } | null = null;

  constructor(config: AgentConfig) {
    this.#targets = config.anchors.flatMap((anchor) => readAnchor(anchor) ?? []);
  }

  /** What a check has shown, once it is known whether this agent can see anything at all. */
  async judge(observation: Observation): Promise<Observation> {
    if (observation.result !== 'fail' || this.#targets.length === 0 || (await this.#answer())) return observation;
    return error('local', 'no anchor answers');
  }

  /** Resolves as soon as one answers. Checks that fail together share a look. */
  #answer(): Promise<boolean> {
    const now = performance.now();
    if (this.#look === null || now - this.#look.began > FRESH_MS) {
      const looks = this.#targets.map((target) => answers(target).then((does) => does || Promise.reject(new Error())));
      this.#look = { began: now, answered: Promise.any(looks).catch(() => false) };
    }
    return this.#look.answered;
  }
}

async function answers(target: Target): Promise<boolean> {
  const check = { host: target.ip, timeoutMs: LOOK_MS };
  const type = target.port === null ? 'icmp' : 'tcp';
  const { result, reason } = await probe({ type, problem: null, target, check }, ANYWHERE, AbortSignal.timeout(LOOK_MS));
  return result === 'ok' || (result === 'fail' && ANSWERS.includes(reason ?? ''));
}
