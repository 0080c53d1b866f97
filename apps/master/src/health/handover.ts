import { type MasterConfig } from '../config/master-config.js';
import { type MayVote, voters } from './voters.js';

/** What another config means for every state, beside the domains themselves. */
export interface Handover {
  mayVote: MayVote;
  /** A brake that is on lets go. */
  brakeOff: boolean;
}

/** `mayReturn`: the config in place of which `previous` is only tried. */
export const handover = (next: MasterConfig, previous: MasterConfig, mayReturn: MasterConfig | null): Handover => ({
  mayVote: voters(next, mayReturn === null ? [previous] : [previous, mayReturn]),
  brakeOff: next.brake === null,
});
