import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { error, type Observation } from '../probers/observation.js';

const BEAT_MS = 100;
/** A timer is late by so much on any host. */
const USUAL_MS = 50;
/** A check that lost more of its time to this host than this part says nothing about its target. */
const SHARE = 0.25;

/** Tells what this process itself lost: stopped, starved, or moved to another machine, it finds answers too late. */
@Injectable()
export class Stalls implements OnModuleDestroy {
  #lostMs = 0;
  #last = performance.now();
  readonly #beat = setInterval(() => this.#look(), BEAT_MS).unref();

  /** Milliseconds that were lost since the start. */
  get lostMs(): number {
    return this.#lostMs;
  }

  /** What a check of `timeoutMs` has shown, that began when `lostMs` was lost. */
  judge(observation: Observation, lostMs: number, timeoutMs: number): Observation {
    const lost = this.#lostMs - lostMs;
    if (observation.reason !== 'timeout' || lost <= SHARE * timeoutMs) return observation;
    return error('local', `this host stalled for ${Math.round(lost)} ms`);
  }

  onModuleDestroy(): void {
    clearInterval(this.#beat);
  }

  #look(): void {
    const now = performance.now();
    const late = now - this.#last - BEAT_MS;
    if (late > USUAL_MS) this.#lostMs += late;
    this.#last = now;
  }
}
